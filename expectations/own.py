"""What a plan's rows must hold by themselves, asked when they are made: the checks that look at one plan, as numbers of failing rows.

Each is the function that the asset check words its rows with; here only how many fail is noted, plan by plan, so that nobody has to look
at a plan again that has not changed. Nothing here knows Dagster or Great Expectations.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from expectations import accounts, coherence
from expectations.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

    from expectations.constraints import Constraint

SPANS, LAWFUL, QUESTIONED = "spans_hold_text", "lawful", "questioned"
REJECTS, ADDS_UP, CELLS, NUMBERS = "reject_spans_hold_text", "adds_up", "cells_accounted", "numbers_accounted"
ROWS = "rows"  # how many rows fail at all, beside how many break which clause

Doubts = Mapping[str, Mapping[str, int]]  # by check: by clause, and as ROWS, the number of rows that fail


def doubts_of(frames: Mapping[str, pd.DataFrame], plans: pd.DataFrame, registry: Registry) -> dict[str, Doubts]:
    """By plan what does not hold of its rows; a plan that is not named is sound.

    In: the tables of some plans by name, and theirs of the table plans; what is found of a plan does not depend on the others.
    """
    found: defaultdict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for check, clause, plan_ids in _failing(frames, plans, registry):
        for plan_id, count in plan_ids.value_counts().items():
            found[str(plan_id)].setdefault(check, {})[clause] = int(count)
    return dict(found)


def _failing(frames: Mapping[str, pd.DataFrame], plans: pd.DataFrame, registry: Registry) -> Iterator[tuple[str, str, pd.Series[str]]]:
    """Check, clause, and the plan of each row that fails."""
    observations, rejects, texts = frames["observations"], frames["rejects"], frames["plan_texts"]
    yield from _broken(SPANS, observations, coherence.in_place(texts))
    asked = coherence.Asked(plans, registry)  # of both sets of rules, so that what they look at is made once
    yield from _broken(LAWFUL, observations, coherence.lawful(plans, registry, asked))
    yield from _broken(QUESTIONED, observations, coherence.questioned(plans, registry, asked))
    cells = (frames[name] for name in ("accounting", "table_cells", "plan_tables", "observations", "rejects"))
    yield ADDS_UP, ROWS, accounts.unbalanced(frames["accounting"])["plan_id"]
    yield CELLS, ROWS, accounts.cells_lost(*cells)["plan_id"]
    yield NUMBERS, ROWS, accounts.numbers_lost(frames["numerals"], texts, observations)["plan_id"]
    yield REJECTS, ROWS, accounts.misplaced(rejects, texts)["plan_id"]


def _broken(check: str, frame: pd.DataFrame, rules: list[Constraint]) -> Iterator[tuple[str, str, pd.Series[str]]]:
    failing = frame["observation_id"].isna()  # none
    for rule in rules:
        rows = rule.failing(frame)
        if rows.any():
            failing |= rows
            yield check, rule.says, frame.loc[rows, "plan_id"]
    yield check, ROWS, frame.loc[failing, "plan_id"]
