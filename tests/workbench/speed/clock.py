"""Processor time, which other people's work on the machine is no part of; and what a measurement says of what was asked.

A busy machine makes processor time longer too (shared caches, slower clocks), but all that is measured in turns alike: so what is asked
is a ratio to something measured in the same turns, a floor or a peer. Nothing measured here ends a command with a failure.
"""

from __future__ import annotations

import resource
import statistics
import time
from collections.abc import Callable, Sequence

ROUNDS = 5
LEAST_SECONDS = 0.2  # of processor time, of one turn: shorter ones are repeated


def processor_seconds(run: Callable[[], object]) -> float:
    """What one run takes of the processor, in seconds."""
    started = time.process_time()
    run()
    return time.process_time() - started


def children_seconds() -> float:
    """What ended children of this process have taken of the processor, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def in_turns(runs: Sequence[Callable[[], object]], rounds: int = ROUNDS, least: float = LEAST_SECONDS) -> list[float]:
    """The median processor seconds of each, of turns that they take; the first turn warms up and is not counted."""
    taken: list[list[float]] = [[] for _ in runs]
    for turn in range(rounds + 1):
        for number, run in enumerate(runs):
            seconds = _turn(run, least)
            taken[number] += [seconds] if turn else []
    return [statistics.median(seconds) for seconds in taken]


def _turn(run: Callable[[], object], least: float) -> float:
    total, count = 0.0, 0
    while not count or total < least:
        total += processor_seconds(run)
        count += 1
    return total / count


def verdict(ratio: float, most: float, what: str) -> str:
    """A ratio beside what is asked of it: `html: 21.3 times selectolax (asked: at most 40), as asked`."""
    return f"{ratio:.1f} times {what} (asked: at most {most:g}), {'as asked' if ratio <= most else 'MORE than asked'}"
