"""Numerals as plans print them, to numbers: 1,234.5, ２５００, 三, 二十五, 一百二十, 两千.

Values become ``float`` through ``Decimal``, so that what was printed with two places compares equal to the same print elsewhere.
"""

from __future__ import annotations

import re
from decimal import Decimal

# Thousands come with commas or blanks (1,234 and 1 234), both only in groups of three: "12 15" are two numbers.
DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千]+"

_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_CHINESE = re.compile(CHINESE)
# 一百二十三 or 十二 or 二〇二五; anything else (十十, 百二千) is no number.
_WELL_FORMED = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二两三四五六七八九]?十)?[一二两三四五六七八九]?"
)


def read_digits(text: str) -> float:
    """A numeral in (folded) digits to its value: ``1,234.5`` is 1234.5. Raises ``ValueError`` where it is none."""
    try:
        return float(Decimal(re.sub(r"[,， ]", "", text)))
    except ArithmeticError as problem:
        raise ValueError(f"{text!r} is not a number in digits") from problem


def read_count(text: str) -> int:
    """A small whole number in digits or Chinese (三, 12); 0 where it is none (三几)."""
    try:
        return int(text) if text.isdecimal() else read_chinese(text)
    except ValueError:
        return 0


def read_chinese(text: str) -> int:
    """A Chinese numeral to its value: 二十五 is 25, 二〇二五 is 2025. Raises ``ValueError`` where it is none."""
    if text and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    if not text or not _CHINESE.fullmatch(text) or not _WELL_FORMED.fullmatch(text):
        raise ValueError(f"{text!r} is not a Chinese numeral")
    total, digit = 0, None
    for char in text:
        if char in _PLACE:
            total += (1 if digit is None else digit) * _PLACE[char]
            digit = None
        else:
            digit = _DIGIT[char]
    return total + (digit or 0)
