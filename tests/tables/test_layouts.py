"""Every layout that pages print tables in gives the same grid, and the same rows."""

from __future__ import annotations

import pytest

from assets.language.fold import fold
from tests.reading import grid_of, in_plan, rows_of

# The same two indicators in every layout: name, baseline 2020, target 2025.
ROWS = [
    ("高新技术企业数量", 99, "家", 2020, "actual", "="),
    ("高新技术企业数量", 130, "家", 2025, "target", ">="),
    ("研发投入强度", 1.45, "%", 2020, "actual", "="),
    ("研发投入强度", 2.2, "%", 2025, "target", "~"),
    ("技术合同成交额", 6, "亿元", 2020, "actual", "="),
    ("技术合同成交额", 7, "亿元", 2025, "target", "="),
]

LAYOUTS = {
    "one row a line, bars between": """
        指标名称 | 2020年 | 2025年
        高新技术企业数量(家) | 99 | 130以上
        研发投入强度(%) | 1.45 | 2.2左右
        技术合同成交额(亿元) | 6 | 7
        """,
    "framed by bars, with a Markdown rule": """
        | **指标名称** | **2020年** | **2025年** |
        | :--- | ---: | ---: |
        | 高新技术企业数量(家) | 99 | 130以上 |
        | 研发投入强度(%) | 1.45 | 2.2左右 |
        | 技术合同成交额(亿元) | 6 | 7 |
        """,
    "one cell a line, each with a trailing bar, no row marks": """
        指标名称 |
        2020年 |
        2025年 |
        高新技术企业数量(家) |
        99 |
        130以上 |
        研发投入强度(%) |
        1.45 |
        2.2左右 |
        技术合同成交额(亿元) |
        6 |
        7 |
        """,
    "cells and lone bars on lines of their own": """
        指标名称
        |
        2020年
        |
        2025年
        |
        高新技术企业数量(家)
        |
        99
        |
        130以上
        |
        研发投入强度(%)
        |
        1.45
        |
        2.2左右
        |
        技术合同成交额(亿元)
        |
        6
        |
        7
        |
        """,
    "one cell a line, no bars": """
        指标名称
        2020年
        2025年
        高新技术企业数量(家)
        99
        130以上
        研发投入强度(%)
        1.45
        2.2左右
        技术合同成交额(亿元)
        6
        7
        """,
    "no bars, units in the cells, the corner cell missing": """
        2020年
        2025年
        高新技术企业数量
        99家
        130家以上
        研发投入强度
        1.45%
        2.2%左右
        技术合同成交额
        6亿元
        7亿元
        """,
    "all in one line": """
        |指标名称|2020年|2025年| |高新技术企业数量(家)|99|130以上| |研发投入强度(%)|1.45|2.2左右| |技术合同成交额(亿元)|6|7|
        """,
    "tabs": """
        指标名称\t2020年\t2025年
        高新技术企业数量(家)\t99\t130以上
        研发投入强度(%)\t1.45\t2.2左右
        技术合同成交额(亿元)\t6\t7
        """,
    "wide gaps": """
        指标名称              2020年    2025年
        高新技术企业数量(家)    99      130以上
        研发投入强度(%)        1.45    2.2左右
        技术合同成交额(亿元)     6       7
        """,
    "full-width bars, digits and brackets": """
        指标名称｜２０２０年｜２０２５年
        高新技术企业数量（家）｜９９｜１３０以上
        研发投入强度（％）｜１．４５｜２．２左右
        技术合同成交额（亿元）｜６｜７
        """,
    "names with dated lines under them": """
        高新技术企业数量(家)
        2020年 99
        2025年 130以上
        研发投入强度(%)
        2020年:1.45
        2025年:2.2左右
        技术合同成交额(亿元)
        2020年 6
        2025年 7
        """,
    "years in the rows": """
        年份 | 高新技术企业数量(家) | 研发投入强度(%) | 技术合同成交额(亿元)
        2020年 | 99 | 1.45 | 6
        2025年 | 130以上 | 2.2左右 | 7
        """,
    "a header printed again after a page's number": """
        指标名称 | 2020年 | 2025年
        高新技术企业数量(家) | 99 | 130以上
        - 7 -
        续表
        指标名称 | 2020年 | 2025年
        研发投入强度(%) | 1.45 | 2.2左右
        技术合同成交额(亿元) | 6 | 7
        """,
    "a name broken over two lines": """
        指标名称 | 单位 | 2020年 | 2025年
        高新技术
        企业数量 | 家 | 99 | 130以上
        研发投入强度 | % | 1.45 | 2.2左右
        技术合同成交额 | 亿元 | 6 | 7
        """,
    "bars lost in one row, blanks in numbers": """
        指标名称 | 单位 | 2020年 | 2025 年
        高新技术企业数量 家 99 130以上
        研发投入强度 | % | 1. 45 | 2 .2左右
        技术合同成交额 | 亿 元 | 6 | 7
        """,
    "traditional script": """
        指標名稱 | 2020年 | 2025年
        高新技術企業數量(家) | 99 | 130以上
        研發投入強度(%) | 1.45 | 2.2左右
        技術合同成交額(億元) | 6 | 7
        """,
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_rows(layout: str) -> None:
    rows = rows_of(in_plan(LAYOUTS[layout]), "indicator_text", "value", "unit", "year", "status", "comparator")
    plain = [tuple(fold(c) if isinstance(c, str) else c for c in row) for row in rows]
    assert sorted(plain, key=str) == sorted(ROWS, key=str)


def test_a_category_that_stands_once_is_carried_down_and_shifts_no_value() -> None:
    grid = grid_of(
        in_plan("""
        指标名称 | 2020年基数 | 2025年目标 | 指标属性 | |
        创新主体 | 1.科技领军企业(家) | 0 | 2 | 预期性 |
        2.高新技术企业数量(家) | 99 | 130 | 预期性 | |
        创新支撑 | 3.技术合同成交额(亿元) | 6 | 7 | 约束性 |
        """)
    )
    assert grid[1:] == [
        ["创新主体", "1.科技领军企业(家)", "0", "2", "预期性"],
        ["创新主体", "2.高新技术企业数量(家)", "99", "130", "预期性"],
        ["创新支撑", "3.技术合同成交额(亿元)", "6", "7", "约束性"],
    ]


def test_a_row_that_lost_its_name_keeps_its_category_and_gets_no_name() -> None:
    table = in_plan("""
        指标名称 | 2020年基数 | 2025年目标 | 指标属性 | |
        创新实力 | — | 年均增长10% | 预期性 | |
        2.每万人口高价值发明专利拥有量(件) | 0.7 | 1.17 | 预期性 | |
        创新主体 | 3.高新技术企业数量(家) | 99 | 130 | 预期性 |
        4.科技型中小企业数量(家) | 649 | 750 | 预期性 | |
        """)
    assert grid_of(table)[1] == ["创新实力", "", "—", "年均增长10%", "预期性"]
    first = rows_of(table, "indicator_text", "indicator_id", "value", "measure")[0]
    assert first == (None, None, 10, "growth")


def test_a_plain_name_among_numbered_ones_is_not_taken_for_a_category() -> None:
    rows = rows_of(
        in_plan("""
        指标名称 | 2020年 | 2025年
        1.高新技术企业数量(家) | 99 | 130
        2.科技型中小企业数量(家) | 649 | 750
        3.技术合同成交额(亿元) | 6 | 7
        科技进步贡献率 | 59.5% | 63%
        """),
        "indicator_text",
    )
    assert rows[-1] == ("科技进步贡献率",)


def test_unit_cells_that_stand_only_for_some_rows_shift_no_value() -> None:
    rows = rows_of(
        in_plan("""
        序号 | 指标 | 单位 | 2020年 | 2025年
        1 | 科技进步贡献率 | % | 54.3 | 60
        高新技术企业（家） | 61 | 120
        3 | 技术合同交易额 | 亿元 | 11.3 | 20
        """),
        "indicator_text", "value", "unit",
    )  # fmt: skip
    assert rows[2:4] == [("高新技术企业", 61, "家"), ("高新技术企业", 120, "家")]


def test_a_header_in_two_rows_is_read_from_below() -> None:
    rows = rows_of(
        in_plan("""
        序号 | 指标名称 | 单位 | “十三五” | “十四五” |
        2020年目标 | 2020年实际 | 2025年目标 | 年均增长 |
        1 | 全社会研发投入强度 | % | 3.0 | 3.13 | 3.6 | 0.09个百分点 |
        2 | 国家高新技术企业 | 家 | 1000 | 1219 | 2500 | 15.5% |
        """),
        "value", "year", "status", "measure",
    )  # fmt: skip
    assert rows[:4] == [
        (3, 2020, "target", "level"),
        (3.13, 2020, "actual", "level"),
        (3.6, 2025, "target", "level"),
        (0.09, 2025, "target", "change"),
    ]


def test_a_column_headed_by_a_misprinted_year_is_read_and_left_to_the_rules() -> None:
    rows = rows_of(
        in_plan("指标 | 2020年 | 2205年\n高新技术企业(家) | 99 | 130\n技术合同成交额(亿元) | 6 | 7\n"), "value", "year", "status"
    )
    assert rows == [(99, 2020, "actual"), (130, 2205, "target"), (6, 2020, "actual"), (7, 2205, "target")]


def test_a_total_over_places_is_no_total_over_years() -> None:
    rows = rows_of(
        in_plan("""
        表2 各县（市、区）2025年科技创新目标分解表
        地区 | 高新技术企业（家） | 技术合同成交额（亿元）
        大湖街道 | 40 | 3
        桦树镇 | 35 | 2
        合计 | 75 | 5
        """),
        "scope", "value", "basis", "year_start",
    )  # fmt: skip
    assert rows[-2:] == [(None, 75, "stock", None), (None, 5, "period", None)]
