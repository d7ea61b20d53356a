"""The stages in their order, from plans to what is published of them, as pure functions.

The asset graph runs the same functions, stage by stage; who needs them in one go (``explain``, tests, measuring tools) calls these.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.observations.observe import Readings, observe
from assets.statements.read import PlanStatements, statements_of
from assets.tables.plan_table import PlanTable
from assets.tables.read import tables_of
from assets.validation.together import comparable, held_together
from assets.validation.validate import Validated, validate
from expectations.registry import Registry


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """One plan, and what its tables and its running text say."""

    plan: Plan
    tables: Sequence[PlanTable]
    statements: PlanStatements


@dataclass(frozen=True, slots=True)
class Judged:
    """Plans, what was read of them, and what the validation made of it."""

    plans: Sequence[Plan]
    tables: Sequence[PlanTable]
    statements: Sequence[PlanStatements]
    readings: Readings
    validated: Validated


def read_plan(plan: Plan) -> ReadPlan:
    """All that one plan says, whatever other plans there are."""
    return ReadPlan(plan, list(tables_of(plan)), statements_of(plan))


def judge(read: Sequence[ReadPlan], registry: Registry) -> Judged:
    """What plans say as observations, corrected and held against the rules and each other."""
    plans = [one.plan for one in read]
    tables = [table for one in read for table in one.tables]
    statements = [one.statements for one in read]
    readings = observe(plans, tables, statements, registry)
    alone = validate(readings, plans, tables, statements, registry)
    found = held_together([comparable(alone.observations)], plans_frame(plans), alone.confirmed, registry)
    rows, findings = found.flagged(alone.observations, registry), found.told(alone.findings, registry)
    return Judged(plans, tables, statements, readings, replace(alone, observations=rows, findings=findings))
