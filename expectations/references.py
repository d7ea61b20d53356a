"""References of a table's rows to rows of others, held against whole columns in Arrow: a million ids are no million Python objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from expectations.constraints import Constraint, Reference, Refers
from expectations.registry.table_rows import Held, Rows, rows_of

if TYPE_CHECKING:
    import pyarrow as pa


def without_row(references: Sequence[Reference], tables: Mapping[str, Rows]) -> tuple[pd.DataFrame, list[Constraint]]:
    """The rows of the one table that all the references are of to be held against them, and these as constraints.

    Of a table that is held in a file these are the rows that refer to nothing.
    """
    (owner,) = {reference.table for reference in references}
    rows = tables[owner]
    if not isinstance(rows, Held):
        frames = {name: rows_of(tables[name]) for name in {owner, *(reference.to_table for reference in references)}}
        return frames[owner], [reference.constraint(frames) for reference in references]
    lost = {reference.column: _lost(reference, rows, tables[reference.to_table]) for reference in references}
    found: list[pd.DataFrame] = [rows.among(column, ids) for column, ids in lost.items() if ids]
    frame = pd.concat(found or [rows.head(0)]).drop_duplicates()
    return frame, [
        Refers(r.column, frozenset(frame[r.column].dropna()) - lost[r.column], f"{r.to_table}.{r.to_column}") for r in references
    ]


def _lost(reference: Reference, rows: Held, to: Rows) -> frozenset[str]:
    """The ids of a column that no row has."""
    import pyarrow.compute as pc

    named = pc.unique(_column(rows, reference.column))
    known = pc.is_in(named, _column(to, reference.to_column))
    return frozenset(one for one in named.filter(pc.invert(known)).to_pylist() if one is not None)


def _column(table: Rows, column: str) -> pa.Array:
    """The cells of a column in one piece."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if isinstance(table, Held):
        return pq.read_table(table.path, columns=[column]).column(column).combine_chunks()
    return pa.array(table[column], pa.string(), from_pandas=True)
