"""The tables of the plans as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections import Counter
from collections.abc import Mapping
from typing import Protocol

import dagster as dg
import pandas as pd

from assets.documents.plans import Plan
from assets.tables.frames import plan_tables_frame, table_cells_frame
from assets.tables.model import PlanTable
from assets.tables.read import read_tables
from assets.tabular import facts, table_asset

GROUP = "tables"


class Validated(Protocol):
    """What a later stage made of the tables, as far as this stage's tables tell of it."""

    @property
    def dispositions(self) -> Mapping[tuple[str, int, int], str]:
        """What became of each value cell, by table, row and column."""


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


def _table_cells(tables: list[PlanTable], validated: Validated) -> pd.DataFrame:
    return table_cells_frame(tables, validated.dispositions)


plan_tables = table_asset("plan_tables", GROUP, {"tables": "_core_tables"}, plan_tables_frame)
table_cells = table_asset("table_cells", GROUP, {"tables": "_core_tables", "validated": "_core_validated"}, _table_cells)
