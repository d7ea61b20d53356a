"""The course of a plan: which headings are open, what they say of past and promise, and the time that governs what follows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from assets.documents.document import Block
from assets.language.cues import Cue, cue_of_heading
from assets.statements.lexicon import ZONE_HEADING, ZONE_VERBS
from assets.statements.when.setting import STATUS, Setting, Time


@dataclass(slots=True)
class _Section:
    level: int
    setting: Setting


class Course:
    """Where in the plan we are; ``setting()`` is what governs the next paragraph."""

    def __init__(self, setting: Setting) -> None:
        """Begin before the first heading, under what the plan as a whole says."""
        self._open = [_Section(0, setting)]

    def setting(self) -> Setting:
        """What governs the next paragraph."""
        return self._open[-1].setting

    def enter(self, block: Block, text: str, folded: str) -> None:
        """Go on under a heading: it closes those of its level, and says what is past and what is promised or leaves it as it is."""
        level = block.level or 1
        while len(self._open) > 1 and self._open[-1].level >= level:
            self._open.pop()
        above = self.setting()
        number = block.number or ""
        name = folded[block.start + (len(number) if text.startswith(number, block.start) else 0) : block.end].strip()
        cue = cue_of_heading(name, above.clock, is_top=above.status is None)
        setting = above.after(cue) if cue is not None else above
        self._open.append(_Section(level, replace(setting, scope=zone_of_heading(name) or above.scope)))

    def hear(self, cue: Cue, *, introduces: bool) -> None:
        """A clause that opens a passage: it governs the rest of the section where it says so and the heading does not say otherwise.

        One that ``introduces`` what follows (…要努力实现以下目标任务:) governs it whatever the heading says.
        """
        section = self._open[-1]
        if cue.is_strong and (introduces or section.setting.status in (None, STATUS[cue.side])):
            section.setting = section.setting.after(cue)

    def leave(self, time: Time | None, *, is_item: bool, is_outlook: bool) -> None:
        """A paragraph ends; the last year it named governs what follows under the same heading, if that is a list."""
        section, end = self._open[-1], self.setting().clock.end
        beyond = time is not None and time.year is not None and end is not None and time.year > end
        if len(self._open) > 1 and not is_item and not is_outlook and not beyond and time is not None and time.carries:
            section.setting = section.setting.under(time)


def zone_of_heading(name: str) -> str | None:
    """The zone that a section is about: 大力推进秀洲国家高新区建设 is about 秀洲国家高新区."""
    match = ZONE_HEADING.search(name.rstrip("。."))
    if not match:
        return None
    zone = ZONE_VERBS.sub("", match["zone"])
    return zone if 3 <= len(zone) <= 16 and not re.search(r"各类|和|及|、|与", zone) else None
