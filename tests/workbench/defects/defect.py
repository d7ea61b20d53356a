"""What a trial works on: figures of good plans with the places they are printed at, edits of a text, and defects.

All spans are (start, end) in code points of a plan's text, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


class DefectsError(Exception):
    """Wrong use of the command; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a good plan, what it says and where that is printed; ``*_at`` is None where nothing in the plan prints it."""

    number: int  # the figure's own, unique over all plans
    source: str  # the plan's file
    at: Span  # the value as printed, with unit and qualifier
    row: Span  # the printed row or sentence
    name: str
    indicator_id: str | None
    area: str
    scope: str | None
    level: str | None  # administrative level of the area or scope
    measure: str
    basis: str | None
    status: str
    value: float
    unit: str | None
    unit_std: str | None
    factor: float | None  # value × factor is in unit_std; None where there is no lawful conversion
    year: int | None
    year_start: int | None
    digits: str  # the number as printed: 1,234.50
    digits_at: Span
    unit_at: Span | None = None
    name_at: Span | None = None  # of a table: the name without numbering and unit
    year_at: Span | None = None
    table: str | None = None
    cell: tuple[int, int] | None = None  # row and column of the table
    place: str | None = None  # of a table: 霁北区, 合计
    parent: Span | None = None  # of a sub-row (其中:发明专利): where the name of the whole is printed
    period_is_named: bool = False  # of a growth column: its header names the years itself (“十四五”年均增长)

    @property
    def standard(self) -> float | None:
        """The value in ``unit_std``."""
        return None if self.factor is None else self.value * self.factor

    @property
    def half_digit(self) -> float:
        """Half of the last printed digit, in ``unit_std``: what rounding may have taken or given."""
        decimals = len(self.digits.partition(".")[2])
        return 0.5 * 10.0**-decimals * abs(self.factor or 1)

    @property
    def subject(self) -> tuple[str, str, str | None]:
        """What the figure is about: indicator (else name), area, scope."""
        return self.indicator_id or self.name, self.area, self.scope

    @property
    def printed_in(self) -> tuple[str, Span | str]:
        """The table, or the sentence."""
        return self.source, self.table or self.row


@dataclass(frozen=True, slots=True)
class GoodPlan:
    """A plan without a defect. ``signed`` is the year it was signed or published in."""

    source: str
    text: str
    period_start: int | None
    period_end: int | None
    outlook: int | None
    signed: int | None
    figures: tuple[Figure, ...]

    @property
    def of_tables(self) -> list[Figure]:
        """The figures that stand in tables."""
        return [figure for figure in self.figures if figure.table is not None]


@dataclass(frozen=True, slots=True)
class World:
    """All good plans of a trial, by source."""

    plans: Mapping[str, GoodPlan]

    @property
    def figures(self) -> list[Figure]:
        """Every figure of every plan."""
        return [figure for plan in self.plans.values() for figure in plan.figures]


@dataclass(frozen=True, slots=True)
class Edits:
    """Replacements in a text: span → new text. No two overlap."""

    edits: tuple[tuple[Span, str], ...]

    @classmethod
    def of(cls, edits: Iterable[tuple[Span, str]]) -> Edits:
        """The edits in order. Raises ``ValueError`` where two overlap."""
        ordered = tuple(sorted(edits))
        for ((_, end), _), ((start, _), _) in pairwise(ordered):
            if start < end:
                raise ValueError(f"edits overlap at {start}")
        return cls(ordered)

    def apply(self, text: str) -> str:
        """The text with every replacement made."""
        parts, at = [], 0
        for (start, end), new in self.edits:
            parts += [text[at:start], new]
            at = end
        return "".join([*parts, text[at:]])

    def printed(self) -> list[Span]:
        """Where what was put in lies in the new text."""
        spans, shift = [], 0
        for (start, end), new in self.edits:
            spans.append((start + shift, start + shift + len(new)))
            shift += len(new) - (end - start)
        return spans

    def moved(self, span: Span) -> Span:
        """Where a span of the old text lies in the new one; it grows or shrinks with an edit inside it."""
        start = span[0] + sum(len(new) - (end - at) for (at, end), new in self.edits if end <= span[0])
        end = span[1] + sum(len(new) - (end - at) for (at, end), new in self.edits if end <= span[1])
        return start, end


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect injected into one plan.

    ``changed``: spans of the new text that are wrong now. ``row``: spans of the figures that a reader checks them by, those of the same
    subject in the same table or sentence. ``after``: the figures that now say something else, as a careful reader would read them;
    ``added``: figures that were not there before.
    """

    kind: str
    source: str
    line: int
    old: str
    new: str
    edits: Edits
    text: str
    changed: tuple[Span, ...]
    row: tuple[Span, ...]
    after: tuple[Figure, ...]
    added: tuple[Figure, ...] = ()
