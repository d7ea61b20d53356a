"""Words that say only which side of a thing is counted: each by its example, and what is none."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from assets.tables import sub_names
from assets.tables.plan_table import Cell
from assets.tables.sub_names import Wholes, stands_where

_WORDS = Path(sub_names.__file__).parents[1] / "language" / "sub_names.csv"


def test_each_word_is_made_whole_as_its_example_says() -> None:
    for row in csv.DictReader(_WORDS.read_text(encoding="utf-8").splitlines()):
        thing, side = row["example"].split("|")
        whole = Wholes().of(Cell(side + "（%）", 9, 12), [Cell(thing, 0, 5)], has_figures=True)
        expected = side + thing if row["stands"] == "front" else thing + side
        assert (row["word"], whole.text) == (side, f"{expected}（%）")


@pytest.mark.parametrize(
    ("name", "stands"),
    [
        ("增加值增速(%)", "behind"),
        ("占地区生产总值比重(%)", "of"),
        ("5级及以上(%)", "front"),
        ("(1)总量(亿元)", "behind"),
        ("床位数(张)", None),
        ("人均预期寿命(岁)", None),
        ("绿地面积(公顷)", None),
    ],
)
def test_what_is_a_side_of_something(name: str, stands: str | None) -> None:
    assert stands_where(name) == stands


def test_a_side_of_nothing_keeps_its_name() -> None:
    side = Cell("总量（亿元）", 9, 12)
    assert Wholes().of(side, [Cell("一、综合实力", 0, 6)], has_figures=True) is side
