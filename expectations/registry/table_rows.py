"""Rows of a published table that stand in a file instead of in memory, read as far as somebody asks for them.

A table of all that ten thousand plans say is larger than a machine's memory may be, so what stages hand to one another is where its
rows stand (:class:`Held`). Whoever takes tables takes frames too: ``rows_of`` and ``pieces_of`` ask either for the columns wanted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa
    import pyarrow.compute as pc

PIECE_ROWS = 50_000


@dataclass(frozen=True, slots=True)
class Held:
    """Rows of a table in a Parquet file, sorted by key.

    ``empty`` are the columns with empty cells where the registry allows none. ``doubts`` tells by check and clause how many rows did not
    hold when they were made (``expectations.own``), ``doubtful`` by check of which plans, the first ones.
    """

    table: str
    path: Path
    rows: int
    empty: tuple[str, ...] = ()
    doubts: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    doubtful: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many rows there are."""
        return self.rows

    @property
    def columns(self) -> list[str]:
        """The names of the file's columns."""
        import pyarrow.parquet as pq

        return list(pq.read_schema(self.path).names)

    def frame(self, columns: Sequence[str] | None = None, where: pc.Expression | None = None) -> pd.DataFrame:
        """The rows (those of ``where`` alone) as ``conform`` types them, with all columns or those named."""
        import pyarrow.dataset as ds

        return as_frame(ds.dataset(self.path, format="parquet").to_table(columns=_named(columns), filter=where))

    def among(self, column: str, values: Collection[str], columns: Sequence[str] | None = None) -> pd.DataFrame:
        """The rows that have one of some values in a column, with all columns or those named."""
        import pyarrow as pa
        import pyarrow.compute as pc

        return self.frame(columns, pc.is_in(pc.field(column), pa.array(list(values), pa.string())))

    def in_doubt(self, check: str) -> Mapping[str, int]:
        """How many rows did not hold when a check asked of them, by clause."""
        return self.doubts.get(check, {})

    def plans_in_doubt(self, check: str) -> tuple[str, ...]:
        """The first plans of which some did not."""
        return self.doubtful.get(check, ())

    def head(self, rows: int) -> pd.DataFrame:
        """The first rows."""
        return next(self.pieces(rows=max(rows, 1))).head(rows)

    def pieces(self, columns: Sequence[str] | None = None, rows: int | None = None) -> Iterator[pd.DataFrame]:
        """The rows a piece at a time, in order; of no rows one empty piece."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        if not self.rows:
            yield self.frame(columns)
            return
        with pq.ParquetFile(self.path) as file:
            for batch in file.iter_batches(batch_size=rows or PIECE_ROWS, columns=_named(columns)):
                made = as_frame(pa.Table.from_batches([batch]))
                yield made if columns is None else made[list(columns)]


Rows: TypeAlias = "pd.DataFrame | Held"


def _named(columns: Sequence[str] | None) -> list[str] | None:
    return None if columns is None else list(columns)


def rows_of(table: Rows, columns: Sequence[str] | None = None, where: pc.Expression | None = None) -> pd.DataFrame:
    """A table's rows as a frame; ``where`` spares a held one the others and says nothing of a frame, which is there."""
    if isinstance(table, Held):
        return table.frame(columns, where)
    return table if columns is None else table[list(columns)]


def pieces_of(table: Rows, columns: Sequence[str] | None = None, rows: int | None = None) -> Iterator[pd.DataFrame]:
    """A table's rows a piece at a time; a frame is one piece."""
    if isinstance(table, Held):
        yield from table.pieces(columns, rows)
    else:
        yield rows_of(table, columns)


def counts_of(table: Rows, *columns: str) -> pd.Series[int]:
    """How many rows of a table have each value, or each values, of some columns; nothing is said of values that no row has."""
    import pandas as pd

    parts = [piece.groupby(list(columns), dropna=False, sort=False).size() for piece in pieces_of(table, columns)]
    return pd.concat(parts).groupby(level=list(range(len(columns))), dropna=False).sum()


def parted(table: pa.Table, column: str, rows: int = PIECE_ROWS) -> Iterator[pa.Table]:
    """The rows in parts of about that many: rows that are alike in a column are in one part, in the order that they had."""
    import pyarrow as pa
    import pyarrow.compute as pc

    counted = pc.value_counts(table.column(column)).to_pylist()
    counts = sorted(((one["values"], int(one["counts"])) for one in counted), key=lambda one: one[0] or "")
    part: list[str | None] = []
    size = 0
    for value, count in counts:
        if part and size + count > rows:
            yield table.filter(pc.is_in(table.column(column), pa.array(part, pa.string())))
            part, size = [], 0
        part, size = [*part, value], size + count
    yield table if size == table.num_rows else table.filter(pc.is_in(table.column(column), pa.array(part, pa.string())))


def as_frame(table: pa.Table) -> pd.DataFrame:
    """An Arrow table as a frame whose columns have the types that ``conform`` gives them."""
    import pandas as pd

    return pd.DataFrame({name: _series(table.column(name)) for name in table.column_names})


def _series(column: pa.ChunkedArray) -> pd.Series:
    import pandas as pd
    import pyarrow as pa

    if pa.types.is_integer(column.type):
        whole: pd.Series = column.cast(pa.int64()).to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get)
        return whole
    if pa.types.is_boolean(column.type) or pa.types.is_floating(column.type) or pa.types.is_timestamp(column.type):
        plain: pd.Series = column.to_pandas(types_mapper={pa.bool_(): pd.BooleanDtype()}.get)
        return plain
    return pd.Series(column.to_numpy(zero_copy_only=False), dtype="object")
