"""From where to where: the figure behind 由, 从 or 比2020年的, the verb that leads on from it, and what brackets keep to themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.statements.lexicon import CHANGE_END
from assets.statements.slots import Slot
from assets.statements.subjects import Subjects
from assets.statements.tokens import DOUBLING, MULTIPLE, POINTS, Kind
from assets.statements.when.setting import Time
from assets.statements.when.times import Times

_COUNTS_NO_LEVEL = (*POINTS, MULTIPLE, DOUBLING)
_OF, _CHANGES = re.compile("的?"), re.compile(rf"(?:{CHANGE_END.pattern}|[多少高低翻]出?了?)")
# Whatever verb leads from one figure to the next, it names nothing: 由3天压缩至1天, 由60%上调到2025年的80%.
_LEADS_ON = re.compile(r"[一-鿿]{1,4}(?:[到至为成](?:了|约|近)?)?的?|[到至为]的?")


@dataclass(slots=True)
class Ways:
    """What a sentence has begun and not ended: a way from one figure to another, a bracket."""

    folded: str
    start: int  # of the sentence
    came_from: tuple[int, int] | None = None  # clause and end of the figure that a way begins at
    outer: list[str] | None = None  # the subjects before the bracket that is open
    time: Time | None = None  # the time before it

    def goes_on(self, slot: Slot) -> bool:
        """Whether nothing but a verb stands between the figure that a way begins at and this one."""
        return self.came_from == (slot.clause, slot.start) and _LEADS_ON.fullmatch(slot.lead.strip()) is not None

    def take(self, slot: Slot, *, is_from: bool) -> None:
        """Remember a figure that a way begins at."""
        self.came_from = (slot.clause, slot.figure.end) if is_from and slot.figure else None

    def keep_apart(self, slot: Slot, subjects: Subjects, times: Times) -> None:
        """Behind a bracket what was spoken of before it goes on: 原油产量450万吨(其中海上100万吨),比2020年增加70万吨."""
        at = slot.figure.start if slot.figure else slot.start
        inside = self.folded.count("(", self.start, at) > self.folded.count(")", self.start, at)
        if inside and self.outer is None and subjects.levels:
            self.outer, self.time = list(subjects.levels), times.time
        elif not inside and self.outer is not None:
            subjects.levels[:], times.time, self.outer = self.outer, self.time, None


def is_of_the_base(slot: Slot, folded: str) -> bool:
    """Whether a figure is what a base year had, and the change from it follows: 比2020年的1000亿元增加400亿元."""
    figure = slot.figure
    if figure is None or figure.kind is not Kind.FIGURE or figure.unit in _COUNTS_NO_LEVEL or not slot.times:
        return False
    last = slot.times[-1]
    return (
        last.role == "base"
        and _OF.fullmatch(folded, last.end, figure.start) is not None
        and _CHANGES.fullmatch(slot.behind.strip()) is not None
    )
