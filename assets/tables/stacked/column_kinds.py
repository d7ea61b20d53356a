"""What the columns of values hold by their headers: the base, a stage on the way, the target, the outlook behind it, rates, changes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assets.language.tablewords import ADDED_HEAD, CUMULATIVE_HEAD
from assets.tables.columns import read_header
from assets.tables.place_labels import is_place
from assets.tables.plan_table import Cell, Column, Role
from assets.tables.stacked.own_words import figure_of

_FAR = 6  # years behind the target, from which on a later one is an outlook
_OUTLOOK = re.compile(r"展望|远景|远期")
_RATE = re.compile(r"年均|增速|增长率|增幅")
_LEAST_STATISTICS = 3  # years
_LEAST_MARKED = 2
_MOSTLY = 0.7


class Kind(StrEnum):
    """What a column of values holds."""

    BASE = "base"
    STAGE = "stage"
    TARGET = "target"
    OUTLOOK = "outlook"
    RATE = "rate"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Place:
    """A column of values. ``is_marked``: its figures print % themselves; ``holds_totals``: it speaks of totals over several years."""

    at: int
    kind: Kind
    is_marked: bool = False
    holds_totals: bool = False


def places_of(
    values: Sequence[int], roles: Sequence[Role], heads: Sequence[Sequence[str]], full: Sequence[Sequence[tuple[int, Cell]]]
) -> list[Place]:
    """The columns ``values`` with what each holds; none where the headers do not say it of all of them.

    ``full``: the rows that have a figure for each column. Years or places in the rows say what the headers do not: then nothing is told.
    """
    if Role.YEAR in roles or Role.PLACE in roles:
        return []
    columns = {j: read_header(heads[j], roles[j], is_place) for j in values}
    if any(column.role is Role.VALUE and column.year is None and column.status is None for column in columns.values()):
        return []
    levels = {j: column for j, column in columns.items() if column.role is Role.VALUE}
    if _are_statistics(list(levels.values())):
        return []
    kinds = {**_levels(levels), **{j: _growth(column) for j, column in columns.items() if column.role is Role.GROWTH}}
    return [_place(j, kinds[j], columns[j], full) for j in values] if Kind.TARGET in kinds.values() else []


def _are_statistics(columns: Sequence[Column]) -> bool:
    """Whether the years follow one another and none is called a base or a target: any of them may be missing."""
    years = sorted(column.year for column in columns if column.year is not None)
    return len(years) >= _LEAST_STATISTICS and years[-1] - years[0] == len(years) - 1 and all(column.status is None for column in columns)


def _levels(columns: dict[int, Column]) -> dict[int, Kind]:
    """The kinds of columns of levels: what is reached, and what is promised in the order of its years."""
    years = [column.year for column in columns.values() if column.year is not None]
    reached = max((c.year for c in columns.values() if c.status == "actual" and c.year is not None), default=None)
    first = reached if reached is not None else min(years, default=0) if len(years) > 1 else 0
    promised = [j for j, c in columns.items() if c.status != "actual" and (c.year is None or c.year > first)]
    promised.sort(key=lambda j: columns[j].year or 0)
    kinds = dict.fromkeys(columns, Kind.BASE)
    kinds.update(dict.fromkeys(promised, Kind.STAGE))
    if len(promised) > 1 and _is_outlook(columns[promised[-1]], columns[promised[-2]]):
        kinds[promised.pop()] = Kind.OUTLOOK
    if promised:
        kinds[promised[-1]] = Kind.TARGET
    return kinds


def _is_outlook(column: Column, before: Column) -> bool:
    far = column.year is not None and before.year is not None and column.year - before.year >= _FAR
    return far or bool(_OUTLOOK.search(column.header))


def _growth(column: Column) -> Kind:
    return Kind.CHANGE if ADDED_HEAD.search(column.header) and not _RATE.search(column.header) else Kind.RATE


def _place(j: int, kind: Kind, column: Column, full: Sequence[Sequence[tuple[int, Cell]]]) -> Place:
    figures = [figure_of(cell.text) for row in full for at, cell in row if at == j]
    plain = [figure for figure in figures if figure.value is not None and not figure.is_total]
    marked = sum(figure.is_share for figure in plain)
    is_marked = marked >= _LEAST_MARKED and marked >= _MOSTLY * len(plain)
    holds_totals = bool(CUMULATIVE_HEAD.search(column.header)) or any(figure.is_total for figure in figures)
    return Place(j, kind, is_marked, holds_totals)
