"""The canonical form of the dataset: one Parquet file per table, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.errors import ReleaseError
from expectations.registry import TableSchema
from expectations.registry.schema import arrow_schema, conform

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ROW_GROUP_ROWS = 122_880  # DuckDB's own row group, so that a group is read as a whole
COMPRESSION_LEVEL = 3
# Tells times, so it is no part of the content: two runs over the same input differ in it alone.
RELEASES = "releases"
CHANGES = "changes"  # depends on the release before, so it is none either
BESIDE_CONTENT = (RELEASES, CHANGES)


def write_tables(
    frames: Mapping[str, pd.DataFrame], schemas: Mapping[str, TableSchema], folder: Path, *, as_found: bool = False
) -> dict[str, Path]:
    """Write each frame to ``folder/<table>.parquet``: zstd, sorted by key, description and unit in the field metadata.

    Gives the path of each table. With ``as_found``, empty cells are let into columns that must not have any: for tables that a
    check has stopped and that somebody wants to look at. Raises ``ReleaseError`` on a frame that is not of its table's schema.
    """
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for name in sorted(frames):
        if name not in schemas:
            raise ReleaseError(f"There is no table {name} in the registry; describe it in tables.yaml or leave it out.")
        table = to_arrow(frames[name], schemas[name], as_found=as_found)
        written[name] = folder / f"{name}.parquet"
        pq.write_table(
            table, written[name], version="2.6", compression="zstd", compression_level=COMPRESSION_LEVEL, row_group_size=ROW_GROUP_ROWS
        )
    return written


def to_arrow(frame: pd.DataFrame, schema: TableSchema, *, as_found: bool = False) -> pa.Table:
    """The frame as an Arrow table of its schema, sorted by key, without anything that pandas would add of its own.

    Rows of equal key (which a check should have stopped) are ordered by their other cells, so that the bytes stay the same.
    """
    import pyarrow as pa

    try:
        made = conform(frame, schema)
        if made.duplicated(list(schema.key)).any():
            by = [*schema.key, *(name for name in schema.columns if name not in schema.key)]
            made = made.sort_values(by, na_position="first", ignore_index=True, key=_sortable)
        wanted = arrow_schema(schema)
        lenient = pa.schema([field.with_nullable(True) for field in wanted], metadata=wanted.metadata)
        table = pa.Table.from_pandas(made, schema=lenient, preserve_index=False).replace_schema_metadata(wanted.metadata)
    except (ValueError, TypeError, pa.ArrowException) as error:
        raise ReleaseError(f"Table {schema.name} cannot be written: {error}") from error
    if as_found:
        return table
    empty = [field.name for field in wanted if not field.nullable and table.column(field.name).null_count]
    if empty:
        raise ReleaseError(f"Table {schema.name} has empty cells in {', '.join(empty)}, where the registry allows none.")
    return table.cast(wanted)


def _sortable(cells: pd.Series) -> pd.Series:
    """Cells that sort against each other whatever their type: dates and strings as text."""
    return cells.map(str, na_action="ignore") if cells.dtype == "object" else cells


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of a folder's Parquet files but ``releases`` and ``changes``: equal content, equal hash."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.parquet"), key=lambda found: found.name):
        if path.stem not in BESIDE_CONTENT:
            whole.update(f"{path.name}\0{file_hash(path)}\n".encode())
    return whole.hexdigest()


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def tables_in(folder: Path, schemas: Mapping[str, TableSchema]) -> dict[str, TableSchema]:
    """The schemas of the tables that a folder holds as Parquet, in the registry's order."""
    return {name: schema for name, schema in schemas.items() if (folder / f"{name}.parquet").exists()}
