"""Headers and figures that speak against each other: a share (占比) over figures without %, figures with % under square kilometres."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.tables.columns import unit_in_bracket
from assets.tables.header import Columns
from assets.tables.plan_table import Cell, Role
from assets.tables.stacked.head_words import Head

_SHARE = re.compile(r"(?:占比|比例|比重|率)(?:\([^()]*\))?$")
_PERCENT = "%"


def at_odds(head: Head, columns: Columns, rows: Sequence[Sequence[tuple[int, Cell]]]) -> int:
    """How many columns of values print % under another unit, or none under a share where other columns print it."""
    percent: dict[int, bool] = {}
    for row in rows:
        for j, cell in row:
            if columns[j][0] is Role.VALUE:
                percent[j] = percent.get(j, False) or _PERCENT in cell.word
    if not any(percent.values()):
        return 0
    return sum(_is_odd(_words(head, columns[j][1]), is_percent) for j, is_percent in percent.items())


def _words(head: Head, place: int | None) -> list[str]:
    return [row[place].word for row in (head.leaf, *head.upper) if place is not None and place < len(row)]


def _is_odd(words: Sequence[str], is_percent: bool) -> bool:
    unit = next((unit for word in words if (unit := unit_in_bracket(word))), None)
    if is_percent:
        return unit is not None and _PERCENT not in unit
    return unit is None and any(_SHARE.search(word) for word in words)
