"""The account of each plan: every value cell and every number read is accepted, rejected or ignored with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assets.documents.plans import Plan
from assets.statements.numerals import UNRESOLVED
from assets.tables.model import PlanTable
from assets.validation.numerals import OBSERVATION, REJECT
from expectations.registry import Registry
from expectations.registry.schema import conform_rows

if TYPE_CHECKING:
    import pandas as pd

VALUE_CELL, NUMBER = "value_cell", "number"
NOT_SET = "not_set"
REJECTED = (REJECT, UNRESOLVED)  # an unresolved number is a row of rejects too: figure_without_subject


def accounting_frame(
    plans: Sequence[Plan],
    tables: Sequence[PlanTable],
    dispositions: Mapping[tuple[str, int, int], str],
    numerals: pd.DataFrame,
    registry: Registry,
) -> pd.DataFrame:
    """Table ``accounting``: per plan the value cells of its indicator tables and the numbers of its text, and what became of them.

    Cells of a column of figures that nothing was made of count too.

    A cell without a disposition is read and nothing else: then the account does not add up, which a blocking check stops.
    """
    cells: dict[str, list[str | None]] = {plan.plan_id: [] for plan in plans}
    for table in tables:
        places = dict.fromkeys((value.row, value.column) for value in table.values)
        places |= dict.fromkeys(cell for part in table.refused for cell in part.cells)
        cells[table.plan_id] += [dispositions.get((table.table_id, *place)) for place in places]
    numbers = {str(plan_id): list(found) for plan_id, found in numerals.groupby("plan_id")["disposition"]}
    rows: list[list[object]] = []
    for plan in plans:
        fates = cells[plan.plan_id]
        rows.append([plan.plan_id, VALUE_CELL, len(fates), *(fates.count(fate) for fate in (OBSERVATION, REJECT, NOT_SET))])
        told = numbers.get(plan.plan_id, [])
        accepted, rejected = told.count(OBSERVATION), sum(fate in REJECTED for fate in told)
        rows.append([plan.plan_id, NUMBER, len(told), accepted, rejected, len(told) - accepted - rejected])
    return conform_rows(rows, registry.tables["accounting"])
