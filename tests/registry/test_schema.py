"""Frames and Arrow schemas made from the table schemas."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pyarrow as pa
import pytest

from expectations.registry import TableSchema, load_registry
from expectations.registry.schema import arrow_schema, conform, conform_rows, empty_frame

TABLES = load_registry().tables
SAMPLE = {
    "string": "甲",
    "number": 1.5,
    "boolean": True,
    "integer": 2020,
    "year": 2025,
    "date": date(2021, 3, 4),
    "timestamp": datetime(2024, 1, 2, tzinfo=UTC),
}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_row_of_every_table_goes_to_arrow_and_back(table: TableSchema) -> None:
    full = [SAMPLE[column.type] for column in table.columns.values()]
    sparse = [None if column.nullable else SAMPLE[column.type] for column in table.columns.values()]
    frame = conform_rows([full, sparse], table)
    arrow = pa.Table.from_pandas(frame, schema=arrow_schema(table), preserve_index=False)
    assert arrow.column_names == list(table.columns)
    back = sorted(map(str, (list(row.values()) for row in arrow.to_pylist())))
    assert back == sorted(map(str, (full, sparse))) or {"timestamp"} & {c.type for c in table.columns.values()}


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_an_empty_frame_has_the_tables_columns_and_types(table: TableSchema) -> None:
    assert pa.Table.from_pandas(empty_frame(table), schema=arrow_schema(table), preserve_index=False).num_rows == 0


def test_descriptions_units_and_references_stand_in_the_metadata() -> None:
    schema = arrow_schema(TABLES["plans"])
    assert schema.metadata[b"description"].startswith(b"One row per plan")
    assert schema.field("region_code").metadata[b"refers"] == b"regions.region_code"
    assert schema.field("period_end").metadata[b"unit"] == b"year"
    assert not schema.field("plan_id").nullable and schema.field("title").nullable


def test_columns_are_put_in_order_and_rows_sorted_by_key_with_empty_keys_first() -> None:
    frame = pd.DataFrame({"factor": [0.0001, 1.0], "canonical_unit": ["亿元", "%"], "unit": ["万元", "%"]})
    made = conform(frame, TABLES["units"])
    assert list(made.columns) == ["unit", "canonical_unit", "factor"]
    assert list(made["unit"]) == ["%", "万元"]
    assert list(made.index) == [0, 1]
    assert list(frame["unit"]) == ["万元", "%"]


def test_missing_cells_are_none_in_words_and_nan_in_numbers() -> None:
    row = dict.fromkeys(TABLES["plans"].columns) | {"plan_id": "p", "source_path": "f", "period_end": 2025.0}
    made = conform(pd.DataFrame([row]), TABLES["plans"])
    assert made["title"][0] is None and made["signed_on"][0] is None
    assert made["period_end"][0] == 2025 and made["period_end"].dtype == "Int64"
    assert made["period_start"][0] is pd.NA


def test_a_missing_and_an_unknown_column_are_both_named() -> None:
    with pytest.raises(ValueError, match=r"Table units: columns missing: \['factor'\], columns unknown: \['faktor'\]"):
        conform(pd.DataFrame({"unit": ["家"], "canonical_unit": ["家"], "faktor": [1]}), TABLES["units"])


@pytest.mark.parametrize("cell", ["eins", object()])
def test_a_cell_that_does_not_fit_its_type_is_refused(cell: object) -> None:
    with pytest.raises(ValueError, match="Table units, column factor: a cell is no number"):
        conform_rows([["家", "家", cell]], TABLES["units"])


def test_half_a_year_is_no_year() -> None:
    row = dict.fromkeys(TABLES["plans"].columns) | {"plan_id": "p", "source_path": "f", "period_end": 2025.5}
    with pytest.raises(ValueError, match="column period_end: a cell is no year"):
        conform(pd.DataFrame([row]), TABLES["plans"])


def test_the_reference_tables_come_as_frames_sorted_by_key() -> None:
    registry = load_registry()
    for name in ("indicators", "indicator_aliases", "indicator_ranges", "units", "regions"):
        frame = registry.frame(name)
        key = list(TABLES[name].key)
        assert list(frame.columns) == list(TABLES[name].columns)
        assert len(frame) > 100 and not frame.duplicated(key).any()
        assert frame[key].equals(frame[key].sort_values(key, ignore_index=True))
    with pytest.raises(KeyError):
        registry.frame("observations")
