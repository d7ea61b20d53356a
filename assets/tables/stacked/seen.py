"""The cells of a table printed one cell a line, with what the print around each tells.

Blank lines part cells or rows, lines without one between may be one cell, numbers that rise by one count the rows.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assets.language.tablewords import (
    ATTRIBUTE_HEAD,
    INDICATOR_HEAD,
    INDICATOR_TAIL,
    NUMBER_HEAD,
    NUMBERING,
    SEQUENCE_CELL,
    TAIL_BRACKET,
    UNIT_HEAD,
    is_header_word,
    is_period_head,
)
from assets.language.unitwords import is_unit
from assets.language.years import YEAR, find_periods
from assets.tables.cells import joined, together
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.shape import Shape, fit, is_known_name, is_strong_name, shape_of
from assets.tables.stacked.bonds import bond
from assets.tables.stacked.pieces import pieced

_BRACKET = re.compile(r"^\((?:[^()]|\([^()]*\))+\)$")
_PERIOD_BRACKET = re.compile(rf"^\(.*{YEAR}.*\)$")
_BARE_YEAR = re.compile(rf"^(?:到|至)?{YEAR}$")
_YEARLY = ("年份", "年度", "年均", "年均增长", "年均增速")  # a head of their own
_HEAD_BRACKET = re.compile(r"^[(\[〔【][^()\[\]〔〕【】\d]{0,4}(?:\d{4}年[^()\[\]\d]{0,4})?[)\]〕】]$")  # （%）, 〔累计〕, （2020年）
_LAST_PARTS = ("值", "数", "情况", "水平")
_PART = re.compile(r"^\d{1,2}[.、]$|^[一二三四五六七八九十]+、$")
_WORDY = (Shape.NAME, Shape.WORDS, Shape.PHRASE, Shape.PROSE, Shape.HEAD, Shape.BODY)
_CLOSED = (Shape.ATTRIBUTE, Shape.SEQUENCE, Shape.DASH, Shape.STATUS)  # a cell of these is whole
_WHOLE_PHRASE = re.compile(r"(?:任务|要求|目标|指标|水平|一致|同步|持平|稳定)$")
_BOUND_PHRASE = re.compile(r"^(?:不?低于|不?高于|不?少于|不?超过?|优于|不大于|不小于)(?=.{2})")
_OPEN_SHARE, _SHARE_ENDS = (
    re.compile(r"占(?!比|用|道|地)[^比率重例]{2,}$"),
    re.compile(r"比[重例]?(?:\(.*\))?$"),
)  # …占社会消费品 / 零售总额比重
_UNFINISHED_HEAD = "为比较占"
_UNFINISHED = "、,和与及占的(之"
_MOSTLY = 0.45
_SHORT_LINE = 5  # characters
_SHORT = 1.5  # what speaks against going on with a line that is no longer, and shorter than what follows
_NEVER = float("-inf")
_OVER_A_BAR = -2.5
BREAK = -6.0  # what it costs that a cell goes on over a line that parts rows
_LEAST_COUNTED = 3
_JOINED = (Role.INDICATOR, Role.VALUE, Role.OTHER, Role.CATEGORY, Role.PLACE)  # columns whose cells may go on


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell of a stream. ``goes_on`` and ``opens``: what the print adds to going on with the cell before, and to beginning a row."""

    cell: Cell
    shape: Shape
    counts: bool | None = None  # whether it is one of the numbers 1, 2, 3 … that count the rows; None where nothing counts them
    goes_on: float = -0.5
    opens: float = 0.0
    apart: float = 0.0  # what it costs to part it from the cell before: the two are one word that was cut
    gains: Mapping[Role, float] = field(default_factory=dict)  # what going on with the cell before is worth, by the column's role
    is_before_name: bool = False  # the next cell is a name with numbering or a unit
    marked_gain: float = float("-inf")  # the same for a name where most names carry numbering or a unit

    def gain(self, role: Role, *, names_are_marked: bool) -> float:
        """What it is worth that the cell goes on with the one before it in a column of this role; minus infinity where it cannot."""
        return self.marked_gain if names_are_marked and role is Role.INDICATOR else self.gains.get(role, _NEVER)


def seen_by_itself(cell: Cell) -> Seen:
    """A cell of a printed row, with nothing around it that tells more."""
    return Seen(cell, shape_of(cell.text))


def stream_of(cells: Row, text: str) -> list[Seen]:
    """The cells of a stream: lines that blank lines show to be one cell put together, rows and counting numbers found."""
    cells = pieced(_upright(together(cells, text, _is_one_head), text), text)
    gaps = [text.count("\n", first.end, cell.start) for first, cell in itertools.pairwise(cells)]
    blank = sum(gap > 1 for gap in gaps)
    if gaps and blank >= _MOSTLY * len(gaps):
        return _with_gains(counted([Seen(cell, shape_of(cell.text)) for cell in _paragraphs(cells, gaps, text)]), text)
    seen = [Seen(cell, shape_of(cell.text)) for cell in cells]
    bars = ["|" in text[first.end : cell.start] for first, cell in itertools.pairwise(cells)]
    if bars and sum(bars) >= _MOSTLY * len(bars):  # bars close cells; lines without one between are one cell
        seen[1:] = [replace(one, goes_on=_OVER_A_BAR) if bar else one for one, bar in zip(seen[1:], bars, strict=True)]
    if blank >= 2 and "|" not in text[cells[0].start : cells[-1].end]:
        seen[1:] = [
            replace(one, goes_on=BREAK, opens=1.0) if gap > 1 else replace(one, opens=-0.7) for one, gap in zip(seen[1:], gaps, strict=True)
        ]
    return _with_gains(counted(seen), text)


def _with_gains(seen: Sequence[Seen], text: str) -> list[Seen]:
    named = [*(is_strong_name(one.cell.word) for one in seen[1:]), False]
    seen = [replace(one, is_before_name=is_named) for one, is_named in zip(seen, named, strict=True)]
    out = list(seen[:1])
    for first, one in itertools.pairwise(seen):
        held = bond(first.cell.word, one.cell.word, text) if first.shape in _WORDY and one.shape in _WORDY else 0.0
        gains = {role: gain for role in _JOINED if (gain := join_gain(first, one, role, held, names_are_marked=False)) > _NEVER}
        marked = join_gain(first, one, Role.INDICATOR, held, names_are_marked=True)
        out.append(replace(one, apart=max(held, 0.0), gains=gains, marked_gain=marked))
    return out


def _is_one_head(before: Cell, cell: Cell) -> bool:
    """Whether a narrow column broke a year or a head into two cells (2025 / 年, 2025 / 年目标, 现状 / 值).

    A bracket begins no head: 现状值 / （2020年）, 年均增长 / （%）, 年均增速 / 〔累计〕.
    """
    is_year = _BARE_YEAR.match(before.word) and cell.word[0:1] == "年" and cell.word not in _YEARLY
    return bool(is_year) or _ends_head(before.word, cell.word)


def _ends_head(head: str, word: str) -> bool:
    if _HEAD_BRACKET.match(word):
        return is_header_word(head) and is_header_word(head + word)
    if head[-1:] in _UNFINISHED_HEAD and find_periods(head):  # 2022年为 / 2021年%, 比2020年 stands behind 2025年较
        return is_header_word(head + word)
    return word in _LAST_PARTS and is_period_head(head) and is_period_head(head + word)


def _upright(cells: Row, text: str) -> Row:
    """The cells with words printed one character a line (分 / 类 / 投 / 放) put together."""

    def goes_on(before: Cell, cell: Cell) -> bool:
        if text.count("\n", before.end, cell.start) != 1 or not _is_character(cell.word):
            return False
        is_upright = _is_character(before.word[-1:]) and "\n" in before.text
        return is_upright or _is_character(before.word) or _PART.match(before.word) is not None

    return together(cells, text, goes_on)


def _is_character(word: str) -> bool:
    return len(word) == 1 and (word >= "\u4e00" or word in "、-") and not is_unit(word)


def _paragraphs(cells: Row, gaps: Sequence[int], text: str) -> Row:
    """Lines with no blank line between them as one cell, but for cells that are whole by themselves (序号, 约束性, two headers)."""
    out: Row = []
    for cell, gap in zip(cells, [2, *gaps], strict=True):
        if gap > 1 or _are_two(out[-1], cell):
            out.append(cell)
        else:
            out[-1] = joined(text, out[-1], cell)
    return out


def _are_two(first: Cell, cell: Cell) -> bool:
    if shape_of(first.text) in (Shape.ATTRIBUTE, Shape.DASH) or shape_of(cell.text) in (Shape.ATTRIBUTE, Shape.DASH):
        return True
    if shape_of(first.text) is Shape.SEQUENCE and first.word.isdecimal() and shape_of(cell.text) in (Shape.NAME,):
        return True
    if is_header_word(first.word) and is_header_word(cell.word):
        both = first.word + cell.word
        return not any(head.match(both) for head in (NUMBER_HEAD, INDICATOR_HEAD, UNIT_HEAD, ATTRIBUTE_HEAD)) and not is_header_word(both)
    return False


def counted(seen: Sequence[Seen]) -> list[Seen]:
    """The cells with those marked that count the rows, where enough of them do."""
    chain = _chain(seen)
    if len(chain) < _LEAST_COUNTED:
        return list(seen)
    return [replace(one, counts=i in chain) for i, one in enumerate(seen)]


def _chain(seen: Sequence[Seen]) -> set[int]:
    """The longest run of numbers that rise by one (or begin again at 1), each with words behind it and at least one cell between two."""
    places = [i for i, one in enumerate(seen[:-1]) if _may_count(one, seen[i + 1])]
    lowest = min((_number(seen[i].cell) for i in places), default=1)  # a table that goes on behind a page goes on counting
    best: dict[int, tuple[float, int]] = {}  # of a chain that ends at a place: its worth, and the place before
    latest: dict[int, int] = {}  # the best place of each number so far
    top: int | None = None  # the best end of any chain so far
    for i in places:
        number = _number(seen[i].cell)
        worth, before = (1.0, -1) if number in (1, lowest) else (_NEVER, -1)
        for earlier in (latest.get(number - 1), top if number == 1 else None):
            if earlier is not None and earlier < i - 1 and best[earlier][0] + (1.0 if number > 1 else 0.4) > worth:
                worth, before = best[earlier][0] + (1.0 if number > 1 else 0.4), earlier
        if worth == _NEVER:
            continue
        best[i] = worth, before
        if number not in latest or worth >= best[latest[number]][0]:
            latest[number] = i
        if top is None or worth > best[top][0]:
            top = i
    chain: set[int] = set()
    at = -1 if top is None else top
    while at >= 0:
        chain.add(at)
        at = best[at][1]
    numbers = [(i, _number(seen[i].cell)) for i in sorted(chain)]
    following = [*(number for _, number in numbers[1:]), 1]
    return {i for (i, number), after in zip(numbers, following, strict=False) if number > 1 or after > 1}


def _may_count(one: Seen, following: Seen) -> bool:
    return one.shape is Shape.SEQUENCE and bool(_digits(one.cell)) and following.shape in _WORDY


def _digits(cell: Cell) -> str:
    return "".join(char for char in cell.word if char.isdecimal()) if SEQUENCE_CELL.match(cell.word) else ""


def _number(cell: Cell) -> int:
    return int(_digits(cell))


def join_gain(first: Seen, seen: Seen, role: Role, held: float, *, names_are_marked: bool) -> float:
    """What it is worth that a cell goes on with the one before it in a column of this role; minus infinity where it cannot.

    每万人口高价值发明专利 / 拥有量, 高新技术企业 / (家), 36 / (2021年-2025年), 区文明办 / 区房管局. ``held``: what speaks for one cut word.
    """
    if first.shape in _CLOSED and role is not Role.VALUE:
        return _NEVER
    if role is Role.INDICATOR:
        return _name_gain(first, seen, held, names_are_marked)
    if role is Role.VALUE and first.shape in (Shape.FIGURE, Shape.SEQUENCE):
        if _PERIOD_BRACKET.match(seen.cell.word):
            return 2.0 + seen.goes_on
        return 0.5 + seen.goes_on if seen.shape is Shape.UNIT or _BRACKET.match(seen.cell.word) else _NEVER
    if role is Role.VALUE and first.shape in _WORDY and _BRACKET.match(seen.cell.word):
        return 1.0 + seen.goes_on
    if role in (Role.VALUE, Role.OTHER, Role.CATEGORY, Role.PLACE) and first.shape in _WORDY and seen.shape in _WORDY:
        return seen.goes_on + (2.0 if first.cell.word[-1:] in _UNFINISHED else 0.5 if role is Role.OTHER else -1.0 if held < 0 else -0.5)
    return _NEVER


def _name_gain(first: Seen, seen: Seen, held: float, names_are_marked: bool) -> float:
    """Going on with a name; where only the two together read like one, they count as one."""
    alone = fit(first.shape, Role.INDICATOR, bare_name=names_are_marked and first.shape is Shape.WORDS)
    if seen.shape is Shape.UNIT and seen.cell.word.startswith("("):
        return 2.5 + seen.goes_on
    if seen.shape is Shape.UNIT and TAIL_BRACKET.search(seen.cell.word) and names_are_marked:
        return 0.3 + seen.goes_on + fit(Shape.NAME, Role.INDICATOR) - alone  # 开放数据 / 集（个）: the end of a name, with its unit
    if (first.shape is Shape.PHRASE and _WHOLE_PHRASE.search(first.cell.word)) or _BOUND_PHRASE.match(seen.cell.word):
        return _NEVER  # 完成市下达的年度任务, 低于全市平均值的50%: a target in words, and no part of a name
    both = first.cell.word + seen.cell.word
    if seen.shape is Shape.UNIT and len(seen.cell.word) == 1 and _ends_name(both) and not _ends_name(first.cell.word):
        return 1.0 + seen.goes_on + fit(Shape.NAME, Role.INDICATOR) - alone  # 新建建筑比 / 例, which is a unit too
    if seen.shape not in _WORDY or Shape.BODY in (first.shape, seen.shape) or NUMBERING.match(seen.cell.word):
        return _NEVER
    if is_known_name(both):
        return 1.0 + seen.goes_on + max(2.0, fit(Shape.NAME, Role.INDICATOR) - alone)
    if first.cell.word[-1:] in _UNFINISHED or (_OPEN_SHARE.search(first.cell.word) and _SHARE_ENDS.search(both)):
        return 2.0 + seen.goes_on
    if _BRACKET.match(seen.cell.word):
        return 1.0 + seen.goes_on
    short = _SHORT if held <= 0 and _is_short(first.cell.word, TAIL_BRACKET.sub("", seen.cell.word)) else 0.0
    if _ends_name(seen.cell.word) and not _ends_name(first.cell.word):
        return 0.3 + seen.goes_on + fit(Shape.NAME, Role.INDICATOR) - alone - short
    return seen.goes_on - 0.5 - short


def _is_short(first: str, following: str) -> bool:
    """Whether a line leaves room that a line going on with it would have filled: 经济规模 / 服务业增加值."""
    return len(first) <= _SHORT_LINE and len(following) > len(first)


def _ends_name(word: str) -> bool:
    return bool(INDICATOR_TAIL.search(TAIL_BRACKET.sub("", word)))
