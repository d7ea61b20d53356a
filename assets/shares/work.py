"""How shares are made: a batch of plans through all stages that look at one plan, each plan's rows apart from the others' at the end.

Plans go through the stages together since most of what frames cost is per call, not per row; what is made of one does not depend on
the others, and a plan that a stage breaks down over is left out alone.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assets.allowance import stage_seconds
from assets.documents.beside.correction_files import Correction, CorrectionError
from assets.documents.frames import plan_pages_frame, plan_texts_frame, plans_frame, sections_frame
from assets.documents.plans import Plan
from assets.documents.reading.cache import read_all
from assets.left_out import LeftOut, left_out
from assets.observations.observe import observe
from assets.shares.share import TABLES, Share, share_of, split
from assets.sources.source_file import SourceFile
from assets.statements.read import statements_of
from assets.stops import StopError
from assets.tables.frames import plan_tables_frame, table_cells_frame
from assets.tables.plan_table import PlanTable, plan_of_table
from assets.tables.read import tables_of
from assets.tasks.frames import task_owners_frame, tasks_frame, with_figures
from assets.tasks.tasks import Task, tasks_of
from assets.validation.corrections import Confirmed
from assets.validation.keys import check_keys
from assets.validation.validate import Validated, validate
from expectations.own import Doubts, doubts_of
from expectations.registry import Registry, load_registry

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

T = TypeVar("T")
KEYED = ("observations", "rejects", "findings", "numerals", "plan_tables", "tasks")  # tables whose keys are made from what is read


@dataclass(frozen=True, slots=True)
class Order:
    """A plan whose share is wanted: its id, the file that says it, a reviewer's corrections."""

    plan_id: str
    source: SourceFile
    corrections: tuple[Correction, ...] = ()
    corrections_problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Made:
    """Shares of a batch, the plans left out, what is wrong with correction files, and the seconds that each stage took."""

    shares: list[Share] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


class _BrokenError(Exception):
    """A stage broke down; what it raised is the cause."""

    def __init__(self, stage: str) -> None:
        super().__init__(stage)
        self.stage = stage


@dataclass(frozen=True, slots=True)
class Workshop:
    """Where shares are made: the cache of documents, a user's own registry and its fingerprint. Fit to be sent to another process."""

    cache_dir: Path | None
    registry_dir: Path | None
    registry_hash: str

    def __call__(self, orders: Sequence[Order]) -> Made:
        """The shares that are ordered."""
        made = Made()
        with _stage("documents", made.seconds):
            plans = [plan for order in orders if (plan := self._plan(order, made)) is not None]
        _add_shares(plans, _registry(self.registry_dir, self.registry_hash), made)
        return made

    def _plan(self, order: Order, made: Made) -> Plan | None:
        """The plan with its document, from the cache or read anew; a file that has gone or changed since is left out."""
        (outcome,) = read_all([order.source], self.cache_dir)
        if outcome.document is None:
            reason = outcome.reason or "The file cannot be read any more; run again."
            made.left_out.append(LeftOut(order.plan_id, "documents", reason, is_passing=True))
            return None
        given = (order.corrections, order.corrections_problems)
        return Plan(order.plan_id, order.source.source_path, outcome.document, None, *given)


@lru_cache(maxsize=1)
def _registry(folder: Path | None, fingerprint: str) -> Registry:
    """The registry, loaded once while the user's folder stays as it is."""
    assert fingerprint
    return load_registry(folder)


def made_of(plans: Sequence[Plan], registry: Registry) -> Made:
    """The shares of plans; ``same_as`` of none of them counts."""
    made = Made()
    _add_shares(plans, registry, made)
    return made


def _add_shares(plans: Sequence[Plan], registry: Registry, made: Made) -> None:
    """The plans together; where a stage breaks down, each of them alone."""
    if not plans:
        return
    try:
        made.shares += _together(plans, registry, made.seconds)
    except CorrectionError as wrong:
        made.problems += wrong.problems
    except _BrokenError as broken:
        if len(plans) == 1 and broken.__cause__ is not None:
            made.left_out.append(left_out(plans[0].plan_id, broken.stage, broken.__cause__))
        else:
            for plan in plans:
                _add_shares([plan], registry, made)


@contextmanager
def _stage(name: str, seconds: dict[str, float]) -> Iterator[None]:
    started = time.perf_counter()
    try:
        yield
    except StopError:
        raise
    except Exception as error:
        raise _BrokenError(name) from error
    finally:
        seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - started


def _together(plans: Sequence[Plan], registry: Registry, seconds: dict[str, float]) -> list[Share]:
    """The shares of plans, in their order. Raises :class:`_BrokenError`, or ``CorrectionError`` with all that is wrong."""
    with _stage("tables", seconds):
        tables = {plan.plan_id: _held(lambda one: list(tables_of(one)), plan) for plan in plans}
    with _stage("statements", seconds):
        statements = [_held(statements_of, plan) for plan in plans]
    with _stage("tasks", seconds):
        tasks = [task for plan in plans for task in _held(lambda one: tasks_of(one, tables[one.plan_id]), plan)]
    found = [table for of_plan in tables.values() for table in of_plan]
    with _stage("observations", seconds):
        readings = observe(plans, found, statements, registry)
    with _stage("validation", seconds):
        validated = validate(readings, plans, found, statements, registry)
        frames = _frames(plans, found, tasks, validated, registry)
        check_keys({name: frames[name] for name in KEYED}, registry)
    with _stage("checks", seconds):
        doubts = doubts_of(frames, plans_frame(plans), registry)
    with _stage("shares", seconds):
        of_task = {task.task_id: task.plan_id for task in tasks}
        batches = {name: split(name, frames[name], _owners(frames[name], of_task)) for name in TABLES}
        return list(_apart(plans, batches, readings.observations, validated.confirmed, doubts))


def _held(read: Callable[[Plan], T], plan: Plan) -> T:
    """What a stage reads of a plan, in the seconds that it has."""
    with stage_seconds():
        return read(plan)


def _frames(
    plans: Sequence[Plan], tables: Sequence[PlanTable], tasks: Sequence[Task], validated: Validated, registry: Registry
) -> Mapping[str, pd.DataFrame]:
    """The published tables of the plans."""
    made = {name: getattr(validated, name) for name in ("observations", "rejects", "findings", "numerals", "accounting")}
    return made | {
        "plan_texts": plan_texts_frame(plans),
        "plan_pages": plan_pages_frame(plans),
        "sections": sections_frame(plans),
        "plan_tables": plan_tables_frame(tables),
        "table_cells": table_cells_frame(tables, validated.dispositions),
        "tasks": with_figures(tasks_frame(tasks, registry.tables["tasks"]), validated.observations),
        "task_owners": task_owners_frame(tasks, plans_frame(plans), registry.tables["task_owners"]),
    }


def _apart(
    plans: Sequence[Plan],
    batches: Mapping[str, Mapping[str, pa.RecordBatch]],
    read: pd.DataFrame,
    confirmed: Sequence[Confirmed],
    doubts: Mapping[str, Doubts],
) -> Iterator[Share]:
    """The share of each plan, of ``batches`` by table and plan; ``read`` are the observations before any rule."""
    unknown = read.loc[read["indicator_id"].isna() & read["indicator_text"].notna(), ["plan_id", "indicator_text"]]
    names = {str(plan_id): dict(Counter(of_plan)) for plan_id, of_plan in unknown.groupby("plan_id")["indicator_text"]}
    plan_of_row = dict(zip(read["observation_id"], read["plan_id"], strict=True)) if confirmed else {}
    for plan in plans:
        own = {name: of_table[plan.plan_id] for name, of_table in batches.items() if plan.plan_id in of_table}
        overruled = [one for one in confirmed if plan_of_row[one.observation_id] == plan.plan_id]
        yield share_of(plan.plan_id, own, names.get(plan.plan_id, {}), overruled, doubts.get(plan.plan_id, {}))


def _owners(frame: pd.DataFrame, of_task: Mapping[str, str]) -> Iterable[str]:
    """The plan of each row, by the column that tells it."""
    if "plan_id" in frame:
        return frame["plan_id"]
    return map(plan_of_table, frame["table_id"]) if "table_id" in frame else map(of_task.__getitem__, frame["task_id"])
