"""Table schemas as Arrow schemas and pandas frames.

Frame types, by the column's type in tables.yaml: string → ``object`` (str or None), number → ``float64`` (NaN for none),
integer and year → ``Int64``, boolean → ``boolean`` (pandas.NA for none), date → ``object`` (datetime.date or None), timestamp →
``datetime64[us, UTC]``. Arrow types: string, double, int64, int32 (years), bool, date32, timestamp[us, UTC]. pandas and
pyarrow are imported where they are used, so that the registry loads quickly.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from expectations.registry.entries import Column, TableSchema

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

FRAME_TYPES: Mapping[str, str] = {
    "string": "object",
    "number": "float64",
    "integer": "Int64",
    "year": "Int64",
    "boolean": "boolean",
    "date": "object",
    "timestamp": "datetime64[us, UTC]",
}


def arrow_schema(table: TableSchema) -> pa.Schema:
    """The table's Arrow schema: description, unit, refers and title_zh in each field's metadata, the table's description in its own."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "number": pa.float64(),
        "integer": pa.int64(),
        "year": pa.int32(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
        "timestamp": pa.timestamp("us", tz="UTC"),
    }
    fields = [pa.field(c.name, types[c.type], nullable=c.nullable, metadata=_metadata(c)) for c in table.columns.values()]
    return pa.schema(fields, metadata={"description": table.description, "key": ",".join(table.key), "title_zh": table.title_zh})


def _metadata(column: Column) -> dict[str, str]:
    said = {"description": column.description, "unit": column.unit, "refers": column.refers, "title_zh": column.title_zh}
    return {name: text for name, text in said.items() if text}


def empty_frame(table: TableSchema) -> pd.DataFrame:
    """A frame with the table's columns and no row."""
    return conform_rows([], table)


def conform_rows(rows: Sequence[Sequence[object]], table: TableSchema) -> pd.DataFrame:
    """Rows whose cells stand in the order of the table's columns as a frame of the table; see ``conform``."""
    import numpy as np
    import pandas as pd

    cells = {name: np.empty(len(rows), dtype="object") for name in table.columns}
    for column, made in zip(zip(*rows, strict=True), cells.values(), strict=True) if rows else ():
        made[:] = column
    return conform(pd.DataFrame(cells, copy=False), table)


def conform(frame: pd.DataFrame, table: TableSchema) -> pd.DataFrame:
    """The frame with the table's columns in order, their types, sorted by key, rows numbered from 0.

    Raises ``ValueError`` on a column that is missing or unknown, or a cell that does not fit its column's type. Empty cells of
    the key sort first. The frame given is not changed.
    """
    import pandas as pd

    missing = [name for name in table.columns if name not in frame.columns]
    unknown = [str(name) for name in frame.columns if name not in table.columns]
    if missing or unknown:
        raise ValueError(f"Table {table.name}: columns missing: {missing}, columns unknown: {unknown}.")
    made = pd.DataFrame({name: _conform_column(frame[name], column, table) for name, column in table.columns.items()})
    return made.sort_values(list(table.key), kind="stable", na_position="first", ignore_index=True)


def _conform_column(cells: pd.Series, column: Column, table: TableSchema) -> pd.Series:
    import pandas as pd

    try:
        if FRAME_TYPES[column.type] != "object":
            if column.type == "timestamp":
                return pd.to_datetime(cells, utc=True).astype("datetime64[us, UTC]")
            if column.type == "boolean":
                return cells.astype("boolean")
            return pd.to_numeric(cells).astype(FRAME_TYPES[column.type])  # type: ignore[call-overload,no-any-return]
    except (TypeError, ValueError) as error:
        raise ValueError(f"Table {table.name}, column {column.name}: a cell is no {column.type} ({error}).") from error
    empty = cells.isna()
    plain = cells.astype("object")
    return plain.where(~empty, None) if empty.any() else plain


def whole_numbers(column: pd.Series) -> list[int]:
    """The cells of a column of whole numbers that is never empty; to go through an ``Int64`` column itself takes ten times as long.

    Raises ``ValueError`` where a cell is empty.
    """
    made: list[int] = column.to_numpy("int64").tolist()
    return made


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The frame's rows by column, None for every empty cell."""
    columns = [str(column) for column in frame.columns]
    cells = frame.astype("object").where(frame.notna(), None)
    return [dict(zip(columns, row, strict=True)) for row in cells.itertuples(index=False, name=None)]
