"""Nothing to do is told from the files alone; whatever goes into a release is part of its input."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assets.release.origin import origin_of
from assets.sources.scan import scan
from tests.conftest import ROOT
from tests.pipelines.plans import plan, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "plans", a_txt=plan(), b_txt=plan("兰考县"))


def input_hash(folder: Path, registry: Path | None = None) -> str:
    return origin_of(scan(folder), registry, 0.8).input_hash


def imported_with(modules: str) -> set[str]:
    """Every module that a fresh Python has loaded after importing some."""
    script = f"import sys, {modules}; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, env=environment)
    return set(run.stdout.split())


def test_the_same_files_elsewhere_are_the_same_input(folder: Path) -> None:
    before = input_hash(folder)
    os.utime(folder / "a.txt", ns=(1, 1))
    assert input_hash(folder.rename(folder.with_name("moved"))) == before


def test_each_thing_that_goes_into_a_release_changes_its_input(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "own"
    own.mkdir()
    hashes = [input_hash(folder, own)]
    (folder / "a.txt").write_text(plan() + "\n", encoding="utf-8")
    hashes.append(input_hash(folder, own))
    (folder / "b.txt").rename(folder / "c.txt")
    hashes.append(input_hash(folder, own))
    (folder / "c.txt.meta.yaml").write_text("title: x\n", encoding="utf-8")
    hashes.append(input_hash(folder, own))
    (folder / "notes.csv").write_text("x\n", encoding="utf-8")
    hashes.append(input_hash(folder, own))
    (own / "aliases.csv").write_text("alias,indicator_id\n", encoding="utf-8")
    hashes.append(input_hash(folder, own))
    monkeypatch.setattr("assets.release.origin.code_hash", lambda: "another")
    hashes.append(input_hash(folder, own))
    assert len(set(hashes)) == len(hashes)


def test_saying_that_nothing_has_changed_needs_neither_dagster_nor_pandas() -> None:
    """They take seconds to import."""
    assert imported_with("pipelines.cli, pipelines.summary") & {"dagster", "pandas", "great_expectations"} == set()


def test_great_expectations_is_imported_only_where_a_suite_is_run() -> None:
    imported = imported_with("pipelines.definitions")
    assert "dagster" in imported and "great_expectations" not in imported
