"""Documents already read are not read again: a folder of entries named by what goes into a reading.

An entry's name is the hash of the file's bytes, its sidecar's, and the reading code's. Entries are JSON, written beside their
place and moved there in one step; one that cannot be understood is read anew, never trusted.

Files that failed by their own bytes are remembered too. One that went beyond a limit (a scan may take ten minutes) is tried once more
in the next run, and then remembered until the limit or the reading code is another.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from assets.documents.reading.limits import seconds_setting
from assets.documents.reading.read import ReadOutcome, Status, read_batch
from assets.documents.reading.tools import tools
from assets.documents.unreadable import Fault
from assets.fingerprint import packages_fingerprint
from assets.kept_files import keep_whole, kept_whole
from assets.sources.scan import Role, SourceFile

if TYPE_CHECKING:
    from pydantic import TypeAdapter

T = TypeVar("T")
OnRead = Callable[[int, int, str, bool], None]  # files done, files in all, path, whether it came from the cache
CODE_PACKAGES = ("assets.documents", "assets.sources", "assets.language", "expectations.registry")
_NOWHERE = Path()
_log = logging.getLogger(__name__)
_MOST_TRIES = 2  # of a file that goes beyond a limit


@dataclass(frozen=True, slots=True)
class _Kept:
    """An outcome, and of one beyond a limit: how often it was tried, and the seconds that it was given."""

    outcome: ReadOutcome
    tries: int = 1
    seconds: float | None = None


def read_all(files: Sequence[SourceFile], cache_dir: Path | None, on_read: OnRead | None = None) -> list[ReadOutcome]:
    """An outcome for each file, in order, from the cache where nothing that goes into it has changed.

    Without ``cache_dir`` everything is read. A cache folder that cannot be written is no failure: the reading counts.
    """
    outcomes: list[ReadOutcome] = []
    for done, source in enumerate(files, start=1):
        entry = entry_of(source, cache_dir)
        kept = _load(entry) if entry else None
        is_kept = kept is not None and _is_final(kept)
        # What is kept may have been read at another place.
        outcome = replace(kept.outcome, source=source) if kept is not None and is_kept else read_batch([source])[0]
        if entry is not None and not is_kept:
            _remember(entry, outcome, kept)
        if on_read is not None:
            on_read(done, len(files), source.source_path, is_kept)
        outcomes.append(outcome)
    return outcomes


def is_there(source: SourceFile, cache_dir: Path | None) -> bool:
    """Whether a file needs no reading: it is none that is read, or something of it is kept (which may still have to be made anew)."""
    entry = entry_of(source, cache_dir)
    return source.role is not Role.PLAN if entry is None else entry.is_file()


def _is_final(kept: _Kept) -> bool:
    """Whether another try would give the same."""
    return kept.seconds is None or (kept.tries >= _MOST_TRIES and kept.seconds == seconds_setting())


def _remember(entry: Path, outcome: ReadOutcome, before: _Kept | None) -> None:
    """Keep what another run would find too."""
    if outcome.status is Status.PARSED or (outcome.status is Status.FAILED and outcome.fault is Fault.CONTENT):
        _store(entry, _Kept(outcome))
    elif outcome.status is Status.FAILED and outcome.fault is Fault.LIMIT:
        seconds = seconds_setting()
        tries = before.tries + 1 if before is not None and before.seconds == seconds else 1
        _store(entry, _Kept(outcome, tries, seconds))


@cache
def code_hash() -> str:
    """Hash of all that turns bytes into documents: the reading code, the registry's areas and units, the libraries and programs it uses."""
    return packages_fingerprint(CODE_PACKAGES, tools())


@cache
def _adapter() -> TypeAdapter[_Kept]:
    from pydantic import TypeAdapter

    return TypeAdapter(_Kept)


def entry_of(source: SourceFile, cache_dir: Path | None) -> Path | None:
    """Where the reading of a file is kept; None for files that are not read as plans."""
    if cache_dir is None or source.sha256 is None or source.problem is not None or source.duplicate_of is not None or source.role != "plan":
        return None
    key = hashlib.sha256(f"{source.sha256} {source.sidecar_sha256} {code_hash()}".encode()).hexdigest()
    return cache_dir / key[:2] / f"{key}.json"


def _load(entry: Path) -> _Kept | None:
    """What is kept, marked as used now; None where there is nothing that can be understood."""
    body = kept_whole(entry)
    try:
        return _adapter().validate_json(body) if body is not None else None
    except ValueError:  # pydantic's ValidationError is one
        return None


def placeless(source: SourceFile) -> SourceFile:
    """A source without where its files lie."""
    return replace(source, path=_NOWHERE, sidecar=None, corrections=None)


def _store(entry: Path, kept: _Kept) -> None:
    """Keep an outcome in one step; what cannot be written, for whatever reason, is left out: the reading counts.

    The source is told anew at every run, so it is kept without its places: a name that is not UTF-8 has no JSON.
    """
    light = replace(kept, outcome=replace(kept.outcome, source=placeless(kept.outcome.source)))
    keep_json(entry, _adapter(), light, kept.outcome.source.source_path)


def keep_json(entry: Path, adapter: TypeAdapter[T], kept: T, source_path: str) -> None:
    """Keep what is made of a file, as :mod:`assets.kept_files` does; what cannot be kept is left out."""
    try:
        body = adapter.dump_json(kept)
    except (ValueError, TypeError, RecursionError, MemoryError) as problem:  # pydantic's PydanticSerializationError is a ValueError
        _log.warning("%s is not kept: %s", source_path, problem)
        return
    keep_whole(entry, body)
