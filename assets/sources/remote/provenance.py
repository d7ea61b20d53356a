"""Where downloaded files came from: ``<input>/remote/provenance.jsonl``, one line per address. Reads and writes files, no network.

The file changes only when something was downloaded: a run that finds everything as it was leaves every byte, so that a build after
it has nothing new to publish.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path, PurePosixPath

from assets.sources.archives import open_regular
from assets.sources.zips import CONTROL

LARGEST = 64 * 2**20  # bytes; a line has some 500, so that this is a record of 100,000 downloads
REMOTE_FOLDER = "remote"
PROVENANCE_FILE = "provenance.jsonl"


class ProvenanceError(Exception):
    """The record cannot be used; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a file came from. ``url`` is as in the manifest, ``final_url`` what it redirected to.

    ``fetched_at`` is UTC as 2026-11-22T09:07:18Z. ``sha256`` and ``bytes`` are those of the file as downloaded, ``media_type`` is
    what the server called it. ``title`` and ``note`` are the manifest's.
    """

    url: str
    final_url: str
    file: str  # its name in the folder remote
    fetched_at: str
    sha256: str
    bytes: int
    status: int
    media_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    title: str | None = None
    note: str | None = None

    @property
    def source_path(self) -> str:
        """The file's path relative to the input folder, as in table ``sources``."""
        return f"{REMOTE_FOLDER}/{self.file}"


_TYPES = {"bytes": int, "status": int}
_REQUIRED = ("url", "final_url", "file", "fetched_at", "sha256", "bytes", "status")
_KEYS = frozenset(field.name for field in fields(Provenance))


def read_provenance(input_dir: Path) -> Mapping[str, Provenance]:
    """The record of each downloaded file by its ``source_path``; empty where nothing was downloaded.

    Of two addresses with the same content, and so one file, the first in the record counts. A file changed by hand since has
    another sha256 than its record. Raises :class:`ProvenanceError` where the record cannot be read.
    """
    by_path: dict[str, Provenance] = {}
    for record in read_records(input_dir).values():
        by_path.setdefault(record.source_path, record)
    return by_path


def read_records(input_dir: Path) -> dict[str, Provenance]:
    """The records by ``url``, in the file's order. Raises :class:`ProvenanceError`."""
    path = input_dir / REMOTE_FOLDER / PROVENANCE_FILE
    try:
        with open_regular(path) as stream:  # a pipe in its place would be waited for without end
            data = stream.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise ProvenanceError(f"The record {path} has more than {LARGEST // 2**20} MB; remove it and fetch again.")
        text = data.decode("utf-8")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError):
        raise ProvenanceError(f"The record {path} cannot be read; check its rights, or remove it and fetch again.") from None
    records = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            record = _record(line)
            if record is None:
                raise ProvenanceError(f"The record {path}, line {number}, is not one that `fetch` wrote; remove that line and fetch again.")
            records[record.url] = record
    return records


def _record(line: str) -> Provenance | None:
    try:
        content = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(content, dict) or not set(_REQUIRED) <= set(content) <= _KEYS:
        return None
    sound = all(isinstance(content[key], _TYPES.get(key, str)) for key in _REQUIRED)
    sound = sound and all(content.get(key) is None or isinstance(content[key], str) for key in _KEYS.difference(_REQUIRED))
    sound = sound and not any(isinstance(value, str) and CONTROL.search(value) for value in content.values())
    if not sound or PurePosixPath(content["file"]).name != content["file"]:
        return None
    return Provenance(**content)


def write_records(input_dir: Path, records: Iterable[Provenance]) -> None:
    """Write all records in the place of those that are there, in one step."""
    path = input_dir / REMOTE_FOLDER / PROVENANCE_FILE
    lines = [json.dumps(asdict(record), ensure_ascii=False) + "\n" for record in records]
    temporary = path.with_name(f".{PROVENANCE_FILE}.part")
    with temporary.open("w", encoding="utf-8") as stream:
        stream.writelines(lines)
        stream.flush()
        os.fsync(stream.fileno())
    temporary.replace(path)
