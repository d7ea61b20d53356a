"""Progress is drawn on a terminal; elsewhere a sentence tells of it now and then."""

from __future__ import annotations

import io
import logging

import pytest
from rich.console import Console

from pipelines import shown_progress as shown
from pipelines.shown_progress import PlainProgress, StepHandler, TerminalProgress, shown_progress
from pipelines.watching.pace import Pace


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


def test_a_pipe_is_told_nothing_of_what_takes_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawn(is_terminal=False) == ""
    monkeypatch.setattr(shown, "SECONDS_BETWEEN", 0.0)
    assert drawn(is_terminal=False).splitlines()[-2:] == ["3 of 3 files read", "Now: core plans"]


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

    class Heard(PlainProgress):
        def step_started(self, step: str) -> None:
            heard.append(step)

    handler = StepHandler(Heard(Console(), Pace()))
    record = logging.LogRecord("x", logging.INFO, "x", 1, "started", (), None)
    handler.emit(record)  # a line that is no event
    record.dagster_meta = {"dagster_event": Event()}
    handler.emit(record)
    assert heard == ["core_plans"]
