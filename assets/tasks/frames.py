"""The published tables of this stage as frames: ``tasks`` and ``task_owners``."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from assets.tasks.tasks import Task
from expectations.registry.entries import TableSchema
from expectations.registry.schema import conform_rows


def tasks_frame(tasks: Sequence[Task], schema: TableSchema) -> pd.DataFrame:
    """One row per task; ``schema`` is table ``tasks``."""
    return conform_rows([[getattr(task, column) for column in schema.columns] for task in tasks], schema)


def task_owners_frame(tasks: Sequence[Task], schema: TableSchema) -> pd.DataFrame:
    """One row per task and body; ``schema`` is table ``task_owners``. A task without owners has no row."""
    return conform_rows([[task.task_id, owner] for task in tasks for owner in task.owners], schema)
