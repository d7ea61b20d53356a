"""Previews stay readable whatever the cells hold."""

from __future__ import annotations

import pandas as pd

from expectations.registry.preview import markdown_table


def test_cells_stand_in_one_line_each_and_bars_do_not_break_the_table() -> None:
    frame = pd.DataFrame({"a": ["x | y", "一\n二"], "b": [None, "z" * 100]})
    assert markdown_table(frame) == "\n".join(["| a | b |", "| --- | --- |", "| x \\| y |  |", f"| 一 二 | {'z' * 59}… |"])


def test_empty_cells_of_every_type_are_empty() -> None:
    frame = pd.DataFrame({"n": [float("nan")], "i": pd.array([None], dtype="Int64"), "t": pd.to_datetime([None]), "s": [None]})
    assert markdown_table(frame).splitlines()[2] == "|  |  |  |  |"


def test_a_zero_is_not_empty() -> None:
    assert markdown_table(pd.DataFrame({"n": [0]})).splitlines()[2] == "| 0 |"


def test_more_rows_than_are_shown_are_counted() -> None:
    said = markdown_table(pd.DataFrame({"n": range(8)}), rows=3)
    assert said.endswith("… and 5 more.") and said.count("\n") == 6


def test_no_rows_are_said() -> None:
    assert markdown_table(pd.DataFrame({"n": []})) == "No rows."
