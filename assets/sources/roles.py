"""What a file's name alone says of it: a sidecar, a correction file, something left over; all else is told by its content."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from assets.sources.source_file import Role

SIDECAR_SUFFIX = ".meta.yaml"
CORRECTIONS_SUFFIX = ".corrections.yaml"
# Names that can only be meant as a correction file: a reviewer's word must not be passed over for a letter.
_MEANT_AS_CORRECTIONS = re.compile(r"\.corrections?\.ya?ml$")
_DATA_SUFFIXES = {".yaml": "YAML", ".yml": "YAML", ".json": "JSON", ".jsonl": "JSON"}
_LEFT_OVER_NAMES = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_LEFT_OVER_PREFIXES = (".", "~$")
_LEFT_OVER_SUFFIXES = ("~", ".swp", ".tmp", ".part", ".crdownload", ".bak")
_ABOUT_FOLDER = frozenset({"readme", "license", "licence", "notice", "changelog", "manifest"})
LEFT_OVER = "A hidden file or one that an editor or the system left over; not a plan."


def role_of(name: str) -> tuple[Role, str | None]:
    """Role by name, with the reason where the name alone leaves the file aside."""
    lower = name.lower()
    if is_left_over(name):
        return Role.OTHER, LEFT_OVER
    if lower.endswith(SIDECAR_SUFFIX):
        return Role.SIDECAR, None
    if _MEANT_AS_CORRECTIONS.search(lower):
        misnamed = f"The name of a correction file must end in {CORRECTIONS_SUFFIX}; rename it."
        return Role.CORRECTIONS, None if name.endswith(CORRECTIONS_SUFFIX) else misnamed
    suffix = PurePosixPath(lower).suffix
    if suffix in _DATA_SUFFIXES:
        return Role.OTHER, f"A {_DATA_SUFFIXES[suffix]} file holds data or settings, not a plan."
    if lower.partition(".")[0] in _ABOUT_FOLDER:
        return Role.OTHER, "A file about the folder (README, LICENSE and the like), not a plan."
    return Role.PLAN, None


def is_left_over(name: str) -> bool:
    """Whether a file or folder is hidden, or was left over by an editor or the system."""
    lower = name.lower()
    return lower in _LEFT_OVER_NAMES or lower.startswith(_LEFT_OVER_PREFIXES) or lower.endswith(_LEFT_OVER_SUFFIXES)


def is_left_aside(path: str) -> bool:
    """Whether a path in an archive leads through a folder that is left over (``__MACOSX/._plan.txt``), or to a file that is."""
    return any(is_left_over(part) for part in path.split("/"))
