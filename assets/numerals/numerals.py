"""Every number of a plan's text, and what it is where no observation is made of it (table ``numerals``).

The text is scanned once for all that may be a number; what each is comes from the block it stands in, from what the reading of statements
passed it over for, and from the words right beside it. What none of them tells is ``unresolved``, never left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from assets.documents.document import Block, BlockKind
from assets.documents.plans import Plan
from assets.language.fold import fold
from assets.numerals import contexts
from assets.numerals import numeral_words as words
from assets.statements.lexicon import FREQUENCY, INCENTIVE
from expectations.registry import load_registry

UNRESOLVED = "unresolved"
# What statements pass a figure over for without saying what it is: that is for the words beside it to tell.
UNEXPLAINED = "no_subject"
_WINDOW = 24  # characters looked at before a number for words that govern it
_MARGIN = 6  # characters looked at for the beginning or end of its line

_Label = TypeVar("_Label")


class _Reached(Generic[_Label]):
    """Labelled spans that are asked for from left to right: the one that reaches over a place, without searching again."""

    def __init__(self, spans: Iterable[tuple[int, int, _Label]]) -> None:
        self._spans = iter(spans)
        self._span = next(self._spans, None)

    def at(self, start: int, end: int) -> _Label | None:
        """The label of the first span that overlaps ``start`` to ``end``; places asked for must not go back."""
        while self._span is not None and self._span[1] <= start:
            self._span = next(self._spans, None)
        return self._span[2] if self._span is not None and self._span[0] < end else None


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number printed in a plan: its span in the plan's text and what it is (column ``disposition`` of table ``numerals``)."""

    start: int
    end: int
    disposition: str


def numerals_of(plan: Plan, passed_over: Sequence[tuple[int, int, str]] = ()) -> list[Numeral]:
    """All numbers of a plan's text in order; ``passed_over`` are the figures that statements made nothing of, with the reason."""
    account = NumeralAccount(plan, passed_over)
    return [Numeral(start, end, account.disposition(start, end)) for start, end in find_numerals(account.folded)]


# --- Finding --------------------------------------------------------------------------------------------------------------


def find_numerals(folded: str) -> Iterator[tuple[int, int]]:
    """The spans of all numbers in a folded text, in order; none overlaps another, and every digit lies in one."""
    slogans = _Reached((match.start(1), match.end(1), "") for match in words.QUOTED.finditer(folded) if _counts_in_turn(match[1]))
    end = 0
    while found := words.START.search(folded, end):
        start = found.start()
        match = words.NUMERAL.match(folded, start)
        end = match.end() if match else start + 1
        kind = match.lastgroup if match else None
        if kind == "digits":
            yield from _parted(folded, start, end)
        elif kind == "spelled" and not _is_number(folded, start, end, in_turn=slogans.at(start, end) is not None):
            continue
        elif kind is not None:
            yield start, end


def _parted(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Digits, but for a heading's number that runs into what follows: 1.2035年远景目标, 1.3D打印."""
    match = _RUN_ON.match(folded, start)
    if match and _begins_line(folded, start):
        yield start, match.end() - 1
        yield match.end(), end
    else:
        yield start, end


_RUN_ON = re.compile(r"\d{1,2}\.(?=20\d\d年|[3-6][DG](?![A-Za-z]))")


def _is_number(folded: str, start: int, end: int, *, in_turn: bool) -> bool:
    """Whether Chinese numerals are a number here, by the words around them; ``in_turn``: they stand in a slogan such as “一区四园”."""
    before = folded[start - 1] if start else "\n"
    if before.isdigit() or before in words.BEFORE_ROUND or words.NO_NUMBERS.match(folded, start) or _area_names().match(folded, start):
        return False
    if in_turn:
        return True
    behind = folded[end] if end < len(folded) else "\n"
    if (before == "(" and behind == ")") or (before in words.LISTED and not "一" <= behind <= "鿿"):
        return True
    printed = folded[start:end]
    if printed in ("零", "〇"):
        return False
    if before == "第" or (behind in "、.是" and _opens(folded, start)):
        return True
    if before == "翻":
        return behind == "番"
    if printed == "一":
        counts = before not in words.BEFORE_ONE and words.COUNTERS_OF_ONE.match(folded, end) is not None
        return counts or _stands_in_turn(folded, start)
    if words.COUNTERS.match(folded, end):
        return True
    if before in words.OPEN_QUOTE and "一" <= behind <= "鿿":
        return True
    if len(printed) > 1 and (printed[-1] == "亿" or any(digit not in "百千万" for digit in printed)):
        return True
    return _stands_in_turn(folded, start)


def _begins_line(folded: str, start: int, blanks: str | None = None) -> bool:
    """Whether nothing but blanks (white space, or the signs given) stands before a number on its line."""
    _, newline, line = folded[max(0, start - _MARGIN) : start].rpartition("\n")
    return not line.strip(blanks) and (bool(newline) or len(line) == start)


def _opens(folded: str, start: int) -> bool:
    """Whether a number stands where an item is numbered: at the beginning of a line or a clause."""
    before = folded[max(0, start - 4) : start].rstrip(" \t\u3000\xa0")
    return not before or before[-1] in "\n,。;:、" or not before.strip()


def _counts_in_turn(quoted: str) -> bool:
    return words.IN_TURN.match(quoted) is not None and any(digit in quoted for digit in "二两三四五六七八九十百千双")


def _stands_in_turn(folded: str, start: int) -> bool:
    """Whether a number is part of 一区四园, 三横两纵 and the like without quotes."""
    return words.IN_TURN_BARE.match(folded, start) is not None or (start >= 2 and words.IN_TURN_BARE.match(folded, start - 2) is not None)


_KIND_OF_AREA = re.compile(r"(?:[一-鿿]{1,3}族)*(?:自治)?[市县区省州旗]$")


@lru_cache(maxsize=1)
def _area_names() -> re.Pattern[str]:
    """The names of areas that begin with a numeral (三明市, 五家渠市, 九江), with and without the kind of area behind."""
    names = {area.name_zh for area in load_registry().regions if area.name_zh[0] in words.SPELLED}
    short = {_KIND_OF_AREA.sub("", name) for name in names}
    listed = sorted((name for name in names | short if len(name) > 1), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)))


# --- Accounting -----------------------------------------------------------------------------------------------------------


_CITED = re.compile(r"《[^《》\n]{1,120}》")
_ITEM = re.compile(r"[ \t]*[.、)．](?!\d)")
_BLANKS = " \t\u3000\xa0|-—–_"
_HEADED = (BlockKind.TITLE, BlockKind.HEADING, BlockKind.BOX, BlockKind.CAPTION)
# Superscripts are exponents of units (m²), subscripts parts of formulas (CO₂), Roman figures parts of names (Ⅱ类).
_MARK_KINDS = (
    ("specification", re.compile(r"(?<=[a-zA-Z米])[²³]")),
    ("name", re.compile(r"[₀-₉Ⅰ-ⅻ]")),
    ("numbering", re.compile(r"[㈠-㈩㊀-㊉⑴-⒛]")),
)
_MONEY = re.compile(r"\s*[十百千万亿]*元")
_BOUND_BEFORE = re.compile(r"(?:超过?|突破|不低于|不少于|高于|达到?|满|过|≥|>)\s*$")
_BOUNDED = re.compile(
    r"\s*[余多]?[万亿]*(?:元|美元|人|家|平方米|亩|吨|名|项|件|[%‰])?(?P<bound>及?以[上下内])?的?[一-鿿]{0,6}?(?:企业|项目|集群|园区|产业|品种|产品|人才|人员|机构|基金|团队|平台|单位|收入|\d)"
)


class NumeralAccount:
    """What the numbers of one plan are; asked from left to right, and only of those that nothing else is known of."""

    def __init__(self, plan: Plan, passed_over: Sequence[tuple[int, int, str]] = ()) -> None:
        self.folded = folded = fold(plan.document.text)
        self.blocks = _Reached((block.start, block.end, block) for block in plan.document.blocks)
        self.cited = _Reached((*match.span(), True) for match in _CITED.finditer(folded))
        self.quoted = _Reached((*match.span(1), match[1]) for match in words.QUOTED.finditer(folded))
        self.passed = _Reached(sorted(passed_over))

    def disposition(self, start: int, end: int) -> str:
        """What the number ``folded[start:end]`` is: by its block, its title in 《》, its neighbours, the reading of statements."""
        block, reason = self.blocks.at(start, end), self.passed.at(start, end)
        cited, quoted = self.cited.at(start, end), self.quoted.at(start, end)
        kind = block.kind if block else None
        is_mark = not self.folded[start].isdecimal() and self.folded[start] not in words.SPELLED
        if kind is BlockKind.FURNITURE or (kind is not BlockKind.TABLE and self._is_alone(start, end)):
            return "furniture"
        if is_mark:
            return self._mark(start, end, kind)
        if kind is BlockKind.TABLE:
            return "table_cell"
        if block is not None and block.number and start < block.start + len(block.number) + _lead(self.folded, block):
            return "numbering"
        if cited:
            return "citation"
        if quoted is not None and _counts_in_turn(quoted):
            return "slogan"
        is_spelled = self.folded[start] in words.SPELLED
        beside = (contexts.SPELLED_BESIDE if is_spelled else contexts.DIGITS_BESIDE).at(self.folded, start)
        if beside:
            return beside
        if _ITEM.match(self.folded, end) and _opens(self.folded, start):
            return "numbering"
        sense = self._by_sense(start, end, reason, is_spelled)
        return sense or ("slogan" if quoted is not None and is_spelled else _BY_BLOCK.get(kind, UNRESOLVED))

    def _is_alone(self, start: int, end: int) -> bool:
        """A number that is a line of its own is a page's number or a counter of the page's readers."""
        line, newline, _ = self.folded[end : end + _MARGIN].partition("\n")
        ends = newline or end + len(line) == len(self.folded)
        return bool(ends) and not line.strip(_BLANKS) and _begins_line(self.folded, start, _BLANKS)

    def _mark(self, start: int, end: int, kind: BlockKind | None) -> str:
        for disposition, pattern in _MARK_KINDS:
            if pattern.match(self.folded, start):
                return disposition
        if kind in (BlockKind.TABLE, BlockKind.NOTE):
            return "note_mark"
        behind = self.folded[end : end + 1]
        return "numbering" if _opens(self.folded, start) or "一" <= behind <= "鿿" else "note_mark"

    def _by_sense(self, start: int, end: int, reason: str | None, is_spelled: bool) -> str | None:
        """By the words of the clause, by what statements said of it, by its counter or unit."""
        before = self.folded[max(0, start - _WINDOW) : start]
        if contexts.FREQUENT.match(self.folded, start) or FREQUENCY.search(before):
            return "frequency"
        bounded = _BOUNDED.match(self.folded, end)
        if bounded and (bounded["bound"] or _BOUND_BEFORE.search(before)):
            return "threshold"
        if reason is not None and reason != UNEXPLAINED and not contexts.COUNT_BEHIND.match(self.folded, start):
            return reason
        if _MONEY.match(self.folded, end) and INCENTIVE.search(before):
            return "incentive"
        return (contexts.SPELLED_BY_COUNTER if is_spelled else contexts.DIGITS_BY_UNIT).at(self.folded, start)


_BY_BLOCK: Mapping[BlockKind | None, str] = {BlockKind.FRONT: "front", **dict.fromkeys(_HEADED, "heading")}


def _lead(folded: str, block: Block) -> int:
    """White space between a block's start and its number."""
    printed = folded[block.start : block.start + _WINDOW]
    return len(printed) - len(printed.lstrip())
