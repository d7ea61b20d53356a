"""The release's tables as the quality page reads them: what is counted of each plan, and what a plan is called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assets.release.quality.words import SEVERITIES
from expectations.registry import Registry
from expectations.registry.schema import empty_frame, records

if TYPE_CHECKING:
    import pandas as pd

PLANS_LISTED = 200  # plans with an entry of their own, those with most doubts first
LONGEST_TITLE = 100


@dataclass(frozen=True, slots=True)
class PlanName:
    """What the page calls a plan. ``anchor`` is its entry on the page, None where it has none for want of room."""

    plan_id: str
    title: str
    source_path: str
    anchor: str | None


@dataclass(frozen=True)
class Dataset:
    """The published tables by name, and the registry. A table that is not among the frames counts as empty."""

    frames: Mapping[str, pd.DataFrame]
    registry: Registry

    def table(self, name: str) -> pd.DataFrame:
        """The frame of a published table. Raises ``KeyError`` where tables.yaml has no such table."""
        return self.frames[name] if name in self.frames else empty_frame(self.registry.tables[name])

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Each plan's text."""
        return dict(zip(self.table("plan_texts")["plan_id"], self.table("plan_texts")["text"], strict=True))

    @cached_property
    def observation_ids(self) -> frozenset[str]:
        """The ids of all observations."""
        return frozenset(self.table("observations")["observation_id"])

    @cached_property
    def rejects_alone(self) -> pd.DataFrame:
        """The rejects that no finding tells of."""
        rejects = self.table("rejects")
        return rejects[~rejects["reject_id"].isin(self.table("findings")["reject_id"].dropna())]

    def line(self, plan_id: str, start: int) -> int:
        """The line, 1-based, of an offset in a plan's text."""
        return self.texts[plan_id].count("\n", 0, start) + 1

    @cached_property
    def plan_counts(self) -> pd.DataFrame:
        """One row per plan, those with most errors, then warnings first; counts of its rows by table and of its findings."""
        import pandas as pd

        plans, findings = self.table("plans"), self.table("findings")
        counted = {name: self.table(name)["plan_id"] for name in ("observations", "indicator_targets", "rejects")}
        counted["rejects_alone"] = self.rejects_alone["plan_id"]
        counted |= {severity: findings.loc[findings["severity"] == severity, "plan_id"] for severity in SEVERITIES}
        counts = pd.DataFrame({name: ids.value_counts() for name, ids in counted.items()})
        rows = plans.merge(counts.fillna(0).astype("int64"), left_on="plan_id", right_index=True, how="left")
        rows[list(counted)] = rows[list(counted)].fillna(0).astype("int64")
        order = ["error", "warning", "rejects", "plan_id"]
        return rows.sort_values(order, ascending=[False, False, False, True], kind="stable", ignore_index=True)

    @cached_property
    def plan_names(self) -> Mapping[str, PlanName]:
        """What each plan is called, in the order of ``plan_counts``."""
        rows = records(self.plan_counts)
        return {
            row["plan_id"]: PlanName(row["plan_id"], _title(row), row["source_path"], f"plan-{number}" if number <= PLANS_LISTED else None)
            for number, row in enumerate(rows, start=1)
        }


def _title(row: Mapping[str, Any]) -> str:
    """The plan's title; without one its area and period: 嘉兴市 2016–2020（无标题）."""
    if row["title"]:
        return cut(row["title"], LONGEST_TITLE)
    said = " ".join(part for part in (row["region_name"], years(row["period_start"], row["period_end"])) if part)
    return f"{said or row['plan_id']}（无标题）"


def years(start: int | None, end: int | None) -> str:
    """A period as print: 2021–2025, or the one year that is known; empty where none is."""
    known = [str(year) for year in (start, end) if year is not None]
    return "–".join(dict.fromkeys(known))


def cut(text: str, longest: int) -> str:
    """The text, with … in place of what is more than ``longest`` characters."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
