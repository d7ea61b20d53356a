"""What tables and text say, before any rule is asked, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.observations.observe import Readings, observe
from assets.statements.read import PlanStatements
from assets.tables.plan_table import PlanTable
from assets.tabular import facts
from expectations.registry import Registry

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
    """Every value cell (accepted, not set or rejected with its reason) and every statement as observations."""
    started = time.perf_counter()
    read = observe(plans, tables, statements, registry)
    names = [f"- {name} ({count})" for name, count in list(read.unmatched_names.items())[:NAMES_SHOWN]]
    counts = {
        "observations": len(read.observations),
        "rejects": len(read.rejects),
        "names not in the catalogue": len(read.unmatched_names),
    }
    return dg.Output(read, metadata=facts(started, counts, new_names="\n".join(names) or "None."))
