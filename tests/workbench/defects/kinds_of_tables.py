"""The kinds of defects in the shape of a table: a row doubled, columns swapped, a value in the neighbour's row."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random

from expectations.registry import Registry
from tests.workbench.defects.defect import Defect, Edits, Figure, GoodPlan, Span
from tests.workbench.defects.figure_units import factor_with
from tests.workbench.defects.making import Tools, defect_of, pick

FEWEST_ROWS = 2  # in which two columns both hold a figure


def row_doubled(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """A table's row is printed again, below itself or further down; a sub-row (其中) only below itself, and none between a row and its."""
    figure = pick(chance, plan.of_tables)
    if figure is None:
        return None
    rows = sorted({f.row for f in plan.of_tables if f.table == figure.table})
    subs = {f.row for f in plan.of_tables if f.parent is not None}
    at = rows.index(figure.row)
    below = [i for i in range(at, len(rows)) if i + 1 == len(rows) or rows[i + 1] not in subs]
    if figure.row in subs:
        below = [at]
    if not below:
        return None
    start, end = _lines(plan.text, figure.row)
    block = plan.text[start:end]
    place = _lines(plan.text, rows[chance.choice(below)])[1]
    copies = [f for f in plan.of_tables if f.table == figure.table and f.row == figure.row]
    added = [replace(f, number=-1 - i, cell=(-1, f.cell[1]) if f.cell else None) for i, f in enumerate(copies)]
    line = block.strip()
    return defect_of("row doubled", plan, Edits.of([((place, place), block)]), [], (line, f"{line} (again)"), added)


def _lines(text: str, span: Span) -> Span:
    """The whole lines that a span lies on, with the line's end."""
    end = text.find("\n", span[1])
    return text.rfind("\n", 0, span[0]) + 1, len(text) if end < 0 else end + 1


def columns_swapped(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """The values of two columns of a table stand in each other's place in every row; the header stays."""
    columns: dict[tuple[str, int], dict[int, Figure]] = {}
    for f in plan.of_tables:
        if f.measure == "level" and f.cell is not None:
            columns.setdefault((f.table or "", f.cell[1]), {})[f.cell[0]] = f
    pairs = [
        (a, b) for a, b in combinations(sorted(columns), 2) if a[0] == b[0] and len(columns[a].keys() & columns[b].keys()) >= FEWEST_ROWS
    ]
    if not pairs:
        return None
    left, right = chance.choice(pairs)
    rows = sorted(columns[left].keys() & columns[right].keys())
    return _exchanged("columns swapped", plan, [(columns[left][r], columns[right][r]) for r in rows], tools.registry)


def value_in_neighbour_row(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """The values of two rows that stand below each other are exchanged in one column."""
    figure = pick(chance, [f for f in plan.of_tables if f.cell is not None])
    if figure is None or figure.cell is None:
        return None
    row, column = figure.cell
    below = [f for f in plan.of_tables if f.table == figure.table and f.cell == (row + 1, column)]
    if not below or _print(plan, below[0]) == _print(plan, figure):
        return None
    return _exchanged("value in the neighbour's row", plan, [(figure, below[0])], tools.registry)


def _print(plan: GoodPlan, figure: Figure) -> str:
    return plan.text[slice(*figure.at)]


def _exchanged(kind: str, plan: GoodPlan, pairs: list[tuple[Figure, Figure]], registry: Registry) -> Defect | None:
    edits = [
        (one.at, _print(plan, other)) for pair in pairs for one, other in (pair, pair[::-1]) if _print(plan, one) != _print(plan, other)
    ]
    after = [_with_print_of(one, other, registry) for pair in pairs for one, other in (pair, pair[::-1])]
    if not edits:
        return None
    (a, b), *_ = pairs
    return defect_of(
        kind, plan, Edits.of(edits), after, (f"{_print(plan, a)} … {_print(plan, b)}", f"{_print(plan, b)} … {_print(plan, a)}")
    )


def _with_print_of(figure: Figure, other: Figure, registry: Registry) -> Figure:
    """The figure with what another cell prints; a unit printed in the cell comes along, and with it what a growth is measured in."""
    printed = replace(figure, digits=other.digits, value=other.value)
    if other.unit_at is None or not other.at[0] <= other.unit_at[0] < other.at[1]:
        return printed
    if figure.measure == "level" or figure.unit == other.unit:
        return replace(printed, unit=other.unit, factor=factor_with(figure, other.unit or "", registry))
    return replace(printed, unit=other.unit, measure=other.measure, unit_std=other.unit_std, factor=other.factor)
