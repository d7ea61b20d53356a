"""Rules on a row alone: what its indicator can be and plausibly is, and whether its year fits its plan."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules.evidence import Evidence, printed
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

RANK_UNIT = "位"
PARK = "park"
WHOLE = 1e-6  # how far from a whole number a product of decimals may fall


def impossible_value(evidence: Evidence) -> Iterator[Found]:
    """Levels outside what their indicator can be by definition (a share above 100 %), and ranks below the first."""
    rows = evidence.figures
    levels = rows[rows["measure"].eq("level") & rows["value_std"].notna() & rows["indicator_id"].notna()]
    bounds = {name: evidence.registry.bounds_of(name) for name in levels["indicator_id"].unique()}
    low = levels["indicator_id"].map({name: bound[0] for name, bound in bounds.items()}).astype("float64")
    high = levels["indicator_id"].map({name: bound[1] for name, bound in bounds.items()}).astype("float64")
    yield from _outside("impossible_value", levels, low, high)
    ranks = rows[rows["measure"].eq("rank") & rows["value_std"].lt(1)]
    for row in ranks.itertuples():
        yield Found("impossible_value", str(row.observation_id), printed(row.value_std, RANK_UNIT), f">= 1 {RANK_UNIT}")


def count_with_fraction(evidence: Evidence) -> Iterator[Found]:
    """Counts of bodies, things or people that are no whole number."""
    rows = evidence.figures
    units = {unit for units in evidence.registry.unit_rules.counters.values() for unit in units}
    counts = [name for name, indicator in evidence.registry.indicators.items() if indicator.kind == "count" and indicator.unit in units]
    told = rows[rows["measure"].eq("level") & rows["value_std"].notna() & rows["indicator_id"].isin(counts)]
    part = (told["value_std"] - told["value_std"].round()).abs()
    for row in told[part > WHOLE].itertuples():
        yield Found("count_with_fraction", str(row.observation_id), printed(row.value_std, row.unit_std, row.year), str(row.unit_std))


def value_outside_range(evidence: Evidence) -> Iterator[Found]:
    """Levels outside the range that is plausible for their indicator at the level of their place; a total may be that of five years."""
    rows = evidence.figures
    levels = rows[rows["measure"].eq("level") & rows["value_std"].notna() & rows["indicator_id"].notna()]
    ranges = evidence.registry.ranges
    keys = list(zip(levels["indicator_id"], level_of_place(levels, evidence), strict=True))
    found = [ranges.get(key) for key in keys]
    low = levels["value_std"] * 0 + [float("nan") if one is None else one.valid_min for one in found]
    high = levels["value_std"] * 0 + [float("nan") if one is None else one.valid_max for one in found]
    high = high.where(~levels["is_total"], high * evidence.limit("value_outside_range", "years_of_total"))
    yield from _outside("value_outside_range", levels, low, high)


def level_of_place(rows: pd.DataFrame, evidence: Evidence) -> pd.Series:
    """The administrative level whose range holds for a row: park for a zone or body, else that of its area, else its plan's."""
    codes = rows["region_code"].dropna().unique()
    areas = {code: region.level for code in codes if (region := evidence.registry.regions.by_code(code)) is not None}
    of_area = rows["region_code"].map(areas)
    levels = of_area.where(of_area.notna(), rows["plan_level"]).astype("object")
    return levels.where(rows["scope"].eq("") & rows["plan_level"].ne(PARK), PARK)


def _outside(rule_id: str, rows: pd.DataFrame, low: pd.Series, high: pd.Series) -> Iterator[Found]:
    """Rows whose value, or the upper end of its range, lies below ``low`` or above ``high``; an empty bound holds nothing."""
    top = rows["value_max_std"].fillna(rows["value_std"])
    odd = rows["value_std"].lt(low) | top.gt(high)
    for row, value, least, most in zip(
        rows[odd].itertuples(), top[odd].where(top.gt(high), rows["value_std"]), low[odd], high[odd], strict=True
    ):
        observed = printed(value, row.unit_std, row.year)
        yield Found(rule_id, str(row.observation_id), observed, _between(least, most, str(row.unit_std)))


def _between(low: float, high: float, unit: str) -> str:
    if high != high:
        return f">= {low:.10g} {unit}"
    if low != low:
        return f"<= {high:.10g} {unit}"
    return f"{low:.10g}–{high:.10g} {unit}"


def target_year_outside_plan(evidence: Evidence) -> Iterator[Found]:
    """Targets of a year that is neither in the plan's period nor its outlook nor one that national strategies set."""
    rows = evidence.figures
    targets = rows[
        rows["status"].eq("target") & ~evidence.former_targets & rows[["year", "period_start", "period_end"]].notna().all(axis=1)
    ]
    year = targets["year"]
    national = {int(limit) for limit in evidence.registry.rules["target_year_outside_plan"].limits.values()}
    inside = year.ge(targets["period_start"]) & year.le(targets["period_end"])
    odd = ~(inside | year.eq(targets["outlook_year"]).fillna(False) | year.isin(national))
    for row in targets[odd.astype(bool)].itertuples():
        expected = evidence.years_of_plan[str(row.plan_id)]
        yield Found("target_year_outside_plan", str(row.observation_id), str(row.year), expected)


def actual_after_plan(evidence: Evidence) -> Iterator[Found]:
    """Figures told as reached in a year after the plan was signed, or where that is not known, after its period.

    Without a date the period's end it is: a review at half-time (中期评估) tells what was reached inside the period.
    """
    plans = evidence.plans
    signed = {p: d.year for p, d in zip(plans["plan_id"], plans["signed_on"], strict=True) if d is not None}
    rows = evidence.figures
    written = rows["plan_id"].map(signed).astype("Int64")
    latest = written.fillna(rows["period_end"])
    odd = (rows["status"].eq("actual") & rows["year"].gt(latest)).fillna(False)
    for row in rows[odd].itertuples():
        expected = str(signed.get(str(row.plan_id), evidence.years_of_plan[str(row.plan_id)]))
        yield Found("actual_after_plan", str(row.observation_id), str(row.year), expected)
