"""What an observation must hold across its columns: each constraint names the rows that break it and no others."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.documents.frames import plan_texts_frame, plans_frame
from expectations import coherence, suites
from expectations.registry import load_registry
from tests.reading import in_plan, plan_of, validated

PLAN = plan_of(
    in_plan("""
    指标 | 2020年 | 2025年 | 年均增长
    高新技术企业(家) | 99 | 130 | 5.6%
    技术合同成交额(万元) | 60000 | 70000-80000 | —
    规模以上工业企业研发机构覆盖率(%) | 42.8 | 60 | —
    县域创新能力排名 | 第26位 | 第20位 | —
    """)
)
REGISTRY = load_registry()


@pytest.fixture
def rows() -> pd.DataFrame:
    return validated(PLAN).observations.copy()


def broken(rows: pd.DataFrame) -> dict[str, list[str]]:
    """The printed values that break each constraint; the suites' verdicts must say the same."""
    plans = plans_frame([PLAN])
    constraints = [
        *coherence.in_place(plan_texts_frame([PLAN])),
        *coherence.lawful(plans, REGISTRY),
        *coherence.questioned(plans, REGISTRY),
    ]
    failed = {failure.says for failure in suites.validate("test", None, constraints, rows).failures}
    found = {one.says: list(rows.loc[one.failing(rows), "value_text"]) for one in constraints if one.failing(rows).any()}
    assert failed == set(found)
    return found


def test_what_was_read_is_coherent(rows: pd.DataFrame) -> None:
    assert len(rows) == 9
    assert broken(rows) == {}


@pytest.mark.parametrize(
    ("value", "change", "says"),
    [
        ("99", {"char_start": 0}, "char_start to char_end"),
        ("99", {"quote": "高新技术企业(家) | 99 | 131 | 5.6%"}, "quote stands in"),
        ("99", {"unit_std": "亿元"}, "unit_std is the indicator's unit"),
        ("5.6%", {"unit_std": "百分点"}, "unit_std is the indicator's unit"),
        ("第26位", {"unit_std": "名"}, "unit_std is the indicator's unit"),
        ("60000", {"unit": "家"}, "unit is one of the indicator's lawful units"),
        ("60", {"value_std": 160.0}, "value_std is possible"),
        ("70000-80000", {"comparator": ">="}, "a range has no bound"),
        ("130", {"value": None}, "a target in words has no value"),
        ("130", {"year": 2052}, "target_year_outside_plan"),
        ("99", {"year": 2031}, "actual_after_plan"),
        ("99", {"value_std": 9e7}, "value_outside_range"),
    ],
    ids=str,
)
def test_a_row_that_contradicts_itself_is_named(rows: pd.DataFrame, value: str, change: dict[str, object], says: str) -> None:
    for column, cell in change.items():
        rows.loc[rows["value_text"].eq(value), column] = cell
    found = broken(rows)
    assert [values for said, values in found.items() if says in said] == [[value]]


def test_units_in_full_width_signs_and_traditional_script_are_lawful() -> None:
    plan = plan_of(
        in_plan(
            "指標 | 2020年 | 2025年\n研發經費投入強度(％) | 1.2 | 1.5\n省級以上創新平臺(個) | 112 | 180\n技術合同成交額(億元) | 6 | 7\n"
        )
    )
    frame = validated(plan).observations
    assert len(frame) == 6 and frame["value_std"].notna().all()
    plans = plans_frame([plan])
    constraints = [*coherence.lawful(plans, REGISTRY), *coherence.questioned(plans, REGISTRY)]
    assert suites.validate("test", None, constraints, frame).holds


def test_full_coverage_of_a_count_stops_nothing() -> None:
    plan = plan_of(in_plan("指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | 130\n规模以上工业企业数 | 120 | 全覆盖\n"))
    frame = validated(plan).observations
    assert suites.validate("test", None, coherence.lawful(plans_frame([plan]), REGISTRY), frame).holds


def test_an_impossible_value_that_a_reviewer_confirmed_stands(rows: pd.DataFrame) -> None:
    rows.loc[rows["value_text"].eq("60"), ["value_std", "flags"]] = [160.0, "corrected"]
    assert not any("possible" in says for says in broken(rows))
