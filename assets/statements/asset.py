"""What the running text says, as assets: the statements, and the tasks with the bodies that answer for them."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg
import pandas as pd

from assets.documents.plans import Plan
from assets.statements.frames import task_owners_frame, tasks_frame
from assets.statements.read import PlanStatements, read_statements
from assets.statements.tasks import Task, tasks_of
from assets.tables.model import PlanTable
from assets.tabular import facts, table_asset
from expectations.registry import load_registry

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


@dg.asset(
    name="_core_tasks", group_name=GROUP, kinds={"python"}, ins={"plans": dg.AssetIn("_core_plans"), "tables": dg.AssetIn("_core_tables")}
)
def work_items(plans: list[Plan], tables: list[PlanTable]) -> dg.Output[list[Task]]:
    """Every work item that names the bodies answering for it, out of running text and tables of tasks."""
    started = time.perf_counter()
    found = [task for plan in plans for task in tasks_of(plan, [table for table in tables if table.plan_id == plan.plan_id])]
    return dg.Output(found, metadata=facts(started, {"tasks": len(found), "owners": sum(len(task.owners) for task in found)}))


def _tasks(tasks: list[Task]) -> pd.DataFrame:
    return tasks_frame(tasks, load_registry().tables["tasks"])


def _task_owners(tasks: list[Task]) -> pd.DataFrame:
    return task_owners_frame(tasks, load_registry().tables["task_owners"])


tasks = table_asset("tasks", GROUP, {"tasks": "_core_tasks"}, _tasks)
task_owners = table_asset("task_owners", GROUP, {"tasks": "_core_tasks"}, _task_owners)
