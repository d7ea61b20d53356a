"""Folders of files for tests, looked through and read."""

from __future__ import annotations

from pathlib import Path

from assets.documents.reading.read import ReadOutcome, read_batch
from assets.sources.scan import SourceFile, scan


def scanned(folder: Path, **files: bytes) -> dict[str, SourceFile]:
    """What is found in a folder once these files are put there, by its path, no two of one path."""
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    found = scan(folder)
    assert len({file.source_path for file in found}) == len(found)
    return {file.source_path: file for file in found}


def read_folder(folder: Path, **files: bytes) -> dict[str, ReadOutcome]:
    """What becomes of a folder's files once these are put there, by their paths."""
    return {outcome.source.source_path: outcome for outcome in read_batch(list(scanned(folder, **files).values()))}
