"""Rows with fewer figures than the header has columns of values: which of the columns are empty.

Where a page prints one cell a line an empty cell leaves no trace. Every way to lay a row's figures, in their order, over the columns is
weighed: what plans leave out (a rate of growth, the outlook, the base of something new; hardly ever the target), and what a figure
says of itself (≥80 is no base, 8.5% of a length is its growth, 310 behind 322 is a level like it). Where two ways do nearly as
well, the cells that they lay into different columns are unsure; the others are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, groupby
from typing import NamedTuple

from assets.language.tablewords import TAIL_BRACKET
from assets.language.unitwords import is_unit, loose_unit
from assets.tables.plan_table import Cell, Role
from assets.tables.stacked.column_kinds import Kind, Place, places_of
from assets.tables.stacked.laying import MISPLACED, ODD, Subject, fit_of, worth
from assets.tables.stacked.own_words import Figure, figure_of

AlignedRow = list[tuple[int, Cell]]

MARGIN = 1.7  # another way that is no more than this behind the best may as well be meant
SURE = 2.4  # a way that is so far ahead tells what the table leaves out
_HABIT, _MOST_HABIT = 0.8, 1.6
_LIKELY, _OFTEN = 0.3, 2
_TELLING = 2  # figures at least, for a row to tell what others leave out
_WIDEST = 8  # columns of values


def filled_in(
    rows: Sequence[AlignedRow], roles: Sequence[Role], heads: Sequence[Sequence[str]]
) -> tuple[list[AlignedRow], set[tuple[int, int]]]:
    """The rows with the figures of short ones laid out anew, and the cells (row, column) of which nobody can tell where they belong.

    ``heads``: each column's header words from top to bottom.
    """
    values = [j for j, role in enumerate(roles) if role in (Role.VALUE, Role.GROWTH)]
    short = {r for r, row in enumerate(rows) if _is_short(row, values, roles)}
    full = [row for r, row in enumerate(rows) if r not in short]
    places = places_of(values, roles, heads, full) if len(values) <= _WIDEST else []
    found = {r: _figures(rows[r], values, roles) for r in short}
    habits = _habits(found.values(), places)
    out: list[AlignedRow] = []
    unsure: set[tuple[int, int]] = set()
    for r, row in enumerate(rows):
        laid, doubted = _laid(row, found[r], places, habits) if r in short else (row, _misplaced(row, places, roles))
        if r in short and r + 1 < len(rows) and not _is_named(rows[r + 1], roles):
            doubted = {j for j, _ in laid if j in values}  # what follows without a name may be the rest of this row
        out.append(laid)
        unsure |= {(r, j) for j in doubted}
    return out, unsure


class _Figures(NamedTuple):
    """The value cells of a row (on several lines where a column holds such), what they say, and what the row is about."""

    cells: list[list[tuple[int, Cell]]]
    figures: list[Figure]
    subject: Subject


def _figures(row: AlignedRow, values: Sequence[int], roles: Sequence[Role]) -> _Figures:
    cells = [list(group) for _, group in groupby((one for one in row if one[0] in values), key=lambda one: one[0])]
    figures = [figure_of("".join(cell.text for _, cell in one)) for one in cells]
    return _Figures(cells, figures, _subject(row, roles, figures))


def _habits(found: Iterable[_Figures], places: Sequence[Place]) -> dict[Kind, float]:
    """By how much less an empty column of each kind costs, as other rows of the table surely leave it empty.

    The outlook also where several rows may leave it empty: the base is hardly missing often. A figure alone ([40], a total) tells
    nothing of rows with several.
    """
    sure: Counter[Kind] = Counter()
    likely: Counter[Kind] = Counter()
    for one in found if places else ():
        if len(one.figures) < _TELLING:
            continue
        ways = _ways(one, places, {})
        lead = ways[0][0] - ways[1][0] if len(ways) > 1 else 0.0
        (sure if lead >= SURE else likely).update({place.kind for place in places if place not in ways[0][1]})
    habits = {kind: _HABIT * count for kind, count in sure.items()}
    if likely[Kind.OUTLOOK] >= _OFTEN:
        habits[Kind.OUTLOOK] = habits.get(Kind.OUTLOOK, 0.0) + _LIKELY * likely[Kind.OUTLOOK]
    return {kind: min(_MOST_HABIT, habit) for kind, habit in habits.items()}


def _is_short(row: AlignedRow, values: Sequence[int], roles: Sequence[Role]) -> bool:
    """Whether some of a row's columns of values are empty.

    Where it goes on below a year merged over it, its last cells are merged too, and it fills the first columns.
    """
    filled = sorted({j for j, _ in row if j in values})
    is_merged = Role.YEAR in roles and not any(roles[j] is Role.YEAR for j, _ in row) and filled == list(values[: len(filled)])
    return 0 < len(filled) < len(values) and not is_merged


def _is_named(row: AlignedRow, roles: Sequence[Role]) -> bool:
    return Role.INDICATOR not in roles or any(roles[j] in (Role.INDICATOR, Role.YEAR, Role.PLACE) for j, _ in row)


def _misplaced(row: AlignedRow, places: Sequence[Place], roles: Sequence[Role]) -> set[int]:
    """The columns of a full row whose figure is none of theirs: 14, a page's number, where the others print 8.4% and 17.1%."""
    subject = _subject(row, roles)
    figures = {place: figure_of("".join(cell.text for j, cell in row if j == place.at)) for place in places}
    return {
        place.at
        for place, figure in figures.items()
        if figure.value is not None and fit_of(figure, place, subject) <= (ODD if place.kind is Kind.RATE else MISPLACED)
    }


def _laid(row: AlignedRow, found: _Figures, places: Sequence[Place], habits: Mapping[Kind, float]) -> tuple[AlignedRow, set[int]]:
    """A row with its figures in the columns where they fit best, and those of its columns that another way fills otherwise."""
    valued = [one for group in found.cells for one in group]
    if not places:
        return row, {j for j, _ in valued}
    (best, chosen), *others = _ways(found, places, habits)
    near = [way for score, way in others if best - score < MARGIN]
    doubted = {one.at for i, one in enumerate(chosen) if any(way[i].at != one.at for way in near)}
    placed = [(place.at, cell) for place, group in zip(chosen, found.cells, strict=True) for _, cell in group]
    return sorted([*(one for one in row if one not in valued), *placed], key=lambda one: (one[0], one[1].start)), doubted


def _ways(found: _Figures, places: Sequence[Place], habits: Mapping[Kind, float]) -> list[tuple[float, tuple[Place, ...]]]:
    """All ways to lay a row's figures out, best first."""
    ways = ((worth(found.figures, way, places, found.subject, habits), way) for way in combinations(places, len(found.figures)))
    return sorted(ways, key=lambda way: -way[0])


def _subject(row: AlignedRow, roles: Sequence[Role], figures: Sequence[Figure] = ()) -> Subject:
    """The name of a row and the unit that it is counted in, where a column, the name or its first figure says it."""
    name = "".join(cell.word for j, cell in row if roles[j] is Role.INDICATOR)
    unit = next((cell.word.strip("()") for j, cell in row if roles[j] is Role.UNIT), None)
    if unit is None:
        bracket = TAIL_BRACKET.search(name)
        loose = loose_unit(name)
        unit = bracket["inside"] if bracket and is_unit(bracket["inside"]) else loose[1] if loose else None
    return Subject(name, unit or next((figure.unit for figure in figures[:1]), None))
