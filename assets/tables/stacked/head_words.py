"""What single words of a header look like, and a header as one way to cut them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assets.language.tablewords import PLACE_HEAD, is_header_word
from assets.language.years import find_periods
from assets.tables.header import role_of_header
from assets.tables.place_labels import is_place_or_total
from assets.tables.plan_table import Role, Row

KNOWN, PLACE, UNKNOWN = 2.0, 1.0, -0.6
WIDEST = 20  # columns
_MONTH = re.compile(r"^(?:\d{1,2}[-~至])?(?P<month>\d{1,2})月")
_PART_OF_WORD = re.compile(r"^(?:值|数|数值|情况|水平|年|末|度|目)$")  # the end of a head that was cut: 现状 / 值


@dataclass(frozen=True, slots=True)
class Head:
    """A header of ``begin`` cells: its lowest row, upper rows over the same columns, and what speaks for the cut."""

    begin: int
    leaf: Row
    upper: list[Row]
    score: float
    is_guessed: bool = False  # words were put together that are no known header even so


@lru_cache(maxsize=4096)
def time_of(word: str) -> int | None:
    """The year, or the month within one, that a header word names: 2025年 is 2025, 3月底前完成20% is 3."""
    periods = find_periods(word)
    month = _MONTH.match(word)
    return periods[-1].end if periods else int(month["month"]) if month else None


@lru_cache(maxsize=4096)
def worth_of(word: str) -> float:
    """How much a word looks like a header."""
    if _PART_OF_WORD.match(word):
        return UNKNOWN
    if is_header_word(word) or PLACE_HEAD.match(word) or role_of_header(word) not in (Role.OTHER, Role.GROWTH):
        return KNOWN
    if is_place_or_total(word):
        return PLACE
    return UNKNOWN if len(word) <= 16 else 3 * UNKNOWN


def misplaced(leaf: Row) -> float:
    """What it costs that a head of names stands behind values, with another before them (… | “十四五” | 指标)."""
    roles = [role_of_header(cell.word) for cell in leaf]
    value = next((i for i, role in enumerate(roles) if role is Role.VALUE), len(roles))
    return 3.0 if Role.INDICATOR in roles[:value] and Role.INDICATOR in roles[value:] else 0.0
