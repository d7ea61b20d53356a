"""Layouts that few tables have: heads held by blanks alone, sides of a thing, cards, places as columns, three levels, two tables in one."""

from __future__ import annotations

import pytest

from tests.reading import HEAD, TAIL, grid_of, in_plan, read, rows_of, tables_in


def lines(cells: str, caption: str = "") -> str:
    """A plan with a table whose cells (written with bars between) stand one a line."""
    return f"{HEAD}\n{caption}\n" + "\n".join(cell.strip() for cell in cells.split("|")) + f"\n{TAIL}"


GAPPED = """
表1  阶段目标
                          建设期      提升期
指标            2020年                             责任部门
                          （2022年）  （2025年）
充电站（座）    30        45          80           市发改局
换电站（座）    2         6           15           市发改局
公共桩（台）    410       900         2000         市能源局
"""


def test_a_head_belongs_to_the_column_below_which_it_is_printed() -> None:
    assert rows_of(HEAD + GAPPED + TAIL, "indicator_text", "value", "year", "status")[:3] == [
        ("充电站", 30, 2020, "actual"), ("充电站", 45, 2022, "target"), ("充电站", 80, 2025, "target")
    ]  # fmt: skip


def test_heads_over_the_wrong_columns_are_a_guess() -> None:
    """Where blanks do not tell the columns, figures without a head stand beside owners below the head of a year."""
    text = GAPPED.replace("                          建设期      提升期", "起步 建设期  提升期").replace(
        "                          （", "（"
    )
    found = read(HEAD + text + TAIL)
    assert found.observations.empty and set(found.rejects["reason_id"]) == {"grid_is_a_guess"}


@pytest.mark.parametrize(
    "table",
    [
        """
        | 类别 | 指标 | 2020年 | 2025年 |
        | 制造业增加值 | 总量（亿元） | 310 | 480 |
        | | 增速（%） | 6 | 7 |
        | 软件业务 | 收入（亿元） | 20 | 45 |
        """,
        """
        | 指标 | 2020年 | 2025年 |
        | 制造业增加值 | — | — |
        | 总量（亿元） | 310 | 480 |
        | 增速（%） | 6 | 7 |
        | 软件业务 | — | — |
        | 收入（亿元） | 20 | 45 |
        """,
    ],
)
def test_a_side_is_named_with_what_it_is_of(table: str) -> None:
    assert [row[0] for row in rows_of(in_plan(table), "indicator_text")][::2] == ["制造业增加值总量", "制造业增加值增速", "软件业务收入"]


def test_a_side_in_front_and_one_of_the_row_above() -> None:
    table = """
    | 指标 | 2020年 | 2025年 |
    | 居民人均可支配收入（元） | 31000 | 43000 |
    | 城镇（元） | 39000 | 52000 |
    | 农村（元） | 21000 | 31000 |
    | 服务业增加值（亿元） | 410 | 600 |
    | 占地区生产总值比重（%） | 48 | 52 |
    | 床位数（张） | 8200 | 9900 |
    """
    assert [row[0] for row in rows_of(in_plan(table), "indicator_text")][::2] == [
        "居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入", "服务业增加值", "服务业增加值占地区生产总值比重", "床位数"
    ]  # fmt: skip


def test_a_section_is_no_thing_that_has_sides() -> None:
    table = "| 指标 | 2020年 | 2025年 |\n| 一、综合实力 | | |\n| 产值（亿元） | 10 | 20 |\n| 绿地面积（公顷） | 30 | 40 |"
    assert rows_of(in_plan(table), "indicator_text")[0] == ("产值",)


def test_a_thing_alone_on_its_row_is_carried_to_its_sides_one_cell_a_line() -> None:
    text = lines(
        "类别 | 指标 | 2020年 | 2025年 | 属性 | 规模以上工业 | 企业数（家） | 210 | 330 | [预期性] | 营业收入（亿元） | 715 | "
        "1000 | [预期性] | "
        "高新技术企业（家） | 86 | 180 | [预期性] | 居民人均可支配收入 | 城镇（元） | 38900 | 51000 | [预期性] | 农村（元） | "
        "19600 | 28000 | [预期性]"
    )
    assert rows_of(text, "indicator_text", "value", "binding")[::2] == [
        ("规模以上工业企业数", 210, "expected"), ("规模以上工业营业收入", 715, "expected"), ("高新技术企业", 86, "expected"),
        ("城镇居民人均可支配收入", 38900, "expected"), ("农村居民人均可支配收入", 19600, "expected"),
    ]  # fmt: skip


def test_places_may_be_columns_one_cell_a_line() -> None:
    text = lines(
        "指标 | 单位 | 全市 | 东山县 | 西河县 | 南湖区 | 保障性住房 | 套 | 2600 | 800 | 700 | 1100 | 垃圾分类覆盖率 | % | 98 | "
        "96 | 95 | 100 | "
        "绿色社区 | 个 | 41 | — | 18 | 23",
        caption="表2 2025年住房目标分解表",
    )
    assert grid_of(text)[0] == ["指标", "单位", "全市", "东山县", "西河县", "南湖区"]
    assert rows_of(text, "indicator_text", "value", "scope", "year")[:4] == [
        ("保障性住房", 2600, None, 2025), ("保障性住房", 800, "东山县", 2025), ("保障性住房", 700, "西河县", 2025),
        ("保障性住房", 1100, "南湖区", 2025),
    ]  # fmt: skip


def test_places_down_the_side_count_the_columns_of_a_broken_header() -> None:
    text = lines(
        "地区 | 风电装机 | （万千瓦） | 光伏装机 | （万千瓦） | 可再生能源电力消纳 | 责任权重（%） | 2020年 | 2025年 | "
        "2020年 | 2025年 | 2025年 | "
        "东山县 | 26 | 31 | 82 | 130 | 40 | 西河县 | 16 | 22 | 41 | 65 | 38 | 南湖区 | 72 | 105 | 118 | "
        "200 | 45 | 全市合计 | 114 | 158 | 241 | 395 | 42"
    )
    assert rows_of(text, "indicator_text", "value", "unit", "year", "scope")[:5] == [
        ("风电装机", 26, "万千瓦", 2020, "东山县"), ("风电装机", 31, "万千瓦", 2025, "东山县"), ("光伏装机", 82, "万千瓦", 2020, "东山县"),
        ("光伏装机", 130, "万千瓦", 2025, "东山县"), ("可再生能源电力消纳责任权重", 40, "%", 2025, "东山县"),
    ]  # fmt: skip


def test_a_place_never_names_an_indicator() -> None:
    """A header that was lost leaves the places as names: nothing is published."""
    text = lines("指标 | 2020年 | 2025年 | 海盐县 | 26 | 31 | 平湖市 | 16 | 22 | 桐乡市 | 72 | 105 | 嘉善县 | 8 | 12")
    found = read(text)
    assert found.observations.empty and set(found.rejects["reason_id"]) == {"grid_is_a_guess"}


def test_three_levels_of_header() -> None:
    text = lines(
        "序号 | 指标 | 单位 | 发展情况 | 属性 | 2020年 | 2025年 | 规划 | 实际 | 规划 | 实际 | 1 | 绿道长度 | 公里 | 30 | 28 | "
        "45 | 44 | 预期性 | "
        "2 | 公园数 | 座 | 31 | 30 | 42 | 41 | 预期性 | 3 | 公厕数 | 座 | 5 | 6 | 8 | 9 | 约束性"
    )
    assert rows_of(text, "value", "year", "status")[:4] == [
        (30, 2020, "target"), (28, 2020, "actual"), (45, 2025, "target"), (44, 2025, "actual")
    ]  # fmt: skip


@pytest.mark.parametrize(
    "cards",
    [
        "指标名称：绿道长度\n单位：公里\n2020年：30\n2025年目标：45\n属性：预期性\n\n指标名称：公园数\n单位：座\n2020年：41\n2025年目标：60\n属性：约束性",
        "指标1\n指标名称\n绿道长度\n单位\n公里\n2020年\n30\n2025年目标\n45\n属性\n预期性\n"
        "指标2\n指标名称\n公园数\n单位\n座\n2020年\n41\n2025年目标\n60\n属性\n约束性",
        "指标名称：绿道长度；单位：公里；2020年：30；2025年目标：45；属性：预期性\n指标名称：公园数；单位：座；2020年：41；2025年目标：60；属性：约束性",
    ],
)
def test_cards_are_rows(cards: str) -> None:
    assert rows_of(HEAD + cards + TAIL, "indicator_text", "value", "unit", "year", "binding") == [
        ("绿道长度", 30, "公里", 2020, "expected"), ("绿道长度", 45, "公里", 2025, "expected"),
        ("公园数", 41, "座", 2020, "binding"), ("公园数", 60, "座", 2025, "binding"),
    ]  # fmt: skip


def test_labels_of_a_document_are_no_cards() -> None:
    assert tables_in(HEAD + "名称：临江市规划\n单位：临江市政府\n日期：2021年3月\n" + TAIL) == []


def test_two_tables_in_one_grid() -> None:
    table = """
    | 指标 | 2020年 | 2025年 |
    | 公园（个） | 41 | 60 |
    | 绿地率（%） | 35 | 40 |
    | 指标 | 2019年 | 2023年 |
    | 公厕（座） | 120 | 160 |
    | 垃圾站（座） | 12 | 18 |
    """
    assert len(tables_in(in_plan(table))) == 2
    assert rows_of(in_plan(table), "indicator_text", "year")[4:6] == [("公厕", 2019), ("公厕", 2023)]


def test_columns_of_one_year_are_told_apart_by_what_stands_over_them() -> None:
    page = (
        f"<p>{HEAD}</p><table><tr><td rowspan=2>指标</td><td colspan=2>自来水</td><td colspan=2>再生水</td></tr>"
        "<tr><td>2020年</td><td>2025年</td><td>2020年</td><td>2025年</td></tr>"
        "<tr><td>供水能力（万吨）</td><td>30</td><td>45</td><td>8</td><td>12</td></tr>"
        f"<tr><td>管网长度（公里）</td><td>310</td><td>420</td><td>90</td><td>130</td></tr></table><p>{TAIL}</p>"
    )
    assert rows_of(page, "indicator_text", "value", "unit", name="plan.html")[:3:2] == [
        ("供水能力(自来水)", 30, "万吨"), ("供水能力(再生水)", 8, "万吨")
    ]  # fmt: skip


def test_the_one_unit_beside_shares_is_what_counts_the_others() -> None:
    table = "单位：万人、%\n| 指标 | 2020年 | 2025年 |\n| 60岁及以上人口 | 89 | 98 |\n| 城镇化率 | 63 | 67 |\n| 常住人口 | 449 | 460 |"
    assert rows_of(in_plan(table), "indicator_text", "value", "unit")[::2] == [
        ("60岁及以上人口", 89, "万人"), ("城镇化率", 63, "%"), ("常住人口", 449, "万人")
    ]  # fmt: skip


def test_totals_grades_and_parts_of_a_category() -> None:
    table = """
    | 类别 | 指标 | 2020年 | 2025年 |
    | 用水总量 | 合计（亿立方米） | 11.2 | 12 |
    | 用水总量 | 其中：再生水（亿立方米） | 0.5 | 0.8 |
    | 堤防达标率 | 5级及以上（%） | 78 | 85 |
    | 堤防达标率 | 其中：干流（%） | 91 | 96 |
    """
    names = [row[0] for row in rows_of(in_plan(table), "indicator_text")][::2]
    assert names == ["用水总量", "再生水用水总量", "5级及以上堤防达标率", "干流5级及以上堤防达标率"]
