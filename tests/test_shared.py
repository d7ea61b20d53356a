"""The real plans beside the project, built by the command line and measured against their reviewed values.

Floors are what was measured when they were last raised, less a hair. A set is read whole, so that one plan cannot hide behind another.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from typer.testing import CliRunner

from pipelines.cli import app


class Measured(NamedTuple):
    """A set: where its plans and gold lie, which rows are measured, and the floors: F1 at each level, and precision of the numbers."""

    plans: str
    gold: str
    origin: str | None
    floors: dict[str, float]
    precision: float = 0.0
    lines: str | None = None  # the folder with the plans' lines, where it is another than the plans'


SETS = {
    "reports": Measured(
        "reports/plans", "reports/gold", None, {"number": 0.99, "year": 0.99, "sense": 0.98, "name": 0.95, "area": 0.94}, 0.99
    ),
    "pages of 2026-2030": Measured(
        "pages15", "pages15-gold", "table", {"number": 0.99, "year": 0.99, "sense": 0.99, "name": 0.99}, 0.99, lines="pages15-plans"
    ),
    "tables": Measured("tables/plans", "tables/gold", "table", {"number": 0.95, "year": 0.95, "sense": 0.95, "name": 0.95}, 0.98),
    "matrices": Measured("tables/matrices/plans", "tables/matrices/gold", "table", {"number": 0.60, "name": 0.60}, 0.98),
}
PLANS = {
    "jiaxing": {"number": 0.99, "year": 0.99, "sense": 0.99, "name": 0.97},
    "xinji": {"number": 0.99, "year": 0.99, "sense": 0.99, "name": 0.95},
    "xinxiang": {"number": 0.99, "year": 0.99, "sense": 0.97, "name": 0.97},
    "xuchang": {"number": 0.99, "year": 0.99, "sense": 0.99, "name": 0.98},
    "zhengzhou": {"number": 0.99, "year": 0.99, "sense": 0.99, "name": 0.99},
}


def built(plans: Path, output: Path) -> Path:
    """The DuckDB file of a release made from a folder."""
    result = CliRunner().invoke(app, ["build", "--input", str(plans), "--output", str(output)])
    assert result.exit_code == 0, result.output
    return output / "current" / "plan_indicators.duckdb"


def scored(shared: Path, database: Path, gold: str, *options: str) -> dict[str, Any]:
    command = [sys.executable, str(shared / "score.py"), str(database), str(shared / gold), "--json", *options]
    score: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return score


@pytest.fixture(scope="module")
def database(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The release made from the municipal plans."""
    return built(shared / "plans", tmp_path_factory.mktemp("shared") / "dataset")


def test_every_reviewed_table_value_is_right_up_to_its_name(shared: Path, database: Path) -> None:
    score = scored(shared, database, "gold", "--origin", "table")
    for plan, values in (("jiaxing", 33), ("xinji", 18)):
        assert score[plan]["gold"] == values
        assert score[plan]["name"]["f1"] == 1.0


def test_the_statements_of_each_plan_are_right_up_to_their_names(shared: Path, database: Path) -> None:
    score = scored(shared, database, "gold")
    below = {
        plan: {level: score[plan][level]["f1"] for level, floor in floors.items() if score[plan][level]["f1"] < floor}
        for plan, floors in PLANS.items()
    }
    assert {plan: levels for plan, levels in below.items() if levels} == {}


@pytest.mark.parametrize("name", SETS)
def test_a_set_of_real_documents_is_read_as_well_as_it_was(shared: Path, tmp_path: Path, name: str) -> None:
    plans, gold, origin, floors, precision, lines = SETS[name]
    options = ["--plans", str(shared / (lines or plans)), *(["--origin", origin] if origin else [])]
    total = scored(shared, built(shared / plans, tmp_path / "dataset"), gold, *options)["ALL"]
    assert {level: total[level]["f1"] for level, floor in floors.items() if total[level]["f1"] < floor} == {}
    assert total["number"]["p"] >= precision


def test_small_inputs_that_failed_are_read_right(shared: Path, tmp_path: Path) -> None:
    cases = shared / "cases" / "reading"
    (tmp_path / "in").mkdir()
    for path in [*cases.glob("*.txt"), *cases.glob("*.html")]:
        shutil.copy(path, tmp_path / "in")
    database = built(tmp_path / "in", tmp_path / "dataset")
    command = [sys.executable, str(shared / "cases" / "judge.py"), str(database), str(cases)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip().splitlines()[-1].split()
    right, expected, extra = int(said[2]), int(said[4].rstrip(",")), int(said[6].rstrip(","))
    assert right >= 0.92 * expected and extra <= 1
