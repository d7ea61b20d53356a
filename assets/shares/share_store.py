"""Shares kept from run to run: a folder of files named by all that goes into a share. What cannot be understood is made anew.

What no build has used for a while is cleared away; a folder that cannot be written is no failure.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from assets.documents.reading.tools import tools
from assets.fingerprint import packages_fingerprint
from assets.kept_files import mark_used, written
from assets.shares.share import BrokenShareError, Place, Share, decoded, encoded, unpacked

if TYPE_CHECKING:
    import pyarrow as pa

FORM = "2"  # of the files; another one makes all shares anew
CODE_PACKAGES = ("assets", "expectations")
LIBRARIES = ("pandas", "pyarrow")
BUILDS_KEPT = 3  # a share that was not used since the first of these ended is cleared away
_BUILDS, _LAST = "builds", "last.json"


@cache
def code_hash() -> str:
    """One hash over every file of the code that makes shares, and of what it works with."""
    return packages_fingerprint(CODE_PACKAGES, (FORM, *(f"{library} {version(library)}" for library in LIBRARIES), *tools()))


def key_of(*parts: str | None) -> str:
    """The name of what is made from these parts by the code that is here."""
    return hashlib.sha256("\0".join([code_hash(), *(part or "" for part in parts)]).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Kept:
    """A share that stands in a file: where, how many bytes before its body, and where in that each table's rows are."""

    file: Path
    head: int
    places: Mapping[str, Place]

    def batch(self, table: str) -> pa.RecordBatch | None:
        """Its rows of a table; None where it has none. Raises ``OSError`` or ``BrokenShareError`` where the file is not what it was."""
        place = self.places.get(table)
        if place is None:
            return None
        with self.file.open("rb") as stream:
            stream.seek(self.head + place.start)
            return unpacked(table, stream.read(place.length), place)


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of shares."""

    folder: Path

    def place(self, key: str) -> Path:
        """Where the share of this key stands."""
        return self.folder / key[:2] / key

    def load(self, key: str) -> Share | None:
        """The share of this key, marked as used now; None where there is none that is whole."""
        place = self.place(key)
        try:
            share = decoded(place.read_bytes())
        except (OSError, BrokenShareError):
            return None
        mark_used(place)
        return share

    def keep(self, key: str, share: Share) -> Share | Kept:
        """Keep a share in one step, and give where it stands; the share itself where the folder cannot be written."""
        content = encoded(share)
        return self.kept(key, share, len(content)) if written(self.place(key), content) else share

    def kept(self, key: str, share: Share, size: int | None = None) -> Kept:
        """Where a share stands that this folder holds."""
        place = self.place(key)
        return Kept(place, (size if size is not None else place.stat().st_size) - len(share.body), share.places)

    def last_keys(self) -> Mapping[str, str]:
        """The key of each plan's share in the last build; nothing where that is not known."""
        try:
            told = json.loads((self.folder / _LAST).read_bytes())
        except (OSError, ValueError):
            return {}
        return {str(plan_id): str(key) for plan_id, key in told.items()} if isinstance(told, dict) else {}

    def note(self, keys: Mapping[str, str]) -> None:
        """Note the key of each plan's share, for the next build."""
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / _LAST).write_text(json.dumps(keys, ensure_ascii=False), encoding="utf-8")

    def prune(self, now: float | None = None) -> int:
        """Note a build that ends now, and clear away what none of the last builds has used; how many files that were."""
        try:
            note = self.folder / _BUILDS
            told = note.read_text(encoding="utf-8").split() if note.is_file() else []
            ended = [*map(float, told), now or time.time()][-BUILDS_KEPT:]
            self.folder.mkdir(parents=True, exist_ok=True)
            note.write_text(" ".join(map(str, ended)), encoding="utf-8")
            return _cleared(self.folder.glob("??/*"), ended[0]) if len(ended) == BUILDS_KEPT else 0
        except (OSError, ValueError):
            return 0


def _cleared(places: Iterable[Path], before: float) -> int:
    """How many of the files were last used before a moment; they are gone now."""
    old = [place for place in places if place.stat().st_mtime < before]
    for place in old:
        place.unlink(missing_ok=True)
    return len(old)
