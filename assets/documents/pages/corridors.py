"""White corridors: what the lines of a table leave free from its head to its foot, however near the cells of one line stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from assets.documents.pages.lines import Stretch, stretch_of
from assets.documents.pages.marks import Glyph

Row = Sequence[Stretch]  # what stands on one baseline

_NARROWEST = 0.1  # of the letters' size; cells of browsers' tables are 1.5 points apart
_WIDE = 0.42  # of the letters' size; what is wider is no blank between words
_EDGE = 0.2  # of the letters' size, by which the left or right edges of a column's lines may differ
_MIDDLE = 0.6  # of the letters' size, by which the middles of centred lines may
_LEAST_ALIGNED = 0.6  # of a column's lines that share an edge or a middle
_MANY, _SHARP = 6, 0.85  # lines, and the share of them that line up on both sides, that show a corridor however narrow
_FEW = 2  # lines
_LEAST_WIDE = 0.25  # of the lines with text on both sides of a corridor that show it at a glance, by a wide gap
_LIST_MARK = re.compile(r"[^\w\s]{1,2}|o|[(（]?[\d一二三四五六七八九十]{1,3}[、．.)）]|[①-⑳]")
_TOUCH = 0.3  # points by which a letter's box may stand into a corridor


class Corridor(NamedTuple):
    """A free strip of the page."""

    left: float
    right: float


def free_strips(row: Row) -> list[Corridor]:
    """What a line leaves free: its margins, and the gaps between its letters that are wide enough to part columns."""
    inked = [letter for stretch in row for letter in stretch.letters if letter.text.strip()]
    least = _NARROWEST * row[0].size
    strips = [Corridor(float("-inf"), inked[0].x0)]
    end = inked[0].x1
    for letter in inked[1:]:
        if letter.x0 - end >= least:
            strips.append(Corridor(end, letter.x0))
        end = max(end, letter.x1)
    return [*strips, Corridor(end, float("inf"))]


def narrowed(corridors: Iterable[Corridor], strips: Sequence[Corridor], size: float) -> list[Corridor]:
    """What is left of corridors once a line with these free strips and letters of this size is passed."""
    least = _NARROWEST * size
    kept: list[Corridor] = []
    for corridor in corridors:
        for strip in strips:
            left, right = max(corridor.left, strip.left), min(corridor.right, strip.right)
            if right - left >= least:
                kept.append(Corridor(left, right))
    return kept


def corridors_of(rows: Sequence[Row], left_out: Set[int] = frozenset()) -> list[Corridor]:
    """The corridors, from left to right, that part the columns of a table's lines: free in all, wide in some, beside an aligned column.

    ``left_out``: lines (by number) that may run over corridors.
    """
    free = [Corridor(float("-inf"), float("inf"))]
    for row in (row for at, row in enumerate(rows) if at not in left_out):
        free = narrowed(free, free_strips(row), row[0].size)
    inner = sorted(corridor for corridor in free if corridor.left != float("-inf") and corridor.right != float("inf"))
    while (weak := _weakest(inner, rows, left_out)) is not None:
        inner.remove(weak)
    return inner


def _weakest(corridors: Sequence[Corridor], rows: Sequence[Row], left_out: Set[int]) -> Corridor | None:
    """The first corridor that parts nothing: blanks inside of a text, a list's marks left of it, or nothing lines up on its right."""
    columns = [column_lines(rows, corridors, at) for at in range(len(corridors) + 1)]
    for at, corridor in enumerate(corridors):
        left, right = columns[at], columns[at + 1]
        if left.keys() <= left_out or right.keys() <= left_out or _aligned_share(list(right.values())) < _LEAST_ALIGNED:
            return corridor
        both = left.keys() & right.keys()
        wide = sum(1 for line in both if right[line].x0 - left[line].x1 >= _WIDE * left[line].size)
        is_shown = wide and wide >= _LEAST_WIDE * len(both)
        never = not both and min(len(left), len(right)) >= _FEW  # on one line, where no blank can part them
        is_many = never or len(both) >= _MANY
        is_sharp = is_many and all(_aligned_share(list(side.values())) >= _SHARP for side in (left, right))
        if not (is_shown or is_sharp) or (at == 0 and all(_LIST_MARK.fullmatch(one.text) for one in left.values())):
            return corridor
    return None


def column_lines(rows: Sequence[Row], corridors: Sequence[Corridor], column: int) -> dict[int, Stretch]:
    """What of each line (by its number) stands in one column and runs over no other."""
    return {at: piece for at, row in enumerate(rows) for first, last, piece in pieces_of(row, corridors) if first == last == column}


def _aligned_share(lines: Sequence[Stretch]) -> float:
    """The largest share of a column's lines that have an edge or the middle in common."""
    size = lines[0].size
    return max(
        _share_near([one.x0 for one in lines], _EDGE * size),
        _share_near([one.x1 for one in lines], _EDGE * size),
        _share_near([(one.x0 + one.x1) / 2 for one in lines], _MIDDLE * size),
    )


def _share_near(places: Sequence[float], reach: float) -> float:
    """The largest share of places that lie within a reach of one of them."""
    return max(sum(1 for other in places if abs(other - place) <= reach) for place in places) / len(places)


def pieces_of(row: Row, corridors: Sequence[Corridor]) -> list[tuple[int, int, Stretch]]:
    """A line's stretches cut at the corridors that they leave free: first and last column of each piece, and the piece."""
    pieces: list[tuple[int, int, Stretch]] = []
    for stretch in row:
        runs: list[list[Glyph]] = [[]]
        for letter in stretch.letters:
            inked = [one for one in runs[-1] if one.text.strip()]
            if inked and letter.text.strip() and any(_parts(corridor, inked[-1], letter, runs[-1]) for corridor in corridors):
                runs.append([])
            if runs[-1] or letter.text.strip():
                runs[-1].append(letter)
        for run in runs:
            piece = stretch_of(run)
            middles = [(corridor.left + corridor.right) / 2 for corridor in corridors]
            first, last = (sum(1 for middle in middles if middle < x) for x in (piece.x0, piece.x1))
            pieces.append((first, last, piece))
    return pieces


def _parts(corridor: Corridor, last: Glyph, letter: Glyph, run: Sequence[Glyph]) -> bool:
    """Whether a corridor parts two letters: it lies in their gap, or meets one that no blank makes."""
    if last.x1 <= corridor.left + _TOUCH and letter.x0 >= corridor.right - _TOUCH:
        return True
    is_wide = letter.x0 - last.x1 >= _NARROWEST * letter.size and run[-1] is last
    return is_wide and last.x1 < corridor.right and letter.x0 > corridor.left
