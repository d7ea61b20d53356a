"""The sense of one table value: what is measured, of which year, reached or promised; decided from cell, header, name, table and plan."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.documents.about.genre import tells_the_past
from assets.documents.document import PlanMetadata
from assets.language.fold import fold, squeeze
from assets.language.quantity import Quantity
from assets.language.tablewords import ADDED_HEAD, DIFFERENCE_HEAD, OUTLOOK_HEAD
from assets.language.unitwords import POINTS
from assets.language.years import find_periods
from assets.observations.plan_years import base_years, status_of_year, target_year, year_within
from assets.observations.whole_names import PrintedName, growth_in_name, is_added_name, is_rank_name
from assets.tables.captions import BRACKETED
from assets.tables.phrases.model import Saying
from assets.tables.plan_table import Column, PlanTable, Role, TableValue
from assets.tables.stacked.own_words import figure_of, is_difference

_OVER_LAST_YEAR = re.compile(r"[比较]上年|[比较]去年|同比")
_RATE_HEAD = re.compile(r"增速|增长率|增幅|增长速度|年均增长.*[\[(〔]累计")  # what stands without brackets in 年均增长[累计] is a rate
_PER_OUTPUT = re.compile(r"(?:规模以上工业|规上工业)?(?:单位|万元|亿元)(?:GDP|地区生产总值|国内生产总值|生产总值|工业增加值|增加值)")
SHARES = ("%", "‰")
TIMES = "倍"
Years = tuple[int | None, int | None]
MULTIPLES = ("十", "百", "千", "万", "亿", "十万", "百万", "千万", "万亿")


@dataclass(frozen=True, slots=True)
class Sense:
    """What one figure says besides its number; column meanings are those of table ``observations``."""

    measure: str
    basis: str | None
    status: str
    year: int | None
    year_start: int | None
    unit: str | None  # as printed
    sign: int = 1  # -1 where the growth is a decline (降低18%)
    is_ratio: bool = False  # 是2010年的1.5倍: a growth of 50 %, where 增长1.5倍 is one of 150 %

    @property
    def unit_word(self) -> str | None:
        """The unit folded, for matching: 個百分點 is 个百分点."""
        return word_of(self.unit)


def word_of(unit: str | None) -> str | None:
    """A printed unit folded and without white space; None stays None."""
    return None if unit is None else squeeze(fold(unit))


@dataclass(frozen=True, slots=True)
class TableStatement:
    """A value cell with all that stands about it: what is asked for the sense of one figure."""

    value: TableValue
    saying: Saying
    printed: PrintedName  # the completed name; empty where the row lost it
    table: PlanTable
    plan: PlanMetadata

    @property
    def quantity(self) -> Quantity:
        """The figure as read."""
        return self.saying.quantity

    @property
    def name(self) -> str:
        """The indicator's completed name."""
        return self.printed.name

    @property
    def heading(self) -> Column:
        """What the value's column says by its header."""
        return self.value.heading

    @property
    def is_before_its_column(self) -> bool:
        """A reached figure of a year before its column's: 60.6(2019年) under 2020年实际."""
        own, heading = self.saying.period, self.heading
        return own is not None and heading.status == "actual" and heading.year is not None and own.end <= heading.year

    @property
    def in_growth_column(self) -> bool:
        """年均增长 heads growth; 年均/累计 heads the indicator itself, a year's average or the period's total."""
        return self.value.role is Role.GROWTH and any(
            word in self.heading.header for word in ("增", "提高", "提升", "升降", "变化", "同比", "环比")
        )

    @property
    def is_difference(self) -> bool:
        """Whether a bare figure is by how much the row's levels differ, in a column of differences: 累计变化, 比2020年增减."""
        head, figure = self.heading, self.quantity
        if not self.in_growth_column or head.unit is not None or figure.unit is not None or figure.bracketed:
            return False
        return bool(DIFFERENCE_HEAD.search(head.header)) and is_difference(self.value, figure.value, self.table)


def sense_of(said: TableStatement) -> Sense:
    """The sense of a value cell that was read as a quantity."""
    grown = growth_in_name(said.name)
    unit = _unit(said)
    measure = _measure(said, word_of(unit), is_growth_name=grown is not None)
    basis = _basis(said, measure, is_growth_name=grown is not None and not said.in_growth_column)
    status = _status(said)
    year, start = _years(said, basis, measure, status)
    sign = said.quantity.growth or (grown[1] if grown and measure == "growth" else 1)
    printed = "位" if measure == "rank" and unit is None else unit
    return Sense(measure, basis, status, year, start, printed, sign, is_ratio=_is_multiple_of_base(said))


def _unit(said: TableStatement) -> str | None:
    """The printed unit that governs the number: the cell's own, else the row's, the name's, the header's, the unit line's."""
    own = said.quantity.unit
    if said.in_growth_column:
        row_unit = said.value.unit or said.printed.unit
        if said.quantity.bracketed and row_unit is not None:
            return own or row_unit  # 年均增长[累计]: a total counts in the row's unit
        if own is None and said.is_difference:
            return row_unit
        added = row_unit if ADDED_HEAD.search(said.heading.header) and word_of(row_unit) not in SHARES else None
        rate = "%" if _RATE_HEAD.search(said.heading.header) and said.quantity.value is not None and not said.quantity.bracketed else None
        return own or said.heading.unit or added or rate  # 2022年新增 counts in the row's unit; of a share it may be points or per cent
    governing = said.value.unit or said.printed.unit or said.heading.unit or said.value.unit_line
    if own in MULTIPLES and governing:  # 2.3万 in a row of 家 is 2.3 with 万家
        return governing if governing.startswith(own) else own + governing
    return own or governing


def _measure(said: TableStatement, unit: str | None, *, is_growth_name: bool) -> str:
    if unit in POINTS:
        return "change"
    if said.quantity.ordinal or is_rank_name(said.name):
        return "rank"
    if said.value.role is Role.GROWTH and said.quantity.bracketed and not (is_growth_name and unit in SHARES):
        return "change" if _totals_are_differences(said) else "level"
    if said.is_difference:
        return "change"
    if said.in_growth_column or said.quantity.growth is not None:
        return "growth" if unit in (None, *SHARES, "倍", "番") or said.quantity.words is not None else "change"
    if (is_growth_name and unit in SHARES) or _is_multiple_of_base(said):
        return "growth"
    return "change" if is_added_name(said.name) else "level"


def _totals_are_differences(said: TableStatement) -> bool:
    """Whether a total in brackets, or another of its row's, is by how much the row's levels differ: [7.1] | 68 | [5.6] behind 62.4."""
    row = [value for value in said.table.values if value.row == said.value.row and value.role is Role.GROWTH]
    others = [figure.value for value in row if (figure := figure_of(value.cell.text)).is_total]
    return any(is_difference(said.value, total, said.table) for total in (said.quantity.value, *others))


def _is_multiple_of_base(said: TableStatement) -> bool:
    """Whether a figure tells how many times what there was: 1.8倍(较2024年) and 1.5倍 in a row counted in 亿元."""
    governing = word_of(said.value.unit or said.printed.unit)
    return word_of(said.quantity.unit) == TIMES and (said.quantity.since is not None or governing not in (None, TIMES))


def _basis(said: TableStatement, measure: str, *, is_growth_name: bool) -> str | None:
    if said.quantity.bracketed:
        return said.table.bracket_basis or "cumulative"
    if spoken := said.quantity.basis or said.printed.basis or said.heading.basis:
        return spoken
    if measure == "growth" and said.value.role is Role.GROWTH and "年均" in said.heading.header:
        return "per_year"  # 年均/累计 under 目标
    if measure == "growth" and is_growth_name:
        falls = said.quantity.growth == -1 or (growth_in_name(said.name) or ("", 1))[1] < 0
        return "per_year" if "年均" in said.name else "since_base" if falls and _period_start(said) is not None else "year_on_year"
    if is_added_name(said.name):
        return "cumulative" if "累计" in said.name else "period"
    if measure not in ("growth", "change"):
        return None
    if _OVER_LAST_YEAR.search(said.heading.header):
        return "year_on_year"
    of_one_year = said.value.role is Role.GROWTH and said.heading.year is not None and said.heading.year_start is None
    return "year_on_year" if of_one_year else "since_base"


def _status(said: TableStatement) -> str:
    """Reached or promised: the cell's word or year, the header's word, else the year against the plan's period, else promised."""
    if said.saying.status or said.saying.is_base:
        return said.saying.status or "actual"
    own = said.saying.period
    if own is not None and own.end != said.heading.year and not said.is_before_its_column:
        return status_of_year(own.end, said.table, said.plan)
    if said.heading.status:
        return said.heading.status
    year = own.end if own else said.heading.year
    if (
        year is None
        and said.value.role is Role.GROWTH
        and said.table.years.actual
        and not (said.table.years.target or said.table.years.unsaid)
    ):
        return "actual"  # 累计增长 in a table of what was reached
    if tells_the_past(said.plan):
        return "actual"
    return "target" if year is None else status_of_year(year, said.table, said.plan)


def _years(said: TableStatement, basis: str | None, measure: str, status: str) -> Years:
    """Year (or end of the period) and start of the period."""
    heading, period, own = said.heading, said.printed.period, said.saying.period
    named = period.end if period else None
    year = own.end if own else None
    if year is None and said.saying.is_base:
        year = _base_year(said)
    year = year or _marked_year(said, status) or heading.year or named or _year_unsaid(said, status)
    start = own.start if own else heading.year_start or (period.start if period and period.end == year else None)
    if basis == "year_on_year" and year is not None and said.in_growth_column:
        return year, year - 1
    if basis == "cumulative" and measure not in ("growth", "change"):
        return year, start or _start_of_total(year, said.plan)
    if measure in ("level", "rank") or basis in ("year_on_year", "period") or year is None:
        return year, start if measure != "rank" else None
    if start is None and (began := _period_start(said)) is not None:
        start = began - 1
    if said.quantity.since is not None:
        return year, said.quantity.since
    began = _start_of_growth(year, start, said.table, said.plan)
    if said.in_growth_column and began is not None and began == heading.year_start and began == year - 4:
        began -= 1  # “十三五”年均增速 begins at what 2015 reached, also where no column holds it
    if began is None and "年均" in said.heading.header and year % 5 == 0:
        began = year - 5  # 年均增长 up to the end of a five-year plan that nothing else tells the beginning of
    return year, began


def _period_start(said: TableStatement) -> int | None:
    """The first year of the period that a growth is of: the one its header names (“十四五”目标), else None.

    In a plan of five years the fall of what a unit of output needs (单位GDP能耗降低) is told for five years, under the year that ends them.
    """
    heading, plan = said.heading, said.plan
    periods = find_periods(heading.header)
    if periods and periods[-1].end == heading.year and periods[-1].start is not None:
        return periods[-1].start
    if plan.period_start is None or plan.period_end is None or heading.year is None or not _PER_OUTPUT.match(squeeze(fold(said.name))):
        return None
    is_of_five = plan.period_end - plan.period_start == 4 and heading.year in (plan.period_start - 1, plan.period_end)
    return heading.year - 4 if is_of_five and growth_in_name(said.name) else None


def _base_year(said: TableStatement) -> int | None:
    """The year that a goal starts from: the end of the period before the plan's; of what was reached five years before."""
    heading = said.heading
    if heading.status == "actual" and heading.year is not None:
        return heading.year - 5 if heading.year % 5 == 0 else None
    return said.plan.period_start - 1 if said.plan.period_start is not None else max(base_years(said.table, said.plan), default=None)


def _marked_year(said: TableStatement, status: str) -> int | None:
    """The year that a note gives to a mark (*为2019年数据) on the value, or on the name of a value that was reached."""
    printed = fold(said.value.cell.text).strip()
    bracketed = (BRACKETED,) if printed.startswith("(") and printed.endswith(")") else ()  # (86.4%): 括号内为2019年数据
    marks = (*said.quantity.marks, *(said.printed.marks if status == "actual" else ()), *bracketed)
    return next((said.table.mark_years[mark] for mark in marks if mark in said.table.mark_years), None)


def _year_unsaid(said: TableStatement, status: str) -> int | None:
    """The year of a figure whose header names none: a target takes the plan's end, a baseline the year before its start."""
    if tells_the_past(said.plan):
        return said.plan.period_end
    if said.value.role is Role.GROWTH and status == "actual":
        return max(base_years(said.table, said.plan), default=None)
    if said.value.role is Role.GROWTH:
        return target_year(said.table, said.plan)
    if OUTLOOK_HEAD.search(said.heading.header):
        return said.plan.outlook_year
    if status == "target":
        return year_within(said.heading.header, said.plan) or said.plan.period_end or target_year(said.table, said.plan)
    return said.plan.period_start - 1 if said.plan.period_start is not None else max(said.table.years.actual, default=None)


def _start_of_total(year: int | None, plan: PlanMetadata) -> int | None:
    """A total over the plan's period starts with it; one that ends a five-year plan before it starts with that."""
    if year is None or plan.period_start is None:
        return None
    return plan.period_start if year >= plan.period_start else year - 4 if year % 5 == 0 else None


def _start_of_growth(year: int, printed_start: int | None, table: PlanTable, plan: PlanMetadata) -> int | None:
    """A growth column starts at its base year: the last printed actual year at or before the period's start, else the period's start."""
    limit = printed_start if printed_start is not None else year - 1
    return max((base for base in base_years(table, plan) if base <= limit), default=printed_start)
