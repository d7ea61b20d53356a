"""What the words around a body say about its part in a task, and by when the task is to be done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

Part = Literal["lead", "help"]

_LEADS = re.compile(r"牵头|主办|主责|主管|第一|主要责任")
_HELPS = re.compile(r"配合|协办|协同|协助|协作|参与|参加|支持|指导")
# 列首位的为牵头单位: the list's first leads, the others help.
_FIRST_LEADS = re.compile(r"[列排][^,;。]{0,4}[首一][^,;。]{0,4}牵头")

_DEADLINE_LABEL = r"(?:完成|办结|办理|实施|推进|整改)?(?:时限|期限|时间(?:节点|要求|安排)?)(?:要求)?"
_LABELLED = re.compile(rf"(?:^|(?<=[\s,;。、(]))(?:责任单位[和及]?)?{_DEADLINE_LABEL}\s*[::]\s*(?P<said>[^;。()\n]+)")
# A line of its own behind the owners, in the plan's own signs: 完成时限：2022年底前
_LINE = re.compile(rf"[。;；,，\s]*[(（]?{_DEADLINE_LABEL}\s*[:：]\s*(?P<said>[^;；。()（）\n]+)[)）]?")
_HEAD = re.compile(rf"^(?:计划)?(?:{_DEADLINE_LABEL}|进度(?:安排|要求)?)$")
_DAY = (
    r"\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:上半年|下半年|第?[一二三四]季度)?"
    r"(?:[-—~至](?:\d{4}年)?(?:\d{1,2}月)?)?(?:年?[底末初])?(?:之?前|以前)?(?:完成|建成|启动)?"
)
_ALWAYS = r"(?:长期|持续|常年|全年|每年)(?:坚持|推进|实施|开展|完成)?"
_UNLABELLED = re.compile(rf"^(?:力争|计划|到|于|在)*(?:{_DAY}|{_ALWAYS}|\d{{1,2}}月?底前|年底前)$")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


class Owner(NamedTuple):
    """A body that answers for a task; ``role`` is None where the plan makes no difference between bodies."""

    name: str
    role: Part | None = None


def role_of(words: str) -> Part | None:
    """What a label or a duty says of the bodies it stands with: 牵头单位 leads, 配合 helps; 责任单位, 牵头和配合单位 tell neither."""
    leads, helps = _LEADS.search(words), _HELPS.search(words)
    if bool(leads) == bool(helps):
        return None
    return "lead" if leads else "help"


def with_first_leading(owners: Iterable[Owner], folded: str) -> Iterator[Owner]:
    """The owners of a list; where it says that the first leads, with these roles."""
    says_so = _FIRST_LEADS.search(folded) is not None
    for number, owner in enumerate(owners):
        yield Owner(owner.name, "help" if number else "lead") if says_so else owner


def deadline_in(folded: str) -> str | None:
    """By when, of words that name owners: what a label of deadlines heads, else a part that is a date (2025年底前, 长期坚持)."""
    if labelled := labelled_deadline(folded):
        return labelled
    return next((part for part in map(str.strip, re.split(r"[,;。、()]", folded)) if _UNLABELLED.match(part)), None)


def labelled_deadline(folded: str) -> str | None:
    """What stands behind a label of deadlines with its colon; of a list that names bodies too, the part that is a date."""
    found = _LABELLED.search(folded)
    if found is None:
        return None
    said = found["said"].strip(" ,、")
    return next((part for part in map(str.strip, re.split(r"[,、]", said)) if _UNLABELLED.match(part)), said or None)


def deadline_line(text: str, at: int) -> tuple[str, int] | None:
    """A deadline with its label that stands right behind a place in a plan's text, and where it ends."""
    found = _LINE.match(text, at)
    return (found["said"].strip(), found.end()) if found else None


def heads_deadlines(word: str) -> bool:
    """Whether a table's header word heads a column of deadlines: 完成时限, 时间节点."""
    return bool(_HEAD.match(word))


def year_of(deadline: str | None) -> int | None:
    """The last year that a deadline names; None where it names none."""
    years = _YEAR.findall(deadline or "")
    return int(years[-1]) if years else None
