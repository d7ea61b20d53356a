"""The DuckDB file of a release, rebuilt from its Parquet files and from nothing else."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.errors import ReleaseError
from assets.release.parquet import tables_in
from assets.release.views import add_views
from assets.release.wording import quoted, text_literal
from assets.table_file import duckdb_config
from expectations.registry import Column, TableSchema

if TYPE_CHECKING:
    import duckdb

# Opens in DuckDB 1.2 (February 2025) and later: tried with 1.2.0, 1.2.2, 1.3.2, 1.4.1 and 2.0.0. It compresses texts: 21 MB where v1.0.0,
# for clients 1.0 and 1.1, takes 32. DuckDB 2.0's own format opens in no 1.3 client.
STORAGE_VERSION = "v1.2.0"
MEMORY = "512MB"  # that DuckDB takes to make the file, however large it is
SQL_TYPES: Mapping[str, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "year": "INTEGER",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP",  # UTC without a zone: a client then needs neither ICU nor a zone database to read it
}


def build_database(parquet_folder: Path, schemas: Mapping[str, TableSchema], target: Path, *, as_found: bool = False) -> None:
    """Write one DuckDB file with a table per Parquet file, rows in the file's order, comments on every table and column, and Chinese views.

    ``target`` appears only once the file is whole. Columns that must not be empty are NOT NULL (not so with ``as_found``, for tables
    that a check has stopped; they have no views). Raises ``OSError`` on a full disk, ``ReleaseError`` where DuckDB cannot write for another
    reason or the rows are not those of the Parquet files.

    There is no PRIMARY KEY: its index costs time and bytes, and nobody writes into a release. The key stands in each table's comment,
    and the checks hold it.
    """
    import duckdb

    unfinished = target.with_name(f"{target.name}.tmp")
    unfinished.unlink(missing_ok=True)
    try:
        with duckdb.connect(config=duckdb_config(MEMORY, parquet_folder.parent)) as connection:
            connection.execute(f"ATTACH {text_literal(str(unfinished))} AS release (STORAGE_VERSION '{STORAGE_VERSION}')")
            for name, schema in tables_in(parquet_folder, schemas).items():
                _add_table(connection, parquet_folder / f"{name}.parquet", schema, as_found=as_found)
            if not as_found:
                connection.execute("USE release")
                add_views(connection, tables_in(parquet_folder, schemas))
                connection.execute("USE memory")
            connection.execute("CHECKPOINT release")
            connection.execute("DETACH release")
    except duckdb.Error as error:
        if os.strerror(errno.ENOSPC) in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(unfinished)) from error
        reason = str(error).splitlines()[0]
        raise ReleaseError(f"The DuckDB file could not be written ({reason}); mend that and run again.") from error
    unfinished.replace(target)


def _add_table(connection: duckdb.DuckDBPyConnection, source: Path, schema: TableSchema, *, as_found: bool) -> None:
    table = f"release.main.{quoted(schema.name)}"
    definitions = ", ".join(_definition(column, as_found=as_found) for column in schema.columns.values())
    connection.execute(f"CREATE TABLE {table} ({definitions})")
    cells = ", ".join(_cell(column) for column in schema.columns.values())
    connection.execute(f"INSERT INTO {table} SELECT {cells} FROM read_parquet({text_literal(str(source))})")
    connection.execute(f"COMMENT ON TABLE {table} IS {text_literal(table_comment(schema))}")
    for column in schema.columns.values():
        connection.execute(f"COMMENT ON COLUMN {table}.{quoted(column.name)} IS {text_literal(column_comment(column))}")
    counts = connection.execute(
        f"SELECT (SELECT count(*) FROM {table}), (SELECT count(*) FROM read_parquet({text_literal(str(source))}))"
    ).fetchone()
    if counts is None or counts[0] != counts[1]:
        raise ReleaseError(f"Table {schema.name} has other rows in DuckDB than in Parquet: {counts}; report this as a bug.")


def table_comment(schema: TableSchema) -> str:
    """What a table is, in Chinese and English, with its key."""
    return f"{schema.title_zh}：{schema.description_zh} {schema.description} Key: {', '.join(schema.key)}."


def column_comment(column: Column) -> str:
    """What a column is called in Chinese and what it is in both languages, with its unit, the column it refers to and its values."""
    parts = [f"{column.title_zh}：{column.description_zh}", column.description]
    if column.unit:
        parts.append(f"Unit: {column.unit}.")
    if column.refers:
        parts.append(f"Refers to {column.refers}.")
    if column.values:
        parts.append(f"One of: {', '.join(column.values)}.")
    return " ".join(parts)


def _definition(column: Column, *, as_found: bool) -> str:
    may_be_empty = column.nullable or as_found
    return f"{quoted(column.name)} {SQL_TYPES[column.type]}{'' if may_be_empty else ' NOT NULL'}"


def _cell(column: Column) -> str:
    name = quoted(column.name)
    return f"make_timestamp(epoch_us({name}))" if column.type == "timestamp" else name
