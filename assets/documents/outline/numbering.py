"""How official documents number their headings, and which numbered lines are headings at all.

The styles nest by convention (第X章, 第X节, 一、, (一), 1., (1), ①), but no plan uses them all: a heading's level is its place
among the styles that are open above it, not the style's own rank.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from assets.language.fold import fold

_NUMERAL = r"[一二三四五六七八九十百零〇]{1,4}"
_GAP = r"[ \t\u3000\xa0]*"


class Style(NamedTuple):
    """A numbering style: its pattern at the start of a line, and its rank among the styles (smaller encloses larger)."""

    rank: int
    pattern: re.Pattern[str]


# 1.5亿元 is no heading 1.5; 1.2035年远景目标 is heading 1, 1.3D打印 too.
_DECIMAL = (
    r"\d{1,2}(?:[.．]\d{1,2}){1,3}(?![\d.．])(?=[ \t\u3000\xa0]|[一-鿿])"
    r"(?!\s*(?:亿|万|个|家|件|%|倍|元|年|月))[ \t\u3000\xa0]*、?"
)
# Ranks leave room for the tags of unnumbered HTML headings.
STYLES: tuple[Style, ...] = tuple(
    Style(rank, re.compile(pattern))
    for rank, pattern in (
        (10, rf"第{_GAP}(?:{_NUMERAL}|\d{{1,2}}){_GAP}(?:篇|部分|编)"),
        (20, rf"第{_GAP}(?:{_NUMERAL}|\d{{1,2}}){_GAP}章"),
        (30, rf"第{_GAP}(?:{_NUMERAL}|\d{{1,2}}){_GAP}节"),
        (40, rf"{_NUMERAL}{_GAP}[、．.]"),
        (50, rf"[（(]{_GAP}{_NUMERAL}{_GAP}[）)]{_GAP}[、．.]?|[㈠-㈩]"),
        (62, _DECIMAL),
        (60, rf"\d{{1,2}}{_GAP}[、．.](?!\d{{1,2}}(?!\d)\s*(?:[%％亿万个家件项倍元]|[.．]))"),
        (70, rf"[（(]{_GAP}\d{{1,2}}{_GAP}[）)]{_GAP}[、．.]?|[⑴-⒇]"),
        (75, r"\d{1,2}[）)]"),
        (80, r"[①-⑳]"),
    )
)
ATTACHMENT_RANK = 5
_ATTACHMENT = re.compile(rf"附{_GAP}(?:件|录){_GAP}(?:\d{{1,2}}|{_NUMERAL})?{_GAP}[:：]?")
# Tags of unnumbered HTML headings; a line in bold stands deepest.
TAG_RANKS = {"h1": 5, "h2": 15, "h3": 35, "h4": 55, "h5": 65, "h6": 76, "strong": 90}
UNNUMBERED_RANK = 90
_BARE_RANK, _TIMED_RANK = 45, 15  # of unnumbered headings: below 一、, and above all but parts where no chapter is open
_TOP_WORDS = re.compile(r"^(?:前\s*言|序\s*言|引\s*言|导\s*言|结\s*语|结束语|后\s*记|附\s*则|编制说明|名词解释|总\s*论)$")
_BOX = re.compile(rf"(?P<number>专{_GAP}栏{_GAP}(?:\d{{1,2}}(?:[-－—.]\d{{1,2}})?|{_NUMERAL})?){_GAP}[:：、.．]?{_GAP}")
_BARE_BOX = re.compile(rf"专{_GAP}栏{_GAP}(?:[:：]|$)")

_FIRST_CHARS = frozenset("第名一二三四五六七八九十百（(㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩0123456789附专①②③④⑤⑥⑦⑧⑨⑩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽前序引导结后编总")
_SENTENCE_END = re.compile(r"[。！？!?]")
_LIST_END = re.compile(r"[；;，,、：:]$")
# A quantity makes a numbered line a statement: 1.高新技术企业130家, not a heading.
_QUANTITY = re.compile(r"\d[\d.,]*\s*(?:[%％‰]|个百分点|个以上|家|件|项|亿|万|人|名|位|倍|百分|元|篇|平方)|到\s*20\d\d\s*年")
LONGEST_HEADING = 60  # characters of a line that is a heading as a whole
LONGEST_SENTENCE = 45  # of a heading that is one sentence closed by 。
LONGEST_RUN_IN = 40  # of a first sentence that is a run-in heading
_FREE_RANK = 40  # styles up to 一、 head chapters, whatever they say


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading found at the start of a line. Offsets count from the line's start."""

    rank: int
    number: str | None  # as printed
    end: int  # where the heading ends: the line's end, or behind the first sentence (run-in)
    is_box: bool = False
    top: bool = False  # stands at the top whatever is open: 前言, 附件1


def heading_at(text: str) -> Mark | None:
    """The heading that a line is, or begins with; None for running text and list items that are whole statements.

    Read in either script (專欄1, 結語) and with half- or full-width signs; a mark's number is as printed.
    """
    if not text or fold(text[0]) not in _FIRST_CHARS:
        return None
    said = fold(text)
    if said[0] == "专":
        return _box(text, said)
    for style in STYLES:
        if match := style.pattern.match(said):
            end = _heading_end(said, match.end(), style.rank)
            return Mark(style.rank, text[: match.end()].strip(), end) if end else None
    if len(said) <= LONGEST_HEADING and (match := _ATTACHMENT.match(said)) and not _SENTENCE_END.search(said):
        return Mark(ATTACHMENT_RANK, text[: match.end()].rstrip(" \t\u3000\xa0:："), len(text), top=True)
    if len(said) <= 8 and _TOP_WORDS.match(said):
        return Mark(ATTACHMENT_RANK, None, len(text), top=True)
    return None


def number_end(text: str) -> int:
    """Where the number that opens a line ends; 0 where none does."""
    if text and fold(text[0]) in _FIRST_CHARS:
        said = fold(text)
        for style in STYLES:
            if match := style.pattern.match(said):
                return match.end()
    return 0


def _box(text: str, said: str) -> Mark | None:
    match = _BOX.match(said)
    if match is None or len(said) > LONGEST_HEADING or _SENTENCE_END.search(said[:-1]):
        return None
    if match["number"].strip() == "专栏" and not _BARE_BOX.match(said):
        return None
    return Mark(UNNUMBERED_RANK, text[slice(*match.span("number"))].strip(), len(text), is_box=True)


def _heading_end(text: str, start: int, rank: int) -> int:
    """Where the heading that opens a numbered line ends; 0 where the line is a statement or a list item."""
    first = _SENTENCE_END.search(text, start)
    if first is None:
        heading = text[start:]
        fits = 0 < len(heading.strip()) <= LONGEST_HEADING and not _LIST_END.search(heading)
        return len(text) if fits and (rank <= _FREE_RANK or not _QUANTITY.search(heading)) else 0
    heading = text[start : first.start()]
    whole = first.end() == len(text)
    if not heading.strip() or len(heading) > (LONGEST_SENTENCE if whole else LONGEST_RUN_IN):
        return 0
    if any(sign in heading for sign in "；;：:") or _QUANTITY.search(heading):
        return 0
    return first.end()


class Outline:
    """The styles open above the next heading; gives each heading its level."""

    def __init__(self) -> None:
        """Start with nothing open."""
        self._open: list[int] = []

    @property
    def depth(self) -> int:
        """How many headings enclose what comes next."""
        return len(self._open)

    def place(self, rank: int, *, top: bool = False) -> int:
        """Level (1 for the top) of a heading of this rank: beside an open one of its rank, else below all that enclose it."""
        if top:
            self._open.clear()
        while self._open and self._open[-1] >= rank:
            self._open.pop()
        self._open.append(rank)
        return len(self._open)

    def bare_rank(self, *, is_timed: bool) -> int:
        """The rank of a heading without number or tag: one that names a time (2026年重点工作) heads the parts where no chapter does."""
        return _TIMED_RANK if is_timed and not any(_TIMED_RANK < rank < _BARE_RANK for rank in self._open) else _BARE_RANK

    def close(self) -> None:
        """Nothing stands below the heading placed last: 前言 encloses no chapter."""
        self._open.pop()
