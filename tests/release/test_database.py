"""The DuckDB file: the Parquet files' rows, readable by the drivers in use, explained by its own comments."""

from __future__ import annotations

import struct
from pathlib import Path

import duckdb
import pytest

from assets.release.database import build_database, column_comment
from assets.release.errors import ReleaseError
from assets.release.parquet import write_tables
from assets.release.releases import ReleaseInfo, releases_frame
from tests.release.samples import FIRST, REGISTRY, SCHEMAS, frame, frames, observation

STORAGE_VERSION_1_2_0 = 65  # the number that DuckDB 1.2.0 reads at byte 12 of a file


@pytest.fixture
def database(tmp_path: Path) -> Path:
    info = ReleaseInfo("20261122T043000Z-00000000", FIRST, "0.1.0", "a", "b", {"plans": 1})
    write_tables(frames() | {"releases": releases_frame([info])}, SCHEMAS, tmp_path / "parquet")
    build_database(tmp_path / "parquet", SCHEMAS, tmp_path / "d'b.duckdb")
    return tmp_path / "d'b.duckdb"


def query(database: Path, sql: str) -> list[tuple[object, ...]]:
    with duckdb.connect(database, read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_file_is_of_storage_version_1_2_0(database: Path) -> None:
    magic, version = struct.unpack("<4sQ", database.read_bytes()[8:20])
    assert (magic, version) == (b"DUCK", STORAGE_VERSION_1_2_0)
    assert query(database, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE path IS NOT NULL") == [("v1.2.0+",)]


def test_no_index_stands_in_the_file(database: Path) -> None:
    assert query(database, "SELECT count(*) FROM duckdb_indexes()") == [(0,)]
    assert query(database, "SELECT DISTINCT constraint_type FROM duckdb_constraints()") == [("NOT NULL",)]


def test_every_table_and_column_is_explained_in_both_languages(database: Path) -> None:
    tables = dict(query(database, "SELECT table_name, comment FROM duckdb_tables()"))
    assert set(tables) == {*frames(), "releases"}
    assert str(tables["plans"]).startswith("规划：每份规划一行")
    assert str(tables["plans"]).endswith("One row per plan, with what its page says about itself. Key: plan_id.")
    asked = "SELECT table_name, column_name, c.comment FROM duckdb_columns() c JOIN duckdb_tables() USING (table_name) ORDER BY ALL"
    columns = query(database, asked)
    expected = [(name, column.name, column_comment(column)) for name in tables for column in SCHEMAS[str(name)].columns.values()]
    assert columns == sorted(expected)


def test_a_comment_tells_the_chinese_name_unit_reference_and_vocabulary() -> None:
    columns = SCHEMAS["observations"].columns
    assert column_comment(columns["year"]).endswith("Unit: year.")
    assert column_comment(columns["plan_id"]) == "规划编号：所在的规划。 The plan. Refers to plans.plan_id."
    assert column_comment(columns["origin"]).startswith("出处类型：table 为取自表格，text 为取自正文。 Where it was read.")
    assert column_comment(columns["origin"]).endswith(" One of: table, text.")


def test_each_table_is_there_again_as_a_view_in_chinese(tmp_path: Path) -> None:
    flagged = observation(3, flags="two_figures;name_not_in_catalogue", basis="per_year", comparator="~", quote="约2.6")
    tables = {"observations": frame("observations", flagged), "vocabulary": REGISTRY.frame("vocabulary")}
    write_tables(frames() | tables, SCHEMAS, tmp_path / "parquet")
    build_database(tmp_path / "parquet", SCHEMAS, tmp_path / "a.duckdb")
    views = query(tmp_path / "a.duckdb", "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL")
    assert {str(name) for (name,) in views} == {SCHEMAS[name].title_zh for name in (*frames(), "vocabulary")}
    asked = "SELECT 度量, 状态, 界限, 时间口径, 是否指标数值, 存疑规则, 原文 FROM 观测值"
    assert query(tmp_path / "a.duckdb", asked) == [
        ("水平值", "目标值", "约", "年均", "是", "同一指标同一年份出现两个数值;名称不在指标目录中", "约2.6")
    ]
    (tmp_path / "b.duckdb").write_bytes((tmp_path / "a.duckdb").read_bytes())
    with duckdb.connect() as connection:  # a reader may attach the file under any name
        connection.execute(f"ATTACH '{tmp_path / 'b.duckdb'}' AS other (READ_ONLY)")
        assert connection.execute("SELECT 规划名称 FROM other.规划").fetchall() == [("辛集市科技创新规划",)]


def test_a_view_shows_every_column_of_its_table_once(database: Path) -> None:
    for name in frames():
        titles = sorted(str(row[0]) for row in query(database, f'DESCRIBE "{SCHEMAS[name].title_zh}"'))
        assert titles == sorted(column.title_zh for column in SCHEMAS[name].columns.values())


def test_rows_types_and_order_are_those_of_the_parquet_files(database: Path) -> None:
    for name in frames():
        columns = [row[0] for row in query(database, f"DESCRIBE {name}")]
        assert columns == list(SCHEMAS[name].columns)
        parquet = query(database, f"SELECT * FROM '{database.parent}/parquet/{name}.parquet'")
        assert query(database, f"SELECT * FROM {name}") == parquet
    types = {row[0]: row[1] for row in query(database, "DESCRIBE observations")}
    assert (types["value"], types["year"], types["quote"]) == ("DOUBLE", "INTEGER", "VARCHAR")


def test_the_time_of_a_release_is_utc_without_a_zone(database: Path) -> None:
    assert query(database, "SELECT made_at FROM releases") == [(FIRST.replace(tzinfo=None),)]


def test_a_required_cell_cannot_be_emptied_later(database: Path) -> None:
    with duckdb.connect(database) as connection, pytest.raises(duckdb.ConstraintException):
        connection.execute("UPDATE observations SET quote = NULL")


def test_tables_that_a_check_stopped_can_be_looked_at_with_their_gaps(tmp_path: Path) -> None:
    write_tables({"observations": frame("observations", observation(1, quote=None))}, SCHEMAS, tmp_path, as_found=True)
    with pytest.raises(ReleaseError, match="NOT NULL"):
        build_database(tmp_path, SCHEMAS, tmp_path / "strict.duckdb")
    assert not (tmp_path / "strict.duckdb").exists()
    build_database(tmp_path, SCHEMAS, tmp_path / "kept.duckdb", as_found=True)
    assert query(tmp_path / "kept.duckdb", "SELECT quote FROM observations") == [(None,)]


def test_a_torn_parquet_file_leaves_no_database(tmp_path: Path) -> None:
    path = write_tables(frames(), SCHEMAS, tmp_path)["plans"]
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(ReleaseError, match="could not be written"):
        build_database(tmp_path, SCHEMAS, tmp_path / "x.duckdb")
    assert not (tmp_path / "x.duckdb").exists()
