"""Lines inside a grid above its header that one cell fills: its title and its unit line (2-3 总产出; 单位：亿元)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.language.tablewords import INDICATOR_HEAD, NUMBER_HEAD, UNIT_LINE, is_header_word
from assets.tables.plan_table import Cell, Row

_TITLE = re.compile(r".{6,}(?:表|一览|指标|目标|任务|情况|分解)$")
_LONGEST_UNIT_LINE = 24
_FIRST = 3  # cells among which a title, a unit line, the head of the names are looked for


def without_tops(rows: Sequence[Row]) -> tuple[list[Cell], list[Row]]:
    """The cells that fill a row alone above a grid's header, and the rows from its header on.

    Two rows at least stay. A lone cell is none where the row below it is as narrow.
    """
    at = 0
    while len(rows) - at > 2 and len({cell.start for cell in rows[at] if cell.text}) <= 1 and _is_wide(rows[at], rows[at + 1 :]):
        at += 1
    return [next(cell for cell in row if cell.text) for row in rows[:at] if any(cell.text for cell in row)], list(rows[at:])


def without_unit_line(cells: Row) -> tuple[list[Cell], Row]:
    """The title or the unit line that opens a stream of cells, or both where the head of the names stands behind; and the other cells."""
    if len(cells) <= _FIRST:
        return [], cells
    at = next((i for i, cell in enumerate(cells[:_FIRST]) if _is_unit_line(cell)), None)
    if at is None:
        return (cells[:1], cells[1:]) if _is_title(cells[0], cells[1:3]) else ([], cells)
    titled = any(INDICATOR_HEAD.match(cell.word) or NUMBER_HEAD.match(cell.word) for cell in cells[at + 1 : at + 1 + _FIRST])
    return (cells[: at + 1], cells[at + 1 :]) if titled or at == 0 else (cells[at : at + 1], [*cells[:at], *cells[at + 1 :]])


def _is_title(cell: Cell, following: Row) -> bool:
    """Whether a cell is the table's title: it ends as titles of tables do, and the header begins behind it (指标, 单位)."""
    heads = [is_header_word(other.word) for other in following]
    return bool(_TITLE.search(cell.word)) and not is_header_word(cell.word) and all(heads) and len(heads) > 1


def _is_unit_line(cell: Cell) -> bool:
    return len(cell.word) <= _LONGEST_UNIT_LINE and bool(UNIT_LINE.match(cell.word.lstrip("([")))


def _is_wide(row: Row, below: Sequence[Row]) -> bool:
    return len(row) > 1 or any(sum(bool(cell.text) for cell in one) > 1 for one in below[:2])
