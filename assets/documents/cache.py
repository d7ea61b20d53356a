"""Documents already read are not read again: a folder of entries named by what goes into a reading.

An entry's name is the hash of the file's bytes, its sidecar's, and the reading code's. Entries are JSON, written beside their
place and moved there in one step; one that cannot be understood is read anew, never trusted.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from assets.documents.read import ReadOutcome, Status, read_batch
from assets.documents.tools import tools
from assets.sources.scan import SourceFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

OnRead = Callable[[int, int, str, bool], None]  # files done, files in all, path, whether it came from the cache
_CODE_PACKAGES = ("assets.documents", "assets.sources", "assets.language")
_REGISTRY_FILES = ("regions.csv", "region_aliases.csv")


def read_all(files: Sequence[SourceFile], cache_dir: Path | None, on_read: OnRead | None = None) -> list[ReadOutcome]:
    """An outcome for each file, in order, from the cache where nothing that goes into it has changed.

    Without ``cache_dir`` everything is read. A cache folder that cannot be written is no failure: the reading counts.
    """
    outcomes: list[ReadOutcome] = []
    for done, source in enumerate(files, start=1):
        entry = _entry(source, cache_dir)
        outcome = _load(entry, source) if entry else None
        if on_read is not None and outcome is not None:
            on_read(done, len(files), source.source_path, True)
        if outcome is None:
            outcome = read_batch([source])[0]
            if entry is not None and outcome.status is Status.PARSED:
                _store(entry, outcome)
            if on_read is not None:
                on_read(done, len(files), source.source_path, False)
        outcomes.append(outcome)
    return outcomes


@cache
def code_hash() -> str:
    """Hash of all that turns bytes into documents: the reading code, the registry's areas, the libraries and programs it uses."""
    digest = hashlib.sha256()
    for package in _CODE_PACKAGES:
        for file in sorted(resources.files(package).iterdir(), key=lambda item: item.name):
            if file.name.endswith(".py"):
                digest.update(f"{package}/{file.name}\0".encode() + file.read_bytes())
    data = resources.files("expectations.registry") / "data"
    for name in _REGISTRY_FILES:
        digest.update((data / name).read_bytes())
    for tool in tools():
        digest.update(f"{tool}\0".encode())
    return digest.hexdigest()


@cache
def _adapter() -> TypeAdapter[ReadOutcome]:
    from pydantic import TypeAdapter

    return TypeAdapter(ReadOutcome)


def _entry(source: SourceFile, cache_dir: Path | None) -> Path | None:
    """Where the reading of a file is kept; None for files that are not read as plans."""
    if cache_dir is None or source.sha256 is None or source.problem is not None or source.duplicate_of is not None or source.role != "plan":
        return None
    key = hashlib.sha256(f"{source.sha256} {source.sidecar_sha256} {code_hash()}".encode()).hexdigest()
    return cache_dir / key[:2] / f"{key}.json"


def _load(entry: Path, source: SourceFile) -> ReadOutcome | None:
    """The kept outcome, for this file (it may lie elsewhere now); None where there is none that can be understood."""
    from dataclasses import replace

    try:
        data = entry.read_bytes()
    except OSError:
        return None
    digest, _, body = data.partition(b"\n")
    if digest != hashlib.sha256(body).hexdigest().encode():
        return None
    try:
        kept = _adapter().validate_json(body)
    except ValueError:  # pydantic's ValidationError is one
        return None
    return replace(kept, source=source)


def _store(entry: Path, outcome: ReadOutcome) -> None:
    """Keep an outcome in one step; a folder that cannot be written leaves it out."""
    body = _adapter().dump_json(outcome)
    content = hashlib.sha256(body).hexdigest().encode() + b"\n" + body
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=entry.parent, prefix=".writing-")
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(entry)
    except OSError:
        Path(name).unlink(missing_ok=True)
