"""What is rejected in validation, beside what could not be read: refused observations, and numbers that nobody knows what they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from assets.documents.plans import Plan
from assets.language.ids import digest
from assets.numerals.numerals import UNRESOLVED
from assets.validation.numeral_account import REJECT
from expectations.registry import Registry
from expectations.registry.schema import conform, conform_rows

if TYPE_CHECKING:
    import pandas as pd

WITHOUT_SUBJECT = "figure_without_subject"
Row = tuple[str, str, str, str, int, int]  # reject_id, plan_id, reason_id, text, char_start, char_end


def reject_id_of(observation_id: str) -> str:
    """The id of the reject that an observation became."""
    return digest(REJECT, observation_id)


def with_refused(
    rejects: pd.DataFrame, refused: pd.DataFrame, reasons: Mapping[str, str], plans: Sequence[Plan], registry: Registry
) -> pd.DataFrame:
    """The rejects and the refused observations, each with its reason's id by its own."""
    columns = [refused[name] for name in ("observation_id", "plan_id", "value_text", "char_start", "char_end")]
    rows = ((reject_id_of(one), plan, reasons[one], text, start, end) for one, plan, text, start, end in zip(*columns, strict=True))
    return _with(rejects, rows, plans, registry)


def with_unresolved(rejects: pd.DataFrame, numerals: pd.DataFrame, plans: Sequence[Plan], registry: Registry) -> pd.DataFrame:
    """The rejects and every number of the text that nobody knows what it is."""
    unresolved = numerals[numerals["disposition"].eq(UNRESOLVED)]
    columns = [unresolved[name] for name in ("plan_id", "text", "char_start", "char_end")]
    rows = (
        (digest(plan, WITHOUT_SUBJECT, str(start), text), plan, WITHOUT_SUBJECT, text, start, end)
        for plan, text, start, end in zip(*columns, strict=True)
    )
    return _with(rejects, rows, plans, registry)


def _with(rejects: pd.DataFrame, rows: Iterable[Row], plans: Sequence[Plan], registry: Registry) -> pd.DataFrame:
    """The rejects and further ones, each with the file of its plan."""
    import pandas as pd

    files = {plan.plan_id: plan.source_path for plan in plans}
    added = [(reject_id, plan, files[plan], *said) for reject_id, plan, *said in rows]
    schema = registry.tables["rejects"]
    return conform(pd.concat([rejects, conform_rows(added, schema)], ignore_index=True), schema) if added else rejects
