"""A table that is printed in two or three halves side by side to save room: 指标 | 2020年 | 2025年 | 指标 | 2020年 | 2025年."""

from __future__ import annotations

from collections.abc import Sequence

from assets.language.tablewords import INDICATOR_HEAD
from assets.tables.plan_table import Row

_MOST = 3
_LEAST_WIDTH = 2  # columns of a half


def halves(rows: Sequence[Row], n_header: int) -> list[list[Row]]:
    """The halves of a grid whose header says the same words over again, each with its own header; the grid itself where it does not.

    Rows that are empty in a half are left out of it.
    """
    width = len(rows[0]) if rows else 0
    for n in range(_MOST, 1, -1):
        size = width // n
        if width % n == 0 and size >= _LEAST_WIDTH and all(_repeats(row, size) for row in rows[:n_header]):
            parts = [[row[at : at + size] for row in rows] for at in range(0, width, size)]
            return [[row for row in part if any(cell.text for cell in row)] for part in parts]
    return [list(rows)]


def _repeats(row: Row, size: int) -> bool:
    """Whether a row's words come again after so many cells, the head of the names among them, and each half in cells of its own."""
    words = [cell.word for cell in row]
    own = all(row[at].start != row[at - 1].start for at in range(size, len(row), size))
    return words == words[:size] * (len(row) // size) and any(map(INDICATOR_HEAD.match, words)) and own
