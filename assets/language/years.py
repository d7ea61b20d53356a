"""Years and periods as plans name them: 2020年, 2016—2020年, “十三五”, “十二五”末, 2020年底.

The n-th five-year plan runs from 1951 + 5n to 1955 + 5n: “十三五” is 2016 to 2020 (domain notes, section 3).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.numbers import read_chinese

YEAR = r"(?:19[5-9]\d|20\d\d)"
# Two digits exchanged make a year that no plan reaches to (2025年 → 2205年): still a year, and a rule asks what it should be.
FAR_YEAR = r"2[1-9]\d\d(?=年)"
_ORDINAL = r"十?[一二三四五六七八九]|十"
FIVE_YEAR_PLAN = rf"(?<![一二三四五六七八九十百千])[“\"'‘]?(?P<ordinal>{_ORDINAL})五[”\"'’]?(?:规划|时期|期间|计划)?"
_SPAN = re.compile(rf"(?P<start>{YEAR})\s*年?\s*(?:[-—–~―至到]+)\s*(?P<end>{YEAR}|\d\d(?!\d))\s*年?")
_YEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?!\d)\s*(?P<word>年(?:末|底|初)?)?")
_FAR_YEAR = re.compile(rf"(?<!\d)(?P<year>{FAR_YEAR})年(?:末|底|初)?")
_PLAN = re.compile(FIVE_YEAR_PLAN + r"\s*(?P<end>期?末|末期|收官)?")
_SPELLED = re.compile(r"二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])年")


@dataclass(frozen=True, slots=True)
class Period:
    """A year (start is None) or a span of years, where it was printed (offsets in the text searched)."""

    start: int | None
    end: int
    char_start: int
    char_end: int


def plan_period(ordinal: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its ordinal: ``十三`` or ``十三五`` is (2016, 2020)."""
    number = read_chinese(ordinal.removesuffix("五") if len(ordinal) > 2 else ordinal)
    return 1951 + 5 * number, 1955 + 5 * number


def find_periods(folded: str) -> list[Period]:
    """Every year and period printed in a (folded) text, in order; “十二五”末 is the year 2015."""
    found: list[Period] = []
    taken = 0
    for match in sorted(_matches(folded), key=lambda m: (m.char_start, -m.char_end)):
        if match.char_start >= taken:
            found.append(match)
            taken = match.char_end
    return found


def _matches(folded: str) -> list[Period]:
    found = []
    for match in _SPAN.finditer(folded):
        start = int(match["start"])
        end = int(match["end"]) if len(match["end"]) == 4 else start // 100 * 100 + int(match["end"])
        if start < end <= start + 30:
            found.append(Period(start, end, *match.span()))
    for match in (*_YEAR.finditer(folded), *_FAR_YEAR.finditer(folded)):
        found.append(Period(None, int(match["year"]), *match.span()))
    for match in _SPELLED.finditer(folded):
        year = read_chinese("二〇" + match[1].replace("○", "〇") + match[2].replace("○", "〇"))
        found.append(Period(None, year, *match.span()))
    for match in _PLAN.finditer(folded):
        start, end = plan_period(match["ordinal"])
        if start >= 1981:  # 一五 to 五五 are no plan this dataset meets; “一五” is more often a slogan's number
            found.append(Period(None if match["end"] else start, end, *match.span()))
    return found
