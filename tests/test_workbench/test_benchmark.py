"""The measure of speed: what text it reads, that its figures are what they say, and the ratios it prints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.workbench.commands import app
from tests.workbench.speed import benchmark
from tests.workbench.speed.benchmark import JIONLP_NAME, ROUNDS, Reader, Speed, measure, plain_rows, ratios
from tests.workbench.speed.varied import running_lines, varied

SIZE = 60_000
LINES = [
    "临江市“十三五”科技创新规划(2016—2020年)",
    "一、发展目标",
    "到2020年,全市高新技术企业达到120家以上,研发投入占比2.05%。",
    "加快建设创新型城市。",
]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["benchmark", *arguments])


@pytest.fixture
def script(tmp_path: Path) -> Iterator[Path]:
    """A script that understands --time FILE."""
    file = tmp_path / "peer.py"
    file.write_text("import sys\nassert sys.argv[1] == '--time' and len(open(sys.argv[2]).read()) > 100\nprint('4.0 MB/s, 17 rows')\n")
    yield file


# --- the text ---


def test_no_line_stands_twice_in_the_text(sample_plans: Path) -> None:
    sample = varied(running_lines(sample_plans), SIZE)
    lines = sample.text.split("\n")
    assert len(lines) > 500
    assert len(set(lines)) == len(lines)


def test_the_text_is_as_long_as_asked_for_and_the_same_every_time(sample_plans: Path) -> None:
    plans = running_lines(sample_plans)
    sample = varied(plans, SIZE)
    assert SIZE <= sample.bytes == len(sample.text.encode()) < SIZE + 10_000
    assert varied(plans, SIZE).text == sample.text
    assert varied(plans, SIZE, seed=7).text != sample.text


def test_figures_keep_their_shape_and_years_move_together() -> None:
    first, second = varied([LINES], 2 * len("\n".join(LINES).encode())).plans[:2]
    for plan in (first, second):
        title, _, goal, _ = plan.document.text.split("\n")
        start, end = map(int, re.findall(r"\d{4}", title))
        assert end - start == 4
        assert re.search(rf"到{end}年,全市高新技术企业达到[1-9]\d\d家以上,研发投入占比[1-9]\.\d\d%。$", goal)
        assert plan.document.metadata.period_end == end


def test_a_line_without_figures_gets_another_citys_name_each_time() -> None:
    slogans = [plan.document.text.split("\n")[3] for plan in varied([LINES], 1500).plans]
    assert len(slogans) > 3
    assert all(re.fullmatch(r"(?:..市)+加快建设创新型城市。", slogan) for slogan in slogans)


def test_tables_and_what_stands_around_a_plan_are_left_out(sample_plans: Path) -> None:
    lines = [line for plan in running_lines(sample_plans) for line in plan]
    assert any("高新技术产业增加值2010年只有206.66亿元" in line for line in lines)
    assert not any("相关热词" in line or "指标名称" in line for line in lines)


# --- the readers ---


def test_the_plain_script_reads_name_value_unit_bound_and_the_year_before() -> None:
    (row,) = plain_rows("到2020年,高新技术企业达到120—150家以上。")
    assert row == ("高新技术企业", 120, 150, "家", ">=", 2020)


def test_a_speed_is_the_median_without_the_first_turn() -> None:
    seconds = iter([100.0, 1.0, 2.0, 4.0, 4.0, 5.0])
    (speed,) = measure([Reader("x", 8_000_000, "rows", lambda: (3, next(seconds)))])
    assert (speed.megabytes_per_second, speed.note) == (2.0, "3 rows")


def test_readers_take_turns() -> None:
    turns: list[str] = []
    measure([Reader(name, 1, "", lambda name=name: (0, float(len(turns.append(name) or "1")))) for name in ("a", "b")])  # type: ignore[misc, func-returns-value]
    assert turns == ["a", "b"] * (ROUNDS + 1)


def test_ratios_are_speed_against_jionlp_and_time_against_scripts() -> None:
    said = list(ratios([Speed("statements", 3.0), Speed("peer.py", 12.0), Speed(JIONLP_NAME, 0.6)]))
    assert said == [
        "4.0 times the time of peer.py (asked: at most 8), as asked",
        "5.0 times JioNLP's speed (asked: at least 3), as asked",
    ]


# --- the command ---


def test_the_command_prints_speeds_and_ratios(script: Path, sample_plans: Path) -> None:
    result = run("--size", "0.02", "--input", str(sample_plans), "--peer", str(script))
    assert result.exit_code == 0, result.output
    ours, peers = (float(re.search(rf"^{name} +([\d.]+) MB/s", result.output, re.M)[1]) for name in ("statements", "peer.py"))  # type: ignore[index]
    assert peers >= 4.0, "it says 4.0, and had the processor for a part of the time alone"
    said = re.search(r"([\d.]+) times the time of peer.py", result.output)
    assert said and float(said[1]) == pytest.approx(peers / ours, abs=0.1 + 0.05 * peers / ours**2)


def test_without_jionlp_the_command_says_how_to_add_it(monkeypatch: pytest.MonkeyPatch, sample_plans: Path) -> None:
    monkeypatch.setattr(benchmark, "JIONLP", "no_such_package")
    assert ".[bench]" in run("--size", "0.02", "--input", str(sample_plans)).output


@pytest.mark.parametrize("content", ["print('done')", "raise SystemExit('it broke')"])
def test_a_script_that_prints_no_speed_is_told_of(tmp_path: Path, sample_plans: Path, content: str) -> None:
    (tmp_path / "odd.py").write_text(content)
    result = run("--size", "0.02", "--input", str(sample_plans), "--peer", str(tmp_path / "odd.py"))
    assert result.exit_code == 2
    assert "did not print its MB/s" in result.stderr and ("it broke" in result.stderr or "done" in result.stderr)


def test_wrong_use_ends_with_a_sentence(tmp_path: Path, sample_plans: Path) -> None:
    for arguments in (["--input", str(tmp_path / "none")], ["--input", str(tmp_path)], ["--peer", str(tmp_path / "none.py")]):
        result = run(*arguments, *(["--input", str(sample_plans)] if "--peer" in arguments else []))
        assert result.exit_code == 2
        assert result.stderr.strip().endswith(".")
