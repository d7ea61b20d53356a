"""What the last release held of the files that are still in the input folder: a file that was taken out is no collapse."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from assets.release.errors import BrokenReleaseError
from assets.release.layout import Layout
from assets.release.releases import current_release

TABLES = ("plans", "observations", "indicator_targets")


@dataclass(frozen=True, slots=True)
class LastRows:
    """The current release's id, and how many rows it has of some files, by table."""

    release_id: str
    rows: Mapping[str, int]
    files: int = 0  # that it read plans from
    gone: tuple[str, ...] = ()  # those of them that are not in the folder any more, under this name or another
    is_accepted: bool = False  # whoever builds wants it published, however much is gone


def rows_of_last(output: Path, files: Mapping[str, str | None], *, is_accepted: bool = False) -> LastRows | None:
    """The rows that the current release has of the files given (hash of the bytes by path); None where there is none that can be read.

    A release that cannot be read holds nothing back; the publication says what was wrong with it.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    import pyarrow.parquet as pq

    try:
        current = current_release(output)
        if current is None:
            return None
        folder = Layout(output).releases / current.release_id / "parquet"
        plans = pq.read_table(folder / "plans.parquet", columns=["plan_id", "source_path"])
        kept = plans.filter(pc.is_in(plans["source_path"], pa.array(sorted(files), pa.string())))["plan_id"]
        rows = {}
        for name in TABLES:
            ids = pq.read_table(folder / f"{name}.parquet", columns=["plan_id"])["plan_id"]
            rows[name] = int(pc.sum(pc.is_in(ids, kept.combine_chunks())).as_py() or 0)
        read, gone = _gone(folder / "sources.parquet", files)
    except (BrokenReleaseError, OSError, pa.ArrowException):
        return None
    return LastRows(current.release_id, rows, read, gone, is_accepted)


def _gone(sources: Path, files: Mapping[str, str | None]) -> tuple[int, tuple[str, ...]]:
    """How many files the last release read, and which of them are neither here by path nor by their bytes (a file that was renamed)."""
    import pyarrow.parquet as pq

    rows = pq.read_table(sources, columns=["source_path", "sha256", "status"]).to_pylist()
    read = [row for row in rows if row["status"] == "parsed"]
    here = frozenset(files.values())
    return len(read), tuple(str(row["source_path"]) for row in read if row["source_path"] not in files and row["sha256"] not in here)
