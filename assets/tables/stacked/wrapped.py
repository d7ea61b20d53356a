"""Names whose first line was taken for a category: 普通国省道二级及以上 / 比重 beside 基础设施 and 运输服务.

Both stand before the rest of the row, and only what they are like tells them apart: categories of one table are about as long as each
other, and the name behind one is whole.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from statistics import median

from assets.language.tablewords import TAIL_BRACKET
from assets.tables.plan_table import Cell, Role
from assets.tables.shape import is_known_name
from assets.tables.stacked.bonds import bond

AlignedRow = list[tuple[int, Cell]]

_LEAST = 3  # categories, for their usual length to be known
_TIMES = 2  # as long as usual is too long
_SHORTEST = 6  # characters of a name that is surely whole
_ENOUGH = 2  # signs
_GOES_ON = re.compile(r"^(?:达到|占|的|及|与|和|以上)")
_UNFINISHED = re.compile(r"(?:以上|以下|以内|[、,和与及占的])$")


def rejoined(rows: Sequence[AlignedRow], roles: Sequence[Role], text: str) -> list[AlignedRow]:
    """The rows with such first lines in the column of names."""
    names = [j for j, role in enumerate(roles) if role is Role.INDICATOR]
    categories = [j for j, role in enumerate(roles) if role is Role.CATEGORY]
    if len(names) != 1 or not categories or categories[-1] > names[0]:
        return list(rows)
    name, category = names[0], categories[-1]
    lengths = sorted(len(cell.word) for row in rows for j, cell in row if j == category)
    if len(lengths) < _LEAST:
        return list(rows)
    usual = median(lengths[: (len(lengths) + 1) // 2])  # half of them may be first lines of names
    return [_rejoined(row, category, name, _TIMES * usual, text) for row in rows]


def _rejoined(row: AlignedRow, category: int, name: int, most: float, text: str) -> AlignedRow:
    """A row with its category as the first line of its name, where the two are one name."""
    at = next((i for i, (j, _) in enumerate(row[:-1]) if j == category and row[i + 1][0] == name), None)
    if at is None:
        return row
    first, rest = row[at][1], row[at + 1][1]
    return [(name if j == category and cell is first else j, cell) for j, cell in row] if _are_one(first, rest, most, text) else row


def _are_one(first: Cell, rest: Cell, most: float, text: str) -> bool:
    whole = TAIL_BRACKET.sub("", rest.word)
    if is_known_name(rest.word):
        return False
    is_rest = len(whole) <= _SHORTEST or bool(_GOES_ON.match(whole))
    signs = len(first.word) > most, is_rest, bond(first.word, rest.word, text) > 0
    return sum(signs) + bool(_UNFINISHED.search(first.word)) >= _ENOUGH
