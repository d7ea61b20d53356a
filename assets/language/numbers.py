"""Numerals as plans print them, to numbers: 1,234.5, ２５００, 三, 二十五, 两万三千, 三点二, 13万2千; a range of two neighbours (两三).

A value is the ``float`` nearest to the print, so that what was printed with two places compares equal to the same print elsewhere.
"""

from __future__ import annotations

import re
from decimal import Decimal

# Thousands come with commas or blanks (1,234 and 1 234), both only in groups of three: "12 15" are two numbers.
DIGITS = r"\d{1,3}(?:[,，]\d{3})+(?:\.\d+)?(?!\d)|\d{1,3}(?:[ ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
CHINESE = r"[零〇一二两三四五六七八九十百千]+"
# A numeral in Chinese signs with all that belongs to it: 两万三千, 三点二. What stands beside it makes another number of it.
CHINESE_SIGNS = "零〇一二两三四五六七八九十百千万亿"
SPELLED = rf"(?<![{CHINESE_SIGNS}数几])[{CHINESE_SIGNS}]+(?:点[零〇一二三四五六七八九]+)?"
# Digits and Chinese places in turn: 13万2千, 7千3百.
MIXED = r"\d+(?:万\d+千|千\d+百|万\d+千\d+百)(?![\d.])"

_DIGIT = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_GROUP = {"亿": 100_000_000, "万": 10_000}
_CHINESE = re.compile(CHINESE)
_GROUP_SIGNS = re.compile("[,， ]")
# 一百二十三 or 十二 or 二〇二五; anything else (十十, 百二千) is no number.
_WELL_FORMED = re.compile(
    r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二两三四五六七八九]?十)?[一二两三四五六七八九]?"
)


def read_digits(text: str) -> float:
    """A numeral in (folded) digits to its value: ``1,234.5`` is 1234.5. Raises ``ValueError`` where it is none."""
    try:
        return float(_GROUP_SIGNS.sub("", text))
    except ValueError as problem:
        raise ValueError(f"{text!r} is not a number in digits") from problem


def read_count(text: str) -> int:
    """A small whole number in digits or Chinese (三, 12); 0 where it is none (三几)."""
    try:
        return int(text) if text.isdecimal() else read_chinese(text)
    except ValueError:
        return 0


def read_chinese(text: str) -> int:
    """A Chinese numeral to its value: 二十五 is 25, 二〇二五 is 2025, 两万三千 is 23000. Raises ``ValueError`` where it is none."""
    if text and all(char in _DIGIT for char in text):
        return int("".join(str(_DIGIT[char]) for char in text))
    for sign, size in _GROUP.items():
        head, found, tail = text.partition(sign)
        if found:
            return _grouped(head, tail.lstrip("零"), size, text)
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


def _grouped(head: str, tail: str, size: int, text: str) -> int:
    """两万 and 三千 of 两万三千; the tail must be smaller than the group, and 两万三 (which leaves a place out) is refused."""
    rest = read_chinese(tail) if tail else 0
    if rest >= size or (len(tail) == 1 and "零" not in text):
        raise ValueError(f"{text!r} is not a Chinese numeral")
    return read_chinese(head) * size + rest


_NEIGHBOURS = re.compile(
    r"(?P<head>(?:[一二两三四五六七八九]?[百千万])*)(?P<low>[一两二三四五六七八])(?P<high>[二三四五六七八九])(?P<tail>[十百千]?)$"
)


def read_spelled(text: str) -> tuple[float, float | None]:
    """A numeral in Chinese signs to its value, and to the upper end where two neighbours make a range.

    三点二 is 3.2; 两三 is 2 to 3, 三四十 is 30 to 40. Raises ``ValueError`` where it is no number as a whole (二五八, 十十).
    """
    whole, point, decimals = text.partition("点")
    if point:
        return float(Decimal(f"{read_chinese(whole)}.{read_chinese('一' + decimals) - 10 ** len(decimals):0{len(decimals)}d}")), None
    near = _NEIGHBOURS.fullmatch(text)
    if near and _DIGIT[near["high"]] == _DIGIT[near["low"]] + 1:
        low, high = (float(read_chinese(near["head"] + near[end] + near["tail"])) for end in ("low", "high"))
        return low, high
    if len(text) in (2, 3) and all(char in _DIGIT for char in text):
        raise ValueError(f"{text!r} counts nothing")
    return float(read_chinese(text)), None


def read_mixed(text: str) -> float:
    """Digits and places in turn to their value: 13万2千 is 132000."""
    sizes = {**_PLACE, **_GROUP}
    return float(sum(int(digits) * sizes[place] for digits, place in re.findall(r"(\d+)([百千万])", text)))


_ROUND = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0}  # 产值突破千亿元, 出口突破百万辆, 进出口突破万亿元
_SCALE = re.compile(r"(?:万亿|[万亿])$")


def read_counted(numeral: str, upper: str | None, *, bounded: bool) -> tuple[float, float | None, str]:
    """Value, upper end and the multiple that goes with the unit: 三万 is 3 and 万, but 一亿四千九百万 one number. Raises ``ValueError``.

    ``bounded``: a word beside it makes a figure of a round numeral (百万, 万亿), which elsewhere is a figure of speech.
    """
    last = upper or numeral
    scale = "" if "点" in last else found[0] if (found := _SCALE.search(last)) else ""
    low, high = numeral.removesuffix(scale), upper.removesuffix(scale) if upper else None
    if any(sign in part for part in (low, high or "") for sign in "万亿"):
        low, high, scale = numeral, upper, ""
    if low in _ROUND and low != "十":
        if not bounded:
            raise ValueError(f"{numeral!r} counts nothing")
        return _ROUND[low], None, scale
    value, value_max = read_spelled(low)
    return value, read_spelled(high)[0] if high else value_max, scale
