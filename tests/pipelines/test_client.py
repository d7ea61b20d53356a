"""One call gives a table of a release, whichever is asked for."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from assets.release.errors import ReleaseError
from pipelines.client import load
from tests.release.publishing import release
from tests.release.samples import FIRST

SECOND = FIRST + timedelta(days=1)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    release(tmp_path, 2.5, FIRST)
    release(tmp_path, 2.6, SECOND)
    return tmp_path


def test_the_current_release_is_read(output: Path) -> None:
    assert list(load("observations", output=output).query("status == 'target'")["value"]) == [2.6]


def test_an_earlier_release_is_read_by_its_id(output: Path) -> None:
    first = min(folder.name for folder in (output / "releases").iterdir())
    assert list(load("observations", output=output, release=first).query("status == 'target'")["value"]) == [2.5]


@pytest.mark.parametrize("day", [SECOND.date(), SECOND.date().isoformat(), date(2100, 1, 1)])
def test_a_day_means_what_was_published_by_its_end(output: Path, day: date | str) -> None:
    assert list(load("observations", output=output, release=day).query("status == 'target'")["value"]) == [2.6]


def test_the_day_of_the_first_release_means_that_one(output: Path) -> None:
    assert list(load("observations", output=output, release=FIRST.date()).query("status == 'target'")["value"]) == [2.5]


def test_columns_have_chinese_titles_on_request(output: Path) -> None:
    assert {"规划编号", "原文指标名称", "置信度"} <= set(load("observations", output=output, labels="zh").columns)


def test_polars_frames_are_made_where_polars_is_there(output: Path) -> None:
    polars = pytest.importorskip("polars")
    assert isinstance(load("plans", output=output, engine="polars"), polars.DataFrame)


@pytest.mark.parametrize("wanted", ["20200101T000000Z-00000000", "2020-01-01", "latest"])
def test_a_release_that_is_not_there_is_one_sentence(output: Path, wanted: str) -> None:
    with pytest.raises(ReleaseError, match="there are: 2"):
        load("plans", output=output, release=wanted)


def test_a_table_that_is_not_there_names_those_that_are(output: Path) -> None:
    with pytest.raises(ReleaseError, match=r"has no table cities; it has: .*observations"):
        load("cities", output=output)


def test_a_folder_without_releases_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no release in"):
        load("plans", output=tmp_path)
