"""What is removed from an output after a while: the oldest releases, and what the caches hold that no build has used for a month."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from pathlib import Path

from assets.release.layout import Layout
from assets.release.releases import prune
from pipelines.environment import said
from pipelines.settings import cache_folder

UNUSED_DAYS = 30


@dataclass(frozen=True, slots=True)
class Removed:
    """The ids of the releases removed, and how many files of the cache of documents."""

    releases: tuple[str, ...]
    cached: int


def keep_house(output: Path, keep: int | None = None) -> Removed:
    """Remove all but the ``keep`` latest releases (``PLAN_INDICATORS_KEEP``), and what is read and not used. Raises ``ReleaseError``."""
    releases = prune(output, keep or int(said("KEEP"))) if Layout(output).releases.is_dir() else []
    return Removed(tuple(releases), clear_unused(cache_folder(output), time.time() - UNUSED_DAYS * 86_400))


def clear_unused(folder: Path, before: float) -> int:
    """Remove the files of a cache that no build has used since a moment (seconds since 1970); how many. Builds mark what they use."""
    count = 0
    for entry in folder.glob("??/*"):
        with contextlib.suppress(OSError):
            if entry.stat().st_mtime < before:
                entry.unlink()
                count += 1
    return count
