"""The account of every number in the plans' texts: which became an observation or a reject, and what the others are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from assets.documents.plans import Plan
from assets.observations.observe import Readings
from assets.statements.numerals import Numeral, numerals_of
from assets.statements.read import PlanStatements
from expectations.registry.model import TableSchema
from expectations.registry.schema import conform_rows

if TYPE_CHECKING:
    import pandas as pd

OBSERVATION, REJECT = "observation", "reject"

Claim = tuple[int, int, str]
"""A span of a plan's text and the id of the row made of it."""


def numerals_frame(plans: Sequence[Plan], statements: Sequence[PlanStatements], readings: Readings, schema: TableSchema) -> pd.DataFrame:
    """One row per number printed in a plan; ``schema`` is table ``numerals``.

    A number in an observation's span is one, whatever stands around it; then a reject's; else what its place and its words tell.
    """
    passed_over = {found.plan_id: found.passed_over for found in statements}
    observed = _claims(readings.observations, "observation_id")
    rejected = _claims(readings.rejects.dropna(subset=["plan_id", "char_start"]), "reject_id")
    rows: list[list[object]] = []
    for plan in plans:
        plan_id, text = plan.plan_id, plan.document.text
        numerals = numerals_of(plan, passed_over.get(plan_id, ()))
        accepted = claimed(numerals, observed.get(plan_id, ()))
        refused = claimed(numerals, rejected.get(plan_id, ()))
        for numeral, ids, reject_ids in zip(numerals, accepted, refused, strict=True):
            disposition = OBSERVATION if ids else REJECT if reject_ids else numeral.disposition
            printed = text[numeral.start : numeral.end]
            rows.append([plan_id, numeral.start, numeral.end, printed, disposition, ";".join(ids) or None])
    return conform_rows(rows, schema)


def _claims(frame: pd.DataFrame, id_column: str) -> Mapping[str, list[Claim]]:
    """The spans of a table's rows by plan, in order of their start."""
    columns = (frame[name] for name in ("plan_id", "char_start", "char_end", id_column))
    ordered = sorted((str(plan), int(start), int(end), str(row_id)) for plan, start, end, row_id in zip(*columns, strict=True))
    return {plan: [claim[1:] for claim in claims] for plan, claims in groupby(ordered, key=lambda claim: claim[0])}


def claimed(numerals: Iterable[Numeral], claims: Sequence[Claim]) -> Iterator[list[str]]:
    """For each number the ids of the rows whose span touches it, sorted; both come in order of their start, and one walk meets them all."""
    reaching: list[Claim] = []
    at = 0
    for numeral in numerals:
        while at < len(claims) and claims[at][0] < numeral.end:
            reaching.append(claims[at])
            at += 1
        reaching = [claim for claim in reaching if claim[1] > numeral.start]
        yield sorted({row_id for _, _, row_id in reaching})
