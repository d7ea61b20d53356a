"""The rule on a table's years: they hold the plan's last year and a baseline before it, each once and in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

RULE = "header_years_unlike_plan"
FEWEST_IN_ORDER = 3  # columns that show an order: 2025年目标 | 2020年基数 may stand either way round


def header_years_unlike_plan(evidence: Evidence) -> Iterator[Found]:
    """One finding a table and odd year: its first figure of that year, with the others related."""
    rows = evidence.figures
    told = rows[rows["table_id"].notna() & rows[["year", "period_start", "period_end"]].notna().all(axis=1)]
    told = told.assign(is_former=evidence.former_targets.loc[told.index])
    for _, table in told.groupby("table_id", sort=False):
        levels = table[table["measure"].eq("level")]
        if len(levels):
            yield from _of_period(levels[~levels["is_former"]], evidence)
            yield from _without_last_year(levels, table)
            yield from _in_order(levels)


def _of_period(levels: pd.DataFrame, evidence: Evidence) -> Iterator[Found]:
    """Years that do not fit the plan's period."""
    if levels.empty:
        return
    start, end = int(levels["period_start"].iloc[0]), int(levels["period_end"].iloc[0])
    targets, actuals = (_years_of(levels[levels["status"].eq(status)]) for status in ("target", "actual"))
    years = _listed(targets | actuals)
    last = targets - {start}  # 2021年 as a misprint of 2020年 reads as a target of the plan's first year
    beyond = {year for year in last if year > end} - _years_of(levels, "outlook_year")
    # One column of targets beside a baseline is the plan's table of indicators; a table of several years breaks a plan down.
    if end not in last and (beyond or (len(last) == 1 and not last & _years_of(levels, "outlook_year"))) and (actuals or start in targets):
        yield _found(levels, max(beyond or last), years, str(end))
    if actuals and targets and max(actuals) <= start - evidence.limit(RULE, "base_years_before"):
        yield _found(levels, max(actuals), years, str(start - 1))
    if not actuals and targets == {start, end} and end - start > 1:  # a plan of two years may well set both
        yield _found(levels, start, years, str(start - 1))


def _without_last_year(levels: pd.DataFrame, table: pd.DataFrame) -> Iterator[Found]:
    """A table that states the growth up to the plan's last year and no level for that year: 2020年 | 2015年 | 年均增长."""
    end = int(table["period_end"].iloc[0])
    grown = table[table["measure"].isin(["growth", "change"]) & table["status"].eq("target") & table["year"].eq(end)]
    by_column = grown[~grown["column_index"].isin(levels["column_index"])]
    if len(by_column) and end not in _years_of(levels):
        ids = [str(found) for found in levels["observation_id"]]
        yield Found(RULE, ids[0], _listed(_years_of(levels)), str(end), tuple(ids[1:]))


def _in_order(levels: pd.DataFrame) -> Iterator[Found]:
    """A year that stands twice (2025年 | 2025年), or behind two later ones (2020年 | 2025年 | 2015年)."""
    axis = next((axis for axis in ("column_index", "row_index") if levels.groupby(axis)["year"].nunique().eq(1).all()), None)
    if axis is None:
        return
    lines = levels.sort_values(axis).drop_duplicates(axis)
    years = [int(year) for year in lines["year"]]
    if len(set(years)) == len(levels[axis].unique()) and len(years) >= FEWEST_IN_ORDER and years[0] < years[1]:
        for number, year in enumerate(years[2:], start=2):
            if year < min(years[:number]):
                yield _found(levels, year, ", ".join(map(str, years)), f"> {years[number - 1]}")
    key = ["subject", "area", "scope", "is_total", "status", "year"]
    again = levels[levels.duplicated(key, keep=False) & ~levels.duplicated([*key, axis], keep=False)]
    other = "row_index" if axis == "column_index" else "column_index"
    again = again[again.duplicated([*key, other], keep=False)]
    for year in sorted(_years_of(again)):
        yield _found(again, year, f"{year}, {year}", str(year))


def _years_of(rows: pd.DataFrame, column: str = "year") -> set[int]:
    return {int(year) for year in rows[column].dropna()}


def _listed(years: set[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _found(rows: pd.DataFrame, year: int, years: str, expected: str) -> Found:
    ids = [str(found) for found in rows.loc[rows["year"].eq(year), "observation_id"]]
    return Found(RULE, ids[0], years, expected, tuple(ids[1:]))
