"""Blocking checks on the content, that no schema can say: nothing lost, nothing that is not in its plan, not nothing at all."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from typing import Any, Protocol

import dagster as dg
import pandas as pd

from expectations import accounts
from expectations.checks.doubtful import counted, narrowed
from expectations.own import REJECTS
from expectations.registry.preview import markdown_table
from expectations.registry.table_rows import pieces_of

_SAID = ["severity", "rule_id", "message", "message_zh"]
_EXAMPLES = 20


class FileSeen(Protocol):
    """A file found in the input folder, by its path in table ``sources``."""

    @property
    def source_path(self) -> str:
        """Path relative to the input folder."""


def verdict(failing: pd.DataFrame, columns: list[str], sentence: str, rows: int, count: int | None = None) -> dg.AssetCheckResult:
    """Passed where no row fails; else the sentence, the count (that given where ``failing`` are but the first) and the first rows."""
    fail = len(failing) if count is None else max(count, len(failing))
    metadata: dict[str, dg.MetadataValue] = {"rows": dg.IntMetadataValue(rows), "rows_failed": dg.IntMetadataValue(fail)}
    if fail:
        metadata["failing rows"] = dg.MetadataValue.md(markdown_table(failing, columns, whole=fail))
    return dg.AssetCheckResult(
        passed=not fail,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if not fail else sentence.format(count=fail),
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
def dataset_not_empty(core_observations: Any) -> dg.AssetCheckResult:
    """A folder without one observation publishes nothing."""
    count = len(core_observations)
    return dg.AssetCheckResult(
        passed=count > 0,
        severity=dg.AssetCheckSeverity.ERROR,
        description=None if count else "No observation was read from any file, so there is nothing to publish.",
        metadata={"rows": count},
    )


@dg.asset_check(
    asset="core_rejects",
    name=REJECTS,
    blocking=True,
    description="Every reject that names a span in a plan's text holds exactly that text.",
    additional_ins={"plan_texts": dg.AssetIn("core_plan_texts")},
)
def reject_spans_hold_text(core_rejects: Any, plan_texts: Any) -> dg.AssetCheckResult:
    """Every reject can be found again where the row says it stands."""
    failing = accounts.misplaced(*narrowed(REJECTS, core_rejects, plan_texts))
    return verdict(failing, ["reject_id", *accounts.PLACE], "{count} rejects are not where they say.", **counted(REJECTS, core_rejects))


@dg.asset_check(
    asset="core_findings",
    blocking=False,
    description="No rule finds a warning or an error. What is found is published with its flags, or rejected: this only asks.",
)
def nothing_questioned(core_findings: Any) -> dg.AssetCheckResult:
    """How many doubts of which rule there are, with the first of them as sentences."""
    graves = [piece[piece["severity"].ne("info")] for piece in pieces_of(core_findings, _SAID)]
    counts = pd.concat([grave["rule_id"] for grave in graves] or [pd.Series(dtype="object")]).value_counts()
    first = pd.concat([grave.head(_EXAMPLES) for grave in graves]) if graves else pd.DataFrame(columns=_SAID)
    grave = int(counts.sum())
    by_rule = ", ".join(f"{rule} {count}" for rule, count in counts.items())
    return dg.AssetCheckResult(
        passed=not grave,
        severity=dg.AssetCheckSeverity.WARN,
        description=f"{by_rule}; quality.html shows each with its passage." if grave else None,
        metadata={
            "findings": len(core_findings),
            "warnings and errors": grave,
            "examples": dg.MetadataValue.md(markdown_table(first, _SAID, rows=_EXAMPLES, whole=grave)),
        },
    )


CHECKS = [nothing_questioned, sources_accounted, dataset_not_empty, reject_spans_hold_text]
