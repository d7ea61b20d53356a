"""One table's Parquet file, written a row group at a time: the same rows give the same bytes, however they come and however many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from assets.pool import cores
from expectations.registry import TableSchema
from expectations.registry.schema import arrow_schema
from expectations.registry.table_rows import Held

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ROW_GROUP_ROWS = 122_880  # DuckDB's own row group, so that a group is read as a whole
ROW_GROUP_BYTES = 32 << 20  # of cells, unpacked: plans' whole texts fill a group long before they are so many rows
COMPRESSION_LEVEL = 3
SORTED_AT_ONCE = 64 << 20  # bytes of rows that are sorted in memory; more by DuckDB, which lays aside what its memory cannot hold
SORTING_MEMORY = "1GB"  # a million observations of 10,000 plans did not fit into 256 MB, laid aside or not
MOST_THREADS = 4  # of DuckDB; each needs memory of its own
_SORTED_ROWS = 8_192  # that DuckDB gives at a time

Batches = Callable[[], Iterator["pa.RecordBatch"]]  # gives a table's rows from the first on, each time it is called


def plain_schema(table: TableSchema, columns: Iterable[str] | None = None) -> pa.Schema:
    """The Arrow schema of a table, or of some columns, without what describes it, every cell allowed to be empty: checks decide on that."""
    import pyarrow as pa

    whole = arrow_schema(table)
    return pa.schema([pa.field(name, whole.field(name).type) for name in columns or whole.names])


def as_batch(table: TableSchema, frame: pd.DataFrame) -> pa.RecordBatch:
    """The rows of a frame of a table, or of some of its columns."""
    import pyarrow as pa

    return pa.RecordBatch.from_pandas(frame, schema=plain_schema(table, [str(name) for name in frame.columns]), preserve_index=False)


def duckdb_config(memory: str, folder: Path) -> dict[str, str | bool | int | float | list[str]]:
    """How DuckDB works in little memory, whatever the machine has: what does not fit is laid aside below a folder."""
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    return {**offline, "memory_limit": memory, "threads": str(min(cores(), MOST_THREADS)), "temp_directory": str(folder / ".laid-aside")}


class _EmptyCellsError(Exception):
    """A column that must have no empty cell has one."""


def write_file(batches: Iterable[pa.RecordBatch], schema: pa.Schema, path: Path) -> int:
    """Write rows in their order, in row groups that their number and bytes alone decide on; gives how many rows there are."""
    import pyarrow.parquet as pq

    rows = 0
    with pq.ParquetWriter(path, schema, version="2.6", compression="zstd", compression_level=COMPRESSION_LEVEL) as writer:
        for group in _groups(batches, schema):
            rows += group.num_rows
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
    return rows


def _groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.Table]:
    """The rows by row group, each column in one piece; of no rows one empty group."""
    waiting: list[pa.RecordBatch] = []
    rows = size = made = 0
    for batch in batches:
        rest = batch
        while rest.num_rows:
            part = rest.slice(0, ROW_GROUP_ROWS - rows)
            rest = rest.slice(part.num_rows)
            waiting.append(part)
            rows, size = rows + part.num_rows, size + part.nbytes
            if rows == ROW_GROUP_ROWS or size >= ROW_GROUP_BYTES:
                yield _group(waiting, schema)
                waiting, rows, size, made = [], 0, 0, made + 1
    if waiting or not made:
        yield _group(waiting, schema)


def _group(batches: Sequence[pa.RecordBatch], schema: pa.Schema) -> pa.Table:
    import pyarrow as pa

    plain = batches[0].schema if batches else schema
    whole = pa.Table.from_batches(batches, plain).combine_chunks()
    if any(not field.nullable and whole.column(field.name).null_count for field in schema):
        raise _EmptyCellsError
    return whole.cast(schema)


def write_held(batches: Batches, size: int, table: TableSchema, path: Path) -> Held:
    """Write a table's rows, sorted by key, and tell where they stand.

    In: batches each sorted by key (those of a table whose key begins with ``plan_id`` by plan), of ``size`` bytes in all. Where empty
    cells stand in columns that must have none, the file holds them all the same: checks decide on that. Raises ``OSError``.
    """
    strict = arrow_schema(table)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return Held(table.name, path, write_file(_in_order(batches, size, table, path.parent), strict, path))
    except _EmptyCellsError:
        empty = _empty(batches(), strict)
        rows = write_file(_in_order(batches, size, table, path.parent), lenient(strict), path)
        return Held(table.name, path, rows, empty)


def lenient(schema: pa.Schema) -> pa.Schema:
    """The schema with empty cells let into every column."""
    import pyarrow as pa

    return pa.schema([field.with_nullable(True) for field in schema], metadata=schema.metadata)


def _empty(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> tuple[str, ...]:
    wanted = [field.name for field in schema if not field.nullable]
    found = {name for batch in batches for name in wanted if batch.column(name).null_count}
    return tuple(name for name in wanted if name in found)


def _in_order(batches: Batches, size: int, table: TableSchema, folder: Path) -> Iterator[pa.RecordBatch]:
    """The rows sorted by key."""
    if table.key[0] == "plan_id":
        return batches()
    return _sorted_here(batches(), table) if size <= SORTED_AT_ONCE else _sorted_aside(batches(), table, folder)


def _sorted_here(batches: Iterator[pa.RecordBatch], table: TableSchema) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    if not (found := list(batches)):
        return
    whole = pa.Table.from_batches(found).combine_chunks()
    del found
    yield from whole.sort_by([(name, "ascending", "at_start") for name in table.key]).to_batches()


def _sorted_aside(batches: Iterator[pa.RecordBatch], table: TableSchema, folder: Path) -> Iterator[pa.RecordBatch]:
    """The same in little memory: DuckDB sorts in runs that it lays aside in a folder. Its order of texts is that of their bytes too."""
    import duckdb
    import pyarrow as pa

    first = next(batches)
    rows = pa.RecordBatchReader.from_batches(first.schema, chain([first], batches))
    with duckdb.connect(config=duckdb_config(SORTING_MEMORY, folder)) as connection:
        connection.register("rows_of_shares", rows)
        key = ", ".join(f'"{name}" NULLS FIRST' for name in table.key)
        rows_in_order = connection.sql(f"SELECT * FROM rows_of_shares ORDER BY {key}")
        found: pa.RecordBatchReader = rows_in_order.to_arrow_reader(_SORTED_ROWS)
        for batch in found:
            yield batch.cast(first.schema)
