"""What the grammar of cells gives: sayings, and the stretches that it could not read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from assets.language.quantity import Quantity
from assets.language.years import Period


class Own(StrEnum):
    """Whose figure it is, as far as the cell says."""

    ROW = "row"  # the row's indicator
    LABEL = "label"  # 高中阶段毛入学率94.5%, 国家级2个: named before the figure
    PART = "part"  # 其中农民工〔1750〕
    BEHIND = "behind"  # 6家优质服务机构: named behind it


@dataclass(slots=True)
class Saying:
    """One figure (or target in words) of a cell with all that the cell says of it; offsets are those of the cell's text."""

    start: int
    end: int
    quantity: Quantity
    own: Own = Own.ROW
    label: str | None = None  # as printed
    period: Period | None = None
    status: str | None = None  # actual or target where a word or an arrow tells
    binding: str | None = None  # the attribute's word, 约束性
    is_base: bool = False  # left of an arrow, or behind 由: of the year before the plan where no year is said
    is_aside: bool = False  # in brackets behind another figure
    place: tuple[int, int] | None = None  # 2.55/3.45: which of how many figures without a name of their own
    is_one_of_several: bool = False  # such figures need as many names


@dataclass(slots=True)
class CellSaid:
    """All that a value cell says: ``unread`` are spans with figures that the grammar could not tell the meaning of."""

    sayings: list[Saying] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
