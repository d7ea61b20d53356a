"""Sheets of a spreadsheet to lines and grids: titles above a table, its rows, its notes below; empty rows part tables."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from assets.documents.outline.beside_tables import is_unit_line
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.line_tables import Place
from assets.documents.writing.looks import Aside
from assets.documents.writing.placed_cells import Printed, holds_data, make_grid
from assets.documents.writing.running_text import clean
from assets.documents.writing.writer import Writer
from assets.language.fold import squeeze, word
from assets.language.tablewords import NOTE_LINE

MOST_ROWS = 20_000  # of one sheet; the longest lists of tasks have some 2,000
MOST_COLUMNS = 300
MOST_CELLS = 200_000  # with text, of a whole file
MOST_PLACES = 400_000  # of one table's grid, empty ones too
_DEFAULT_NAME = re.compile(r"^(?:sheet|工作表|表格?|table)?\s*\d*(?:\s*\(\d+\))?$", re.I)
_LONGEST_TITLE = 60  # characters of a row above a table that names it


class Merged(NamedTuple):
    """A range of cells shown as one (0-based, ends exclusive)."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(slots=True)
class Sheet:
    """A sheet that is shown: its cells with text, by row and column (0-based), its merged ranges, and what of it is hidden."""

    name: str
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[Merged] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    aside: Aside = field(default_factory=Aside)  # what of its cells is no text
    blanked_rows: set[int] = field(default_factory=set)  # with a cell whose content is no text

    def put(self, row: int, column: int, text: str) -> None:
        """Take a cell's text as displayed; raises :class:`UnreadableError` over a limit."""
        if not (text := clean(text.replace("\r", "\n").replace("\n", " "))):
            self.blanked_rows.add(row)
            return
        if row >= MOST_ROWS or column >= MOST_COLUMNS or len(self.cells) >= MOST_CELLS:
            most = f"{MOST_ROWS:,} rows, {MOST_COLUMNS} columns or {MOST_CELLS:,} cells"
            raise UnreadableError(f"A sheet has more than {most}, which no plan has; keep the plan's part.")
        self.cells[row, column] = text


def render_sheets(sheets: Sequence[Sheet]) -> Rendition:
    """The rendition of a file's sheets in order; raises :class:`UnreadableError` where none holds text."""
    shown = [(sheet.name, lines) for sheet in sheets if (lines := _Lines(sheet)).blocks]
    if not shown:
        raise UnreadableError("The spreadsheet holds no text in a sheet that is shown.")
    writer = Writer()
    writer.place = Place.ARTICLE
    for sheet in sheets:
        writer.aside.add(sheet.aside)
    for name, lines in shown:
        if len(shown) > 1 and not _DEFAULT_NAME.match(name.strip()) and not lines.opens_with(name):
            _write(writer, name, "h2")
        for block in lines.blocks:
            _block(writer, block)
    return writer.finish()


class _Lines:
    """The rows of a sheet with their printed cells."""

    def __init__(self, sheet: Sheet) -> None:
        self._rows: dict[int, list[Printed]] = {}
        # A row struck through as a whole is none; it must not part the table that it stands in.
        struck_rows = sheet.blanked_rows - {row for row, _ in sheet.cells} if sheet.aside.kinds else set()
        hidden_rows, hidden_columns = sorted(sheet.hidden_rows | struck_rows), sorted(sheet.hidden_columns)
        for cell in sorted(_as_merged(sheet)):
            # Counted among what is shown; a merged cell is shown where any part of it is.
            row, below = (at - bisect_left(hidden_rows, at) for at in (cell.row, cell.row + cell.row_span))
            column, behind = (at - bisect_left(hidden_columns, at) for at in (cell.column, cell.column + cell.column_span))
            if below > row and behind > column:
                self._rows.setdefault(row, []).append(Printed(row, column, below - row, behind - column, cell.text))

    def opens_with(self, name: str) -> bool:
        """Whether the sheet's first row says the sheet's name itself."""
        return squeeze(name) in squeeze(next(iter(self._rows.values()))[0].text)

    @cached_property
    def blocks(self) -> list[list[list[Printed]]]:
        """Runs of rows with no empty row between; a row that a cell above covers is not empty."""
        blocks: list[list[list[Printed]]] = []
        end = -1
        for row, cells in self._rows.items():
            if row > end:
                blocks.append([])
            blocks[-1].append(cells)
            end = max(end, *(cell.row + cell.row_span for cell in cells))
        return blocks


def _as_merged(sheet: Sheet) -> Iterator[Printed]:
    """The cells that are printed, each with its span: text below a merged cell is not, nor is a range that lies over another."""
    if not sheet.cells:
        return
    bottom, right = (max(place[axis] for place in sheet.cells) + 1 for axis in (0, 1))
    covered: set[tuple[int, int]] = set()
    corners: dict[tuple[int, int], Merged] = {}
    for m in sorted(sheet.merged):
        within = Merged(m.first_row, min(m.last_row, bottom), m.first_column, min(m.last_column, right))
        rows, columns = range(within.first_row, within.last_row), range(within.first_column, within.last_column)
        if len(rows) * len(columns) < 2 or len(covered) + len(rows) * len(columns) > MOST_PLACES:
            continue
        places = {(row, column) for row in rows for column in columns}
        if covered.isdisjoint(places):
            covered |= places
            corners[within.first_row, within.first_column] = within
    for (row, column), text in sheet.cells.items():
        if (corner := corners.get((row, column))) is not None:
            yield Printed(row, column, corner.last_row - row, corner.last_column - column, text)
        elif (row, column) not in covered:
            yield Printed(row, column, 1, 1, text)


def _block(writer: Writer, block: list[list[Printed]]) -> None:
    """The titles above a table, the table, and what stands below it; a block without a table is lines."""
    first = next((at for at, row in enumerate(block) if len(row) > 1), len(block))
    last = len(block) - next((at for at, row in enumerate(reversed(block)) if len(row) > 1), len(block))
    while last < len(block) and not _closes(block[last][0].text):
        last += 1  # a category alone in its row, with nothing set yet
    cells = _with_empty([cell for row in block[first:last] for cell in row])
    if first >= last or not holds_data(cells):
        first = last = len(block)
        for cell in (cell for row in block for cell in row):
            _write(writer, cell.text, None)
        return
    for at, row in enumerate(block[:first]):
        names = len(row[0].text) <= _LONGEST_TITLE and row[0].column_span > 1 and not is_unit_line(row[0].text)
        _write(writer, row[0].text, "caption" if names and at == _title_at(block[:first]) else None)
    writer.table(make_grid(cells))
    for row in block[last:]:
        _write(writer, row[0].text, None)


def _title_at(above: Sequence[Sequence[Printed]]) -> int:
    """Which of the rows above a table names it: the last but for the line of units."""
    return max((at for at, row in enumerate(above) if not is_unit_line(row[0].text)), default=-1)


def _closes(text: str) -> bool:
    """Whether a row of one cell is no row of the table above it but a note or running text."""
    return NOTE_LINE.match(word(text)) is not None or len(text) > _LONGEST_TITLE or "。" in text


def _with_empty(cells: Sequence[Printed]) -> list[Printed]:
    """The cells of a table with the empty ones among them; columns that hold nothing are left out by the grid."""
    if not cells:
        return []
    rows = range(cells[0].row, max(cell.row for cell in cells) + 1)
    columns = sorted({cell.column for cell in cells})
    if len(rows) * len(columns) > MOST_PLACES:
        raise UnreadableError("A sheet's table has far more cells than a plan's; keep the plan's part.")
    within = range(rows.start, rows.stop)
    fitted = [cell._replace(row_span=min(cell.row_span, within.stop - cell.row)) for cell in cells]
    covered: set[tuple[int, int]] = set()
    for cell in fitted:
        beside = columns[bisect_left(columns, cell.column) : bisect_left(columns, cell.column + cell.column_span)]
        covered.update((row, column) for row in range(cell.row, cell.row + cell.row_span) for column in beside)
    return fitted + [Printed(row, column, 1, 1, "") for row in rows for column in columns if (row, column) not in covered]


def _write(writer: Writer, text: str, tag: str | None) -> None:
    writer.tag = tag
    writer.add(text, bold=False)
    writer.end_line()
    writer.tag = None
