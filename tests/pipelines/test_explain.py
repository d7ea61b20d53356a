"""What `plan-indicators explain` shows: each number marked, what was made of it, and what read it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from typer.testing import CliRunner, Result

from expectations.registry import load_registry
from pipelines.cli import app
from pipelines.explain.explain import OBSERVATION, Explanation, explain
from pipelines.explain.view import show_passages
from tests.conftest import ROOT
from tests.pipelines.plans import write

PLAN = """\
临江市“十四五”科技创新规划(2021—2025年)
一、发展基础
“十三五”以来,全市创新能力明显增强。2020年,全市高新技术企业达到120家,研发经费投入12.5亿元。
坚持创新驱动,实施四大工程。
二、发展目标
到2025年,全市高新技术企业达到300家以上。
表1 主要指标
| 指标名称 | 单位 | 2020年 | 2025年 | 属性 |
| 研发经费投入强度 | % | 2.1 | 2.8 | 预期性 |
| 高新技术企业数 | 家 | 120 | 若干 | 预期性 |
"""
PRESENT, SLOGAN, GOAL, TABLE_ROW, NO_NUMBER = 3, 4, 6, 9, 7


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path, plan_txt=PLAN) / "plan.txt"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["explain", *arguments])


def shown(file: Path, line: int | None = None, width: int = 60) -> str:
    """What a terminal of this width gets."""
    console = Console(file=io.StringIO(), force_terminal=True, color_system="standard", width=width, highlight=False, markup=False)
    show_passages(read(file), line, console)
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def read(file: Path) -> Explanation:
    return explain(str(file), file.parent, file.parent, load_registry())


# --- what is shown ---


def test_a_statement_is_told_with_indicator_value_sense_and_what_read_it(file: Path) -> None:
    said = run(str(file), "--line", str(GOAL)).output
    assert "到{2025}年,全市高新技术企业达到[300家以上]。" in said
    for words in ("→ hightech_enterprises (by alias)", ">= 300 家, standard 300 家", "level · stock · target · 2025", "time: 到2025年"):
        assert words in said


def test_a_table_value_is_told_with_row_column_header_and_where_its_unit_is_from(file: Path) -> None:
    said = run(str(file), "--line", str(TABLE_ROW)).output
    assert "[2.1]" in said and "[2.8]" in said
    assert "table 1 (表1 主要指标) · row 1, column 3 under 2025年 · unit % from the unit column" in said
    assert "target · 2025 · expected" in said


def test_other_numbers_are_named_for_what_they_are(file: Path) -> None:
    assert "十三五 date, 2020 date" in run(str(file), "--line", str(PRESENT)).output
    assert "{四}大工程" in (said := run(str(file), "--line", str(SLOGAN)).output) and "四 slogan" in said


def test_a_figure_that_was_passed_over_is_told_with_the_reason(tmp_path: Path) -> None:
    plan = write(tmp_path, plan_txt=PLAN.replace("实施四大工程", "给予最高100万元奖励")) / "plan.txt"
    said = run(str(plan), "--line", str(SLOGAN)).output
    assert "100万元" in said and "no statement incentive" in said
    assert "100 incentive" not in said


def test_a_name_that_is_not_in_the_catalogue_is_said_to_be_none(tmp_path: Path) -> None:
    plan = write(tmp_path, plan_txt=PLAN.replace("高新技术企业达到300", "星际航班达到300")) / "plan.txt"
    said = run(str(plan), "--line", str(GOAL)).output
    assert "星际航班 → not in the catalogue" in said
    assert "name_not_in_catalogue" in said


def test_without_a_line_only_those_with_figures_are_shown(file: Path) -> None:
    said = run(str(file)).output
    assert "研发经费投入强度" in said and "120家" in said
    assert "二、发展目标" not in said and "指标名称 |" in said


def test_a_line_without_a_number_is_shown_and_said_to_have_none(tmp_path: Path) -> None:
    plan = write(tmp_path, plan_txt=PLAN.replace("实施四大工程", "加强领导")) / "plan.txt"
    said = run(str(plan), "--line", str(SLOGAN)).output
    assert "坚持创新驱动,加强领导。" in said and "No number in this line." in said


def test_every_digit_of_the_sample_plans_is_marked_once(sample_plans: Path) -> None:
    for file in sorted([*sample_plans.glob("*.txt"), *sample_plans.glob("*.html")]):
        explanation = read(file)
        text = explanation.plan.document.text
        marked = [at for mark in explanation.marks for at in range(mark.start, mark.end)]
        assert len(marked) == len(set(marked))
        assert {at for at, char in enumerate(text) if char.isdecimal()} <= set(marked)
        assert sum(mark.fate == OBSERVATION for mark in explanation.marks) > 5


# --- how it is shown ---


def test_a_terminal_gets_colours_and_no_line_wider_than_it_is(file: Path) -> None:
    said = shown(file, width=44)
    plain = Text.from_ansi(said).plain
    assert "\x1b[1;32m300家以上\x1b[0m" in said and "[300" not in plain
    assert max(map(cell_len, plain.splitlines())) <= 44
    assert max(map(cell_len, Text.from_ansi(shown(file, width=90)).plain.splitlines())) > 44


def test_a_pipe_gets_plain_text_with_each_line_whole(file: Path) -> None:
    said = run(str(file)).output
    assert "\x1b" not in said
    assert "全市高新技术企业达到[120家],研发经费投入[12.5亿元]。" in said


# --- which plan ---


def test_a_plan_of_the_current_release_is_found_by_its_id(tmp_path: Path) -> None:
    folder, output = write(tmp_path / "plans", plan_txt=PLAN), tmp_path / "dataset"
    made = CliRunner().invoke(app, ["build", "--input", str(folder), "--output", str(output)])
    assert made.exit_code == 0, made.output
    where = ["--input", str(folder), "--output", str(output)]
    unknown = run("no-such-plan", *where)
    assert unknown.exit_code == 2
    plan_id = unknown.stderr.strip().replace("\n", "").rpartition(": ")[2].removesuffix(".")
    found = run(plan_id, "--line", str(GOAL), *where)
    assert found.exit_code == 0 and "[300家以上]" in found.output and plan_id in found.output
    (folder / "plan.txt").unlink()
    gone = run(plan_id, *where)
    assert gone.exit_code == 2 and "--input" in gone.stderr


def test_without_a_release_a_name_that_is_no_file_is_wrong_use(tmp_path: Path) -> None:
    result = run("no-such-plan", "--output", str(tmp_path))
    assert result.exit_code == 2 and "no release" in result.stderr


def test_a_line_beyond_the_end_is_wrong_use_and_told_the_last(file: Path) -> None:
    result = run(str(file), "--line", "11")
    assert result.exit_code == 2 and "from 1 to 10" in result.stderr
    assert run(str(file), "--line", "10").exit_code == 0


def test_a_file_that_is_no_plan_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.7 ...")
    result = run(str(tmp_path / "scan.pdf"))
    assert result.exit_code == 2 and "PDF" in result.stderr


def test_explaining_starts_without_dagster_and_great_expectations() -> None:
    script = "import sys, pipelines.cli, pipelines.explain.view; print({'dagster', 'great_expectations'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
