"""A cell's text to tokens: figures with their units and bounds, years, words, labels, marks, brackets and what parts them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assets.language.fold import fold
from assets.language.unitwords import is_unit
from assets.language.years import Period, find_periods
from assets.tables.phrases.cell_words import SEPARATORS, WORDS, Kind, word_at, words
from assets.tables.phrases.figures import Figure, figure_at, starts_with_bound, unit_end


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a cell (offsets in its text), with the figure or period it is where it is one."""

    kind: Kind
    text: str  # folded
    start: int
    end: int
    figure: Figure | None = None
    period: Period | None = None


_MARK = re.compile(r"[*#※†‡]+|[①-⑳]|[¹²³⁰-⁹]+|\[(?:\d{1,2}|(?:专栏|注|附?表|附件)\d*)\]|\((?:见?注|见?专栏|见?附?表|见?附件)\d*\)")
_GLUED = re.compile(r"\d(?=\s*(?:[),，、;；]|$))")  # a raised note number that lost its height: 35%1
_SIGNS = {",": Kind.COMMA, ";": Kind.STOP, "。": Kind.STOP, "、": Kind.LIST, "(": Kind.OPEN, ")": Kind.CLOSE}
_ARROW = re.compile(r"[→⇒➔➜➡⟶]|[-—=]+>")
_JOIN = re.compile(r"以及|和|及|与")
_PERIOD_LEAD = re.compile(r"(?:截至|截止|相比|到|至|比|较)$")
_PERIOD_END = re.compile(r"[\"'”’]?(?:时期|期间)?(?:年?[末底初前]|之前|以前|期末)?[:为,]?")
_BARE_YEAR = re.compile(r"\((?:\d{4})(?:[-—–~至]\d{4})?\)")
_NUMBER_IN_NAME = re.compile(r"\d+(?:\.\d+)?")
_GRADED = re.compile(r"\d+(?:\.\d+)?(?P<letters>[A-Za-z]{1,3})(?=[一-鿿])")
_SKIPPED = frozenset(" \t\n\r\u3000:\"'”“‘’")
_ENDS = (Kind.FIGURE, Kind.CLOSE, Kind.MARK)  # what a figure with all that belongs to it may end with
_NUMERAL_WORDS = re.compile(r"第[一二三四五六七八九十]{1,3}(?=[位名]?)|翻了?[一二两三四]番")


def tokens_of(text: str) -> list[Token]:
    """The tokens of a cell's text as printed, in order; together they cover every character but blanks, colons and quotes."""
    return _Scanner(text).tokens


class _Scanner:
    """One pass over a cell's folded text."""

    def __init__(self, text: str) -> None:
        self.printed, self.text = text, fold(text)
        self.periods = {period.char_start: period for period in find_periods(self.text) if self._is_period(period)}
        self.tokens: list[Token] = []
        at = 0
        while at < len(self.text):
            at = self._next(at)

    def _is_period(self, period: Period) -> bool:
        """2025年 and “十四五” are periods; of bare 2025 only what stands alone in brackets is one."""
        said = self.text[period.char_start : period.char_end]
        alone = self.text[max(0, period.char_start - 1) : period.char_end + 1]
        return "年" in said or not said[:4].isdigit() or (bool(_BARE_YEAR.fullmatch(alone)) and not self._is_measured(period))

    def _is_measured(self, period: Period) -> bool:
        """Whether a bracket stands between a number and their unit: 3000(2000)公里 are two lengths."""
        bare = self.text[max(0, period.char_start - 2) : period.char_start - 1].isdigit()
        return bare and unit_end(self.text, period.char_end + 1) > period.char_end + 1

    @property
    def last(self) -> Kind | None:
        """The kind of the token before."""
        return self.tokens[-1].kind if self.tokens else None

    def _next(self, at: int) -> int:
        """Take one token at ``at``; gives where the next may begin."""
        if (end := self._period(at)) > at:
            return end
        if self.text[at] in _SKIPPED:
            return self._after_blank(at)
        for take in (self._mark, self._sign, self._word, self._figure):
            if (end := take(at)) > at:
                return end
        return self._label(at, at + 1)

    def _add(self, kind: Kind, start: int, end: int, figure: Figure | None = None, period: Period | None = None) -> int:
        self.tokens.append(Token(kind, self.text[start:end], start, end, figure, period))
        return end

    def _after_blank(self, at: int) -> int:
        """A line's end behind a figure parts two statements where the next line has a figure too: 2023年80 / 2025年100."""
        rest = self.text[at:].split("\n")
        parts = self.text[at] == "\n" and self.last in _ENDS and any(ch.isdigit() for ch in rest[1])
        return self._add(Kind.COMMA, at, at + 1) if parts else at + 1

    def _period(self, at: int) -> int:
        lead = next(
            (n for n in (3, 2, 1) if (p := self.periods.get(at + n)) and _PERIOD_LEAD.match(self.text[at : p.char_start].strip())), 0
        )
        period = self.periods.get(at + lead)
        if period is None:
            return at
        end = _PERIOD_END.match(self.text, period.char_end)
        return self._add(Kind.PERIOD, at, end.end() if end else period.char_end, period=period)

    def _mark(self, at: int) -> int:
        """A note's mark; [1] is one behind something only: alone [13] is a total."""
        mark = _GLUED.match(self.text, at) if self.last is Kind.FIGURE and self.tokens[-1].end == at else None
        if mark is not None and self.tokens[-1].figure.unit:  # type: ignore[union-attr]
            return self._add(Kind.MARK, at, mark.end())
        mark = _MARK.match(self.text, at)
        if mark is None or (mark[0][1:-1].isdigit() and self.last not in (*_ENDS, Kind.LABEL)):
            return at
        return self._add(Kind.MARK, at, mark.end())

    def _sign(self, at: int) -> int:
        behind_figure = self.last in _ENDS
        if arrow := _ARROW.match(self.text, at):
            return self._add(Kind.ARROW, at, arrow.end())
        if self.text[at] == "/" and behind_figure:
            return self._add(Kind.SLASH, at, at + 1)
        if behind_figure and (join := _JOIN.match(self.text, at)):
            return self._add(Kind.LIST, at, join.end())
        kind = _SIGNS.get(self.text[at])
        if kind is None or (kind is Kind.LIST and not behind_figure and not self._begins_another(at + 1)):
            return at
        return self._in_label(at) if kind is Kind.OPEN and self.last is Kind.LABEL else self._add(kind, at, at + 1)

    def _begins_another(self, at: int) -> bool:
        """Whether a 、 behind a name that follows its figure begins another figure: 60所高职、160个专业群."""
        kinds = [token.kind for token in self.tokens]
        last = max((i for i, kind in enumerate(kinds) if kind in SEPARATORS), default=-1)
        return Kind.FIGURE in kinds[last + 1 :] and self._leads_to_figure(at)

    def _in_label(self, at: int) -> int:
        """A bracket without figures inside a label is part of it: 执业(助理)医师3.2人."""
        close = self.text.find(")", at)
        inside = self.text[at + 1 : close]
        goes_on = close > 0 and self.text[close + 1 : close + 2].isalpha() and not any(ch.isdigit() for ch in inside)
        attribute = goes_on and word_at(inside, 0)
        return (
            self._label(at, close + 1)
            if goes_on and not (attribute and attribute[1] is Kind.ATTRIBUTE)
            else self._add(Kind.OPEN, at, at + 1)
        )

    def _word(self, at: int) -> int:
        found = word_at(self.text, at)
        if found is None:
            return at
        word, kind = found
        end = at + len(word)
        if kind is Kind.LABEL or (self.last is Kind.LABEL and word in words("nouns")):
            return self._label(at, end)
        if kind in (Kind.ATTRIBUTE, Kind.UNTOLD):
            return self._add(kind, at, end)
        opens = self.last is not Kind.LABEL and len(word) > 1
        if kind is Kind.PART:
            opens = self.last not in (Kind.LABEL, Kind.FIGURE)
        elif kind in (Kind.FROM, Kind.AMONG):
            opens = False
        return self._add(kind, at, end) if opens or self._leads_to_figure(end) else at

    def _leads_to_figure(self, at: int) -> bool:
        """Whether nothing but words stands between here and a figure."""
        while at < len(self.text) and self.text[at] in _SKIPPED:
            at += 1
        if at >= len(self.text):
            return False
        if at in self.periods or self.text[at] in "〔[" or self._number_at(at) or _NUMERAL_WORDS.match(self.text, at):
            return True
        found = word_at(self.text, at)
        return found is not None and found[1] in WORDS and self._leads_to_figure(at + len(found[0]))

    def _number_at(self, at: int) -> bool:
        return self.text[at].isdigit() or (self.text[at] in "+-" and self.text[at + 1 : at + 2].isdigit())

    def _figure(self, at: int) -> int:
        if words_of_number := _NUMERAL_WORDS.match(self.text, at):
            end = words_of_number.end() + (self.text[words_of_number.end() : words_of_number.end() + 1] in ("位", "名"))
            return self._add(Kind.FIGURE, at, end, Figure(self.text[at:end], None, end))
        latin = at > 0 and self.text[at - 1].isascii() and self.text[at - 1].isalpha() and not self.text[:at].endswith("GDP")
        number = _NUMBER_IN_NAME.match(self.text, at)
        if latin and number and self.last is Kind.LABEL:  # PM2.5, CO2
            return self._label(at, number.end())
        if (graded := _GRADED.match(self.text, at)) and not is_unit(graded["letters"]) and not starts_with_bound(self.text[graded.end() :]):
            return self._label(at, graded.end())  # 5A级, 5G基站
        figure = figure_at(self.printed, self.text, at, is_from=self.last is Kind.FROM)
        return self._add(Kind.FIGURE, at, figure.end, figure) if figure else at

    def _label(self, start: int, end: int) -> int:
        """Characters that are nothing else: a label, together with the label right before it."""
        if self.last is Kind.LABEL and not self.text[self.tokens[-1].end : start].strip():
            start = self.tokens.pop().start
        return self._add(Kind.LABEL, start, end)


def is_of_names(figure: Figure) -> bool:
    """Whether a figure in this unit may stand inside a name: 站点500米范围覆盖率."""
    return figure.unit is not None and fold(figure.unit) in words("inside_names")


def without_figures_of_names(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with figures that belong to a label joined to it: 轨道交通站点 + 500米 + 范围覆盖率 before 25.7%."""
    out: list[Token] = []
    for i, token in enumerate(tokens):
        after = tokens[i + 1] if i + 1 < len(tokens) else None
        joins = (
            token.figure is not None and is_of_names(token.figure) and after is not None and after.kind is Kind.LABEL
            and any(later.kind is Kind.FIGURE for later in _clause(tokens[i + 2 :]))
        )  # fmt: skip
        before = out[-1] if out else None
        if (joins or token.kind is Kind.LABEL) and before is not None and before.kind is Kind.LABEL:
            out[-1] = Token(Kind.LABEL, before.text + token.text, before.start, token.end)
        else:
            out.append(Token(Kind.LABEL, token.text, token.start, token.end) if joins else token)
    return out


def _clause(tokens: Sequence[Token]) -> list[Token]:
    stop = next((i for i, token in enumerate(tokens) if token.kind in (Kind.COMMA, Kind.STOP, Kind.OPEN, Kind.CLOSE)), len(tokens))
    return list(tokens[:stop])
