"""Which release is current, whether it is whole, going back, and pruning."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from assets.release.errors import BrokenReleaseError, ReleaseError
from assets.release.layout import Layout
from assets.release.publish import Published, publish
from assets.release.releases import ReleaseInfo, current_release, history, prune, read_info, release_folder, rollback, verify
from tests.release.publishing import releases_of
from tests.release.samples import FIRST, ORIGIN, REGISTRY, frames


@pytest.fixture
def three(tmp_path: Path) -> list[Published]:
    """Three releases of an output, a day apart; the last one is current."""
    return [
        publish(frames(value), REGISTRY, tmp_path, ORIGIN, now=FIRST + timedelta(days=day), run_id=f"run{day}")
        for day, value in enumerate((2.5, 2.6, 2.7))
    ]


def test_nothing_is_current_where_nothing_was_published(tmp_path: Path) -> None:
    assert current_release(tmp_path) is None
    assert history(tmp_path) == []


def test_the_current_release_tells_of_itself(three: list[Published], tmp_path: Path) -> None:
    info = current_release(tmp_path)
    assert info == three[-1].info == read_info(tmp_path / "current")
    assert info.rows == {"changes": 0, "findings": 0, "observations": 2, "plan_texts": 1, "plans": 1, "releases": 3, "sources": 1}


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"rows": 3}'])
def test_a_release_that_cannot_be_read_is_called_broken(content: str, three: list[Published], tmp_path: Path) -> None:
    (three[-1].folder / "release.json").write_text(content, encoding="utf-8")
    with pytest.raises(BrokenReleaseError, match="has no readable release"):
        current_release(tmp_path)


def test_a_link_to_a_folder_that_is_gone_is_called_broken(three: list[Published], tmp_path: Path) -> None:
    three[-1].folder.rename(tmp_path / "taken away")
    with pytest.raises(BrokenReleaseError):
        current_release(tmp_path)


def test_verify_names_what_was_changed_and_what_is_missing(three: list[Published]) -> None:
    folder = three[0].folder
    assert verify(folder) == []
    plans = folder / "parquet" / "plans.parquet"
    flipped = bytearray(plans.read_bytes())
    flipped[100] ^= 1
    plans.write_bytes(flipped)
    (folder / "csv" / "plans.csv").unlink()
    assert sorted(verify(folder)) == ["csv/plans.csv is missing.", "parquet/plans.parquet has been changed since it was published."]
    (folder / "datapackage.json").write_text("{", encoding="utf-8")
    assert "datapackage.json cannot be read" in verify(folder)[0]


def test_going_back_once_and_once_more_and_no_further(three: list[Published], tmp_path: Path) -> None:
    assert rollback(tmp_path).release_id == three[1].release_id
    assert current_release(tmp_path) == three[1].info
    assert rollback(tmp_path).release_id == three[0].release_id
    with pytest.raises(ReleaseError, match="no release before the current one"):
        rollback(tmp_path)
    assert current_release(tmp_path) == three[0].info


def test_any_release_can_be_named_to_go_to(three: list[Published], tmp_path: Path) -> None:
    rollback(tmp_path, three[0].release_id)
    assert rollback(tmp_path, three[2].release_id) == three[2].info == current_release(tmp_path)


@pytest.mark.parametrize("wrong", ["20200101T000000Z-00000000", "../releases", "..", "/etc"])
def test_going_back_to_what_is_no_release_changes_nothing(wrong: str, three: list[Published], tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="There is no release"):
        rollback(tmp_path, wrong)
    assert current_release(tmp_path) == three[-1].info


def test_going_back_to_a_damaged_release_is_refused(three: list[Published], tmp_path: Path) -> None:
    (three[1].folder / "plan_indicators.duckdb").unlink()
    with pytest.raises(ReleaseError, match=r"is not whole: plan_indicators\.duckdb is missing"):
        rollback(tmp_path)
    assert current_release(tmp_path) == three[-1].info


def test_pruning_removes_the_oldest_and_leaves_the_number_asked_for(three: list[Published], tmp_path: Path) -> None:
    assert prune(tmp_path, 5) == []
    assert prune(tmp_path, 2) == [three[0].release_id]
    assert releases_of(tmp_path) == [made.release_id for made in three[1:]]
    assert [info.release_id for info in history(tmp_path)] == [made.release_id for made in three], "a pruned release stays in the history"


def test_pruning_never_removes_the_current_release_even_if_it_is_the_oldest(three: list[Published], tmp_path: Path) -> None:
    rollback(tmp_path, three[0].release_id)
    assert prune(tmp_path, 1) == [three[1].release_id, three[2].release_id]
    assert current_release(tmp_path) == three[0].info
    with pytest.raises(ReleaseError, match="At least 1"):
        prune(tmp_path, 0)


def test_pruning_leaves_alone_what_is_no_release(three: list[Published], tmp_path: Path) -> None:
    (tmp_path / "releases" / "my notes").mkdir()
    prune(tmp_path, 1)
    assert (tmp_path / "releases" / "my notes").is_dir()


def test_what_a_release_says_of_itself_can_be_read_back(tmp_path: Path) -> None:
    info = ReleaseInfo("20261122T043000Z-00000000", FIRST, "0.1.0+dirty", "a", "b", {"plans": 1})
    (tmp_path / "release.json").write_text(info.to_json(), encoding="utf-8")
    assert read_info(tmp_path) == info
    assert json.loads(info.to_json())["made_at"] == "2026-11-22T04:30:00+00:00"


def _emptied(resources: list[dict[str, object]]) -> list[dict[str, object]]:
    return []


def _without_database(resources: list[dict[str, object]]) -> list[dict[str, object]]:
    return [one for one in resources if one["path"] != "plan_indicators.duckdb"]


def _leading_out(resources: list[dict[str, object]]) -> list[dict[str, object]]:
    return [*resources, {"path": "../../secret.csv", "bytes": 1, "hash": "sha256:0"}]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (_emptied, "release.json is not listed in datapackage.json."),
        (_without_database, "plan_indicators.duckdb is not listed in datapackage.json."),
        (_leading_out, "'../../secret.csv', which is no file of a release"),
    ],
)
def test_a_descriptor_that_was_changed_is_not_whole(change: Callable[[Any], Any], told: str, three: list[Published]) -> None:
    path = three[0].folder / "datapackage.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps(said | {"resources": change(said["resources"])}), encoding="utf-8")
    assert told in " ".join(verify(three[0].folder))


def test_tables_that_were_changed_together_with_the_descriptor_are_not_whole(three: list[Published]) -> None:
    folder = three[0].folder
    shutil.copy(three[1].folder / "parquet" / "observations.parquet", folder / "parquet")
    said = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    other = json.loads((three[1].folder / "datapackage.json").read_text(encoding="utf-8"))
    name = "parquet/observations.parquet"
    others = {one["path"]: one for one in other["resources"]}
    said["resources"] = [others[name] if one["path"] == name else one for one in said["resources"]]
    (folder / "datapackage.json").write_text(json.dumps(said), encoding="utf-8")
    assert "others than those" in verify(folder)[0]


def test_a_folder_whose_name_has_no_day_in_any_calendar_is_left_alone(tmp_path: Path) -> None:
    odd = tmp_path / "releases" / "21991399T999999Z-abcdef01"
    odd.mkdir(parents=True)
    made = publish(frames(2.5), REGISTRY, tmp_path, ORIGIN, now=FIRST, run_id="run")
    assert made.new and odd.is_dir() and Layout(tmp_path).release_folders() == [made.folder]
    with pytest.raises(ReleaseError, match="There is no release"):
        release_folder(tmp_path, "../..")
