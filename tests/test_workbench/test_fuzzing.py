"""Mutated files: every one is accounted for, a reader that breaks is told, the same seed gives the same files."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from assets.documents.reading.read import ReadOutcome, Status
from assets.sources.scan import SourceFile, scan
from tests.documents.forms import FORMS
from tests.workbench import fuzzing
from tests.workbench.commands import app
from tests.workbench.fuzzing import MUTATIONS, FuzzError, fuzz


def test_mutants_of_every_form_are_read_or_refused_with_a_reason() -> None:
    out = io.StringIO()
    assert fuzz(FORMS, 60, 1, Console(file=out, width=120))
    read = int(out.getvalue().split()[0])
    assert read >= 60 and "The slowest took" in out.getvalue()


def test_a_mutant_without_an_outcome_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzzing, "scan", lambda folder: scan(folder)[1:])
    out = io.StringIO()
    assert not fuzz(FORMS, 3, 1, Console(file=out, width=120))
    assert "1 without a row" in out.getvalue()


def test_a_file_that_fails_in_silence_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def silent(batch: Sequence[SourceFile]) -> list[ReadOutcome]:
        return [ReadOutcome(source, Status.FAILED) for source in batch]

    monkeypatch.setattr(fuzzing, "read_batch", silent)
    out = io.StringIO()
    assert not fuzz(FORMS, 3, 1, Console(file=out, width=120))
    assert "failed without a reason" in out.getvalue()


def test_the_same_chance_gives_the_same_mutants() -> None:
    for mutate in MUTATIONS:
        first, second = (mutate(b"\x50\x4b" * 400, b"other" * 100, random.Random(7)) for _ in range(2))
        if mutate.__name__ not in ("_nest", "_inner"):  # an archive holds the time it was made at
            assert first == second, mutate.__name__


def test_a_folder_without_a_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(FuzzError, match="no file"):
        fuzz(tmp_path, 1, 1, Console())
    assert CliRunner().invoke(app, ["fuzz", "--input", str(tmp_path)]).exit_code == 2
