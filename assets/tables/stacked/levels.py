"""Headers on two levels, printed row by row: words of the first row stand over one or several of the second, or reach down themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from assets.language.tablewords import BASE_WORDS, OTHER_HEAD, TAIL_BRACKET, TARGET_WORDS
from assets.language.years import find_periods
from assets.tables.header import role_of_header
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.stacked.head_words import KNOWN, WIDEST, misplaced, time_of, worth_of

_ALIKE = 1.2  # what it is worth that the words below begin like those below the word before: 目标, 完成 | 目标, 完成
_MEASURES = re.compile(r"情况|分布|构成|其中")  # stands over what is counted: 分布情况 over 件数 and 面积
_RATE = re.compile(r"(?:占比|比例|比重|率)(?:\(.*\))?$")  # hardly stands over anything
_BY_YEAR = re.compile(r"分年|各年|逐年|年度")  # announces columns of years: 分年度任务量
_IMPOSSIBLE = -30.0
_SPANLESS = (Role.NUMBER, Role.UNIT, Role.ATTRIBUTE, Role.INDICATOR, Role.CATEGORY, Role.PLACE, Role.YEAR)


def two_levels(cells: Row) -> Iterator[tuple[float, Row, Row]]:
    """A first row whose words stand over one or several words of a second row, or reach down by themselves; the best of each width."""
    for s in range(2, len(cells) - 1):
        tops, subs = cells[:s], cells[s:]
        for score, spans in _spans(tops, subs):
            upper: Row = []
            leaf: Row = []
            at = 0
            for top, n in zip(tops, spans, strict=True):
                leaf += subs[at : at + n] if n else [top]
                upper += [top] * max(1, n)
                at += n
            if len(leaf) <= WIDEST:
                yield score - misplaced(leaf), upper, leaf


def _spans(tops: Row, subs: Row) -> list[tuple[float, list[int]]]:
    """For each word of the upper row how many words below it stands over (0: it reaches down itself), and what speaks for it."""
    dated = any(time_of(sub.word) for sub in subs)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}  # by words below used, and words above that stand over some
    for top in tops:
        after: dict[tuple[int, int], tuple[float, list[int]]] = {}
        for (used, over), (score, spans) in best.items():
            before = next((m for m in reversed(spans) if m), 0)
            opened = subs[used - before].word if before else ""  # what the words below the word before begin with
            for n in range(min(len(subs) - used, WIDEST) + 1):
                if n > 1 and role_of_header(top.word) in _SPANLESS:
                    break
                worth = (
                    score
                    + (_alone(top.word, dated=dated) if n == 0 else _over(top, subs[used : used + n]))
                    + (0.8 if n > 1 and n == before else 0.0)
                )
                worth += _ALIKE if n and used < len(subs) and subs[used].word == opened else 0.0
                key = used + n, over + (n > 0)
                if key not in after or worth > after[key][0]:
                    after[key] = worth, [*spans, n]
        best = after
    return [found for (used, _), found in best.items() if used == len(subs)]


def _alone(word: str, *, dated: bool) -> float:
    """What speaks for a word that reaches down by itself; years stand on one level (``dated``: on the lower one)."""
    if dated and time_of(word) and all(period.start is None for period in find_periods(word)):
        return -2.0
    return worth_of(word) if role_of_header(word) in _SPANLESS or OTHER_HEAD.search(word) else 0.2


def _is_other_year(top: str, subs: Row) -> bool:
    """Whether a word that names one year (2020年（实际）) stands over one that names another."""
    above = [period.end for period in find_periods(top) if period.start is None]
    below = {period.end for sub in subs for period in find_periods(sub.word) if period.start is None}
    return len(above) == 1 and bool(below - {*above})


def _over(top: Cell, subs: Row) -> float:
    """What speaks for a word that stands over others: they are of one kind, years that rise within its period, and more than one."""
    if role_of_header(top.word) in _SPANLESS or (
        role_of_header(top.word) is Role.OTHER and OTHER_HEAD.search(TAIL_BRACKET.sub("", top.word))
    ):
        return -4.0
    years = [time_of(sub.word) for sub in subs]
    named = [year for year in years if year is not None]
    if any(role_of_header(sub.word) is Role.ATTRIBUTE for sub in subs) or _is_other_year(top.word, subs):
        return _IMPOSSIBLE
    score = sum(KNOWN if year else max(worth_of(sub.word), 0.0) for sub, year in zip(subs, years, strict=True)) + (
        1.0 if len(subs) > 1 else -2.5
    )
    if _BY_YEAR.search(top.word):
        score += 2.0 if len(named) == len(years) else -1.0
    score -= sum(KNOWN + 1.0 for sub in subs if _BY_YEAR.search(sub.word))
    score -= sum(KNOWN + 2.0 for sub in subs if role_of_header(sub.word) in _SPANLESS)
    words = [sub.word for sub in subs]
    score -= 4.0 * (len(words) - len(set(words)))
    if _RATE.search(top.word):
        score -= 1.0
    if _MEASURES.search(top.word) and not named and len(subs) > 1:
        score += 1.0
    if 0 < len(named) < len(years):
        score -= 3.0
    if any(later <= earlier for earlier, later in pairwise(named)):
        score -= 2.5
    if named and (spans := find_periods(top.word)):
        inside = all(any((span.start or span.end) <= year <= span.end for span in spans) for year in named)
        score += 1.0 if inside else -2.0 if all(span.start for span in spans) else -7.0  # 2020年 stands over no other year
    if BASE_WORDS.search(top.word) and not TARGET_WORDS.search(top.word) and any(TARGET_WORDS.search(sub.word) for sub in subs):
        score -= 4.0  # nor 现状 over 目标
    return score
