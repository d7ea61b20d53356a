"""Columns of growth: of which years they are, and in which unit."""

from __future__ import annotations

from tests.reading import rows_of
from tests.tables.test_gaps import lines


def test_columns_of_values_each_with_its_growth_behind_it_are_of_their_own_year() -> None:
    text = lines("""
        指标 | 单位 | 2024年完成 | 增长（%） | 2025年计划 | 增长（%）
        地区生产总值 | 亿元 | 168.4 | 5.6 | 179 | 6
        工业增加值 | 亿元 | 61.2 | 8.7 | 66 | 9
        粮食总产量 | 万吨 | 20.3 | 0.8 | 20.4 | 0.5
        """)
    grown = {
        (name, value, year)
        for name, value, year, measure in rows_of(text, "indicator_text", "value", "year", "measure")
        if measure == "growth"
    }
    assert {("地区生产总值", 5.6, 2024), ("工业增加值", 8.7, 2024), ("地区生产总值", 6, 2025), ("粮食总产量", 0.5, 2025)} <= grown


def test_what_stands_without_brackets_in_a_column_of_rates_and_totals_is_a_rate() -> None:
    text = lines("""
        指标 | 单位 | 2020年 | 2025年 | 年均增长[累计]
        地区生产总值 | 亿元 | 238 | 295 | 5
        造林面积 | 万亩 | 4.1 | 4.5 | [20]
        业务收入 | 亿元 | 51 | 64 | 3.6
        """)
    said = {(name, unit) for name, unit, measure in rows_of(text, "indicator_text", "unit", "measure") if measure == "growth"}
    assert said == {("地区生产总值", "%"), ("业务收入", "%")}


def test_growth_over_several_years_behind_each_column_of_values_leads_up_to_its_year() -> None:
    text = lines("""
        指标 | 单位 | 2020年 | 年均增长（%） | 2025年 | 年均增长（%）
        地区生产总值 | 亿元 | 168.4 | 5.6 | 220 | 5.5
        工业增加值 | 亿元 | 61.2 | 8.7 | 92 | 8.5
        粮食总产量 | 万吨 | 20.3 | 0.8 | 21.4 | 1
        """)
    grown = {(start, year) for start, year, measure in rows_of(text, "year_start", "year", "measure") if measure == "growth"}
    assert grown == {(2015, 2020), (2020, 2025)}


def test_a_sign_of_shares_that_ends_a_head_is_its_unit() -> None:
    text = lines("""
        指标 | 单位 | 2024年完成 | 增长% | 2025年计划 | 增长%
        地区生产总值 | 亿元 | 168.4 | 5.6 | 179 | 6
        工业增加值 | 亿元 | 61.2 | 8.7 | 66 | 9
        粮食总产量 | 万吨 | 20.3 | 0.8 | 20.4 | 0.5
        """)
    assert {unit for unit, measure in rows_of(text, "unit", "measure") if measure == "growth"} == {"%"}
