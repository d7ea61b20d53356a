"""What a value cell says of itself, whatever column it stands in: a figure or words, its unit, a bound, brackets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from assets.language.fold import word as word_of
from assets.tables.phrases.read import read_cell
from assets.tables.shape import Shape, shape_of

SHARES = ("%", "‰", "百分点", "个百分点")
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
