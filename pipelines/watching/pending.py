"""What a build would find: files that are new, changed or gone since the current release, and what it would try again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assets.release.layout import Layout
from assets.release.origin import origin_of
from assets.release.releases import ReleaseInfo
from assets.sources.scan import SourceFile, scan
from pipelines import unsettled


@dataclass(frozen=True, slots=True)
class Pending:
    """Files by their paths in the input folder; ``again``: files and plans that failed for a passing reason.

    ``is_other``: no file differs, but what reads them (code, registry, a setting) is other than that of the release.
    """

    new: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    is_other: bool = False

    @property
    def is_nothing(self) -> bool:
        """Whether a build would find nothing to do."""
        return not (self.new or self.changed or self.gone or self.again or self.is_other)


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that the current release could not read, or whose plan it left out, and the reason in one sentence."""

    source_path: str
    plan_id: str | None
    reason: str


def pending(input_dir: Path, output: Path, registry_dir: Path | None, least_confidence: float, current: ReleaseInfo | None) -> Pending:
    """What waits in the input folder. Raises ``InputError`` where it cannot be used."""
    files = scan(input_dir, leave_out=[output])
    again = tuple(sorted(unsettled.unsettled(output)))
    here = {file.source_path: file.sha256 for file in files}
    if current is None:
        return Pending(new=tuple(sorted(here)), again=again)
    before = {str(row["source_path"]): row["sha256"] for row in _sources(output, current)}
    new = tuple(sorted(here.keys() - before.keys()))
    changed = tuple(sorted(path for path in here.keys() & before.keys() if here[path] != before[path]))
    gone = tuple(sorted(before.keys() - here.keys()))
    is_other = not (new or changed or gone) and _is_other(files, output, registry_dir, least_confidence, current)
    return Pending(new, changed, gone, again, is_other)


def _is_other(files: list[SourceFile], output: Path, registry_dir: Path | None, least_confidence: float, current: ReleaseInfo) -> bool:
    from pipelines.build import last_built

    return origin_of(files, registry_dir, least_confidence).input_hash not in (current.input_hash, last_built(output, current))


def unread(output: Path, current: ReleaseInfo | None) -> list[Unread]:
    """What the current release could not read; nothing where it cannot be asked."""
    rows = _sources(output, current) if current is not None else []
    return [
        Unread(
            str(row["source_path"]), None if row["plan_id"] is None else str(row["plan_id"]), str(row["reason"] or "it does not say why.")
        )
        for row in rows
        if row["status"] == "failed"
    ]


def _sources(output: Path, current: ReleaseInfo) -> list[dict[str, object]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    place = Layout(output).releases / current.release_id / "parquet" / "sources.parquet"
    try:
        rows: list[dict[str, object]] = pq.read_table(place, columns=["source_path", "sha256", "status", "reason", "plan_id"]).to_pylist()
    except (OSError, pa.ArrowException):
        return []
    return rows
