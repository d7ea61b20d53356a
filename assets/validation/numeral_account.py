"""The account of every number in the plans' texts: which became an observation or a reject, and what the others are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from assets.documents.plans import Plan
from assets.numerals.numerals import UNRESOLVED, NumeralAccount, find_numerals
from assets.statements.read import PlanStatements
from expectations.registry.entries import TableSchema
from expectations.registry.schema import conform_rows, whole_numbers

if TYPE_CHECKING:
    import pandas as pd

OBSERVATION, REJECT = "observation", "reject"
# Blanks that a copy left inside a number (3 18 人, 9 .5 件): one observation's figure, printed in pieces.
_TORN = re.compile(r"[ \t\u3000\xa0]*[.．]?[ \t\u3000\xa0]*")


class Span(NamedTuple):
    """Where a number stands in a plan's text."""

    start: int
    end: int


class Claim(NamedTuple):
    """A span of a plan's text and the id of the row made of it."""

    start: int
    end: int
    row_id: str


def numerals_frame(
    plans: Sequence[Plan],
    statements: Sequence[PlanStatements],
    observations: pd.DataFrame,
    rejects: pd.DataFrame,
    schema: TableSchema,
) -> pd.DataFrame:
    """One row per number printed in a plan; ``schema`` is table ``numerals``.

    A number in an observation's span is one, whatever stands around it; then a reject's; else what its place and its words tell.
    """
    passed_over = {found.plan_id: found.passed_over for found in statements}
    observed = _claims(observations, "observation_id")
    rejected = _claims(rejects.dropna(subset=["plan_id", "char_start"]), "reject_id")
    rows: list[list[object]] = []
    for plan in plans:
        plan_id, text = plan.plan_id, plan.document.text
        account = NumeralAccount(plan, passed_over.get(plan_id, ()))
        numerals = [Span(start, end) for start, end in find_numerals(account.folded)]
        refused = {numeral.start for numeral, ids in claimed(numerals, rejected.get(plan_id, ())) if ids}
        for numeral, ids in _joined(claimed(numerals, observed.get(plan_id, ())), text):
            start, end = numeral
            disposition = OBSERVATION if ids else REJECT if start in refused else account.disposition(start, end)
            rows.append([plan_id, start, end, text[start:end], disposition, ";".join(ids) or None])
    return conform_rows(rows, schema)


def unresolved_share(numerals: pd.DataFrame) -> float:
    """Of all numbers in table ``numerals`` the share, 0 to 1, that nobody knows what it is; 0 where there is no number."""
    return float((numerals["disposition"] == UNRESOLVED).mean()) if len(numerals) else 0.0


def claimed(numerals: Iterable[Span], claims: Sequence[Claim]) -> Iterator[tuple[Span, Sequence[str]]]:
    """Each number with the sorted ids of the rows whose span touches it; both come in order of their start and are walked once."""
    reaching: list[Claim] = []
    at = 0
    for numeral in numerals:
        while at < len(claims) and claims[at].start < numeral.end:
            reaching.append(claims[at])
            at += 1
        if reaching:
            reaching = [claim for claim in reaching if claim.end > numeral.start]
        yield numeral, sorted({claim.row_id for claim in reaching}) if reaching else ()


def _claims(frame: pd.DataFrame, id_column: str) -> Mapping[str, list[Claim]]:
    """The spans of a table's rows by plan, in order of their start."""
    found: dict[str, list[Claim]] = {}
    spans = (whole_numbers(frame[name]) for name in ("char_start", "char_end"))
    for plan_id, *claim in zip(frame["plan_id"], *spans, frame[id_column], strict=True):
        found.setdefault(plan_id, []).append(Claim(*claim))
    return {plan_id: sorted(claims) for plan_id, claims in found.items()}


def _joined(found: Iterable[tuple[Span, Sequence[str]]], text: str) -> Iterator[tuple[Span, Sequence[str]]]:
    """The same, pieces of one observation's torn number made one number."""
    last: tuple[Span, Sequence[str]] | None = None
    for numeral, ids in found:
        if last and ids and last[1] == ids and _TORN.fullmatch(text, last[0].end, numeral.start):
            last = Span(last[0].start, numeral.end), ids
            continue
        if last:
            yield last
        last = numeral, ids
    if last:
        yield last
