"""A release has the layout and the history that its contract says."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from assets.release import publish
from assets.release.errors import ReleaseError
from assets.release.releases import current_release, prune, rollback, verify
from tests.release.publishing import release, target_value, work_left
from tests.release.samples import FIRST, ORIGIN, REGISTRY, SECOND, THIRD, frame, frames


def test_a_release_has_the_layout_that_its_contract_says(tmp_path: Path) -> None:
    made = release(tmp_path)
    assert made.release_id.startswith("20261122T043000Z-")
    assert made.release_id.endswith(made.info.content_hash[:8])
    assert (tmp_path / "current").readlink() == Path("releases", made.release_id)
    names = {path.relative_to(made.folder).as_posix() for path in made.folder.rglob("*") if path.is_file()}
    tables = {*frames(), "releases", "changes"}
    pages = {"changes.html", "explorer.html", "quality.html"}
    single = {"plan_indicators.duckdb", "datapackage.json", "croissant.json", "release.json", "changes.json", "xlsx/plan_indicators.xlsx"}
    single |= pages
    assert names == single | {f"parquet/{name}.parquet" for name in tables} | {f"csv/{name}.csv" for name in tables}
    assert verify(made.folder) == []
    assert work_left(tmp_path) == set()


def test_the_same_content_again_publishes_nothing(tmp_path: Path) -> None:
    first = release(tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name != "lock"}
    again = release(tmp_path, now=SECOND)
    assert (again.new, again.release_id, again.folder, again.info) == (False, first.release_id, first.folder, first.info)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file() and path.name != "lock"} == before


def test_changed_content_makes_a_new_release_and_the_old_one_stays(tmp_path: Path) -> None:
    first, second = release(tmp_path), release(tmp_path, 2.6, SECOND)
    assert second.new
    assert (target_value(first.folder), target_value(tmp_path / "current")) == (2.5, 2.6)
    assert verify(first.folder) == []


def test_the_table_of_releases_tells_this_one_and_those_before_it(tmp_path: Path) -> None:
    made = [release(tmp_path, 2.5, FIRST), release(tmp_path, 2.6, SECOND)]
    prune(tmp_path, 1)
    made.append(release(tmp_path, 2.7, THIRD))
    rows = pq.read_table(tmp_path / "current" / "parquet" / "releases.parquet").to_pylist()
    assert [row["release_id"] for row in rows] == [each.release_id for each in made]
    assert [row["made_at"] for row in rows] == [FIRST, SECOND, THIRD]
    with duckdb.connect(tmp_path / "current" / "plan_indicators.duckdb", read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM releases").fetchone() == (3,)


def test_a_release_gone_back_from_stays_in_the_history(tmp_path: Path) -> None:
    first, second = release(tmp_path), release(tmp_path, 2.6, SECOND)
    rollback(tmp_path)
    release(tmp_path, 2.7, THIRD)
    rows = pq.read_table(tmp_path / "current" / "parquet" / "releases.parquet")["release_id"].to_pylist()
    assert rows[:2] == [first.release_id, second.release_id]


def test_two_releases_in_one_second_or_with_the_clock_set_back_keep_their_order(tmp_path: Path) -> None:
    ids = [release(tmp_path, value, now).release_id for value, now in ((2.5, SECOND), (2.6, SECOND), (2.5, FIRST))]
    assert ids == sorted(ids)
    assert current_release(tmp_path).release_id == ids[-1]


def test_the_same_run_elsewhere_gives_the_same_parquet_bytes(tmp_path: Path) -> None:
    one, other = release(tmp_path / "one"), release(tmp_path / "other", now=SECOND)
    assert one.info.content_hash == other.info.content_hash
    for name in frames():
        assert (one.folder / f"parquet/{name}.parquet").read_bytes() == (other.folder / f"parquet/{name}.parquet").read_bytes()


def test_a_damaged_current_release_is_published_anew_and_that_is_said(tmp_path: Path) -> None:
    first = release(tmp_path)
    (first.folder / "csv" / "plans.csv").unlink()
    again = release(tmp_path, now=SECOND)
    assert again.new
    assert again.repaired is not None
    assert "csv/plans.csv is missing" in again.repaired
    assert verify(tmp_path / "current") == []


def test_a_current_that_leads_nowhere_is_mended(tmp_path: Path) -> None:
    release(tmp_path).folder.rename(tmp_path / "taken away")
    again = release(tmp_path, now=SECOND)
    assert again.new
    assert again.repaired is not None
    assert target_value(tmp_path / "current") == 2.5


def test_each_step_tells_its_seconds(tmp_path: Path) -> None:
    steps: list[str] = []
    publish.publish(frames(), REGISTRY, tmp_path, ORIGIN, now=FIRST, run_id="run", on_step=lambda name, seconds: steps.append(name))
    steps_made = ["tables", "changes", "database", "spreadsheets", "workbook", "quality page", "explorer", "description", "switch"]
    assert steps == steps_made


def test_others_may_read_a_release_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        made = release(tmp_path)
    finally:
        os.umask(before)
    for path in [tmp_path / "releases", made.folder, *made.folder.rglob("*")]:
        expected = 0o755 if path.is_dir() else 0o644
        assert stat.S_IMODE(path.stat().st_mode) == expected, path


def test_the_table_of_releases_cannot_be_given(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="made while publishing"):
        publish.publish({"releases": frame("releases")}, REGISTRY, tmp_path, ORIGIN, now=FIRST, run_id="run")
