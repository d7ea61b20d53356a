"""Places in rows or columns, captions that say what the columns do not, and tables that are none of indicators."""

from __future__ import annotations

import pytest

from assets.tables.read import read_tables
from tests.reading import in_plan, plan_of, rows_of, tables_in

CITY = "洛阳市“十四五”科技创新规划\n规划期为2021—2025年。\n一、目标分解\n"


def test_places_in_rows_give_each_row_its_own_area_and_the_total_the_citys() -> None:
    text = CITY + (
        "表2 2025年科技创新目标任务分解表\n县区 | 高新技术企业（家） | 研发投入强度（%）\n涧西区 | 320 | 4.2\n"
        "洛阳高新区 | 800 | 6.5\n栾川县 | 50 | —\n合计 | 1170 | 3.5\n二、保障措施\n加强组织领导。\n"
    )
    rows = rows_of(text, "region_code", "scope", "indicator_text", "value", "year", "status")
    assert rows == [
        ("410305", None, "高新技术企业", 320, 2025, "target"),
        ("410305", None, "研发投入强度", 4.2, 2025, "target"),
        ("410300", "洛阳高新区", "高新技术企业", 800, 2025, "target"),
        ("410300", "洛阳高新区", "研发投入强度", 6.5, 2025, "target"),
        ("410324", None, "高新技术企业", 50, 2025, "target"),
        ("410300", None, "高新技术企业", 1170, 2025, "target"),
        ("410300", None, "研发投入强度", 3.5, 2025, "target"),
    ]


def test_places_in_columns_and_the_year_in_the_caption() -> None:
    text = CITY + (
        "附表1 2020年各县区科技创新主要指标完成情况\n指标 | 全市 | 涧西区 | 栾川县\n高新技术企业(家) | 692 | 120 | 9\n"
        "研发投入强度(%) | 2.76 | 3.1 | 0.9\n二、保障措施\n加强组织领导。\n"
    )
    rows = rows_of(text, "region_code", "value", "year", "status")
    assert rows[:3] == [("410300", 692, 2020, "actual"), ("410305", 120, 2020, "actual"), ("410324", 9, 2020, "actual")]


def test_a_caption_names_the_indicator_where_no_column_does() -> None:
    text = CITY + (
        "附件1 各县区高新技术企业数量目标任务分解表\n单位：家\n县区 | 2022年实际 | 2023年 | 2025年\n合计 | 352 | 430 | 640\n"
        "涧西区 | 58 | 70 | 100\n二、保障措施\n加强组织领导。\n"
    )
    rows = rows_of(text, "indicator_text", "indicator_id", "value", "unit", "year", "status")
    assert rows[0] == ("高新技术企业数量", "hightech_enterprises", 352, "家", 2022, "actual")
    assert rows[2] == ("高新技术企业数量", "hightech_enterprises", 640, "家", 2025, "target")


@pytest.mark.parametrize(
    "table",
    [
        "序号 | 项目名称 | 建设内容 | 总投资 | 建设年限\n1 | 中试基地 | 厂房3栋 | 860 | 2021—2023\n2 | 小院 | 新建5个 | 150 | 2022年",
        "序号 | 重点任务 | 责任单位 | 完成时限\n1 | 新建研究院8家 | 市科技局 | 2023年\n2 | 建成中试基地10个 | 市工信局 | 2024年",
    ],
    ids=["projects", "tasks"],
)
def test_tables_of_projects_and_of_tasks_keep_their_cells_and_are_not_read(table: str) -> None:
    plan = plan_of(in_plan(table))
    (found,) = read_tables([plan])
    assert found.kind == "other"
    assert found.rows[1][1].text in plan.document.text
    assert rows_of(in_plan(table), "value") == []


@pytest.mark.parametrize(
    "lines",
    [
        "首页 | 要闻 | 政务公开 | 政务服务 | 互动交流",
        "量子通信技术。重点开展量子加密与经典加密融合技术研究，建设示范网络3个，推动量子激光雷达、量子储氢材料等量子信息技术研究。 |",
    ],
    ids=["navigation", "a paragraph that ends in a bar"],
)
def test_bars_alone_make_no_table(lines: str) -> None:
    assert tables_in(in_plan(lines)) == []
