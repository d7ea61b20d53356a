"""Checks on the observations across columns and tables, each a Great Expectations suite made from ``expectations.coherence``."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Sequence

import dagster as dg
import pandas as pd

from expectations import coherence, suites
from expectations.checks.tables import result_of
from expectations.constraints import Constraint
from expectations.registry import Registry, load_registry

TABLE = load_registry().tables["observations"]
ASSET = "core_observations"


def _verdict(name: str, frame: pd.DataFrame, rules: Sequence[Constraint], *, blocking: bool) -> dg.AssetCheckResult:
    return result_of([(TABLE, frame, suites.validate(f"{TABLE.name} {name}", None, rules, frame))], blocking=blocking)


@dg.asset_check(
    asset=ASSET,
    blocking=True,
    description="Every observation's span in its plan's text holds its value_text, and its quote stands in the text and holds it too.",
    additional_ins={"plan_texts": dg.AssetIn("core_plan_texts")},
)
def spans_hold_text(core_observations: pd.DataFrame, plan_texts: pd.DataFrame) -> dg.AssetCheckResult:
    """Every figure can be found again where the row says it stands."""
    return _verdict("in place", core_observations, coherence.in_place(plan_texts), blocking=True)


@dg.asset_check(
    asset=ASSET,
    blocking=True,
    description="Standard units are those of the catalogue, and values possible by their indicator's definition.",
    additional_ins={"plans": dg.AssetIn("core_plans"), "registry": dg.AssetIn("_core_registry")},
)
def lawful(core_observations: pd.DataFrame, plans: pd.DataFrame, registry: Registry) -> dg.AssetCheckResult:
    """No row says what its own columns or the registry rule out."""
    return _verdict("lawful", core_observations, coherence.lawful(plans, registry), blocking=True)


@dg.asset_check(
    asset=ASSET,
    blocking=False,
    description="Values in their plausible range, years in their plan, units among the lawful ones, bounds that fit their comparators.",
    additional_ins={"plans": dg.AssetIn("core_plans"), "registry": dg.AssetIn("_core_registry")},
)
def questioned(core_observations: pd.DataFrame, plans: pd.DataFrame, registry: Registry) -> dg.AssetCheckResult:
    """Rows that a rule questions are published with their flags: this only asks."""
    return _verdict("questioned", core_observations, coherence.questioned(plans, registry), blocking=False)


CHECKS = [spans_hold_text, lawful, questioned]
