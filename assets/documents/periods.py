"""A plan's period and the year it looks out to, the most authoritative statement first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assets.language.fold import fold
from assets.language.years import FIVE_YEAR_PLAN, YEAR, find_periods, plan_period

_STATED = re.compile(
    r"(?:规划|计划|方案|行动|实施|本规划的?)(?:期限|期间|期|年限|时限|周期)(?:为|是|:|确定为|定为|从|自)\s*(?P<when>[^。;,]{4,40})"
)
_PLAN = re.compile(FIVE_YEAR_PLAN)
_ORDINAL_PLAN = re.compile(r"第(?P<ordinal>十?[一二三四五六七八九]|十)个五年(?:规划|计划)")
_CITATION = re.compile(r"《[^《》]*》")
_SPELLED = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_OUTLOOK = re.compile(
    rf"(?:展望|面向|远眺)(?:到|至)?\s*(?P<a>{YEAR}|二[〇零○][一二三四五][〇零○一二三四五六七八九])|(?P<b>{YEAR}|二[〇零○][一二三四五][〇零○一二三四五六七八九])\s*年?\s*(?:的)?(?:远景|愿景|中长期|长远)"
)
_LEAST_MENTIONS = 3
_LONGEST_SPAN = 20  # years


def find_period(title: str | None, captions: Sequence[str], content: str) -> tuple[int | None, int | None]:
    """First and last year: what the text (folded) states as its period, the title's, the captions', the plan named most."""
    folded = _CITATION.sub("", content)
    for match in _STATED.finditer(folded):
        if period := _span(match["when"]):
            return period
    if title and (period := _span(fold(title)) or _single_year(fold(title))):
        return period
    for caption in captions:
        if period := _span(fold(caption)):
            return period
    counts = Counter(plan_period(match["ordinal"]) for match in _PLAN.finditer(folded))
    often = [period for period, count in counts.items() if count >= _LEAST_MENTIONS and period[0] >= 1996]
    return max(often) if often else (None, None)


def _span(folded: str) -> tuple[int, int] | None:
    """The first span of years or five-year plan that a text names."""
    for period in find_periods(folded):
        if period.start is not None and period.end - period.start <= _LONGEST_SPAN:
            return period.start, period.end
    if match := _ORDINAL_PLAN.search(folded):
        return plan_period(match["ordinal"])
    return None


def _single_year(title: str) -> tuple[int, int] | None:
    """The year of a yearly plan: 2018年建设推进计划. A year it looks out to is none."""
    title = _OUTLOOK.sub("", title)
    years = [period.end for period in find_periods(title)]
    return (years[0], years[0]) if years else None


def find_outlook(title: str | None, content: str, period_end: int | None) -> int | None:
    """The year a plan looks out to beyond its period (展望到2035年); titles of other plans do not count."""
    for said in (fold(title or ""), _CITATION.sub("", content)):
        for match in _OUTLOOK.finditer(said):
            year = int((match["a"] or match["b"]).translate(_SPELLED))
            if year > (period_end or 0):
                return year
    return None
