"""Checks on tables whose rows stand in files: only the plans that did not hold when they were read are looked at again.

Each plan's rows are held against what looks at them alone when they are made (``expectations.own``), and the table tells which plans
did not hold, and how many rows. The check words that, of the first of these plans, and of all of them it tells how many rows.
"""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from expectations.own import ROWS
from expectations.registry.table_rows import Held, Rows


def narrowed(check: str, main: Rows, *others: Rows) -> list[pd.DataFrame]:
    """The tables as frames; where the first is held in a file, those of its first plans that did not hold, each with a plan_id."""
    plans = main.plans_in_doubt(check) if isinstance(main, Held) else ()
    return [_of_plans(table, plans) for table in (main, *others)]


def _of_plans(table: Rows, plans: Sequence[str]) -> pd.DataFrame:
    return table.among("plan_id", plans) if isinstance(table, Held) else table


def of_tables(cells: Rows, tables: pd.DataFrame) -> pd.DataFrame:
    """The cells of some tables; all of a frame."""
    return cells.among("table_id", tables["table_id"].tolist()) if isinstance(cells, Held) else cells


def counted(check: str, main: Rows, rows: int | None = None) -> dict[str, Any]:
    """How many rows there are (``rows``, else those of the table), and how many fail where the table was held against the check before."""
    told: dict[str, Any] = {"rows": len(main) if rows is None else rows}
    return told | {"count": main.in_doubt(check).get(ROWS, 0)} if isinstance(main, Held) else told
