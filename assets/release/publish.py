"""Publishing: tables as frames become a whole release, and ``current`` names it in one step. Or they are kept, unpublished."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assets.release import layout as places
from assets.release.changed.compare import Difference, compare, no_difference
from assets.release.changed.feed import write_index
from assets.release.changed.told import write_told
from assets.release.database import build_database
from assets.release.errors import BrokenReleaseError, ReleaseError, disk_errors
from assets.release.explorer.explorer_page import EXPLORER_FILE, write_explorer
from assets.release.layout import INFO_FILE, LOCK_WAIT_SECONDS, Layout
from assets.release.package import write_package
from assets.release.parquet import CHANGES, RELEASES, content_hash, write_tables
from assets.release.people.shown_rows import MOST_TARGETS
from assets.release.people.workbook import PEOPLE_FILE, write_people
from assets.release.quality.page import QUALITY_FILE, write_quality
from assets.release.releases import DATABASE_FILE, ReleaseInfo, current_release, history, releases_frame, verify
from assets.release.spreadsheets import MOST_ROWS, write_spreadsheets
from expectations.registry import Registry, TableSchema
from expectations.registry.table_rows import Rows

README_FILE = "README.txt"
UNPUBLISHED_KEPT = 5

OnStep = Callable[[str, float], None]


@dataclass(frozen=True, slots=True)
class Origin:
    """What a release was made from: the code's version, and one hash over the input files, the registry and the code."""

    code_version: str
    input_hash: str


@dataclass(frozen=True, slots=True)
class Published:
    """The release that is current after a publication. ``new`` is false where the content was what is published already.

    ``repaired`` says what was wrong with the release that was current before, where that is why a new one was made.
    """

    release_id: str
    folder: Path
    new: bool
    info: ReleaseInfo
    repaired: str | None = None


def publish(
    frames: Mapping[str, Rows],
    registry: Registry,
    output: Path,
    origin: Origin,
    *,
    now: datetime,
    run_id: str,
    on_step: OnStep | None = None,
    lock_wait_seconds: float = LOCK_WAIT_SECONDS,
) -> Published:
    """Make a release of the frames below ``output`` and let ``current`` name it, unless the current one has the same content.

    ``frames`` holds every published table but ``releases`` and ``changes``, made here; ``registry`` is the one they were made with.
    ``on_step`` is told each step's name and its seconds. Until the last step, which is atomic, the old release is current and
    untouched; whatever fails before that raises ``ReleaseError`` with one sentence, and what a killed run leaves behind is cleared by
    the next one.
    """
    for made_here in (RELEASES, CHANGES):
        if made_here in frames:
            raise ReleaseError(f"The table {made_here} is made while publishing; leave it out of the tables given.")
    layout = Layout(output)
    with disk_errors(output), places.locked(layout, lock_wait_seconds):
        places.clear_leftovers(layout)
        with places.staging(layout, run_id) as folder:
            return _publish_from(folder, frames, registry, layout, origin, now, on_step or _say_nothing)


def _publish_from(
    folder: Path,
    frames: Mapping[str, Rows],
    registry: Registry,
    layout: Layout,
    origin: Origin,
    now: datetime,
    on_step: OnStep,
) -> Published:
    with _timed("tables", on_step):
        write_tables(frames, registry.tables, folder / "parquet")
        content = content_hash(folder / "parquet")
    current, broken = _sound_current(layout, content)
    if current is not None and current.content_hash == content:
        return Published(current.release_id, layout.releases / current.release_id, False, current)
    earlier = history(layout.output)
    release_id, made_at = _free_id(layout, content, now)
    with _timed("changes", on_step):
        before, difference = _difference(layout, current, folder, registry)
        write_tables({CHANGES: difference.changes}, registry.tables, folder / "parquet")
    made = {CHANGES: len(difference.changes), RELEASES: len(earlier) + 1}
    rows = {name: len(frame) for name, frame in sorted(frames.items())} | made
    info = ReleaseInfo(release_id, made_at, origin.code_version, origin.input_hash, content, rows)
    write_told(folder, difference, before, release_id, registry)
    _write_files(folder, {**frames, CHANGES: difference.changes}, registry, info, earlier, on_step)
    with _timed("switch", on_step):
        places.seal(folder)
        target = places.move_in(layout, folder, release_id)
        places.switch(layout, release_id)
    with suppress(OSError):  # published all the same; the next publication makes them anew
        write_index(layout)
    return Published(release_id, target, True, info, broken)


def _difference(layout: Layout, current: ReleaseInfo | None, folder: Path, registry: Registry) -> tuple[str | None, Difference]:
    """The current release's id and what the one being made says otherwise; none where there is none that can be compared."""
    if current is not None:
        with suppress(ReleaseError):
            before = layout.releases / current.release_id / "parquet"
            return current.release_id, compare(before, folder / "parquet", registry.tables)
    return None, no_difference(registry.tables)


def _write_files(
    folder: Path, frames: Mapping[str, Rows], registry: Registry, info: ReleaseInfo, earlier: list[ReleaseInfo], on_step: OnStep
) -> None:
    """Write all that a release holds beside the tables' Parquet files: ``releases``, DuckDB, CSV, workbook, two pages, descriptions."""
    parquet, schemas = folder / "parquet", registry.tables
    write_tables({RELEASES: releases_frame([*earlier, info])}, schemas, parquet)
    with _timed("database", on_step):
        build_database(parquet, schemas, folder / DATABASE_FILE)
    if sum(info.rows.values()) <= MOST_ROWS:  # else on request: `plan-indicators spreadsheets`
        with _timed("spreadsheets", on_step):
            write_spreadsheets(parquet, schemas, folder)
    if info.rows.get("indicator_targets", 0) <= MOST_TARGETS:  # it cannot show more, and takes longer than all the rest
        with _timed("workbook", on_step):
            write_people(parquet, registry, folder / "xlsx" / PEOPLE_FILE, info.release_id)
    with _timed("quality page", on_step):
        write_quality(folder / QUALITY_FILE, frames, registry, info)
    with _timed("explorer", on_step):
        write_explorer(folder / EXPLORER_FILE, frames, registry, info)
    with _timed("description", on_step):
        (folder / INFO_FILE).write_text(info.to_json(), encoding="utf-8")
        write_package(folder, schemas, info)


def _sound_current(layout: Layout, content: str) -> tuple[ReleaseInfo | None, str | None]:
    """The current release if it can be read and, where its content is ours, is whole; else what is wrong with it."""
    try:
        current = current_release(layout.output)
    except BrokenReleaseError as error:
        return None, str(error)
    if current is not None and current.content_hash == content:
        problems = verify(layout.releases / current.release_id)
        if problems:
            return None, f"The release {current.release_id} is not whole: {problems[0]}"
    return current, None


def _free_id(layout: Layout, content: str, now: datetime) -> tuple[str, datetime]:
    """The new release's id and moment: now, or a second after the latest release (a clock set back, two runs in one second)."""
    moment = now.astimezone(UTC).replace(microsecond=0)
    folders = layout.release_folders()
    if folders:
        moment = max(moment, places.moment_of(folders[-1].name) + timedelta(seconds=1))
    return f"{places.timestamp(moment)}-{content[:8]}", moment


def keep_unpublished(
    frames: Mapping[str, Rows], schemas: Mapping[str, TableSchema], output: Path, reason: str, *, now: datetime, run_id: str
) -> Path:
    """Leave the tables of a run that was not published below ``output/unpublished`` to be looked at; gives their folder.

    ``reason`` is the sentence that says which check stopped it. The five latest such folders are kept. ``current`` stays as it is.
    """
    layout = Layout(output)
    with disk_errors(output), places.locked(layout):
        places.clear_leftovers(layout)
        with places.staging(layout, run_id) as folder:
            write_tables(frames, schemas, folder / "parquet", as_found=True)
            build_database(folder / "parquet", schemas, folder / DATABASE_FILE, as_found=True)
            (folder / README_FILE).write_text(f"{reason}\n", encoding="utf-8")
            places.seal(folder)
            kept = places.keep_folder(layout, folder, places.timestamp(now))
        for old in sorted(found for found in layout.unpublished.iterdir() if found.is_dir())[:-UNPUBLISHED_KEPT]:
            places.remove_folder(layout, old)
    return kept


@contextmanager
def _timed(name: str, on_step: OnStep) -> Iterator[None]:
    started = time.perf_counter()
    yield
    on_step(name, time.perf_counter() - started)


def _say_nothing(name: str, seconds: float) -> None:
    """Hear of a step and tell nobody."""
