"""What the kinds of defects are made with: places to choose from, and a defect out of an edit and the figures that it changes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from assets.observations.name_index import NameIndex
from expectations.registry import Registry
from tests.workbench.defects.defect import Defect, Edits, Figure, GoodPlan, Span


@dataclass(frozen=True, slots=True)
class Tools:
    """What the kinds look up: the registry, and names by it."""

    registry: Registry
    names: NameIndex


Kind = Callable[[GoodPlan, Random, Tools], Defect | None]


def pick(chance: Random, figures: Sequence[Figure]) -> Figure | None:
    """One of the figures; None of none."""
    return chance.choice(figures) if figures else None


def holds(outer: Span | None, inner: Span | None) -> bool:
    """Whether a span lies in another."""
    return outer is not None and inner is not None and outer[0] <= inner[0] and inner[1] <= outer[1]


def reprinted(figure: Figure, digits: str) -> Figure:
    """The figure with another number printed."""
    size = float(digits.replace(",", ""))
    return replace(figure, digits=digits, value=-size if figure.value < 0 else size)


def one_number(kind: str, plan: GoodPlan, figure: Figure, digits: str) -> Defect:
    """A defect that prints another number for one figure."""
    return defect_of(kind, plan, Edits.of([(figure.digits_at, digits)]), [reprinted(figure, digits)], (figure.digits, digits))


def defect_of(
    kind: str, plan: GoodPlan, edits: Edits, after: Sequence[Figure], change: tuple[str, str], added: Sequence[Figure] = ()
) -> Defect:
    """A defect out of its edits and the figures as they read afterwards; ``change`` is what stood there and what stands there now.

    Its row are the figures of the same subjects printed beside the changed ones, in the same table or sentence. Figures that were
    added are checked by those that they copy, and all that was put in is changed.
    """
    numbers = {figure.number for figure in after}
    copied = {figure.at for figure in added}
    wrong = [figure for figure in plan.figures if figure.number in numbers or figure.at in copied]
    beside = {(figure.subject, figure.printed_in) for figure in wrong}
    row = [figure.at for figure in plan.figures if (figure.subject, figure.printed_in) in beside]
    first = edits.edits[0][0][0]
    return Defect(
        kind=kind, source=plan.source, line=plan.text.count("\n", 0, first) + 1, old=change[0], new=change[1], edits=edits,
        text=edits.apply(plan.text), changed=tuple(dict.fromkeys([*edits.printed(), *(edits.moved(figure.at) for figure in wrong)])),
        row=tuple(dict.fromkeys(map(edits.moved, row))), after=tuple(after), added=tuple(added),
    )  # fmt: skip
