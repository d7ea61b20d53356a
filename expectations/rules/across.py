"""Rules that hold the figures of several plans against each other; copies of a plan are held against none.

They look at figures of the catalogue's indicators alone: a printed name says too little to be one thing in two plans.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules.agree import VALUE, agree, beside_first
from expectations.rules.evidence import SUBJECT, Evidence, printed
from expectations.rules.found import Found
from expectations.rules.pairs import BASE, against_told, jumps, led_back, of_pair, told_levels
from expectations.rules.repeats import SAME

if TYPE_CHECKING:
    import pandas as pd

_SUBJECT = [name for name in SUBJECT if name != "plan_id"]


def plans_differ(evidence: Evidence) -> Iterator[Found]:
    """One indicator, year, area and scope reached by one figure in a plan and by another in another plan."""
    rule = "plans_differ"
    rows = _comparable(evidence.levels)
    rows = rows[rows["status"].eq("actual")].drop_duplicates([*SAME, "value_std", "comparator"])
    key = [name for name in SAME if name != "plan_id"]
    rows = rows.sort_values(["period_start", "plan_id"], kind="stable")
    pairs = beside_first(rows, key, [*VALUE, "plan_id"])
    odd = ~agree(pairs, evidence.registry.rules[rule].limits) & pairs["plan_id"].ne(pairs["plan_id_first"])
    for row in pairs[odd].itertuples():
        observed = printed(row.value_std, row.unit_std, row.year)
        expected = f"{printed(row.value_std_first, row.unit_std)}: {row.plan_id_first}"
        yield Found(rule, str(row.observation_id), observed, expected, (str(row.observation_id_first),))


def magnitude_jump(evidence: Evidence) -> Iterator[Found]:
    """Figures of two plans that are an order of magnitude apart."""
    pairs = _beside_earlier_plans(_comparable(evidence.levels))
    for row in pairs[jumps(pairs, evidence)].itertuples():
        yield of_pair("magnitude_jump", row)


def _beside_earlier_plans(rows: pd.DataFrame) -> pd.DataFrame:
    """What a plan tells as reached, beside the last figure up to that year that a plan of an earlier period tells of the same thing."""
    rows = rows[rows["period_start"].notna()]
    key = [*_SUBJECT, "kind_of_time", "unit_std"]
    earlier = rows.drop_duplicates(["plan_id", *key, "year", "status"])[[*key, "plan_id", "period_start", *BASE]]
    earlier = earlier.rename(columns={name: f"{name}_base" for name in ("plan_id", "period_start", *BASE)})
    pairs = rows[rows["status"].eq("actual")].merge(earlier, on=key)
    pairs = pairs[(pairs["period_start_base"] < pairs["period_start"]) & (pairs["year_base"] <= pairs["year"])]
    return pairs.sort_values("year_base", kind="stable").drop_duplicates("observation_id", keep="last")


def base_differs(evidence: Evidence) -> Iterator[Found]:
    """Levels with the increase since an earlier year that do not lead back to the level that another plan tells for it."""
    pairs = _comparable(led_back(evidence))
    told = told_levels(evidence, pairs["subject"])
    told = told[~told["is_copy_told"]].rename(columns={"plan_id": "plan_id_told"})
    held = pairs.merge(told, on=[*_SUBJECT, "year_start"])
    yield from against_told(held[held["plan_id"].ne(held["plan_id_told"])], evidence)


def _comparable(rows: pd.DataFrame) -> pd.DataFrame:
    """Those whose indicator and area are known, of plans that are no copies."""
    return rows[rows["indicator_id"].notna() & rows["area"].ne("") & ~rows["is_copy"]]
