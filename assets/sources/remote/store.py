"""The folder of downloads, ``<input>/remote``: whole files under readable names, and what is half downloaded out of sight.

<input>/remote/<name>-<short sha256><ending>      whole, moved in in one step
<input>/remote/provenance.jsonl                   where each came from
<input>/remote/.partial/                          begun and not whole; gone once there is nothing in it
<input>/remote/.earlier/                          pages as they were before they changed
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

from assets.sources.remote.file_names import SHORT_HASH
from assets.sources.remote.provenance import REMOTE_FOLDER, Provenance, read_records, write_records
from assets.sources.roles import CORRECTIONS_SUFFIX, SIDECAR_SUFFIX

_PARTIAL, _EARLIER = ".partial", ".earlier"


class StoreError(Exception):
    """The folder of downloads cannot be used; the message is one sentence for people."""


class FileState(Enum):
    """A downloaded file as it is now."""

    WHOLE = "as downloaded"
    CHANGED = "changed by somebody"
    GONE = "removed by somebody"


@dataclass(frozen=True, slots=True)
class Begun:
    """A download that broke off: where it came from, and the mark by which the server can tell that it is still the same file."""

    final_url: str
    validator: str  # a strong ETag or a Last-Modified date


class Partial:
    """The place of one address's download until it is whole."""

    def __init__(self, folder: Path, url: str) -> None:
        """Take the folder of what is half downloaded."""
        name = hashlib.sha256(url.encode()).hexdigest()[:SHORT_HASH]
        self.path, self._state = folder / f"{name}.part", folder / f"{name}.state.part"

    def begun(self) -> Begun | None:
        """What is known of an earlier part, where there is one that can be gone on with."""
        if self.size() == 0:
            return None
        try:
            content = json.loads(self._state.read_text(encoding="utf-8"))
            return Begun(str(content["final_url"]), str(content["validator"]))
        except (OSError, ValueError, KeyError, TypeError):
            return None  # left by a run that was killed while it wrote: the download begins anew

    def size(self) -> int:
        """Bytes that are there."""
        return self.path.stat().st_size if self.path.is_file() else 0

    def start(self, begun: Begun | None) -> None:
        """Begin anew with no bytes; ``begun`` is None where the download could not be gone on with."""
        self.drop()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch()
        if begun is not None:
            self._state.write_text(json.dumps(asdict(begun)), encoding="utf-8")

    def drop(self) -> None:
        """Forget what is there."""
        for path in (self._state, self.path):
            path.unlink(missing_ok=True)


class Store:
    """The downloads of one input folder and their record."""

    def __init__(self, input_dir: Path) -> None:
        """Read the record. Raises ``ProvenanceError``."""
        self._input_dir = input_dir
        self.folder = input_dir / REMOTE_FOLDER
        self.records = read_records(input_dir)

    def partial(self, url: str) -> Partial:
        """Where an address's download stands until it is whole."""
        return Partial(self.folder / _PARTIAL, url)

    def tidy(self) -> None:
        """Remove the folder of what is half downloaded once it is empty."""
        with suppress(OSError):
            (self.folder / _PARTIAL).rmdir()

    def state(self, record: Provenance) -> FileState:
        """What became of a record's file since it was downloaded."""
        path = self.folder / record.file
        if not path.is_file():
            return FileState.GONE
        return FileState.WHOLE if sha256_of(path) == record.sha256 else FileState.CHANGED

    def same_content(self, sha256: str) -> Provenance | None:
        """A record of another address that has the same content, where its file is there as it was downloaded."""
        same = (record for record in self.records.values() if record.sha256 == sha256)
        return next((record for record in same if self.state(record) is FileState.WHOLE), None)

    def move_in(self, partial: Partial, name: str) -> None:
        """Give a whole download its name, in one step."""
        with partial.path.open("rb") as stream:
            os.fsync(stream.fileno())
        partial.path.replace(self.folder / name)
        partial.drop()

    def record(self, record: Provenance) -> None:
        """Write down where a file came from, unless just that is written."""
        if self.records.get(record.url) != record:
            self.records[record.url] = record
            write_records(self._input_dir, self.records.values())

    def retire(self, old: Provenance, new_file: str) -> bool:
        """Put the earlier copy of a page that has changed out of the build's sight; what people wrote about it goes over to the new one.

        False where it stays, because another address has the same content.
        """
        if any(record.file == old.file for url, record in self.records.items() if url != old.url):
            return False
        for suffix in (SIDECAR_SUFFIX, CORRECTIONS_SUFFIX):
            written, place = self.folder / (old.file + suffix), self.folder / (new_file + suffix)
            if written.is_file() and not place.exists():
                written.rename(place)
        if (self.folder / old.file).is_file():
            earlier = self.folder / _EARLIER
            earlier.mkdir(exist_ok=True)
            (self.folder / old.file).replace(earlier / old.file)
        return True


def sha256_of(path: Path) -> str:
    """The sha256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def opened(input_dir: Path) -> Iterator[Store]:
    """The store below an input folder, made where it is missing, for this run alone. Raises :class:`StoreError`, ``ProvenanceError``."""
    folder = input_dir / REMOTE_FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError as problem:
        raise StoreError(f"The folder {folder} cannot be made ({problem.strerror}); give another with --input.") from None
    try:
        _lock(descriptor, folder)
        store = Store(input_dir)
        try:
            yield store
        finally:
            store.tidy()
    finally:
        os.close(descriptor)  # gives the lock back


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise StoreError(f"Another run is fetching into {folder}; wait until it has ended and run again.") from None
