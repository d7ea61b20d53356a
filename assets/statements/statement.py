"""What this stage gives: one statement for each figure that says something of an indicator, with what read it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)  # not frozen, which would take four times as long to make; never changed once its passage has placed it
class Statement:
    """A figure in running text with its sense; columns as in table ``observations``; offsets in the plan's text."""

    name: str  # the indicator's name, completed
    measure: str
    basis: str | None
    status: str
    comparator: str
    value: float | None
    value_max: float | None
    unit: str | None
    year: int | None
    year_start: int | None
    scope: str | None
    rank_among: str | None
    start: int
    end: int
    quote_start: int
    quote_end: int
    sign: int = 1
    is_ratio: bool = False  # 是2010年的1.5倍
    words: str | None = None  # of a figure in words (翻番), whose value is empty
    trace: tuple[str, ...] = field(default=())  # which period governed, which subject was inherited
    signs: tuple[str, ...] = field(default=())  # the same as phrases of a closed list, for the row's confidence
