"""What is left of a run that was not published: its tables, and the sentence that says which check stopped it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from assets.release.asset import RUN_ID_LENGTH, published_tables
from assets.release.publish import keep_unpublished

if TYPE_CHECKING:
    from expectations.registry.table_rows import Rows

FAILING_ROWS = "failing rows"  # the metadata entry in which a check shows them


@dataclass(frozen=True, slots=True)
class FailedCheck:
    """A check that failed: of which table, why, and its failing rows as Markdown."""

    table: str
    check: str
    sentence: str
    rows: str | None

    def __str__(self) -> str:
        """The check in one sentence."""
        return f"The check {self.check} of {self.table} failed: {self.sentence}"


def stopping_checks(evaluations: Iterable[dg.AssetCheckEvaluation]) -> list[FailedCheck]:
    """The blocking checks among a run's evaluations that failed, in the order run."""
    return [_failed_check(found) for found in evaluations if not found.passed and found.severity is dg.AssetCheckSeverity.ERROR]


def asking_checks(evaluations: Iterable[dg.AssetCheckEvaluation]) -> list[FailedCheck]:
    """The checks among a run's evaluations that found something to ask about and stop nothing."""
    return [_failed_check(found) for found in evaluations if not found.passed and found.severity is dg.AssetCheckSeverity.WARN]


def _failed_check(evaluation: dg.AssetCheckEvaluation) -> FailedCheck:
    table = evaluation.asset_key.to_user_string().partition("_")[2]
    rows = evaluation.metadata.get(FAILING_ROWS)
    sentence = evaluation.description or "it did not say why."
    return FailedCheck(table, evaluation.check_name, sentence, str(rows.value) if rows is not None else None)


def asset_key(table: str) -> dg.AssetKey:
    """The key of the asset that makes a published table."""
    return dg.AssetKey(f"{published_tables()[table].layer}_{table}")


def keep(frames: Mapping[str, Rows], output: Path, reason: str, run_id: str) -> Path | None:
    """Leave the tables that the run made below ``output/unpublished``; None where it made none. Raises ``ReleaseError``."""
    if not frames:
        return None
    return keep_unpublished(frames, published_tables(), output, reason, now=datetime.now(UTC), run_id=run_id[:RUN_ID_LENGTH])
