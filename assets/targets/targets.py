"""``indicator_targets``: each target of a plan beside its baseline, with the growth that is stated and the growth the two imply."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.targets.named import with_names, worst_severity
from expectations.registry import Registry
from expectations.registry.schema import conform

SHARES = ("%", "‰")
POINTS = "百分点"
_SUBJECT = ["plan_id", "region_code", "scope", "subject"]


def indicator_targets(observations: pd.DataFrame, plans: Sequence[Plan], registry: Registry) -> pd.DataFrame:
    """One row per plan, area, scope, indicator and target year; copies of a plan are left out.

    Where table and text both tell a target, the table's counts, and a year's figure before a total over the period. The baseline
    is the last actual level before the target's year, the stated growth the one a year that ends in the target's year. The
    column url is left empty; see ``with_urls``.
    """
    schema = registry.tables["indicator_targets"]
    rows = _subjects(observations, plans)
    levels = rows[(rows["measure"] == "level") & rows["basis"].ne("part_year").fillna(True)]
    targets = levels[levels["status"] == "target"].drop_duplicates([*_SUBJECT, "year"])
    paired = _with_base(targets, levels[(levels["status"] == "actual") & levels["year"].notna() & levels["value_std"].notna()])
    paired = _with_stated_growth(paired, rows)
    paired["implied_growth"] = _implied(paired)
    paired["confidence"] = paired[["confidence", "base_confidence"]].min(axis=1)
    paired["growth_gap"] = (paired["stated_growth"] - paired["implied_growth"]).round(6)
    paired["gap"] = (paired["value_std"] - paired["base_value"].astype("float64")).round(6)
    paired["worst_severity"] = worst_severity(paired[["flags", "base_flags", "growth_flags"]], registry)
    paired = with_names(paired, plans_frame(plans), registry)
    paired["url"] = None
    named = {
        "target_year": "year", "target_comparator": "comparator", "target_value": "value_std", "target_value_max": "value_max_std",
        "target_text": "value_text", "target_observation_id": "observation_id",
    }  # fmt: skip
    return conform(pd.DataFrame({column: paired[named.get(column, column)] for column in schema.columns}), schema)


def with_urls(targets: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """The targets with the address that each one's file was downloaded from, as table ``sources`` tells it."""
    return targets.assign(url=targets["source_path"].map(sources.set_index("source_path")["url"]).astype("object"))


def _subjects(observations: pd.DataFrame, plans: Sequence[Plan]) -> pd.DataFrame:
    """Named observations of plans that are no copies, tables before text, with what they are about in ``subject``.

    A figure of a part of a year (上半年) stands for no year, so it is neither target nor baseline.
    """
    copies = {plan.plan_id for plan in plans if plan.same_as}
    whole_years = observations["basis"].ne("part_year").fillna(True)
    rows = observations[~observations["plan_id"].isin(copies) & observations["indicator_text"].notna() & whole_years].copy()
    rows["subject"] = rows["indicator_id"].where(rows["indicator_id"].notna(), rows["indicator_text"])
    rows["from_text"] = rows["origin"] == "text"
    rows["is_total"] = rows["basis"] == "cumulative"
    return rows.sort_values(["plan_id", "is_total", "from_text", "char_start"], kind="stable", ignore_index=True)


def _with_base(targets: pd.DataFrame, bases: pd.DataFrame) -> pd.DataFrame:
    """Each target with the last actual before its year (base_year, base_value, base_observation_id, base_confidence,
    base_flags).

    Totals stand only beside totals.
    """
    bases = bases.drop_duplicates([*_SUBJECT, "is_total", "year"])
    bases = bases[[*_SUBJECT, "is_total", "year", "value_std", "unit_std", "observation_id", "confidence", "flags"]].rename(
        columns={
            "year": "base_year", "value_std": "base_value", "unit_std": "base_unit", "observation_id": "base_observation_id",
            "confidence": "base_confidence", "flags": "base_flags",
        }
    )  # fmt: skip
    joined = targets.merge(bases, on=[*_SUBJECT, "is_total"], how="left")
    usable = (joined["base_year"] < joined["year"]).fillna(False) & (
        (joined["base_unit"] == joined["unit_std"]) | joined["unit_std"].isna()
    )
    for column in ("base_year", "base_value", "base_observation_id", "base_confidence", "base_flags"):
        joined[column] = joined[column].where(usable)
    joined = joined.sort_values("base_year", kind="stable", na_position="first")
    return joined.drop_duplicates("observation_id", keep="last").sort_values(["plan_id", "char_start"], kind="stable", ignore_index=True)


def _with_stated_growth(targets: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Each target with the growth a year that the plan states up to the same year."""
    stated = rows[
        rows["measure"].isin(["growth", "change"])
        & (rows["basis"] == "per_year")
        & rows["value_std"].notna()
        & (rows["status"] == "target")
    ]
    stated = stated[stated["unit_std"].isin(["%", POINTS])].drop_duplicates([*_SUBJECT, "year"])
    stated = stated[[*_SUBJECT, "year", "value_std", "unit_std", "flags"]].rename(
        columns={"value_std": "stated_growth", "unit_std": "stated_growth_unit", "flags": "growth_flags"}
    )
    return targets.merge(stated, on=[*_SUBJECT, "year"], how="left")


def _implied(rows: pd.DataFrame) -> pd.Series:
    """Growth a year from baseline to target: points for a share (unless the plan states %), compound % for anything else."""
    years = (rows["year"] - rows["base_year"]).astype("float64")
    base, target = rows["base_value"].astype("float64"), rows["value_std"].astype("float64")
    in_points = (rows["stated_growth_unit"] == POINTS) | (rows["stated_growth_unit"].isna() & rows["unit_std"].isin(SHARES))
    with np.errstate(divide="ignore", invalid="ignore"):
        compound = ((target / base.where(base > 0)) ** (1 / years) - 1) * 100
    return ((target - base) / years).where(in_points, compound.where(target >= 0)).round(6)
