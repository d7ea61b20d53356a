"""When a figure holds, and whether it was reached or is promised."""

from __future__ import annotations

import re

from assets.language.cues import PAST, PROMISED, weight_of_clause
from assets.language.numbers import CHINESE, read_count
from assets.statements.slots import Slot
from assets.statements.tokens import Token
from assets.statements.when.setting import ACTUAL, TARGET, Setting, Time

FIVE_YEARS = 5
_FROM = ("由", "从", "自")
_QUOTED_UP_TO = 24  # characters of a name in quotes that a year opens
# 2025年3月,…; 2021年7月1日: the month of an event dates its own clause. 12月底 and 1—9月 are times of figures.
_EVENT = re.compile(r"\s?\d{1,2}月(?:\d{1,2}日|份)?(?![底末]|\s?[-—–~至到])")
# Who visits, speaks or writes in a year dates nothing that is counted: 2024年10月,…亲临…视察.
_VISIT = re.compile(r"[^。;]{0,40}?(?:视察|考察|调研|出席|致信|贺信|亲临|重要讲话|作出重要指示|重要批示)")
_NAMED = re.compile(r"[^“”\"]{1,22}(?:行动|计划|工程|活动|专项|方案|战略|纲要|规划|愿景|倡议)[”\"]")
# What the plan has in mind, not when its figures hold: 充分考虑了2035年…, 面向2030年; and 中国制造2025, 健康中国2030 are names.
_IN_MIND = re.compile(r"(?:了|面向|着眼|着眼于|瞄准|锚定|对标|考虑|谋划|衔接|围绕|对接|迈向)$")
_PRICES = re.compile(r"(?:的)?(?:不变|可比|当年|固定)?价(?:格)?")  # 按2000年价格计算
_BEFORE_BARE = "到至自从于在和及与比较年"
_RUNNING = re.compile(rf"连续(?P<count>{CHINESE}|\d{{1,2}})年")
_THAN = re.compile("[快高低好优多少强大小慢重]于$|超过$|超出$")  # 快于2024年1.8个百分点
_AT_END = re.compile(r"截[至止]|[到至]$")


class Times:
    """The times of one sentence: what governs, the base of a change, the time behind 由."""

    def __init__(self, text: str, folded: str, setting: Setting, start: int, end: int) -> None:
        """Take the text, and the sentence's setting and span."""
        self.text, self.folded, self.setting, self.start, self.end = text, folded, setting, start, end
        self.time: Time | None = setting.time
        self.local: Time | None = None  # of this slot only
        self.base: int | None = None
        self.base_is_last_year = False  # 比上年, not 比2015年
        self.path: list[Time] = []  # the time of the last 由…, from which what follows has grown
        self.listed: list[Token] = []  # years listed for figures that 分别 gives one each
        self.running = 0  # for how many years the slot's rank has been held: 2016年…,2017年…,连续两年
        self._clause = -1
        self._had_figure = False

    def take(self, slot: Slot) -> None:
        """Let the times of a slot govern: a base year only its change, the year after 由 only its figure, others all that follows."""
        if slot.clause != self._clause and self._had_figure:
            self.base = None  # 与2020年相比, governs the clause behind it, not the one after that
        running = _RUNNING.search(self.folded, slot.start, slot.figure.start if slot.figure else slot.start)
        self.running = read_count(running["count"]) if running else 0
        self._clause, self._had_figure = slot.clause, slot.figure is not None
        years = [token for token in slot.times if token.role in ("year", "until")]
        self.listed = years if years or slot.figure is None else self.listed
        self.local = None
        for token in slot.times:
            if self._is_of_a_name(token):
                continue
            time = self.setting.under(self.time).time_of(token, self.text[token.start : token.end])
            before, after = self.folded[max(self.start, token.start - 1) : token.start], self.folded[token.end : token.end + 4]
            is_multiple = slot.figure is not None and slot.figure.unit == "倍" and after.startswith("的")
            is_than = token.role == "year" and _THAN.search(self.folded, max(self.start, token.start - 2), token.start) is not None
            if token.role == "base" or is_than or after.startswith(("相比", "基础上", "的基础上")) or is_multiple:
                self.base = token.year if token.year is not None else self._year_before()
                self.base_is_last_year = token.year is None
            elif (before in _FROM and slot.figure is not None) or self._is_long_past(token.year):
                self.local = time
            elif self._is_of_an_event(token):
                self.local = time if slot.figure is not None and not _VISIT.match(self.folded, token.end, self.end) else self.local
            else:
                self.time = time

    def at_the_base(self) -> None:
        """The slot's figure is what the base year had."""
        self.local = Time(self.base, None, ACTUAL)

    def _is_of_a_name(self, token: Token) -> bool:
        """A year inside a programme's name governs nothing: “2030启航计划”, 《…2025年行动方案》."""
        if token.role not in ("year", "until", "span") or token.year is None:
            return False
        before = self.folded[max(self.start, token.start - 60) : token.start]
        if before.count("《") > before.count("》"):
            return True
        if _IN_MIND.search(before) or _PRICES.match(self.folded, token.end):
            return True
        is_bare = token.role == "year" and "年" not in self.folded[token.start : token.end]
        if is_bare and before[-1:].isalpha() and before[-1] not in _BEFORE_BARE:
            return True
        is_quoted = before[-1:] in ("“", '"')
        is_opening = is_bare and self.folded[token.end : token.end + 1].isalpha()
        return is_quoted and (is_opening or _NAMED.match(self.folded, token.end, token.end + _QUOTED_UP_TO) is not None)

    def _is_of_an_event(self, token: Token) -> bool:
        """Whether a month or day stands behind a year, as it does of an event; 截至2022年6月 is no event."""
        return (
            token.role == "year"
            and _EVENT.match(self.folded, token.end) is not None
            and not _AT_END.search(self.folded[max(self.start, token.start - 2) : token.start])
        )

    def take_one_of(self, slot: Slot, i: int, size: int) -> None:
        """2018年、2019年、2020年…分别不低于8亿元、10亿元、13亿元: each figure has its own year."""
        if size > 1 and len(self.listed) == size:
            token = self.listed[i]
            self.time = self.setting.time_of(token, self.text[token.start : token.end])

    def _is_long_past(self, year: int | None) -> bool:
        """A year of founding (1992年建区) governs nothing but its own words."""
        start = self.setting.clock.start
        return year is not None and start is not None and year < start - 2 * FIVE_YEARS - 1

    def _year_before(self) -> int | None:
        year = self.time.year if self.time else self.setting.default_year(self.setting.status or TARGET)
        return year - 1 if year is not None else None

    def of_figure(self, slot: Slot, *, is_from: bool) -> tuple[Time | None, str, int | None]:
        """The time that governs a figure, its status and its year. ``is_from``: it stands behind 由 or 从."""
        time = self.local or self.time
        if is_from:
            time = self.local or self._from_time()
            self.path = [time]
        if is_from and time is not None and time.year is None:
            is_now = time.status == ACTUAL and time.printed  # 由目前的20%提高到25%
            return time, ACTUAL, self.setting.default_year(ACTUAL) if is_now else None
        status = self._status(slot, time)
        if time is not None and time.is_part:
            return time, status, time.year  # a part of a year that nothing names is of no year
        return time, status, time.year if time and time.year is not None else self.setting.default_year(status)

    def _from_time(self) -> Time:
        """The time of a 由… without a year of its own: that of the 由… before it (206.66亿元, 第6位), the base year, else unknown."""
        if self.path:
            return self.path[0]
        if self.time is not None and self.time.start is not None:
            return Time(self.time.start - 1, None, ACTUAL)
        base = self.setting.default_year(ACTUAL)
        if self.base is None and self.setting.year is not None and self.setting.start is not None:
            return Time(self.setting.start - 1, None, ACTUAL)  # 这五年,…从A增加到B: A is of the end of the period before
        if self.base is None and self.time is None and base is not None and self.setting.years == FIVE_YEARS:
            is_ahead = self.setting.status == TARGET  # what a plan's aims lead on from is what there was before it
            return Time(base if is_ahead else base - FIVE_YEARS, None, ACTUAL)
        return Time(self.base, None, ACTUAL)

    def start_of(self, time: Time | None, year: int | None, measure: str, basis: str | None) -> int | None:
        """The start of a figure's period, or the base year of a change; None for a figure of one year."""
        if measure in ("growth", "change") and (self.base is not None or self.path):
            return self.base if self.base is not None else self.path[0].year
        if time is not None and (time.is_part or time.start is not None):
            return time.start
        if measure == "rank":
            first = year - self.running + 1 if year is not None and self.running else None
            return first if first is not None and self.folded.find(f"{first}年", self.start, self.end) >= 0 else None
        if year is not None and measure == "growth" and basis != "per_year" and (basis == "year_on_year" or self.setting.is_yearly):
            return year - 1
        if year is not None and year == self.setting.year and self.setting.start is not None:
            return self._start_spoken_of(measure, basis, self.setting.start)
        over_the_plan = basis == "per_year" and year is not None and year % FIVE_YEARS == 0 and self.setting.years == FIVE_YEARS
        return year - FIVE_YEARS if over_the_plan and year is not None else None

    @staticmethod
    def _start_spoken_of(measure: str, basis: str | None, start: int) -> int | None:
        """Of figures under 这五年 or “十四五”时期: a growth runs from the year before, an addition from the first year."""
        if measure == "growth" or basis == "per_year":
            return start - 1
        return start if measure == "change" or basis in ("cumulative", "period") else None

    def _status(self, slot: Slot, time: Time | None) -> str:
        """Reached or promised: the year against the plan's period, then words, then the section's heading."""
        if time and time.status:
            return time.status
        promise = weight_of_clause(PROMISED, self.folded, slot.start, slot.figure.end if slot.figure else slot.start)
        promised = promise > (1 if self.setting.status == ACTUAL else 0)
        year, start = time.year if time else None, self.setting.clock.start
        if year is not None and not self.setting.can_be_reached(year) and not (time and time.is_part):
            return TARGET
        if year is not None and start is not None:
            if year < start:
                return ACTUAL
            reached = self.setting.status == ACTUAL and not promised and not (time and "到" in time.printed)
            return ACTUAL if reached else TARGET
        if promised:
            return TARGET
        if self.setting.status is not None:
            return self.setting.status
        if weight_of_clause(PAST, self.folded, self.start, self.end):
            return ACTUAL
        return TARGET if self.setting.promises or (time is not None and "到" in time.printed) else ACTUAL
