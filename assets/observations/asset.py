"""What tables and text say, as assets: observations, rejects, findings, targets beside their baselines, the account of all numbers."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg
import pandas as pd

from assets.documents.plans import Plan
from assets.observations.numerals import numerals_frame, unresolved_share
from assets.observations.observe import Readings, observe
from assets.observations.targets import indicator_targets
from assets.statements.read import PlanStatements
from assets.tables.model import PlanTable
from assets.tabular import facts, table_asset
from expectations.registry import Registry, load_registry

GROUP = "observations"
NAMES_SHOWN = 20


@dg.asset(
    name="_core_readings",
    group_name=GROUP,
    kinds={"python"},
    ins={
        "plans": dg.AssetIn("_core_plans"),
        "tables": dg.AssetIn("_core_tables"),
        "statements": dg.AssetIn("_core_statements"),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def readings(plans: list[Plan], tables: list[PlanTable], statements: list[PlanStatements], registry: Registry) -> dg.Output[Readings]:
    """Every value cell (accepted, not set or rejected with its reason) and every statement as observations; and what rules question."""
    started = time.perf_counter()
    read = observe(plans, tables, statements, registry)
    names = [f"- {name} ({count})" for name, count in list(read.unmatched_names.items())[:NAMES_SHOWN]]
    counts = {
        "observations": len(read.observations),
        "rejects": len(read.rejects),
        "findings": len(read.findings),
        "names not in the catalogue": len(read.unmatched_names),
    }
    return dg.Output(read, metadata=facts(started, counts, new_names="\n".join(names) or "None."))


def _observations(readings: Readings) -> pd.DataFrame:
    return readings.observations


def _rejects(readings: Readings) -> pd.DataFrame:
    return readings.rejects


def _findings(readings: Readings) -> pd.DataFrame:
    return readings.findings


def _numerals(plans: list[Plan], statements: list[PlanStatements], readings: Readings) -> pd.DataFrame:
    return numerals_frame(plans, statements, readings, load_registry().tables["numerals"])


def _unresolved(numerals: pd.DataFrame) -> dict[str, float]:
    return {"unresolved (%)": round(100 * unresolved_share(numerals), 2)}


READ = {"readings": "_core_readings"}
observations = table_asset("observations", GROUP, READ, _observations)
rejects = table_asset("rejects", GROUP, READ, _rejects)
findings = table_asset("findings", GROUP, READ, _findings)
targets = table_asset(
    "indicator_targets",
    GROUP,
    {"observations": "core_observations", "plans": "_core_plans", "registry": "_core_registry"},
    indicator_targets,
)
numerals = table_asset(
    "numerals",
    GROUP,
    {"plans": "_core_plans", "statements": "_core_statements", "readings": "_core_readings"},
    _numerals,
    shares=_unresolved,
)
