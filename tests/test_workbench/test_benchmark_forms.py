"""The timing of forms: every form of the folder has its line, and the command says whether it is as fast as asked."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assets.sources import media
from tests.documents.forms import FORMS, NAME
from tests.workbench.commands import app
from tests.workbench.speed import benchmark_forms as timing
from tests.workbench.speed.benchmark import BenchmarkError
from tests.workbench.speed.clock import in_turns


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "in_turns", partial(in_turns, rounds=1, least=0.001))


def test_every_form_has_its_line() -> None:
    out = io.StringIO()
    timing.benchmark_forms(FORMS, Console(file=out, width=200))
    for ending in ("html", "docx", "xlsx", "pdf", "ofd", "csv", "md", "mhtml"):
        assert f"{NAME}.{ending} " in out.getvalue()


def test_a_form_that_takes_more_than_asked_is_told_and_fails_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "FLOORS", {media.DOCX: timing.Floor("nothing at all", lambda _: None, 2)})
    out = io.StringIO()
    timing.benchmark_forms(FORMS, Console(file=out, width=200))
    assert f"{NAME}.docx: " in out.getvalue() and "times nothing at all (asked: at most 2), MORE than asked" in out.getvalue()
    assert CliRunner().invoke(app, ["benchmark", "--forms"]).exit_code == 0


def test_a_folder_without_a_plan_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError):
        timing.benchmark_forms(tmp_path, Console())
