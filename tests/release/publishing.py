"""What the tests of publishing share: a release of the samples, and what must hold of an output after a fault."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import duckdb

from assets.release import publish
from assets.release.changed.feed import FEED_FILE, INDEX_FILE
from assets.release.publish import Published
from assets.release.releases import current_release, verify
from tests.release.samples import FIRST, ORIGIN, REGISTRY, frames


def release(output: Path, value: float = 2.5, now: datetime = FIRST, **options: float) -> Published:
    """Publish the sample dataset with one observation's value."""
    return publish.publish(frames(value), REGISTRY, output, ORIGIN, now=now, run_id="run", **options)


def target_value(folder: Path) -> float:
    """The value that tells the samples apart, out of a release's DuckDB file."""
    with duckdb.connect(folder / "plan_indicators.duckdb", read_only=True) as connection:
        row = connection.execute("SELECT value FROM observations WHERE status = 'target'").fetchone()
    assert row is not None
    return float(row[0])


def assert_untouched(output: Path, old: Published) -> None:
    """``old`` is current and whole, no other release is there, and nothing half made lies about once the next run has begun."""
    assert current_release(output) == old.info
    assert verify(output / "current") == []
    assert target_value(output / "current") == 2.5


def releases_of(output: Path) -> list[str]:
    """What stands among the releases, but for their list and feed."""
    return sorted(path.name for path in (output / "releases").iterdir() if path.name not in (INDEX_FILE, FEED_FILE))


def work_left(output: Path) -> set[str]:
    return {path.name for path in (output / ".work").iterdir()} - {"lock"}
