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
            table[code] = folded
    table.update({ord(char): folded for char, folded in _LOOK_ALIKES.items()})
    return table


_TABLE = {chr(code): folded for code, folded in _table().items()}
# Most of a text stays as it is: a compiled class steps over that, where str.translate looks up every character (17 times as slow).
_FOLDED = re.compile(f"[{re.escape(''.join(_TABLE))}]")
_WHITE = re.compile(r"\s+")


_LONGEST_KEPT = 200  # characters of a line whose folded form is kept: each pass over a document folds its short lines again


def fold(text: str) -> str:
    """The text with full-width letters, digits and signs made half-width; same length, so offsets hold."""
    return _folded(text) if len(text) <= _LONGEST_KEPT else _FOLDED.sub(_fold_of, text)


@lru_cache(maxsize=8192)
def _folded(text: str) -> str:
    return _FOLDED.sub(_fold_of, text)


def _fold_of(found: re.Match[str]) -> str:
    return _TABLE[found[0]]


def squeeze(text: str) -> str:
    """The text without any white space: 高新技术 企业 and 高新技术企业 are one name."""
    return _WHITE.sub("", text)


_MARKUP = re.compile(r"\*\*|__|`|<br\s*/?>", re.I)


def word(text: str) -> str:
    """The text for matching: folded, without white space and Markdown's emphasis (**指标名称** is 指标名称)."""
    return _MARKUP.sub("", squeeze(fold(text)))


def tidy(text: str) -> str:
    """Printed text on one line: white space dropped between Chinese characters, one blank elsewhere."""
    text = _WHITE.sub(" ", text).strip()
    return re.sub(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])", "", text)
