"""Headers of tables printed one cell a line: the ways to cut the cells on top into columns, each with what speaks for it.

The cells that open a stream are header up to some cell; they may be words parted over several cells (云岭 / “十三五” / 现状), and they may
stand on two levels (减量化情况 over 总面积 and 主要地类). Which cut is right the cells below decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, takewhile

from assets.language.tablewords import (
    BASE_WORDS,
    GROWTH_HEAD,
    NUMBER_HEAD,
    OTHER_HEAD,
    PLACE_HEAD,
    TAIL_BRACKET,
    TARGET_WORDS,
    UNIT_HEAD,
    YEAR_AXIS_HEAD,
    YEAR_CELL,
    is_header_word,
    is_period_head,
)
from assets.language.years import find_periods
from assets.tables.cells import joined
from assets.tables.header import role_of_header
from assets.tables.place_labels import is_place_or_total
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.shape import Shape
from assets.tables.stacked.seen import Seen

LONGEST_HEADER = 32  # cells
_LONGEST_STACKED = 22  # cells of a header on two levels
MOST_JOINED = 4  # cells of one header word
_ALIKE = 1.2  # what it is worth that the words below begin like those below the word before: 目标, 完成 | 目标, 完成
_WRAPPED = 3  # cells of a row that go on with others
_MOST_OF_FIGURE = 3  # characters of words in a bare figure: 12万平方米
_WIDEST = 20  # columns
_JOIN_COST = 0.7
_LONG_JOIN = 0.15  # of two cuts with as many words put together the even one is likelier
_KNOWN, _PLACE, _UNKNOWN = 2.0, 1.0, -0.6
_PLAIN = (Shape.FIGURE, Shape.ATTRIBUTE, Shape.DASH, Shape.UNIT, Shape.STATUS)
_MONTH = re.compile(r"^(?:\d{1,2}[-~至])?(?P<month>\d{1,2})月")
_MEASURES = re.compile(r"情况|分布|构成|其中")  # stands over what is counted: 分布情况 over 件数 and 面积
_RATE = re.compile(r"(?:占比|比例|比重|率)(?:\(.*\))?$")  # hardly stands over anything
_BY_YEAR = re.compile(r"分年|各年|逐年|年度")  # announces columns of years: 分年度任务量
_PART_OF_WORD = re.compile(r"^(?:值|数|数值|情况|水平|年|末|度|目)$")  # the end of a head that was cut: 现状 / 值
_IMPOSSIBLE = -30.0
_SPANLESS = (Role.NUMBER, Role.UNIT, Role.ATTRIBUTE, Role.INDICATOR, Role.CATEGORY, Role.PLACE, Role.YEAR)


@dataclass(frozen=True, slots=True)
class Head:
    """A header of ``begin`` cells: its lowest row, upper rows over the same columns, and what speaks for the cut."""

    begin: int
    leaf: Row
    upper: list[Row]
    score: float
    is_guessed: bool = False  # words were put together that are no known header even so


def heads_of(seen: Sequence[Seen], text: str) -> Iterator[Head]:
    """The headers that the first cells of a stream may be."""
    for begin in _begins(seen):
        cells = [one.cell for one in seen[:begin]]
        widths = _widths(seen, begin)
        flat = [head for head in _flat(cells, text) if not widths or len(head.leaf) in widths]
        yield from flat[:5]
        two = [head for head in _two_levels(cells if begin <= _LONGEST_STACKED else []) if not widths or len(head.leaf) in widths]
        yield from sorted(two, key=lambda head: -head.score)[:3]


def _begins(seen: Sequence[Seen]) -> list[int]:
    """How many cells may be header, at most a handful of answers."""
    words = [one.cell.word for one in seen[: LONGEST_HEADER + 2]]
    found = {sum(1 for _ in takewhile(_is_head, words))}
    chain = next((i for i, one in enumerate(seen) if one.counts), None)
    if chain is not None:
        found |= {chain} if NUMBER_HEAD.match(words[0]) else {chain, chain - 1}
    figure = next((i for i, one in enumerate(seen) if one.shape in _PLAIN and not is_header_word(one.cell.word)), len(words))
    if chain is None:
        found |= {figure - 1, figure - 2}
    axis = next((i for i, word in enumerate(words[:2]) if PLACE_HEAD.match(word) or YEAR_AXIS_HEAD.match(word)), None)
    if axis is not None:
        begins = is_place_or_total if PLACE_HEAD.match(words[axis]) else is_period_head
        found |= {i for i in range(axis + 2, len(words)) if begins(words[i])} if chain is None else set()
    body = next((i for i, one in enumerate(seen) if _is_of_body(one)), len(seen))
    found |= {body} if body < min(found) else set()  # 预期性 may open the rows, and reads like a head
    most = min(LONGEST_HEADER, len(seen) - 2, body)
    return sorted(begin for begin in found if 2 <= begin <= most)[:6]


def _is_of_body(one: Seen) -> bool:
    """Whether a cell can be no header: a bare figure, an attribute; 2026年约1700亩 may be header."""
    if one.shape is Shape.FIGURE:
        return _time(one.cell.word) is None and sum(char >= "\u4e00" for char in one.cell.word) <= _MOST_OF_FIGURE
    return one.counts is True or one.shape in (Shape.ATTRIBUTE, Shape.DASH)


def _is_head(word: str) -> bool:
    return is_header_word(word) or bool(PLACE_HEAD.match(word) or YEAR_AXIS_HEAD.match(word))


def _widths(seen: Sequence[Seen], begin: int) -> set[int]:
    """How many columns there may be, where numbers or attributes stand once in each row: the usual width of a row, one or two that
    some rows leave out, and some fewer where words are parted over cells.
    """
    chain = [i for i, one in enumerate(seen) if one.counts and i >= begin]
    chain = chain or [i for i, one in enumerate(seen) if one.shape is Shape.ATTRIBUTE and i >= begin]
    if any(
        YEAR_AXIS_HEAD.match(one.cell.word) or PLACE_HEAD.match(one.cell.word)
        for one in seen[1:begin]
        if not UNIT_HEAD.match(one.cell.word)
    ):
        return set()  # a number stands once for several years or places
    widths = [after - before for before, after in pairwise(chain)]
    usual = {width for width in widths if 4 * widths.count(width) >= len(widths)}
    if len(widths) < 2 or (len(widths) > 3 and 2 * sum(width in usual for width in widths) < len(widths)):
        return set()
    return set(range(min(usual) - _WRAPPED, max(usual) + 3)) if usual else set()


@lru_cache(maxsize=4096)
def _time(word: str) -> int | None:
    """The year, or the month within one, that a header word names: 2025年 is 2025, 3月底前完成20% is 3."""
    periods = find_periods(word)
    month = _MONTH.match(word)
    return periods[-1].end if periods else int(month["month"]) if month else None


@lru_cache(maxsize=4096)
def _worth(word: str) -> float:
    """How much a word looks like a header."""
    if _PART_OF_WORD.match(word):
        return _UNKNOWN
    if is_header_word(word) or PLACE_HEAD.match(word) or role_of_header(word) not in (Role.OTHER, Role.GROWTH):
        return _KNOWN
    if is_place_or_total(word):
        return _PLACE
    return _UNKNOWN if len(word) <= 16 else 3 * _UNKNOWN


def _flat(cells: Row, text: str) -> list[Head]:
    """One row of header words, some of them parted over cells: the best cut for each number of columns, best first."""
    n = len(cells)
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}, *({} for _ in range(n))]
    for end in range(1, n + 1):
        for start in range(max(0, end - MOST_JOINED), end):
            word = "".join(cell.word for cell in cells[start:end])
            parts = [_worth(cell.word) for cell in cells[start:end]]
            worth = _worth(word) - _JOIN_COST * (len(parts) - 1) * (1 + _LONG_JOIN * (len(parts) - 2))
            if len(parts) > 1:
                worth -= _apart([cell.word for cell in cells[start:end]], worth)
            for count, (score, _) in best[start].items():
                if count < _WIDEST and score + worth > best[end].get(count + 1, (float("-inf"), 0))[0]:
                    best[end][count + 1] = score + worth, start
    ends = sorted(((score, count) for count, (score, _) in best[n].items() if count >= 2), reverse=True)
    cuts = ((score, _cut(cells, best, count, text)) for score, count in ends)
    return [Head(n, leaf, [], score - _misplaced(leaf), _has_guess(leaf, cells)) for score, leaf in cuts]


def _misplaced(leaf: Row) -> float:
    """What it costs that a head of names stands behind values, with another before them (… | “十四五” | 指标)."""
    roles = [role_of_header(cell.word) for cell in leaf]
    value = next((i for i, role in enumerate(roles) if role is Role.VALUE), len(roles))
    return 3.0 if Role.INDICATOR in roles[:value] and Role.INDICATOR in roles[value:] else 0.0


def _has_guess(leaf: Row, cells: Row) -> bool:
    printed = {(cell.start, cell.end) for cell in cells}
    return any((cell.start, cell.end) not in printed and _worth(cell.word) < 0 for cell in leaf)


def _apart(words: Sequence[str], worth: float) -> float:
    """What speaks against words being one header: each is one by itself, two name years, or nothing known comes of them.

    2020年 and 现状值 are one.
    """
    if sum(_time(word) is not None for word in words) > 1:
        return 5.0
    if any(BASE_WORDS.search(word) for word in words) and any(TARGET_WORDS.search(word) for word in words):
        return 3.0 if any(map(_time, words)) else 2.0  # 现状 and 目标: one figure is not both
    if any(GROWTH_HEAD.search(word) for word in words) and any(_says_level(word) for word in words):
        return 3.0  # 目标 and 年均增长(%) are two columns
    if any(map(GROWTH_HEAD.search, words[1:])) and (YEAR_CELL.match(words[0]) or Role.INDICATOR in map(role_of_header, words)):
        return 3.0  # so are mostly 2035年 and 年均增速, 年均增速 and 指标
    if any(_time(word) and _time(before) is None and _says_level(before) for before, word in pairwise(words)):
        return 1.0  # 2020年 and 完成值 are one, in this order
    if any(map(_is_remark, words)) and any(map(_time, words)):
        return 5.0  # 2030年 and 备注
    if _worth(words[0]) == _KNOWN and role_of_header(words[0]) not in (Role.VALUE, Role.GROWTH) and _worth(words[-1]) < 0:
        return 2.0  # 备注 is whole; what follows it is the first row's name
    if role_of_header("".join(words)) is role_of_header(words[-1]) is Role.ATTRIBUTE:
        return 0.5  # 指标 and 属性: the body tells whether these are two
    whole = all(_worth(word) == _KNOWN for word in words)
    of_values = all(role_of_header(word) in (Role.VALUE, Role.GROWTH) for word in words)
    return 2.0 if worth < 0 or (whole and not of_values) else 0.0


def _says_level(word: str) -> bool:
    """Whether a word says base or target, and no growth: 完成值, 2025年目标."""
    return bool(BASE_WORDS.search(word) or TARGET_WORDS.search(word)) and not GROWTH_HEAD.search(word)


def _is_remark(word: str) -> bool:
    return role_of_header(word) is Role.OTHER and bool(OTHER_HEAD.search(word))


def _cut(cells: Row, best: Sequence[dict[int, tuple[float, int]]], count: int, text: str) -> Row:
    leaf: Row = []
    end = len(cells)
    while count:
        start = best[end][count][1]
        leaf.append(joined(text, cells[start], cells[end - 1]) if end - start > 1 else cells[start])
        end, count = start, count - 1
    return leaf[::-1]


def _two_levels(cells: Row) -> Iterator[Head]:
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
            if len(leaf) <= _WIDEST:
                yield Head(len(cells), leaf, [upper], score - _misplaced(leaf))


def _spans(tops: Row, subs: Row) -> list[tuple[float, list[int]]]:
    """For each word of the upper row how many words below it stands over (0: it reaches down itself), and what speaks for it."""
    dated = any(_time(sub.word) for sub in subs)
    best: dict[tuple[int, int], tuple[float, list[int]]] = {(0, 0): (0.0, [])}  # by words below used, and words above that stand over some
    for top in tops:
        after: dict[tuple[int, int], tuple[float, list[int]]] = {}
        for (used, over), (score, spans) in best.items():
            before = next((m for m in reversed(spans) if m), 0)
            opened = subs[used - before].word if before else ""  # what the words below the word before begin with
            for n in range(min(len(subs) - used, _WIDEST) + 1):
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
    if dated and _time(word) and all(period.start is None for period in find_periods(word)):
        return -2.0
    return _worth(word) if role_of_header(word) in _SPANLESS or OTHER_HEAD.search(word) else 0.2


def _is_other_year(top: str, subs: Row) -> bool:
    """Whether a word that names one year (2020年（实际）) stands over one that names another."""
    year, *more = [period.end for period in find_periods(top) if period.start is None] or [None]
    below = {period.end for sub in subs for period in find_periods(sub.word) if period.start is None}
    return year is not None and not more and bool(below - {year})


def _over(top: Cell, subs: Row) -> float:
    """What speaks for a word that stands over others: they are of one kind, years that rise within its period, and more than one."""
    if role_of_header(top.word) in _SPANLESS or (
        role_of_header(top.word) is Role.OTHER and OTHER_HEAD.search(TAIL_BRACKET.sub("", top.word))
    ):
        return -4.0
    years = [_time(sub.word) for sub in subs]
    named = [year for year in years if year is not None]
    if any(role_of_header(sub.word) is Role.ATTRIBUTE for sub in subs) or _is_other_year(top.word, subs):
        return _IMPOSSIBLE
    score = sum(_KNOWN if year else max(_worth(sub.word), 0.0) for sub, year in zip(subs, years, strict=True)) + (
        1.0 if len(subs) > 1 else -2.5
    )
    if _BY_YEAR.search(top.word):
        score += 2.0 if len(named) == len(years) else -1.0
    score -= sum(_KNOWN + 1.0 for sub in subs if _BY_YEAR.search(sub.word))
    score -= sum(_KNOWN + 2.0 for sub in subs if role_of_header(sub.word) in _SPANLESS)
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
