"""What was read, judged, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections.abc import Sequence

import dagster as dg
import pandas as pd

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome
from assets.left_out import Staged, kept, without_broken
from assets.observations.observe import Readings
from assets.statements.read import PlanStatements
from assets.tables.frames import plan_tables_frame
from assets.tables.plan_table import PlanTable
from assets.tabular import facts
from assets.tasks.frames import tasks_frame
from assets.tasks.tasks import Task
from assets.validation.corrections import corrections_without_plan
from assets.validation.keys import check_keys
from assets.validation.validate import Validated, validate
from expectations.registry import Registry, load_registry

GROUP = "validation"


@dg.asset(
    name="_core_validated",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python", "pandas"},
    ins={
        "readings": dg.AssetIn("_core_readings", dagster_type=dg.Any),
        "outcomes": dg.AssetIn("_core_documents"),
        "plans": dg.AssetIn("_core_plans"),
        "tables": dg.AssetIn("_core_tables", dagster_type=dg.Any),
        "statements": dg.AssetIn("_core_statements", dagster_type=dg.Any),
        "tasks": dg.AssetIn("_core_tasks", dagster_type=dg.Any),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def validated(
    readings: Staged[Readings],
    outcomes: list[ReadOutcome],
    plans: list[Plan],
    tables: Staged[list[PlanTable]],
    statements: Staged[list[PlanStatements]],
    tasks: Staged[list[Task]],
    registry: Registry,
) -> dg.Output[Staged[Validated]]:
    """The readings after corrections and rules: accepted and flagged, or rejected with the reason; and what the rules found."""
    started = time.perf_counter()
    if problems := corrections_without_plan(outcomes):
        raise CorrectionError(*problems)
    before = (*readings.left_out, *tasks.left_out)

    def run(some: Sequence[Plan]) -> Validated:
        ids = {plan.plan_id for plan in some}
        of_some = [table for table in tables.made if table.plan_id in ids]
        made = validate(readings.made.of(some), some, of_some, [said for said in statements.made if said.plan_id in ids], registry)
        check_keys(_frames(made, of_some, [task for task in tasks.made if task.plan_id in ids]), registry)
        return made

    stage = without_broken(GROUP, kept(plans, before), run)
    made = stage.made
    severities = made.findings["severity"].value_counts()
    counts = {
        "accepted": len(made.observations),
        "rejected": len(made.rejects),
        **{f"findings: {severity}": int(count) for severity, count in severities.items()},
        "plans left out": len(before) + len(stage.left_out),
    }
    by_rule = made.findings["rule_id"].value_counts()
    told = facts(started, counts, rules="\n".join(f"- {rule}: {count}" for rule, count in by_rule.items()))
    return dg.Output(Staged(made, (*before, *stage.left_out)), metadata=told)


def _frames(made: Validated, tables: list[PlanTable], tasks: list[Task]) -> dict[str, pd.DataFrame]:
    """The tables whose keys are made from what is read."""
    schemas = load_registry().tables
    parts = {name: getattr(made, name) for name in ("observations", "rejects", "findings", "numerals")}
    return {**parts, "plan_tables": plan_tables_frame(tables), "tasks": tasks_frame(tasks, schemas["tasks"])}
