"""What a value cell says of itself, whatever column it stands in: a figure or words, its unit, a bound, brackets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from assets.language.fold import word as word_of
from assets.language.unitwords import POINTS
from assets.tables.phrases.read import read_cell
from assets.tables.plan_table import PlanTable, Role, TableValue
from assets.tables.shape import Shape, shape_of

SHARES = ("%", "‰", *POINTS)
_SAME = 0.005  # of the larger level, by which the difference may be off
_BRACKETS = "〔[【(<"


@dataclass(frozen=True, slots=True)
class Figure:
    """A value cell. ``value``: None where it holds a dash or words; ``unit``: as the cell itself prints it."""

    value: float | None
    unit: str | None
    is_bound: bool  # ≥, 以上, 左右: promised, not counted
    is_total: bool  # in brackets, as totals over several years are printed
    is_dash: bool

    @property
    def is_share(self) -> bool:
        """Whether the cell itself prints % or percentage points."""
        return self.unit is not None and self.unit in SHARES


@lru_cache(maxsize=4096)
def figure_of(text: str) -> Figure:
    """What a cell's text as printed says of itself."""
    said = next((one.quantity for one in read_cell(text).sayings if one.quantity.value is not None), None)
    if said is None:
        return Figure(None, None, is_bound=False, is_total=False, is_dash=shape_of(text) is Shape.DASH)
    is_total = said.bracketed or word_of(text)[:1] in _BRACKETS
    return Figure(said.value, said.unit, is_bound=said.comparator != "=", is_total=is_total, is_dash=False)


def is_difference(value: TableValue, total: float | None, table: PlanTable) -> bool:
    """Whether a total in a cell is by how much the row's levels differ: 46.2, 68 and 〔21.8〕; not 1.4, 1.6 and 〔7.5〕."""
    levels = [
        figure.value
        for other in table.values
        if other.row == value.row and other.heading.role is Role.VALUE and (figure := figure_of(other.cell.text)).value is not None
    ]
    pairs = ((a, b) for a, b in combinations(levels, 2) if a is not None and b is not None)
    return total is not None and any(abs(abs(b - a) - total) <= _SAME * max(abs(a), abs(b)) for a, b in pairs)
