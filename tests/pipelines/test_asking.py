"""Questions to a release, and the first drafts that people paste: what is printed holds when it is used."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from assets.documents.beside.correction_files import read_corrections
from assets.documents.beside.sidecar import KEYS, read_sidecar
from expectations.registry import load_registry
from pipelines.cli import app
from tests.pipelines.plans import plan, write

GOOD = plan("青州市")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("asked")
    assert run("build", "--input", str(write(root / "plans", a_txt=GOOD)), "--output", str(root / "dataset")).exit_code == 0
    return root / "dataset"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, a_txt=GOOD) / "a.txt"


def test_a_question_is_answered_as_a_table_or_as_csv(output: Path) -> None:
    question = "SELECT target_year, target_value FROM indicator_targets ORDER BY target_value LIMIT 2"
    shown = run("query", question, "--output", str(output))
    assert shown.exit_code == 0 and "target_value" in shown.output
    rows = list(csv.DictReader(io.StringIO(run("query", question, "--csv", "--output", str(output)).output)))
    assert len(rows) == 2 and all(float(row["target_value"]) > 0 for row in rows)


def test_an_answer_that_is_cut_says_so(output: Path) -> None:
    assert "Only the first 1 rows" in run("query", "SELECT * FROM units", "--most", "1", "--output", str(output)).output


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT nothing_like_it FROM plans",
        "DELETE FROM plans",
        "COPY plans TO 'out.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELEC 1",
    ],
)
def test_what_is_no_question_or_would_change_or_read_something_else_is_wrong_use(output: Path, sql: str) -> None:
    result = run("query", sql, "--output", str(output))
    assert result.exit_code == 2 and "DuckDB does not answer this" in result.output and "Traceback" not in result.output


def test_a_folder_without_a_release_has_no_answer(tmp_path: Path) -> None:
    assert run("query", "SELECT 1", "--output", str(tmp_path)).exit_code == 1


def test_the_draft_of_a_sidecar_states_what_was_read_and_is_one(file: Path) -> None:
    draft = run("init", str(file)).output
    stated = read_sidecar(draft.encode(), load_registry().regions)
    assert stated["region_name"] == "青州市" and stated["period_end"] == 2025
    assert all(f"{key}:" in draft for key in KEYS)


def test_rows_for_an_own_catalogue_name_what_the_catalogue_does_not_know(tmp_path: Path) -> None:
    unknown = plan("青州市", "指标 | 单位 | 2020年 | 2025年\n澜江牌灯芯认证数 | 个 | 3 | 5\n高新技术企业数 | 家 | 99 | 130\n")
    rows = list(csv.DictReader(io.StringIO(run("init", str(write(tmp_path, a_txt=unknown) / "a.txt"), "--indicators").output)))
    assert [(row["name_zh"], row["unit"]) for row in rows] == [("澜江牌灯芯认证数", "个")]


def test_the_draft_of_a_correction_can_be_changed_and_used(file: Path, tmp_path: Path) -> None:
    line = next(number for number, text in enumerate(GOOD.splitlines(), start=1) if "120" in text)
    draft = run("correct", str(file), "--line", str(line)).output
    filled = draft.replace("reason:", "reason: The printed plan says so.").replace("by:", "by: 王敏, 2026-11-20")
    assert {entry.at.line for entry in read_corrections(filled.encode(), "a.txt.corrections.yaml")} == {line}
    of_120 = next(entry for entry in filled.split("- at:") if "value: 120.0" in entry)
    file.with_name("a.txt.corrections.yaml").write_text("- at:" + of_120.replace("value: 120.0", "value: 121"), "utf-8")
    assert run("build", "--input", str(tmp_path), "--output", str(tmp_path / "out")).exit_code == 0
    asked = run("query", "SELECT value FROM observations WHERE value_text = '120'", "--csv", "--output", str(tmp_path / "out"))
    assert asked.output.split() == ["value", "121.0"]


@pytest.mark.parametrize("command", ["init", "correct", "explain"])
def test_a_plan_that_is_not_there_is_wrong_use(command: str, tmp_path: Path) -> None:
    options = {"correct": ["--line", "1"], "explain": ["--output", str(tmp_path)]}
    result = run(command, str(tmp_path / "none.txt"), *options.get(command, []))
    assert result.exit_code == 2 and "There is no file" in result.output


def test_a_line_without_a_figure_tells_the_lines_that_have_some(file: Path) -> None:
    result = run("correct", str(file), "--line", "1")
    assert result.exit_code == 2 and "figures are read on the lines" in result.output


def test_version_and_short_help() -> None:
    assert run("--version").output.startswith("plan-indicators ")
    assert run("-h").exit_code == 0
