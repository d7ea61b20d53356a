"""The published tables of this stage as frames: ``plan_tables`` and ``table_cells``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from assets.tables.plan_table import PlanTable
from expectations.registry import load_registry
from expectations.registry.schema import conform


def plan_tables_frame(tables: Sequence[PlanTable]) -> pd.DataFrame:
    """One row per table."""
    rows = [
        {
            "table_id": t.table_id,
            "plan_id": t.plan_id,
            "caption": t.caption,
            "n_rows": len(t.rows),
            "n_columns": len(t.rows[0]),
            "note": t.note,
            "kind": t.kind,
            "grid_score": t.grid_score,
        }
        for t in tables
    ]
    schema = load_registry().tables["plan_tables"]
    return conform(pd.DataFrame(rows, columns=list(schema.columns)), schema)


def table_cells_frame(tables: Sequence[PlanTable], dispositions: Mapping[tuple[str, int, int], str]) -> pd.DataFrame:
    """One row per cell; ``dispositions`` says of each value cell (table, row, column) what became of it."""
    rows = [
        (t.table_id, r, c, cell.text, str(t.roles[r][c]), dispositions.get((t.table_id, r, c)), cell.start, cell.end)
        for t in tables
        for r, row in enumerate(t.rows)
        for c, cell in enumerate(row)
    ]
    schema = load_registry().tables["table_cells"]
    return conform(pd.DataFrame(rows, columns=list(schema.columns)), schema)
