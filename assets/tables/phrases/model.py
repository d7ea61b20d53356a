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
    QUALIFIED = "qualified"  # 100%(区管断面) beside 100%(市考断面): told apart by brackets
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
    remark: str | None = None  # words without a figure in a bracket behind it
    is_base: bool = False  # left of an arrow, or behind 由: of the year before the plan where no year is said
    is_aside: bool = False  # in brackets behind another figure
    place: tuple[int, int] | None = None  # 2.55/3.45: which of how many figures without a name of their own
    is_one_of_several: bool = False  # such figures need as many names


@dataclass(slots=True)
class CellSaid:
    """All that a value cell says.

    ``unread`` are stretches with figures of which the grammar could not tell what they are; ``untold`` such as say themselves that
    there is no value (纲要29项主要指标中未设该指标), whose figures count something else.
    """

    sayings: list[Saying] = field(default_factory=list)
    unread: list[tuple[int, int]] = field(default_factory=list)
    untold: list[tuple[int, int]] = field(default_factory=list)

    def pass_over(self, start: int, end: int, *, counts_else: bool) -> None:
        """Note a stretch that says there is no value; one whose figure may be a value all the same is unread."""
        (self.untold if counts_else else self.unread).append((start, end))
