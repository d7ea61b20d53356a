"""Every published table as an asset, once it is known which plans are left out."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Callable, Mapping

import pandas as pd

from assets.documents import frames as documents
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome
from assets.left_out import LeftOut, Staged, ids, kept
from assets.sources.remote.provenance import Provenance
from assets.tables.frames import plan_tables_frame, table_cells_frame
from assets.tables.plan_table import PlanTable
from assets.tabular import table_asset
from assets.targets.target_tables import Targets
from assets.targets.targets import with_urls
from assets.tasks.frames import task_owners_frame, tasks_frame, with_figures
from assets.tasks.tasks import Task
from assets.validation.numeral_account import unresolved_share
from assets.validation.validate import Validated
from expectations.registry import load_registry

GROUP = "dataset"
VALIDATED = {"validated": "_core_validated"}
PLANS = {"plans": "_core_plans", **VALIDATED}


def _of_plans(frame: Callable[[list[Plan]], pd.DataFrame]) -> Callable[[list[Plan], Staged[Validated]], pd.DataFrame]:
    """The frame of the plans that are not left out."""

    def made(plans: list[Plan], validated: Staged[Validated]) -> pd.DataFrame:
        return frame(kept(plans, validated.left_out))

    return made


def _sources(
    outcomes: list[ReadOutcome],
    plans: list[Plan],
    provenance: Mapping[str, Provenance],
    validated: Staged[Validated],
    targets: Staged[Targets],
) -> pd.DataFrame:
    return documents.sources_frame(outcomes, plans, provenance, _reasons(validated.left_out), _reasons(targets.left_out))


def _reasons(left_out: tuple[LeftOut, ...]) -> dict[str, str]:
    return {one.plan_id: one.reason for one in left_out}


def _tables(tables: Staged[list[PlanTable]], validated: Staged[Validated]) -> pd.DataFrame:
    return plan_tables_frame(_staying(tables.made, validated))


def _cells(tables: Staged[list[PlanTable]], validated: Staged[Validated]) -> pd.DataFrame:
    """The cells of the tables with what became of each."""
    return table_cells_frame(_staying(tables.made, validated), validated.made.dispositions)


def _staying(tables: list[PlanTable], validated: Staged[Validated]) -> list[PlanTable]:
    gone = ids(validated.left_out)
    return [table for table in tables if table.plan_id not in gone]


def _tasks(tasks: Staged[list[Task]], validated: Staged[Validated]) -> pd.DataFrame:
    made = tasks_frame(_staying_tasks(tasks, validated), load_registry().tables["tasks"])
    return with_figures(made, validated.made.observations)


def _task_owners(tasks: Staged[list[Task]], validated: Staged[Validated], plans: pd.DataFrame) -> pd.DataFrame:
    return task_owners_frame(_staying_tasks(tasks, validated), plans, load_registry().tables["task_owners"])


def _staying_tasks(tasks: Staged[list[Task]], validated: Staged[Validated]) -> list[Task]:
    gone = ids(validated.left_out)
    return [task for task in tasks.made if task.plan_id not in gone]


def _part(name: str) -> Callable[[Staged[Validated]], pd.DataFrame]:
    """The frame of one table out of what was validated."""

    def part(validated: Staged[Validated]) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(validated.made, name)
        return frame

    return part


def _targets(targets: Staged[Targets], sources: pd.DataFrame) -> pd.DataFrame:
    return with_urls(targets.made.targets, sources)


def _attainment(targets: Staged[Targets]) -> pd.DataFrame:
    return targets.made.attainment


def _unresolved(numerals: pd.DataFrame) -> dict[str, float]:
    return {"unresolved (%)": round(100 * unresolved_share(numerals), 2)}


SEEN = {"outcomes": "_core_documents", "provenance": "raw_provenance", "targets": "_core_targets"}
TASKS = {"tasks": "_core_tasks", **VALIDATED}
TABLES = {"tables": "_core_tables", **VALIDATED}
sources = table_asset("sources", GROUP, {**SEEN, **PLANS}, _sources)
plans = table_asset("plans", GROUP, PLANS, _of_plans(documents.plans_frame))
plan_texts = table_asset("plan_texts", GROUP, PLANS, _of_plans(documents.plan_texts_frame))
plan_pages = table_asset("plan_pages", GROUP, PLANS, _of_plans(documents.plan_pages_frame))
sections = table_asset("sections", GROUP, PLANS, _of_plans(documents.sections_frame))
plan_tables = table_asset("plan_tables", GROUP, TABLES, _tables)
table_cells = table_asset("table_cells", GROUP, TABLES, _cells)
tasks = table_asset("tasks", GROUP, TASKS, _tasks)
task_owners = table_asset("task_owners", GROUP, {**TASKS, "plans": "core_plans"}, _task_owners)
observations = table_asset("observations", GROUP, VALIDATED, _part("observations"))
rejects = table_asset("rejects", GROUP, VALIDATED, _part("rejects"))
findings = table_asset("findings", GROUP, VALIDATED, _part("findings"))
numerals = table_asset("numerals", GROUP, VALIDATED, _part("numerals"), shares=_unresolved)
accounting = table_asset("accounting", GROUP, VALIDATED, _part("accounting"))
indicator_targets = table_asset("indicator_targets", GROUP, {"targets": "_core_targets", "sources": "core_sources"}, _targets)
target_attainment = table_asset("target_attainment", GROUP, {"targets": "_core_targets"}, _attainment)
