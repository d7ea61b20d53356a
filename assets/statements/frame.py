"""What governs a sentence from outside: the plan's period, the section's heading, the time named before."""

from __future__ import annotations

from dataclasses import dataclass

from assets.documents.document import PlanMetadata
from assets.statements.tokens import Token

ACTUAL, TARGET = "actual", "target"


@dataclass(frozen=True, slots=True)
class Time:
    """A year, or a period by its end and start, that governs figures until another is named."""

    year: int | None = None
    start: int | None = None
    status: str | None = None  # where the word itself says it: 目前 is reached, 规划期末 promised
    printed: str = ""

    @property
    def carries(self) -> bool:
        """Whether it governs following sentences: a year does; a period of several only its own sentence."""
        return self.start is None and self.year is not None


@dataclass(frozen=True, slots=True)
class Frame:
    """The plan and section a sentence stands in."""

    plan_start: int | None = None
    plan_end: int | None = None
    status: str | None = None  # by the section's heading
    time: Time | None = None  # by a sentence before
    scope: str | None = None

    @classmethod
    def of_plan(cls, plan: PlanMetadata) -> Frame:
        """The frame of a plan's first words."""
        return cls(plan.period_start, plan.period_end or plan.outlook_year)

    def under(self, time: Time | None) -> Frame:
        """The same frame with another governing time."""
        return Frame(self.plan_start, self.plan_end, self.status, time, self.scope)

    def time_of(self, token: Token, printed: str) -> Time:
        """The time that a token names, with this year, last year and the plan's end read by the plan's own period."""
        if token.role != "word":
            return Time(token.year, token.year_start if token.role == "span" else None, printed=printed)
        word = token.word
        if word in ("截至目前", "截止目前", "目前", "当前", "迄今"):
            return Time(None, None, ACTUAL, printed)
        if "期末" in word or word == "规划期内":
            return Time(self.plan_end, None, TARGET, printed)
        if word in ("去年", "上年"):
            return Time(self.plan_start - 1 if self.plan_start else None, None, ACTUAL, printed)
        if word in ("五年来", "近年来"):
            return Time(None, None, ACTUAL, printed)
        if self.time is not None and self.time.year is not None and self.time.start is None:
            return Time(self.time.year, None, self.time.status, printed)  # 全年 under a heading 2021年主要成绩
        one_year = self.plan_start if self.plan_start == self.plan_end else None
        return Time(one_year, None, None, printed)

    @property
    def years(self) -> int:
        """How many years the plan spans; 0 where it does not say."""
        return self.plan_end - self.plan_start + 1 if self.plan_start and self.plan_end else 0

    def default_year(self, status: str) -> int | None:
        """The year of an undated figure: a target's is the plan's end, a reached one's the year before the plan begins."""
        if status == TARGET:
            return self.plan_end
        return self.plan_start - 1 if self.plan_start is not None else None
