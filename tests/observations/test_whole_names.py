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
