"""Letters as PDFs give them: what is printed, what only looks like it, and whether a text is readable at all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from assets.documents.writing.looks import character

# Signs of the fonts Symbol and Wingdings, which Word gives in the private range.
_SIGNS = {
    0xF0A3: "≤",
    0xF0B0: "°",
    0xF0B1: "±",
    0xF0B3: "≥",
    0xF0B4: "×",
    0xF0B7: "·",
    0xF06C: "●",
    0xF06E: "■",
    0xF075: "◆",
    0xF0A7: "■",
    0xF0D8: "➢",
    0xF0FC: "✓",
}
UNKNOWN = "\ufffd"  # stands for a character that no letter is known of
_SHORTEST = 50  # characters; of fewer nothing can be said
_MOST_ODD = 0.2  # of all characters; a plan with formulas and names of substances has far fewer than one in a hundred
# Scripts and signs that Chinese plans print: Latin, Greek, Cyrillic, punctuation, signs of all kinds, Chinese, full-width forms.
_KNOWN = ((0x20, 0x17F), (0x2C6, 0x2DD), (0x370, 0x45F), (0x2000, 0x2BFF), (0x2E80, 0x33FF), (0x3400, 0x9FFF), (0xF900, 0xFAFF))
_KNOWN_HIGH = ((0xFE10, 0xFE6F), (0xFF01, 0xFFEE), (0x1D400, 0x1D7FF), (0x20000, 0x3FFFF))
_SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")


@lru_cache(maxsize=70_000)
def printed(code: int) -> str:
    """The letter of a code point as people read it; empty for what prints nothing, ``UNKNOWN`` for no letter (private use, 0)."""
    if code in _SIGNS:
        return _SIGNS[code]
    if code in (0, 0xFFFD) or 0xE000 <= code <= 0xF8FF or 0xD800 <= code <= 0xDFFF or code >= 0xF0000:
        return UNKNOWN
    letter = chr(code)
    if 0x2E80 <= code <= 0x2FDF or 0xF900 <= code <= 0xFAFF or 0xFB00 <= code <= 0xFB06:
        return character(letter)
    if letter in "\t\xa0\u2002\u2003\u2009":
        return " "
    return "" if unicodedata.category(letter) in ("Cc", "Cf", "Zl", "Zp") or code in (0xFFFE, 0xFFFF) else letter


def raised(text: str) -> str:
    """Letters printed small above the line as such: 2014¹ is not the number 20141."""
    return text.translate(_SUPERSCRIPTS)


def is_garbled(texts: Iterable[str]) -> bool:
    """Whether letters are not those that the page prints: fonts without a table of letters give odd or unknown ones."""
    known = odd = 0
    for text in texts:
        for letter in text:
            code = ord(letter)
            if letter.isspace():
                continue
            if any(first <= code <= last for first, last in (_KNOWN if code < 0xFE00 else _KNOWN_HIGH)):
                known += 1
            else:
                odd += 1
    return known + odd >= _SHORTEST and odd > _MOST_ODD * (known + odd)
