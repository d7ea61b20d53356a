"""What governs a sentence from outside: the plan's period and date, the section's heading, the time named before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from assets.documents.about.genre import names_a_plan, tells_the_past
from assets.documents.document import PlanMetadata
from assets.language.cues import PAST, PROMISED, Clock, Cue
from assets.language.fold import fold
from assets.language.numbers import read_count
from assets.statements.tokens import RECENT, Token

ACTUAL, TARGET = "actual", "target"
_WHOLE_OF = {"province": "全省", "national": "全国"}
STATUS = {PAST: ACTUAL, PROMISED: TARGET, None: None}
_FIRST_QUARTER = 3  # months; what is delivered in them cannot tell how its own year went
_LONGEST_AHEAD = 2  # years that a plan may be signed before its period begins
_TELLS_OF_A_PLAN = re.compile(r"评估|总结|情况|(?<!工作)报告|执行|回顾")


@dataclass(frozen=True, slots=True)
class Time:
    """A year, or a period by its end and start, that governs figures until another is named."""

    year: int | None = None
    start: int | None = None
    status: str | None = None  # where the word itself says it: 目前 is reached, 规划期末 promised
    printed: str = ""
    is_part: bool = False  # a part of the year: 上半年, 1—9月

    @property
    def carries(self) -> bool:
        """Whether it governs following sentences: a year does; a period of several, or a part of a year, only its own sentence."""
        return self.start is None and self.year is not None and not self.is_part


@dataclass(frozen=True, slots=True)
class Setting:
    """The plan and section a sentence stands in."""

    clock: Clock = field(default_factory=Clock)
    status: str | None = None  # by the section's heading or the clause that opens the passage
    time: Time | None = None  # by a sentence before
    scope: str | None = None
    year: int | None = None  # that heading or opening clause speak of, with the start of the years where it is several
    start: int | None = None
    latest: int | None = None  # the last year that can have been over when the document was delivered
    own: str | None = None  # the word for all of the plan's own area, where other plans mean another by it: 全省 in a province's
    promises: bool = True  # whether what nothing dates and no word marks as reached is a target: not in a page that is no plan

    @classmethod
    def of_plan(cls, plan: PlanMetadata) -> Setting:
        """The setting of a plan's first words."""
        title = fold(plan.title or "")
        end = plan.period_end or plan.outlook_year
        if tells_the_past(plan):
            return cls(Clock(None, None, end), ACTUAL, year=end, promises=False, own=_WHOLE_OF.get(plan.level or ""))
        clock = Clock(plan.period_start, end, _reached(plan))
        # Without a date: a plan is not delivered after its own period, a report on it may be.
        latest = plan.period_end - 1 if clock.reached is None and plan.period_end and not _TELLS_OF_A_PLAN.search(title) else clock.reached
        promises = end is not None or names_a_plan(plan.title)
        return cls(clock, promises=promises, latest=latest, own=_WHOLE_OF.get(plan.level or ""))

    def under(self, time: Time | None) -> Setting:
        """The same setting with another governing time."""
        return self if time is self.time else replace(self, time=time)

    def after(self, cue: Cue) -> Setting:
        """The setting of what an opening clause governs: no time from before it holds any more."""
        status = STATUS[cue.side] or self.status
        year, start = (cue.year, cue.start) if cue.year is not None else (self.year if status == self.status else None, None)
        return replace(self, status=status, year=year, start=start, time=None)

    def time_of(self, token: Token, printed: str) -> Time:
        """The time that a token names, with this year, last year and the plan's end read by the plan's own period."""
        if token.role == "part":
            year = token.year or self._year_of_part()
            if token.word in ("去年", "上年"):
                year = year - 1 if year is not None and "同期" in printed else self.last_year  # 2022年1—9月,…,上年同期: of 2021
            return Time(year, None, None, printed, is_part=True)
        if token.role == RECENT:
            end = self.default_year(ACTUAL)
            count = read_count(token.word.strip("近过去年来"))  # 近三年, 过去两年
            return Time(end, end - count + 1 if end is not None else None, ACTUAL, printed)
        if token.role != "word":
            return Time(token.year, token.year_start if token.role == "span" else None, printed=printed)
        word = token.word
        if word in ("截至目前", "截止目前", "目前", "当前", "迄今"):
            return Time(None, None, ACTUAL, printed)
        if "期末" in word or word == "规划期内":
            return Time(self.clock.end, None, TARGET, printed)
        if word in ("去年", "上年"):
            return Time(self.last_year, None, ACTUAL, printed)
        if word in ("五年来", "近年来"):
            return Time(None, None, ACTUAL, printed)
        if self.time is not None and self.time.year is not None and self.time.start is None:
            return Time(self.time.year, None, self.time.status, printed)  # 全年 under a heading 2021年主要成绩
        if self.year is not None and self.start is None:
            return Time(self.year, None, None, printed)
        return Time(self.clock.start if self.clock.is_yearly else None, None, None, printed)

    def _year_of_part(self) -> int | None:
        if self.time is not None and self.time.start is None:
            return self.time.year
        return self.year if self.start is None else None

    @property
    def last_year(self) -> int | None:
        """The year that 去年 means; in a report of one year (2023年统计公报) 上年 is the year before it."""
        if self.clock.start is None and not self.promises and self.year is not None and self.start is None:
            return self.year - 1
        return self.clock.start - 1 if self.clock.start is not None else None

    @property
    def years(self) -> int:
        """How many years are spoken of, by heading, opening clause or plan; 0 where nothing says."""
        if self.year is not None and self.start is not None:
            return self.year - self.start + 1
        return self.clock.end - self.clock.start + 1 if self.clock.start and self.clock.end else 0

    @property
    def is_yearly(self) -> bool:
        """Whether an undated figure is one of a single year: by a heading that names it, or in a plan of one year."""
        if self.year is None or self.year == self.clock.start:
            return self.clock.is_yearly or (self.year is not None and not self.promises)
        return self.start is None and self.status == ACTUAL

    def can_be_reached(self, year: int) -> bool:
        """Whether the year was over when the document was delivered; True where no date tells."""
        return self.latest is None or year <= self.latest

    def default_year(self, status: str) -> int | None:
        """The year of an undated figure: that spoken of; else a target's is the plan's end, a reached one's the year before the plan."""
        if self.year is not None and (self.status in (None, status)):
            return self.year
        if status == TARGET:
            return self.clock.end
        return self.clock.start - 1 if self.clock.start is not None else self.clock.reached if not self.promises else None


def _reached(plan: PlanMetadata) -> int | None:
    """The last year that was over when the document was delivered, by its date; without one, before the year that it plans."""
    said = plan.signed_on or plan.published_on
    start = plan.period_start
    if said is not None and (start is None or said.year >= start - _LONGEST_AHEAD):
        over = said.year - 1 if said.month <= _FIRST_QUARTER else said.year
        return min(over, start - 1) if start is not None and start == plan.period_end and said.year <= start else over
    return start - 1 if start is not None and start == plan.period_end else None
