"""One fingerprint of code and data, for whoever must know whether something was made by what is here now.

Every file of a package counts, in all its folders and whatever its ending: a list of words is code as much as a function is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

_MADE = frozenset({"__pycache__", ".DS_Store"})  # what tools leave beside the files that matter


def packages_fingerprint(packages: Iterable[str], tools: Iterable[str] = ()) -> str:
    """Hash of every file of the packages (by dotted name) and of what they work with (``library version``), as 64 hex digits."""
    whole = hashlib.sha256()
    for package in packages:
        for root in import_module(package).__path__:
            whole.update(f"{package}\0{folder_fingerprint(Path(root))}\n".encode())
    for tool in tools:
        whole.update(f"{tool}\n".encode())
    return whole.hexdigest()


def folder_fingerprint(folder: Path | None) -> str:
    """Hash of the paths and bytes of all files below a folder, as 64 hex digits; that of nothing where it is None or not there."""
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")) if folder is not None else ():
        place = path.relative_to(folder) if folder is not None else path
        if path.is_file() and _MADE.isdisjoint(place.parts):
            whole.update(f"{place.as_posix()}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return whole.hexdigest()
