"""What the running text says, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.statements.read import PlanStatements, read_statements
from assets.tabular import facts

GROUP = "statements"


@dg.asset(name="_core_statements", group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans")})
def statements(plans: list[Plan]) -> dg.Output[list[PlanStatements]]:
    """Every quantitative statement of the running text: indicator, value, time, measure, status; and the figures that are none."""
    started = time.perf_counter()
    found = read_statements(plans)
    counts = {
        "statements": sum(len(plan.statements) for plan in found),
        "figures that are no statements": sum(len(plan.passed_over) for plan in found),
    }
    return dg.Output(found, metadata=facts(started, counts))
