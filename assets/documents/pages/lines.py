"""Glyphs to lines of text: what stands on one baseline, in stretches that wide gaps part from one another."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from assets.documents.pages.letters import raised
from assets.documents.pages.marks import Glyph

GAP = 1.2  # of the letters' size; a wider gap parts stretches: columns of a table, columns of the page, a label and its value
_SAME_BASE = 0.35  # of the letters' size, by which glyphs of one line may stand off its baseline
_SMALL = 0.86  # of the line's size; smaller glyphs above the baseline are superscripts (2014¹)
_RAISED, _LOWERED = 0.75, 0.4  # of the line's size, how far super- and subscripts stand off its baseline
_BESIDE = 0.6  # of the line's size, between a letter and its superscript
_WORD_GAP = 0.22  # of the letters' size, between two Latin words printed without a blank
_BLANK_GAP = 0.7  # of the letters' size; a narrower gap beside a Chinese character is mere justification
_HALF_GROUP = re.compile(r"\d,\d{0,2}$")  # 1,05 at a line's end goes on: 6.5
_UNPARTED = re.compile(r"[(（〔《“‘\[【]*(?:[A-Za-z0-9.,/+-]+|.)?(?:[，。；：、！？）)〕》”’\]】%％]+[A-Za-z0-9]*)*")
_OVERPRINT = 0.15  # of the letters' size; the same letter so near is printed twice, to look bold


@dataclass(frozen=True, slots=True)
class Stretch:
    """Letters that stand on one baseline without a wide gap."""

    x0: float
    x1: float
    base: float
    size: float
    text: str
    bold: bool = False
    letters: tuple[Glyph, ...] = field(default=(), compare=False, repr=False)  # that it is made of, blanks too

    @property
    def top(self) -> float:
        """Where the letters begin, roughly."""
        return self.base - 0.9 * self.size

    @property
    def bottom(self) -> float:
        """Where the letters end, roughly."""
        return self.base + 0.25 * self.size


def stretches_of(glyphs: Iterable[Glyph]) -> list[list[Stretch]]:
    """The lines that glyphs make up, from top to bottom, each as its stretches from left to right."""
    rows = _with_small(_rows(glyphs))
    lines = [[stretch_of(run) for run in _runs(sorted(row))] for row in rows]
    return [line for line in ([stretch for stretch in line if stretch.text] for line in lines) if line]


def _rows(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Glyphs by baseline, from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted((glyph for glyph in glyphs if glyph.text), key=lambda g: g.base):
        if rows and glyph.base - rows[-1][0].base <= _SAME_BASE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return rows


def _with_small(rows: list[list[Glyph]]) -> list[list[Glyph]]:
    """Rows with the super- and subscripts that stand beside their letters put among them."""
    sizes = [median(glyph.size for glyph in row) for row in rows]
    kept = [list(row) for row in rows]
    for i, row in enumerate(rows):
        for at, reach in ((i + 1, _RAISED), (i - 1, _LOWERED)):
            if not 0 <= at < len(rows) or sizes[i] > _SMALL * sizes[at] or abs(rows[at][0].base - row[0].base) > reach * sizes[at]:
                continue
            for run in _runs(sorted(row)):
                if any(-_BESIDE * sizes[at] <= run[0].x0 - glyph.x1 <= _BESIDE * sizes[at] for glyph in rows[at] if glyph.text.strip()):
                    base = rows[at][0].base
                    kept[at].extend(glyph._replace(base=base, text=raised(glyph.text) if at > i else glyph.text) for glyph in run)
                    kept[i] = [glyph for glyph in kept[i] if glyph not in run]
    return [row for row in kept if row]


def _runs(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """A row's glyphs from left to right, parted at wide gaps; blanks bridge none."""
    runs: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in row:
        if not glyph.text.strip():
            if runs:
                runs[-1].append(glyph)
            continue
        if last is None or glyph.x0 - last.x1 > GAP * max(glyph.size, last.size):
            runs.append([])
        elif glyph.text == last.text and abs(glyph.x0 - last.x0) <= _OVERPRINT * glyph.size:
            runs[-1][:] = [_as_bold(old) if old is last else old for old in runs[-1]]
            continue
        runs[-1].append(glyph)
        last = glyph
    return runs


def _as_bold(glyph: Glyph) -> Glyph:
    """The glyph as bold: it is printed twice, a hair's breadth apart."""
    return glyph._replace(bold=True)


def stretch_of(run: Sequence[Glyph]) -> Stretch:
    """The stretch of glyphs given from left to right, an inked one first."""
    inked = [glyph for glyph in run if glyph.text.strip()]
    pieces = [inked[0].text]
    blank = False
    at = 0
    for glyph in run[1:]:
        if not glyph.text.strip():
            blank = True
            continue
        last = inked[at]
        pieces.append(" " + glyph.text if (blank or _is_apart(last, glyph)) else glyph.text)
        at, blank = at + 1, False
    size = median(glyph.size for glyph in inked)
    bold = 2 * sum(glyph.bold for glyph in inked) > len(inked)
    return Stretch(
        inked[0].x0, max(glyph.x1 for glyph in inked), median(glyph.base for glyph in inked), size, "".join(pieces), bold, tuple(run)
    )


def _is_apart(left: Glyph, right: Glyph) -> bool:
    """Whether a gap without a blank in it parts words."""
    latin = is_word_letter(left.text[-1]) and is_word_letter(right.text[0])
    return right.x0 - left.x1 > (_WORD_GAP if latin else _BLANK_GAP) * max(left.size, right.size)


def first_word(text: str) -> float:
    """How wide a text's beginning is that no line's end may part, in letter sizes: a letter with the signs beside it, a number, a word."""
    found = _UNPARTED.match(text)
    return sum(0.55 if letter.isascii() else 1.0 for letter in found[0]) if found else 0.0


def is_word_letter(letter: str) -> bool:
    """Whether words of such letters are parted by blanks: Latin letters and figures."""
    return letter.isascii() and letter.isalnum()


def whole(line: Sequence[Stretch]) -> Stretch:
    """A line's stretches as one, with two blanks for each wide gap."""
    if len(line) == 1:
        return line[0]
    text = "  ".join(stretch.text for stretch in line)
    widest = max(line, key=lambda stretch: len(stretch.text))
    return replace(widest, x0=line[0].x0, x1=max(stretch.x1 for stretch in line), text=text, bold=all(stretch.bold for stretch in line))


def joined(above: str, below: str, *, apart: bool = False) -> str:
    """A line's text run on with the next line's: no blank between Chinese characters, one between Latin words.

    Figures run on (wrapped in a narrow cell) unless ``apart``: what the line ends in had room to go on.
    """
    if not above or not below:
        return above + below
    last, first = above[-1], below[0]
    if first.isdigit() and _HALF_GROUP.search(above):
        return above + below
    if is_word_letter(last) and is_word_letter(first) and (apart or last.isalpha() or first.isalpha()):
        return f"{above} {below}"
    return above + below


def gaps(line: Sequence[Stretch]) -> list[tuple[float, float]]:
    """The wide gaps in a line."""
    return [(left.x1, right.x0) for left, right in pairwise(line)]
