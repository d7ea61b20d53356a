"""A paragraph as it is scanned: its own stretch of the text, without what a copy left in it that nobody reads.

Blanks inside numbers and between characters, signs without width, the pinyin behind each character of a page for learners.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assets.statements.statement import Statement

# 35 .6 亿元, 1 - 2 家, 达 4.0 %: blanks beside digits. Two such places make a paragraph a noisy one.
_NOISE = re.compile(r"[\d.][ \t]+[\d.%家个项件亿万名人]|[一-鿿][ \t]+[\d一-鿿]")
_NOBODY_SEES = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
# A note's reference behind a figure: 9800[2]人, 9800²人; but 10⁴吨 is a power.
_REFERENCE_SIGN = re.compile(r"[\[¹²³⁴-⁹]")
_REFERENCES = (
    re.compile(r"(?<=\d)(?:\[\d{1,2}\])+(?=[一-鿿%‰,，。;；、])"),
    re.compile(r"(?<=\d)(?<![^\d.]10)(?<!^10)[¹²³⁴-⁹]{1,2}(?=[一-鿿%‰,，。;；、])"),
)
_PINYIN = re.compile(r"(?<=[一-鿿])\([a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ]{1,6}\)")
_POINT = re.compile(r"(?<=\d) ?· ?(?=\d+ ?[%‰万亿])")
_BESIDE_POINT = re.compile(r"(?<=\d) (?=\. ?\d+ ?[%‰万亿])|(?<=\d\.) (?=\d+ ?[%‰万亿])")
_BLANK = re.compile(r"(?<![A-Za-z])[ \t]+|[ \t]+(?![A-Za-z])")


@dataclass(frozen=True, slots=True)
class Passage:
    """Printed and folded text of a paragraph, same length; ``places`` gives each character's offset in the plan's text."""

    printed: str
    folded: str
    offset: int
    places: Sequence[int] | None = None  # None where nothing was left out

    @classmethod
    def of(cls, text: str, folded: str, start: int, end: int) -> Passage:
        """The passage ``text[start:end]``."""
        printed, plain = text[start:end], folded[start:end]
        noise = [] if plain.isprintable() else [_NOBODY_SEES]
        if "·" in plain:  # 增长27 · 6%: how some copies print a decimal point
            plain = _POINT.sub(lambda match: match[0].replace("·", "."), plain)
            noise.append(_BESIDE_POINT)
        if (" " in plain or "\t" in plain) and len(_NOISE.findall(plain)) >= 2:
            noise.append(_BLANK)
        if "(" in plain and len(_PINYIN.findall(plain)) >= 2:
            noise.append(_PINYIN)
        if _REFERENCE_SIGN.search(plain):
            noise.extend(_REFERENCES)
        if not noise:
            return cls(printed, plain, start)
        dropped = {i for pattern in noise for match in pattern.finditer(plain) for i in range(*match.span())}
        if not dropped:
            return cls(printed, plain, start)
        kept = [i for i in range(len(plain)) if i not in dropped]
        return cls("".join(printed[i] for i in kept), "".join(plain[i] for i in kept), start, [start + i for i in kept])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A span of the passage as a span of the plan's text."""
        if self.places is None:
            return self.offset + start, self.offset + end
        return self.places[start], self.places[end - 1] + 1

    def placed(self, statement: Statement) -> Statement:
        """A statement read in the passage, its offsets made those in the plan's text."""
        statement.start, statement.end = self.span(statement.start, statement.end)
        statement.quote_start, statement.quote_end = self.span(statement.quote_start, statement.quote_end)
        return statement
