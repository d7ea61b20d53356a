"""The tables of the plans as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter

import dagster as dg

from assets.documents.plans import Plan
from assets.tables.frames import plan_tables_frame
from assets.tables.plan_table import PlanTable
from assets.tables.read import read_tables
from assets.tabular import facts, table_asset

GROUP = "tables"


@dg.asset(name="_core_tables", group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans")})
def tables(plans: list[Plan]) -> dg.Output[list[PlanTable]]:
    """Every table of every plan as a full grid, each cell with its role, each value cell with all that governs it."""
    started = time.perf_counter()
    found = read_tables(plans)
    kinds = Counter(table.kind for table in found)
    counts = {
        "tables": len(found),
        **{f"tables: {kind}": count for kind, count in sorted(kinds.items())},
        "value cells": sum(len(table.values) for table in found),
    }
    return dg.Output(found, metadata=facts(started, counts))


plan_tables = table_asset("plan_tables", GROUP, {"tables": "_core_tables"}, plan_tables_frame)
