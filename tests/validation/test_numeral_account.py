"""The table ``numerals``: observations and rejects take their numbers, every other says what it is; nothing is lost."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from assets.documents.plans import Plan
from assets.numerals.numerals import UNRESOLVED
from assets.observations.observe import observe
from assets.statements.read import read_statements
from assets.tables.read import read_tables
from assets.validation.numeral_account import Claim, Span, claimed, numerals_frame, unresolved_share
from expectations.registry import load_registry
from tests.reading import in_plan, plan_of


def numerals(plans: list[Plan]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables numerals and observations of plans."""
    registry, statements = load_registry(), read_statements(plans)
    readings = observe(plans, read_tables(plans), statements, registry)
    return numerals_frame(plans, statements, readings.observations, readings.rejects, registry.tables["numerals"]), readings.observations


def said(frame: pd.DataFrame, text: str) -> list[tuple[str, bool]]:
    """Disposition of each number printed like this, and whether it names observations."""
    found = frame[frame["text"] == text]
    return [(row.disposition, row.observation_ids is not None) for row in found.itertuples()]


def test_a_number_in_an_observations_span_names_the_observation_whatever_stands_around_it() -> None:
    frame, observations = numerals([plan_of(in_plan("到2025年,全市高新技术企业达到130家以上,引进“千人计划”专家20名。"))])
    (firms,) = observations[observations["value"] == 130]["observation_id"]
    (number,) = frame[frame["text"] == "130"].itertuples()
    assert (number.disposition, number.observation_ids) == ("observation", firms)
    assert ("name", False) in said(frame, "千")
    assert ("date", False) in said(frame, "2025")


def test_cells_of_a_table_are_observations_rejects_or_no_values() -> None:
    frame, _ = numerals(
        [plan_of(in_plan("序号 | 指标 | 2020年 | 2025年\n7 | 高新技术企业(家) | 99 | 约150左右的1/3\n8 | 发明专利(件) | 6 | 77"))]
    )
    assert said(frame, "99") == [("observation", True)]
    assert said(frame, "7") == [("table_cell", False)]
    assert said(frame, "150") == [("reject", False)]
    assert ("table_cell", False) in said(frame, "2020")


def test_every_observations_figure_is_in_the_account_and_every_text_is_as_printed() -> None:
    plan = plan_of(in_plan("2020年,高新技术企业达99家、科技型中小企业649家,比2015年分别增加87家和477家,均居全省第2位。"))
    frame, observations = numerals([plan])
    named = {row_id for ids in frame["observation_ids"].dropna() for row_id in ids.split(";")}
    assert named == set(observations["observation_id"])
    text = plan.document.text
    assert all(text[row.char_start : row.char_end] == row.text for row in frame.itertuples())


def test_one_figure_of_several_observations_names_them_all_in_order() -> None:
    numeral = Span(10, 12)
    assert list(claimed([numeral], [Claim(4, 11, "b"), Claim(9, 13, "a"), Claim(12, 15, "c")])) == [(numeral, ["a", "b"])]


def test_a_figure_torn_by_blanks_is_one_number() -> None:
    frame, _ = numerals([plan_of(in_plan("到 2025 年 ,专利达到 9 .5 件 ,引进高层次人才 3 18 人 。"))])
    assert said(frame, "9 .5") == [("observation", True)]
    assert said(frame, "3 18") == [("observation", True)]


def test_the_share_of_unresolved_numbers() -> None:
    assert unresolved_share(pd.DataFrame({"disposition": ["date", UNRESOLVED, "date", "date"]})) == 0.25
    assert unresolved_share(pd.DataFrame({"disposition": []})) == 0


@pytest.mark.parametrize("name", ["xinxiang.txt", "xinji.txt", "jiaxing.txt"])
def test_of_a_real_plan_less_than_one_number_in_a_hundred_is_unresolved(shared: Path, name: str) -> None:
    plan = plan_of((shared / "plans" / name).read_text(encoding="utf-8"))
    frame, _ = numerals([plan])
    assert unresolved_share(frame) < 0.01
    spans = list(zip(frame["char_start"], frame["char_end"], strict=True))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, sign in enumerate(plan.document.text) if sign.isdecimal()} <= covered
