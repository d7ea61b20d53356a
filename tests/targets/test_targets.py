"""Targets beside their baselines, with stated and implied growth."""

from __future__ import annotations

import pytest

from assets.targets.targets import indicator_targets
from assets.targets.trusted import trusted
from expectations.registry import load_registry
from tests.reading import in_plan, plan_of, read, validated

TABLE = """指标名称 | 2015年 | 2020年 | 2025年 | 年均增长
R&D经费占GDP比重(%) | 1 | 2.73 | 3.20 | 0.05个百分点
高新技术企业数(家) | 100 | 567 | 1000以上 | 12.02%
技术合同成交额(亿元) | 3 | 13.66 | 30 | —
科技领军企业(家) | — | 0 | 2 | —
每万人发明专利拥有量(件) | — | — | 20 | —
"""


def rows() -> dict[str, dict[str, object]]:
    text = in_plan(TABLE)
    frame = indicator_targets(read(text).observations, [plan_of(text)], load_registry())
    return {str(row["indicator_text"]): row for row in frame.to_dict("records")}


def test_the_baseline_is_the_last_actual_before_the_target() -> None:
    found = rows()["高新技术企业数"]
    assert (found["base_year"], found["base_value"], found["target_year"], found["target_value"]) == (2020, 567, 2025, 1000)
    assert (found["target_comparator"], found["target_text"]) == (">=", "1000以上")


def test_stated_growth_stands_beside_the_growth_that_the_figures_imply() -> None:
    share = rows()["R&D经费占GDP比重"]  # 嘉兴 prints 0.05 points a year where its figures give 0.094
    assert (share["stated_growth"], share["stated_growth_unit"]) == (0.05, "百分点")
    assert share["implied_growth"] == pytest.approx(0.094)
    assert share["growth_gap"] == pytest.approx(-0.044)
    firms = rows()["高新技术企业数"]
    assert firms["implied_growth"] == pytest.approx(12.02, abs=0.01)


def test_no_growth_is_implied_from_a_base_of_nought_or_from_no_base() -> None:
    assert rows()["科技领军企业"]["implied_growth"] != rows()["科技领军企业"]["implied_growth"]
    assert rows()["每万人发明专利拥有量"]["base_observation_id"] is None


def test_one_row_for_each_target() -> None:
    assert len(rows()) == 5


def test_a_total_over_the_period_is_not_set_against_one_years_figure() -> None:
    text = in_plan("指标 | 2020年 | 2025年\n技术合同成交额(亿元) | 6 | 〔35〕\n高新技术企业(家) | 99 | 130\n")
    frame = indicator_targets(read(text).observations, [plan_of(text)], load_registry())
    (total,) = frame[frame["indicator_text"] == "技术合同成交额"].to_dict("records")
    assert total["target_value"] == 35
    assert total["base_observation_id"] is None


def test_a_figure_of_part_of_a_year_is_neither_target_nor_baseline() -> None:
    text = in_plan(
        "到2025年上半年，技术合同成交额达到40亿元。\n2020年前三季度，高新技术企业达到90家。\n到2025年，高新技术企业达到130家。\n"
    )
    said = read(text, with_text=True).observations
    assert list(said["basis"]).count("part_year") == 2  # both are kept as observations
    (target,) = indicator_targets(said, [plan_of(text)], load_registry()).to_dict("records")
    assert (target["indicator_text"], target["target_value"]) == ("高新技术企业", 130)
    assert target["base_observation_id"] is None


def test_rows_that_are_incidental_or_not_sure_enough_stay_out() -> None:
    text = in_plan(TABLE)
    whole = validated(plan_of(text)).observations
    firms = whole["indicator_text"] == "高新技术企业数"
    doubted = whole.assign(
        confidence=whole["confidence"].where(~firms, 0.79), core=whole["core"] & (whole["indicator_text"] != "技术合同成交额")
    )
    names = {
        str(row["indicator_text"]) for row in indicator_targets(trusted(doubted, 0.8), [plan_of(text)], load_registry()).to_dict("records")
    }
    assert names == {"R&D经费占GDP比重", "科技领军企业", "每万人发明专利拥有量"}
    assert "高新技术企业数" in set(trusted(doubted, 0.79)["indicator_text"])


def test_a_target_is_as_sure_as_the_less_sure_of_its_ends() -> None:
    text = in_plan(TABLE)
    rows = validated(plan_of(text)).observations
    is_base = (rows["year"] == 2020) & (rows["indicator_text"] == "高新技术企业数")
    rows = rows.assign(confidence=rows["confidence"].where(~is_base, 0.5).where(rows["year"] == 2020, 0.9))
    found = indicator_targets(rows, [plan_of(text)], load_registry()).set_index("indicator_text")["confidence"]
    assert found["高新技术企业数"] == 0.5
    assert found["每万人发明专利拥有量"] == 0.9  # without a baseline it is the target's own


def test_a_doubt_about_the_stated_growth_is_one_about_the_target() -> None:
    text = in_plan(TABLE)
    rows = validated(plan_of(text)).observations
    is_growth = (rows["measure"] == "change") & (rows["indicator_text"] == "R&D经费占GDP比重")
    assert is_growth.sum() == 1
    questioned = rows.assign(flags=rows["flags"].mask(is_growth, "stated_growth_differs"))
    found = indicator_targets(questioned, [plan_of(text)], load_registry()).set_index("indicator_text")["worst_severity"]
    assert found["R&D经费占GDP比重"] == "warning"
    assert found["技术合同成交额"] != "warning"
