"""The account of each plan: every value cell and every number read is accepted, rejected or ignored with a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from assets.documents.plans import Plan
from assets.numerals.numerals import UNRESOLVED
from assets.tables.plan_table import PlanTable
from assets.validation.numeral_account import OBSERVATION, REJECT
from expectations.registry import Registry
from expectations.registry.schema import conform_rows, whole_numbers

if TYPE_CHECKING:
    import pandas as pd

VALUE_CELL, NUMBER = "value_cell", "number"
NOT_SET = "not_set"
REJECTED = (REJECT, UNRESOLVED)  # an unresolved number is a row of rejects too: figure_without_subject


SET_ASIDE = ("specification", "threshold", "slogan")
_REACHES = re.compile(r"(?:达到?|突破|超过?|完成|实现|建成|新增|新建|改造|治理|认定|引进|培育|[到至为])(?:约|近|了|超)?$")
_LONGEST_VERB = 5  # characters, with what may stand behind it


def behind_verbs(plan: Plan, places: Sequence[tuple[int, str]]) -> tuple[int, int]:
    """How many of a plan's numbers (``places``: start, fate) stand right behind a verb of reaching; how many of these were set aside."""
    text = plan.document.text
    fates = [fate for start, fate in places if _REACHES.search(text[max(0, start - _LONGEST_VERB) : start])]
    return len(fates), sum(fate in SET_ASIDE for fate in fates)


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
        held = dict.fromkeys((value.row, value.column) for value in table.values)
        held |= dict.fromkeys(cell for part in table.refused for cell in part.cells)
        cells[table.plan_id] += [dispositions.get((table.table_id, *place)) for place in held]
    places: dict[str, list[tuple[int, str]]] = {plan.plan_id: [] for plan in plans}
    for plan_id, start, fate in zip(numerals["plan_id"], whole_numbers(numerals["char_start"]), numerals["disposition"], strict=True):
        places[plan_id].append((start, fate))
    rows: list[list[object]] = []
    for plan in plans:
        fates = cells[plan.plan_id]
        counts = (fates.count(fate) for fate in (OBSERVATION, REJECT, NOT_SET))
        rows.append([plan.plan_id, VALUE_CELL, len(fates), *counts, None, None])
        told = [fate for _, fate in places[plan.plan_id]]
        accepted, rejected = told.count(OBSERVATION), sum(fate in REJECTED for fate in told)
        ignored = len(told) - accepted - rejected
        behind = behind_verbs(plan, places[plan.plan_id])
        rows.append([plan.plan_id, NUMBER, len(told), accepted, rejected, ignored, *behind])
    return conform_rows(rows, registry.tables["accounting"])
