"""Where a run's tables stand: a folder of its own below the output, which goes when a later run needs the room."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from pathlib import Path
from typing import IO

_LOCK = ".lock"
_held: list[IO[str]] = []  # the locks of this process's runs, given back when it ends, also when it is killed


def own_folder(parent: Path) -> Path:
    """A new folder for this run. Those of runs that have ended go, but for the last: somebody may look at what it made.

    Raises ``OSError`` where it cannot be made.
    """
    parent.mkdir(parents=True, exist_ok=True)
    ended = sorted((found for found in parent.iterdir() if found.is_dir() and _has_ended(found)), key=lambda found: found.stat().st_mtime)
    for folder in ended[:-1]:
        shutil.rmtree(folder, ignore_errors=True)
    made = Path(tempfile.mkdtemp(dir=parent))
    lock = (made / _LOCK).open("a")
    fcntl.flock(lock.fileno(), fcntl.LOCK_EX)
    _held.append(lock)
    return made


def _has_ended(folder: Path) -> bool:
    """Whether nobody holds its lock."""
    try:
        with (folder / _LOCK).open("a") as lock:
            fcntl.flock(lock.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
