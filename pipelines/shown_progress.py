"""Progress on a terminal: files found, files read with rate and time left, then the step that runs. Elsewhere a sentence now and then."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, SpinnerColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

SECONDS_BETWEEN = 10.0  # between two sentences where the output is no terminal


class RateColumn(ProgressColumn):
    """Files or plans a second."""

    def render(self, task: Task) -> Text:
        """The rate as text; nothing until it is known."""
        return Text(f"{task.speed:.0f} a second" if task.speed else "")


class TerminalProgress:
    """Hears of files and steps, and draws one line about them."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Starting", total=None)

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found."""
        self._bar.update(self._task, description=f"Looking through the folder: {count} files")

    def file_read(self, done: int, total: int) -> None:
        """A file was read."""
        self._bar.update(self._task, description="Reading files", completed=done, total=total)

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read."""
        self._bar.update(self._task, description="Reading plans", completed=done, total=total)

    def step_started(self, step: str) -> None:
        """A step of the asset graph began."""
        if self._bar.tasks[0].total is not None:
            self._bar.reset(self._task, total=None)
        self._bar.update(self._task, description=step.removeprefix("_").replace("_", " "))


class PlainProgress:
    """Hears of files and steps, and prints a sentence now and then: the output is a file or a pipe, or somebody waits behind it."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._last = time.monotonic()

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found."""
        self._say(f"Looking through the folder: {count} files")

    def file_read(self, done: int, total: int) -> None:
        """A file was read."""
        self._say(f"{done} of {total} files read")

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read."""
        self._say(f"{done} of {total} plans read")

    def step_started(self, step: str) -> None:
        """A step of the asset graph began."""
        self._say(f"Now: {step.removeprefix('_').replace('_', ' ')}")

    def _say(self, sentence: str) -> None:
        if time.monotonic() - self._last >= SECONDS_BETWEEN:
            self._last = time.monotonic()
            self._console.print(sentence)


BuildProgress = TerminalProgress | PlainProgress


@contextmanager
def shown_progress(console: Console) -> Iterator[BuildProgress]:
    """Progress on the console while the block runs, where it is a terminal."""
    if not console.is_terminal:
        yield PlainProgress(console)
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), RateColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        yield TerminalProgress(bar)


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
