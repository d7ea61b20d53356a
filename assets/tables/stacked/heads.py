"""Headers of tables printed one cell a line: the ways to cut the cells on top into columns, each with what speaks for it.

The cells that open a stream are header up to some cell; they may be words parted over several cells (云岭 / “十三五” / 现状), and they may
stand on two levels (减量化情况 over 总面积 and 主要地类). Which cut is right the cells below decide.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from assets.language.tablewords import (
    BASE_WORDS,
    GROWTH_HEAD,
    INDICATOR_HEAD,
    NUMBER_HEAD,
    OTHER_HEAD,
    PLACE_HEAD,
    PROGRESS_HEAD,
    TARGET_WORDS,
    UNIT_HEAD,
    YEAR_AXIS_HEAD,
    YEAR_CELL,
    is_axis_head,
    is_header_word,
    is_period_head,
)
from assets.tables.cells import joined
from assets.tables.columns import unit_in_bracket
from assets.tables.header import role_of_header
from assets.tables.place_labels import is_place_or_total
from assets.tables.plan_table import Role, Row
from assets.tables.shape import Shape
from assets.tables.stacked.head_words import KNOWN, WIDEST, Head, misplaced, time_of, worth_of
from assets.tables.stacked.levels import on_levels, with_brackets
from assets.tables.stacked.seen import Seen

LONGEST_HEADER = 32  # cells
_LONGEST_STACKED = 22  # cells of a header on two levels
MOST_JOINED = 4  # cells of one header word
_WRAPPED = 3  # cells of a row that go on with others
_MOST_OF_FIGURE = 3  # characters of words in a bare figure: 12万平方米
_LEAST_PLACES = 3  # rows that tell how many columns there are
_JOIN_COST = 0.7
_LONG_JOIN = 0.15  # of two cuts with as many words put together the even one is likelier
_MEASURED = 1.5  # what a head is worth that closes with its unit, over places: 2030年高标准农田面积（万亩）
_PLAIN = (Shape.FIGURE, Shape.ATTRIBUTE, Shape.DASH, Shape.UNIT, Shape.STATUS)


def heads_of(seen: Sequence[Seen], text: str) -> Iterator[Head]:
    """The headers that the first cells of a stream may be."""
    for begin in _begins(seen):
        cells = with_brackets([one.cell for one in seen[:begin]], text)
        widths = _widths(seen, begin) or _width_of_places(seen, begin)
        flat = [head for head in _flat(begin, cells, text) if not widths or len(head.leaf) in widths]
        yield from flat[:5]
        stacked = cells if begin <= _LONGEST_STACKED else []
        two = [head for head in on_levels(begin, stacked, text, widths) if not widths or len(head.leaf) in widths]
        yield from sorted(two, key=lambda head: -head.score)[:3]


def _begins(seen: Sequence[Seen]) -> list[int]:
    """How many cells may be header, at most a handful of answers."""
    words = [one.cell.word for one in seen[: LONGEST_HEADER + 2]]
    found = {sum(1 for _ in takewhile(_is_head, words))}
    chain = next((i for i, one in enumerate(seen) if one.counts), None)
    if chain is not None:
        last = max((i for i, word in enumerate(words[:chain]) if _is_head(word)), default=chain - 2)
        found |= {chain} if NUMBER_HEAD.match(words[0]) else {chain, chain - 1, last + 1}  # a category before the number, on some lines
    figure = next((i for i, one in enumerate(seen) if one.shape in _PLAIN and not is_header_word(one.cell.word)), len(words))
    if chain is None:
        found |= {figure - 1, figure - 2}
    axis = next((i for i, word in enumerate(words[:2]) if PLACE_HEAD.match(word) or YEAR_AXIS_HEAD.match(word)), None)
    if axis is not None and not (UNIT_HEAD.match(words[axis]) and INDICATOR_HEAD.match(words[0])):
        begins = is_place_or_total if PLACE_HEAD.match(words[axis]) else is_period_head
        found |= {i for i in range(axis + 2, len(words)) if begins(words[i])} if chain is None else set()
    body = next((i for i, one in enumerate(seen) if _is_of_body(one)), len(seen))
    found |= {body} if body < min(found) else set()  # 预期性 may open the rows, and reads like a head
    most = min(LONGEST_HEADER, len(seen) - 2, body)
    return sorted(begin for begin in found if 2 <= begin <= most)[:6]


def _is_of_body(one: Seen) -> bool:
    """Whether a cell can be no header: a bare figure, an attribute; 2026年约1700亩 may be header."""
    if one.shape is Shape.FIGURE:
        return time_of(one.cell.word) is None and sum(char >= "\u4e00" for char in one.cell.word) <= _MOST_OF_FIGURE
    return one.counts is True or one.shape in (Shape.ATTRIBUTE, Shape.DASH)


def _is_head(word: str) -> bool:
    return is_header_word(word) or is_axis_head(word)


def _widths(seen: Sequence[Seen], begin: int) -> set[int]:
    """How many columns there may be, where numbers or attributes stand once in each row: the usual width of a row, one or two that
    some rows leave out, and some fewer where words are parted over cells.
    """
    chain = [i for i, one in enumerate(seen) if one.counts and i >= begin]
    chain = chain or [i for i, one in enumerate(seen) if one.shape is Shape.ATTRIBUTE and i >= begin]
    if any(is_axis_head(one.cell.word) for one in seen[1:begin]):
        return set()  # a number stands once for several years or places
    widths = [after - before for before, after in pairwise(chain)]
    usual = {width for width in widths if 4 * widths.count(width) >= len(widths)}
    if len(widths) < 2 or (len(widths) > 3 and 2 * sum(width in usual for width in widths) < len(widths)):
        return set()
    return set(range(min(usual) - _WRAPPED, max(usual) + 3)) if usual else set()


def _width_of_places(seen: Sequence[Seen], begin: int) -> set[int]:
    """How many columns there are where places stand down the side without numbers: as many as cells from one place to the next."""
    words = [one.cell.word for one in seen]
    if not PLACE_HEAD.match(words[0]) or UNIT_HEAD.match(words[0]):
        return set()
    places = [i for i in range(begin, len(words)) if is_place_or_total(words[i])]
    widths = {after - before for before, after in pairwise(places)}
    return widths if len(places) >= _LEAST_PLACES and len(widths) == 1 and places[0] == begin else set()


def _flat(begin: int, cells: Row, text: str) -> list[Head]:
    """One row of header words, some of them parted over cells: the best cut for each number of columns, best first."""
    n = len(cells)
    counts_places = bool(PLACE_HEAD.match(cells[0].word))
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}, *({} for _ in range(n))]
    for end in range(1, n + 1):
        for start in range(max(0, end - MOST_JOINED), end):
            word = "".join(cell.word for cell in cells[start:end])
            parts = [worth_of(cell.word) for cell in cells[start:end]]
            worth = _worth_of_whole(word, counts_places) - _JOIN_COST * (len(parts) - 1) * (1 + _LONG_JOIN * (len(parts) - 2))
            if len(parts) > 1:
                worth -= _apart([cell.word for cell in cells[start:end]], worth)
            for count, (score, _) in best[start].items():
                if count < WIDEST and score + worth > best[end].get(count + 1, (float("-inf"), 0))[0]:
                    best[end][count + 1] = score + worth, start
    ends = sorted(((score, count) for count, (score, _) in best[n].items() if count >= 2), reverse=True)
    cuts = ((score, _cut(cells, best, count, text)) for score, count in ends)
    return [Head(begin, leaf, [], score - misplaced(leaf), _has_guess(leaf, cells, counts_places)) for score, leaf in cuts]


def _has_guess(leaf: Row, cells: Row, counts_places: bool) -> bool:
    printed = {(cell.start, cell.end) for cell in cells}
    made = [cell.word for cell in leaf if (cell.start, cell.end) not in printed]
    return any(_worth_of_whole(word, counts_places) < 0 for word in made)


def _worth_of_whole(word: str, counts_places: bool) -> float:
    """How much words put together look like a header; over places one that closes with its unit does."""
    return _MEASURED if counts_places and unit_in_bracket(word) else worth_of(word)


def _apart(words: Sequence[str], worth: float) -> float:
    """What speaks against words being one header: each is one by itself, two name years, or nothing known comes of them.

    2020年 and 现状值 are one.
    """
    if sum(time_of(word) is not None for word in words) > 1 or any(map(unit_in_bracket, words[:-1])):
        return 5.0  # a unit in brackets closes a head
    if any(BASE_WORDS.search(word) for word in words) and any(TARGET_WORDS.search(word) for word in words):
        return 3.0 if any(map(time_of, words)) else 2.0  # 现状 and 目标: one figure is not both
    if any(GROWTH_HEAD.search(word) for word in words) and any(_says_level(word) for word in words):
        return 3.0  # 目标 and 年均增长(%) are two columns
    if any(GROWTH_HEAD.search(before) and YEAR_CELL.match(word) for before, word in pairwise(words)):
        return 5.0  # 年均增速 and 2025年
    if any(map(PROGRESS_HEAD.match, words[1:])):
        return 3.0  # 完成 and 完成率
    if any(map(GROWTH_HEAD.search, words[1:])) and (YEAR_CELL.match(words[0]) or Role.INDICATOR in map(role_of_header, words)):
        return 3.0  # so are mostly 2035年 and 年均增速, 年均增速 and 指标
    if any(time_of(word) and time_of(before) is None and _says_level(before) for before, word in pairwise(words)):
        return 1.0  # 2020年 and 完成值 are one, in this order
    if sum(map(is_place_or_total, words)) > 1:
        return 5.0
    if any(map(_is_remark, words)) and any(map(time_of, words)):
        return 5.0  # 2030年 and 备注
    if worth_of(words[0]) == KNOWN and role_of_header(words[0]) not in (Role.VALUE, Role.GROWTH) and worth_of(words[-1]) < 0:
        return 2.0  # 备注 is whole; what follows it is the first row's name
    if role_of_header("".join(words)) is role_of_header(words[-1]) is Role.ATTRIBUTE:
        return 0.5  # 指标 and 属性: the body tells whether these are two
    whole = all(worth_of(word) == KNOWN for word in words)
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
