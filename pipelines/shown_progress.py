"""Progress on a terminal: files found, files read with rate and time left, then the step that runs. Elsewhere a sentence now and then.

Both note below the output how far they are, for ``plan-indicators status``.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from pipelines.watching.pace import Pace, Stand

SECONDS_BETWEEN = 10.0  # between two sentences where the output is no terminal


class RateColumn(ProgressColumn):
    """Files or plans a second."""

    def render(self, task: Task) -> Text:
        """The rate as text; nothing until it is known."""
        return Text(f"{task.speed:.0f} a second" if task.speed else "")


class TerminalProgress:
    """Hears of files and steps, and draws one line about them."""

    def __init__(self, bar: Progress, pace: Pace) -> None:
        self._bar, self._pace = bar, pace
        self._task = bar.add_task("Starting", total=None)

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found."""
        self._bar.update(self._task, description=f"Looking through the folder: {count} files")

    def file_read(self, done: int, total: int) -> None:
        """A file was read."""
        self._count("files", done, total)

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read."""
        self._count("plans", done, total)

    def step_started(self, step: str) -> None:
        """A step of the asset graph began."""
        if self._bar.tasks[0].total is not None:
            self._bar.reset(self._task, total=None)
        self._bar.update(self._task, description=self._pace.at(_named(step), 0, None).stage)

    def _count(self, what: str, done: int, total: int) -> None:
        if self._bar.tasks[0].description != f"Reading {what}":
            self._bar.reset(self._task, total=total)  # the rate is that of this stage
        self._pace.at(what, done, total)
        self._bar.update(self._task, description=f"Reading {what}", completed=done, total=total)


class PlainProgress:
    """Hears of files and steps, and prints a sentence now and then: the output is a file or a pipe, or somebody waits behind it."""

    def __init__(self, console: Console, pace: Pace) -> None:
        self._console, self._pace = console, pace
        self._last = time.monotonic()

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found."""
        self._say(f"Looking through the folder: {count} files")

    def file_read(self, done: int, total: int) -> None:
        """A file was read."""
        self._tell(self._pace.at("files", done, total))

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read."""
        self._tell(self._pace.at("plans", done, total))

    def step_started(self, step: str) -> None:
        """A step of the asset graph began."""
        self._tell(self._pace.at(_named(step), 0, None))

    def _tell(self, stand: Stand) -> None:
        self._say(stand.sentence())

    def _say(self, sentence: str) -> None:
        if time.monotonic() - self._last >= SECONDS_BETWEEN:
            self._last = time.monotonic()
            self._console.print(sentence)


def _named(step: str) -> str:
    return step.removeprefix("_").replace("_", " ")


BuildProgress = TerminalProgress | PlainProgress


@contextmanager
def shown_progress(console: Console, output: Path | None = None) -> Iterator[BuildProgress]:
    """Progress on the console while the block runs, noted below the output too; lines where the console is no terminal."""
    pace = Pace(output)
    try:
        if not console.is_terminal:
            yield PlainProgress(console, pace)
            return
        columns = (
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            RateColumn(),
            TimeRemainingColumn(),
        )
        with Progress(*columns, console=console, transient=True) as bar:
            yield TerminalProgress(bar, pace)
    finally:
        pace.end()


class StepHandler(logging.Handler):
    """Passes the start of each Dagster step on to the progress."""

    def __init__(self, progress: BuildProgress) -> None:
        super().__init__()
        self._progress = progress

    def emit(self, record: logging.LogRecord) -> None:
        """Look for a step's start among Dagster's records."""
        event = getattr(record, "dagster_meta", {}).get("dagster_event")
        if event is not None and event.is_step_start:
            self._progress.step_started(str(event.step_key))
