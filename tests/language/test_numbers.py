"""Numerals in digits and in Chinese, to numbers."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.numbers import DIGITS, read_chinese, read_counted, read_digits, read_mixed, read_spelled

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


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("两万四千", 24000, None), ("一亿三千万", 130_000_000, None), ("一万零六百", 10600, None), ("六点零五", 6.05, None),
     ("两三", 2, 3), ("三四十", 30, 40), ("五六百", 500, 600), ("十五", 15, None)],
)  # fmt: skip
def test_a_numeral_in_chinese_signs_is_read_whole(text: str, low: float, high: float | None) -> None:
    assert read_spelled(text) == (low, high)


@pytest.mark.parametrize("text", ["二五八", "十十", "两万三", "百二千"])
def test_signs_that_make_no_number_as_a_whole_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        read_spelled(text)


def test_digits_and_places_in_turn() -> None:
    assert (read_mixed("12万6千"), read_mixed("8千4百")) == (126_000, 8400)


@pytest.mark.parametrize(
    ("numeral", "upper", "bounded", "expected"),
    [
        ("三万", None, False, (3, None, "万")),
        ("五", "十万", False, (5, 10, "万")),
        ("一亿三千万", None, False, (130_000_000, None, "")),
        ("百万", None, True, (100, None, "万")),
        ("万亿", None, True, (1, None, "万亿")),
    ],
)
def test_the_multiple_of_a_numeral_goes_with_its_unit(
    numeral: str, upper: str | None, bounded: bool, expected: tuple[float, float | None, str]
) -> None:
    assert read_counted(numeral, upper, bounded=bounded) == expected


def test_a_round_numeral_counts_nothing_without_a_word_beside_it() -> None:
    with pytest.raises(ValueError, match="百万"):
        read_counted("百万", None, bounded=False)
