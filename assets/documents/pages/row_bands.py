"""Which printed lines make up one row of a table without rules: every way to cut them into rows has a cost, the cheapest is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from assets.documents.outline.numbering import heading_at
from assets.documents.pages.lines import Stretch, first_word
from assets.language.fold import fold, word
from assets.language.quantity import has_digit, is_not_set
from assets.language.tablewords import is_header_word

_Setting = Callable[[float, float], float]  # of a cell's first and last baseline, what cells beside one another have in common
_SETTINGS: tuple[_Setting, ...] = (lambda top, bottom: (top + bottom) / 2, lambda top, _: top, lambda _, bottom: bottom)

Line = Mapping[int, Stretch]  # what a line holds in each column

_LONGEST_VALUE = 16  # characters of a figure with its unit
_DEAREST = 10.0  # cost inside a row from which no more lines are tried
_MOST_LINES = 40  # of one row
_WRAPPED = 1.08  # times the lines' pitch; lines further apart are not those of one cell
_SAME_PITCH = 1.16  # by which the pitches of wrapped lines may differ: fonts of several heights
_AS_ROWS = 0.96  # times the distance of two rows' lines; lines as far apart may be rows
_DOUBT = 0.55  # of lines that are as far apart as rows are, and may yet be one cell's
_TORN_DOUBT = 0.3  # of a cut between such lines
_ROOM = 0.4  # of the letters' size, that a line may leave besides the word that did not fit
_EMPTY, _NAMELESS, _MOST_EMPTY = 0.8, 1.6, 1.2  # cost of an empty cell, of one in the first column, and of all of a row together
_ALONE = 0.8  # of a row with a single cell
_EARLY, _TWO_VALUES, _FAR = 2.0, 3.0, 4.0  # of a line broken though there was room, of two figures in a cell, of lines far apart
_OFF = 3.0  # of cells beside one another that are not set to one height, as those of the other rows are
_EARLY_HEAD = 0.4  # of a line broken early above the first figures: 2025年 and 目标 are one head
_BRACKETS = ("（", "(")  # what stands in brackets below a name is part of it
_TORN = 1.5  # of a cut between lines that run on


def is_value(stretch: Stretch) -> bool:
    """Whether a piece of a line is a figure, or a sign that there is none."""
    said = fold(stretch.text)
    return len(said) <= _LONGEST_VALUE and (has_digit(said) or is_not_set(said))


def _has_figures(line: Line) -> bool:
    """Whether a line holds figures right of its first piece, and not only headers such as 2020年."""
    return any((is_value(piece) or has_digit(piece.text)) and not is_header_word(word(piece.text)) for piece in [*line.values()][1:])


class _Pair(NamedTuple):
    """Two lines of a column with none between them; ``line``: which one the upper stands in."""

    line: int
    above: Stretch
    below: Stretch
    is_full: bool  # the upper had no room for the lower one's first word
    is_head: bool  # the upper is a head over several columns, the lower perhaps one below it

    begins: bool  # the lower begins something new: a category, a numbered name

    @property
    def step(self) -> float:
        return self.below.base - self.above.base

    @property
    def may_go_on(self) -> bool:
        """Whether the lower line may be the rest of the upper one's text."""
        return self.is_full and not self.are_values and not self.begins

    @property
    def are_values(self) -> bool:
        return is_value(self.above) and is_value(self.below)


class Bands:
    """Lines of a table, with what tells how they belong together."""

    def __init__(self, lines: Sequence[Line], widths: Sequence[float], spanning: Set[tuple[int, int]], first_column: int = 0) -> None:
        """``widths``: of the columns; ``spanning``: the places (line, column) of pieces that run over several columns."""
        self._lines = lines
        self._used = range(first_column, len(widths))
        self._columns = {column: [(at, line[column]) for at, line in enumerate(lines) if column in line] for column in self._used}
        self._below: dict[tuple[int, int], _Pair] = {}  # by line and column
        self._body = next((at for at, line in enumerate(lines) if _has_figures(line)), 0)
        for column in self._used:
            for (line, above), (at, below) in pairwise(self._columns[column]):
                over, under = (line, column) in spanning, (at, column) in spanning
                is_head = over and at < self._body  # below another piece that runs over columns is a category
                is_early = not is_full(above, below, widths[column]) and not (
                    below.text.startswith(_BRACKETS) and heading_at(below.text) is None
                )
                is_name = column == first_column
                is_new = is_name and (heading_at(below.text) is not None or (is_early and heading_at(above.text) is not None))
                begins = over is not under or is_new
                self._below[at, column] = _Pair(line, above, below, not is_early, is_head, begins and not is_head)
        pairs = self._below.values()
        rows = (pair.step for pair in pairs if not pair.may_go_on and not pair.is_head)
        self._row = min(rows, default=float("inf"))  # between lines of two rows, at the nearest
        steps = sorted(pair.step for pair in pairs if pair.may_go_on and not pair.is_head and pair.step < _AS_ROWS * self._row)
        near = [step for step in steps if step <= _SAME_PITCH * steps[0]]
        self.pitch = median(near) if near else min(self._row, *(pair.step for pair in pairs)) if pairs else 1.0

    def cut(self) -> tuple[list[range], float]:
        """The rows as ranges of lines, and what they cost together, under the way of setting cells that explains them best."""
        return min((self._cut(setting) for setting in _SETTINGS), key=lambda found: found[1])

    def _cut(self, setting: _Setting) -> tuple[list[range], float]:
        count = len(self._lines)
        best = [0.0] + [float("inf")] * count
        begun = [0] * (count + 1)
        for first in range(count):
            torn = self._torn(first) if first else 0.0
            for end in range(first + 1, min(count, first + _MOST_LINES) + 1):
                inside = self._inside(first, end)
                if inside > _DEAREST:
                    break
                cost = best[first] + torn + inside + self._shape(first, end, setting)
                if cost < best[end]:
                    best[end], begun[end] = cost, first
        bands: list[range] = []
        end = count
        while end:
            bands.insert(0, range(begun[end], end))
            end = begun[end]
        return bands, best[count]

    def _torn(self, first: int) -> float:
        """What a cut above a line costs: lines that run on from one cell are torn apart."""
        cost = 0.0
        for column in self._used:
            at = next((at for at, _ in self._columns[column] if at >= first), None)
            if at is not None and (pair := self._below.get((at, column))) is not None:
                cost += (_TORN_DOUBT if self._is_as_rows(pair) else _TORN) * (pair.may_go_on and pair.step <= _WRAPPED * self.pitch)
        return cost

    def _inside(self, first: int, end: int) -> float:
        """What it costs that lines stand below one another in the cells of one row; it only grows with more lines."""
        cost = 0.0
        for at in range(first + 1, end):
            for column in self._lines[at]:
                pair = self._below.get((at, column))
                if pair is not None and pair.line >= first and not pair.is_head:
                    cost += (
                        (_EARLY if at >= self._body else _EARLY_HEAD) * (not pair.is_full)
                        + _TWO_VALUES * (pair.are_values or pair.begins)
                        + _DOUBT * self._is_as_rows(pair)
                    )
                    cost += _FAR * max(0.0, pair.step / self.pitch - _SAME_PITCH)
        return cost

    def _is_as_rows(self, pair: _Pair) -> bool:
        """Whether lines are as far apart as those of two rows are elsewhere."""
        return pair.step >= _AS_ROWS * self._row

    def _shape(self, first: int, end: int, setting: _Setting) -> float:
        """What the cells of a row cost by their places: empty ones, and those out of line with the tallest."""
        cells: dict[int, tuple[float, float]] = {}
        for at in range(first, end):
            for column, piece in self._lines[at].items():
                top, _ = cells.get(column, (piece.base, piece.base))
                cells[column] = top, piece.base
        cost = min(_MOST_EMPTY, sum(_NAMELESS if column == self._used[0] else _EMPTY for column in self._used if column not in cells))
        if len(cells) == 1:
            return cost + _ALONE
        tallest = setting(*max(cells.values(), key=lambda cell: cell[1] - cell[0]))
        return cost + sum(_OFF * min(1.0, abs(setting(*cell) - tallest) / self.pitch) for cell in cells.values())


def is_full(above: Stretch, below: Stretch, width: float) -> bool:
    """Whether a line had no room for the first word of the next one. ``width``: of its column."""
    return above.x1 - above.x0 + (first_word(below.text) + _ROOM) * above.size >= width
