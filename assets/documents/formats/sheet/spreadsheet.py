"""Spreadsheets (XLSX, XLS) to renditions: each sheet that is shown, its titles, its tables as displayed, its notes."""

from __future__ import annotations

import io
import struct
from typing import TYPE_CHECKING

from assets.documents.formats.sheet.number_formats import BUILT_IN, GENERAL, display
from assets.documents.formats.sheet.sheets import MOST_COLUMNS, MOST_ROWS, Merged, Sheet, render_sheets
from assets.documents.formats.sheet.xlsx import Workbook
from assets.documents.formats.zipped_xml import Package
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError

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
            if cell.ctype == xlrd.XL_CELL_TEXT:
                sheet.put(row, column, cell.value)
            elif cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
                sheet.put(row, column, display(cell.value, _old_format(book, cell.xf_index), since_1904=bool(book.datemode)))
            elif cell.ctype == xlrd.XL_CELL_BOOLEAN:
                sheet.put(row, column, "TRUE" if cell.value else "FALSE")
    return sheet


def _old_format(book: Book, style: int | None) -> str:
    """The number format of a cell's style."""
    if style is None or style >= len(book.xf_list):
        return GENERAL
    key = book.xf_list[style].format_key
    return BUILT_IN.get(key) or (book.format_map[key].format_str if key in book.format_map else GENERAL)
