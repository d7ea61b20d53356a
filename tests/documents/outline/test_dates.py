"""Dates in digits and in Chinese numerals."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.outline.dates import find_date, is_date_line

_NUMERALS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else _NUMERALS[tens] + "十") + _NUMERALS[ones]


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_comes_back_from_every_way_of_printing_it(day: date) -> None:
    spelled = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year)) + f"年{_numeral(day.month)}月{_numeral(day.day)}日"
    for printed in (f"{day.year}年{day.month}月{day.day}日", day.isoformat(), f"{day:%Y/%m/%d} 08:30", f"{day:%Y.%m.%d}", spelled):
        assert find_date(f"发布日期:{printed}") == day
        assert is_date_line(printed)


@pytest.mark.parametrize("text", ["2022年13月1日", "2021-02-30", "2016年~2020年", "12022-01-01", "截至2020年底"])
def test_what_no_calendar_knows_is_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize("text", ["2018-05-24 来源:某市人民政府", "到2025年7月1日全面完成"])
def test_a_line_with_more_than_a_date_is_no_date_line(text: str) -> None:
    assert not is_date_line(text)
