"""The name of each figure in a value cell: the row's, one of several in the row's, or what the cell itself names."""

from __future__ import annotations

import re

from assets.language.completion import completed
from assets.language.fold import fold, squeeze
from assets.language.tablewords import INDICATOR_TAIL, TAIL_BRACKET
from assets.observations.whole_names import growth_in_name
from assets.statements.names import is_qualifier, qualified, share_of
from assets.tables.phrases.model import Own, Saying
from assets.tables.shape import is_known_name

_BETWEEN = re.compile(r"\s*[/、](?![^()（）]*[)）])\s*|(?<=[率量额数])[和及与](?=.{4})")
_TWIN = re.compile(r"(?P<name>.{3,}?)[(（](?P<other>[^()（）]{3,})[)）]")
_HEAD = re.compile(r"^(?:每(?:百|千|万|十万|百万)?(?:名|人口|人|户)?(?:常住人口|人口|人)?|单位(?:GDP|地区生产总值|生产总值))")
_GENERIC_ROW = re.compile(r"^(?:特色|其他|其它|主要|重点|核心|相关)*(?:指标|目标|方面|其他|其它)$")
_BARE_KIND = re.compile(r"^(?:总量|规模|总额|数量|占比|比重|增速)$")
_COUNTED = re.compile(r"[^\W\d]{1,3}数$")
_COUNTED_BY = "户数"  # as long as what a name is counted by
_MEASURED = re.compile(r"(?:率|比重|比例|占比|强度|收入|产值|总量|总额|指数|额|量|面积|规模|寿命|GDP)$")
_BOTH = {"城乡": ("城镇", "农村", "城市", "乡村"), "中小学": ("小学", "中学", "初中", "高中")}
LEAST_NAME = 4  # characters of a label that may stand without the row's name


def name_of(saying: Saying, row_name: str) -> str | None:
    """The name of one saying of a cell in the row ``row_name``; None where the cell has more figures than names."""
    if saying.label is None:
        return _of_place(saying, row_name)
    label = squeeze_name(saying.label)
    if saying.own is Own.QUALIFIED:
        return f"{row_name}({label})"
    if saying.own is Own.PART:
        return completed(label, row_name)
    if fold(label).startswith(("占", "相当于")):
        return share_of(label, row_name)
    if both := next((both for both, either in _BOTH.items() if both in row_name and label in either), None):
        return row_name.replace(both, label, 1)
    if is_qualifier(label):
        return qualified(label, row_name)
    own_measure = (saying.own is Own.BEHIND and len(label) >= LEAST_NAME) or saying.quantity.growth is not None
    alone = stands_alone(label, row_name) or own_measure
    return label if alone else completed(label, row_name)


def squeeze_name(label: str) -> str:
    """A label on one line, without the blanks between Chinese and Latin letters."""
    return re.sub(r"\s+", "", label)


def stands_alone(label: str, row_name: str) -> bool:
    """Whether a label in a cell is an indicator's whole name: 高中阶段毛入学率 is, 国家级 and 高价值 are not."""
    folded = squeeze(fold(label))
    if _GENERIC_ROW.match(squeeze(fold(row_name))) or is_known_name(folded):
        return True
    long = len(folded) >= LEAST_NAME
    return (long and bool(_MEASURED.search(folded) or INDICATOR_TAIL.search(folded))) or len(folded) >= 2 * LEAST_NAME


def _of_place(saying: Saying, row_name: str) -> str | None:
    """失业保险/工伤保险参保人数 names two figures, 高校/职校职业培训 one."""
    if saying.place is None:
        return row_name
    at, count = saying.place
    names = several(row_name, count)
    if names:
        return names[at]
    return None if saying.is_one_of_several else row_name


def several(name: str, count: int) -> list[str]:
    """The names that one cell lists, each made to stand alone; empty where they are not ``count``.

    森林/草原火灾受害率 are 森林火灾受害率 and 草原火灾受害率: what is short takes the end of the last, or the beginning of the first
    (每万人口康复医师数/康复治疗师数).
    """
    twin = _TWIN.fullmatch(name)
    is_twin = twin is not None and bool(INDICATOR_TAIL.search(squeeze(fold(twin["other"]))))
    parts = [part for part in (twin.group("name", "other") if twin and is_twin else _BETWEEN.split(name)) if part]
    if len(parts) != count or count < 2:
        return []
    first, last = parts[0], parts[-1]
    if not _is_whole(first) and _is_whole(last):
        tail = _shared_tail(first, last)
        parts = [part if _is_whole(part) else part + tail for part in parts]
    head = _HEAD.match(first)
    if head:
        parts = [part if i == 0 or _HEAD.match(part) or is_known_name(part) else head[0] + part for i, part in enumerate(parts)]
    return [part if i == 0 else _after(first, part) for i, part in enumerate(parts)]


def _is_whole(part: str) -> bool:
    folded = TAIL_BRACKET.sub("", squeeze(fold(part)))
    return is_known_name(folded) or (bool(INDICATOR_TAIL.search(folded)) and len(folded) >= LEAST_NAME - 1)


def _shared_tail(first: str, last: str) -> str:
    """What of the last name the first one leaves out: behind the word that both have (保险), else behind as many characters."""
    for size in range(min(len(first), 4), 0, -1):
        at = last.find(first[-size:])
        if 0 <= at <= len(first) + 1:
            return last[at + size :]
    return last[len(first) :]


def _after(first: str, part: str) -> str:
    """What only says what is counted is the first one's too: GDP年均增速/总量, 分类账户覆盖户数/小区数."""
    if _BARE_KIND.match(part):
        grown = growth_in_name(first)
        return (grown[0] if grown else first) + part
    counts = _COUNTED.fullmatch(part) and not is_known_name(part) and len(first) >= len(part) + LEAST_NAME and _COUNTED.search(first)
    return first[: -len(_COUNTED_BY)] + part if counts else part
