"""Lines inside a grid above its header that one cell fills: its title and its unit line (2-3 总产出; 单位：亿元)."""

from __future__ import annotations

from collections.abc import Sequence

from assets.language.tablewords import UNIT_LINE
from assets.tables.plan_table import Cell, Row

_LONGEST_UNIT_LINE = 24


def without_tops(rows: Sequence[Row]) -> tuple[list[Cell], list[Row]]:
    """The cells that fill a row alone above a grid's header, and the rows from its header on.

    Two rows at least stay. A lone cell is none where the row below it is as narrow.
    """
    at = 0
    while len(rows) - at > 2 and len({cell.start for cell in rows[at] if cell.text}) <= 1 and _is_wide(rows[at], rows[at + 1 :]):
        at += 1
    return [next(cell for cell in row if cell.text) for row in rows[:at] if any(cell.text for cell in row)], list(rows[at:])


def without_unit_line(cells: Row) -> tuple[list[Cell], Row]:
    """The unit line that opens a stream of cells, and the cells behind it."""
    is_unit_line = len(cells) > 2 and len(cells[0].word) <= _LONGEST_UNIT_LINE and bool(UNIT_LINE.match(cells[0].word.lstrip("([")))
    return (cells[:1], cells[1:]) if is_unit_line else ([], cells)


def _is_wide(row: Row, below: Sequence[Row]) -> bool:
    return len(row) > 1 or any(sum(bool(cell.text) for cell in one) > 1 for one in below[:2])
