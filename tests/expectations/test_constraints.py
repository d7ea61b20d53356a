"""Each constraint names exactly the rows that break it, and Great Expectations gives the same verdict."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expectations import suites
from expectations.constraints import Constraint, NotEmpty, OneOf, Ordered, Refers, Typed, Unique, Within, plausible, references, structural
from expectations.registry import load_registry
from tests.expectations.frames import BOXES, RIGHT, THINGS, things

BROKEN: list[tuple[Constraint, list[dict[str, object]], list[int]]] = [
    (Unique(("thing_id",)), [{"thing_id": "a"}, {"thing_id": "b"}, {"thing_id": "a"}], [0, 2]),
    (Unique(("thing_id", "part")), [{"part": 1}, {"part": 2}, {"part": 1}], [0, 2]),
    (Unique(("thing_id", "part")), [{"part": None}, {"part": 2}, {"part": None}], [0, 2]),
    (NotEmpty("colour"), [{}, {"colour": None}], [1]),
    (NotEmpty("part"), [{}, {"part": None}], [1]),
    (OneOf("colour", ("red", "blue")), [{}, {"colour": "green"}, {"colour": None}], [1]),
    (Refers("thing_id", frozenset({"a"}), "boxes.box_id"), [{}, {"thing_id": "b"}, {"thing_id": None}], [1]),
    (Typed("colour", "string"), [{}, {"colour": 7}, {"colour": None}], [1]),
    (Typed("seen_on", "date"), [{}, {"seen_on": "2020-01-01"}, {"seen_on": None}], [1]),
    (Ordered("value", "value_max"), [{"value_max": 1.0}, {"value_max": 0.5}, {"value_max": None}, {"value": None, "value_max": 1.0}], [1]),
    (Ordered("char_start", "char_end"), [{}, {"char_end": 2}, {"char_end": None}], [1]),
    (Within("year", 1949, 2100), [{"year": 1949}, {"year": 2205}, {"year": None}, {"year": 1948}], [1, 3]),
]


def verdict_holds(constraint: Constraint, frame: pd.DataFrame) -> bool:
    """The verdict, which Great Expectations, asked about every row, shares."""
    verdict = suites.validate("test", None, [constraint], frame)
    assert suites.report("test", None, [constraint], frame).holds == verdict.holds
    return verdict.holds


@pytest.mark.parametrize(("constraint", "rows", "failing"), BROKEN, ids=lambda found: type(found).__name__)
def test_the_failing_rows_are_named_and_the_suite_agrees(constraint: Constraint, rows: list[dict[str, object]], failing: list[int]) -> None:
    frame = things(*rows)
    mask = constraint.failing(frame)
    assert list(frame.index[mask]) == failing
    assert not verdict_holds(constraint, frame)
    right = frame[~mask].reset_index(drop=True)
    assert not constraint.failing(right).any()
    assert verdict_holds(constraint, right)


@pytest.mark.parametrize("constraint", [constraint for constraint, _, _ in BROKEN], ids=lambda found: type(found).__name__)
def test_a_table_without_rows_breaks_nothing(constraint: Constraint) -> None:
    frame = things()
    assert not constraint.failing(frame).any()
    assert verdict_holds(constraint, frame)


cells = st.fixed_dictionaries(
    {
        "thing_id": st.sampled_from(["a", "b", None]),
        "part": st.sampled_from([1, 2, None]),
        "colour": st.sampled_from(["red", "green", None]),
        "year": st.sampled_from([1948, 1949, 2100, 2101, None]),
        "value": st.sampled_from([0.0, 1.0, None]),
        "value_max": st.sampled_from([0.0, 1.0, None]),
        "char_start": st.sampled_from([0, 1, None]),
        "char_end": st.sampled_from([0, 1, None]),
    }
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(cells, max_size=4))
def test_masks_and_great_expectations_never_disagree(rows: list[dict[str, object]]) -> None:
    frame = things(*rows)
    constraints = [*structural(THINGS), *plausible(THINGS), Refers("thing_id", frozenset({"a"}), "boxes.box_id")]
    by_mask = {constraint for constraint in constraints if constraint.failing(frame).any()}
    for said in (suites.validate, suites.report):
        assert {failure.constraint for failure in said("things", list(THINGS.columns), constraints, frame).failures} == by_mask


@pytest.mark.parametrize(("column", "kept_as"), [("year", "object"), ("value", "object"), ("year", "float64"), ("value", "Int64")])
def test_a_column_of_numbers_kept_as_another_type_breaks_it_in_every_filled_row(column: str, kept_as: str) -> None:
    constraint = Typed(column, THINGS.columns[column].type)
    frame = things({}, {column: None})
    other = frame.assign(**{column: frame[column].astype(kept_as)})
    assert not constraint.failing(frame).any()
    assert list(constraint.failing(other)) == [True, False]


def test_columns_and_their_order_are_expected() -> None:
    frame = things({})
    columns = list(THINGS.columns)
    assert suites.validate("things", columns, [], frame).holds
    assert not suites.validate("things", columns, [], frame[columns[::-1]]).holds
    assert not suites.validate("things", columns, [], frame.drop(columns="year")).holds


def test_a_constraint_on_a_column_that_is_missing_fails_and_does_not_raise() -> None:
    verdict = suites.validate("things", None, [NotEmpty("colour")], things({}).drop(columns="colour"))
    assert [failure.says for failure in verdict.failures] == ["colour is never empty"]


def test_constraints_are_made_from_the_schema() -> None:
    said = [constraint.says for constraint in structural(THINGS)]
    assert "no two rows share thing_id, part" in said
    assert "colour is one of red, blue" in said
    assert "char_start is not above char_end" in said
    assert "thing_id is never empty" in said and "part is never empty" not in said
    assert [constraint.says for constraint in plausible(THINGS)] == ["year lies between 1949 and 2100", "value is not above value_max"]


def test_references_are_made_from_the_schema() -> None:
    found = references({"things": THINGS, "boxes": BOXES})
    assert [(one.table, one.column, one.to_table, one.to_column) for one in found] == [("things", "thing_id", "boxes", "box_id")]


def test_every_table_of_the_registry_makes_constraints_on_columns_it_has() -> None:
    for table in load_registry().tables.values():
        frame = pd.DataFrame({name: pd.Series(dtype="object") for name in table.columns})
        for constraint in structural(table):
            assert not constraint.failing(frame).any()


def test_the_right_row_is_right() -> None:
    assert set(RIGHT) == set(THINGS.columns)
    assert suites.validate("things", list(THINGS.columns), structural(THINGS), things({}, {})).holds
