"""Signs of a Word file that are no characters: those of symbol fonts and encircled digits made by a field."""

from __future__ import annotations

import re

# Of the font Symbol, by code; plans set ≥ and ≤ in it: 研发投入强度≥2.5%.
_SYMBOL = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB8: "÷",
    0xB0: "°",
    0xB9: "≠",
    0xBB: "≈",
    0xBE: "—",
    0xB7: "•",
    0xA5: "∞",
    0xD7: "·",
    0x2D: "−",
    0x2B: "+",
    0x3C: "<",
    0x3D: "=",
    0x3E: ">",
    0x25: "%",
    0x2F: "/",
    0x61: "α",
    0x62: "β",
    0x67: "γ",
    0x6D: "μ",
    0x57: "Ω",
}
_PRIVATE = 0xF000
_NO_CHARACTER = "□"  # a sign whose font is not known; it must not vanish
_BULLET_FONTS = ("wingdings", "webdings")
_CIRCLED = re.compile(r"eq\s*\\o\s*(?:\\ac)?\s*\(\s*[○〇Oo]\s*[,，]\s*(\d{1,2})\s*\)", re.I)
_CIRCLES = 20


def symbol(font: str, code: str) -> str:
    """The character of a sign given by its font and its hexadecimal code."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    if number > 0xFFFF:
        return ""
    number -= _PRIVATE if number >= _PRIVATE else 0
    if font.lower() == "symbol":
        return _SYMBOL.get(number, chr(number) if 0x30 <= number <= 0x39 else _NO_CHARACTER)
    if font.lower().startswith(_BULLET_FONTS):
        return "•"
    return chr(number) if 0x20 <= number < 0xD800 else _NO_CHARACTER


def private(text: str, font: str) -> str:
    """Text of a symbol font, whose signs stand at private codes, as characters; other text as it is."""
    return "".join(symbol(font, f"{ord(sign):x}") if "\uf000" <= sign <= "\uf0ff" else sign for sign in text)


def encircled(code: str) -> str:
    r"""The sign that a field's code makes: ``eq \o\ac(○,3)`` is ③, as Word's 带圈字符 writes it; empty for any other field."""
    match = _CIRCLED.match(code.strip())
    number = int(match[1]) if match else 0
    return chr(0x2460 + number - 1) if 0 < number <= _CIRCLES else ""
