"""One printed quantity, read from end to end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.quantity import (
    BOUND_AFTER,
    BOUND_BEFORE,
    Quantity,
    UnreadableQuantityError,
    growth_in_words,
    is_not_set,
    read_quantity,
    share_in_words,
)

# printed → what is read besides comparator "=" and nothing else
CASES: list[tuple[str, dict[str, object]]] = [
    ("2.73", {"value": 2.73}),
    ("1000以上", {"value": 1000, "comparator": ">="}),
    ("1200 以上", {"value": 1200, "comparator": ">="}),
    ("2.2左右", {"value": 2.2, "comparator": "~"}),
    (">6.5", {"value": 6.5, "comparator": ">"}),
    ("≥90", {"value": 90, "comparator": ">="}),
    ("＜5.5", {"value": 5.5, "comparator": "<"}),
    ("不低于３％", {"value": 3, "unit": "％", "comparator": ">="}),
    ("超过500", {"value": 500, "comparator": ">"}),
    ("约30", {"value": 30, "comparator": "~"}),
    ("3000+", {"value": 3000, "comparator": ">="}),
    ("200余个", {"value": 200, "unit": "个", "comparator": "~"}),
    ("10万个以上", {"value": 10, "unit": "万个", "comparator": ">="}),
    ("0.05个百分点", {"value": 0.05, "unit": "个百分点"}),
    ("年均增长10%", {"value": 10, "unit": "%", "growth": 1, "basis": "per_year"}),
    ("年均下降3%", {"value": 3, "unit": "%", "growth": -1, "basis": "per_year"}),
    ("比2020年增长20%", {"value": 20, "unit": "%", "growth": 1, "basis": "since_base", "since": 2020}),
    ("累计120项", {"value": 120, "unit": "项", "basis": "cumulative"}),
    ("〔13.5〕", {"value": 13.5, "bracketed": True}),
    ("[13.5]", {"value": 13.5, "bracketed": True}),
    ("〔>13.5〕", {"value": 13.5, "comparator": ">", "bracketed": True}),
    ("〔0.47〕个百分点", {"value": 0.47, "unit": "个百分点", "bracketed": True}),
    ("60.6*", {"value": 60.6, "marks": ("*",)}),
    ("2.1倍①", {"value": 2.1, "unit": "倍", "marks": ("①",)}),
    ("8[1]", {"value": 8, "marks": ("[1]",)}),
    ("60.6（2019年）", {"value": 60.6, "year": 2019}),
    ("3—5", {"value": 3, "value_max": 5}),
    ("3%-5%", {"value": 3, "value_max": 5, "unit": "%"}),
    ("1-2家", {"value": 1, "value_max": 2, "unit": "家"}),
    ("1,234.5", {"value": 1234.5}),
    ("12 345", {"value": 12345}),
    ("-5.2", {"value": -5.2}),
    ("前10位", {"value": 10, "unit": "位", "comparator": "<=", "ordinal": True}),
    ("第5位", {"value": 5, "unit": "位", "ordinal": True}),
    ("三家", {"value": 3, "unit": "家"}),
    (">7,力争投入强度高于“十三五”时期实际", {"value": 7, "comparator": ">"}),
    ("翻一番", {"value": 1, "unit": "番", "growth": 1}),
    ("比2020年翻两番以上", {"value": 2, "unit": "番", "growth": 1, "comparator": ">=", "since": 2020, "basis": "since_base"}),
    ("翻番", {"words": "翻番"}),
    ("保持在合理区间", {"words": "保持在合理区间"}),
    ("完成省下达任务", {"words": "完成省下达任务"}),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), CASES, ids=[printed for printed, _ in CASES])
def test_reads(printed: str, expected: dict[str, object]) -> None:
    assert read_quantity(printed) == Quantity(**expected)  # type: ignore[arg-type]


@pytest.mark.parametrize("printed", ["1/3", "12 15", "高于全国平均水平0.5个百分点", "国家级5、省级41", "5-3", "2.73.1", "12,34"])
def test_a_number_among_words_not_understood_is_refused_rather_than_half_read(printed: str) -> None:
    with pytest.raises(UnreadableQuantityError):
        read_quantity(printed)


def test_blanks_inside_a_number_are_joined_only_where_the_table_is_known_to_print_them() -> None:
    assert read_quantity("15 . 8", spaced=True).value == 15.8
    assert read_quantity("3 12", spaced=True).value == 312


@pytest.mark.parametrize("printed", ["", " ", "—", "–", "-", "/", "——", "／", "　"])
def test_dashes_slashes_and_nothing_mean_not_set(printed: str) -> None:
    assert is_not_set(printed)


@pytest.mark.parametrize("printed", ["0", "0.0", "无增长", "-1"])
def test_a_true_zero_is_a_figure(printed: str) -> None:
    assert not is_not_set(printed)


_BEFORE = [(word, sign) for sign, words in BOUND_BEFORE.items() for word in words if word != "前"]
_AFTER = [(word, sign) for sign, words in BOUND_AFTER.items() for word in words]
_UNITS = st.sampled_from(["", "%", "家", "亿元", "件/万人", "万元/人", "个百分点", "人年"])


@given(st.decimals(0, 10**6, places=2), _UNITS, st.sampled_from(_BEFORE))
def test_a_value_rendered_with_a_bound_before_reads_back(value: object, unit: str, bound: tuple[str, str]) -> None:
    read = read_quantity(f"{bound[0]}{value}{unit}")
    assert (read.value, read.unit or "", read.comparator) == (float(str(value)), unit, bound[1])


@given(st.integers(0, 10**6), _UNITS, st.sampled_from(_AFTER))
def test_a_value_rendered_with_a_bound_behind_reads_back(value: int, unit: str, bound: tuple[str, str]) -> None:
    read = read_quantity(f"{value:,}{unit}{bound[0]}")
    assert (read.value, read.unit or "", read.comparator) == (value, unit, bound[1])


@given(st.text(alphabet="0123456789.,%-~〔〕[]()*①第前约超以上年均增长个家亿元/ 三十翻番", max_size=12))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        read = read_quantity(text)
    except UnreadableQuantityError:
        return
    assert read.value is not None or read.words is not None


def test_growth_and_shares_that_words_state() -> None:
    assert growth_in_words("比2020年翻番") == 100
    assert growth_in_words("实现倍增") == 100
    assert growth_in_words("保持全省前列") is None
    assert share_in_words("实现全覆盖") == 100
    assert share_in_words("清零") == 0
    assert share_in_words("基本全覆盖") is None
