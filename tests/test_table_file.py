"""A table's file: the same rows give the same bytes, whether they are sorted in memory or aside, in few batches or many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from assets import table_file
from assets.release.parquet import write_tables
from assets.table_file import as_batch, write_held
from expectations.registry import TableSchema, load_registry
from expectations.registry.schema import conform_rows
from expectations.registry.table_rows import Held, counts_of, parted, pieces_of, rows_of

TABLES = load_registry().tables
FINDINGS, TEXTS = TABLES["findings"], TABLES["plan_texts"]


def frame(table: TableSchema, *rows: dict[str, object]) -> pd.DataFrame:
    return conform_rows([[row.get(column) for column in table.columns] for row in rows], table)


def finding(number: int, **said: object) -> dict[str, object]:
    told = {"finding_id": f"{number * 7919 % 1000:03}", "rule_id": "row_twice", "severity": "info", "plan_id": f"p{number % 3}"}
    return told | {"message": "twice", "message_zh": "重复", **said}


FOUND = [frame(FINDINGS, *(finding(number) for number in range(start, start + 40))) for start in range(0, 400, 40)]


def batches(frames: Sequence[pd.DataFrame]) -> Callable[[], Iterator[pa.RecordBatch]]:
    return lambda: (as_batch(FINDINGS, one) for one in frames)


@pytest.mark.parametrize("at_once", [0, table_file.SORTED_AT_ONCE], ids=["by DuckDB", "in memory"])
def test_rows_of_many_batches_give_the_bytes_of_the_whole_frame(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(table_file, "SORTED_AT_ONCE", at_once)
    held = write_held(batches(FOUND), 1, FINDINGS, tmp_path / "held" / "findings.parquet")
    written = write_tables({"findings": pd.concat(FOUND)}, TABLES, tmp_path)["findings"]
    assert held.path.read_bytes() == written.read_bytes()
    assert len(held) == 400 and held.frame()["finding_id"].is_monotonic_increasing


@pytest.mark.parametrize("at_once", [0, table_file.SORTED_AT_ONCE], ids=["by DuckDB", "in memory"])
def test_a_row_without_its_key_stands_first_wherever_it_is_sorted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(table_file, "SORTED_AT_ONCE", at_once)
    found = [*FOUND, frame(FINDINGS, finding(0, finding_id=None))]
    held = write_held(batches(found), 1, FINDINGS, tmp_path / "held" / "findings.parquet")
    written = write_tables({"findings": pd.concat(found)}, TABLES, tmp_path, as_found=True)["findings"]
    assert held.frame()["finding_id"].tolist()[0] is None and held.path.read_bytes() == written.read_bytes()


def test_row_groups_are_cut_by_rows_and_bytes_wherever_batches_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table_file, "ROW_GROUP_ROWS", 64)
    one, other = (
        write_held(batches(found), 1, FINDINGS, tmp_path / str(len(found)) / "f.parquet") for found in (FOUND, [pd.concat(FOUND)])
    )
    assert one.path.read_bytes() == other.path.read_bytes()
    groups = pq.read_metadata(one.path)
    assert [groups.row_group(at).num_rows for at in range(groups.num_row_groups)] == [64] * 6 + [16]
    monkeypatch.setattr(table_file, "ROW_GROUP_BYTES", 1000)
    texts = [as_batch(TEXTS, frame(TEXTS, {"plan_id": f"p{number}", "text": "字" * 300})) for number in range(6)]
    held = write_held(lambda: iter(texts), 1, TEXTS, tmp_path / "texts.parquet")
    assert pq.read_metadata(held.path).num_row_groups == 3


def test_no_rows_are_a_file_too(tmp_path: Path) -> None:
    held = write_held(batches([]), 0, FINDINGS, tmp_path / "findings.parquet")
    assert len(held) == 0 and list(held.frame().columns) == list(FINDINGS.columns) and held.head(5).empty
    assert [len(piece) for piece in pieces_of(held)] == [0] and counts_of(held, "rule_id").empty
    assert held.path.read_bytes() == write_tables({"findings": frame(FINDINGS)}, TABLES, tmp_path / "whole")["findings"].read_bytes()


def test_empty_cells_that_must_not_be_are_written_and_told(tmp_path: Path) -> None:
    held = write_held(batches([frame(FINDINGS, finding(1, severity=None))]), 0, FINDINGS, tmp_path / "findings.parquet")
    assert held.empty == ("severity",) and held.frame()["severity"].tolist() == [None]


def test_a_held_table_says_what_its_frame_says(tmp_path: Path) -> None:
    whole = pd.concat(FOUND).sort_values("finding_id", ignore_index=True)
    held = write_held(batches(FOUND), 1, FINDINGS, tmp_path / "findings.parquet")
    pd.testing.assert_frame_equal(held.frame(), whole)
    pd.testing.assert_frame_equal(held.among("plan_id", ["p1"]), whole[whole["plan_id"].eq("p1")].reset_index(drop=True))
    for table in (held, whole):
        assert counts_of(table, "plan_id").to_dict() == {"p0": 134, "p1": 133, "p2": 133}
        assert rows_of(table, ["rule_id"])["rule_id"].unique().tolist() == ["row_twice"]
        assert sum(map(len, pieces_of(table, rows=7))) == 400


def test_parts_hold_all_rows_of_a_value_together() -> None:
    table = pa.table({"indicator_id": ["b", "a", "c", "a", "b", "a"], "at": range(6)})
    assert [part["at"].to_pylist() for part in parted(table, "indicator_id", rows=3)] == [[1, 3, 5], [0, 2, 4]]
    assert [part.num_rows for part in parted(table.slice(0, 0), "indicator_id")] == [0]
    nameless = pa.table({"indicator_id": ["b", None, "a", None], "at": range(4)})
    assert [part["at"].to_pylist() for part in parted(nameless, "indicator_id", rows=2)] == [[1, 3], [0, 2]]


def test_a_held_table_goes_to_another_process(tmp_path: Path) -> None:
    import pickle

    held = write_held(batches(FOUND), 1, FINDINGS, tmp_path / "findings.parquet")
    again: Held = pickle.loads(pickle.dumps(held))
    assert again == held and len(again.frame()) == 400
