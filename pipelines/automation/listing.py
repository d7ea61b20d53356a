"""What lies in a folder, by path, size and time: what the sensor compares to see new, changed and removed files. Opens no file."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path


def listing(folder: Path, leave_out: Collection[Path] = ()) -> Iterator[str]:
    """A line for every file below the folder: path, size and time of change; links to folders are followed once.

    ``leave_out`` names folders that are not looked into (the output folder, where it lies inside: a publication is no new input).
    Raises ``FileNotFoundError`` or ``NotADirectoryError`` where the folder is missing or is none.
    """
    os.scandir(folder).close()
    left_out = {path.resolve() for path in leave_out}
    seen: set[tuple[int, int]] = set()
    for parent, folders, files in os.walk(folder, followlinks=True):
        status = Path(parent).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders.clear()
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(name for name in folders if Path(parent, name).resolve() not in left_out)
        for name in sorted(files):
            path = Path(parent, name)
            yield f"{path.relative_to(folder).as_posix()}\0{_marks(path)}"


def _marks(path: Path) -> str:
    """Size, times and place on the disk; of a link that leads nowhere, or a file just removed, that it is gone.

    A copy that keeps the time of change (``cp -p``, ``rsync -t``) over a file of the same size still has another place, or the system's
    own time of change, which nobody can set.
    """
    try:
        status = path.stat()
    except OSError:
        return "gone"
    return f"{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}\0{status.st_ino}"
