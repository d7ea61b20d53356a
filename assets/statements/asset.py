"""What the running text says, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.left_out import Staged, each_plan
from assets.statements.read import PlanStatements, statements_of
from assets.tabular import facts

GROUP = "statements"


@dg.asset(name="_core_statements", dagster_type=dg.Any, group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans")})
def statements(plans: list[Plan]) -> dg.Output[Staged[list[PlanStatements]]]:
    """Every quantitative statement of the running text: indicator, value, time, measure, status; and the figures that are none."""
    started = time.perf_counter()
    read = each_plan(GROUP, plans, statements_of)
    counts = {
        "statements": sum(len(plan.statements) for plan in read.made),
        "figures that are no statements": sum(len(plan.passed_over) for plan in read.made),
    }
    return dg.Output(read, metadata=facts(started, counts))
