"""Two releases of one small plan, as folders of Parquet files, that the tests of comparing make differ."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from assets.release.changed.compare import Difference, compare
from assets.release.parquet import write_tables
from expectations.registry.schema import records
from tests.release.samples import REGISTRY, SCHEMAS, frame, observation

PLAN = "xinji-2021-2025"
TARGET = {
    "plan_id": PLAN, "region_code": "130181", "indicator_id": "rd_intensity", "indicator_text": "研发投入强度", "target_year": 2025,
    "base_year": 2020, "base_value": 1.66, "target_comparator": ">=", "target_value": 2.5, "target_text": "2.5", "unit_std": "%",
    "target_observation_id": "o001", "indicator_name_zh": "研发投入强度", "confidence": 0.97, "quote": "研发投入强度 1.66 2.5",
    "source_path": "辛集.txt", "line": 2,
}  # fmt: skip


def tables(
    *observations: dict[str, object], target: dict[str, object] | None = None, sha: str = "a", beside: dict[str, str] | None = None
) -> dict[str, pd.DataFrame]:
    """The tables that are compared; ``beside``: sha256 of files that stand beside the plan, by their ending."""
    files = {"": sha, **(beside or {})}
    rows = [{"source_path": f"辛集.txt{ending}", "status": "parsed", "sha256": found} for ending, found in files.items()]
    plan = {"plan_id": PLAN, "source_path": "辛集.txt", "title": "辛集市科技创新规划", "region_code": "130181", "region_name": "辛集市"}
    return {
        "plans": frame("plans", plan),
        "sources": frame("sources", *rows),
        "observations": frame("observations", *observations),
        "indicator_targets": frame("indicator_targets", *([TARGET | target] if target is not None else [])),
        "regions": REGISTRY.frame("regions"),
    }


def difference(folder: Path, before: dict[str, pd.DataFrame], after: dict[str, pd.DataFrame]) -> Difference:
    write_tables(before, SCHEMAS, folder / "before")
    write_tables(after, SCHEMAS, folder / "after")
    return compare(folder / "before", folder / "after", SCHEMAS)


def said(found: Difference) -> list[tuple[object, ...]]:
    """Of each change: kind, observation, column, before, after, reason."""
    columns = ("kind", "observation_id", "column", "before", "after", "reason")
    return [tuple(row[column] for column in columns) for row in records(found.changes)]


OLD = observation(1, indicator_id="rd_intensity")
