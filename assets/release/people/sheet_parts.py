"""One sheet of the workbook: a title, a table with its columns, and how it is printed. Text is always written as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from assets.release.people.print_looks import LINE_HEIGHT, Looks, lines, printed
from assets.release.spreadsheets import shortened

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

HEAD_ROW = 3
MOST_LINKS = 60_000  # Excel takes 65,530 a sheet
HEAD_HEIGHT = 32

Row = Mapping[str, Any]
Made = Callable[[Row, Looks], tuple[Any, "Format | None"]]


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: its header, its width in characters, and what a row's cell holds and looks like."""

    header: str
    width: float
    cell: Made
    is_number: bool = False


def plain(name: str) -> Made:
    """A text in one line, a little apart from a number before it."""
    return lambda row, looks: (row[name], looks.cell(indent=1))


def words(name: str) -> Made:
    """A text that may go over several lines; the breaks that a page printed are blanks here."""
    return lambda row, looks: (" ".join(row[name].split()) if row[name] else None, looks.cell(text_wrap=True, indent=1))


def write_table(
    sheet: Worksheet, looks: Looks, name: str, fields: Sequence[Field], rows: Sequence[Row], *, title: str, under: str, footer: str,
    frozen: int = 1, printed_to: int | None = None,
) -> None:  # fmt: skip
    """Write title, what stands under it, and the rows as an Excel table of that name; freeze the header and the first columns."""
    sheet.write_string(0, 0, title, looks.title)
    sheet.write_string(1, 0, under, looks.soft)
    sheet.set_row(0, 26)
    sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
    for at, field in enumerate(fields):
        sheet.set_column(at, at, field.width, looks.of())
    last_row = HEAD_ROW + max(1, len(rows))
    heads = [looks.head_of_numbers if field.is_number else looks.head for field in fields]
    columns = [{"header": field.header, "header_format": head} for field, head in zip(fields, heads, strict=True)]
    place = (HEAD_ROW, 0, last_row, len(fields) - 1)
    sheet.add_table(*place, {"name": name, "columns": columns, "style": "Table Style Light 1", "banded_rows": True})
    for number, row in enumerate(rows, start=HEAD_ROW + 1):
        cells = [field.cell(row, looks) for field in fields]
        for at, (cell, look) in enumerate(cells):
            _write(sheet, number, at, cell, look)
        # Neither Excel nor LibreOffice makes a row as high as its wrapped text where the file was made by a program.
        wrapped = (
            lines(cell, field.width) for (cell, look), field in zip(cells, fields, strict=True) if look is not None and look.text_wrap
        )
        sheet.set_row(number, LINE_HEIGHT * max(wrapped, default=1))
    sheet.freeze_panes(HEAD_ROW + 1, frozen)
    printed(sheet, HEAD_ROW, footer, last_column=printed_to if printed_to is not None else len(fields) - 1, last_row=last_row)


def _write(sheet: Worksheet, row: int, column: int, cell: Any, look: Format | None) -> None:
    if cell is None or cell != cell:
        sheet.write_blank(row, column, None, look)
    elif isinstance(cell, str) and cell.startswith(("http://", "https://")) and row < MOST_LINKS:
        if sheet.write_url(row, column, cell, look) != 0:  # too long for a link
            sheet.write_string(row, column, shortened(cell), look)
    elif isinstance(cell, str):
        sheet.write_string(row, column, shortened(cell), look)
    else:
        sheet.write_number(row, column, cell, look)
