"""What Arrow calls sound is what the constraints' own masks call sound, piece by piece."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from expectations import surely
from expectations.constraints import Constraint, OneOf, Ordered, Unique, Within
from expectations.registry.table_rows import Held, as_frame

KEY, WORD, SPAN, YEAR = Unique(("key", "part")), OneOf("word", ("own", "other")), Ordered("low", "high"), Within("year", 1949, 2100)
SOUND = {
    "key": ["a", "a", "b", None],
    "part": [1, 2, 1, None],
    "word": ["own", None, "other", "own"],
    "low": [1.0, 2.0, None, 5.0],
    "high": [1.0, None, 3.0, 6.0],
    "year": [1949, 2100, None, 2020],
}


@pytest.mark.parametrize("piece", [1, 2, 100])
@pytest.mark.parametrize(
    ("column", "cells", "broken"),
    [
        ("key", ["a", "a", "b", None], []),
        ("part", [1, 1, 1, None], [KEY]),
        ("word", ["own", None, "third", "own"], [WORD]),
        ("low", [1.0, 2.0, None, 7.0], [SPAN]),
        ("year", [1948, 2100, None, 2020], [YEAR]),
        ("year", [1949, 2100, None, 2101], [YEAR]),
    ],
)
def test_only_what_a_row_breaks_is_asked_again(
    column: str, cells: list[object], broken: list[Constraint], piece: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(surely, "PIECE_ROWS", piece)
    table = pa.table({**SOUND, column: cells})
    pq.write_table(table, tmp_path / "rows.parquet")
    held = Held("sections", tmp_path / "rows.parquet", len(table))
    asked: list[Constraint] = [KEY, WORD, SPAN, YEAR]
    assert surely.unsure(asked, held) == broken
    assert [constraint for constraint in asked if constraint.failing(as_frame(table)).any()] == broken


def test_two_rows_without_a_key_share_it(tmp_path: Path) -> None:
    pq.write_table(pa.table({"key": pa.array([None, None], pa.string()), "part": [1, 1]}), tmp_path / "rows.parquet")
    assert surely.unsure([KEY], Held("sections", tmp_path / "rows.parquet", 2)) == [KEY]
