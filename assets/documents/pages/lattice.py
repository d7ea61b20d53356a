"""Ruling lines to lattices: which lines make up a table, and which of its places one cell covers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assets.documents.pages.marks import Glyph, Rule

MOST_RULES = 3_000  # of a page, once pieces are joined; more are a drawing
_LARGEST = 20_000  # places of a lattice; more are graph paper
_ONE_LINE = 2.5  # points across; rules nearer to one another are one
_PIECES = 4.0  # points; the widest gap between pieces of one rule
_TOUCH = 4.0  # points by which a rule may miss the one it meets
_LEAST_COLUMN, _LEAST_ROW = 8.0, 6.0  # points; lines nearer are a double line
_OPEN_SIDE = 10.0  # points by which level lines stand out over the last upright one, where a table has no outer border
_COVERED = 0.6  # of a place's edge that a rule must cover to part it from the next


class Region(NamedTuple):
    """A cell of a lattice: the places it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(slots=True)
class Lattice:
    """Columns and rows by their edges, and the cells that cover them."""

    xs: list[float]
    ys: list[float]
    regions: list[Region] = field(default_factory=list)
    _owner: dict[tuple[int, int], int] = field(default_factory=dict)

    def own(self, regions: Iterable[Region]) -> None:
        """Set the cells."""
        self.regions = sorted(regions)
        for at, (row, column, height, width) in enumerate(self.regions):
            self._owner.update(((r, c), at) for r in range(row, row + height) for c in range(column, column + width))

    def region_at(self, glyph: Glyph) -> int | None:
        """Index of the cell that a glyph's middle lies in; None outside the lattice."""
        x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.35 * glyph.size
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]):
            return None
        row = min(bisect_right(self.ys, y) - 1, len(self.ys) - 2)
        column = min(bisect_right(self.xs, x) - 1, len(self.xs) - 2)
        return self._owner[row, column]

    @property
    def area(self) -> float:
        """In square points."""
        return (self.xs[-1] - self.xs[0]) * (self.ys[-1] - self.ys[0])


def find_lattices(rules: Sequence[Rule]) -> list[Lattice]:
    """The lattices that ruling lines make up, the smallest first, so that a table in a frame comes before the frame."""
    level, upright = _merged(rules, level=True), _merged(rules, level=False)
    if len(level) + len(upright) > MOST_RULES:
        return []
    found = [_lattice(*group) for group in _groups(level, upright)]
    return sorted((lattice for lattice in found if lattice is not None), key=lambda lattice: lattice.area)


def _merged(rules: Sequence[Rule], *, level: bool) -> list[Rule]:
    """The rules of one direction with pieces of the same line joined."""
    lines: list[list[Rule]] = []
    for rule in sorted((rule for rule in rules if rule.level is level), key=lambda rule: rule.at):
        if lines and rule.at - lines[-1][0].at <= _ONE_LINE:
            lines[-1].append(rule)
        else:
            lines.append([rule])
    return [piece for line in lines for piece in _pieces(line)]


def _pieces(line: Sequence[Rule]) -> list[Rule]:
    pieces: list[Rule] = []
    for rule in sorted(line, key=lambda rule: rule.start):
        if pieces and rule.start - pieces[-1].end <= _PIECES:
            pieces[-1] = pieces[-1]._replace(end=max(pieces[-1].end, rule.end))
        else:
            pieces.append(rule)
    return pieces


def _groups(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that meet one another, directly or by others."""
    parents = list(range(len(level) + len(upright)))
    for i, line in enumerate(level):
        for j, post in enumerate(upright, start=len(level)):
            if _within(line.at, post) and _within(post.at, line):
                parents[_root(parents, i)] = _root(parents, j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, rule in enumerate((*level, *upright)):
        groups.setdefault(_root(parents, i), ([], []))[0 if rule.level else 1].append(rule)
    return list(groups.values())


def _within(at: float, rule: Rule) -> bool:
    return rule.start - _TOUCH <= at <= rule.end + _TOUCH


def _root(parents: list[int], i: int) -> int:
    while parents[i] != i:
        parents[i] = parents[parents[i]]
        i = parents[i]
    return i


def _lattice(level: Sequence[Rule], upright: Sequence[Rule]) -> Lattice | None:
    """The lattice of rules that meet; None where they part nothing."""
    if len(level) < 2 or not upright:
        return None
    xs = _edges([rule.at for rule in upright], [rule.start for rule in level], [rule.end for rule in level], _LEAST_COLUMN)
    ys = _edges([rule.at for rule in level], [rule.start for rule in upright], [rule.end for rule in upright], _LEAST_ROW)
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 1 or rows < 1 or columns * rows > _LARGEST:
        return None
    lattice = Lattice(xs, ys)
    beside = _walls(xs, ys, upright, _LEAST_COLUMN)
    below = _walls(ys, xs, level, _LEAST_ROW)
    lattice.own(_regions(rows, columns, beside, below))
    return lattice


def _edges(at: Iterable[float], starts: Iterable[float], ends: Iterable[float], least: float) -> list[float]:
    """Where columns (or rows) begin and end: at the rules across, and where the rules along stand out over these."""
    edges: list[float] = []
    for place in sorted(at):
        if not edges or place - edges[-1] > least:
            edges.append(place)
    first, last = min(starts), max(ends)
    return [first] * (first < edges[0] - _OPEN_SIDE) + edges + [last] * (last > edges[-1] + _OPEN_SIDE)


def _walls(edges: Sequence[float], along: Sequence[float], rules: Sequence[Rule], least: float) -> set[tuple[int, int]]:
    """Pairs (edge, place along it) that a rule covers."""
    covered: dict[tuple[int, int], float] = {}
    for rule in rules:
        edge = max(0, bisect_right(edges, rule.at + 0.01) - 1)
        if edge + 1 < len(edges) and abs(edges[edge + 1] - rule.at) < abs(edges[edge] - rule.at):
            edge += 1
        if abs(edges[edge] - rule.at) > least:
            continue
        for place in range(max(0, bisect_right(along, rule.start) - 1), len(along) - 1):
            if along[place] >= rule.end:
                break
            shared = min(rule.end, along[place + 1]) - max(rule.start, along[place])
            covered[edge, place] = covered.get((edge, place), 0.0) + max(0.0, shared)
    return {(edge, place) for (edge, place), length in covered.items() if length >= _COVERED * (along[place + 1] - along[place])}


def _regions(rows: int, columns: int, beside: set[tuple[int, int]], below: set[tuple[int, int]]) -> list[Region]:
    """Places that no rule parts, as cells; where such places make up no rectangle, each is a cell of its own."""
    parents = list(range(rows * columns))
    for row in range(rows):
        for column in range(columns):
            here = row * columns + column
            if column + 1 < columns and (column + 1, row) not in beside:
                parents[_root(parents, here)] = _root(parents, here + 1)
            if row + 1 < rows and (row + 1, column) not in below:
                parents[_root(parents, here)] = _root(parents, here + columns)
    members: dict[int, list[tuple[int, int]]] = {}
    for here in range(rows * columns):
        members.setdefault(_root(parents, here), []).append(divmod(here, columns))
    regions: list[Region] = []
    for places in members.values():
        top, left = min(row for row, _ in places), min(column for _, column in places)
        height, width = max(row for row, _ in places) - top + 1, max(column for _, column in places) - left + 1
        if height * width == len(places):
            regions.append(Region(top, left, height, width))
        else:
            regions.extend(Region(row, column, 1, 1) for row, column in places)
    return regions
