"""What a release says otherwise than the one before, row by row, and why."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from assets.release.changed.compare import compare
from assets.release.errors import ReleaseError
from assets.release.parquet import write_tables
from expectations.registry.schema import records
from tests.release.changed.sides import OLD, difference, said, tables
from tests.release.samples import REGISTRY, SCHEMAS, frame, observation


def test_the_same_rows_differ_in_nothing_and_places_and_sureness_are_not_compared(tmp_path: Path) -> None:
    moved = OLD | {"line": 9, "char_start": 900, "char_end": 903, "confidence": 0.5}
    found = difference(tmp_path, tables(OLD, target={}), tables(moved, target={"confidence": 0.5}))
    assert said(found) == [] and found.targets.empty
    assert found.counts()["targets"] == {"new": 0, "changed": 0, "gone": 0}


def test_added_removed_and_changed_rows_are_told_with_what_stood_there(tmp_path: Path) -> None:
    gone, new = observation(2, indicator_text="白鹭栖息点", value_text="7"), observation(3, indicator_text="绿道", value_text="80公里")
    found = difference(tmp_path, tables(OLD, gone), tables(OLD | {"binding": "binding", "year": 2026}, new))
    assert said(found) == [
        ("added", "o003", None, None, "80公里", "reading"),
        ("changed", "o001", "binding", None, "binding", "reading"),
        ("changed", "o001", "year", "2025", "2026", "reading"),
        ("removed", "o002", None, "7", None, "reading"),
    ]
    assert found.counts()["observations"] == {"added": 1, "changed": 1, "removed": 1}


def test_a_figure_that_took_anothers_place_is_changed_and_names_the_old_one(tmp_path: Path) -> None:
    revised = OLD | {"observation_id": "o900", "value": 2.6, "value_text": "2.6"}
    found = difference(tmp_path, tables(OLD, sha="a"), tables(revised, sha="b"))
    assert said(found) == [
        ("changed", "o900", "value", "2.5", "2.6", "source"),
        ("changed", "o900", "value_text", "2.5", "2.6", "source"),
    ]
    assert set(found.changes["before_observation_id"]) == {"o001"}


def test_of_two_figures_about_the_same_none_takes_the_others_place(tmp_path: Path) -> None:
    twins = [OLD | {"observation_id": name, "value": value} for name, value in (("o7", 2.6), ("o8", 2.7))]
    found = difference(tmp_path, tables(OLD), tables(*twins))
    assert [row[:2] for row in said(found)] == [("added", "o7"), ("added", "o8"), ("removed", "o001")]


CHANGED = OLD | {"status": "actual", "unit_std": "‰"}


@pytest.mark.parametrize(
    ("before", "after", "reasons"),
    [
        ({}, {"sha": "b"}, ["source", "source"]),
        ({"beside": {".meta.yaml": "a"}}, {"beside": {".meta.yaml": "b"}}, ["source", "source"]),
        ({}, {"beside": {".corrections.yaml": "b"}}, ["correction", "correction"]),
        ({"beside": {".corrections.yaml": "a"}}, {"sha": "b"}, ["source", "source"]),  # the file wins over what stood beside it
        ({}, {}, ["reading", "reading"]),
        ({"beside": {".other": "a"}}, {"beside": {".other": "b"}}, ["reading", "reading"]),
    ],
)
def test_the_reason_is_what_changed_beside_the_row(
    tmp_path: Path, before: dict[str, object], after: dict[str, object], reasons: list[str]
) -> None:
    found = difference(tmp_path, tables(OLD, **before), tables(CHANGED, **after))  # type: ignore[arg-type]
    assert [(row[2], row[5]) for row in said(found)] == list(zip(("status", "unit_std"), reasons, strict=True))


def test_another_catalogue_explains_what_follows_from_it_and_nothing_else(tmp_path: Path) -> None:
    units = REGISTRY.frame("units")
    found = difference(tmp_path, tables(OLD) | {"units": units}, tables(CHANGED) | {"units": units.iloc[1:]})
    assert [(row[2], row[5]) for row in said(found)] == [("status", "reading"), ("unit_std", "catalogue")]


def test_targets_are_told_in_words_by_their_area_indicator_and_year(tmp_path: Path) -> None:
    county = {"region_code": "330424"}  # another place's row in the plan's table
    found = difference(
        tmp_path,
        tables(OLD, target={}),
        tables(OLD, target={"target_value": 3.0, "target_text": "3%以上", "base_value": None, "base_year": None}),
    )
    (row,) = records(found.targets)
    assert (row["kind"], row["area_name"], row["before"], row["after"]) == ("changed", "辛集市", "1.66 (2020) → 2.5 %", "3%以上")
    (row,) = records(difference(tmp_path, tables(OLD), tables(OLD, target=county)).targets)
    assert (row["kind"], row["area_name"], row["target_year"]) == ("new", "海盐县", 2025)
    (row,) = records(difference(tmp_path, tables(OLD, target=county), tables(OLD)).targets)
    assert (row["kind"], row["after"]) == ("gone", None)


def test_a_release_of_older_code_is_compared_by_the_columns_that_both_have(tmp_path: Path) -> None:
    found = difference(tmp_path, tables(OLD), tables(OLD | {"scope": "高新区"}))
    assert [row[2] for row in said(found)] == ["scope"]
    older = pq.read_table(tmp_path / "before" / "observations.parquet").drop_columns(["flags", "confidence"])
    pq.write_table(older, tmp_path / "before" / "observations.parquet")
    assert said(compare(tmp_path / "before", tmp_path / "after", SCHEMAS)) == said(found)


def test_a_folder_without_the_tables_cannot_be_compared(tmp_path: Path) -> None:
    write_tables({"plans": frame("plans")}, SCHEMAS, tmp_path / "parquet")
    with pytest.raises(ReleaseError, match="has no table observations"):
        compare(tmp_path / "parquet", tmp_path / "parquet", SCHEMAS)
