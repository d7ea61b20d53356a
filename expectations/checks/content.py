"""Blocking checks on the content, that no schema can say: nothing lost, nothing that is not in its plan, not nothing at all."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Iterator
from typing import Any, Protocol

import dagster as dg
import pandas as pd

from expectations.registry.preview import markdown_table


class FileSeen(Protocol):
    """A file found in the input folder, by its path in table ``sources``."""

    @property
    def source_path(self) -> str:
        """Path relative to the input folder."""


def verdict(failing: pd.DataFrame, columns: list[str], sentence: str, rows: int) -> dg.AssetCheckResult:
    """Passed where no row fails; else the sentence, the count and the first rows."""
    metadata: dict[str, dg.MetadataValue] = {"rows": dg.IntMetadataValue(rows), "rows_failed": dg.IntMetadataValue(len(failing))}
    if len(failing):
        metadata["failing rows"] = dg.MetadataValue.md(markdown_table(failing, columns))
    return dg.AssetCheckResult(
        passed=failing.empty,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if failing.empty else sentence.format(count=len(failing)),
        metadata=metadata,
    )


@dg.asset_check(
    asset="core_sources",
    blocking=True,
    description="Every file found in the input folder has exactly one row in sources, and no row stands without its file.",
    additional_ins={"files": dg.AssetIn("raw_sources")},
)
def sources_accounted(core_sources: pd.DataFrame, files: list[Any]) -> dg.AssetCheckResult:
    """No file is lost and none is invented."""
    seen: list[FileSeen] = list(files)
    found = pd.Series([file.source_path for file in seen], dtype="object")
    listed = core_sources["source_path"]
    lost = pd.DataFrame({"source_path": found[~found.isin(set(listed))], "what": "found in the folder, without a row"})
    invented = pd.DataFrame({"source_path": listed[~listed.isin(set(found))], "what": "a row, without a file"})
    failing = pd.concat([lost, invented], ignore_index=True)
    return verdict(failing, ["source_path", "what"], "{count} files and rows of sources do not match.", len(listed))


@dg.asset_check(
    asset="core_observations",
    blocking=True,
    description="At least one observation was read: a release without any would wipe out the last good one.",
)
def dataset_not_empty(core_observations: pd.DataFrame) -> dg.AssetCheckResult:
    """A folder without one observation publishes nothing."""
    count = len(core_observations)
    return dg.AssetCheckResult(
        passed=count > 0,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if count else "No observation was read from any file, so there is nothing to publish.",
        metadata={"rows": count},
    )


def _rows(frame: pd.DataFrame, columns: list[str]) -> Iterator[tuple[Any, ...]]:
    """The cells of some columns, row by row."""
    return zip(*(frame[name] for name in columns), strict=True)


@dg.asset_check(
    asset="core_rejects",
    blocking=True,
    description="Every reject that names a span in a plan's text holds exactly that text.",
    additional_ins={"plan_texts": dg.AssetIn("core_plan_texts")},
)
def reject_spans_hold_text(core_rejects: pd.DataFrame, plan_texts: pd.DataFrame) -> dg.AssetCheckResult:
    """Every reject can be found again where the row says it stands."""
    texts: dict[str, str] = dict(zip(plan_texts["plan_id"], plan_texts["text"], strict=True))
    placed = core_rejects[core_rejects["plan_id"].notna() & core_rejects["char_start"].notna()]
    columns = ["plan_id", "char_start", "char_end", "text"]
    wrong = [texts.get(plan_id, "")[start:end] != text for plan_id, start, end, text in _rows(placed, columns)]
    return verdict(placed[wrong], ["reject_id", *columns], "{count} rejects are not where they say.", len(core_rejects))


@dg.asset_check(
    asset="core_findings",
    blocking=False,
    description="No rule finds a warning or an error. What is found is published with its flags, or rejected: this only asks.",
)
def nothing_questioned(core_findings: pd.DataFrame) -> dg.AssetCheckResult:
    """How many doubts of which rule there are, with the first of them as sentences."""
    grave = core_findings[core_findings["severity"].ne("info")]
    by_rule = ", ".join(f"{rule} {count}" for rule, count in grave["rule_id"].value_counts().items())
    return dg.AssetCheckResult(
        passed=grave.empty,
        severity=dg.AssetCheckSeverity.WARN,
        description=None if grave.empty else f"{by_rule}; quality.html shows each with its passage.",
        metadata={
            "findings": len(core_findings),
            "warnings and errors": len(grave),
            "examples": dg.MetadataValue.md(markdown_table(grave, ["severity", "rule_id", "message", "message_zh"], rows=20)),
        },
    )


CHECKS = [nothing_questioned, sources_accounted, dataset_not_empty, reject_spans_hold_text]
