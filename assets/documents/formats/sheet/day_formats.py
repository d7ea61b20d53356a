"""Days and times of a spreadsheet under the formats of its cells: 45000 is 2023年3月15日, 0.5 is 12:00, 1.5 under [h]:mm is 36:00."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

from assets.documents.formats.sheet.format_codes import Section, Sign
from assets.documents.formats.sheet.spelled_numbers import spell_digits, spell_number

_LARGEST_DAY = 2_958_465  # 9999-12-31
_DAY_SECONDS = 86_400
_WEEK = "一二三四五六日"
_LEAP_DAY = 60  # 1900 had no 29 February, but Excel counts one


def shown_day(value: float, section: Section, otherwise: str, *, since_1904: bool) -> str:
    """A day or time as shown; what can be none is shown as ``otherwise``."""
    if not 0 <= value <= _LARGEST_DAY:
        return otherwise
    places = _fraction_places(section.signs)
    step = 10**places
    seconds = round(value * _DAY_SECONDS * step)
    start = datetime(1904, 1, 1) if since_1904 else datetime(1899, 12, 31 if value < _LEAP_DAY else 30)
    day = start + timedelta(seconds=seconds // step)
    has_half = section.has("half")
    said = ""
    fraction = f"{seconds % step:0{places}d}" if places else ""
    for kind, text in _roles(section.signs):
        if kind == "words":
            said += text
        elif kind == "fraction":
            said += f".{fraction}"
        elif kind == "elapsed":
            said += _elapsed(seconds // step, text)
        else:
            said += _numerals(_part(day, kind, text, has_half=has_half), section.numerals, kind)
    return said.strip()


def _fraction_places(signs: Sequence[Sign]) -> int:
    return min(3, sum(sign.kind == "digit" for sign in signs))


def _roles(signs: Sequence[Sign]) -> Iterator[tuple[str, str]]:
    """The parts of a format with what each is of; m is minutes behind hours or before seconds."""
    runs = [(at, sign.text.lower()) for at, sign in enumerate(signs) if sign.kind in ("day", "elapsed")]
    minutes = set()
    for (_, before), (at, text) in pairwise([(0, ""), *runs]):
        if text[0] == "m" and len(text) < 3 and before[:1] == "h":
            minutes.add(at)
    for (at, text), (_, behind) in pairwise(runs):
        if text[0] == "m" and len(text) < 3 and behind[:1] == "s":
            minutes.add(at)
    for at, sign in enumerate(signs):
        text = sign.text.lower()
        if sign.kind in ("day", "half", "elapsed"):
            kind = "minute" if at in minutes and sign.kind == "day" else text[0] if sign.kind == "day" else sign.kind
            yield kind, text
        elif sign.kind == "point" and at + 1 < len(signs) and signs[at + 1].kind == "digit":
            yield "fraction", text
        elif sign.kind != "digit":
            yield "words", sign.text


def _elapsed(seconds: int, run: str) -> str:
    size = {"h": 3600, "m": 60, "s": 1}[run[0]]
    return f"{seconds // size:0{len(run)}d}"


def _part(day: datetime, kind: str, run: str, *, has_half: bool) -> str:
    width = len(run)
    if kind in ("y", "e"):
        return f"{day.year:04d}" if width > 2 or kind == "e" else f"{day.year % 100:02d}"
    if kind == "b":
        return str(day.year + 543)
    if kind == "half":
        return ("上午" if day.hour < 12 else "下午") if run[0] == "上" else (run.split("/")[day.hour >= 12]).upper()
    if kind == "m" and width > 2:
        return f"{day.month}月"  # Jan in an English Excel
    if kind == "a" or (kind == "d" and width > 2):
        return f"{'星期' if width > 3 else '周' if kind == 'd' else ''}{_WEEK[day.weekday()]}"
    hour = (day.hour + 11) % 12 + 1 if has_half else day.hour
    number = {"m": day.month, "d": day.day, "h": hour, "minute": day.minute, "s": day.second}[kind]
    return f"{number:02d}" if width == 2 else str(number)


def _numerals(text: str, kind_of_numerals: int, part: str) -> str:
    """A part under [DBNum1]: years sign by sign (二〇二五), months and days as numbers (十二)."""
    if not kind_of_numerals or not text.isdigit():
        return text
    formal = kind_of_numerals == 2
    return spell_digits(text, formal=formal) if part in ("y", "e") else spell_number(float(text), formal=formal)
