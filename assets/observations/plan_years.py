"""What the years of a table stand for in its plan: reached or promised, base and target."""

from __future__ import annotations

import re
from itertools import pairwise

from assets.documents.about.genre import names_a_plan, tells_the_past
from assets.documents.document import PlanMetadata
from assets.language.numbers import read_count
from assets.tables.plan_table import PlanTable

_AIMS = re.compile(r"(?:目标|任务|计划|指标体系)(?!.{0,6}(?:完成|执行|实现|进展))")
_PART = re.compile(r"(?:前|第)([一二两三四五])年")


def status_of_year(year: int, table: PlanTable, plan: PlanMetadata) -> str:
    """What a year without a word of its own stands for: before the plan's period reached, in it promised.

    Of a plan that names no period: years before the first named target are reached, else before the year of the document; else
    before the widest gap between the table's years (2018, 2019, 2020, 2025). Years that follow one another at the end (2000, 2013, 2014)
    are statistics, but under a caption of aims (目标任务分解表: 2009, 2010, …, 2015) those behind the first; statistics, too,
    is the one year of a table in a document that calls itself no plan.
    """
    if tells_the_past(plan):
        return "actual"
    if plan.period_start is not None:
        return "actual" if year < plan.period_start else "target"
    if table.years.target:
        return "actual" if year < min(table.years.target) else "target"
    made = plan.signed_on or plan.published_on
    if made is not None:
        return "actual" if year < made.year else "target"
    years = sorted({*table.years.actual, *table.years.unsaid})
    gaps = [(later - earlier, later) for earlier, later in pairwise(years)]
    widest = max(gaps, default=(0, 0))
    if years == [year] and not names_a_plan(plan.title):
        return "actual"
    follow = len(years) > 1 and years[-1] - years[-2] == 1
    if follow and _AIMS.search(table.caption or plan.title or ""):
        return "actual" if year == years[0] else "target"
    return "actual" if follow or year < widest[1] else "target"


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


def year_within(header: str, plan: PlanMetadata) -> int | None:
    """The year of the plan's period that a header counts: 前三年目标 of 2011–2015 is 2013; None where it counts none."""
    part = _PART.search(header)
    if part is None or plan.period_start is None or plan.period_end is None:
        return None
    return min(plan.period_start + read_count(part[1]) - 1, plan.period_end)
