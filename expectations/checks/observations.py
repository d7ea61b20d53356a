"""Checks on the observations across columns and tables, each a Great Expectations suite made from ``expectations.coherence``."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Sequence
from typing import Any

import dagster as dg
import pandas as pd

from expectations import coherence, suites
from expectations.checks.doubtful import narrowed
from expectations.checks.tables import result_of
from expectations.constraints import Constraint
from expectations.own import LAWFUL, QUESTIONED, SPANS
from expectations.registry import Registry, load_registry
from expectations.registry.table_rows import Held, Rows

TABLE = load_registry().tables["observations"]
ASSET = "core_observations"


def _verdict(check: str, rows: Rows, rules: Sequence[Constraint], frame: pd.DataFrame, *, blocking: bool) -> dg.AssetCheckResult:
    found = suites.validate(f"{TABLE.name} {check}", None, rules, frame, is_reported=blocking)
    if isinstance(rows, Held):
        found = found.of_all(rows.in_doubt(check), len(rows))
    return result_of([(TABLE, found)], blocking=blocking)


@dg.asset_check(
    asset=ASSET,
    name=SPANS,
    blocking=True,
    description="Every observation's span in its plan's text holds its value_text, and its quote stands in the text and holds it too.",
    additional_ins={"plan_texts": dg.AssetIn("core_plan_texts")},
)
def spans_hold_text(core_observations: Any, plan_texts: Any) -> dg.AssetCheckResult:
    """Every figure can be found again where the row says it stands."""
    frame, texts = narrowed(SPANS, core_observations, plan_texts)
    return _verdict(SPANS, core_observations, coherence.in_place(texts), frame, blocking=True)


@dg.asset_check(
    asset=ASSET,
    name=LAWFUL,
    blocking=True,
    description="Standard units are those of the catalogue, and values possible by their indicator's definition.",
    additional_ins={"plans": dg.AssetIn("core_plans"), "registry": dg.AssetIn("_core_registry")},
)
def lawful(core_observations: Any, plans: pd.DataFrame, registry: Registry) -> dg.AssetCheckResult:
    """No row says what its own columns or the registry rule out."""
    (frame,) = narrowed(LAWFUL, core_observations)
    return _verdict(LAWFUL, core_observations, coherence.lawful(plans, registry), frame, blocking=True)


@dg.asset_check(
    asset=ASSET,
    name=QUESTIONED,
    blocking=False,
    description="Values in their plausible range, years in their plan, units among the lawful ones, bounds that fit their comparators.",
    additional_ins={"plans": dg.AssetIn("core_plans"), "registry": dg.AssetIn("_core_registry")},
)
def questioned(core_observations: Any, plans: pd.DataFrame, registry: Registry) -> dg.AssetCheckResult:
    """Rows that a rule questions are published with their flags: this only asks."""
    (frame,) = narrowed(QUESTIONED, core_observations)
    return _verdict(QUESTIONED, core_observations, coherence.questioned(plans, registry), frame, blocking=False)


CHECKS = [spans_hold_text, lawful, questioned]
