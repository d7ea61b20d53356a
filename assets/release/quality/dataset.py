"""The release's tables as the quality page reads them: what is counted of each plan, and what a plan is called."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from assets.release.quality.words import SEVERITIES
from expectations.registry import Registry
from expectations.registry.schema import empty_frame, records
from expectations.registry.table_rows import Held, Rows, counts_of, rows_of

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

    frames: Mapping[str, Rows]
    registry: Registry
    _texts: dict[str, str] = field(default_factory=dict)

    def rows(self, name: str) -> Rows:
        """A published table, wherever its rows stand. Raises ``KeyError`` where tables.yaml has no such table."""
        return self.frames[name] if name in self.frames else empty_frame(self.registry.tables[name])

    def table(self, name: str, *columns: str) -> pd.DataFrame:
        """The frame of a published table, of all columns or those named: a large one has no room for all."""
        return rows_of(self.rows(name), columns or None)

    def among(self, name: str, column: str, values: Collection[str], *columns: str) -> pd.DataFrame:
        """The rows of a table that have one of some values in a column; all columns, or those named."""
        rows = self.rows(name)
        if isinstance(rows, Held):
            return rows.among(column, values, columns or None)
        return rows_of(rows[rows[column].isin(values)].reset_index(drop=True), columns or None)

    def counts(self, name: str, *columns: str) -> pd.Series[int]:
        """How many rows of a table have each value, or pair of values, of some columns."""
        return counts_of(self.rows(name), *columns)

    def hold_texts(self, plan_ids: Iterable[str]) -> None:
        """Have the texts of some plans at hand; a large release's do not fit into memory all together."""
        if missing := set(plan_ids) - self._texts.keys():
            found = self.among("plan_texts", "plan_id", missing)
            self._texts.update(zip(found["plan_id"], found["text"], strict=True))

    def text(self, plan_id: str) -> str:
        """A plan's text, empty where there is none."""
        if plan_id not in self._texts:
            self.hold_texts([plan_id])
        return self._texts.get(plan_id, "")

    @cached_property
    def rejects_alone(self) -> pd.DataFrame:
        """The rejects that no finding tells of."""
        rejects = self.table("rejects")
        return rejects[~rejects["reject_id"].isin(self.table("findings", "reject_id")["reject_id"].dropna())]

    def line(self, plan_id: str, start: int) -> int:
        """The line, 1-based, of an offset in a plan's text."""
        return self.text(plan_id).count("\n", 0, start) + 1

    @cached_property
    def plan_counts(self) -> pd.DataFrame:
        """One row per plan, those with most errors, then warnings first; counts of its rows by table and of its findings."""
        import pandas as pd

        plans, grave = self.table("plans"), self.counts("findings", "severity", "plan_id")
        counted = {name: self.counts(name, "plan_id") for name in ("observations", "indicator_targets", "rejects")}
        counted["rejects_alone"] = self.rejects_alone["plan_id"].value_counts()
        counted |= {severity: grave[grave.index.get_level_values(0) == severity].droplevel(0) for severity in SEVERITIES if len(grave)}
        names = list(dict.fromkeys((*counted, *SEVERITIES)))
        counts = pd.DataFrame({name: counted.get(name, pd.Series(dtype="int64")) for name in names})
        counts = counts[counts.index.notna()]
        rows = plans.merge(counts.fillna(0).astype("int64"), left_on="plan_id", right_index=True, how="left")
        rows[names] = rows[names].fillna(0).astype("int64")
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
