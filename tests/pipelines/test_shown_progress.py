"""Progress is seen on a terminal and nowhere else."""

from __future__ import annotations

import io
import logging

from rich.console import Console

from pipelines.shown_progress import SilentProgress, StepHandler, TerminalProgress, shown_progress


def drawn(is_terminal: bool) -> str:
    stream = io.StringIO()
    with shown_progress(Console(file=stream, force_terminal=is_terminal, width=120)) as progress:
        progress.file_found(3, "a.txt")
        for done in (1, 2, 3):
            progress.file_read(done, 3)
        progress.step_started("core_plans")
    return stream.getvalue()


def test_a_terminal_sees_files_and_time() -> None:
    said = drawn(is_terminal=True)
    assert said
    assert "core plans" in said


def test_a_pipe_sees_nothing() -> None:
    assert drawn(is_terminal=False) == ""


def test_reading_shows_count_rate_and_time_left() -> None:
    stream = io.StringIO()
    with shown_progress(Console(file=stream, force_terminal=True, width=120)) as progress:
        assert isinstance(progress, TerminalProgress)
        progress.file_read(1, 3)
        progress.file_read(2, 3)
        progress._bar.refresh()
        said = stream.getvalue()
    assert "Reading files" in said and "2/3" in said and "a second" in said


def test_a_step_of_the_graph_is_passed_on() -> None:
    class Event:
        is_step_start = True
        step_key = "core_plans"

    heard: list[str] = []

    class Heard(SilentProgress):
        def step_started(self, step: str) -> None:
            heard.append(step)

    handler = StepHandler(Heard())
    record = logging.LogRecord("x", logging.INFO, "x", 1, "started", (), None)
    handler.emit(record)  # a line that is no event
    record.dagster_meta = {"dagster_event": Event()}
    handler.emit(record)
    assert heard == ["core_plans"]
