"""The timing of rules and suites: so many rows are validated, each part is shown, and the limit decides."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner

from expectations.registry import load_registry
from tests.workbench.commands import app
from tests.workbench.defects.command import GOOD_PLANS
from tests.workbench.speed import benchmark_validation as timing
from tests.workbench.speed.benchmark import BenchmarkError
from tests.workbench.speed.clock import processor_seconds


def test_the_rows_are_repeated_with_ids_of_their_own(sample_plans: Path) -> None:
    registry = load_registry()
    read = timing._read(sample_plans, registry)
    rows = timing._repeated(read, 3 * len(read.observations) + 5, registry)
    assert len(rows.observations) == 3 * len(read.observations) + 5
    assert rows.observations["observation_id"].is_unique and rows.plans["plan_id"].is_unique
    assert set(rows.observations["plan_id"]) <= set(rows.plans["plan_id"])
    assert set(rows.observations["table_id"].dropna()) <= set(rows.cells["table_id"])


def test_each_part_is_shown_with_the_ratios_that_are_asked(sample_plans: Path) -> None:
    out = io.StringIO()
    timing.benchmark_validation(sample_plans, 2000, Console(file=out, width=120))
    said = out.getvalue()
    assert all(f" {rows} " in said for rows in ("500", "1,000", "2,000"))
    assert re.search(r"^[\d.]+ times a hash over every cell \(asked: at most 120\), ", said, re.M)
    assert re.search(r"^[\d.]+ times the time a row that a quarter takes \(asked: at most 1\.5\), ", said, re.M)


def test_a_table_full_of_totals_takes_no_longer_than_others() -> None:
    """data/good is all tables; a rule that cuts frames for each of them took five times as long as all others together."""
    registry = load_registry()
    rows = timing._repeated(timing._read(GOOD_PLANS, registry), 4000, registry)
    assert processor_seconds(lambda: timing._run_rules(rows, registry)) < 3.0  # measured 0.5


def test_a_folder_without_a_figure_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("没有数字。", encoding="utf-8")
    with pytest.raises(BenchmarkError):
        timing.benchmark_validation(tmp_path, 1000, Console())
    assert CliRunner().invoke(app, ["benchmark", "--validation", "1000", "--input", str(tmp_path)]).exit_code == 2
