"""What was read, judged, as assets: accepted observations, rejects, findings, the account of every cell and number."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections.abc import Callable

import dagster as dg
import pandas as pd

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome
from assets.observations.observe import Readings
from assets.statements.read import PlanStatements
from assets.tables.frames import table_cells_frame
from assets.tables.plan_table import PlanTable
from assets.tabular import facts, table_asset
from assets.validation.corrections import corrections_without_plan
from assets.validation.numeral_account import unresolved_share
from assets.validation.validate import Validated, validate
from expectations.registry import Registry

GROUP = "validation"


@dg.asset(
    name="_core_validated",
    group_name=GROUP,
    kinds={"python", "pandas"},
    ins={
        "readings": dg.AssetIn("_core_readings"),
        "outcomes": dg.AssetIn("_core_documents"),
        "plans": dg.AssetIn("_core_plans"),
        "tables": dg.AssetIn("_core_tables"),
        "statements": dg.AssetIn("_core_statements"),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def validated(
    readings: Readings,
    outcomes: list[ReadOutcome],
    plans: list[Plan],
    tables: list[PlanTable],
    statements: list[PlanStatements],
    registry: Registry,
) -> dg.Output[Validated]:
    """The readings after corrections and rules: accepted and flagged, or rejected with the reason; and what the rules found."""
    started = time.perf_counter()
    if problems := corrections_without_plan(outcomes):
        raise CorrectionError(*problems)
    made = validate(readings, plans, tables, statements, registry)
    severities = made.findings["severity"].value_counts()
    counts = {
        "accepted": len(made.observations),
        "rejected": len(made.rejects),
        **{f"findings: {severity}": int(count) for severity, count in severities.items()},
    }
    by_rule = made.findings["rule_id"].value_counts()
    return dg.Output(made, metadata=facts(started, counts, rules="\n".join(f"- {rule}: {count}" for rule, count in by_rule.items())))


def _part(name: str) -> Callable[[Validated], pd.DataFrame]:
    """The frame of one table out of what was validated."""

    def part(validated: Validated) -> pd.DataFrame:
        frame: pd.DataFrame = getattr(validated, name)
        return frame

    return part


def _unresolved(numerals: pd.DataFrame) -> dict[str, float]:
    return {"unresolved (%)": round(100 * unresolved_share(numerals), 2)}


def _table_cells(tables: list[PlanTable], validated: Validated) -> pd.DataFrame:
    """The cells of the tables with what became of each, which is known here first."""
    return table_cells_frame(tables, validated.dispositions)


VALIDATED = {"validated": "_core_validated"}
table_cells = table_asset("table_cells", GROUP, {"tables": "_core_tables", **VALIDATED}, _table_cells)
observations = table_asset("observations", GROUP, VALIDATED, _part("observations"))
rejects = table_asset("rejects", GROUP, VALIDATED, _part("rejects"))
findings = table_asset("findings", GROUP, VALIDATED, _part("findings"))
numerals = table_asset("numerals", GROUP, VALIDATED, _part("numerals"), shares=_unresolved)
accounting = table_asset("accounting", GROUP, VALIDATED, _part("accounting"))
