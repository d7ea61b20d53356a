"""Parquet is canonical: the same rows give the same bytes, and the file says by itself what its columns mean."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from assets.release.errors import ReleaseError
from assets.release.parquet import content_hash, tables_in, write_tables
from tests.release.samples import SCHEMAS, frame, frames, observation


def test_the_same_rows_in_another_order_give_the_same_bytes(tmp_path: Path) -> None:
    rows = frame("observations", *(observation(number, value=number / 7) for number in range(200)))
    shuffled = rows.sample(frac=1, random_state=7)
    assert list(shuffled["observation_id"]) != list(rows["observation_id"])
    one = write_tables({"observations": rows}, SCHEMAS, tmp_path / "one")["observations"]
    other = write_tables({"observations": shuffled}, SCHEMAS, tmp_path / "other")["observations"]
    assert one.read_bytes() == other.read_bytes()
    assert pq.read_table(one)["observation_id"].to_pylist() == [f"o{number:03}" for number in range(200)]


def test_rows_of_equal_key_do_not_change_the_bytes_either(tmp_path: Path) -> None:
    rows = frame("observations", *(observation(1, value=number, year=None if number % 2 else 2025) for number in range(20)))
    one = write_tables({"observations": rows}, SCHEMAS, tmp_path / "one")["observations"]
    other = write_tables({"observations": rows.sample(frac=1, random_state=3)}, SCHEMAS, tmp_path / "other")["observations"]
    assert one.read_bytes() == other.read_bytes()


def test_a_file_holds_nothing_of_pandas_and_no_time(tmp_path: Path) -> None:
    path = write_tables(frames(), SCHEMAS, tmp_path)["observations"]
    said = pq.read_schema(path).metadata
    assert set(said) == {b"description", b"key", b"title_zh"}
    assert said[b"key"] == b"observation_id"
    assert pq.read_metadata(path).row_group(0).column(0).compression == "ZSTD"


def test_each_column_carries_its_description_and_unit(tmp_path: Path) -> None:
    schema = pq.read_schema(write_tables(frames(), SCHEMAS, tmp_path)["sources"])
    for column in SCHEMAS["sources"].columns.values():
        assert schema.field(column.name).metadata[b"description"].decode() == column.description
        assert schema.field(column.name).metadata[b"title_zh"].decode() == column.title_zh
    assert schema.field("bytes").metadata[b"unit"] == b"byte"


def test_a_table_without_rows_keeps_its_columns(tmp_path: Path) -> None:
    table = pq.read_table(write_tables(frames(), SCHEMAS, tmp_path)["findings"])
    assert table.num_rows == 0
    assert table.column_names == list(SCHEMAS["findings"].columns)


def test_an_empty_cell_where_none_is_allowed_is_named(tmp_path: Path) -> None:
    broken = {"observations": frame("observations", observation(1, quote=None))}
    with pytest.raises(ReleaseError, match="observations has empty cells in quote"):
        write_tables(broken, SCHEMAS, tmp_path)
    kept = write_tables(broken, SCHEMAS, tmp_path, as_found=True)["observations"]
    assert pq.read_table(kept)["quote"].to_pylist() == [None]


@pytest.mark.parametrize(
    ("tables", "said"),
    [
        ({"wishes": pd.DataFrame({"wish": ["a"]})}, "no table wishes in the registry"),
        ({"plan_texts": pd.DataFrame({"plan_id": ["a"]})}, "columns missing: .'text'."),
        ({"sources": frames()["sources"].assign(bytes="many")}, "column bytes"),
    ],
)
def test_a_frame_that_is_not_of_its_table_is_refused_with_a_sentence(tables: dict[str, pd.DataFrame], said: str, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=said):
        write_tables(tables, SCHEMAS, tmp_path)


def test_the_content_hash_tells_content_and_nothing_else(tmp_path: Path) -> None:
    for name, value in (("one", 2.5), ("same", 2.5), ("other", 2.6)):
        write_tables(frames(value), SCHEMAS, tmp_path / name)
    (tmp_path / "same" / "releases.parquet").write_bytes(b"tells times")
    (tmp_path / "same" / "changes.parquet").write_bytes(b"tells the release before")
    assert content_hash(tmp_path / "one") == content_hash(tmp_path / "same") != content_hash(tmp_path / "other")
    (tmp_path / "same" / "findings.parquet").rename(tmp_path / "same" / "rejects.parquet")
    assert content_hash(tmp_path / "one") != content_hash(tmp_path / "same")


def test_the_tables_of_a_folder_come_in_the_registrys_order(tmp_path: Path) -> None:
    write_tables(frames(), SCHEMAS, tmp_path)
    assert list(tables_in(tmp_path, SCHEMAS)) == ["sources", "plans", "plan_texts", "observations", "findings"]
