"""The sense of one table value: what is measured, of which year, reached or promised; decided from cell, header, name, table and plan."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from assets.documents.model import PlanMetadata
from assets.language.fold import fold, squeeze
from assets.language.quantity import Quantity
from assets.observations.naming import growth_in_name, is_added_name, is_rank_name
from assets.tables.model import Column, PlanTable, Role, TableValue

POINTS = ("百分点", "个百分点")
SHARES = ("%", "‰")
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

    @property
    def unit_word(self) -> str | None:
        """The unit folded, for matching: 個百分點 is 个百分点."""
        return word_of(self.unit)


def word_of(unit: str | None) -> str | None:
    """A printed unit folded and without white space; None stays None."""
    return None if unit is None else squeeze(fold(unit))


def sense_of(value: TableValue, quantity: Quantity, name: str | None, name_unit: str | None, table: PlanTable, plan: PlanMetadata) -> Sense:
    """The sense of a value cell that was read as ``quantity``."""
    growth_name = growth_in_name(name) if name else None
    is_growth_column = value.role is Role.GROWTH and _speaks_of_growth(value.heading)
    unit = _unit(value, quantity, name_unit, is_growth_column)
    status = _status(value.heading, quantity, table, plan)
    measure = _measure(word_of(unit), quantity, name, is_growth_column or quantity.growth is not None, growth_name is not None)
    basis = _basis(value, quantity, table, measure, growth_name is not None and not is_growth_column, name or "")
    year, start = _years(value, quantity, basis, measure, status, table, plan)
    sign = quantity.growth or (growth_name[1] if growth_name and measure == "growth" else 1)
    return Sense(measure, basis, status, year, start, "位" if measure == "rank" and unit is None else unit, sign)


def _speaks_of_growth(heading: Column) -> bool:
    """年均增长 heads growth; 年均/累计 heads the indicator itself, a year's average or the period's total."""
    return any(word in heading.header for word in ("增", "提高", "提升", "升降", "变化"))


def _unit(value: TableValue, quantity: Quantity, name_unit: str | None, is_growth_column: bool) -> str | None:
    """The printed unit that governs the number: the cell's own, else the row's, the name's, the header's, the unit line's."""
    if is_growth_column:
        return quantity.unit or value.heading.unit
    governing = value.unit or name_unit or value.heading.unit or value.unit_line
    if quantity.unit in MULTIPLES:
        return quantity.unit + governing if governing and not governing.startswith(quantity.unit) else governing or quantity.unit
    return quantity.unit or governing


def _measure(unit: str | None, quantity: Quantity, name: str | None, says_growth: bool, is_growth_name: bool) -> str:
    if unit in POINTS:
        return "change"
    if quantity.ordinal or (name and is_rank_name(name)):
        return "rank"
    if says_growth:
        return "growth" if unit in (None, *SHARES, "倍") or (quantity.words is not None) else "change"
    if is_growth_name and unit in SHARES:
        return "growth"
    return "change" if name and is_added_name(name) else "level"


def _basis(value: TableValue, quantity: Quantity, table: PlanTable, measure: str, is_growth_name: bool, name: str) -> str | None:
    if quantity.bracketed:
        return table.bracket_basis or "cumulative"
    if quantity.basis:
        return quantity.basis
    if value.heading.basis:
        return value.heading.basis
    if measure == "growth" and is_growth_name:
        return "per_year" if "年均" in name else "year_on_year"
    if name and is_added_name(name):
        return "cumulative" if "累计" in name else "period"
    if measure in ("growth", "change"):
        return (
            "year_on_year"
            if value.heading.year is not None and value.heading.year_start is None and value.role is Role.GROWTH
            else "since_base"
        )
    return None


def _status(heading: Column, quantity: Quantity, table: PlanTable, plan: PlanMetadata) -> str:
    """Reached or promised: the header's word, else the year against the plan's period, else promised."""
    if heading.status:
        return heading.status
    year = quantity.year or heading.year
    return "target" if year is None else status_of_year(year, table, plan)


def status_of_year(year: int, table: PlanTable, plan: PlanMetadata) -> str:
    """What a year without a word of its own stands for: before the plan's period reached, in it promised.

    Of a plan that names no period: years before the first named target, else before the widest gap between the table's years
    (2018, 2019, 2020, 2025) are reached.
    """
    if plan.period_start is not None:
        return "actual" if year < plan.period_start else "target"
    if table.years.target:
        return "actual" if year < min(table.years.target) else "target"
    years = sorted({*table.years.actual, *table.years.unsaid})
    gaps = [(later - earlier, later) for earlier, later in pairwise(years)]
    return "actual" if gaps and year < max(gaps)[1] else "target"


def base_years(table: PlanTable, plan: PlanMetadata) -> list[int]:
    """The years of the table whose levels were reached."""
    years = {*table.years.actual, *(y for y in table.years.unsaid if status_of_year(y, table, plan) == "actual")}
    if table.years.undated_base and plan.period_start is not None:
        years.add(plan.period_start - 1)
    return sorted(years)


def target_year(table: PlanTable, plan: PlanMetadata) -> int | None:
    """The year that the table's growth leads up to: the plan's end where the table names it, else the last year of targets named."""
    years = {*table.years.target, *(y for y in table.years.unsaid if status_of_year(y, table, plan) == "target")}
    within = {year for year in years if plan.period_end is None or year <= plan.period_end}
    return max(within or years, default=plan.period_end)


def _years(
    value: TableValue, quantity: Quantity, basis: str | None, measure: str, status: str, table: PlanTable, plan: PlanMetadata
) -> Years:
    """Year (or end of the period) and start of the period."""
    heading = value.heading
    marked = next((table.mark_years[mark] for mark in quantity.marks if mark in table.mark_years), None)
    year = quantity.year or marked or heading.year or _year_unsaid(value.role, status, table, plan)
    if basis == "cumulative":
        return year, heading.year_start or _start_of_total(year, plan)
    if measure in ("level", "rank"):
        return year, heading.year_start if measure == "level" else None
    if basis in ("year_on_year", "period") or year is None:
        return year, None
    if quantity.since is not None:
        return year, quantity.since
    return year, _start_of_growth(year, heading.year_start, table, plan)


def _year_unsaid(role: Role, status: str, table: PlanTable, plan: PlanMetadata) -> int | None:
    """The year of a figure whose header names none: a target takes the plan's end, a baseline the year before its start."""
    if role is Role.GROWTH:
        return target_year(table, plan)
    if status == "target":
        return plan.period_end or target_year(table, plan)
    return plan.period_start - 1 if plan.period_start is not None else max(table.years.actual, default=None)


def _start_of_total(year: int | None, plan: PlanMetadata) -> int | None:
    """A total over the plan's period starts with it; one that ends a five-year plan before it starts with that."""
    if year is None or plan.period_start is None:
        return None
    return plan.period_start if year >= plan.period_start else year - 4 if year % 5 == 0 else None


def _start_of_growth(year: int, printed_start: int | None, table: PlanTable, plan: PlanMetadata) -> int | None:
    """A growth column starts at its base year: the last printed actual year at or before the period's start, else the period's start."""
    limit = printed_start if printed_start is not None else year - 1
    return max((base for base in base_years(table, plan) if base <= limit), default=printed_start)
