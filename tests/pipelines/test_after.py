"""After a publication: old releases and what the caches hold unused are removed, the end of the run is noted, the release is copied."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest
from typer.testing import CliRunner

from assets.documents.reading.cache import read_all
from assets.sources.scan import scan
from pipelines import cli
from pipelines.automation.after import after_publication
from pipelines.housekeeping import UNUSED_DAYS, clear_unused, keep_house
from pipelines.resources import PlanFolders
from pipelines.settings import cache_folder
from tests.pipelines.plans import plan, write
from tests.release.publishing import release, releases_of
from tests.release.samples import FIRST

LONG_AGO = time.time() - (UNUSED_DAYS + 1) * 86_400


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """Three releases."""
    for hour in range(3):
        release(tmp_path / "dataset", 2.5 + hour, FIRST + timedelta(hours=hour))
    return tmp_path / "dataset"


def test_the_oldest_releases_go_as_the_setting_says(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = releases_of(output)
    assert keep_house(output).releases == () and releases_of(output) == before
    monkeypatch.setenv("PLAN_INDICATORS_KEEP", "2")
    assert keep_house(output).releases == (before[0],) and releases_of(output) == before[1:]
    assert CliRunner().invoke(cli.app, ["prune", "--keep", "1", "--output", str(output)]).exit_code == 0
    assert releases_of(output) == before[2:]


def test_where_nothing_was_published_nothing_is_made(tmp_path: Path) -> None:
    assert keep_house(tmp_path / "none").releases == () and not (tmp_path / "none").exists()


def test_what_builds_use_stays_in_the_cache_and_the_rest_goes(tmp_path: Path) -> None:
    files = scan(write(tmp_path / "plans", a_txt=plan(), b_txt=plan("兰考县")))
    cache = cache_folder(tmp_path)
    read_all(files, cache)
    entries = sorted(cache.glob("??/*"))
    for entry in entries:
        os.utime(entry, (LONG_AGO, LONG_AGO))
    read_all(files[:1], cache)
    assert clear_unused(cache, time.time() - UNUSED_DAYS * 86_400) == 1
    assert len(sorted(cache.glob("??/*"))) == len(entries) - 1 == 1
    kept: list[bool] = []
    read_all(files, cache, lambda _done, _total, _path, is_kept: kept.append(is_kept))
    assert kept == [True, False]


def test_the_job_removes_and_does_without_a_storage(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_KEEP", "1")
    folders = PlanFolders(input=str(output.parent), output=str(output), registry="")
    with dg.DagsterInstance.ephemeral() as instance:
        assert after_publication.execute_in_process(instance=instance, resources={"folders": folders}).success
    assert len(releases_of(output)) == 1
