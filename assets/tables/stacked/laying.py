"""What speaks for laying a row's figures into some of the columns of values, and leaving the others empty."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assets.language.unitwords import POINTS
from assets.tables.stacked.column_kinds import Kind, Place
from assets.tables.stacked.own_words import SHARES, Figure

# What it costs that a column is empty.
_EMPTY = {Kind.BASE: 2.5, Kind.STAGE: 3.0, Kind.TARGET: 5.0, Kind.OUTLOOK: 1.0, Kind.RATE: 0.7, Kind.CHANGE: 0.7}
_EMPTY_TARGET_OF_RATE = 3.0  # the target, where the row says its growth
_EMPTY_RATE_OF_SHARE = 0.2  # the growth of what is counted in %
_LEAST = 0.2  # any empty column, however often it is
_LARGEST_RATE = 40  # % a year
_GROWS = re.compile(r"增长|增速|增幅|下降|降低|减少|涨幅|提高")
_LEVELS = (Kind.BASE, Kind.STAGE, Kind.TARGET, Kind.OUTLOOK)
_TOTAL_OF_BOTH = 1.0  # [23.6] of the five years before, [14] of those to come
_COUNTED_THEN_PROMISED = 0.5  # 120 and ≥260
_NEVER = -8.0
MISPLACED = -4.0
ODD = -2.0  # a rate that fits its column no better is none: a page's number, points that are not called so
# What a level behind another is worth by how many times it is as large, up to each bound.
_RISING = ((2.0, 1.0), (5.0, 0.0), (20.0, -1.5), (math.inf, -4.0))
_FALLING = ((1.25, 1.0), (2.0, -0.3), (5.0, -1.0), (math.inf, -4.0))
_SAME = 0.02  # of the larger figure, by which a printed change may be off


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row is about: its (folded) name, and its unit where it says one."""

    name: str
    unit: str | None

    @property
    def is_share(self) -> bool:
        """Whether it is counted in %."""
        return self.unit in SHARES


def worth(
    figures: Sequence[Figure], way: Sequence[Place], places: Sequence[Place], subject: Subject, habits: Mapping[Kind, float]
) -> float:
    """What speaks for the figures standing in the columns ``way`` of all those there are (``places``).

    ``habits``: by how much less an empty column of a kind costs in this table.
    """
    kinds = {place.kind for place in way}
    empty = [place for place in places if place not in way]
    score = -sum(max(_LEAST, _empty(place, kinds, subject) - habits.get(place.kind, 0.0)) for place in empty)
    score += sum(fit_of(figure, place, subject) for figure, place in zip(figures, way, strict=True))
    levels = [figure for figure, place in zip(figures, way, strict=True) if place.kind in _LEVELS]
    score += sum(_beside(before, after) for before, after in pairwise(levels))
    score += _COUNTED_THEN_PROMISED if Kind.BASE in kinds and [one.is_bound for one in levels[:2]] == [False, True] else 0.0
    totals = {place.kind for figure, place in zip(figures, way, strict=True) if figure.is_total}
    score += _TOTAL_OF_BOTH if totals >= {Kind.BASE, Kind.TARGET} else 0.0
    return score + _change(figures, way)


def _empty(place: Place, filled: set[Kind], subject: Subject) -> float:
    if place.kind is Kind.TARGET and Kind.RATE in filled:
        return _EMPTY_TARGET_OF_RATE
    return _EMPTY_RATE_OF_SHARE if place.kind is Kind.RATE and subject.is_share else _EMPTY[place.kind]


def fit_of(figure: Figure, place: Place, subject: Subject) -> float:
    """What speaks for a figure standing in a column, whatever stands in the others."""
    if figure.is_dash:
        return -1.0 if place.kind is Kind.TARGET else 0.0
    if figure.value is None:
        return {Kind.BASE: -3.0, Kind.RATE: -1.0, Kind.CHANGE: -1.0}.get(place.kind, 0.0)
    if place.kind is Kind.RATE:
        return _fit_of_rate(figure, place, subject)
    if place.kind is Kind.CHANGE:
        return 0.0
    if figure.is_share and subject.unit is not None and not subject.is_share:
        return _NEVER
    if figure.is_total and place.kind in (Kind.BASE, Kind.OUTLOOK):
        return -1.0  # totals are mostly promised, for the plan's own period
    return -3.5 if figure.is_bound and place.kind is Kind.BASE else 0.0


def _fit_of_rate(figure: Figure, place: Place, subject: Subject) -> float:
    if figure.is_total:
        return 0.0 if place.holds_totals else -6.0
    if figure.unit in POINTS:
        return 0.0
    if figure.unit is not None and not figure.is_share:
        return _NEVER
    if place.is_marked and not figure.is_share:
        return MISPLACED
    if subject.is_share and not _GROWS.search(subject.name):
        return -2.0
    if figure.is_share:
        return 0.0
    if figure.value is not None and abs(figure.value) > _LARGEST_RATE:
        return -6.0
    return 0.0


def _beside(before: Figure, after: Figure) -> float:
    """What speaks for two figures being levels of one indicator."""
    if before.is_total or after.is_total or not before.value or not after.value or min(before.value, after.value) <= 0:
        return 0.0
    times = after.value / before.value
    bounds = _RISING if times >= 1 else _FALLING
    return next(score for most, score in bounds if max(times, 1 / times) <= most)


def _change(figures: Sequence[Figure], way: Sequence[Place]) -> float:
    """Whether a printed change is the difference of the levels before it."""
    said = {place.kind: figure.value for figure, place in zip(figures, way, strict=True)}
    base, target, change = said.get(Kind.BASE), said.get(Kind.TARGET), said.get(Kind.CHANGE)
    if base is None or target is None or change is None:
        return 0.0
    return 3.0 if abs(target - base - change) <= _SAME * max(abs(base), abs(target)) else -3.0
