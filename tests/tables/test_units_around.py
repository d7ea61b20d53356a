"""Units that stand neither in a column nor in a name: in a line with several above the table, in another cell of the row."""

from __future__ import annotations

from tests.reading import HEAD, TAIL, rows_of

TASKS = """单位：万亩、万株
县（市、区） | 总面积 | 其中成片造林 | 新增四旁植树
合计 | 15.5 | 10 | 1100
青禾县 | 9.2 | 6 | 600
白石县 | 6.3 | 4 | 500
"""
CHECKED = """
指标名称 | 考核要求 | 2024年完成 | 2025年完成
区域环境噪声平均值 | ≤60dB | 54.1 | 53.8
优良天数比例 | ≥85% | 90.2% | 91.4
人均公园面积 | 12 | 11.1 | 11.6
"""


def units_of(table: str) -> dict[object, set[object]]:
    out: dict[object, set[object]] = {}
    for name, unit in rows_of(f"{HEAD}\n{table}\n{TAIL}", "indicator_text", "unit"):
        out.setdefault(name, set()).add(unit)
    return out


def test_of_several_units_above_a_table_a_name_takes_the_one_that_fits_it() -> None:
    units = units_of(TASKS)
    assert units["总面积"] == {"万亩"}
    assert {unit for name, held in units.items() if "植树" in str(name) for unit in held} == {"万株"}


def test_a_name_that_two_of_them_fit_takes_none() -> None:
    assert units_of(TASKS.replace("万株", "公顷"))["总面积"] == {None}


def test_what_prints_no_unit_is_in_the_one_that_its_row_prints() -> None:
    units = units_of(CHECKED)
    assert units["区域环境噪声平均值"] == {"dB"}
    assert units["优良天数比例"] == {"%"}
    assert units["人均公园面积"] == {None}


LEVELS = """单位：万亩、万株

街镇 | 造林面积 | 造林面积 | 四旁植树 | 四旁植树
街镇 | 2024年 | 2025年 | 2024年 | 2025年
青禾镇 | 9.2 | 9.9 | 600 | 620
白石镇 | 6.3 | 6.9 | 500 | 520
东山街道 | 1.1 | 1.2 | 90 | 95
"""


def test_over_places_each_column_takes_the_unit_that_fits_its_name() -> None:
    assert units_of(LEVELS) == {"造林面积": {"万亩"}, "四旁植树": {"万株"}}
