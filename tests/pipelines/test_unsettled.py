"""What failed for a passing reason is tried again though nothing has changed: without end, or where it took too long once more."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.documents.reading.read import ReadOutcome, Status
from assets.documents.unreadable import Fault
from assets.left_out import LeftOut
from assets.sources.source_file import Role, SourceFile
from pipelines.unsettled import note, unsettled


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / ".work").mkdir()
    return tmp_path


def _failed(name: str, fault: Fault) -> ReadOutcome:
    return ReadOutcome(SourceFile(name, Path(name), Role.PLAN), Status.FAILED, "why", fault=fault)


def test_nothing_is_tried_again_before_anything_failed(output: Path) -> None:
    assert unsettled(output) == {}
    note(output, [_failed("broken.pdf", Fault.CONTENT)], [LeftOut("p", "tables", "a bug")])
    assert unsettled(output) == {}


def test_a_passing_trouble_is_tried_again_as_long_as_it_is_there(output: Path) -> None:
    for _ in range(4):
        note(output, [_failed("a.txt", Fault.PASSING)], [])
        assert list(unsettled(output)) == ["a.txt"]
    note(output, [], [])
    assert unsettled(output) == {}


def test_what_took_too_long_is_tried_once_more_and_again_under_other_limits(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow, left_out = [_failed("scan.pdf", Fault.LIMIT)], [LeftOut("plan", "statements", "too slow", is_passing=True)]
    note(output, slow, left_out)
    assert sorted(unsettled(output)) == ["plan", "scan.pdf"]
    note(output, slow, left_out)
    assert unsettled(output) == {}
    monkeypatch.setenv("PLAN_INDICATORS_READ_SECONDS", "600")
    assert sorted(unsettled(output)) == ["plan", "scan.pdf"]


def test_a_note_that_cannot_be_understood_is_none(output: Path) -> None:
    (output / ".work" / "unsettled.json").write_text('{"tries": [', encoding="utf-8")
    assert unsettled(output) == {}
