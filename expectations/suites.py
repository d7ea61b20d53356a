"""Great Expectations suites made from the registry's constraints, and one way to run them over a frame.

Great Expectations takes seconds to import, so it is imported where a suite is run and nowhere else. One ephemeral context and one
pandas data source serve all tables of a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from expectations.constraints import Constraint, Holds, NotEmpty, OneOf, Ordered, Refers, Typed, Unique, Within
from expectations.own import ROWS
from expectations.registry import load_registry
from expectations.registry.table_rows import Held, Rows, pieces_of, rows_of
from expectations.surely import unsure

if TYPE_CHECKING:
    from great_expectations.core import ExpectationSuite
    from great_expectations.core.batch_definition import BatchDefinition
    from great_expectations.expectations.expectation import Expectation

# What Great Expectations calls the types of our frames' columns (expectations.registry.schema.FRAME_TYPES).
TYPE_NAMES = {
    "string": "str", "number": "float64", "integer": "int64", "year": "int64", "boolean": "bool", "date": "date",
    "timestamp": "Timestamp",
}  # fmt: skip


MOST_SHOWN = 1_000  # failing rows that are looked at to word what fails; all of them are counted


@dataclass(frozen=True, slots=True)
class Failure:
    """An expectation that did not hold: its constraint as a clause, and what Great Expectations said of it."""

    says: str
    constraint: Constraint | None  # None for the columns and their order
    said: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a suite over the rows of a table: how many fail, and the first of them, to be shown."""

    evaluated: int
    failures: tuple[Failure, ...]
    rows: int = 0
    rows_failed: int = 0
    shown: pd.DataFrame | None = None

    @property
    def holds(self) -> bool:
        """Whether every expectation held."""
        return not self.failures

    def of_all(self, counts: Mapping[str, int], rows: int) -> Verdict:
        """The verdict on all ``rows`` of a table, of which this one has seen those of some plans; ``counts`` are of all, by clause."""
        seen = {failure.says: failure for failure in self.failures}
        told = [(says, count) for says, count in counts.items() if says != ROWS and count]
        failures = [replace(seen.pop(says, Failure(says, None, "")), said=_rows_said(count, rows)) for says, count in told]
        return replace(self, failures=(*failures, *seen.values()), rows=rows, rows_failed=max(self.rows_failed, counts.get(ROWS, 0)))


def validate(
    name: str, columns: Sequence[str] | None, constraints: Sequence[Constraint], table: Rows, *, is_reported: bool = True
) -> Verdict:
    """Hold the constraints against a table's rows; with ``columns``, these and their order are expected too.

    The constraints' own masks, over all rows, decide, a piece of the table at a time. Great Expectations, which copies and hashes a
    whole frame before it looks at it, is given the first rows that break something, and words what it finds there; of a sound table
    there is nothing to report. Without ``is_reported`` it is not asked: where nothing is stopped, counts and rows say enough, and to load
    it takes longer than to read a small folder.
    """
    evaluated = len(constraints) + (columns is not None)
    if isinstance(table, Held):
        constraints = unsure(constraints, table)
    counts = dict.fromkeys(range(len(constraints)), 0)
    lost: set[int] = set()
    shown: list[pd.DataFrame] = []
    failed, other_columns = 0, columns is not None and _columns_of(table) != list(columns)
    for frame in _with_neighbours(table, constraints) if constraints else ():
        masks = {number: _failing(constraint, frame) for number, constraint in enumerate(constraints)}
        lost |= {number for number, rows in masks.items() if rows is None}
        found = {number: rows for number, rows in masks.items() if rows is not None and rows.any()}
        for number, rows in found.items():
            counts[number] += int(rows.sum())
        failing = np.logical_or.reduce([*found.values(), np.zeros(len(frame), dtype=bool)])
        failed += int(failing.sum())
        if sum(map(len, shown)) < MOST_SHOWN:
            shown.append(frame[failing].head(MOST_SHOWN))
    broken = [constraint for number, constraint in enumerate(constraints) if counts[number] or number in lost]
    if not broken and not other_columns:
        return Verdict(evaluated, (), len(table))
    first = pd.concat(shown) if shown else rows_of(table).head(0)
    told = report(name, columns if other_columns else None, broken, first).failures if is_reported else ()
    by_clause = {failure.says: failure for failure in told}
    failures = [failure for failure in told if failure.constraint is None]
    for number, constraint in enumerate(constraints):
        if constraint in broken:
            said = by_clause.get(constraint.says, Failure(constraint.says, constraint, ""))
            failures.append(replace(said, said=_rows_said(counts[number], len(table)) if counts[number] else said.said))
    return Verdict(evaluated, tuple(failures), len(table), failed, first)


def _rows_said(count: int, rows: int) -> str:
    return f"{count} of {rows} rows"


def _columns_of(table: Rows) -> list[str]:
    return table.columns if isinstance(table, Held) else [str(name) for name in table.columns]


def _needed(table: Rows, constraints: Sequence[Constraint]) -> list[str] | None:
    """The columns that the constraints look at, with the key by which rows are known; None for all of a frame."""
    if not isinstance(table, Held):
        return None
    asked: set[str] = {*load_registry().tables[table.table].key}
    for constraint in constraints:
        match constraint:
            case Unique(columns) | Holds(_, columns):
                asked.update(columns)
            case Ordered(low, high):
                asked.update((low, high))
            case _:
                asked.add(constraint.column)
    return [name for name in table.columns if name in asked]


def _with_neighbours(table: Rows, constraints: Sequence[Constraint]) -> Iterator[pd.DataFrame]:
    """The pieces of a table; where its rows are sorted by a key, those that share theirs with the piece before come with its last row."""
    keys = [list(constraint.columns) for constraint in constraints if isinstance(constraint, Unique)]
    last: pd.DataFrame | None = None
    for piece in pieces_of(table, _needed(table, constraints)):
        if last is not None and any(pd.concat([last, piece.head(1)])[key].duplicated().any() for key in keys):
            yield pd.concat([last, piece], ignore_index=True)
        else:
            yield piece
        last = piece.tail(1)


def _failing(constraint: Constraint, frame: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.bool_]] | None:
    """The rows that break it; None where the frame lacks a column that it is about."""
    try:
        return constraint.failing(frame).to_numpy(dtype=bool)
    except KeyError:
        return None


def report(name: str, columns: Sequence[str] | None, constraints: Sequence[Constraint], frame: pd.DataFrame) -> Verdict:
    """What Great Expectations says of a frame: the suite of the constraints, run over all its rows."""
    suite = _suite(name, columns, constraints)
    result = _batches().get_batch({"dataframe": _with_derived(frame, constraints)}).validate(suite, result_format="BASIC")
    by_id = dict(enumerate(constraints))
    failures = []
    for outcome in result.results:
        if not outcome.success:
            config = outcome.expectation_config
            constraint = by_id.get(config.meta["constraint"]) if config is not None and config.meta else None
            says = constraint.says if constraint else f"its columns are {', '.join(columns or ())}, in this order"
            failures.append(Failure(says, constraint, _said(outcome.exception_info, outcome.result)))
    return Verdict(len(result.results), tuple(failures))


def _broken(constraint: Refers | Holds) -> str:
    """Name of the column that is empty where the constraint holds."""
    return f"not so that {constraint.says}"


def _derived(constraints: Sequence[Constraint]) -> list[Refers | Holds]:
    """The constraints that are expected of a column of their own, since they look at more than a column of the frame."""
    return [constraint for constraint in constraints if isinstance(constraint, Refers | Holds)]


def _with_derived(frame: pd.DataFrame, constraints: Sequence[Constraint]) -> pd.DataFrame:
    """The frame with a column for each such constraint, empty where it holds.

    Great Expectations copies the set that it compares with for every metric; with the ids of a whole table that takes minutes.
    """
    return frame.assign(**{_broken(one): one.failing(frame).map({True: "broken", False: None}) for one in _derived(constraints)})


def _said(exception_info: dict[str, object], result: dict[str, object]) -> str:
    """What Great Expectations found, in a few words."""
    if exception_info.get("exception_message"):
        return f"could not be evaluated: {exception_info['exception_message']}"
    if result.get("unexpected_count") is not None:
        return f"{result['unexpected_count']} of {result.get('element_count')} rows"
    return f"found {result.get('observed_value')}"


def _suite(name: str, columns: Sequence[str] | None, constraints: Sequence[Constraint]) -> ExpectationSuite:
    import great_expectations as gx
    from great_expectations.expectations import core as gxe

    expectations = [_expectation(constraint, number) for number, constraint in enumerate(constraints)]
    if columns is not None:
        added = [_broken(constraint) for constraint in _derived(constraints)]
        expectations.insert(0, gxe.ExpectTableColumnsToMatchOrderedList(column_list=[*columns, *added], meta={"constraint": None}))
    return gx.ExpectationSuite(name=name, expectations=expectations)


def _expectation(constraint: Constraint, number: int) -> Expectation:
    from great_expectations.expectations import core as gxe

    meta = {"constraint": number}
    match constraint:
        case Typed(column, type_name):
            return gxe.ExpectColumnValuesToBeOfType(column=column, type_=TYPE_NAMES[type_name], meta=meta)
        case NotEmpty(column):
            return gxe.ExpectColumnValuesToNotBeNull(column=column, meta=meta)
        case OneOf(column, values):
            return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=list(values), meta=meta)
        case Refers() | Holds():
            return gxe.ExpectColumnValuesToBeNull(column=_broken(constraint), meta=meta)
        case Within(column, low, high):
            return gxe.ExpectColumnValuesToBeBetween(column=column, min_value=low, max_value=high, meta=meta)
        case Ordered(low_column, high_column):
            return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=high_column, column_B=low_column, or_equal=True, ignore_row_if="either_value_is_missing", meta=meta
            )
        case Unique((column,)):
            return gxe.ExpectColumnValuesToBeUnique(column=column, meta=meta)
        case Unique(key):
            return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(key), ignore_row_if="never", meta=meta)


@lru_cache(maxsize=1)
def _batches() -> BatchDefinition[Any]:
    """The one batch definition of this process, that takes any frame: no files, no progress bars, nothing sent anywhere."""
    os.environ["GX_ANALYTICS_ENABLED"] = "false"  # read when the context is made; there is no argument for it
    import great_expectations as gx
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    frames = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return frames.add_batch_definition_whole_dataframe("whole")
