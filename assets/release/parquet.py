"""The canonical form of the dataset: one Parquet file per table, the same bytes for the same rows."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.errors import ReleaseError
from assets.table_file import lenient, write_file
from expectations.registry import TableSchema
from expectations.registry.schema import arrow_schema, conform
from expectations.registry.table_rows import Held, Rows

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_EMPTY = "Table {table} has empty cells in {columns}, where the registry allows none."
# Tells times, so it is no part of the content: two runs over the same input differ in it alone.
RELEASES = "releases"
CHANGES = "changes"  # depends on the release before, so it is none either
BESIDE_CONTENT = (RELEASES, CHANGES)


def write_tables(
    frames: Mapping[str, Rows], schemas: Mapping[str, TableSchema], folder: Path, *, as_found: bool = False
) -> dict[str, Path]:
    """Write each frame to ``folder/<table>.parquet``: zstd, sorted by key, description and unit in the field metadata.

    What is held in a file is that already, and is taken as it is.

    Gives the path of each table. With ``as_found``, empty cells are let into columns that must not have any: for tables that a
    check has stopped and that somebody wants to look at. Raises ``ReleaseError`` on a frame that is not of its table's schema.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written: dict[str, Path] = {}
    for name in sorted(frames):
        if name not in schemas:
            raise ReleaseError(f"There is no table {name} in the registry; describe it in tables.yaml or leave it out.")
        written[name] = folder / f"{name}.parquet"
        frame = frames[name]
        if isinstance(frame, Held):
            _take(frame, written[name], as_found=as_found)
        else:
            table = to_arrow(frame, schemas[name], as_found=as_found)
            write_file(table.to_batches(), table.schema, written[name])
    return written


def _take(held: Held, target: Path, *, as_found: bool) -> None:
    """Let a table's file stand at another place too; nobody writes into it any more."""
    if held.empty and not as_found:
        raise ReleaseError(_EMPTY.format(table=held.table, columns=", ".join(held.empty)))
    try:
        target.hardlink_to(held.path)
    except OSError:  # another file system, or one without links
        shutil.copyfile(held.path, target)


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
        table = pa.Table.from_pandas(made, schema=lenient(wanted), preserve_index=False).replace_schema_metadata(wanted.metadata)
    except (ValueError, TypeError, pa.ArrowException) as error:
        raise ReleaseError(f"Table {schema.name} cannot be written: {error}") from error
    if as_found:
        return table
    empty = [field.name for field in wanted if not field.nullable and table.column(field.name).null_count]
    if empty:
        raise ReleaseError(_EMPTY.format(table=schema.name, columns=", ".join(empty)))
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
