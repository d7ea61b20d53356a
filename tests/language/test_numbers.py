"""Numerals in digits and in Chinese, to numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.numbers import DIGITS, read_chinese, read_digits

_ONES = "零一二三四五六七八九"


def in_chinese(number: int) -> str:
    """A number below 10,000 in Chinese, written independently of the reader."""
    words = ""
    for power, place in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // power % 10
        if digit:
            words += _ONES[digit] + place
        elif words and not words.endswith("零") and number % power:
            words += "零"
    return words.removeprefix("一") if words.startswith("一十") else words


@given(st.integers(1, 9999))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert read_chinese(in_chinese(number)) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_a_number_with_thousands_commas_reads_back(whole: int, cents: int) -> None:
    assert read_digits(f"{whole:,}.{cents:02d}") == pytest.approx(whole + cents / 100)


@pytest.mark.parametrize(("text", "value"), [("二〇二五", 2025), ("两千", 2000), ("十二", 12), ("一百零五", 105), ("三", 3)])
def test_chinese_numerals(text: str, value: int) -> None:
    assert read_chinese(text) == value


@pytest.mark.parametrize("text", ["", "十十", "百二千", "万", "一般"])
def test_what_only_looks_like_a_chinese_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a Chinese numeral"):
        read_chinese(text)


def test_blanks_group_thousands_but_do_not_join_two_numbers() -> None:
    assert re.fullmatch(DIGITS, "12 345")
    assert not re.fullmatch(DIGITS, "12 15")
