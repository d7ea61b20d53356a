"""Kinds of places are no places: every word of the file is known in its example, and named places are none."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from assets.language.place_kinds import is_kind_of_place

ROWS = list(csv.DictReader(files("assets.language").joinpath("place_kinds.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[row["word"] for row in ROWS])
def test_each_word_says_what_kind_of_place_it_is(row: dict[str, str]) -> None:
    kind = row["example"].partition("|")[0]
    assert kind.endswith(row["word"]) and is_kind_of_place(kind)


@pytest.mark.parametrize("place", ["青石镇", "云龙社区", "白河景区", "江北新区", "高新区", "自创区"])
def test_a_place_with_a_name_is_no_kind(place: str) -> None:
    assert not is_kind_of_place(place)
