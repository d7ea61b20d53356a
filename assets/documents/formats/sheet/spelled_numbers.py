"""Numbers in Chinese signs, as Excel's formats [DBNum1] (一千五百) and [DBNum2] (壹仟伍佰) write them."""

from __future__ import annotations

_PLAIN, _FORMAL = "〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖"
_PLACES, _FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP_LENGTH = 4
_LARGEST = 10**16


def spell_digits(text: str, *, formal: bool = False) -> str:
    """Each digit of a text as a Chinese sign: 2025 is 二〇二五."""
    return text.translate({ord("0") + at: sign for at, sign in enumerate(_FORMAL if formal else _PLAIN)})


def spell_number(value: float, *, formal: bool = False) -> str:
    """A number that is not negative in Chinese signs: 10500 is 一万〇五百, 12 is 十二, 3.2 is 三.二; one beyond 10,000 万亿 in digits."""
    whole, _, decimals = f"{value:.10g}".partition(".")
    if not whole.isdigit() or value >= _LARGEST:
        return f"{value:.10g}"
    tail = f".{spell_digits(decimals, formal=formal)}" if decimals else ""
    return (_spelled_whole(int(whole), formal=formal) or (_FORMAL if formal else _PLAIN)[0]) + tail


def _spelled_whole(number: int, *, formal: bool) -> str:
    signs, places = (_FORMAL, _FORMAL_PLACES) if formal else (_PLAIN, _PLACES)
    digits = str(number)
    said, missing = "", False
    for at, digit in enumerate(digits):
        place = len(digits) - 1 - at
        group, within = divmod(place, _GROUP_LENGTH)
        if digit == "0":
            missing = bool(said)
        else:
            said += signs[0] if missing else ""
            said += signs[int(digit)] + places[within]
            missing = False
        if within == 0 and said and int(digits[max(0, at - 3) : at + 1]):
            said += _GROUPS[group] if group < len(_GROUPS) else ""
    if not formal and said.startswith("一十"):
        said = said[1:]
    return said
