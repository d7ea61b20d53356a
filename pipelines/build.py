"""One build from the command line: the whole asset graph in this process, on an instance that is gone afterwards."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.errors import BrokenReleaseError, ReleaseLockedError, disk_errors
from assets.release.layout import Layout
from assets.release.releases import ReleaseInfo, current_release, verify
from assets.sources.scan import scan
from pipelines import settings, unsettled

if TYPE_CHECKING:
    from assets.sources.source_file import SourceFile
    from pipelines.outcome import Outcome
    from pipelines.shown_progress import BuildProgress


@contextmanager
def only_build(output: Path) -> Iterator[None]:
    """Hold the output folder for one build; a killed process gives it back by itself. Raises ``ReleaseLockedError`` at once."""
    with disk_errors(output):
        work = output / settings.WORK_FOLDER
        work.mkdir(parents=True, exist_ok=True)
        lock = (work / "build.lock").open("a")
    with lock:
        try:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseLockedError(f"Another build into {output} is running; wait until it has ended and run again.") from None
        yield


def unchanged(input_dir: Path, output: Path, registry_dir: Path | None, least_confidence: float) -> ReleaseInfo | None:
    """The current release where it is whole and was made from the same files, registry, setting and code; else None.

    None, too, where the last build could not read something for a passing reason.

    Raises ``InputError`` where the input folder cannot be used.
    """
    files = scan(input_dir, leave_out=[output])
    try:
        current = current_release(output)
    except BrokenReleaseError:
        return None  # the build makes a new one
    if (
        current is None
        or unsettled.unsettled(output)
        or _input_hash(files, registry_dir, least_confidence)
        not in (
            current.input_hash,
            last_built(output, current),
        )
    ):
        return None
    return None if verify(Layout(output).releases / current.release_id) else current


def _input_hash(files: Sequence[SourceFile], registry_dir: Path | None, least_confidence: float) -> str:
    """What a release of these files is known by."""
    from assets.release.origin import origin_of  # which loads all that makes a release

    return origin_of(files, registry_dir, least_confidence).input_hash


def last_built(output: Path, current: ReleaseInfo) -> str | None:
    """The input of the last build that found its content published already as the current release."""
    note = _note_of(output)
    if not note.is_file():
        return None
    release_id, _, input_hash = note.read_text(encoding="utf-8").strip().partition(" ")
    return input_hash if release_id == current.release_id else None


def _note_of(output: Path) -> Path:
    return output / settings.WORK_FOLDER / "last-build"


def build(
    input_dir: Path,
    output: Path,
    registry_dir: Path | None,
    progress: BuildProgress,
    *,
    accept_fall: bool = False,
    least_confidence: float = settings.DEFAULT_CONFIDENCE,
    processes: int | None = None,
) -> Outcome:
    """Materialize every asset and run every check; publish, or keep what was read where a check stops the publication."""
    from assets.pool import keep_loaded
    from pipelines.run import execute, outcome_of  # Dagster, pandas and all the rest take seconds to import

    keep_loaded()
    result = execute(
        input_dir,
        output,
        registry_dir,
        progress,
        accept_fall=accept_fall,
        least_confidence=least_confidence,
        processes=processes or settings.processes_setting(),
    )
    outcome = outcome_of(result, output)
    if outcome.release_id is not None:
        input_hash = _input_hash(result.asset_value("raw_sources"), registry_dir, least_confidence)
        unsettled.note(output, result.asset_value("_core_documents").outcomes, outcome.left_out)
        _note_of(output).write_text(f"{outcome.release_id} {input_hash}\n", encoding="utf-8")
    return outcome
