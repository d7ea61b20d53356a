"""What a build made, or what stopped it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assets.left_out import LeftOut
    from expectations.registry.table_rows import Rows
    from pipelines.unpublished import FailedCheck


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a step failed, where it was not a check. ``is_expected``: the message is a sentence that says what to do."""

    message: str
    is_expected: bool


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build made: the tables, and the release or what stopped it."""

    frames: Mapping[str, Rows]
    unmatched_names: Mapping[str, int]
    questions: list[FailedCheck]  # checks that ask and do not stop
    left_out: tuple[LeftOut, ...] = ()  # plans that a stage broke down over
    release_id: str | None = None
    is_new: bool = False
    stopped_by: list[FailedCheck] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    kept_in: Path | None = None  # where the tables stand that were not published
