"""What a cell looks like by itself, and how well that fits a column of a given role.

The scores are small and few on purpose: they only have to tell which of some alignments of a ragged row is the natural one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from assets.language.fold import word as word_of
from assets.language.known import known_names
from assets.language.quantity import has_digit, is_not_set
from assets.language.tablewords import (
    ATTRIBUTE_CELL,
    INDICATOR_TAIL,
    NUMBERING,
    PERIOD_WORDS,
    REMARK_CELL,
    SEQUENCE_CELL,
    STATUS_CELL,
    SUB_ROW,
    TAIL_BRACKET,
    YEAR_CELL,
    is_header_word,
    is_period_head,
)
from assets.language.unitwords import is_unit, loose_unit
from assets.tables.phrases.model import Own
from assets.tables.phrases.read import read_cell
from assets.tables.plan_table import Role

_LONGEST_FIGURE = 60  # characters
LONGEST_NAME = 45
_SENTENCE = re.compile(r"[。;!?]")
_PHRASE = re.compile(
    r"^(?:达到|力争|不断|逐步|显著|稳步|持续|进一步|有所|明显|大幅|基本|全面|保持|稳定|优于|高于|低于|不低于|不高于|超过|完成|控制|按照?|依据|根据|与.{1,12}(?:同步|一致|持平)|实现|提升|提高|降低|下降|改善|增加|减少)"
    r"|^[应能](?P<done>.)尽(?P=done)$|(?:保持|基本)(?:同步|稳定|一致|持平)|全覆盖$|平均水平$|(?:下达|设定|考核|规定|要求)的?(?:指标|目标|任务|要求)$"
)
_FIGURES = re.compile(r"^[≥≤<>±约超~]*\d[\d.,]*(?![\dA-Za-z.、月-])")
_LONGEST_FIGURES = 24
_DATE = re.compile(r"^20\d\d年(?:\d{1,2}月)(?:\d{1,2}日|[上中下]旬|底|末|初)?(?:前|完成)*$")
_BODY = re.compile(
    r"(?:[^邮]局|[^常党]委|[^经开协可承举主]办|厅|办事处|保健院|检察院|法院|政府|管委会|领导小组|(?:各|相关|有关|责任|主管).{0,6}(?:单位|部门)|、.*(?:部门|公司|集团|街道|街镇))$"
)
_ADDED = re.compile(r"^(?:新增|净增|累计|年均|新建|新改扩建)[^\d(%]{4,}$")  # 新增年供水能力 is a name, 年均增长 a header
_PER_NUMBER = re.compile(r"^(?:1|人|例)?/\d*[十百千万亿]+(?:人口?)?$")  # 1/10万
# 60岁及以上人口 are people; 81岁左右 is a figure.
_OF_AGE = re.compile(
    r"^\d{1,2}(?:[-—–~至]\d{1,2})?周?岁(?:\(含\))?(?:及?以[上下])?的?(?:总?人口|人群|老|儿童|婴|幼|青|少年|居民|常住|户籍|劳动|妇女|女性|男性)"
)
_AGE_GROUP = re.compile(
    r"^#?\d{1,2}(?:[-—–~至]\d{1,2}周?岁|周?岁(?:\(含\))?及以[上下])(?:\([^()]*\))?$"
)  # in a table of people: 0-15岁, 60岁及以上
_UNIT_BRACKET = re.compile(r"\(\w{1,3}\)$")  # 条(段), 套(间)


class Shape(StrEnum):
    """What a cell's text looks like."""

    EMPTY = "empty"
    DASH = "dash"  # not set, but printed
    FIGURE = "figure"  # a number with what belongs to it
    SEQUENCE = "sequence"  # 1, 2., (3), ① — or a small whole number
    ATTRIBUTE = "attribute"
    UNIT = "unit"
    NAME = "name"  # an indicator's name by its numbering, its unit in brackets or its last word
    HEAD = "head"
    WORDS = "words"
    STATUS = "status"  # what a column of results says: 已完成, 超额完成
    PHRASE = "phrase"  # a target in words: 高于全市平均水平, 完成市下达目标
    PROSE = "prose"
    BODY = "body"  # who answers for it: 区绿化市容局, 各街道办事处


@lru_cache(maxsize=65536)
def shape_of(text: str) -> Shape:
    """The shape of a cell's text as printed."""
    word = word_of(text)
    if not word:
        return Shape.EMPTY
    if is_not_set(word) or (not word.startswith("(") and is_not_set(word.partition("(")[0]) and word.endswith(")")):
        return Shape.DASH  # —(未设量化目标) too, but not (2020年)
    if ATTRIBUTE_CELL.match(word):
        return Shape.ATTRIBUTE
    if (YEAR_CELL.match(word) and word.endswith("年")) or _DATE.match(word) or _is_dated_head(word):
        return Shape.HEAD
    if SEQUENCE_CELL.match(word):
        return Shape.SEQUENCE
    if (is_unit(word) and not word.startswith("每")) or _is_like_unit(word):  # 每千人床位 is a name
        return Shape.UNIT
    if STATUS_CELL.match(word):
        return Shape.STATUS
    if REMARK_CELL.match(word):
        return Shape.PROSE
    if _is_rated_name(word) or _OF_AGE.match(word) or _AGE_GROUP.match(word):
        return Shape.NAME
    if is_figure(text) or _holds_figures(word):
        return Shape.FIGURE
    if len(word) > LONGEST_NAME or _SENTENCE.search(word):
        return Shape.PROSE
    if is_strong_name(word):
        return Shape.NAME
    if _BODY.search(word) and not NUMBERING.match(word):
        return Shape.BODY
    if _PHRASE.search(word) and not INDICATOR_TAIL.search(word) and not PERIOD_WORDS.search(word) and not SUB_ROW.match(word):
        return Shape.PHRASE
    if _ADDED.match(word):
        return Shape.NAME
    if is_header_word(word):
        return Shape.HEAD
    return Shape.NAME if INDICATOR_TAIL.search(word) or SUB_ROW.match(word) or len(word) > 10 else Shape.WORDS


def _is_dated_head(word: str) -> bool:
    """Whether a word is a period with what heads figures and no figure: 2025年(基准), “十五五”目标."""
    return "年" in word[:5] and bool(PERIOD_WORDS.match(word)) and is_period_head(word)


def _is_like_unit(word: str) -> bool:
    """Units with another word for the thing counted in a bracket, and what stands in a unit's column where there is none to name."""
    if word.startswith("(") and word.endswith(")"):  # (1/10万), (套(间)) in brackets of their own
        word = word[1:-1]
    if word in ("定性", "定量", "无量纲") or _PER_NUMBER.match(word):
        return True
    return word[:1] not in ("(", "每", "") and is_unit(_UNIT_BRACKET.sub("", word))


def is_figure(text: str) -> bool:
    """Whether a cell begins with a figure of the row's own that can be read with all that stands around it: 45%(预期性), 每年新增6家机构.

    A figure named in the cell (高中阶段毛入学率94.5%, 15岁以上人群吸烟率) may as well stand in a name.
    """
    if not has_digit(text) or len(text) > _LONGEST_FIGURE:
        return False
    said = read_cell(text)
    first = next((saying for saying in said.sayings if saying.quantity.value is not None), None)
    if first is None or first.is_aside or said.unread:
        return False
    counts = first.quantity.growth is not None or first.quantity.basis is not None
    return first.own is Own.ROW or (first.own is Own.BEHIND and counts)


@lru_cache(maxsize=65536)
def says_figure(text: str) -> bool:
    """Whether a value cell says a figure of whatever name: 粮食产量750亿斤以上;天然气年产量700亿立方米."""
    return has_digit(text) and any(saying.quantity.value is not None for saying in read_cell(text).sayings)


def _holds_figures(word: str) -> bool:
    """Whether a cell that is no one number is all figures: 98%、98%, 2000(1000)公里, 24.3万户/682个."""
    if len(word) > _LONGEST_FIGURES or not _FIGURES.match(word) or INDICATOR_TAIL.search(word) or NUMBERING.match(word):
        return False
    return not PERIOD_WORDS.match(word)


def _is_rated_name(word: str) -> bool:
    """Whether a word ends like a name with its unit: 15岁以上人群吸烟率(%) is none of the figures it begins like."""
    bracket = TAIL_BRACKET.search(word)
    return bool(bracket and is_unit(bracket["inside"]) and INDICATOR_TAIL.search(word[: bracket.start()]))


def is_strong_name(word: str) -> bool:
    """Whether numbering, or a unit in brackets or behind a comma, shows a cell to be an indicator's name: 4.科技领军(培育)企业(家)."""
    bracket = TAIL_BRACKET.search(word)
    has_unit = bool(bracket and is_unit(bracket["inside"])) or loose_unit(word) is not None
    return has_unit or bool(NUMBERING.match(word) and not has_digit(word[-1]))


def is_known_name(word: str) -> bool:
    """Whether the catalogue has this (folded) name, as it stands or without a unit in brackets."""
    return word in known_names() or TAIL_BRACKET.sub("", word) in known_names()


# How well a cell of a shape fits a column of a role:
#                  empty dash  figure seq.  attr. unit  name  head  words status phrase prose body
_FIT = {
    Role.VALUE:     (1.0,  2.0,  3.0,  3.0, -4.0, -2.0, -3.0, -1.0,  0.5,  0.0,   2.0,   0.5, -2.0),
    Role.GROWTH:    (1.0,  2.0,  3.0,  2.0, -4.0, -2.0, -3.0, -1.0,  0.5,  0.0,   1.0,  -1.0, -4.0),
    Role.INDICATOR: (-3.0, -5.0, -5.0, -5.0, -5.0, -4.0, 4.0,  0.0,  2.0, -5.0,   1.0,  -1.0, -1.0),
    Role.CATEGORY:  (1.0, -4.0, -5.0, -3.0, -5.0, -4.0, -1.0,  0.0,  2.0, -4.0,   0.0,  -3.0, -1.0),
    Role.NUMBER:    (0.5, -4.0, -4.0,  4.0, -5.0, -5.0, -5.0, -4.0, -4.0, -5.0,  -5.0,  -5.0, -5.0),
    Role.UNIT:      (0.5,  1.0, -5.0, -5.0, -5.0,  5.0, -4.0, -4.0, -1.5, -5.0,  -5.0,  -5.0, -4.0),
    Role.ATTRIBUTE: (0.5,  0.5, -5.0, -5.0,  5.0, -4.0, -3.0, -3.0,  0.0, -2.0,  -3.0,  -5.0, -3.0),
    Role.PLACE:     (-3.0, -4.0, -5.0, -5.0, -5.0, -4.0, 0.0,  0.0,  2.0, -5.0,  -2.0,  -5.0,  2.0),
    Role.YEAR:      (0.0, -4.0,  1.0, -4.0, -5.0, -5.0, -4.0,  4.0, -4.0, -4.0,  -4.0,  -5.0, -5.0),
    Role.WEIGHT:    (0.5,  0.5,  3.0,  3.0, -4.0, -4.0, -4.0, -3.0, -2.0, -3.0,  -3.0,  -5.0, -5.0),
    Role.OTHER:     (0.5,  0.5, -2.0, -2.0, -4.0, -1.0,  1.0,  0.0,  1.5,  3.0,   1.0,   2.0,  3.5),
}  # fmt: skip
_PLACE = {shape: i for i, shape in enumerate(Shape)}
# What it costs that a row has no cell for a column: a category stands once for many rows, a value hardly ever goes missing.
_SKIP: dict[Role, float] = {
    Role.CATEGORY: 0.2, Role.NUMBER: 0.5, Role.UNIT: 1.5, Role.ATTRIBUTE: 1, Role.OTHER: 0.7, Role.GROWTH: 2.5, Role.VALUE: 3,
    Role.INDICATOR: 2.5, Role.PLACE: 3, Role.YEAR: 3, Role.WEIGHT: 1,
}  # fmt: skip


def fit(shape: Shape, role: Role, *, bare_name: bool = False) -> float:
    """How well a cell of this shape fits a column of this role.

    ``bare_name``: the cell is a bare word in a table whose names carry numbering or a unit; it is then hardly a name
    (辛集's row 创新实力 | — | 年均增长10% lost its name and kept its category).
    """
    if bare_name and role is Role.INDICATOR and shape is Shape.WORDS:
        return -1.5
    return _FIT[role][_PLACE[shape]]


def skip_cost(role: Role) -> float:
    """What it costs that a row has no cell for a column of this role."""
    return _SKIP[role]
