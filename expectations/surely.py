"""Constraints held against whole columns in Arrow: most tables are sound, and to see that no row has to become a Python object.

What cannot be told here (a condition over several columns, a column that is not there) is left to the constraints' own masks, which find
the rows that break something.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import TYPE_CHECKING

from expectations.constraints import Constraint, NotEmpty, OneOf, Ordered, Typed, Unique, Within
from expectations.registry.table_rows import PIECE_ROWS, Held

if TYPE_CHECKING:
    import pyarrow as pa


def unsure(constraints: Sequence[Constraint], table: Held) -> list[Constraint]:
    """Those of the constraints that rows of the table may break; no row breaks any of the others."""
    left = [constraint for constraint in constraints if not _by_file(constraint, table)]
    asked = {constraint: columns for constraint in left if (columns := _columns(constraint)) and columns <= set(table.columns)}
    broken: set[Constraint] = set()
    for rows in _pieces(table, sorted(set[str]().union(*asked.values()))):
        broken |= {constraint for constraint in asked.keys() - broken if _breaks(constraint, rows)}
    return [constraint for constraint in left if constraint not in asked or constraint in broken]


def _by_file(constraint: Constraint, table: Held) -> bool:
    """Whether the file alone says that it holds: its columns have their types, and those that must be are full but for ``empty``."""
    return isinstance(constraint, Typed) or (isinstance(constraint, NotEmpty) and constraint.column not in table.empty)


def _columns(constraint: Constraint) -> set[str]:
    """The columns that are looked at; none where Arrow cannot tell."""
    match constraint:
        case Unique(columns):
            return set(columns)
        case Ordered(low, high):
            return {low, high}
        case OneOf(column, _) | Within(column, _, _):
            return {column}
        case _:
            return set()


def _pieces(table: Held, columns: Sequence[str]) -> Iterator[pa.Table]:
    """The rows a piece at a time, each with the last row of the one before: rows that share a key stand side by side."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not columns or not table.rows:
        return
    last: list[pa.RecordBatch] = []
    with pq.ParquetFile(table.path) as file:
        for batch in file.iter_batches(batch_size=PIECE_ROWS, columns=list(columns)):
            yield pa.Table.from_batches([*last, batch]).combine_chunks()
            last = [batch.slice(batch.num_rows - 1)]


def _breaks(constraint: Constraint, rows: pa.Table) -> bool:
    """Whether a row may break it."""
    import pyarrow as pa
    import pyarrow.compute as pc

    match constraint:
        case Unique(columns):
            alike = [_like_the_next(rows.column(name).combine_chunks()) for name in columns]
            return bool(pc.any(reduce(pc.and_, alike)).as_py())
        case OneOf(column, values):
            cells = rows.column(column)
            allowed = pa.array([*values, None], cells.type)
            return not pc.all(pc.is_in(pc.unique(cells), allowed)).as_py()
        case Ordered(low, high):
            return bool(pc.any(pc.greater(rows.column(low), rows.column(high))).as_py())
        case Within(column, low_bound, high_bound):
            ends = pc.min_max(rows.column(column)).as_py()
            return ends["min"] is not None and not (low_bound <= ends["min"] and ends["max"] <= high_bound)
        case _:
            return True


def _like_the_next(cells: pa.Array) -> pa.Array:
    """By row but the last whether the row after it has the same cell; two empty ones are the same."""
    import pyarrow.compute as pc

    these, those = cells.slice(0, max(len(cells) - 1, 0)), cells.slice(1)
    return pc.or_(pc.fill_null(pc.equal(these, those), False), pc.and_(pc.is_null(these), pc.is_null(those)))
