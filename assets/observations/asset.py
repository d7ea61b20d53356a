"""What tables and text say, before any rule is asked, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.left_out import Staged, kept, without_broken
from assets.observations.observe import Readings, observe
from assets.statements.read import PlanStatements
from assets.tables.plan_table import PlanTable
from assets.tabular import facts
from expectations.registry import Registry

GROUP = "observations"
NAMES_SHOWN = 20


@dg.asset(
    name="_core_readings",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python"},
    ins={
        "plans": dg.AssetIn("_core_plans"),
        "tables": dg.AssetIn("_core_tables", dagster_type=dg.Any),
        "statements": dg.AssetIn("_core_statements", dagster_type=dg.Any),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def readings(
    plans: list[Plan], tables: Staged[list[PlanTable]], statements: Staged[list[PlanStatements]], registry: Registry
) -> dg.Output[Staged[Readings]]:
    """Every value cell (accepted, not set or rejected with its reason) and every statement as observations."""
    started = time.perf_counter()
    before = (*tables.left_out, *statements.left_out)
    run = without_broken(GROUP, kept(plans, before), lambda some: observe(some, tables.made, statements.made, registry))
    read = run.made
    names = [f"- {name} ({count})" for name, count in list(read.unmatched_names.items())[:NAMES_SHOWN]]
    counts = {
        "observations": len(read.observations),
        "rejects": len(read.rejects),
        "names not in the catalogue": len(read.unmatched_names),
    }
    return dg.Output(Staged(read, (*before, *run.left_out)), metadata=facts(started, counts, new_names="\n".join(names) or "None."))
