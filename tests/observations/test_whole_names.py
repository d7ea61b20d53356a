"""The indicator's name out of its cell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.completion import completed
from assets.observations.whole_names import growth_in_name, is_added_name, is_rank_name, read_name
from assets.tables.plan_table import Cell


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("R&D经费占GDP比重(%)", "R&D经费占GDP比重", "%"),
        ("4.科技领军(培育)企业(家)", "科技领军(培育)企业", "家"),
        ("科技领军（培育）企业", "科技领军（培育）企业", None),  # brackets that are no unit belong to the name
        ("①全员劳动生产率（万元/人）", "全员劳动生产率", "万元/人"),
        ("（一）技术合同成交额[亿元]", "技术合同成交额", "亿元"),
        ("★高新技术企业数量*", "高新技术企业数量", None),
        ("技術合同成交額（億元）", "技術合同成交額", "億元"),  # the print stays as printed
        ("高新技术企业\n数量", "高新技术企业数量", None),
        ("每万人口高价值发明专利 |\n拥有量（件）", "每万人口高价值发明专利拥有量", "件"),
        ("研发经费（单位：亿元）", "研发经费", "亿元"),
        ("2021—2025年新增省级以上创新平台（个）", "新增省级以上创新平台", "个"),
        ("新建公租房数量（万套（间））", "新建公租房数量", "万套（间）"),  # a bracket within the bracket
        ("孕产妇死亡率（1/10万）", "孕产妇死亡率", "1/10万"),
        ("建成社区食堂（家）", "社区食堂", "家"),
        ("建成区绿化覆盖率（%）", "建成区绿化覆盖率", "%"),
        ("2000年以前老旧小区（个）", "2000年以前老旧小区", "个"),  # a year that says which of them
        ("地区生产总值（GDP）", "地区生产总值（GDP）", None),
        ("3D打印企业数(家)", "3D打印企业数", "家"),  # a digit that belongs to the name is no numbering
    ],
)
def test_names_are_freed_of_what_is_not_name(printed: str, name: str, unit: str | None) -> None:
    read = read_name(Cell(printed, 0, len(printed)))
    assert (read.name, read.unit) == (name, unit)


def test_marks_and_periods_are_kept_beside_the_name() -> None:
    assert read_name(Cell("高新技术企业①（家）", 0, 9)).marks == ("①",)
    period = read_name(Cell("2021—2025年新增平台(个)", 0, 15)).period
    assert period is not None
    assert (period.start, period.end) == (2021, 2025)


@pytest.mark.parametrize(
    ("printed", "told"),
    [
        ("森林覆盖率（%，约束性）", ("森林覆盖率", "%", None, "约束性", None)),
        ("农村转移就业（万人，五年累计，预期性）", ("农村转移就业", "万人", "cumulative", "预期性", None)),
        ("实到外资年均增长率（期末）", ("实到外资年均增长率", None, None, None, None)),
        ("新增停车位（年均）", ("新增停车位", None, "per_year", None, None)),
        ("电力装机（万千瓦）（2030）", ("电力装机", "万千瓦", None, None, 2030)),
        ("县域城镇化率（2030年，特色指标）", ("县域城镇化率", None, None, None, 2030)),
        ("科技领军（培育，重点）企业（家）", ("科技领军（培育，重点）企业", "家", None, None, None)),
        ("先进企业（%，其他）", ("先进企业（%，其他）", None, None, None, None)),  # one part that is none of these keeps the bracket
    ],
)
def test_brackets_behind_a_name_tell_unit_attribute_year_and_how_it_is_counted(printed: str, told: tuple[object, ...]) -> None:
    read = read_name(Cell(printed, 0, len(printed)))
    year = read.period.end if read.period else None
    assert (read.name, read.unit, read.basis, read.attribute, year) == told


@given(st.sampled_from(["高新技术企业数量", "技术合同成交额", "R&D经费占GDP比重"]), st.sampled_from(["1.", "12、", "(3)", "①", "★", ""]))
def test_numbering_before_and_unit_behind_never_change_the_name(name: str, numbering: str) -> None:
    printed = f"{numbering}{name}（%）"
    assert read_name(Cell(printed, 0, len(printed))).name == name


@pytest.mark.parametrize(
    ("part", "whole", "name"),
    [
        ("其中：发明专利", "专利授权量", "发明专利授权量"),
        ("其中:国家级", "研发平台数", "国家级研发平台数"),
        ("其中：高价值发明专利", "每万人口发明专利拥有量", "每万人口高价值发明专利拥有量"),
        ("其中：基础研究经费", "全社会研发经费", "基础研究经费"),
        ("其中：机电产品", "进出口总额", "机电产品进出口总额"),
        ("其中：出口额", "机电产品进出口总额", "机电产品出口额"),
        ("其中：出口量", "茶叶进出口规模", "茶叶出口量"),
        ("其中：社区步道", "新建步道", "新建社区步道"),  # what is part of what is newly made is newly made too
        ("其中：培训企业步道", "新建步道", "培训企业步道"),
        ("其中：第三产业增加值", "地区生产总值", "第三产业增加值"),  # says itself what it sums up, …
        ("其中：利润", "规上企业营业收入", "利润规上企业营业收入"),
        ("其中：劳动年龄人口受教育年限", "常住人口", "劳动年龄人口受教育年限"),  # … or measures
    ],
)
def test_a_part_is_completed_by_its_whole(part: str, whole: str, name: str) -> None:
    assert completed(part, whole) == name


def test_names_that_say_growth_rank_or_addition() -> None:
    assert growth_in_name("高新技术产业增加值增速") == ("高新技术产业增加值", 1)
    assert growth_in_name("单位GDP能源消耗降低") == ("单位GDP能源消耗", -1)
    assert growth_in_name("高新技术企业数量") is None
    assert is_rank_name("县域创新能力排名")
    assert is_added_name("累计新增发明专利")
    assert not is_added_name("新建博士后工作站")
