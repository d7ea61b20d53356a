"""Headers on several levels, printed one cell a line: which words stand over which (发展情况 over 2020年 and 2025年 over 规划 and 实际)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

from assets.language.tablewords import BASE_WORDS, OTHER_HEAD, TAIL_BRACKET, TARGET_WORDS, TOTAL_PLACE, YEAR_CELL
from assets.language.unitwords import is_unit
from assets.language.years import find_periods
from assets.tables.cells import joined, together
from assets.tables.columns import unit_in_bracket
from assets.tables.header import role_of_header
from assets.tables.place_labels import is_place_or_total
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.stacked.bonds import bond
from assets.tables.stacked.head_words import KNOWN, WIDEST, Head, misplaced, time_of, worth_of

_ALIKE = 1.2  # what it is worth that the words below begin like those below the word before: 目标, 完成 | 目标, 完成
_MOST_BROKEN = 2  # words of a header that are broken over lines
_LEAST_YEARLY = 4  # years of a base and its yearly targets
_LEAST_OF_THREE = 8  # cells of a header on three levels
_MOST_INNER = 2  # ways that the lower two of three levels are cut
_THIRD_LEVEL = 3.0  # what a third level costs
_MEASURES = re.compile(r"情况|分布|构成|其中")  # stands over what is counted: 分布情况 over 件数 and 面积
_RATE = re.compile(r"(?:占比|比例|比重|率)(?:\(.*\))?$")  # hardly stands over anything
_BY_YEAR = re.compile(r"分年|各年|逐年|年度")  # announces columns of years: 分年度任务量
_IMPOSSIBLE = -30.0
_AXES = (Role.PLACE, Role.YEAR)
_SPANLESS = (Role.NUMBER, Role.UNIT, Role.ATTRIBUTE, Role.INDICATOR, Role.CATEGORY, *_AXES)


def on_levels(begin: int, cells: Row, text: str, widths: set[int]) -> Iterator[Head]:
    """The headers on two levels, and on three where words repeat, that the first ``begin`` cells of a stream may be.

    ``widths``: how many columns there may be; empty where nothing tells.
    """
    for way, is_guessed in _ways(cells, text, widths):
        yield from _two_levels(begin, way, is_guessed=is_guessed)
    if len(cells) >= _LEAST_OF_THREE and len({cell.word for cell in cells}) < len(cells):
        yield from _three_levels(begin, cells)


def with_brackets(cells: Row, text: str) -> Row:
    """The header's cells with units on lines of their own put to the words above: 风电装机, (万千瓦)."""
    return together(cells, text, _is_unit_of)


def _is_unit_of(head: Cell, cell: Cell) -> bool:
    is_bare = cell.word[:1] == "(" and is_unit(cell.word) and worth_of(head.word) != KNOWN
    return is_bare and not TAIL_BRACKET.search(head.word)


def _ways(cells: Row, text: str, widths: set[int]) -> list[tuple[Row, bool]]:
    """A header's cells, and those with words put together that a narrow column broke (电力消纳, 责任权重(%)); whether that is a guess.

    What is put together only the number of columns tells; a word with its unit is whole.
    """
    ways = [(cells, False)]
    dated = together(cells, text, _is_base_of)
    if len(dated) < len(cells) and sum(bool(YEAR_CELL.match(cell.word)) for cell in cells) >= _LEAST_YEARLY:
        ways.append((dated, False))
    bonds = {
        i: bond(first.word, cell.word, text)
        for i, (first, cell) in enumerate(pairwise(cells))
        if worth_of(first.word) < 0 > worth_of(cell.word) and not first.word.endswith(")")
    }
    likeliest = sorted(bonds, key=lambda i: -bonds[i])
    for most in range(1, min(_MOST_BROKEN, len(bonds)) + 1) if widths else ():
        out: Row = []
        for i, cell in enumerate(cells):
            if i - 1 in likeliest[:most]:
                out[-1] = joined(text, out[-1], cell)
            else:
                out.append(cell)
        ways.append((out, len(bonds) > most and bonds[likeliest[most - 1]] == bonds[likeliest[most]]))
    return ways


def _is_base_of(year: Cell, cell: Cell) -> bool:
    """Whether a cell is the word for the base behind its year: 2020年, 基数 before 分年度目标."""
    return bool(YEAR_CELL.match(year.word) and BASE_WORDS.fullmatch(cell.word))


def _two_levels(begin: int, cells: Row, *, is_guessed: bool) -> Iterator[Head]:
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
                yield Head(begin, leaf, [upper], score - misplaced(leaf), is_guessed)


def _three_levels(begin: int, cells: Row) -> Iterator[Head]:
    """A first row whose words stand over whole words of a header on two levels, or reach down by themselves."""
    for s in range(2, len(cells) - _LEAST_OF_THREE // 2):
        tops = cells[:s]
        inner = sorted(_two_levels(begin, cells[s:], is_guessed=False), key=lambda head: -head.score)
        for below in inner[:_MOST_INNER]:
            groups = [list(group) for _, group in groupby(below.upper[0], key=lambda cell: cell.start)]
            for score, spans in _spans(tops, [group[0] for group in groups]):
                yield from _over_three(begin, tops, groups, below, spans, score)


def _over_three(begin: int, tops: Row, groups: list[Row], below: Head, spans: list[int], score: float) -> Iterator[Head]:
    """The header of such spans, each word over ``spans`` groups of the levels ``below``."""
    rows: list[Row] = [[], [], []]
    group = column = 0
    for top, n in zip(tops, spans, strict=True):
        width = sum(len(one) for one in groups[group : group + n])
        rows[0] += [top] * max(1, width)
        rows[1] += below.upper[0][column : column + width] if n else [top]
        rows[2] += below.leaf[column : column + width] if n else [top]
        group, column = group + n, column + width
    if len(rows[2]) <= WIDEST:
        yield Head(begin, rows[2], rows[:2], score + below.score - _THIRD_LEVEL - misplaced(rows[2]), below.is_guessed)


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
                if n and role_of_header(top.word) in (_SPANLESS if n > 1 else _AXES):
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
    """What speaks for a word that reaches down by itself; years stand on one level (``dated``: on the lower one), but for the base's."""
    if dated and find_periods(word) and BASE_WORDS.search(word):
        return 1.0  # 2020年基数 beside 分年度目标
    if dated and time_of(word) and all(period.start is None for period in find_periods(word)):
        return -2.0
    return worth_of(word) if role_of_header(word) in _SPANLESS or OTHER_HEAD.search(word) else 0.2


def _is_other_year(top: str, subs: Row) -> bool:
    """Whether a word that names one year (2020年（实际）) stands over one that names another."""
    above = [period.end for period in find_periods(top) if period.start is None]
    below = {period.end for sub in subs for period in find_periods(sub.word) if period.start is None}
    return len(above) == 1 and bool(below - {*above})


def _is_reached(word: str) -> bool:
    return bool(BASE_WORDS.search(word)) and not TARGET_WORDS.search(word) and time_of(word) is None


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
    score -= 4.0 * (bool(TOTAL_PLACE.match(top.word)) and all(map(is_place_or_total, words)))  # 全市 stands beside its counties
    if _RATE.search(top.word):
        score -= 1.0
    if unit_in_bracket(top.word) and any(map(unit_in_bracket, words)):
        score -= 5.0  # what has a unit names an indicator, and stands over no other
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
    if TARGET_WORDS.search(top.word) and not BASE_WORDS.search(top.word) and any(map(_is_reached, words)):
        score -= 4.0  # nor 规划目标 over 完成
    return score
