"""One plan that a stage breaks down over costs that plan alone: it is left out of every table, and told with the reason and the place.

What looks at one plan tells by :func:`left_out`, what looks at all of them runs by :func:`without_broken`. What is meant to stop a
run (a correction that no longer fits) derives from :class:`StopError` and passes through.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

from assets.allowance import CostError
from assets.documents.plans import Plan
from assets.stops import StopError

T = TypeVar("T")
_PROJECT = Path(__file__).parents[1]


class LeftOut(NamedTuple):
    """A plan that is left out: at which stage, and why, as one sentence for people."""

    plan_id: str
    stage: str
    reason: str
    is_passing: bool = False  # on a machine with less to do it may be read


@dataclass(frozen=True, slots=True)
class Staged(Generic[T]):
    """What a stage made of the plans, and the plans that it or a stage before it left out."""

    made: T
    left_out: tuple[LeftOut, ...] = ()


def without_broken(stage: str, plans: Sequence[Plan], run: Callable[[Sequence[Plan]], T]) -> Staged[T]:
    """What ``run`` makes of all plans; where it raises, of all but those that it raises over, found by halves.

    Raises what ``run`` raises where no plan alone is to blame.
    """
    try:
        return Staged(run(plans))
    except StopError:
        raise
    except Exception:
        broken = tuple(_broken(stage, plans, run)) if len(plans) > 1 else ()
        if not broken:
            raise
        return Staged(run(kept(plans, broken)), broken)


def _broken(stage: str, plans: Sequence[Plan], run: Callable[[Sequence[Plan]], object]) -> Iterator[LeftOut]:
    """The plans that ``run`` raises over, told that it raises over all of them together."""
    middle = len(plans) // 2
    for half in (plans[:middle], plans[middle:]):
        try:
            run(half)
        except StopError:
            raise
        except Exception as error:  # noqa: BLE001 (told as above)
            if len(half) == 1:
                yield left_out(half[0].plan_id, stage, error)
            else:
                yield from _broken(stage, half, run)


def kept(plans: Iterable[Plan], left_out: Iterable[LeftOut]) -> list[Plan]:
    """The plans that are not left out. Where the best of several forms of one plan is, the next one is the best."""
    gone = ids(left_out)
    staying = [plan for plan in plans if plan.plan_id not in gone]
    heirs: dict[str, str] = {}
    for plan in staying:
        if plan.same_as in gone:
            heirs.setdefault(str(plan.same_as), plan.plan_id)
    return [
        plan if plan.same_as not in gone else replace(plan, same_as=heir if (heir := heirs[str(plan.same_as)]) != plan.plan_id else None)
        for plan in staying
    ]


def ids(left_out: Iterable[LeftOut]) -> Collection[str]:
    """The ids of the plans that are left out."""
    return frozenset(one.plan_id for one in left_out)


def left_out(plan_id: str, stage: str, error: BaseException) -> LeftOut:
    """The plan, left out for what a stage raised over it."""
    if isinstance(error, CostError):
        reason = f"The plan is left out at the stage {stage}, as it costs more than one may. {error}"
        return LeftOut(plan_id, stage, reason, error.is_passing)
    if isinstance(error, MemoryError):
        return LeftOut(plan_id, stage, f"The plan is left out at the stage {stage}: the memory did not suffice; run again.", True)
    return LeftOut(plan_id, stage, f"The stage {stage} broke down over the plan, which is left out ({_said(error)}); this is a bug.")


def _said(error: BaseException) -> str:
    """The error in one line, and where in the project it was raised."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_PROJECT) and ".venv" not in frame.filename]
    place = f", {Path(own[-1].filename).relative_to(_PROJECT).as_posix()}:{own[-1].lineno}" if own else ""
    words = " ".join(str(error).split())
    return f"{type(error).__name__}{': ' + words[:200] if words else ''}{place}"
