"""How fast something goes and how long it will take, over what was done since it began; and the note of it that others can read."""

from __future__ import annotations

import contextlib
import json
import os
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.settings import WORK_FOLDER
from pipelines.watching.record import write_whole

_FILE = "progress.json"
_SECONDS_BETWEEN = 2.0  # between two notes


@dataclass(frozen=True, slots=True)
class Stand:
    """How far a stage of a running build is. ``per_second`` and ``seconds_left`` are None until they can be told."""

    stage: str
    done: int
    total: int | None
    per_second: float | None
    seconds_left: float | None
    began: float  # of the build, in seconds since 1970
    pid: int

    def sentence(self) -> str:
        """It in words: 1200 of 10000 plans read, 22 a second, 6 min 40 s left."""
        if self.total is None:
            return f"Now: {self.stage}"
        return f"{self.done} of {self.total} {self.stage} read" + self._pace()

    def _pace(self) -> str:
        if self.per_second is None or not self.seconds_left:
            return ""
        rate = f"{self.per_second:.0f}" if self.per_second >= 10 else f"{self.per_second:.1f}"
        return f", {rate} a second, {duration(self.seconds_left)} left"


class Pace:
    """Counts what is done of a stage, a batch at a time. What was there before the first batch is no part of the rate."""

    def __init__(self, output: Path | None = None) -> None:
        self._place = output / WORK_FOLDER / _FILE if output is not None else None
        self._began = time.time()
        self._stage, self._first, self._since = "", 0, time.monotonic()
        self._noted = float("-inf")

    def at(self, stage: str, done: int, total: int | None) -> Stand:
        """How far the stage is now; it is noted now and then, and at its end."""
        now = time.monotonic()
        if stage != self._stage:
            self._stage, self._first, self._since, self._noted = stage, done, now, float("-inf")
        rate = (done - self._first) / (now - self._since) if done > self._first and now > self._since else None
        left = (total - done) / rate if rate is not None and total is not None else None
        stand = Stand(stage, done, total, rate, left, self._began, os.getpid())
        if self._place is not None and (now - self._noted >= _SECONDS_BETWEEN or done == total):
            self._noted = now
            write_whole(self._place, json.dumps(asdict(stand)))
        return stand

    def end(self) -> None:
        """The build has ended: nothing is running any more."""
        if self._place is not None:
            with contextlib.suppress(OSError):
                self._place.unlink(missing_ok=True)


def running(output: Path) -> Stand | None:
    """How far a running build is, as it noted; None where none is at work on this machine."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        stand = Stand(**json.loads((output / WORK_FOLDER / _FILE).read_bytes()))
        from pipelines.automation.launcher import is_alive  # here, because it loads Dagster

        return stand if is_alive(stand.pid, stand.began) else None
    return None


def duration(seconds: float) -> str:
    """Seconds in words, with two units at most: 45 s, 6 min 40 s, 3 h 5 min, 2 d 4 h."""
    whole = round(seconds)
    for unit, size, below, smaller in (("d", 86_400, "h", 3_600), ("h", 3_600, "min", 60), ("min", 60, "s", 1)):
        if whole >= size:
            rest = whole % size // smaller
            return f"{whole // size} {unit}" + (f" {rest} {below}" if rest else "")
    return f"{whole} s"
