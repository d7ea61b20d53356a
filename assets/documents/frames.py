"""The documents stage's tables as frames: sources, plans, plan_texts, sections. Columns and order as ``tables.yaml`` says."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from assets.documents.outline.sections import sections_of
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome, Status
from assets.sources.remote.provenance import Provenance
from expectations.registry import load_registry
from expectations.registry.schema import conform_rows

if TYPE_CHECKING:
    import pandas as pd

SEPARATOR = ";"


# 2021-12-31, 2021-12-31T09:30:00+08:00, 2021/12/31 09:30, 2021年12月31日
_MOMENT = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]*(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_EARLIEST = 1980  # what is before is no moment but an empty clock (1601-01-01, 1970-01-01)

_NONE: Mapping[str, str] = MappingProxyType({})


def sources_frame(
    outcomes: Sequence[ReadOutcome],
    plans: Sequence[Plan],
    provenance: Mapping[str, Provenance] = MappingProxyType({}),
    left_out: Mapping[str, str] = _NONE,
    without_targets: Mapping[str, str] = _NONE,
) -> pd.DataFrame:
    """Table ``sources``: a row for each file seen; a duplicate has its twin's plan.

    ``provenance`` says by source_path where downloaded files came from; of a file changed by hand since it says nothing. ``left_out``
    and ``without_targets`` say by plan_id why a plan, or its targets alone, are not published.
    """
    plan_ids = {plan.source_path: plan.plan_id for plan in plans}
    rows = []
    for outcome in outcomes:
        source = outcome.source
        plan_id = plan_ids.get(source.duplicate_of or source.source_path)
        media_type, encoding = outcome.media_type, outcome.encoding
        own = dict(outcome.document.properties) if outcome.document is not None else {}
        origin = provenance.get(source.source_path)
        came_from = (origin.url, origin.fetched_at) if origin is not None and origin.sha256 == source.sha256 else (None, None)
        status, reason = str(outcome.status), outcome.reason
        if plan_id is not None and plan_id in left_out:
            status = status if outcome.status is Status.DUPLICATE else str(Status.FAILED)
            reason, plan_id = left_out[plan_id], None
        elif plan_id is not None and plan_id in without_targets:
            reason = " ".join(filter(None, (reason, without_targets[plan_id])))
        read = (media_type, encoding, status, reason, plan_id)
        stated = (own.get("title"), own.get("author"), moment(own.get("created")), moment(own.get("modified")))
        rows.append((source.source_path, source.sha256, source.bytes, *read, *stated, *came_from))
    return _frame("sources", rows)


def moment(said: str | None) -> datetime | None:
    """The moment that a file's metadata state, UTC where they name no zone; None where they state none."""
    found: datetime | None
    try:
        found = datetime.fromisoformat((said or "").strip())
    except ValueError:
        found = _spelt(said or "")
    if found is None or found.year < _EARLIEST:
        return None
    return found.astimezone(UTC) if found.tzinfo is not None else found.replace(tzinfo=UTC)


def _spelt(said: str) -> datetime | None:
    match = _MOMENT.match(said.strip())
    if match is None:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    try:
        return datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None  # 2021-02-30


def plans_frame(plans: Sequence[Plan]) -> pd.DataFrame:
    """Table ``plans``: a row for each plan, with what it says about itself."""
    rows = []
    for plan in plans:
        said = plan.document.metadata
        place = (said.region_code, said.region_name, said.province, said.level)
        times = (said.signed_on, said.published_on, said.period_start, said.period_end, said.outlook_year)
        declared = SEPARATOR.join(said.declared) or None
        rows.append((plan.plan_id, plan.source_path, said.title, said.document_number, said.issuer, *place, *times, plan.same_as, declared))
    return _frame("plans", rows)


def plan_texts_frame(plans: Sequence[Plan]) -> pd.DataFrame:
    """Table ``plan_texts``: the text of each plan as read."""
    return _frame("plan_texts", [(plan.plan_id, plan.document.text) for plan in plans])


def plan_pages_frame(plans: Sequence[Plan]) -> pd.DataFrame:
    """Table ``plan_pages``: a row for each page of the plans whose files have pages."""
    rows = []
    for plan in plans:
        starts = plan.document.pages
        ends = (*starts[1:], len(plan.document.text))
        rows += [(plan.plan_id, page, start, end) for page, (start, end) in enumerate(zip(starts, ends, strict=False), start=1)]
    return _frame("plan_pages", rows)


def sections_frame(plans: Sequence[Plan]) -> pd.DataFrame:
    """Table ``sections``: the heading tree of each plan."""
    rows = [
        (s.section_id, s.plan_id, s.parent_id, s.level, s.number, s.heading, s.kind, s.char_start, s.char_end)
        for plan in plans
        for s in sections_of(plan.plan_id, plan.document)
    ]
    return _frame("sections", rows)


def _frame(table: str, rows: Sequence[Sequence[object]]) -> pd.DataFrame:
    return conform_rows(rows, load_registry().tables[table])
