"""A sentence as slots: each figure with the words that lead up to it, the words behind it, and the times among them.

This is the grammar's first half: it only decides what belongs to which figure. What the words mean is :mod:`assets.statements.sentence`'s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, takewhile

from assets.language.known import end_of_name_around
from assets.statements.choice.deeds import is_measured_body
from assets.statements.lexicon import LEVEL_START, QUALIFIER, THRESHOLD_BEHIND
from assets.statements.names import clean, is_bare, made
from assets.statements.tokens import RATIOS, Kind, Token

_AMONG_HOW_MANY = re.compile(r"(?:全国|全省|全市|全区|在)$")  # 全省11个设区市第4位
_WITHIN_KNOWN = (Kind.LIST, Kind.FIGURE, Kind.RANK)
_HELD_FOR = re.compile(r"季度|月")
_WITHIN_NAMES = ("项", "类", "种")
_NAME_GOES_ON = re.compile(r"(?!.*[达为增到降建成有])[一-鿿]{2,8}")
_OWN_BOUNDS = "突超逾"
_BODIES = ("家", "个", "户")
_JOINS = re.compile(r"(?:和|与|以?及)\s*$")
BOUND_SIGNS = "不超突至"  # what a bound before a figure begins with
_SCALES = ("万", "亿", "万亿")
# A word that heads the line, with a time and a name behind it: 畜牧 全年出栏生猪12万头; not 产量 2025年达到….
_HEADING, _NOUN = re.compile(r"[一-鿿]{2,6} +"), re.compile(r"(?![达为至到实完力约超突将有预争])[一-鿿]{2}")
_LINKS = frozenset({"和", "及", "与", "以及", "、", "或", ":"})  # : of 8.3:41.4:50.3


@dataclass(slots=True)
class Slot:
    """A figure and the words around it in its clause. ``figure`` is None for a clause without one (it may name a topic or a time)."""

    figure: Token | None
    lead: str  # words before the figure, from the last comma, list sign or figure on; times left out
    times: list[Token]
    clause: int
    start: int
    behind: str = ""  # words after the figure, to the next comma, list sign or figure
    linked: bool = False  # follows the figure before it with nothing but 和, 、 between (分别达到x和y)
    opens: bool = False  # first of a part of the sentence that ; closes
    group: list[Slot] = field(default_factory=list)
    bounds: list[Token] = field(default_factory=list)  # figures among the words behind that bound what is counted


def slots_of(folded: str, tokens: Sequence[Token], start: int, end: int) -> list[Slot]:
    """The slots of ``folded[start:end]`` in order."""
    slots = list(_Collector(folded, _outside_names(folded, tokens), start, end).run())
    _share_what_is_counted(slots)
    _share_the_verb(slots)
    return slots


def figures_of(slot: Slot, folded: str) -> list[Token]:
    """The slot's figures; a bound before the first holds for all (分别不低于8亿元、10亿元), 左右 behind the last share too.

    So does the last one's unit: 1.28万亿、8200亿元.
    """
    figures = [s.figure for s in slot.group if s.figure]
    first, last = figures[0], figures[-1]
    if last.unit and last.unit.endswith("元"):
        figures = [replace(f, unit=f"{f.unit}元") if f.unit in _SCALES else f for f in figures]
    bound = first.comparator if folded[first.start] in BOUND_SIGNS else "="
    is_about = folded.startswith("左右", last.end - 2) and all(f.comparator == "=" for f in figures[:-1])
    if bound == "=" and is_about and (last.unit in RATIOS or "分别" in slot.lead):
        bound = last.comparator
    return [f if f.comparator != "=" or bound == "=" else replace(f, comparator=bound) for f in figures]


def linked_behind(slots: Sequence[Slot], i: int) -> list[Slot]:
    """The slots that are linked to the one at ``i``."""
    return list(takewhile(lambda slot: slot.linked, slots[i + 1 :]))


def _outside_names(folded: str, tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens without those that are part of a known name: 孵化器、众创空间 and 主营业务收入超100亿元企业数 are one name each."""
    return [token for token in tokens if token.kind not in _WITHIN_KNOWN or end_of_name_around(folded, token.start) < token.end]


def _share_the_verb(slots: Sequence[Slot]) -> None:
    """One verb before figures whose nouns stand behind them: 新建5家验证平台和6家孵化器 makes both."""
    for slot, following in pairwise(slots):
        joins = _JOINS.search(following.lead)
        own = joins and following.clause == slot.clause and following.lead == slot.behind.rstrip() and len(following.behind) >= 2
        if joins and own and is_bare(made(slot.lead)[0]):
            slot.behind = slot.behind[: joins.start()]
            following.lead = slot.lead


def _share_what_is_counted(slots: Sequence[Slot]) -> None:
    """What only the last of listed levels names, all count: 国家级3家、省级18家、市级56家企业技术中心; 1个国家级、5个省级创新平台."""
    for slot, following in zip(reversed(slots[:-1]), reversed(slots[1:]), strict=True):
        level = LEVEL_START.match(following.behind)
        if slot.figure is None or following.clause != slot.clause:
            continue
        if level and len(following.behind) - level.end() >= 2 and QUALIFIER.match(slot.behind):
            slot.behind += following.behind[level.end() :]
        elif not slot.behind and len(following.behind) >= 2 and all(QUALIFIER.match(clean(one.lead)) for one in (slot, following)):
            slot.behind = following.behind


class _Collector:
    def __init__(self, folded: str, tokens: Sequence[Token], start: int, end: int) -> None:
        self.folded, self.tokens, self.end = folded, tokens, end
        self.slots: list[Slot] = []
        self.pieces: list[str] = []
        self.times: list[Token] = []
        self.clause = 0
        self.at = self.begin = start
        self.opens = True
        self.after_list = False

    def run(self) -> Iterator[Slot]:
        for i, token in enumerate(self.tokens):
            if token.kind in (Kind.FIGURE, Kind.RANK):
                if self._bounds_the_counted(token):
                    self.slots[-1].bounds.append(token)
                elif not self._is_threshold(i):
                    self._figure(token)
            elif token.kind is Kind.TIME:
                self._time(token)
            elif token.kind is not Kind.LIST:
                self._close(token.start)
                self.at = self.begin = token.end
                self.opens = token.kind is Kind.BREAK
            elif self._parts_items(i):
                self._behind(token.start)
                self.at = self.begin = token.end
                self.pieces, self.times, self.after_list = [], [], True
        self._close(self.end)
        return iter(self.slots)

    def _figure(self, token: Token) -> None:
        between = self.folded[self.at : token.start]
        lead = "".join([*self.pieces, between]).rstrip()
        before = self.slots[-1] if self.slots and self.slots[-1].clause == self.clause and self.slots[-1].figure else None
        links = lead.strip() in _LINKS or (self.after_list and not lead.strip())
        linked = before is not None and not before.behind and not self.times and links and token.kind is before.figure.kind  # type: ignore[union-attr]
        linked = linked and not self._says_more(before, token)
        if before is not None and not before.behind and not linked and not self.after_list:
            before.behind = between if not self.pieces and not self.times else "".join(self.pieces[:1])
        self.slots.append(Slot(token, lead, self.times, self.clause, self.begin, linked=linked, opens=self.opens))
        self.pieces, self.times = [], []
        self.at = self.begin = token.end
        self.opens = self.after_list = False

    def _says_more(self, before: Slot | None, token: Token) -> bool:
        """里程新增1700公里、突破7000公里: a bound of its own makes a second statement on one subject, where no 分别 gives each its own."""
        if before is None or before.figure is None or "分别" in before.lead:
            return False
        bounds = [self.folded[figure.start] in _OWN_BOUNDS for figure in (before.figure, token)]
        return bounds == [False, True]

    def _time(self, token: Token) -> None:
        if self._is_in_brackets_behind(token):
            self.slots[-1].times.append(token)
            self.at = token.end + 1
            return
        before = self.folded[self.at : token.start]
        heads = self.opens and not self.pieces and _HEADING.fullmatch(before) and _NOUN.match(self.folded, token.end)
        self.pieces.append("" if heads else before)
        self.times.append(token)
        self.at = token.end

    def _is_in_brackets_behind(self, token: Token) -> bool:
        """A year in brackets right behind a figure dates it: 由1.62%(2015年)提高到2.13%(2020年)."""
        if not self.slots or (figure := self.slots[-1].figure) is None or figure.end != self.at or self.pieces:
            return False
        return self.folded[self.at : token.start] == "(" and self.folded[token.end : token.end + 1] == ")"

    def _behind(self, end: int) -> None:
        if self.slots and self.slots[-1].clause == self.clause and not self.pieces and not self.times:
            self.slots[-1].behind = self.folded[self.at : end]

    def _close(self, end: int) -> None:
        """End the clause: what is left stands behind its last figure, or is a clause without one."""
        has_figure = bool(self.slots) and self.slots[-1].clause == self.clause and self.slots[-1].figure is not None
        if has_figure and self.at == self.slots[-1].figure.end and not self.pieces:  # type: ignore[union-attr]
            self._behind(end)
        elif self.pieces or self.times or self.folded[self.at : end].strip():
            lead = "".join([*self.pieces, self.folded[self.at : end]])
            self.slots.append(Slot(None, lead, self.times, self.clause, self.begin, opens=self.opens))
        self.pieces, self.times, self.after_list = [], [], False
        self.clause += 1

    def _parts_items(self, i: int) -> bool:
        """Whether a list sign parts two items with figures of their own; inside a name (孵化器、众创空间) it does not."""
        if not self.slots or self.slots[-1].clause != self.clause or self.pieces or self.times:
            return False
        token = self.tokens[i]
        if not self.folded[self.at : token.start].strip():
            return True
        if self.after_list:
            return False  # 300家、孵化器、众创空间数量达到12家: what follows a list sign already is of the next figure
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        if following is not None and following.kind is Kind.TIME and following.start == token.end:
            return True  # 2018年…8家、2019年10家
        return following is not None and following.kind in (Kind.FIGURE, Kind.RANK) and following.start - token.end <= 8

    def _belongs_to_a_name(self, i: int, following: Token) -> bool:
        """残疾人两项补贴12.4亿元: a small count within a name, whose figure follows."""
        token, before = self.tokens[i], self.folded[self.at : self.tokens[i].start]
        between = self.folded[token.end : following.start]
        return (
            token.unit in _WITHIN_NAMES
            and len(before) >= 2
            and following.kind is Kind.FIGURE
            and _NAME_GOES_ON.fullmatch(between) is not None
        )

    def _bounds_the_counted(self, token: Token) -> bool:
        """A figure that bounds what the one before it counts: 12家企业营业收入超10亿元 are 营业收入超10亿元的企业."""
        before = self.slots[-1] if self.slots and self.slots[-1].clause == self.clause else None
        return before is not None and before.figure is not None and not self.pieces and self._is_of_bodies(before.figure, token)

    def _is_of_bodies(self, count: Token, bound: Token) -> bool:
        """Whether a number of bodies and a measure of each stand before a bound."""
        measured = count.unit in _BODIES and is_measured_body(self.folded[count.end : bound.start].strip())
        return measured and self.folded[bound.start] in _OWN_BOUNDS

    def _is_threshold(self, i: int) -> bool:
        """A figure that bounds what is counted by another: 主营业务收入超100亿元的企业达到3家."""
        following = self.tokens[i + 1] if i + 1 < len(self.tokens) else None
        is_count = self.tokens[i].kind is Kind.FIGURE
        if (
            is_count
            and following is not None
            and following.kind is Kind.RANK
            and _AMONG_HOW_MANY.search(self.folded[self.at : self.tokens[i].start])
        ):
            return True
        if is_count and self.tokens[i].spelled and following is not None and self._belongs_to_a_name(i, following):
            return True
        if is_count and _HELD_FOR.match(self.folded, self.tokens[i].end) and self.folded[self.at : self.tokens[i].start].endswith("连续"):
            return True  # 连续19个季度居全国前5位
        if not THRESHOLD_BEHIND.match(self.folded[self.tokens[i].end : self.tokens[i].end + 12]):
            return False
        if following is not None and self._is_of_bodies(self.tokens[i], following):
            return False
        for token in self.tokens[i + 1 :]:
            if token.kind in (Kind.COMMA, Kind.BREAK, Kind.LIST):
                return False
            if token.kind is Kind.FIGURE:
                return True
        return False
