"""Grids out of office files: printed cells at their places become a :class:`Grid`, the same as an HTML table gives."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from assets.documents.document import RawCell
from assets.documents.writing.grid import SEPARATOR, Grid, Row
from assets.language.fold import word
from assets.language.quantity import has_digit
from assets.language.tablewords import NOTE_LINE

_LONGEST_CELL = 2_000  # characters; a longer cell is a box of text, not a cell of data
_MOST_SENTENCES = 20  # closed by 。 in one cell of a data table


class Printed(NamedTuple):
    """A cell as printed, at its place in the grid; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    is_header: bool = False


def make_grid(cells: Iterable[Printed]) -> Grid:
    """The grid of cells that do not overlap, their text on one line each. Rows and columns in which no cell begins are left out.

    Word's columns come of every cell's edge, so that many are nobody's own; a row may be covered by the cells above. Notes printed
    in rows of their own at the foot are the grid's notes.
    """
    by_row: dict[int, list[Printed]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    rows = sorted(by_row)
    columns = sorted({cell.column for row in by_row.values() for cell in row})
    printed = [sorted(by_row[row], key=lambda cell: cell.column) for row in rows]
    foot = _foot(printed)
    grid = Grid(notes=[cell.text for row in printed[foot:] for cell in row if cell.text])
    at = 0
    for r, row in enumerate(printed[:foot]):
        grid.rows.append(Row([cell.text for cell in row]))
        for cell in row:
            height = bisect_left(rows, cell.row + cell.row_span) - r
            column = bisect_left(columns, cell.column)
            width = bisect_left(columns, cell.column + cell.column_span) - column
            end = at + len(cell.text)
            grid.cells.append(RawCell(r, column, min(height, foot - r), width, at, end, cell.is_header))
            at = end + len(SEPARATOR)
        at += 1 - len(SEPARATOR)
    return grid


def holds_data(cells: Sequence[Printed]) -> bool:
    """Whether cells are those of a table of data: not of a frame around text, such as a box (专栏) or a letterhead."""
    widths: dict[int, int] = {}
    for cell in cells:
        widths[cell.row] = widths.get(cell.row, 0) + 1
    if max(widths.values(), default=0) < 2 or not any(cell.text for cell in cells):
        return False
    if len(widths) < 2 and (len(cells) < 3 or not any(has_digit(cell.text) for cell in cells)):
        return False
    return not any(len(cell.text) > _LONGEST_CELL or cell.text.count("。") > _MOST_SENTENCES for cell in cells)


def _foot(rows: Sequence[Sequence[Printed]]) -> int:
    """The first of the rows at the table's end that hold its notes, each alone in its row: 注:…; else the number of rows."""
    covered = {cell.row + below for row in rows for cell in row for below in range(1, cell.row_span)}
    foot = len(rows)
    for r in range(len(rows) - 1, 0, -1):
        if rows[r][0].row in covered or any(cell.text for cell in rows[r][1:]):
            break
        if NOTE_LINE.match(word(rows[r][0].text)):
            foot = r
    return foot
