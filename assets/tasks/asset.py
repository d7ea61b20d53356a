"""The work items of the plans and the bodies that answer for them, as assets."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.left_out import Staged, each_plan
from assets.tables.plan_table import PlanTable
from assets.tabular import facts
from assets.tasks.tasks import Task, by_plan, tasks_of

GROUP = "tasks"


@dg.asset(
    name="_core_tasks",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python"},
    ins={"plans": dg.AssetIn("_core_plans"), "tables": dg.AssetIn("_core_tables", dagster_type=dg.Any)},
)
def work_items(plans: list[Plan], tables: Staged[list[PlanTable]]) -> dg.Output[Staged[list[Task]]]:
    """Every work item that names the bodies answering for it, out of running text and tables of tasks."""
    started = time.perf_counter()
    of_plan = by_plan(tables.made)
    read = each_plan(GROUP, plans, lambda plan: tasks_of(plan, of_plan.get(plan.plan_id, ())))
    found = [task for tasks in read.made for task in tasks]
    told = facts(started, {"tasks": len(found), "owners": sum(len(task.owners) for task in found)})
    return dg.Output(Staged(found, read.left_out), metadata=told)
