"""The rule on growth: what a plan states against what its own two levels give."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from expectations.rules.agree import larger
from expectations.rules.evidence import SUBJECT, Evidence, of_subjects
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

RULE = "stated_growth_differs"
POINTS, PERCENT = "百分点", "%"
ABOUT = 0.1  # of a growth printed with 约 or 左右
MOST_LEVELS = 3  # of one year that a growth is held against: more figures of one thing are another rule's matter
_LEVEL = ["value_std", "value_max_std", "half", "unit_std", "observation_id"]


def stated_growth_differs(evidence: Evidence) -> Iterator[Found]:
    """Growths and changes between two years whose levels the plan tells, where no reading of the three agrees.

    A growth in % may be compound or average; of a share it may be meant in points. Rounding of all three figures is allowed for. Where a
    year's level is told twice, one that agrees is enough.
    """
    pairs = _with_levels(evidence)
    if pairs.empty:
        return
    pairs["gap"], pairs["implied"] = _gap(pairs)
    slack = _slack(pairs, evidence)
    nearest = pairs.sort_values("gap", kind="stable").drop_duplicates("observation_id").sort_index()
    for row in nearest[nearest["gap"] > slack.loc[nearest.index]].itertuples():
        unit = f"{row.unit_std}/年" if row.basis == "per_year" else str(row.unit_std)
        levels = f"{row.value_std_base:.10g} → {row.value_std_end:.10g} {row.unit_std_end}, {row.year_start}–{row.year}"
        expected = f"{float(str(row.implied)):.3g} {unit} ({levels})"
        observed = f"{row.value_std:.10g} {unit}"
        yield Found(RULE, str(row.observation_id), observed, expected, (str(row.observation_id_base), str(row.observation_id_end)))


def _with_levels(evidence: Evidence) -> pd.DataFrame:
    """Each growth with each level of its first and of its last year."""
    rows = evidence.figures
    told = rows["measure"].isin(["growth", "change"]) & rows["basis"].isin(["per_year", "year_on_year", "since_base"])
    told &= rows["value_std"].notna() & rows["year"].notna() & rows["subject"].notna() & rows["value_max_std"].isna()
    grown = rows[told].drop(columns="is_total").assign(is_total=False)
    grown["year_start"] = _first_year(grown)
    grown = grown[(grown["year_start"] < grown["year"]).fillna(False).astype(bool)]
    levels = of_subjects(evidence.levels[[*SUBJECT, "year", "status", *_LEVEL]], grown["subject"])
    levels = levels[levels.groupby([*SUBJECT, "year", "status"], sort=False).cumcount() < MOST_LEVELS]
    bases = levels.drop(columns="status").rename(columns={"year": "year_start"} | {name: f"{name}_base" for name in _LEVEL})
    ends = levels.rename(columns={name: f"{name}_end" for name in _LEVEL})
    pairs = grown.merge(bases, on=[*SUBJECT, "year_start"]).merge(ends, on=[*SUBJECT, "year", "status"])
    return pairs[pairs["unit_std_base"].eq(pairs["unit_std_end"])].reset_index(drop=True)


def _first_year(grown: pd.DataFrame) -> pd.Series:
    """The year a growth starts from: printed, else the year before (同比), else the year before the plan for its targets' 年均增长."""
    start = grown["year_start"].where(grown["basis"].ne("year_on_year"), grown["year"] - 1)
    of_plan = (grown["period_start"] - 1).where(grown["basis"].eq("per_year") & grown["status"].eq("target"))
    return start.fillna(of_plan)


def _gap(pairs: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """How far the stated growth lies from the nearest that the levels give, 0 where they meet; and the one they give as printed."""
    between = (pairs["year"] - pairs["year_start"]).astype("float64")
    gap, implied = _gap_over(pairs, between.where(pairs["basis"].eq("per_year"), 1.0))
    # A table's column that only says 增长 may mean the growth a year: 累计增长/年均增长 over one column.
    unsaid = pairs["basis"].eq("since_base") & ~pairs["in_text"]
    a_year, _ = _gap_over(pairs, between)
    return gap.where(~unsaid, gap.clip(upper=a_year)), implied


def _gap_over(pairs: pd.DataFrame, years: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The same for growth over a number of years."""
    base, end, top = pairs["value_std_base"], pairs["value_std_end"], pairs["value_max_std_end"].fillna(pairs["value_std_end"])
    lowest, highest = (end - pairs["half_end"], base + pairs["half_base"]), (top + pairs["half_end"], base - pairs["half_base"])
    in_percent = pairs["unit_std"].eq(PERCENT)
    of_share = pairs["unit_std_end"].eq(PERCENT)
    readings = [
        (_added(*lowest, years), _added(*highest, years), ~in_percent | of_share),
        (_compound(*lowest, years), _compound(*highest, years), in_percent),
        (_average(*lowest, years), _average(*highest, years), in_percent),
    ]
    gap: pd.Series = years * 0 + np.inf
    for low, high, applies in readings:
        gap = gap.clip(upper=_distance(pairs, low, high).where(applies, np.inf).fillna(np.inf))
    implied = _compound(end, base, years).where(in_percent, _added(end, base, years))
    return gap.where(np.isfinite(gap), 0.0), implied  # a base of 0 gives no growth that could differ


def _distance(pairs: pd.DataFrame, low: pd.Series, high: pd.Series) -> pd.Series:
    """From the stated growth with its rounding to an interval; a bound that leaves the one side open lies at no distance from there."""
    stated, half = pairs["value_std"], pairs["half"]
    half = half.where(pairs["comparator"].ne("~"), stated.abs() * ABOUT)
    below, above = (low - (stated + half)).clip(lower=0), ((stated - half) - high).clip(lower=0)
    at_least, at_most = (pairs["comparator"].isin(signs) for signs in ([">=", ">"], ["<=", "<"]))
    return below.where(~at_least, 0.0) + above.where(~at_most, 0.0)


def _slack(pairs: pd.DataFrame, evidence: Evidence) -> pd.Series:
    """What a growth may lie off its figures."""
    least = (pairs["value_std"] * 0 + evidence.limit(RULE, "points")).where(pairs["unit_std"].eq(POINTS), evidence.limit(RULE, "percent"))
    return larger(least, evidence.limit(RULE, "relative") * pairs["implied"].abs().fillna(0.0))


def _added(end: pd.Series, base: pd.Series, years: pd.Series) -> pd.Series:
    return (end - base) / years


def _average(end: pd.Series, base: pd.Series, years: pd.Series) -> pd.Series:
    return (end / base.where(base > 0) - 1) / years * 100


def _compound(end: pd.Series, base: pd.Series, years: pd.Series) -> pd.Series:
    return ((end.clip(lower=0) / base.where(base > 0)) ** (1 / years) - 1) * 100
