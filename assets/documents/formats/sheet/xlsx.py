"""Parts of an Excel file (XLSX) to sheets: shared strings, formats, cells as displayed, merged ranges, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from assets.documents.formats.sheet.cell_styles import CellStyle, cell_styles, look_of
from assets.documents.formats.sheet.format_codes import GENERAL
from assets.documents.formats.sheet.number_formats import display_text, printed
from assets.documents.formats.sheet.sheets import MOST_COLUMNS, MOST_ROWS, Merged, Sheet
from assets.documents.formats.zipped_xml import Package
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.looks import UNCOUNTED, Look, shown

Run = tuple[str, Look | None]

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d{1,7})$")
_TRUE = ("1", "true", "on")
_WITHOUT_FORMULA = ("s", "inlineStr")  # kinds of cells: a formula that gives text is of kind str
_MOST_SHEETS = 200
_MOST_MERGED = 50_000
_BOOLEANS = {"0": "FALSE", "1": "TRUE"}


class Workbook:
    """The sheets of an Excel file that are shown, in order."""

    def __init__(self, package: Package) -> None:
        """Read what all sheets share; raises :class:`UnreadableError` where the file holds no workbook."""
        self._package = package
        main = package.main_part("workbook.xml")
        self._root = package.xml(main)
        if self._root is None or self._root.tag != _S + "workbook":
            raise UnreadableError("The file is not an Excel file or lost its sheets; fetch or export it again.")
        self._relations = package.relations(main)
        named = {relation.kind: relation.target for relation in self._relations.values()}
        self._strings = _shared(package.xml(named["sharedStrings"]) if "sharedStrings" in named else None)
        self._styles = cell_styles(package.xml(named["styles"]) if "styles" in named else None)
        calculation = self._root.find(_S + "calcPr")
        # Written by a program that does not calculate: Excel does so when it opens the file, and what is stored stands for nothing.
        self._uncounted = calculation is not None and calculation.get("fullCalcOnLoad", "0") in _TRUE
        properties = self._root.find(_S + "workbookPr")
        self._since_1904 = properties is not None and properties.get("date1904", "0") in _TRUE

    def sheets(self) -> list[Sheet]:
        """The sheets that are shown; hidden ones, charts and macros are not."""
        assert self._root is not None
        found = []
        for element in self._root.iter(_S + "sheet"):
            relation = self._relations.get(element.get(_ID, ""))
            if element.get("state", "visible") != "visible" or relation is None or relation.kind != "worksheet":
                continue
            root = self._package.xml(relation.target)
            if root is None:
                raise UnreadableError("A sheet is missing from the file; fetch or export it again.")
            found.append(self._sheet(element.get("name", ""), root))
            if len(found) > _MOST_SHEETS:
                raise UnreadableError(f"The file has more than {_MOST_SHEETS} sheets, which no plan has; keep the plan's.")
        return found

    def _sheet(self, name: str, root: Element) -> Sheet:
        sheet = Sheet(name)
        for column in root.iter(_S + "col"):
            if column.get("hidden", "0") in _TRUE:
                first, last = _number(column.get("min")), _number(column.get("max"))
                sheet.hidden_columns.update(range(max(0, first - 1), min(last, MOST_COLUMNS)))
        has_tables = root.find(_S + "tableParts") is not None or root.find(_S + "conditionalFormatting") is not None
        row_at = 0
        for row in root.iter(_S + "row"):
            row_at = _number(row.get("r")) or row_at + 1
            if row.get("hidden", "0") in _TRUE and row_at <= MOST_ROWS:
                sheet.hidden_rows.add(row_at - 1)
            self._row(sheet, row, row_at - 1, has_tables=has_tables)
        for at, element in enumerate(root.iter(_S + "mergeCell")):
            if at < _MOST_MERGED and (merged := _range(element.get("ref", ""))) is not None:
                sheet.merged.append(merged)
        return sheet

    def _row(self, sheet: Sheet, row: Element, at: int, *, has_tables: bool) -> None:
        column = -1
        for cell in row.findall(_S + "c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place is not None else column + 1
            style = self._style(cell, has_tables=has_tables)
            runs = self._runs(cell, style)
            if self._has_no_value(cell):
                sheet.aside.take(cell.get("r", "?"), UNCOUNTED)
            elif any([text.strip() for text, _ in runs]):  # noqa: C419 (mostly one run)
                sheet.put(at, column, shown([(text, look or style.look) for text, look in runs], sheet.aside))

    def _style(self, cell: Element, *, has_tables: bool) -> CellStyle:
        """A cell's style. Tables of Excel's own colour their cells, and white letters are seen there."""
        at = _number(cell.get("s"))
        style = self._styles[at] if at < len(self._styles) else CellStyle()
        return style._replace(look=style.look._replace(hidden=False)) if has_tables else style

    def _has_no_value(self, cell: Element) -> bool:
        """Whether a cell holds a formula whose value no program has worked out; XlsxWriter stores 0 then."""
        if cell.get("t") in _WITHOUT_FORMULA or cell.find(_S + "f") is None:
            return False
        value = cell.findtext(_S + "v", "")
        return (not value and cell.get("t", "n") != "str") or (self._uncounted and value == "0")

    def _runs(self, cell: Element, style: CellStyle) -> Sequence[Run]:
        """A cell's text as displayed, in runs of one look; None is the cell's own."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_S + "is")
            return _rich(inline) if inline is not None else ()
        value = cell.findtext(_S + "v", "")
        if kind == "s":
            at = _number(value)
            runs = self._strings[at] if value and at < len(self._strings) else ()
            return runs if len(runs) > 1 or style.code == GENERAL else [(display_text(text, style.code), look) for text, look in runs]
        return [(self._text(kind, value, style.code), None)]

    def _text(self, kind: str, value: str, code: str) -> str:
        if kind == "b":
            return _BOOLEANS.get(value, value)
        if kind != "n":
            return "" if kind == "e" else value.replace("T", " ") if kind == "d" else display_text(value, code)
        try:
            return printed(float(value), code, since_1904=self._since_1904)
        except ValueError:
            return value


def _shared(root: Element | None) -> list[Sequence[Run]]:
    return [_rich(element) for element in root.findall(_S + "si")] if root is not None else []


def _rich(holder: Element) -> Sequence[Run]:
    """A string's runs, without the reading printed above it."""
    return [(text, look) for text, look in _runs_in(holder) if text]


def _runs_in(holder: Element) -> Iterator[Run]:
    for child in holder:
        if child.tag == _S + "t":
            yield child.text or "", None
        elif child.tag == _S + "r":
            look = child.find(_S + "rPr")
            yield child.findtext(_S + "t", ""), look_of(look) if look is not None else None


def _number(text: str | None) -> int:
    """A whole number that an attribute states; 0 where it states none or nonsense."""
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else 0


def _place(text: str) -> tuple[int, int] | None:
    """Row and column (0-based) of a place such as B12."""
    match = _PLACE.match(text)
    if match is None:
        return None
    column = 0
    for letter in match["letters"]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match["row"]) - 1, column - 1


def _range(text: str) -> Merged | None:
    """A range such as B2:D4; None for nonsense."""
    first, _, last = text.partition(":")
    start, end = _place(first), _place(last or first)
    if start is None or end is None or end < start or end[1] < start[1] or start[0] < 0:
        return None
    return Merged(start[0], end[0] + 1, start[1], end[1] + 1)
