"""The timing of forms: every form of the folder has its line, and the command says whether it is as fast as asked."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from assets.sources import media
from tests.documents.forms import FORMS, NAME
from tests.workbench.speed import benchmark_forms as timing
from tests.workbench.speed.benchmark import BenchmarkError


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "ROUNDS", 1)
    monkeypatch.setattr(timing, "LEAST_SECONDS", 0.001)


def test_every_form_has_its_line() -> None:
    out = io.StringIO()
    timing.benchmark_forms(FORMS, Console(file=out, width=200))
    for ending in ("html", "docx", "xlsx", "pdf", "ofd", "csv", "md", "mhtml"):
        assert f"{NAME}.{ending} " in out.getvalue()


def test_a_form_slower_than_asked_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timing, "GOALS", {media.DOCX: (1e9, "files/s")})
    out = io.StringIO()
    assert not timing.benchmark_forms(FORMS, Console(file=out, width=200))
    assert f"Slower than asked: {NAME}.docx." in out.getvalue()


def test_a_folder_without_a_plan_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(BenchmarkError):
        timing.benchmark_forms(tmp_path, Console())
