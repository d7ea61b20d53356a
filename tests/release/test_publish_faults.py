"""A publication is whole or it has not happened, whatever stops it; a reader never sees half a release."""

from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest

from assets.release import layout, publish, spreadsheets
from assets.release.errors import ReleaseError, ReleaseLockedError
from assets.release.publish import Published, keep_unpublished
from assets.release.releases import current_release, rollback, verify
from tests.release.publishing import assert_untouched, release, releases_of, target_value, work_left
from tests.release.samples import FIRST, SCHEMAS, SECOND, THIRD, frame, frames, observation

NOBODY = 65534


# What stops a run: the old release stays, whole.

STEPS: list[tuple[object, str]] = [
    (publish, "write_tables"),
    (publish, "content_hash"),
    (publish, "history"),
    (publish, "build_database"),
    (spreadsheets, "write_csv"),
    (spreadsheets, "write_workbook"),
    (publish, "write_package"),
    (layout, "seal"),
    (layout, "move_in"),
    (layout, "switch"),
]


@pytest.fixture
def old(tmp_path: Path) -> Published:
    return release(tmp_path)


def failing(error: BaseException) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _, step in STEPS])
def test_a_fault_in_any_step_leaves_the_old_release(
    module: object, step: str, old: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(module, step, failing(RuntimeError("fault")))
        with pytest.raises(RuntimeError):
            release(tmp_path, 2.6, SECOND)
    assert_untouched(tmp_path, old)
    assert not any(name.startswith("staging-") for name in work_left(tmp_path))
    following = release(tmp_path, 2.7, THIRD)
    assert set(releases_of(tmp_path)) == {old.release_id, following.release_id}
    assert work_left(tmp_path) == set()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "is full; free some space and run again"),
        (errno.EDQUOT, "is full; free some space and run again"),
        (errno.EROFS, "cannot be written to"),
        (errno.EIO, "failed at x"),
    ],
)
def test_a_disk_that_fails_is_one_sentence_and_leaves_the_old_release(
    code: int, said: str, old: Published, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(publish, "write_spreadsheets", failing(OSError(code, os.strerror(code), "x")))
        with pytest.raises(ReleaseError, match=said) as caught:
            release(tmp_path, 2.6, SECOND)
    assert "\n" not in str(caught.value)
    assert_untouched(tmp_path, old)


def test_a_disk_that_fills_while_the_workbook_is_written_is_told_as_such(old: Published, tmp_path: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    write = spreadsheets.write_workbook

    def on_a_full_disk(*args: Any) -> object:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))  # bytes; the system then refuses, as a full disk does
        try:
            return write(*args)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreadsheets, "write_workbook", on_a_full_disk)
        with pytest.raises(ReleaseError, match="is full; free some space"):
            release(tmp_path, 2.6, SECOND)
    assert_untouched(tmp_path, old)


PUBLISH_IN_A_PROCESS = """
import os, resource, signal, sys
from pathlib import Path
from typing import Any
from assets.release import layout, publish
from assets.release.errors import ReleaseError
from tests.release.samples import ORIGIN, REGISTRY, SCHEMAS, SECOND, frames

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

def go():
    publish.publish(frames(2.6), REGISTRY, Path(sys.argv[1]), ORIGIN, now=SECOND, run_id="other")

"""
KILLED = {
    "while making the database": "publish.build_database = die; go()",
    "before the move": "layout.move_in = die; go()",
    "after the move, before the switch": "layout.switch = die; go()",
    "between making the link and moving it over current": (
        "real = Path.replace\nPath.replace = lambda self, to: die() if self.name.startswith('current-') else real(self, to)\ngo()"
    ),
}


def in_a_process(script: str, output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PUBLISH_IN_A_PROCESS + script, str(output)]
    root = Path(__file__).parents[2]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("script", KILLED.values(), ids=KILLED.keys())
def test_a_run_killed_outright_leaves_the_old_release_and_the_next_run_clears_up(script: str, old: Published, tmp_path: Path) -> None:
    assert in_a_process(script, tmp_path).returncode == -signal.SIGKILL
    assert work_left(tmp_path), "the killed run was to leave something behind"
    assert_untouched(tmp_path, old)
    following = release(tmp_path, 2.7, THIRD)
    assert target_value(tmp_path / "current") == 2.7
    assert set(releases_of(tmp_path)) == {old.release_id, following.release_id}
    assert work_left(tmp_path) == set()


def test_going_back_after_a_killed_run_does_not_find_what_was_never_published(old: Published, tmp_path: Path) -> None:
    release(tmp_path, 2.55, SECOND - timedelta(hours=1))
    assert in_a_process(KILLED["after the move, before the switch"], tmp_path).returncode == -signal.SIGKILL
    assert len(releases_of(tmp_path)) == 3
    assert rollback(tmp_path) == old.info
    assert len(releases_of(tmp_path)) == 2


def test_a_run_killed_right_after_the_switch_has_published(old: Published, tmp_path: Path) -> None:
    script = "real = layout.sync\nlayout.sync = lambda path: die() if path == Path(sys.argv[1]) else real(path)\ngo()"
    assert in_a_process(script, tmp_path).returncode == -signal.SIGKILL
    assert target_value(tmp_path / "current") == 2.6
    assert not release(tmp_path, 2.6, THIRD).new
    assert verify(tmp_path / "current") == []
    assert work_left(tmp_path) == set()


@pytest.mark.parametrize("limit", [3_000, 60_000], ids=["in a Parquet file", "in the DuckDB file"])
def test_a_write_that_the_system_refuses_is_one_sentence(limit: int, old: Published, tmp_path: Path) -> None:
    script = f"""
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
try:
    go()
except ReleaseError as error:
    print(error)
"""
    run = in_a_process(script, tmp_path)
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("\n") == 1
    assert "run again" in run.stdout
    assert_untouched(tmp_path, old)


# Others at the same output.


def test_a_second_run_is_told_that_another_one_publishes(old: Published, tmp_path: Path) -> None:
    with layout.locked(layout.Layout(tmp_path)), pytest.raises(ReleaseLockedError, match="Another run is publishing"):
        release(tmp_path, 2.6, SECOND, lock_wait_seconds=0.2)
    assert_untouched(tmp_path, old)


def test_a_second_run_waits_for_the_first_to_end(old: Published, tmp_path: Path) -> None:
    held, leave = threading.Event(), threading.Event()

    def hold() -> None:
        with layout.locked(layout.Layout(tmp_path)):
            held.set()
            leave.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    threading.Timer(0.3, leave.set).start()
    assert release(tmp_path, 2.6, SECOND, lock_wait_seconds=10).new
    holder.join()


def test_a_reader_who_resolved_current_keeps_a_whole_release_through_later_ones(old: Published, tmp_path: Path) -> None:
    resolved = (tmp_path / "current").resolve()
    with duckdb.connect(resolved / "plan_indicators.duckdb", read_only=True) as connection:
        release(tmp_path, 2.6, SECOND)
        release(tmp_path, 2.7, THIRD)
        assert connection.execute("SELECT value FROM observations WHERE status = 'target'").fetchone() == (2.5,)
    assert verify(resolved) == []


def test_at_every_moment_current_is_a_whole_release(old: Published, tmp_path: Path) -> None:
    stop, problems, seen = threading.Event(), [], set()

    def watch() -> None:
        while not stop.is_set():
            folder = Path(os.path.realpath(tmp_path / "current"))
            problems.extend(verify(folder))
            seen.add(folder.name)

    watcher = threading.Thread(target=watch)
    watcher.start()
    made = [release(tmp_path, 3.0 + day, SECOND + timedelta(days=day)).release_id for day in range(5)]
    stop.set()
    watcher.join()
    assert problems == []
    assert len(seen & set(made)) >= 3, "the watcher was to see releases come"


def test_a_current_that_is_a_real_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "current").mkdir()
    (tmp_path / "current" / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match="current is not the symbolic link"):
        release(tmp_path)
    assert (tmp_path / "current" / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "releases").exists()


@contextmanager
def unprivileged() -> Iterator[None]:
    """Permissions hold for everybody but root: act as nobody meanwhile."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def test_an_output_that_cannot_be_written_to_is_one_sentence(tmp_path: Path) -> None:
    release(tmp_path)  # every library is loaded before the rights are given up
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o555)
        with (
            unprivileged(),
            pytest.raises(ReleaseError, match=r"cannot be written to \(Permission denied\); mend its permissions") as caught,
        ):
            release(Path(folder))
        assert "\n" not in str(caught.value)
        Path(folder).chmod(0o755)


# What is not published is kept to be looked at.

REASON = "The check observations_have_rows stopped the publication: no observation was read."


def test_tables_that_are_not_published_are_kept_with_the_reason(old: Published, tmp_path: Path) -> None:
    tables = frames() | {"observations": frame("observations", observation(1, quote=None))}
    kept = keep_unpublished(tables, SCHEMAS, tmp_path, REASON, now=SECOND, run_id="run")
    assert kept == tmp_path / "unpublished" / "20261123T043000Z"
    assert (kept / "README.txt").read_text(encoding="utf-8") == f"{REASON}\n"
    assert pq.read_table(kept / "parquet" / "plans.parquet").num_rows == 1
    with duckdb.connect(kept / "plan_indicators.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM observations WHERE quote IS NULL").fetchone() == (1,)
    assert_untouched(tmp_path, old)
    assert work_left(tmp_path) == set()


def test_what_is_kept_works_without_any_release_and_without_a_row(tmp_path: Path) -> None:
    kept = keep_unpublished({"observations": frame("observations")}, SCHEMAS, tmp_path, REASON, now=FIRST, run_id="run")
    assert pq.read_table(kept / "parquet" / "observations.parquet").num_rows == 0
    assert current_release(tmp_path) is None


def test_the_five_latest_are_kept_even_of_one_second(tmp_path: Path) -> None:
    moments = [FIRST, FIRST, *(FIRST + timedelta(days=day) for day in range(1, 6))]
    kept = [keep_unpublished({"plans": frame("plans")}, SCHEMAS, tmp_path, REASON, now=now, run_id="run") for now in moments]
    assert kept[1].name == f"{kept[0].name}-2"
    assert sorted((tmp_path / "unpublished").iterdir()) == sorted(kept[2:])
