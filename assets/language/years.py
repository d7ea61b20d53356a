"""Years and periods as plans name them: 2020年, 2016—2020年, “十三五”, 第十三个五年规划, “十二五”末, 2020年底.

The n-th five-year plan runs from 1951 + 5n to 1955 + 5n: “十三五” is 2016 to 2020 (domain notes, section 3). Only the first two began
otherwise (1953 and 1958), before the three years of adjustment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.numbers import read_chinese

YEAR = r"(?:19[5-9]\d|20\d\d)"
# Two digits exchanged make a year that no plan reaches to (2025年 → 2205年): still a year, and a rule asks what it should be.
FAR_YEAR = r"2[1-9]\d\d(?=年)"
_ORDINAL = r"二?十[一二三四五六七八九]|二?十|[一二三四五六七八九]"
_FULL = rf"第\s*(?P<full>{_ORDINAL}|\d{{1,2}})\s*个五年(?:规划|计划|时期)?"
_SAID_OF_A_PLAN = r"规划|时期|期间|计划|以来|期?末|收官|开局|目标"
# “八五”普法 counts the campaigns to spread the law, 六五环境日 is a day.
_NO_PLAN = r"(?![”\"'’]?(?:普法|世界环境日|环境日))"
_COUNTED = "家个名人项件号届条章节年月日位次亿万千百%岁米公里倍所座亩吨户例天周"
# Of 一五 to 五五 and from 十八五 on only what is in quotes or called a plan's time is one: 三五年, 二十五家 are counts.
_QUOTED_PLAN = rf"[“\"'‘](?P<quoted>{_ORDINAL})五{_NO_PLAN}[”\"'’](?:规划|时期|期间|计划)?"
_BARE_PLAN = (
    rf"(?<![一二三四五六七八九十百千第之])[“\"'‘]?(?P<bare>(?:十[一二三四五六七]|[六七八九十])(?=五(?![{_COUNTED}]))"
    rf"|(?:{_ORDINAL})(?=五[”\"'’]?(?:{_SAID_OF_A_PLAN})))五{_NO_PLAN}[”\"'’]?(?:规划|时期|期间|计划)?"
)
FIVE_YEAR_PLAN = rf"(?:{_FULL}|{_QUOTED_PLAN}|{_BARE_PLAN})"
# The same without groups, to be put into larger patterns.
FIVE_YEAR_WORD = re.sub(r"\?P<\w+>", "?:", FIVE_YEAR_PLAN)
_YEARS_OF_PART = {"两": 2, "二": 2, "三": 3, "四": 4}
_EARLY = {1: (1953, 1957), 2: (1958, 1962)}
_SPAN = re.compile(rf"(?P<start>{YEAR})\s*年?\s*(?:[-—–~―至到]+)\s*(?P<end>{YEAR}|\d\d(?!\d))\s*年?")
_YEAR = re.compile(rf"(?<!\d)(?P<year>{YEAR})(?!\d)\s*(?P<word>年(?:末|底|初)?)?")
_FAR_YEAR = re.compile(rf"(?<!\d)(?P<year>{FAR_YEAR})年(?:末|底|初)?")
_PLAN = re.compile(FIVE_YEAR_PLAN + r"\s*(?:的?(?P<part>[前后][两二三四]年)|(?P<end>期?末|末期|收官))?")
_SPELLED = re.compile(r"二[〇零○]([〇零○一二三四五六七八九])([〇零○一二三四五六七八九])年")


@dataclass(frozen=True, slots=True)
class Period:
    """A year (start is None) or a span of years, where it was printed (offsets in the text searched)."""

    start: int | None
    end: int
    char_start: int
    char_end: int


def plan_period(ordinal: str) -> tuple[int, int]:
    """First and last year of a five-year plan by its ordinal, in Chinese or in digits: ``十三`` is (2016, 2020), ``十五`` (2026, 2030).

    Raises ``ValueError`` where the ordinal is no number.
    """
    number = int(ordinal) if ordinal.isdecimal() else read_chinese(ordinal)
    return _EARLY.get(number, (1951 + 5 * number, 1955 + 5 * number))


def years_of_part(start: int, end: int, part: str) -> tuple[int, int]:
    """First and last year of a part (后两年, 前三年) of a five-year plan's years."""
    years = _YEARS_OF_PART[part[1]]
    return (start, start + years - 1) if part[0] == "前" else (end - years + 1, end)


def period_of(match: re.Match[str]) -> tuple[int, int]:
    """First and last year of the five-year plan that :data:`FIVE_YEAR_PLAN` matched."""
    return plan_period(match["full"] or match["quoted"] or match["bare"])


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
        start, end = period_of(match)
        start, end = years_of_part(start, end, match["part"]) if match["part"] else (start, end)
        found.append(Period(None if match["end"] else start, end, *match.span()))
    return found
