"""Folding that keeps offsets: every character becomes exactly one character, so a match in folded text is a span in the print.

NFKC as such would move offsets (㎡ becomes m2, ① becomes 1); here only characters whose compatibility form is a single
character are replaced, plus a few look-alikes that plans use for one sign.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib.resources import files

_LOOK_ALIKES = {
    "│": "|",
    "┃": "|",
    "¦": "|",
    "∣": "|",
    "∶": ":",
    "丨": "丨",
    "〜": "~",
    "∼": "~",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "﹪": "%",
    "≧": "≥",
    "≦": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "＂": '"',
    "﹤": "<",
    "﹥": ">",
    "＊": "*",
    "∗": "*",
    "﹡": "*",
    "〈": "<",
    "〉": ">",
    "﹝": "〔",
    "﹞": "〕",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
}
# Kept as printed: the compatibility form is one character but means something else (① is a note mark, ² a superscript).
_KEPT = re.compile(r"[①-⓿²³¹⁰-₟ºª〔〕]")


def _simplified() -> dict[int, str]:
    lines = files("assets.language").joinpath("traditional.txt").read_text(encoding="utf-8").splitlines()
    return {ord(line[i]): line[i + 1] for line in lines if not line.startswith("#") for i in range(0, len(line), 2)}


def _table() -> dict[int, str]:
    table = _simplified()
    for code in (*range(0x80, 0x2600), *range(0x2F00, 0x2FE0), *range(0x3000, 0x3400), *range(0xFE10, 0x10000)):
        char = chr(code)
        folded = unicodedata.normalize("NFKC", char)
        if folded != char and len(folded) == 1 and not _KEPT.match(char):
            table[code] = _LOOK_ALIKES.get(folded, folded)  # ￤ is ¦
    table.update({ord(char): folded for char, folded in _LOOK_ALIKES.items()})
    return table


_TABLE = {chr(code): folded for code, folded in _table().items()}
# Most of a text stays as it is: a compiled class steps over that, where str.translate looks up every character (17 times as slow).
_FOLDED = re.compile(f"[{re.escape(''.join(_TABLE))}]")
# Each pass over a document folds its lines again: of short lines many are kept, of paragraphs those of a few documents.
_SHORT, _LONGEST_KEPT = 200, 4000  # characters


def fold(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width; same length, so offsets hold."""
    size = len(text)
    return _short_folded(text) if size <= _SHORT else _long_folded(text) if size <= _LONGEST_KEPT else _folded(text)


def _folded(text: str) -> str:
    return _FOLDED.sub(_fold_of, text)


_short_folded = lru_cache(maxsize=8192)(_folded)
_long_folded = lru_cache(maxsize=1024)(_folded)


def _fold_of(found: re.Match[str]) -> str:
    return _TABLE[found[0]]


def squeeze(text: str) -> str:
    """The text without any white space: 高新技术 企业 and 高新技术企业 are one name."""
    return "".join(text.split())


_MARKUP = re.compile(r"\*\*|__|`|<br\s*/?>", re.I)
_MARKUP_SIGN = re.compile("[*_`<]")


def word(text: str) -> str:
    """The text for matching: folded, without white space and Markdown's emphasis (**指标名称** is 指标名称)."""
    plain = squeeze(fold(text))
    return _MARKUP.sub("", plain) if _MARKUP_SIGN.search(plain) else plain


def tidy(text: str) -> str:
    """Printed text on one line: white space dropped between Chinese characters, one blank elsewhere."""
    text = " ".join(text.split())
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
