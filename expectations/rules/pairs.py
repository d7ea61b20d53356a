"""Rules on two years of one thing: a target worse than its baseline, a jump of magnitude, an increase that leads to another baseline.

Of one plan; :mod:`expectations.rules.across` holds the figures of several plans against each other by the same measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from expectations.rules.agree import AT_LEAST, AT_MOST, larger
from expectations.rules.evidence import SUBJECT, Evidence, of_subjects, printed
from expectations.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Mapping

KIND = ["kind_of_time", "unit_std", "in_text"]
BASE = ["year", "value_std", "value_max_std", "half", "observation_id"]
MOST_ALIKE = 50  # values of one thing in one year; a table of districts under one name has some dozen
PERCENT, POINTS = "%", "百分点"


def _targets_with_base(evidence: Evidence) -> pd.DataFrame:
    """Each target level beside the last actual before the plan, of the same plan, subject, kind, unit and origin.

    What was reached inside the period (中期评估) may well lie beyond the target. In a table that sets targets for several years a
    target stands beside that of the year before.
    """
    key = [*SUBJECT, *KIND]
    rows = evidence.levels[[*key, *BASE, "status", "period_start", "table_id", "indicator_id", "comparator"]]
    targets = rows[rows["status"].eq("target")]
    rows = of_subjects(rows, targets["subject"])
    before = rows["period_start"].fillna(rows["year"] + 1).astype("Int64")
    bases = rows[rows["status"].eq("actual") & rows["year"].lt(before)].drop_duplicates([*key, "year"])
    pairs = targets.merge(_as_bases(bases, key), on=key)
    interim = targets[targets["table_id"].notna() & ~evidence.former_targets.loc[targets.index]]
    in_table = [*key, "table_id"]
    # Of a year the last is what the last line below would choose; without, a name that stands 3,000 times makes 9,000,000 pairs.
    interim = interim.drop_duplicates([*in_table, "year"], keep="last")
    pairs = pd.concat([pairs, targets.merge(_as_bases(interim, in_table), on=in_table)], ignore_index=True)
    pairs = pairs[(pairs["year_base"] < pairs["year"]).fillna(False)].sort_values("year_base", kind="stable")
    return pairs.drop_duplicates("observation_id", keep="last").sort_index()


def _as_bases(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    return rows[[*key, *BASE]].rename(columns={name: f"{name}_base" for name in BASE})


def target_worse_than_base(evidence: Evidence) -> Iterator[Found]:
    """Targets on the wrong side of their baseline, for indicators whose direction the catalogue knows."""
    pairs = evidence.once(_targets_with_base)
    indicators = evidence.registry.indicators
    direction = pairs["indicator_id"].map({name: indicators[name].direction for name in pairs["indicator_id"].dropna().unique()})
    # 保持在7%以上 beside a baseline of 7.15 % keeps what there is.
    relative, bound = (evidence.limit("target_worse_than_base", name) for name in ("relative", "bound"))
    slack = pairs["comparator"].isin([*AT_LEAST, *AT_MOST]).map({True: bound, False: relative}) * pairs["value_std_base"].abs()
    top = pairs["value_max_std"].fillna(pairs["value_std"])
    worse = (direction.eq("up") & (top < pairs["value_std_base"] - slack)) | (
        direction.eq("down") & (pairs["value_std"] > pairs["value_std_base"] + slack)
    )
    for row in pairs[worse].itertuples():
        yield of_pair("target_worse_than_base", row)


def of_pair(rule: str, row: Any) -> Found:
    """What a rule finds of a figure beside its base, a row of a frame of pairs."""
    target = printed(row.value_std, row.unit_std, row.year)
    base = printed(row.value_std_base, row.unit_std, row.year_base)
    return Found(rule, row.observation_id, target, base, (row.observation_id_base,))


def magnitude_jump(evidence: Evidence) -> Iterator[Found]:
    """Targets many times their baseline (or a small part of it) without a stated growth."""
    pairs = evidence.once(_targets_with_base)
    grown = evidence.figures[evidence.figures["measure"].isin(["growth", "change"])]
    stated = set(zip(grown["plan_id"], grown["area"], grown["scope"], grown["subject"], strict=True))
    alone = [key not in stated for key in zip(pairs["plan_id"], pairs["area"], pairs["scope"], pairs["subject"], strict=True)]
    for row in pairs[jumps(pairs, evidence) & pd.Series(alone, index=pairs.index, dtype=bool)].itertuples():
        yield of_pair("magnitude_jump", row)


def jumps(pairs: pd.DataFrame, evidence: Evidence) -> pd.Series:
    """Pairs whose two values are an order of magnitude apart; counts of a few (2家 → 30家) may well be."""
    times, least = (evidence.limit("magnitude_jump", name) for name in ("times", "least_count"))
    base, value = pairs["value_std_base"].astype("float64"), pairs["value_std"].astype("float64")
    apart = ((value >= times * base) | (value * times <= base)) & base.gt(0) & value.gt(0)
    kinds: Mapping[str, str] = {name: one.kind for name, one in evidence.registry.indicators.items()}
    is_count = pairs["indicator_id"].map(kinds).fillna("count").eq("count")
    return (apart & (~is_count | base.ge(least) | value.ge(least * times))).astype(bool)


def base_differs(evidence: Evidence) -> Iterator[Found]:
    """Levels with the increase since an earlier year that do not lead back to the level that the plan tells for it.

    Changes alone: growths another rule holds against the plan's own levels.
    """
    pairs = led_back(evidence, ["change"])
    yield from against_told(pairs.merge(told_levels(evidence, pairs["subject"]), on=[*SUBJECT, "year_start"]), evidence)


def led_back(evidence: Evidence, measures: Sequence[str] = ("change", "growth")) -> pd.DataFrame:
    """Levels with an increase, and the earlier level that the two give: ``derived``, by at most ``off`` for their rounding."""
    rows = evidence.figures
    since = rows[rows["basis"].eq("since_base") & rows["value_std"].notna() & rows["year_start"].notna() & rows["status"].eq("actual")]
    since = since[since["measure"].isin(["change", "growth"]) & since["comparator"].eq("=")].drop(columns="is_total").assign(is_total=False)
    since = _few(since, [*SUBJECT, "year", "status"])
    since = since[since["measure"].isin(measures)]
    now = _distinct_levels(evidence, since["subject"])[[*SUBJECT, *BASE, "status", "unit_std"]]
    now = now.rename(columns={name: f"{name}_now" for name in (*BASE[1:], "unit_std")})
    return _derived(since.merge(now, on=[*SUBJECT, "year", "status"]))


def _distinct_levels(evidence: Evidence, subjects: Iterable[str]) -> pd.DataFrame:
    levels = of_subjects(evidence.levels, subjects)
    return _few(levels.drop_duplicates([*SUBJECT, "year", "status", "value_std"]), [*SUBJECT, "year", "status"])


def _few(rows: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """The rows without those of which a plan tells so many values for one thing and year that none leads anywhere."""
    return rows[rows.groupby(key, dropna=False)["year"].transform("size") <= MOST_ALIKE]


def _derived(pairs: pd.DataFrame) -> pd.DataFrame:
    now, by = pairs["value_std_now"], pairs["value_std"]
    added = pairs["measure"].eq("change") & (
        pairs["unit_std"].eq(pairs["unit_std_now"]) | (pairs["unit_std"].eq(POINTS) & pairs["unit_std_now"].eq(PERCENT))
    )
    grown = pairs["measure"].eq("growth") & pairs["unit_std"].eq(PERCENT)
    derived = (now - by).where(added, (now / (1 + by / 100)).where(grown))
    off = pairs["half_now"] + pairs["half"].where(added, now * pairs["half"] / 100)
    return pairs.assign(derived=derived, off=off).dropna(subset=["derived"])


def told_levels(evidence: Evidence, subjects: Iterable[str]) -> pd.DataFrame:
    """The levels of these subjects told as reached, to be held against those that an increase leads back to."""
    levels = _distinct_levels(evidence, subjects)
    told = levels.loc[levels["status"].eq("actual"), [*SUBJECT, *BASE, "unit_std", "is_copy"]].rename(columns={"year": "year_start"})
    return told.rename(columns={name: f"{name}_told" for name in (*BASE[1:], "unit_std", "is_copy")})


def against_told(held: pd.DataFrame, evidence: Evidence) -> Iterator[Found]:
    """What an increase leads back to (``led_back``) that is not what is told for the year (``told_levels``), of pairs of one thing."""
    held = held[held["unit_std_now"].eq(held["unit_std_told"])]
    slack = larger(held["off"] + held["half_told"], evidence.limit("base_differs", "relative") * held["value_std_told"].abs())
    for row in held[(held["derived"] - held["value_std_told"]).abs() > slack].itertuples():
        now = printed(row.value_std_now, row.unit_std_now, row.year)
        observed = f"{now} − {printed(row.value_std, row.unit_std)} = {float(str(row.derived)):.6g}"
        expected = printed(row.value_std_told, row.unit_std_told, row.year_start)
        yield Found(
            "base_differs", str(row.observation_id), observed, expected, (str(row.observation_id_now), str(row.observation_id_told))
        )
