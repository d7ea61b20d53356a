"""The tables of the plans as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter

import dagster as dg

from assets.documents.plans import Plan
from assets.left_out import Staged, each_plan
from assets.tables.plan_table import PlanTable
from assets.tables.read import tables_of
from assets.tabular import facts

GROUP = "tables"


@dg.asset(name="_core_tables", dagster_type=dg.Any, group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans")})
def tables(plans: list[Plan]) -> dg.Output[Staged[list[PlanTable]]]:
    """Every table of every plan as a full grid, each cell with its role, each value cell with all that governs it."""
    started = time.perf_counter()
    read = each_plan(GROUP, plans, lambda plan: list(tables_of(plan)))
    found = [table for of_plan in read.made for table in of_plan]
    kinds = Counter(table.kind for table in found)
    counts = {
        "tables": len(found),
        **{f"tables: {kind}": count for kind, count in sorted(kinds.items())},
        "value cells": sum(len(table.values) for table in found),
    }
    return dg.Output(Staged(found, read.left_out), metadata=facts(started, counts))
