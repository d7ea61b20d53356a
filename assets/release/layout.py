"""The folders of an output, what a run may leave in them, and the one lock that a run holds while it changes them.

<output>/current -> releases/<release_id>
<output>/releases/<release_id>/
<output>/unpublished/<time>/
<output>/.work/lock, staging-<run>/, switching      same file system, so that moving a whole folder in is one rename
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assets.release.errors import ReleaseError, ReleaseLockedError

RELEASE_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{8}")
INFO_FILE = "release.json"
TIME_FORMAT = "%Y%m%dT%H%M%SZ"
LOCK_WAIT_SECONDS = 30.0
LOCK_POLL_SECONDS = 0.1
# Published data is there to be read, by a BI server under another account too, whatever the umask of the job that made it.
FOLDER_MODE = 0o755
FILE_MODE = 0o644


@dataclass(frozen=True, slots=True)
class Layout:
    """The places below one output folder."""

    output: Path

    @property
    def releases(self) -> Path:
        """Where the releases stand."""
        return self.output / "releases"

    @property
    def current(self) -> Path:
        """The symbolic link that names the current release."""
        return self.output / "current"

    @property
    def unpublished(self) -> Path:
        """Where the tables of runs that were not published stand."""
        return self.output / "unpublished"

    @property
    def work(self) -> Path:
        """Where releases are made before they are moved in."""
        return self.output / ".work"

    @property
    def switching(self) -> Path:
        """Names the release that is being moved in, from before the move until ``current`` names it."""
        return self.work / "switching"

    def release_folders(self) -> list[Path]:
        """The releases' folders, oldest first; whatever else somebody put beside them is left alone."""
        if not self.releases.is_dir():
            return []
        return sorted(found for found in self.releases.iterdir() if is_release_id(found.name) and found.is_dir() and not found.is_symlink())


def is_release_id(name: str) -> bool:
    """Whether a name is that of a release: 21991399T999999Z-abcdef01 is not, for no calendar has its day."""
    try:
        return RELEASE_ID.fullmatch(name) is not None and moment_of(name) is not None
    except ValueError:
        return False


def timestamp(moment: datetime) -> str:
    """A moment as in a release id: 20261122T044700Z."""
    return moment.astimezone(UTC).strftime(TIME_FORMAT)


def moment_of(release_id: str) -> datetime:
    """The moment that a release id begins with."""
    return datetime.strptime(release_id.partition("-")[0], TIME_FORMAT).replace(tzinfo=UTC)


def published_as(release: str | date, ids: Sequence[str]) -> str | None:
    """Which of some releases (the oldest first) is meant: the one with this id, or the last one made by the end of a day (UTC)."""
    if isinstance(release, str) and is_release_id(release):
        return release if release in ids else None
    try:
        day = date.fromisoformat(release) if isinstance(release, str) else release
    except ValueError:
        return None
    end = datetime.combine(day, datetime.max.time(), UTC)
    return next((one for one in reversed(ids) if moment_of(one) <= end), None)


@contextmanager
def locked(layout: Layout, wait_seconds: float = LOCK_WAIT_SECONDS) -> Iterator[None]:
    """Hold the output's lock; a killed process gives it back by itself. Raises ``ReleaseLockedError`` if another run keeps it too long."""
    layout.work.mkdir(parents=True, exist_ok=True)
    with (layout.work / "lock").open("a") as lock:
        deadline = time.monotonic() + wait_seconds
        while not _try_lock(lock.fileno()):
            if time.monotonic() >= deadline:
                raise ReleaseLockedError(f"Another run is publishing into {layout.output}; wait until it has ended and run again.")
            time.sleep(LOCK_POLL_SECONDS)
        yield


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def staging(layout: Layout, run_id: str) -> Iterator[Path]:
    """An empty folder to make a release in; whatever is left of it at the end is removed."""
    folder = layout.work / f"staging-{run_id}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)  # what cannot be removed now is a leftover, which the next run clears


def clear_leftovers(layout: Layout) -> None:
    """Remove what dead runs left: staging folders, and a release moved in but never made current. Call with the lock held."""
    for found in layout.work.iterdir():
        if found.name.startswith(("staging-", "trash-")):
            shutil.rmtree(found)
        elif found.name.startswith("current-"):
            found.unlink()
    if layout.switching.exists():
        release_id = layout.switching.read_text(encoding="utf-8").strip()
        if is_release_id(release_id) and current_id(layout) != release_id and (layout.releases / release_id).is_dir():
            remove_folder(layout, layout.releases / release_id)
        layout.switching.unlink()


def current_id(layout: Layout) -> str | None:
    """The name that ``current`` points to, None where there is no ``current``. Raises ``ReleaseError`` if it is no symbolic link."""
    if layout.current.is_symlink():
        return layout.current.readlink().name
    if layout.current.exists():
        raise ReleaseError(f"{layout.current} is not the symbolic link that a publication makes; move it away and run again.")
    return None


def seal(folder: Path) -> None:
    """Make a whole folder readable by everybody and bring it to the disk, files before the folders that name them."""
    for parent, _, files in os.walk(folder, topdown=False):
        for name in files:
            path = Path(parent, name)
            path.chmod(FILE_MODE)
            sync(path)
        Path(parent).chmod(FOLDER_MODE)
        sync(Path(parent))


def sync(path: Path) -> None:
    """Bring a file's or a folder's content to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def move_in(layout: Layout, folder: Path, release_id: str) -> Path:
    """Move a sealed folder to its place among the releases, in one rename; ``current`` still names the old one."""
    _make_shared(layout.releases)
    layout.switching.write_text(release_id, encoding="utf-8")
    sync(layout.switching)
    target = layout.releases / release_id
    folder.rename(target)
    sync(layout.releases)
    return target


def switch(layout: Layout, release_id: str) -> None:
    """Let ``current`` name a release, in one step: a reader finds the old one or the new one, never none."""
    current_id(layout)  # a folder called current is refused before anything is changed
    link = layout.work / f"current-{release_id}"
    link.unlink(missing_ok=True)
    link.symlink_to(Path("releases", release_id))
    link.replace(layout.current)
    sync(layout.output)
    layout.switching.unlink(missing_ok=True)


def remove_folder(layout: Layout, folder: Path) -> None:
    """Remove a folder so that it is there whole or not at all, even if this is interrupted."""
    trash = layout.work / f"trash-{folder.name}"
    folder.rename(trash)
    shutil.rmtree(trash)


def keep_folder(layout: Layout, folder: Path, name: str) -> Path:
    """Move a folder among the unpublished ones under a name, or that name with a number where it is taken."""
    _make_shared(layout.unpublished)
    target, number = layout.unpublished / name, 1
    while target.exists():
        number += 1
        target = layout.unpublished / f"{name}-{number}"
    folder.rename(target)
    return target


def _make_shared(folder: Path) -> None:
    if not folder.is_dir():
        folder.mkdir()
        folder.chmod(FOLDER_MODE)
