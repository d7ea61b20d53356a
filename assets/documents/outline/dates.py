"""Dates as pages and signatures print them: 2022年7月10日, 2018-05-24, 2022/07/16 09:30, 二〇二二年七月十日."""

from __future__ import annotations

import re
from datetime import date

from assets.language.fold import fold
from assets.language.numbers import read_chinese

_DIGITS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|([-/.])\s*(\d{1,2})\s*\4\s*(\d{1,2})(?!\d))")
_NUMERAL = r"[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(rf"([一二][〇零○O0九一二三四五六七八]{{3}})\s*年\s*({_NUMERAL})\s*月\s*({_NUMERAL})\s*日")
_CLOCK = r"(?:\s*(?:星期.)?\s*\d{1,2}\s*[:：]\s*\d{2}(?:[:：]\d{2})?)?"
_ALONE = re.compile(rf"^[（(]?(?:{_DIGITS.pattern}|{_CHINESE.pattern}){_CLOCK}\s*(?:印发|发布|公布)?[）)]?$")


def find_date(text: str) -> date | None:
    """The first date printed in a text; None where there is none, or none that the calendar knows."""
    text = fold(text)
    for match in _DIGITS.finditer(text):
        year, month, day = (int(part) for part in (match[1], match[2] or match[5], match[3] or match[6]))
        if (found := _date(year, month, day)) is not None:
            return found
    for match in _CHINESE.finditer(text):
        numeral = re.sub("[○O0零]", "〇", match[1])
        if (found := _date(read_chinese(numeral), read_chinese(match[2]), read_chinese(match[3]))) is not None:
            return found
    return None


def is_date_line(text: str) -> bool:
    """Whether a line holds a date and nothing else but a time of day or 印发."""
    return len(text) <= 40 and _ALONE.match(fold(text)) is not None


def is_spelled(text: str) -> bool:
    """Whether a date is written with 年 and 月, as signatures are; 2018-05-24 is the page's."""
    return "年" in text and "月" in text


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
