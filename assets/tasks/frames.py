"""The published tables of this stage as frames: ``tasks`` and ``task_owners``."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from assets.tasks.tasks import Task
from expectations.registry.entries import TableSchema
from expectations.registry.schema import conform, conform_rows

SEPARATOR = ";"


def tasks_frame(tasks: Sequence[Task], schema: TableSchema) -> pd.DataFrame:
    """One row per task; ``schema`` is table ``tasks``. The figures in them are left out, see ``with_figures``."""
    return conform_rows([[getattr(task, column, None) for column in schema.columns] for task in tasks], schema)


def with_figures(tasks: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """The frame of tasks with the ids of the observations whose value stands in each one's text, in the order printed."""
    placed = observations.sort_values(["plan_id", "char_start", "observation_id"], kind="stable")
    plans = pd.Index(tasks["plan_id"]).append(pd.Index(placed["plan_id"])).unique()
    ends = np.concatenate([placed["char_start"], placed["char_end"], tasks["char_end"], [0]]).astype("int64")
    width = int(ends.max()) + 1  # so that a plan's places lie behind those of the plans before it
    order = np.argsort(plans.get_indexer(placed["plan_id"]), kind="stable")
    ids = placed["observation_id"].to_numpy()[order]
    at = (plans.get_indexer(placed["plan_id"]) * width + placed["char_start"].to_numpy(dtype="int64"))[order]
    base = plans.get_indexer(tasks["plan_id"]) * width
    first = np.searchsorted(at, base + tasks["char_start"].to_numpy(dtype="int64"), side="left")
    last = np.searchsorted(at, base + tasks["char_end"].to_numpy(dtype="int64"), side="left")
    joined = [SEPARATOR.join(ids[start:end]) or None for start, end in zip(first, last, strict=True)]
    return tasks.assign(observation_ids=pd.Series(joined, index=tasks.index, dtype="object"))


def task_owners_frame(tasks: Sequence[Task], plans: pd.DataFrame, schema: TableSchema) -> pd.DataFrame:
    """One row per task and body, with what the task is; ``schema`` is table ``task_owners``. A task without owners has no row."""
    told = ("task_id", "plan_id", "heading", "deadline", "deadline_year")
    rows = [(*(getattr(task, name) for name in told), owner.name, owner.role) for task in tasks for owner in task.owners]
    made = pd.DataFrame(rows, columns=[*told, "owner", "role"], dtype="object")
    names = plans.set_index("plan_id")[["region_name", "title"]].rename(columns={"title": "plan_title"})
    return conform(made.join(names, on="plan_id")[list(schema.columns)], schema)
