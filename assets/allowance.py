"""What one plan may cost in the stages after its reading, in one place: time, figures, figures of a sentence, length of a quote.

A page with a list printed in one line of 40,000 characters, or a table that repeats one name 3,000 times, costs itself and no other plan:
beyond a limit the plan is left out of every table, or the part is refused as a row of ``rejects``, with a sentence. The plans seen so far
stay below a tenth of each limit. What reading a file may cost stands beside its readers (``assets.documents.reading``).
"""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

from assets.documents.unreadable import LimitsError

STAGE_SECONDS_VARIABLE = "PLAN_INDICATORS_STAGE_SECONDS"  # that one stage may take over one plan
STAGE_SECONDS = 60.0  # the longest plans take a second or two
PLAN_FIGURES_VARIABLE = "PLAN_INDICATORS_PLAN_FIGURES"  # that the tables, or the running text, of one plan may tell
PLAN_FIGURES = 20_000  # the longest plans tell some 1,500; rules hold figures against each other
SENTENCE_FIGURES = 400  # of one sentence; the longest lists without a full stop have some 60, and work grows with their square
LONGEST_QUOTE = 2_000  # characters of the sentence or row that every figure in it repeats; what is longer is cut around the figure

_IS_TIME = re.compile(r"PLAN_INDICATORS_\w+_SECONDS")


class CostError(Exception):
    """A plan costs more than one may; the message is one sentence on what it is, and what to do.

    ``is_passing``: on a machine with less to do it may cost less.
    """

    def __init__(self, told: str, *, is_passing: bool = False) -> None:
        """Take the sentence."""
        super().__init__(told)
        self.is_passing = is_passing


def limits_told() -> str:
    """The limits on time that hold, as text: under others, what took too long may be tried anew."""
    return " ".join(f"{name}={said}" for name, said in sorted(os.environ.items()) if _IS_TIME.fullmatch(name))


def figures_setting() -> int:
    """Figures that a plan may tell, as the environment says. Raises ``LimitsError``."""
    return int(_setting(PLAN_FIGURES_VARIABLE, PLAN_FIGURES, "figures that a plan may tell"))


def check_figures(count: int, where: str) -> None:
    """Raises :class:`CostError` where a plan's tables or its text (``where``) tell more figures than a plan may."""
    most = figures_setting()
    if count > most:
        raise CostError(f"Its {where} tells {count:,} figures, more than the {most:,} that are read of a plan ({PLAN_FIGURES_VARIABLE}).")


@contextmanager
def stage_seconds() -> Iterator[None]:
    """While it is entered, a plan has the seconds of a stage; then :class:`CostError` is raised wherever the work is.

    By the system's alarm, which also ends a search that goes on without end; that is there in a process's main thread alone, where all
    stages run. In any other thread nothing is held.
    """
    seconds = _setting(STAGE_SECONDS_VARIABLE, STAGE_SECONDS, "seconds that a stage may take over a plan")
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def late(_number: int, _frame: FrameType | None) -> None:
        raise CostError(f"It takes more than {seconds:g} seconds; split it, or allow more with {STAGE_SECONDS_VARIABLE}.", is_passing=True)

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def quoted(text: str, quote: tuple[int, int], start: int, end: int) -> str:
    """The quote of a figure at ``start`` to ``end``: the span ``quote`` of the text, of one that is too long the part around the figure."""
    first, last = quote
    if last - first <= LONGEST_QUOTE:
        return text[first:last]
    beside = max(0, LONGEST_QUOTE - (end - start)) // 2
    return text[max(first, start - beside) : min(last, end + beside)]


def _setting(variable: str, default: float, meaning: str) -> float:
    said = os.environ.get(variable, "").strip() or str(default)
    with suppress(ValueError):
        if 0 < (value := float(said)) <= 10_000_000:
            return value
    raise LimitsError(f"{variable} is {said!r}; give the {meaning}, for example {default:g}.")
