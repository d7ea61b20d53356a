"""Numbers and texts of a spreadsheet as its cells display them: 0.156 under 0.0% is 15.6%, 15000 under 0!.0,"万家" is 1.5万家.

Checked against LibreOffice by ``python -m tests.workbench formats``. Colours and fills show no text; of a line break in a format only
what stands before it is seen where what follows is the percent sign that such formats hide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import isfinite

from assets.documents.formats.sheet.day_formats import shown_day
from assets.documents.formats.sheet.format_codes import LONGEST_CODE, Section, Sign, chosen, parsed
from assets.documents.formats.sheet.spelled_numbers import spell_digits, spell_number

_MOST_DECIMALS = 15
_WHOLE = 1e15  # beyond it a float holds no exact whole numbers
_LEAST = 1e-10  # below it digits are written with an exponent
_PRECISION = 26  # digits that a decimal keeps exactly
_HIDDEN_PERCENT = re.compile(r"[\r\n]+\s*%$")
# Under #.## Excel shows .5 and 2. for 0.5 and 2: the same numbers with the zero that people write, and without the idle point.
_NO_WHOLE, _NO_DECIMALS = re.compile(r"(?<![\d.,])(?=\.\d)"), re.compile(r"(?<=\d)\.(?!\d)|^\.$")
_NEGATIVE = re.compile(r"\(\s*(?P<number>\d[\d,.]*%?)\s*\)")  # how accountants print a number below zero
_POWER, _PARTS = re.compile(r"\d+(?:\.\d+)?E(?P<power>[+-]?\d+)"), re.compile(r"(?:\d+ )?\d+/\d+")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_MOST_DENOMINATOR = 4  # digits of a fraction's denominator


def display(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as a cell of this format shows it; ``since_1904``: days count from 1904, as on old Macs."""
    if not isfinite(value) or len(code) > LONGEST_CODE:
        return plain(value)
    section, bare = chosen(parsed(code), value)
    if section is None:
        return plain(value)
    if section.is_day:
        return shown_day(value, section, plain(value), since_1904=since_1904)
    amount = abs(value) if bare else value
    if section.has("exponent"):
        text = _scientific(amount, section.signs)
    elif section.has("slash") and section.has("digit") and (said := _fraction(amount, section.signs)) is not None:
        text = said
    else:
        text = _number(amount, section)
    return _HIDDEN_PERCENT.sub("", text).strip()


def printed(value: float, code: str, *, since_1904: bool = False) -> str:
    """A number as a plan prints it: as displayed, but 1.5E+03 as 1500, 31 1/2 as 31.5, and (1.5) of accountants as -1.5."""
    section, _ = chosen(parsed(code), value) if isfinite(value) and len(code) <= LONGEST_CODE else (None, False)
    shown = display(value, code, since_1904=since_1904)
    if section is None or section.is_day:
        return shown
    if value < 0 and (match := _NEGATIVE.fullmatch(shown)):
        return f"-{match['number']}"
    if section.has("exponent") and (match := _POWER.search(shown)):
        return (
            f"{shown[: match.start()]}{Decimal(match[0]):f}{shown[match.end() :]}" if abs(int(match["power"])) <= _MOST_DECIMALS else shown
        )
    match = _PARTS.search(shown) if section.has("slash") else None
    return f"{shown[: match.start()]}{plain(abs(value))}{shown[match.end() :]}" if match else shown


def display_text(text: str, code: str) -> str:
    """A text as a cell of this format shows it: under 0;0;0;"共"@ with a word before it, under ;;; not at all."""
    section = parsed(code).text if len(code) <= LONGEST_CODE else None
    if section is None:
        return text
    return "".join(text if sign.kind == "text" else sign.text for sign in section.signs)


def plain(value: float) -> str:
    """A number without a format: no zeros behind, none of a float's crumbs (0.1 + 0.2 is 0.3)."""
    if not isfinite(value):
        return str(value)
    if value == int(value) and abs(value) < _WHOLE:
        return str(int(value))
    text = f"{value:.10g}"
    return f"{Decimal(text):f}" if "e" in text and _LEAST < abs(value) < _WHOLE else text


def _number(value: float, section: Section) -> str:
    """A number under 0.0%, #,##0.00, 0!.0,"亿元" and the like; a format of words alone prints them."""
    signs = list(section.signs)
    if not section.has("digit"):
        whole = plain(abs(value)) if section.numerals == 0 else spell_number(abs(value), formal=section.numerals == 2)
        minus = "-" if value < 0 else ""
        shown = "".join(whole if sign.kind in ("general", "text") else sign.text for sign in signs)
        return (minus if section.has("general", "text") or shown else "") + shown
    signs, scale, grouped = _without_commas(signs)
    amount = Decimal(repr(abs(value))) * 100 ** sum(sign.kind == "percent" for sign in signs) / 1000**scale
    if amount.adjusted() > _PRECISION:
        return plain(value)
    point = next((at for at, sign in enumerate(signs) if sign.kind == "point"), len(signs))
    places = min(sum(sign.kind == "digit" for sign in signs[point:]), _MOST_DECIMALS, _PRECISION - max(amount.adjusted(), 0))
    rounded = amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, decimals = f"{rounded:f}".partition(".")
    text = _whole(whole, signs[:point], grouped=grouped) + _decimals(decimals, signs[point:])
    if section.numerals:
        text = text.translate(_FULL_WIDTH) if section.numerals == 3 else spell_digits(text, formal=section.numerals == 2)
    text = _NO_WHOLE.sub("0", text)
    return f"{'-' if value < 0 and rounded else ''}{_NO_DECIMALS.sub('', text) if section.has('point') else text}"


def _without_commas(signs: Sequence[Sign]) -> tuple[list[Sign], int, bool]:
    """Signs without commas that scale (0, counts thousands) or group (#,##0), with how often and whether they do."""
    kept: list[Sign] = []
    scale, grouped = 0, False
    for at, sign in enumerate(signs):
        if sign.kind != "comma":
            kept.append(sign)
            continue
        before = next((one.kind for one in reversed(signs[:at]) if one.kind != "comma"), "")
        behind = any(one.kind == "digit" for one in _up_to_point(signs[at + 1 :]))
        if before != "digit":
            kept.append(Sign("words", sign.text))
        elif behind:
            grouped = True
        else:
            scale += 1
    return kept, scale, grouped


def _up_to_point(signs: Sequence[Sign]) -> Sequence[Sign]:
    return signs[: next((at for at, sign in enumerate(signs) if sign.kind == "point"), len(signs))]


def _whole(digits: str, signs: Sequence[Sign], *, grouped: bool) -> str:
    """The digits before the point in their places, from the right: more digits than places stand in the first one."""
    left = "" if digits.strip("0") == "" else digits
    places = [at for at, sign in enumerate(signs) if sign.kind == "digit"]
    shown: list[str] = []
    count, last = 0, 0  # digits so far, and where the last of them stands: a comma goes beside it, before words in between
    for at in range(len(signs) - 1, -1, -1):
        if signs[at].kind != "digit":
            shown.append(signs[at].text)
            continue
        take = left if at == places[0] else left[-1:]
        left = "" if at == places[0] else left[:-1]
        for digit in reversed(take or {"0": "0", "?": " "}.get(signs[at].text, "")):
            if grouped and count and count % 3 == 0 and digit != " ":
                shown.insert(last, ",")
            shown.append(digit)
            count, last = count + 1, len(shown)
    return ("" if places else left) + "".join(reversed(shown))


def _decimals(digits: str, signs: Sequence[Sign]) -> str:
    """The point and the digits behind it; zeros at the end are shown under 0 alone."""
    shown: list[str] = []
    at = 0
    for sign in signs:
        if sign.kind != "digit":
            shown.append(sign.text)
            continue
        digit = digits[at] if at < len(digits) else "0"
        rest = digits[at:].strip("0")
        shown.append(digit if rest or sign.text == "0" else " " if sign.text == "?" else "")
        at += 1
    return "".join(shown)


def _scientific(value: float, signs: Sequence[Sign]) -> str:
    """A number under 0.00E+00 or ##0.0E+0."""
    at = next(i for i, sign in enumerate(signs) if sign.kind == "exponent")
    before, behind = signs[:at], signs[at + 1 :]
    point = next((i for i, sign in enumerate(before) if sign.kind == "point"), len(before))
    step = max(1, sum(sign.kind == "digit" for sign in before[:point]))
    places = min(sum(sign.kind == "digit" for sign in before[point:]), _MOST_DECIMALS)
    amount = Decimal(repr(abs(value)))
    power = (amount.adjusted() // step) * step if amount else 0
    mantissa = amount.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    if mantissa >= 10**step:
        power += step
        mantissa = amount.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, decimals = f"{mantissa:f}".partition(".")
    sign = "-" if power < 0 else "+" if signs[at].text[1] == "+" else ""
    exponent = _whole(str(abs(power)), behind, grouped=False)
    return f"{'-' if value < 0 else ''}{_whole(whole, before[:point], grouped=False)}{_decimals(decimals, before[point:])}E{sign}{exponent}"


def _fraction(value: float, signs: Sequence[Sign]) -> str | None:
    """A number under # ?/? or # ??/100; None where the slash stands in no fraction."""
    at = next(i for i, sign in enumerate(signs) if sign.kind == "slash")
    above = _run(signs, at - 1, -1)
    below = _run(signs, at + 1, 1)
    fixed = "".join(sign.text for sign in signs[at + 1 :][:_MOST_DENOMINATOR] if sign.text.isdigit() or sign.kind == "digit")
    if not above or not below:
        return None
    most = int(fixed) if fixed.isdigit() and int(fixed) else 10 ** min(len(below), _MOST_DENOMINATOR) - 1
    has_whole = any(sign.kind == "digit" for sign in signs[: min(above)])
    exact = Fraction(repr(abs(value)))
    if fixed.isdigit() and int(fixed):
        parts, denominator = int(exact * most + Fraction(1, 2)), most
    else:
        near = exact.limit_denominator(most)
        parts, denominator = near.numerator, near.denominator
    whole, parts = divmod(parts, denominator) if has_whole else (0, parts)
    said = [str(whole)] if whole or (has_whole and not parts) else []
    said += [f"{parts}/{denominator}"] if parts or not has_whole else []
    around = "".join(sign.text for sign in signs[max(below) + 1 :] if sign.kind == "words")
    return f"{'-' if value < 0 else ''}{' '.join(said)}{around}"


def _run(signs: Sequence[Sign], at: int, step: int) -> list[int]:
    """The places of the signs of digits that stand together from ``at`` on."""
    found = []
    while 0 <= at < len(signs) and (signs[at].kind == "digit" or signs[at].text.isdigit()):
        found.append(at)
        at += step
    return found
