"""From source files to documents: a pure function over a batch, fit to be mapped over many machines.

What goes in and comes out can be pickled; nothing is kept between batches, and no file makes another one fail.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from assets.documents.charset import CharsetError, Decoded, decode
from assets.documents.corrections import Correction, CorrectionError, read_corrections
from assets.documents.html import read_html
from assets.documents.metadata import read_metadata
from assets.documents.model import Document
from assets.documents.sidecar import SidecarError, apply_sidecar, read_sidecar
from assets.documents.text import read_text
from assets.sources import media
from assets.sources.scan import Role, SourceFile
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
    corrections: tuple[Correction, ...] = ()
    corrections_problems: tuple[str, ...] = ()


class _UnreadError(Exception):
    """A file cannot be read as a plan; the message is the reason."""

    def __init__(self, reason: str, media_type: str | None = None, encoding: str | None = None) -> None:
        super().__init__(reason)
        self.media_type, self.encoding = media_type, encoding


def read_batch(batch: Sequence[SourceFile]) -> list[ReadOutcome]:
    """An outcome for each file, in order. Reads the files' bytes; raises nothing over any of them."""
    regions = load_registry().regions
    return [read_one(source, regions) for source in batch]


def read_one(source: SourceFile, regions: Regions) -> ReadOutcome:
    """The outcome of one file."""
    if source.role is Role.OTHER or (source.role is Role.SIDECAR and source.problem is not None):
        return ReadOutcome(source, Status.IGNORED, source.problem)
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
        return ReadOutcome(source, Status.FAILED, str(problem), problem.media_type, problem.encoding)


def _read_sidecar_row(source: SourceFile, regions: Regions) -> ReadOutcome:
    try:
        stated = read_sidecar(_bytes(source.path, source.sha256), regions)
    except (SidecarError, _UnreadError) as problem:
        return ReadOutcome(source, Status.FAILED, str(problem))
    said = ", ".join(stated) or "nothing"
    return ReadOutcome(source, Status.IGNORED, f"A sidecar; it states {said} of the plan beside it.", "application/yaml")


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
    data = _bytes(source.path, source.sha256)
    media_type, decoded = _decoded(data)
    if not decoded.text.strip("\ufeff \t\r\n\f\v\u3000\xa0"):
        raise _UnreadError("The file holds no text.", media_type, decoded.encoding)
    document = _document(decoded.text, media_type, regions)
    if not document.text.strip():
        raise _UnreadError(
            "The page holds no text; it may be filled by a script: open it in a browser and save it again.", media_type, decoded.encoding
        )
    document, unused = _with_sidecar(document, source, regions)
    reasons = [sentence for sentence in (decoded.repaired, unused) if sentence]
    return ReadOutcome(source, Status.PARSED, " ".join(reasons) or None, media_type, decoded.encoding, document)


def _bytes(path: Path, sha256: str | None) -> bytes:
    """A file's bytes; they must be those that were seen when the folder was scanned."""
    try:
        data = path.read_bytes()
    except OSError as problem:
        raise _UnreadError(f"The file cannot be opened any more ({problem.strerror}); run again.") from None
    if sha256 is not None and hashlib.sha256(data).hexdigest() != sha256:
        raise _UnreadError("The file changed while the folder was being read; run again.")
    return data


def _decoded(data: bytes) -> tuple[str, Decoded]:
    """Media type and text of a file's bytes, where it is text or a page."""
    if (media_type := media.binary_type(data)) is not None:
        raise _UnreadError(media.not_read_reason(media_type), media_type)
    try:
        decoded = decode(data)
    except CharsetError as problem:
        raise _UnreadError(str(problem), "application/octet-stream") from None
    media_type = media.text_type(decoded.text)
    if media_type not in (media.TEXT, media.HTML):
        raise _UnreadError(media.not_read_reason(media_type), media_type, decoded.encoding)
    return media_type, decoded


def _document(text: str, media_type: str, regions: Regions) -> Document:
    if media_type == media.HTML:
        text, blocks, front, stated = read_html(text)
        return Document(text, blocks, read_metadata(text, blocks, front, stated, regions))
    blocks, front = read_text(text)
    return Document(text, blocks, read_metadata(text, blocks, front, {}, regions))


def _with_sidecar(document: Document, source: SourceFile, regions: Regions) -> tuple[Document, str | None]:
    """The document with what its sidecar states; or as it is, and why the sidecar was not used."""
    if source.sidecar is None:
        return document, None
    try:
        stated = read_sidecar(_bytes(source.sidecar, source.sidecar_sha256), regions)
    except (SidecarError, _UnreadError) as problem:
        return document, f"The sidecar was not used: {problem}"
    return replace(document, metadata=apply_sidecar(document.metadata, stated, regions)), None
