"""The grid of a table printed one cell a line: the headers that may be meant compete, and the one that fits the cells below best wins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import product
from typing import NamedTuple

from assets.language.quantity import has_digit
from assets.language.tablewords import OTHER_HEAD, PARTED_BAND, REFERENCE_HEAD, STATUS_CELL, TAIL_BRACKET, is_header_word, is_period_head
from assets.tables.align import Alignment, align_stream
from assets.tables.header import Columns, printed_columns, supposed_columns
from assets.tables.place_labels import is_place_or_total
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.shape import Shape, shape_of
from assets.tables.stacked.head_words import Head
from assets.tables.stacked.heads import heads_of
from assets.tables.stacked.odds import at_odds
from assets.tables.stacked.seen import Seen, stream_of
from assets.tables.stacked.wrapped import rejoined

TRIAL = 60  # cells below the header on which all headers are tried; those that do best there are tried on all of them
FINALISTS = 3
_MOST_BEGINS = 2  # further ones, whose header ends at another cell
MOST_HEADS = 16
EXTRA_COLUMN_COST = 1.0  # of supposing a column that the header does not print
_EXTRA_CELL_COST = 1.7  # and of each cell that stands in it
_CATEGORY_SHARE = 0.4  # … less where section rows stand before the names without a head
_UNKNOWN_CELL_COST = 1.2  # of each cell in a column whose head is none of remarks: words of the first row were taken for header
_HEAD_COST = 3.0  # of a header word that opens the first row
_EMPTY_COST = 1.5  # of a printed column that no cell stands in
_UNKNOWN_COST = 1.0  # of such a column
_AT_ODDS = 2.0  # of a column whose figures are none of what its header calls them
_LEAST_FILLED = 2  # rows of a column that is often empty, …
_FILLED, _FILLED_GROWTH = 0.35, 0.15  # … and their share
_TWOFOLD = ("类型", "指标类型")  # a category before the names, an attribute behind them


_WORDY = (Shape.WORDS, Shape.NAME, Shape.PHRASE, Shape.PROSE)


_OPENING = (Shape.WORDS, Shape.NAME, Shape.SEQUENCE, Shape.ATTRIBUTE)
_BAND = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\))[^\d(]{2,12}$")


class Cut(NamedTuple):
    """A stream cut into rows: upper header rows, the lowest, its columns, and the rows below."""

    upper: list[Row]
    leaf: Row
    columns: Columns
    alignment: Alignment
    lead: float  # of the cut over the best one with another header
    bands: Row  # section rows (一、发展水平), which belong to no column


class _Tried(NamedTuple):
    score: float
    head: Head
    columns: Columns
    gaps: frozenset[int] = frozenset()  # columns that rows often leave out


def cut_stream(cells: Row, text: str) -> Cut | None:
    """The best cut of a stream of cells; None where nothing fits."""
    seen, bands = _without_bands(_without_repeats(stream_of(cells, text)))
    heads = sorted(heads_of(seen, text), key=lambda head: -head.score)[:MOST_HEADS]
    trials = _all_tried(seen, ((head, columns) for head in heads for columns in _printed(head, seen[head.begin :])), TRIAL)
    trials = _with_gaps(seen, trials, TRIAL)
    finals = _all_tried(seen, ((one.head, columns) for one in _finalists(trials) for columns in _supposed(one.columns)), len(seen))
    finals = _with_gaps(seen, finals, len(seen))
    if not finals:
        return None
    _, head, columns, gaps = finals[0]
    alignment = align_stream(seen[head.begin :], [role for role, _ in columns], gaps)
    others = [one.score for one in finals if not _say_the_same(one, finals[0])]
    lead = 0.0 if head.is_guessed else finals[0].score - max(others, default=float("-inf"))
    if alignment is None:
        return None
    columns = [_of_words(head, columns, j, alignment) for j in range(len(columns))]
    rows = rejoined(alignment.rows, [role for role, _ in columns], text)
    return Cut(head.upper, head.leaf, columns, replace(alignment, rows=rows), lead, bands)


def _of_words(head: Head, columns: Columns, j: int, alignment: Alignment) -> tuple[Role, int | None]:
    """A column; one of values under a head that says nothing (主要布局) which holds nothing but words is none of values."""
    role, place = columns[j]
    cells = [cell for row in alignment.rows for i, cell in row if i == j]
    wordy = role is Role.VALUE and place is not None and _is_unknown(head.leaf[place].word) and not any(has_digit(c.text) for c in cells)
    return (Role.OTHER if wordy and cells else role), place


def _score(one: _Tried) -> float:
    return one.score


def _finalists(trials: Sequence[_Tried]) -> list[_Tried]:
    """The best trials, and the best of each other length of the header: what it lost (a column of categories) was not tried yet."""
    first = list(trials[:FINALISTS])
    begins = {one.head.begin for one in first}
    others: dict[int, _Tried] = {}
    for one in trials[FINALISTS:]:
        if one.head.begin not in begins:
            others.setdefault(one.head.begin, one)
    return [*first, *list(others.values())[:_MOST_BEGINS]]


def _say_the_same(one: _Tried, other: _Tried) -> bool:
    """Whether two headers say the same of their columns, be it on two levels (2025年 over 规划值) or on one (2025年规划值)."""
    return (
        _said(one.head, one.columns) == _said(other.head, other.columns)
        or _whole_said(one) == _whole_said(other)
        or (one.head is other.head and _grid_of(one.columns) == _grid_of(other.columns))
    )


def _grid_of(columns: Columns) -> Columns:
    """The columns but for whether those under heads that say nothing hold values: that changes no row."""
    return [(Role.VALUE if role is Role.OTHER else role, place) for role, place in columns]


def _whole_said(one: _Tried) -> list[str]:
    rows = [*one.head.upper, one.head.leaf]
    places = [place for role, place in one.columns if place is not None and role in (Role.VALUE, Role.GROWTH)]
    return ["".join(dict.fromkeys(row[place].word for row in rows)) for place in places]


def _said(head: Head, columns: Columns) -> list[str]:
    """What the columns of values are headed: the lowest words, and those above them where the lowest are the same (目标, 完成 | 目标)."""
    words = [cell.word for cell in head.leaf]
    over = [[row[i].word for row in head.upper] if words.count(word) > 1 else [] for i, word in enumerate(words)]
    return ["".join([*over[place], words[place]]) for role, place in columns if place is not None and role in (Role.VALUE, Role.GROWTH)]


def _without_bands(seen: Sequence[Seen]) -> tuple[list[Seen], Row]:
    """The cells, and apart from them the section rows: numbered words with a name or a number behind them, not a figure."""
    kept: list[Seen] = []
    bands: Row = []
    for one, following in zip(seen, [*seen[1:], None], strict=True):
        is_section = _BAND.match(one.cell.word) and following is not None and following.shape in _OPENING
        if kept and (is_section or PARTED_BAND.match(one.cell.word)):
            bands.append(one.cell)
        else:
            kept.append(one)
    return kept, bands


def _all_tried(seen: Sequence[Seen], supposed: Iterable[tuple[Head, Columns]], most: int) -> list[_Tried]:
    """Headers with their columns by how well the cells below fit them, best first."""
    tried = [_Tried(score, head, columns) for head, columns in supposed for score in _tried(seen, head, columns, most)]
    return sorted(tried, key=lambda one: -one.score)


def _with_gaps(seen: Sequence[Seen], tried: Sequence[_Tried], most: int) -> list[_Tried]:
    """These, and the best of each header with those columns taken for often empty that make it fit better; best first."""
    return sorted([*_best_with_gaps(seen, tried, most), *tried], key=lambda one: -one.score)


def _best_with_gaps(seen: Sequence[Seen], tried: Sequence[_Tried], most: int) -> Iterator[_Tried]:
    """Rates of growth, the outlook, a base may be empty in most rows."""
    heads: list[Head] = []
    for best in tried:
        roles = [role for role, _ in best.columns]
        levels = [i for i, role in enumerate(roles) if role is Role.VALUE]
        if any(best.head is head for head in heads) or Role.YEAR in roles or Role.PLACE in roles:
            continue
        heads.append(best.head)
        found = best
        for i in (*(i for i, role in enumerate(roles) if role is Role.GROWTH and levels), *(levels if len(levels) > 1 else ())):
            gaps = found.gaps | {i}
            scores = _tried(seen, found.head, found.columns, most, gaps)
            found = max([found, *(found._replace(score=score, gaps=gaps) for score in scores)], key=_score)
        yield found


def _tried(seen: Sequence[Seen], head: Head, columns: Columns, most: int, gaps: frozenset[int] = frozenset()) -> Iterator[float]:
    """The score of a header with the cells below it: none where they cannot be laid out at all."""
    body = seen[head.begin : head.begin + most + _begun(seen, head)]
    extra = {i for i, (_, place) in enumerate(columns) if place is None}
    alignment = align_stream(body, [role for role, _ in columns], gaps)
    if alignment is not None and not any(_is_hollow(alignment.rows, i, columns[i][0]) for i in gaps):
        opened = {j for j, _ in alignment.rows[0]}
        filled = sum(_extra_share(columns[j][0], j in opened) for row in alignment.rows for j, _ in row if j in extra)
        filled += sum(3 for row in alignment.rows for j, cell in row if j in extra and _is_no_unit(columns[j][0], cell))
        unknown = {
            i for i, (role, place) in enumerate(columns) if role is Role.OTHER and place is not None and _is_unknown(head.leaf[place].word)
        }
        filled += _UNKNOWN_CELL_COST / _EXTRA_CELL_COST * sum(j in unknown for row in alignment.rows for j, _ in row)
        odd = _AT_ODDS * at_odds(head, columns, alignment.rows) + sum(_UNKNOWN_COST for _ in unknown)
        odd += _HEAD_COST * is_header_word(body[0].cell.word)
        used = {j for row in alignment.rows for j, _ in row}
        odd += _EMPTY_COST * sum(place is not None and i not in used for i, (_, place) in enumerate(columns))
        yield head.score + alignment.score - EXTRA_COLUMN_COST * len(extra) - _EXTRA_CELL_COST * filled - odd


def _is_hollow(rows: Sequence[Sequence[tuple[int, Cell]]], column: int, role: Role) -> bool:
    """Whether a column is empty too often to be one: a broken head (2020年 / 基数) was taken for two."""
    filled = sum(any(j == column for j, _ in row) for row in rows)
    return filled < max(_LEAST_FILLED, (_FILLED_GROWTH if role is Role.GROWTH else _FILLED) * len(rows))


def _extra_share(role: Role, is_opened: bool) -> float:
    """What a cell in a column without a head costs; a category stands before the first of its rows, so before the first of all."""
    return (_CATEGORY_SHARE if is_opened else 1.5) if role is Role.CATEGORY else 1.0


def _is_unknown(word: str) -> bool:
    return not (OTHER_HEAD.search(TAIL_BRACKET.sub("", word)) or REFERENCE_HEAD.search(word) or is_header_word(word))


def _is_no_unit(role: Role, cell: Cell) -> bool:
    """Words in a column of units that nothing printed heads."""
    return role is Role.UNIT and shape_of(cell.text) is not Shape.UNIT


def _begun(seen: Sequence[Seen], head: Head) -> int:
    """So that all headers are tried up to the same cell."""
    return max(0, min(40, len(seen)) - head.begin)


def _printed(head: Head, body: Sequence[Seen]) -> list[Columns]:
    """The columns a header prints; words that may mean two things in both of them.

    The first row has all its cells: a column of values below which it has words may as well hold remarks merged down.
    """
    leaf = head.leaf
    columns = [_below(head, role, place) for role, place in printed_columns(leaf)]
    named = next((i for i, (role, _) in enumerate(columns) if role is Role.INDICATOR), len(columns))
    choices = [_choices(leaf[place].word, role, i < named) if place is not None else [role] for i, (role, place) in enumerate(columns)]
    for i, (choice, one) in enumerate(zip(choices, body, strict=False)):
        if choice == [Role.VALUE] and one.shape in _WORDY and columns[0][0] is not Role.INDICATOR and Role.INDICATOR not in dict(columns):
            choices[i] = [Role.VALUE, Role.OTHER]
    if sum(len(choice) > 1 for choice in choices) > (2 if len(columns) > 8 else 3):
        return [_with_roles(columns, [choice[end] for choice in choices]) for end in (0, -1)]
    return [_with_roles(columns, roles) for roles in product(*choices)]


def _with_roles(columns: Columns, roles: Sequence[Role]) -> Columns:
    return [(role, place) for role, (_, place) in zip(roles, columns, strict=True)]


def _below(head: Head, role: Role, place: int | None) -> tuple[Role, int | None]:
    """A column's role; places under a word of another level (达标区域面积 over 片区 and 总计) are no places down the side."""
    under = place and head.upper and head.upper[-1][place].start != head.leaf[place].start
    return (Role.VALUE if under and role is Role.PLACE else role), place


def _choices(word: str, role: Role, before_names: bool) -> list[Role]:
    if word in _TWOFOLD:
        return [Role.CATEGORY, Role.ATTRIBUTE] if before_names else [Role.ATTRIBUTE, Role.CATEGORY]
    if role is Role.VALUE and STATUS_CELL.match(word):  # 完成情况 heads figures, or words such as 已完成
        return [Role.VALUE, Role.OTHER]
    if role is Role.OTHER and is_place_or_total(word):
        return [Role.VALUE]
    if role is Role.OTHER and not OTHER_HEAD.search(TAIL_BRACKET.sub("", word)) and not is_period_head(word):
        return [Role.OTHER, Role.VALUE]
    return [role]


def _supposed(printed: Columns) -> list[Columns]:
    return supposed_columns(_one_name(printed))


def _one_name(printed: Columns) -> Columns:
    """Of several columns of names the last holds the indicators, those before it what they belong to (一级指标 | 二级指标)."""
    named = [i for i, (role, _) in enumerate(printed) if role is Role.INDICATOR]
    return [(Role.CATEGORY, place) if i in named[:-1] else (role, place) for i, (role, place) in enumerate(printed)]


def _without_repeats(seen: Sequence[Seen]) -> list[Seen]:
    """The stream without its header where it is printed again on a new page, or as a whole a second time."""
    words = [one.cell.word for one in seen]
    length = max((i for i in range(2, min(20, len(words) // 2) + 1) if words[:i] == _next_same(words, i)), default=0)
    if not length:
        return list(seen)
    out: list[Seen] = list(seen[:length])
    i = length
    while i < len(seen):
        if words[i : i + length] == words[:length]:
            i += length
        else:
            out.append(seen[i])
            i += 1
    return out


def _next_same(words: Sequence[str], length: int) -> list[str]:
    at = next((i for i in range(length, len(words) - length + 1) if words[i] == words[0]), len(words))
    return list(words[at : at + length])
