"""Spreadsheets (XLSX, XLS) to renditions: each sheet that is shown, its titles, its tables as displayed, its notes."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from assets.documents.formats.sheet.format_codes import BUILT_IN, GENERAL
from assets.documents.formats.sheet.number_formats import display_text, printed
from assets.documents.formats.sheet.sheets import MOST_COLUMNS, MOST_ROWS, Merged, Sheet, render_sheets
from assets.documents.formats.sheet.xlsx import Workbook
from assets.documents.formats.zipped_xml import Package
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.looks import PLAIN, Look, shown

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as OldSheet

_DAMAGED = "The Excel file is damaged or cut off; open it and save it again, as XLSX."
_LOCKED = "The file is protected by a password; save it without one."
# What the old format's reader raises over bytes that are not as they should be; it checks little of what it reads.
_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
_LARGEST_XLS = 32 * 2**20  # bytes; the reader holds all cells in memory at some 50 times their size
_SHOWN = 0
_RAISED = 1  # a font's escapement
_SMALLEST = 40  # twentieths of a point of letters that nobody sees
_MOST_SHEETS = 200


def render_xlsx(data: bytes) -> Rendition:
    """An Excel file's text, lines and tables, given its bytes; ``stated`` holds title, author and dates of its properties.

    Raises :class:`UnreadableError` where the file is damaged, protected, over a limit, or shows no text.
    """
    package = Package(data, "xl")
    rendition = render_sheets(Workbook(package).sheets())
    rendition.stated = {**package.stated, **rendition.stated}
    return rendition


def render_xls(data: bytes) -> Rendition:
    """The same of a file in Excel's old format (XLS, and WPS's ET). Raises :class:`UnreadableError` likewise."""
    import xlrd

    if len(data) > _LARGEST_XLS:
        raise UnreadableError(f"The Excel file has more than {_LARGEST_XLS // 2**20} MB, which no plan has; keep the plan's sheets.")
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise UnreadableError(_LOCKED)
    said = io.StringIO()  # the reader prints its doubts
    try:
        with xlrd.open_workbook(file_contents=data, formatting_info=True, on_demand=True, ragged_rows=True, logfile=said) as book:
            loaded = (book.sheet_by_index(at) for at in range(min(book.nsheets, _MOST_SHEETS)))
            sheets = [_old_sheet(book, sheet) for sheet in loaded if sheet.visibility == _SHOWN]
    except UnreadableError:
        raise
    except (xlrd.XLRDError, xlrd.compdoc.CompDocError, *_FAULTS) as problem:
        raise UnreadableError(_LOCKED if "encrypted" in str(problem).lower() else _DAMAGED) from None
    return render_sheets(sheets)


def _old_sheet(book: Book, source: OldSheet) -> Sheet:
    """A sheet of the old format, its cells as displayed."""
    import xlrd

    sheet = Sheet(source.name)
    sheet.hidden_rows = {at for at, row in source.rowinfo_map.items() if row.hidden and at < MOST_ROWS}
    sheet.hidden_columns = {at for at, column in source.colinfo_map.items() if column.hidden and at < MOST_COLUMNS}
    sheet.merged = [Merged(*place) for place in source.merged_cells]
    for row in range(source.nrows):
        for column, cell in enumerate(source.row(row)):
            code, font = _old_style(book, cell.xf_index)
            runs = [(0, font)]
            text = ""
            if cell.ctype == xlrd.XL_CELL_TEXT:
                runs += source.rich_text_runlist_map.get((row, column), [])
                text = display_text(cell.value, code) if len(runs) < 2 else cell.value
            elif cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                text = printed(cell.value, code, since_1904=bool(book.datemode))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                text = "TRUE" if cell.value else "FALSE"
            if text:
                sheet.put(row, column, shown(_old_runs(book, text, runs), sheet.aside))
    return sheet


def _old_runs(book: Book, text: str, runs: Sequence[tuple[int, int]]) -> Iterator[tuple[str, Look]]:
    """A cell's text in runs of one font; ``runs``: where each begins, and the number of its font."""
    ends = [start for start, _ in runs[1:]] + [len(text)]
    for at, ((start, key), end) in enumerate(zip(runs, ends, strict=True)):
        font = book.font_list[key] if 0 <= key < len(book.font_list) else None
        if font is None:
            yield text[start:end], PLAIN
        else:
            yield text[start:end], Look(bool(font.struck_out), 0 < font.height <= _SMALLEST, at > 0 and font.escapement == _RAISED)


def _old_style(book: Book, key: int | None) -> tuple[str, int]:
    """The number format of a cell's style, and the number of its font."""
    if key is None or key >= len(book.xf_list):
        return GENERAL, -1
    style = book.xf_list[key]
    known = style.format_key in book.format_map
    return BUILT_IN.get(style.format_key) or (book.format_map[style.format_key].format_str if known else GENERAL), style.font_index
