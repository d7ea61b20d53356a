"""A file seen in the input folder, or in an archive there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from assets.sources.archives import Place


class Role(StrEnum):
    """What a file is in the input folder."""

    PLAN = "plan"  # a candidate: its content decides
    SIDECAR = "sidecar"  # <file>.meta.yaml, says what a page does not say about itself
    CORRECTIONS = "corrections"  # <file>.corrections.yaml, a reviewer's corrections of what is read from a plan
    ARCHIVE = "archive"  # a ZIP, TAR, RAR … of files, each of which is a source of its own
    OTHER = "other"  # not a plan, and named as such


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file seen. ``problem`` is one sentence: why a plan cannot be read, or why another file is left aside."""

    source_path: str  # relative to the input folder, forward slashes; of a file in an archive a.zip!/b.docx
    path: Place  # absolute; of a file in an archive its place there
    role: Role
    bytes: int | None = None
    sha256: str | None = None  # None where the bytes could not be read
    sidecar: Place | None = None  # of a plan: its <file>.meta.yaml
    sidecar_sha256: str | None = None
    corrections: Place | None = None  # of a plan: its <file>.corrections.yaml, whether or not that can be read
    corrections_sha256: str | None = None
    problem: str | None = None
    duplicate_of: str | None = None  # source_path of the file with the same bytes that is read
    members: int | None = None  # of an archive: how many files it holds
    archive_type: str | None = None  # of an archive: its media type
