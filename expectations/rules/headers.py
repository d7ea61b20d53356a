"""The rule on a table's years: they hold the plan's last year and a baseline before it, each once and in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

RULE = "header_years_unlike_plan"
FEWEST_IN_ORDER = 3  # columns that show an order: 2025年目标 | 2020年基数 may stand either way round
_COLUMNS = ["table_id", "observation_id", "measure", "status", "year", "subject", "area", "scope", "is_total", "row_index", "column_index"]
_OF_PLAN = ["period_start", "period_end", "outlook_year"]
_AXES = ("column_index", "row_index")


class Told(NamedTuple):
    """The figures of one table, its levels among them, and the plan's period with its outlook."""

    figures: Sequence[Any]
    levels: Sequence[Any]
    start: int
    end: int
    outlook: int | None


def header_years_unlike_plan(evidence: Evidence) -> Iterator[Found]:
    """One finding a table and odd year: its first figure of that year, with the others related."""
    rows = evidence.figures
    told = rows["table_id"].notna() & rows[["year", "period_start", "period_end"]].notna().all(axis=1)
    figures = rows.loc[told, _COLUMNS + _OF_PLAN].assign(is_former=evidence.former_targets[told]).astype({"outlook_year": "float64"})
    ordered = sorted(figures.itertuples(index=False), key=lambda row: str(row.table_id))  # stable: in the order printed within a table
    for _, of_table in groupby(ordered, key=lambda row: row.table_id):
        table: list[Any] = list(of_table)
        outlook = table[0].outlook_year
        levels = [row for row in table if row.measure == "level"]
        said = Told(table, levels, int(table[0].period_start), int(table[0].period_end), None if outlook != outlook else int(outlook))
        if levels:
            yield from _of_period(said, evidence)
            yield from _without_last_year(said)
            yield from _in_order(said)


def _of_period(said: Told, evidence: Evidence) -> Iterator[Found]:
    """Years that do not fit the plan's period."""
    levels = [row for row in said.levels if not row.is_former]
    targets, actuals = ({int(row.year) for row in levels if row.status == status} for status in ("target", "actual"))
    years = _listed(targets | actuals)
    last = targets - {said.start}  # 2021年 as a misprint of 2020年 reads as a target of the plan's first year
    beyond = {year for year in last if year > said.end and year != said.outlook}
    # One column of targets beside a baseline is the plan's table of indicators; a table of several years breaks a plan down.
    is_alone = len(last) == 1 and said.outlook not in last
    if said.end not in last and (beyond or is_alone) and (actuals or said.start in targets):
        yield _found(levels, max(beyond or last), years, str(said.end))
    if actuals and targets and max(actuals) <= said.start - evidence.limit(RULE, "base_years_before"):
        yield _found(levels, max(actuals), years, str(said.start - 1))
    if not actuals and targets == {said.start, said.end} and said.end - said.start > 1:  # a plan of two years may well set both
        yield _found(levels, said.start, years, str(said.start - 1))


def _without_last_year(said: Told) -> Iterator[Found]:
    """A table that states the growth up to the plan's last year and no level for that year: 2020年 | 2015年 | 年均增长."""
    of_levels = {row.column_index for row in said.levels}
    grown = any(
        row.measure in ("growth", "change") and row.status == "target" and row.year == said.end and row.column_index not in of_levels
        for row in said.figures
    )
    years = {int(row.year) for row in said.levels}
    if grown and said.end not in years:
        ids = [str(row.observation_id) for row in said.levels]
        yield Found(RULE, ids[0], _listed(years), str(said.end), tuple(ids[1:]))


def _in_order(said: Told) -> Iterator[Found]:
    """A year that stands twice (2025年 | 2025年), or behind two later ones (2020年 | 2025年 | 2015年)."""
    axis = next((axis for axis in _AXES if _has_one_year_a_line(said.levels, axis)), None)
    if axis is None:
        return
    lines = {getattr(row, axis): int(row.year) for row in said.levels}
    years = [year for _, year in sorted(lines.items())]
    if len(set(years)) == len(years) >= FEWEST_IN_ORDER and years[0] < years[1]:
        for number, year in enumerate(years[2:], start=2):
            if year < min(years[:number]):
                yield _found(said.levels, year, ", ".join(map(str, years)), f"> {years[number - 1]}")
    other = _AXES[1 - _AXES.index(axis)]
    same = Counter(_thing(row, other) for row in said.levels)
    again = [row for row in said.levels if same[_thing(row, other)] > 1]
    for year in sorted({int(row.year) for row in again}):
        yield _found(again, year, f"{year}, {year}", str(year))


def _has_one_year_a_line(levels: Sequence[Any], axis: str) -> bool:
    return len({(getattr(row, axis), row.year) for row in levels}) == len({getattr(row, axis) for row in levels})


def _thing(row: Any, other: str) -> tuple[object, ...]:
    """What a level is of, and the line across that it stands in: two of them stand under one year printed twice."""
    return (row.subject, row.area, row.scope, row.is_total, row.status, row.year, getattr(row, other))


def _listed(years: set[int]) -> str:
    return ", ".join(str(year) for year in sorted(years))


def _found(rows: Sequence[Any], year: int, years: str, expected: str) -> Found:
    ids = [str(row.observation_id) for row in rows if row.year == year]
    return Found(RULE, ids[0], years, expected, tuple(ids[1:]))
