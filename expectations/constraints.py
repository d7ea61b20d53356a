"""What a published table must hold, as constraints made from its schema in the registry.

Each constraint is one rule in two forms: a mask of the rows that break it (here, in pandas, so that failing rows can always be
shown), and a Great Expectations expectation (``suites``), which gives the verdict and the report. Three sets a table:

    structural(table)        columns and order, types, key, empty cells, closed vocabularies, spans: held before publication
    references(table, …)     every id refers to a row that exists: held before publication
    plausible(table)         ends of ranges in order, years within reason: questions to a reader, never a reason to stop

Nothing here knows assets, Dagster or Great Expectations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from expectations.registry import Column, TableSchema

if TYPE_CHECKING:
    import pandas as pd

YEAR_UNIT = "year"  # the unit in tables.yaml that marks a column of years
FIRST_YEAR, LAST_YEAR = 1949, 2100  # a plan of the People's Republic; national outlooks reach to 2050
SPANS = (("char_start", "char_end"),)
RANGES = (
    ("value", "value_max"),
    ("value_std", "value_max_std"),
    ("target_value", "target_value_max"),
    ("valid_min", "valid_max"),
    ("year_start", "year"),
    ("base_year", "target_year"),
    ("period_start", "period_end"),
    ("period_end", "outlook_year"),
)
CELL_TYPES: Mapping[str, tuple[type, ...]] = {"string": (str,), "date": (date,)}  # of frame columns that hold Python objects
COLUMN_KINDS: Mapping[str, str] = {"number": "f", "integer": "i", "year": "i", "boolean": "b", "timestamp": "M"}  # numpy's letters


@dataclass(frozen=True, slots=True)
class Typed:
    """Every cell that is not empty has the column's type."""

    column: str
    type: str

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.column} is a {self.type}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it. Columns of numbers and times have one type for all cells: all of them break it or none."""
        cells = frame[self.column]
        if self.type not in CELL_TYPES:
            return cells.notna() & (cells.dtype.kind != COLUMN_KINDS[self.type])
        return cells.notna() & ~cells.map(lambda cell: isinstance(cell, CELL_TYPES[self.type]))


@dataclass(frozen=True, slots=True)
class Unique:
    """No two rows share the key."""

    columns: tuple[str, ...]

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"no two rows share {', '.join(self.columns)}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it: all of those that share a key."""
        return frame.duplicated(list(self.columns), keep=False)


@dataclass(frozen=True, slots=True)
class NotEmpty:
    """The column has a value in every row."""

    column: str

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.column} is never empty"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return frame[self.column].isna()


@dataclass(frozen=True, slots=True)
class OneOf:
    """Every cell that is not empty is one of the values of a closed vocabulary."""

    column: str
    values: tuple[str, ...]

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.column} is one of {', '.join(self.values)}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return frame[self.column].notna() & ~frame[self.column].isin(self.values)


@dataclass(frozen=True, slots=True)
class Refers:
    """Every cell that is not empty stands among the ids of a table, which ``source`` names as table.column."""

    column: str
    ids: frozenset[object]
    source: str

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.column} stands in {self.source}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return frame[self.column].notna() & ~frame[self.column].isin(self.ids)


@dataclass(frozen=True, slots=True)
class Ordered:
    """Where both cells have a value, the first is not above the second."""

    low: str
    high: str

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.low} is not above {self.high}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return (frame[self.low] > frame[self.high]).fillna(False).astype(bool)


@dataclass(frozen=True, slots=True)
class Within:
    """Every cell that is not empty lies between two bounds, both included."""

    column: str
    low: int
    high: int

    @property
    def says(self) -> str:
        """The constraint as a clause."""
        return f"{self.column} lies between {self.low} and {self.high}"

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return frame[self.column].notna() & ~frame[self.column].between(self.low, self.high).fillna(False).astype(bool)


@dataclass(frozen=True, slots=True)
class Holds:
    """Every row meets a condition over several columns or tables; ``breaks`` gives the mask of the rows that do not."""

    says: str
    columns: tuple[str, ...]  # what to show of a failing row
    breaks: Callable[[pd.DataFrame], pd.Series[bool]]

    def failing(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """Rows that break it."""
        return self.breaks(frame)


Constraint = Typed | Unique | NotEmpty | OneOf | Refers | Ordered | Within | Holds


def structural(table: TableSchema) -> list[Constraint]:
    """What a table must be for a reader to rely on it. Its columns and their order are the suite's own first expectation."""
    made: list[Constraint] = [Unique(table.key)]
    for column in table.columns.values():
        made.extend(_of_column(column))
    return made + [Ordered(low, high) for low, high in SPANS if {low, high} <= table.columns.keys()]


def _of_column(column: Column) -> list[Constraint]:
    made: list[Constraint] = [Typed(column.name, column.type)]
    if not column.nullable:
        made.append(NotEmpty(column.name))
    if column.values:
        made.append(OneOf(column.name, column.values))
    return made


def plausible(table: TableSchema) -> list[Constraint]:
    """What is odd in a table but may be what a plan prints (a period that ends before it starts): shown, never a reason to stop."""
    years: list[Constraint] = [Within(column.name, FIRST_YEAR, LAST_YEAR) for column in table.columns.values() if column.unit == YEAR_UNIT]
    return years + [Ordered(low, high) for low, high in RANGES if {low, high} <= table.columns.keys()]


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose every value must stand in a column of another table (or of its own)."""

    table: str
    column: str
    to_table: str
    to_column: str

    def constraint(self, frames: Mapping[str, pd.DataFrame]) -> Refers:
        """The reference as a constraint on ``table``, with the ids that the other table's frame holds."""
        ids = frames[self.to_table][self.to_column].dropna()
        return Refers(self.column, frozenset(ids), f"{self.to_table}.{self.to_column}")


def references(tables: Mapping[str, TableSchema]) -> list[Reference]:
    """Every reference of the tables to one another, as ``refers`` in the registry says."""
    made = []
    for table in tables.values():
        for column in table.columns.values():
            if column.refers is not None:
                to_table, to_column = column.refers.split(".")
                made.append(Reference(table.name, column.name, to_table, to_column))
    return made
