"""Units are put together: base, multiple, rounds, another base in brackets, divisor; what only begins like one is none."""

from __future__ import annotations

import re

import pytest

from assets.language.unitwords import is_unit, text_units


@pytest.mark.parametrize(
    "unit",
    ["亿斤", "万亩", "微克/立方米", "毫克/升", "万标准箱", "TEU", "张", "岁", "万套(间)", "条(段)", "艘次", "万架次", "亿千瓦时", "亿度",
     "m²", "万m³", "次/人", "件/万人", "元每吨", "吨标准煤/万元", "百万千瓦", "个百分点", "亿元人民币", "万人次", "℃", "立方米/公顷"],
)  # fmt: skip
def test_a_unit_behind_a_number(unit: str) -> None:
    found = re.compile(text_units()).match(f"{unit}，")
    assert found and found[0] == unit
    assert is_unit(unit)


@pytest.mark.parametrize(
    "words", ["对外合作", "部门", "支持", "场所", "起步", "度假", "条件", "月底", "期工程", "类用地", "级高工", "米粉", "份额", "张榜"]
)
def test_words_that_only_begin_like_a_unit(words: str) -> None:
    found = re.compile(text_units()).match(words)
    assert found is None


@pytest.mark.parametrize("words", ["培育", "R&D", "左右", "以上", "万家灯火"])
def test_words_that_are_no_unit(words: str) -> None:
    assert not is_unit(words)
