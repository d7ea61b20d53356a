"""The rule on a table's years: a header that leaves out the plan's last year, or whose baseline does not lie before the plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

RULE = "header_years_unlike_plan"


def header_years_unlike_plan(evidence: Evidence) -> Iterator[Found]:
    """One finding a table and odd year: its first figure of that year, with the others related."""
    rows = evidence.figures
    told = rows[
        rows["table_id"].notna()
        & rows["measure"].eq("level")
        & rows["year"].notna()
        & rows["period_start"].notna()
        & rows["period_end"].notna()
        & ~evidence.former_targets
    ]
    for _, table in told.groupby("table_id", sort=False):
        yield from _of_table(table, evidence)


def _of_table(table: pd.DataFrame, evidence: Evidence) -> Iterator[Found]:
    start, end = int(table["period_start"].iloc[0]), int(table["period_end"].iloc[0])
    targets = {int(year) for year in table.loc[table["status"].eq("target"), "year"]}
    actuals = {int(year) for year in table.loc[table["status"].eq("actual"), "year"]}
    years = ", ".join(str(year) for year in sorted(targets | actuals))
    last = targets - {start}  # 2021年 as a misprint of 2020年 reads as a target of the plan's first year
    # One column of targets beside a baseline is the plan's table of indicators; a table of several years breaks a plan down.
    if len(last) == 1 and (actuals or start in targets) and end not in last and not last & _later(evidence, table):
        yield _found(table, last.pop(), years, str(end))
    if actuals and targets and max(actuals) <= start - evidence.limit(RULE, "base_years_before"):
        yield _found(table, max(actuals), years, str(start - 1))
    if not actuals and targets == {start, end} and end - start > 1:  # a plan of two years may well set both
        yield _found(table, start, years, str(start - 1))


def _later(evidence: Evidence, table: pd.DataFrame) -> set[int]:
    """Years beyond the plan that a table may set targets for: its outlook and those of national strategies."""
    outlook = {int(year) for year in table["outlook_year"].dropna()}
    return outlook | {int(limit) for limit in evidence.registry.rules["target_year_outside_plan"].limits.values()}


def _found(table: pd.DataFrame, year: int, years: str, expected: str) -> Found:
    ids = [str(found) for found in table.loc[table["year"].eq(year), "observation_id"]]
    return Found(RULE, ids[0], years, expected, tuple(ids[1:]))
