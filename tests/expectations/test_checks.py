"""The asset checks: what stops a publication, what only asks, and the rows that they show."""

from __future__ import annotations

from dataclasses import dataclass

import dagster as dg
import pandas as pd
import pytest

from expectations.checks.content import dataset_not_empty, nothing_questioned, reject_spans_hold_text, sources_accounted
from expectations.checks.observations import spans_hold_text
from expectations.checks.tables import checks_of, plausible_check, references_check, schema_check
from expectations.constraints import references
from expectations.registry import load_registry
from expectations.registry.schema import conform_rows
from tests.expectations.frames import BOXES, THINGS, boxes, things

TEXT = "表1\n研发经费投入强度 | 2.1 | 2.8\n"
TABLES = {"boxes": BOXES, "things": THINGS}


def run(check: dg.AssetChecksDefinition, *arguments: object, **frames: object) -> dg.AssetCheckResult:
    result = check(*arguments, **frames)
    assert isinstance(result, dg.AssetCheckResult)
    return result


def shown(result: dg.AssetCheckResult) -> str:
    return str(result.metadata["failing rows"].value)


def test_a_table_as_the_registry_says_passes_with_counts() -> None:
    result = run(schema_check(THINGS), things({}, {}))
    assert result.passed
    assert result.metadata["rows"].value == 2
    assert result.metadata["expectations_failed"].value == 0


def test_a_broken_table_stops_with_key_and_cell_of_the_rows() -> None:
    result = run(schema_check(THINGS), things({"part": 7}, {"part": 8, "colour": "green"}))
    assert not result.passed and result.severity is dg.AssetCheckSeverity.ERROR
    assert result.description == "things: not so that colour is one of red, blue (1 of 2 rows)"
    assert "| thing_id | part | colour |" in shown(result)
    assert "| a | 8 | green |" in shown(result) and "| a | 7 |" not in shown(result)


def test_a_schema_check_blocks_and_a_plausible_check_does_not() -> None:
    assert next(iter(schema_check(THINGS).check_specs)).blocking
    assert not next(iter(plausible_check(THINGS).check_specs)).blocking


def test_an_odd_year_only_asks() -> None:
    result = run(plausible_check(THINGS), things({"year": 2205}))
    assert not result.passed and result.severity is dg.AssetCheckSeverity.WARN
    assert "2205" in shown(result)


def test_an_id_without_its_row_stops() -> None:
    check = references_check(THINGS, references(TABLES), TABLES)
    assert run(check, things=things({}), boxes=boxes("a")).passed
    result = run(check, things=things({}, {"thing_id": "lost"}), boxes=boxes("a"))
    assert not result.passed and result.severity is dg.AssetCheckSeverity.ERROR
    assert "thing_id stands in boxes.box_id" in str(result.description)
    assert "lost" in shown(result)


def test_only_a_few_of_many_failing_rows_are_shown() -> None:
    result = run(schema_check(THINGS), things(*[{"colour": "green"}] * 100))
    assert "… and 95 more" in shown(result)
    assert shown(result).count("| green |") == 5


def test_checks_wait_for_no_circle() -> None:
    """A check takes earlier tables only: sources and plans refer to each other."""
    tables = load_registry().tables
    order = [table.name for table in sorted(tables.values(), key=lambda table: table.stage != "registry")]
    for definition in checks_of(tables):
        for spec in definition.check_specs:
            own = spec.asset_key.to_user_string().partition("_")[2]
            taken = {key.to_user_string().partition("_")[2] for key in definition.keys_by_input_name.values()}
            assert all(order.index(other) <= order.index(own) for other in taken)


@dataclass(frozen=True)
class Seen:
    source_path: str


@pytest.mark.parametrize(
    ("rows", "passes"), [(["a.txt", "b.txt"], True), (["a.txt"], False), (["a.txt", "b.txt", "c.txt"], False), ([], False)]
)
def test_every_file_seen_has_its_row(rows: list[str], passes: bool) -> None:
    frame = pd.DataFrame({"source_path": pd.Series(rows, dtype="object")})
    result = run(sources_accounted, core_sources=frame, files=[Seen("a.txt"), Seen("b.txt")])
    assert result.passed is passes
    if not passes:
        assert (set(rows) ^ {"a.txt", "b.txt"}).pop() in shown(result)


def observation(**changes: object) -> dict[str, object]:
    start = TEXT.index("2.1")
    quote = TEXT.splitlines()[1]
    right = {"observation_id": "o", "plan_id": "p", "char_start": start, "char_end": start + 3, "value_text": "2.1", "quote": quote}
    return right | changes


def frame_of(table: str, *rows: dict[str, object]) -> pd.DataFrame:
    schema = load_registry().tables[table]
    return conform_rows([[row.get(column) for column in schema.columns] for row in rows], schema)


def test_no_observation_at_all_stops() -> None:
    assert run(dataset_not_empty, frame_of("observations", observation())).passed
    result = run(dataset_not_empty, frame_of("observations"))
    assert not result.passed and result.severity is dg.AssetCheckSeverity.ERROR


@pytest.mark.parametrize(
    "fault",
    [
        {"char_start": 0},
        {"char_end": 4000},
        {"value_text": "2.2"},
        {"quote": "研发经费投入强度 | 2,1"},
        {"quote": "2.1 | 2.9"},
        {"quote": "2.8"},
        {"plan_id": "another"},
    ],
    ids=str,
)
def test_an_observation_that_is_not_where_it_says_stops(fault: dict[str, object]) -> None:
    texts = frame_of("plan_texts", {"plan_id": "p", "text": TEXT}, {"plan_id": "another", "text": TEXT[1:]})
    assert run(spans_hold_text, core_observations=frame_of("observations", observation()), plan_texts=texts).passed
    result = run(spans_hold_text, core_observations=frame_of("observations", observation(), observation(**fault)), plan_texts=texts)
    assert not result.passed
    assert result.metadata["rows_failed"].value == 1


def test_offsets_count_code_points_beyond_the_basic_plane() -> None:
    text = "𠮷" + TEXT
    start = text.index("2.1")
    row = observation(char_start=start, char_end=start + 3)
    texts = frame_of("plan_texts", {"plan_id": "p", "text": text})
    assert run(spans_hold_text, core_observations=frame_of("observations", row), plan_texts=texts).passed


def test_a_reject_that_is_not_where_it_says_stops_and_one_without_a_place_does_not() -> None:
    texts = frame_of("plan_texts", {"plan_id": "p", "text": TEXT})
    placed = {
        "reject_id": "r",
        "plan_id": "p",
        "reason_id": "x",
        "text": "2.1",
        "char_start": TEXT.index("2.1"),
        "char_end": TEXT.index("2.1") + 3,
    }
    unplaced = {"reject_id": "s", "source_path": "a.txt", "reason_id": "x", "text": "?"}
    assert run(reject_spans_hold_text, core_rejects=frame_of("rejects", placed, unplaced), plan_texts=texts).passed
    assert not run(reject_spans_hold_text, core_rejects=frame_of("rejects", placed | {"text": "2.8"}), plan_texts=texts).passed


def test_warnings_are_counted_and_shown_and_stop_nothing() -> None:
    told = {"plan_id": "p", "message": "A doubt.", "message_zh": "疑点。"}
    warning = told | {"finding_id": "f", "rule_id": "two_figures", "severity": "warning"}
    info = told | {"finding_id": "g", "rule_id": "stated_twice", "severity": "info"}
    assert run(nothing_questioned, frame_of("findings", info)).passed
    result = run(nothing_questioned, frame_of("findings", info, warning))
    assert not result.passed and result.severity is dg.AssetCheckSeverity.WARN
    assert str(result.description).startswith("two_figures 1;")
    assert "| warning | two_figures | A doubt. | 疑点。 |" in str(result.metadata["examples"].value)
