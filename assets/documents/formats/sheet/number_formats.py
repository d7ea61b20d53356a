"""Numbers of a spreadsheet as its cells display them: 0.156 under 0.0% is 15.6%, 45000 under a date's format a day.

Not all of Excel's language is read: what it does to digits, percents, thousands, words around them and days; colours, fills and
conditions are passed over.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

GENERAL = "General"
# Formats that files name by number alone; those of days as a Chinese Excel shows them.
BUILT_IN = {
    0: GENERAL,
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m-d-yy",
    31: 'yyyy"年"m"月"d"日"',
    36: 'yyyy"年"m"月"',
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    49: "@",
    50: 'yyyy"年"m"月"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}
# Quoted words, escaped signs, blanks as wide as a sign, fills, and what brackets hold.
_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|_(?P<blank>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]|(?P<general>General|G/通用格式|@)|(?P<sign>.)',
    re.S | re.I,
)
_DAY_RUN = re.compile(r"y+|m+|d+|h+|s+|AM/PM|上午/下午", re.I)
_CURRENCY = re.compile(r"^\$(?P<sign>[^-]*)")
_DIGITS = frozenset("0#?")
_MOST_DECIMALS = 15
_LARGEST_DAY = 2_958_465  # 9999-12-31
_WHOLE = 1e15  # beyond it a float holds no exact whole numbers
_LEAST = 1e-10  # below it digits are written with an exponent
_LONGEST_CODE = 255  # characters of a format that Excel takes
_PRECISION = 26  # digits that a decimal keeps exactly


class _Part(NamedTuple):
    """A stretch of a format: words to print as they are, or signs of its language."""

    text: str
    is_words: bool


def display(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as a cell of this format shows it; ``since_1904``: days count from 1904, as on old Macs."""
    if not isfinite(value):
        return plain(value)
    sections = _sections(code[:_LONGEST_CODE] or GENERAL)
    at = 1 if value < 0 and len(sections) > 1 else 2 if value == 0 and len(sections) > 2 else 0
    section = sections[at]
    signs = "".join(part.text for part in section if not part.is_words)
    if signs.strip() == GENERAL:
        amount = plain(abs(value) if at == 1 else value)
        return "".join(part.text if part.is_words else amount for part in section if part.text != " ")
    if is_day(signs):
        return _day(value, section, since_1904=since_1904)
    if "/" in signs or "e" in signs.lower():
        return plain(value)
    return _number(value, section, signs, drop_sign=at == 1)


def plain(value: float) -> str:
    """A number without a format: no zeros behind, none of a float's crumbs (0.1 + 0.2 is 0.3)."""
    if not isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < _WHOLE:
        return str(int(value))
    text = f"{value:.10g}"
    return f"{Decimal(text):f}" if "e" in text and _LEAST < abs(value) < _WHOLE else text


def is_day(signs: str) -> bool:
    """Whether a format's signs are those of a day or a time."""
    return bool(re.search(r"[ymdhs]", signs, re.I)) and not _DIGITS & set(signs)


@lru_cache(maxsize=1024)
def _sections(code: str) -> list[list[_Part]]:
    """A format's sections (for positive, negative, zero), each as parts."""
    sections: list[list[_Part]] = [[]]
    for match in _TOKEN.finditer(code):
        words = match["quoted"] or match["escaped"]
        if match["bracket"] is not None and (currency := _CURRENCY.match(match["bracket"])):
            words = currency["sign"]
        if words:
            sections[-1].append(_Part(words, is_words=True))
        elif match["general"]:
            sections[-1].append(_Part(GENERAL, is_words=False))
        elif match["sign"] == ";":
            sections.append([])
        elif match["sign"]:
            sections[-1].append(_Part(match["sign"], is_words=False))
    return sections


def _number(value: float, section: list[_Part], signs: str, *, drop_sign: bool) -> str:
    """A number under 0.0%, #,##0.00, 0.0"亿元" and the like; a format of words alone prints them."""
    digits = [at for at, part in enumerate(section) if not part.is_words and part.text in "0#?.,"]
    if not any(section[at].text in _DIGITS for at in digits):
        return "".join(part.text for part in section).strip()
    pattern = "".join(section[at].text for at in digits)
    whole, _, decimals = pattern.partition(".")
    scale = len(pattern) - len(pattern.rstrip(","))
    amount = Decimal(repr(value)) * 100 ** signs.count("%") / 1000**scale
    amount = abs(amount) if drop_sign else amount
    if amount.adjusted() > _PRECISION:
        return plain(value)
    places = min(sum(sign in _DIGITS for sign in decimals), _MOST_DECIMALS, _PRECISION - max(amount.adjusted(), 0))
    text = f"{amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):{',' if ',' in whole.rstrip(',') else ''}f}"
    if (least := whole.count("0")) > 1 and "," not in whole:
        text = text.zfill(least + (len(text) - len(text.partition(".")[0])) + text.startswith("-"))
    if "#" in decimals and "." in text:
        text = text[: len(text) - _droppable(text, decimals)].rstrip(".")
    before = "".join(part.text for part in section[: digits[0]] if part.is_words or part.text != " ")
    after = "".join(part.text for part in section[digits[-1] + 1 :] if part.is_words or part.text != " ")
    minus = "-" if text.startswith("-") else ""
    return f"{minus}{before}{text.removeprefix('-')}{after}".strip()


def _droppable(text: str, decimals: str) -> int:
    """How many zeros at the end stand under #, which prints none."""
    zeros = len(text) - len(text.rstrip("0"))
    return min(zeros, sum(sign == "#" for sign in decimals))


def _day(value: float, section: list[_Part], *, since_1904: bool) -> str:
    if not 0 <= value <= _LARGEST_DAY:
        return plain(value)
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < 60 else 30)
    day = start + timedelta(seconds=round(value * 86_400))
    said, seen_hour = "", False
    for part in _joined(section):
        if part.is_words or not _DAY_RUN.fullmatch(part.text):
            said += part.text
            continue
        said += _day_part(day, part.text.lower(), minute=seen_hour)
        seen_hour = part.text[0].lower() == "h" or (seen_hour and part.text[0] == ":")
    return said.strip()


def _joined(section: list[_Part]) -> list[_Part]:
    """The signs of a format in runs: y, y, y, y is the run yyyy."""
    parts: list[_Part] = []
    for part in section:
        same = parts and not part.is_words and not parts[-1].is_words and parts[-1].text[-1].lower() == part.text.lower()
        if same and part.text.lower() in "ymdhs":
            parts[-1] = _Part(parts[-1].text + part.text, is_words=False)
        else:
            parts.append(part)
    return parts


def _day_part(day: datetime, run: str, *, minute: bool) -> str:
    kind, width = run[0], len(run)
    if kind == "y":
        return f"{day.year:04d}" if width > 2 else f"{day.year % 100:02d}"
    if kind == "m" and width > 2 and not minute:
        return f"{day.month}月"  # Jan in an English Excel
    number = {"m": day.minute if minute else day.month, "d": day.day, "h": day.hour, "s": day.second}[kind]
    return f"{number:02d}" if width == 2 else str(number)
