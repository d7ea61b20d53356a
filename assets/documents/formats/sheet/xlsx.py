"""Parts of an Excel file (XLSX) to sheets: shared strings, formats, cells as displayed, merged ranges, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from assets.documents.formats.sheet.number_formats import BUILT_IN, GENERAL, display
from assets.documents.formats.sheet.sheets import MOST_COLUMNS, MOST_ROWS, Merged, Sheet
from assets.documents.formats.zipped_xml import Package
from assets.documents.unreadable import UnreadableError

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"\$?(?P<letters>[A-Z]{1,3})\$?(?P<row>\d{1,7})$")
_TRUE = ("1", "true", "on")
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
        self._formats = _formats(package.xml(named["styles"]) if "styles" in named else None)
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
        row_at = 0
        for row in root.iter(_S + "row"):
            row_at = _number(row.get("r")) or row_at + 1
            if row.get("hidden", "0") in _TRUE and row_at <= MOST_ROWS:
                sheet.hidden_rows.add(row_at - 1)
            self._row(sheet, row, row_at - 1)
        for at, element in enumerate(root.iter(_S + "mergeCell")):
            if at < _MOST_MERGED and (merged := _range(element.get("ref", ""))) is not None:
                sheet.merged.append(merged)
        return sheet

    def _row(self, sheet: Sheet, row: Element, at: int) -> None:
        column = -1
        for cell in row.findall(_S + "c"):
            place = _place(cell.get("r", ""))
            column = place[1] if place is not None else column + 1
            if text := self._text(cell):
                sheet.put(at, column, text)

    def _text(self, cell: Element) -> str:
        """A cell's text as displayed."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            inline = cell.find(_S + "is")
            return _rich(inline) if inline is not None else ""
        value = cell.findtext(_S + "v", "")
        if kind == "s":
            at = _number(value)
            return self._strings[at] if value and at < len(self._strings) else ""
        if kind == "b":
            return _BOOLEANS.get(value, value)
        if kind != "n":
            return "" if kind == "e" else value.replace("T", " ") if kind == "d" else value
        try:
            number = float(value)
        except ValueError:
            return value
        style = _number(cell.get("s"))
        return display(number, self._formats[style] if style < len(self._formats) else GENERAL, since_1904=self._since_1904)


def _shared(root: Element | None) -> list[str]:
    return [_rich(element) for element in root.findall(_S + "si")] if root is not None else []


def _rich(holder: Element) -> str:
    """A string's text, its runs joined, without the reading printed above it."""
    return "".join(_texts(holder))


def _texts(holder: Element) -> Iterator[str]:
    for child in holder:
        if child.tag == _S + "t":
            yield child.text or ""
        elif child.tag == _S + "r":
            yield child.findtext(_S + "t", "")


def _formats(root: Element | None) -> Sequence[str]:
    """The number format of each cell style."""
    if root is None:
        return ()
    codes = {_number(one.get("numFmtId")): one.get("formatCode", GENERAL) for one in root.iter(_S + "numFmt")}
    styles = root.find(_S + "cellXfs")
    ids = [_number(style.get("numFmtId")) for style in styles] if styles is not None else []
    return [codes.get(one) or BUILT_IN.get(one, GENERAL) for one in ids]


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
