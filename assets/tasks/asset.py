"""The work items of the plans and the bodies that answer for them, as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg
import pandas as pd

from assets.documents.plans import Plan
from assets.tables.plan_table import PlanTable
from assets.tabular import facts, table_asset
from assets.tasks.frames import task_owners_frame, tasks_frame
from assets.tasks.tasks import Task, read_tasks
from expectations.registry import load_registry

GROUP = "tasks"


@dg.asset(
    name="_core_tasks", group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans"), "tables": dg.AssetIn("_core_tables")}
)
def work_items(plans: list[Plan], tables: list[PlanTable]) -> dg.Output[list[Task]]:
    """Every work item that names the bodies answering for it, out of running text and tables of tasks."""
    started = time.perf_counter()
    found = read_tasks(plans, tables)
    return dg.Output(found, metadata=facts(started, {"tasks": len(found), "owners": sum(len(task.owners) for task in found)}))


def _tasks(tasks: list[Task]) -> pd.DataFrame:
    return tasks_frame(tasks, load_registry().tables["tasks"])


def _task_owners(tasks: list[Task]) -> pd.DataFrame:
    return task_owners_frame(tasks, load_registry().tables["task_owners"])


tasks = table_asset("tasks", GROUP, {"tasks": "_core_tasks"}, _tasks)
task_owners = table_asset("task_owners", GROUP, {"tasks": "_core_tasks"}, _task_owners)
