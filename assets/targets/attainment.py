"""``target_attainment``: each target beside what was reached, by whichever plan tells it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from assets.targets.named import with_names
from assets.targets.progress import with_progress
from expectations.registry import Registry
from expectations.registry.schema import conform

# What two figures must share to be of one series. A unit is the catalogue's, so equal for one indicator, unless a user changed it.
_SERIES = ["area", "scope", "indicator_id", "unit_std", "is_total"]
_OF_TARGET = {
    "observation_id": "target_observation_id", "year": "target_year", "comparator": "target_comparator", "value_std": "target_value",
    "value_max_std": "target_value_max",
}  # fmt: skip
_OF_TOLD = {
    "observation_id": "observation_id", "plan_id": "plan_id", "year": "year", "comparator": "comparator", "value_std": "value",
    "value_max_std": "value_max",
}  # fmt: skip


def target_attainment(observations: pd.DataFrame, plans: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """One row per target level that has a catalogue indicator and a standard value; copies of a plan are left out.

    In: frames of the tables observations and plans. Out: a frame of the table target_attainment. The actual is that of the target's
    year, else the latest after the plan's own baseline; one after the target's year does not answer it. Raises ``KeyError`` on an
    indicator that is not in the catalogue.
    """
    schema = registry.tables["target_attainment"]
    levels = _levels(observations, plans)
    told = levels[levels["status"] == "actual"]
    # Of one plan the first row of a figure counts, the table's before the text's, as in indicator_targets.
    pairs = levels[levels["status"] == "target"].drop_duplicates(["own_series", "year"], keep="last").rename(columns=_OF_TARGET)
    pairs = _with_last(pairs, told, "base", "own_series", after=None, until=pairs["target_year"] - 1)
    pairs = _with_last(pairs, told, "actual", "series", after=pairs["base_year"], until=pairs["target_year"])
    direction = {indicator_id: registry.indicators[indicator_id].direction for indicator_id in pairs["indicator_id"].unique()}
    made = with_names(with_progress(pairs.assign(direction=pairs["indicator_id"].map(direction))), plans, registry)
    made["actual_plan_title"] = made["actual_plan_id"].map(plans.set_index("plan_id")["title"])
    return conform(made[list(schema.columns)], schema)


def _levels(observations: pd.DataFrame, plans: pd.DataFrame) -> pd.DataFrame:
    """Comparable levels of plans that are no copies, numbered so that of two of one year the one with the greater number is preferred.

    Preferred is the plan of the latest period (statistics are revised, the later plan knows better), then the table, then the plan
    whose id comes first, then the row that stands first. ``series`` is alike for figures of one series in any plan, ``own_series``
    within a plan. A town or zone without a code has its name for an area; an unknown area is not an area: it is the plan's own.
    """
    copies = plans.loc[plans["same_as"].notna(), "plan_id"]
    levels = observations[
        (observations["measure"] == "level")
        & observations["indicator_id"].notna()
        & observations["value_std"].notna()
        & observations["basis"].ne("part_year").fillna(True)
        & ~observations["plan_id"].isin(copies)
        & observations["basis"].ne("part_year").fillna(True)
    ].copy()
    levels["is_total"] = levels["basis"] == "cumulative"
    levels["total_since"] = levels["year_start"].where(levels["is_total"])
    names = plans.assign(name=plans["region_name"].fillna(plans["plan_id"])).set_index("plan_id")["name"]
    levels["area"] = levels["region_code"].fillna(levels["plan_id"].map(names))
    levels["series"] = levels.groupby(_SERIES, dropna=False, sort=False).ngroup()
    levels["own_series"] = levels.groupby(["series", "plan_id"], sort=False).ngroup()
    levels["from_text"] = levels["origin"] == "text"
    levels["period_start"] = levels["plan_id"].map(plans.set_index("plan_id")["period_start"])
    order = {"year": True, "period_start": True, "from_text": False, "plan_id": False, "char_start": False, "observation_id": False}
    return levels.sort_values(list(order), ascending=list(order.values()), na_position="first", ignore_index=True)


def _with_last(
    pairs: pd.DataFrame, told: pd.DataFrame, role: str, series: str, *, after: pd.Series | None, until: pd.Series
) -> pd.DataFrame:
    """The pairs with the last of the told figures of their series after a year up to a year, its columns named after its role.

    Totals that name different first years are not the same total: what 十三五 added up to is no start for the total of 十四五.
    """
    wanted = pd.DataFrame({"series": pairs[series], "after": after, "until": until, "since": pairs["total_since"]})
    one_a_year = told.drop_duplicates([series, "year", "total_since"], keep="last")
    years = pd.DataFrame({"series": one_a_year[series], "year": one_a_year["year"], "told_since": one_a_year["total_since"]})
    both = wanted.rename_axis("wanted").reset_index().merge(years.rename_axis("told").reset_index(), on="series")
    year, first = both["year"].astype("float64"), both["after"].astype("float64").fillna(-np.inf)
    fits = (year > first) & (year <= both["until"].astype("float64")) & ~(both["since"] != both["told_since"]).fillna(False)
    last = both[fits].groupby("wanted")["told"].max()  # the greatest number: the latest year, the preferred plan
    columns = {column: f"{role}_{name}" for column, name in _OF_TOLD.items()}
    found = told[list(columns)].rename(columns=columns)
    return pairs.assign(told=last).merge(found, how="left", left_on="told", right_index=True)
