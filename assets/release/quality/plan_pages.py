"""The plans as the quality page lists them: what each is, what was counted of it, its graver doubts and what was not accepted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from assets.release.quality.dataset import Dataset, PlanName, years
from assets.release.quality.doubts import Doubt, RuleDoubts
from assets.release.quality.words import LEVELS, SEVERITIES, Words
from expectations.registry.schema import records

DOUBTS_A_PLAN = 10
FILES_LISTED = 50


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One plan. ``counts`` are of its rows by table, of its findings by severity; ``doubts`` are those listed that are grave."""

    name: PlanName
    region_name: str | None
    province: str | None
    level: Words | None
    period: str
    document_number: str | None
    copy_of: PlanName | None
    counts: Mapping[str, int]
    doubts: tuple[Doubt, ...]

    @property
    def grave(self) -> int:
        """How many of its findings are graver than info, and of its rejects no finding tells of."""
        return self.counts["error"] + self.counts["warning"] + self.counts["rejects_alone"]

    @property
    def unlisted(self) -> int:
        """How many of these are not among ``doubts``."""
        return self.grave - len(self.doubts)

    @property
    def where(self) -> str:
        """SQL that gives all of them."""
        quoted = self.name.plan_id.replace("'", "''")
        found = f"SELECT rule_id, message_zh FROM findings WHERE plan_id = '{quoted}' AND severity <> 'info'"
        return f"{found} UNION ALL SELECT reason_id, text FROM rejects WHERE plan_id = '{quoted}'"


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read, and why."""

    source_path: str
    reason: str | None


def plan_entries(dataset: Dataset, rules: Iterable[RuleDoubts]) -> list[PlanEntry]:
    """The plans that have an entry on the page, those with most errors and warnings first."""
    doubts: dict[str, list[Doubt]] = {}
    for doubt in (doubt for found in rules for doubt in found.listed):
        if doubt.plan and doubt.is_grave:
            doubts.setdefault(doubt.plan.plan_id, []).append(doubt)
    rows = records(dataset.plan_counts)
    return [_entry(row, dataset, doubts.get(row["plan_id"], [])) for row in rows if dataset.plan_names[row["plan_id"]].anchor]


def _entry(row: Mapping[str, Any], dataset: Dataset, doubts: list[Doubt]) -> PlanEntry:
    counted = ("observations", "indicator_targets", "rejects", "rejects_alone", *SEVERITIES)
    return PlanEntry(
        name=dataset.plan_names[row["plan_id"]],
        region_name=row["region_name"],
        province=row["province"] if row["province"] != row["region_name"] else None,
        level=LEVELS[row["level"]] if row["level"] else None,
        period=years(row["period_start"], row["period_end"]),
        document_number=row["document_number"],
        copy_of=dataset.plan_names.get(row["same_as"]),
        counts={name: int(row[name]) for name in counted},
        doubts=tuple(doubts[:DOUBTS_A_PLAN]),
    )


def unread_files(dataset: Dataset) -> list[UnreadFile]:
    """Files that could not be read, by path, at most ``FILES_LISTED``."""
    sources = dataset.table("sources")
    return [UnreadFile(row["source_path"], row["reason"]) for row in records(sources[sources["status"] == "failed"].head(FILES_LISTED))]
