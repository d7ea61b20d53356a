"""Years and periods as printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.fold import fold
from assets.language.years import find_periods, plan_period


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2015年", [(None, 2015)]),
        ("到２０２５年底", [(None, 2025)]),
        ("“十三五”期间", [(2016, 2020)]),
        ("“十二五”末", [(None, 2015)]),
        ("十四五", [(2021, 2025)]),
        ("2016年~2020年", [(2016, 2020)]),
        ("2021—2025年", [(2021, 2025)]),
        ("2021-25年", [(2021, 2025)]),
        ("二〇二二年七月", [(None, 2022)]),
        ("2018年、2019年和2020年", [(None, 2018), (None, 2019), (None, 2020)]),
        ("二十五家企业", []),  # 十五 inside a count is no plan
        ("五年累计", []),
        ("2205年目标", [(None, 2205)]),  # a misprint is a year still
        ("2205家", []),
        ("120156", []),  # no year inside a longer number
    ],
)
def test_periods_in_text(printed: str, expected: list[tuple[int | None, int]]) -> None:
    assert [(p.start, p.end) for p in find_periods(fold(printed))] == expected


@given(st.integers(1990, 2060), st.integers(1, 20), st.sampled_from(["-", "—", "~", "～", "至", "到"]))
def test_a_span_reads_back_with_its_place(start: int, length: int, sign: str) -> None:
    text = fold(f"规划期为{start}年{sign}{start + length}年。")
    (found,) = find_periods(text)
    assert (found.start, found.end) == (start, start + length)
    assert text[found.char_start : found.char_end].startswith(str(start))


_DIGITS = list("一二三四五六七八九十")
_NUMERALS = [*_DIGITS, *("十" + digit for digit in _DIGITS[:9]), "二十", *("二十" + digit for digit in _DIGITS[:5])]
_PLANS = [(1953, 1957), (1958, 1962), *((1951 + 5 * n, 1955 + 5 * n) for n in range(3, 26))]


@pytest.mark.parametrize(("numeral", "years"), list(zip(_NUMERALS, _PLANS, strict=True)))
@pytest.mark.parametrize("print_", ["“{}五”", "“{}五”规划", "{}五时期", "第{}个五年规划", "某市发展第{}个五年规划纲要", "“{}五”以来"])
def test_five_year_plans_follow_one_another(numeral: str, years: tuple[int, int], print_: str) -> None:
    assert plan_period(numeral) == years
    assert [(p.start, p.end) for p in find_periods(fold(print_.format(numeral)))] == [years]


def test_a_five_year_plan_is_counted_in_digits_too() -> None:
    assert [(p.start, p.end) for p in find_periods("第15个五年规划")] == [(2026, 2030)]


@pytest.mark.parametrize("print_", ["十五家企业", "第十五届人民代表大会", "百分之十五", "三五年后", "七月十五日", "“八五”普法", "二十五"])
def test_a_number_that_only_looks_like_a_plan_is_none(print_: str) -> None:
    assert find_periods(print_) == []
