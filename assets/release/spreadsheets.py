"""CSV files and one Excel workbook, for people who open the tables in a spreadsheet. Both are made from the Parquet files.

Nothing in them runs: text that a spreadsheet would take for a formula gets an apostrophe in CSV and is written as text in the
workbook. Where a spreadsheet cannot hold a table, the workbook's first sheet says so and where the whole table is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.errors import ReleaseError
from assets.release.parquet import tables_in
from expectations.registry import TableSchema

if TYPE_CHECKING:
    import pyarrow as pa
    import xlsxwriter

BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it Excel reads Chinese as the machine's own character set
# What begins a formula, full-width forms too: Excel takes ＝ for = in a Chinese or Japanese set-up. A sign alone, such as the
# comparator =, is no formula and stays as it is.
FORMULA_START = r"^([=+\-@\t\r\n＝＋－＠](?s:.))"

WORKBOOK_FILE = "plan_indicators.xlsx"
LEFT_OUT: Mapping[str, str] = {"plan_texts": "a plan's whole text does not fit into a spreadsheet's cell"}
MOST_ROWS = 200_000  # of all tables together that a release brings along as spreadsheets too: at 10,000 plans they were 64 % of its bytes
MAX_SHEET_ROWS = 50_000  # Excel takes 1,048,576; more than this opens slowly and is a CSV's or a database's work
MAX_CELL = 32_767  # characters, as Excel counts them (UTF-16 units)
CUT = "… (cut: the whole text is in the Parquet file)"
CREATED = datetime(2000, 1, 1)  # a fixed date, so that the same rows give the same bytes
ABOUT_COLUMNS = ("table", "rows", "what it holds", "note")
WIDEST, NARROWEST = 48, 12


def write_spreadsheets(parquet_folder: Path, schemas: Mapping[str, TableSchema], folder: Path) -> None:
    """Write ``folder/csv`` and ``folder/xlsx`` from a release's Parquet files. Raises ``ReleaseError`` where a file cannot be written."""
    write_csv(parquet_folder, schemas, folder / "csv")
    write_workbook(parquet_folder, schemas, folder / "xlsx" / WORKBOOK_FILE)


def write_csv(parquet_folder: Path, schemas: Mapping[str, TableSchema], folder: Path) -> dict[str, Path]:
    """Write each table to ``folder/<table>.csv``: UTF-8 with a byte-order mark, one header line, empty cells left empty.

    Numbers stay numbers; a text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    import pyarrow.csv as arrow_csv
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for name in tables_in(parquet_folder, schemas):
        table = _harmless(pq.read_table(parquet_folder / f"{name}.parquet"))
        written[name] = folder / f"{name}.csv"
        with written[name].open("wb") as file:
            file.write(BYTE_ORDER_MARK)
            arrow_csv.write_csv(table, file)
    return written


def _harmless(table: pa.Table) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    for index, field in enumerate(table.schema):
        if pa.types.is_string(field.type):
            cells = pc.replace_substring_regex(table.column(index), pattern=FORMULA_START, replacement=r"'\1")
            table = table.set_column(index, field, cells)
    return table


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's line on the workbook's first sheet; ``note`` says why the table has no sheet, or which cells are cut."""

    schema: TableSchema
    rows: int
    has_sheet: bool
    note: str


def write_workbook(parquet_folder: Path, schemas: Mapping[str, TableSchema], target: Path) -> tuple[Sheet, ...]:
    """Write one workbook: a first sheet ``about`` that lists every table, then a sheet per table that a spreadsheet can hold.

    Gives what the first sheet says. Same rows, same bytes. Raises ``OSError`` or ``ReleaseError`` where the file cannot be written.
    """
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxWriterException

    target.parent.mkdir(parents=True, exist_ok=True)
    sheets = tuple(_plan_sheet(parquet_folder, schema) for schema in tables_in(parquet_folder, schemas).values())
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
        "tmpdir": str(target.parent),
    }
    try:
        with xlsxwriter.Workbook(str(target), options) as workbook:
            workbook.set_properties({"title": "Plan Indicators", "created": CREATED})
            _write_about(workbook, sheets)
            for sheet in sheets:
                if sheet.has_sheet:
                    _write_sheet(workbook, parquet_folder, sheet.schema)
    except XlsxWriterException as error:
        if error.args and isinstance(error.args[0], OSError):
            raise error.args[0] from error  # a full disk, say: for whoever publishes to tell
        raise ReleaseError(f"The workbook {target.name} could not be written ({error}); mend that and run again.") from error
    return sheets


def _plan_sheet(parquet_folder: Path, schema: TableSchema) -> Sheet:
    import pyarrow.parquet as pq

    rows = pq.read_metadata(parquet_folder / f"{schema.name}.parquet").num_rows
    if schema.name in LEFT_OUT:
        return Sheet(schema, rows, False, f"Not in this workbook: {LEFT_OUT[schema.name]}. See parquet/{schema.name}.parquet.")
    if rows > MAX_SHEET_ROWS:
        return Sheet(schema, rows, False, f"Not in this workbook: more than {MAX_SHEET_ROWS:,} rows. See csv/{schema.name}.csv.")
    cut = sum(_too_long(cell) for row in _rows(parquet_folder, schema) for cell in row)
    return Sheet(schema, rows, True, f"{cut} cells are cut to {MAX_CELL:,} characters." if cut else "")


def _write_about(workbook: xlsxwriter.Workbook, sheets: Iterable[Sheet]) -> None:
    about = workbook.add_worksheet("about")
    about.set_column(0, 1, 20)
    about.set_column(2, 3, 90)
    about.write_row(0, 0, ABOUT_COLUMNS, workbook.add_format({"bold": True}))
    for index, sheet in enumerate(sheets, start=1):
        about.write_row(index, 0, (sheet.schema.name, sheet.rows, sheet.schema.description, sheet.note))


def _write_sheet(workbook: xlsxwriter.Workbook, parquet_folder: Path, schema: TableSchema) -> None:
    worksheet = workbook.add_worksheet(schema.name)
    formats = {
        date: workbook.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: workbook.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"}),
    }
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, 0, len(schema.columns) - 1)
    for index, column in enumerate(schema.columns.values()):
        worksheet.set_column(index, index, WIDEST if column.name in ("quote", "text", "message") else max(NARROWEST, len(column.name) + 2))
    worksheet.write_row(0, 0, list(schema.columns), workbook.add_format({"bold": True}))
    for row_index, row in enumerate(_rows(parquet_folder, schema), start=1):
        for column_index, cell in enumerate(row):
            _write_cell(worksheet, row_index, column_index, cell, formats)


def _write_cell(
    worksheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: object, formats: Mapping[type[date], xlsxwriter.format.Format]
) -> None:
    if isinstance(cell, str):
        worksheet.write_string(row, column, shortened(cell))
    elif isinstance(cell, datetime):
        worksheet.write_datetime(row, column, cell.replace(tzinfo=None), formats[datetime])
    elif isinstance(cell, date):
        worksheet.write_datetime(row, column, cell, formats[date])
    elif isinstance(cell, (int, float)):
        worksheet.write_number(row, column, cell)


def _rows(parquet_folder: Path, schema: TableSchema) -> Iterator[tuple[object, ...]]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(parquet_folder / f"{schema.name}.parquet") as file:
        for batch in file.iter_batches(columns=list(schema.columns)):
            yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _too_long(cell: object) -> bool:
    # A code point is two UTF-16 units at most, so short texts (nearly all) are told without encoding them.
    return isinstance(cell, str) and len(cell) > MAX_CELL // 2 and _units(cell) > MAX_CELL


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def shortened(text: str) -> str:
    """The text as a cell can hold it: whole up to 32,767 characters, else cut with a note at its end that says so."""
    if not _too_long(text):
        return text
    room = 2 * (MAX_CELL - len(CUT))
    return text.encode("utf-16-le")[:room].decode("utf-16-le", errors="ignore") + CUT
