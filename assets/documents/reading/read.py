"""From source files to documents: a pure function over a batch, fit to be mapped over many machines.

What goes in and comes out can be pickled; nothing is kept between batches, and no file makes another one fail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from assets.documents.beside.correction_files import Correction, CorrectionError, read_corrections
from assets.documents.beside.sidecar import SidecarError, apply_sidecar, read_sidecar
from assets.documents.document import Document
from assets.documents.reading.limits import read_within_limits
from assets.documents.unreadable import Fault
from assets.sources.archives import Place, content
from assets.sources.scan import Role, SourceFile
from assets.sources.zips import ZipError
from expectations.registry import Regions, load_registry


class Status(StrEnum):
    """What became of a file, as in table ``sources``."""

    PARSED = "parsed"
    DUPLICATE = "duplicate"
    FAILED = "failed"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """A file and what became of it; ``document`` only where it was parsed. ``reason`` is one sentence for people.

    ``corrections`` is what a correction file holds, ``corrections_problems`` what is wrong with it, a sentence each with the file's name.
    Neither is kept with the plan's own outcome, which is cached by the plan's own bytes.
    """

    source: SourceFile
    status: Status
    reason: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    document: Document | None = None
    fault: Fault = Fault.CONTENT  # of a file that failed: whether another try could do better
    corrections: tuple[Correction, ...] = ()
    corrections_problems: tuple[str, ...] = ()


class _UnreadError(Exception):
    """A file's bytes cannot be had, or are others than before; the message is the reason."""


def read_batch(batch: Sequence[SourceFile]) -> list[ReadOutcome]:
    """An outcome for each file, in order. Reads the files' bytes; raises nothing over any of them."""
    regions = load_registry().regions
    return [read_one(source, regions) for source in batch]


def read_one(source: SourceFile, regions: Regions) -> ReadOutcome:
    """The outcome of one file."""
    if source.role is Role.OTHER or (source.role is Role.SIDECAR and source.problem is not None):
        return ReadOutcome(source, Status.IGNORED, source.problem)
    if source.role is Role.ARCHIVE:
        return _archive_row(source)
    if source.role is Role.SIDECAR:
        return _read_sidecar_row(source, regions)
    if source.role is Role.CORRECTIONS:
        return _read_corrections_row(source)
    if source.problem is not None:
        return ReadOutcome(source, Status.FAILED, source.problem)
    if source.duplicate_of is not None:
        return ReadOutcome(source, Status.DUPLICATE, f"The same bytes as {source.duplicate_of}.")
    try:
        return _read_plan(source, regions)
    except _UnreadError as problem:
        return ReadOutcome(source, Status.FAILED, str(problem), fault=Fault.PASSING)


def _archive_row(source: SourceFile) -> ReadOutcome:
    if source.problem is not None:
        return ReadOutcome(source, Status.FAILED, source.problem, source.archive_type)
    files = f"{source.members} file{'' if source.members == 1 else 's'}"
    return ReadOutcome(source, Status.IGNORED, f"An archive with {files}, read one by one.", source.archive_type)


def _read_sidecar_row(source: SourceFile, regions: Regions) -> ReadOutcome:
    try:
        stated = read_sidecar(_bytes(source.path, source.sha256), regions)
    except (SidecarError, _UnreadError) as problem:
        return ReadOutcome(source, Status.FAILED, str(problem))
    said = ", ".join(stated) or "nothing"
    return ReadOutcome(source, Status.IGNORED, f"A sidecar; it states {said} of the plan beside it.", "application/yaml")


def wrong_sidecars(outcomes: Sequence[ReadOutcome]) -> list[str]:
    """A sentence with the file's name for each sidecar that holds a mistake: who wrote it means it, so nothing is published without it."""
    return [
        f"{outcome.source.source_path}: {outcome.reason}"
        for outcome in outcomes
        if outcome.source.role is Role.SIDECAR and outcome.status is Status.FAILED
    ]


def _read_corrections_row(source: SourceFile) -> ReadOutcome:
    """A correction file and what it holds; whatever is wrong with it stops the run once all is read (``assets.validation``)."""
    if source.problem is not None and source.sha256 is not None:
        return ReadOutcome(source, Status.IGNORED, source.problem)
    if source.problem is not None:
        return _unusable(source, f"{source.source_path}: {source.problem}")
    try:
        corrections = read_corrections(_bytes(source.path, source.sha256), source.source_path)
    except CorrectionError as wrong:
        return _unusable(source, *wrong.problems)
    except _UnreadError as unread:
        return _unusable(source, f"{source.source_path}: {unread}")
    held = f"it holds {len(corrections)} correction{'' if len(corrections) == 1 else 's'} of the plan beside it"
    return ReadOutcome(source, Status.IGNORED, f"A correction file; {held}.", "application/yaml", corrections=corrections)


def _unusable(source: SourceFile, *problems: str) -> ReadOutcome:
    return ReadOutcome(source, Status.FAILED, " ".join(problems), corrections_problems=problems)


def _read_plan(source: SourceFile, regions: Regions) -> ReadOutcome:
    said = read_within_limits(_bytes(source.path, source.sha256), regions)
    if said.document is None:
        return ReadOutcome(source, Status.FAILED, said.reason, said.media_type, said.encoding, fault=said.fault)
    document, unused = _with_sidecar(said.document, source, regions)
    reasons = [sentence for sentence in (said.reason, unused) if sentence]
    return ReadOutcome(source, Status.PARSED, " ".join(reasons) or None, said.media_type, said.encoding, document)


def _bytes(place: Place, sha256: str | None) -> bytes:
    """A file's bytes; they must be those that were seen when the folder was scanned."""
    try:
        data = content(place)
    except OSError as problem:
        raise _UnreadError(f"The file cannot be opened any more ({problem.strerror}); run again.") from None
    except ZipError as problem:
        raise _UnreadError(str(problem)) from None
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise _UnreadError("The file changed while the folder was being read; run again.")
    return data


def _with_sidecar(document: Document, source: SourceFile, regions: Regions) -> tuple[Document, str | None]:
    """The document with what its sidecar states; or as it is, and why the sidecar was not used."""
    if source.sidecar is None:
        return document, None
    try:
        stated = read_sidecar(_bytes(source.sidecar, source.sidecar_sha256), regions)
    except (SidecarError, _UnreadError) as problem:
        return document, f"The sidecar was not used: {problem}"
    return replace(document, metadata=apply_sidecar(document.metadata, stated, regions)), None
