"""How the work stands: notes of builds, progress with rate and time left, what waits, what failed, the next run; lines of JSON."""

from __future__ import annotations

import json
import logging
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from typer.testing import CliRunner, Result

from pipelines import cli
from pipelines.resources import LoggedProgress
from pipelines.settings import WORK_FOLDER
from pipelines.watching import pace as pacing
from pipelines.watching.json_lines import FIELDS, JsonLines, RunLines, log_plans
from pipelines.watching.pace import Pace, duration, running
from pipelines.watching.record import End, keep_record, last_good, last_record
from pipelines.watching.scheduler import next_run, scheduler
from pipelines.watching.state import stale, state_of
from tests.pipelines.plans import plan, write

NOON = datetime(2026, 11, 28, 4, 0, tzinfo=UTC)  # in Shanghai


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "dataset" / WORK_FOLDER).mkdir(parents=True)
    return tmp_path / "dataset"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.app, [*arguments])


# --- notes of builds ---


def test_a_failure_does_not_hide_when_a_build_last_ended_well(output: Path) -> None:
    assert last_record(output) is None and last_good(output) is None
    keep_record(output, End.PUBLISHED, "20261127T183000Z-00000000", now=NOON - timedelta(hours=10))
    keep_record(output, End.STOPPED, reasons=("The check schema of plans failed: two rows share a key.",), now=NOON)
    last = last_record(output)
    assert last is not None and (last.end, last.went_well, last.ended_at) == (End.STOPPED, False, NOON)
    assert last_good(output) == NOON - timedelta(hours=10)


def test_a_note_that_cannot_be_understood_is_none(output: Path) -> None:
    for text in ("", "[]", "{}", '{"ended_at": "yesterday", "end": "published", "release_id": null, "reasons": []}'):
        (output / WORK_FOLDER / "outcome.json").write_text(text, encoding="utf-8")
        assert last_record(output) is None and last_good(output) is None


# --- progress ---


def test_rate_and_time_left_count_from_the_first_batch(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [0.0]
    monkeypatch.setattr(pacing, "time", SimpleNamespace(monotonic=lambda: clock[0], time=lambda: 1_000_000.0))
    pace = Pace(output)
    assert pace.at("plans", 9000, 10_000).sentence() == "9000 of 10000 plans read", "those were there before"
    clock[0] = 10.0
    assert pace.at("plans", 9200, 10_000).sentence() == "9200 of 10000 plans read, 20 a second, 40 s left"
    assert pace.at("core accounting", 0, None).sentence() == "Now: core accounting"
    assert pace.at("files", 5, 10).per_second is None, "another stage has its own rate"


def test_a_running_build_is_seen_and_one_that_is_gone_is_not(output: Path) -> None:
    pace = Pace(output)
    pace.at("plans", 5, 10)
    found = running(output)
    assert found is not None and (found.stage, found.done, found.total, found.pid) == ("plans", 5, 10, os.getpid())
    note = output / WORK_FOLDER / "progress.json"
    told = json.loads(note.read_text(encoding="utf-8"))
    note.write_text(json.dumps(told | {"pid": 2**22 + 1}), encoding="utf-8")
    assert running(output) is None, "its process was killed"
    pace.end()
    assert running(output) is None and not note.exists()


def test_a_run_of_dagster_tells_rate_and_time_left(output: Path, caplog: pytest.LogCaptureFixture) -> None:
    progress = LoggedProgress(output=str(output), seconds_between=0.0)
    with caplog.at_level(logging.INFO):
        progress.plan_read(2, 10)
        progress.plan_read(6, 10)
    assert re.fullmatch(r"6 of 10 plans read, [\d.]+ a second, .+ left", caplog.messages[-1])
    found = running(output)
    assert found is not None and found.stage == "plans"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.4, "0 s"), (45, "45 s"), (400, "6 min 40 s"), (11_100, "3 h 5 min"), (187_200, "2 d 4 h"), (3600, "1 h")]
)
def test_durations_have_two_units_at_most(seconds: float, said: str) -> None:
    assert duration(seconds) == said


# --- the next run ---


def test_the_next_run_is_the_schedules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert next_run(NOON) == datetime(2026, 11, 28, 18, 30, tzinfo=UTC), "02:30 in Shanghai"
    monkeypatch.setenv("PLAN_INDICATORS_NIGHTLY", "0 13 * * *")
    assert next_run(NOON) == datetime(2026, 11, 28, 5, 0, tzinfo=UTC)


def test_without_a_daemon_no_run_is_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    assert scheduler(NOON) is None, "no folder of Dagster's"
    (tmp_path / "dagster.yaml").write_text("telemetry: {enabled: false}\n", encoding="utf-8")
    found = scheduler(NOON)
    assert found is not None and (found.next_run, found.is_alive, found.is_on, found.at_work) == (None, False, True, 0)


def test_records_that_cannot_be_asked_are_a_trouble(tmp_path: Path, output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
    (tmp_path / "dagster.yaml").write_text("run_storage: {module: no_such_module, class: X}\n", encoding="utf-8")
    (trouble,) = state_of(write(tmp_path / "plans", a_txt=plan()), output, None, 0.8, NOON).troubles
    assert "cannot be asked" in trouble and "no_such_module" in trouble


def test_a_dataset_grows_stale_where_builds_are_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    assert stale(NOON - timedelta(hours=26), NOON) == [] == stale(None, NOON)
    assert "for 1 d 3 h" in stale(NOON - timedelta(hours=27), NOON)[0]
    monkeypatch.setenv("PLAN_INDICATORS_STALE_HOURS", "48")
    assert stale(NOON - timedelta(hours=27), NOON) == []


# --- the command ---


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """An input folder and the output of a build of it, with JSON lines asked for."""
    root = tmp_path_factory.mktemp("status")
    write(root / "plans", a_txt=plan(), b_txt=plan("兰考县"), broken_pdf=b"%PDF-1.7 cut")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAN_INDICATORS_LOG", "json")
        result = run("build", "--input", str(root / "plans"), "--output", str(root / "dataset"))
    assert result.exit_code == 0, result.output
    return root / "plans", root / "dataset"


def test_status_tells_release_build_and_what_was_not_read(built: tuple[Path, Path]) -> None:
    folders = ("--input", str(built[0]), "--output", str(built[1]))
    said = run("status", *folders)
    assert said.exit_code == 0
    assert "old (published" in said.stdout and "2 plans" in said.stdout and "published the release" in said.stdout
    assert "nothing: the release was made from the files that are here" in said.stdout
    assert "broken.pdf: " in said.stdout
    told = json.loads(run("status", "--json", *folders).stdout)
    assert told["is_well"] and told["release"]["age_seconds"] >= 0 and told["last_build"]["end"] == "published"
    assert [one["source_path"] for one in told["unread"]] == ["broken.pdf"] and told["running"] is None
    in_chinese = CliRunner().invoke(cli.app, ["status", *folders], env={"PLAN_INDICATORS_LANG": "zh"}).stdout
    assert "2 份规划" in in_chinese and "已发布版本" in in_chinese and "未能读取" in in_chinese


def test_status_tells_what_waits_and_check_is_for_troubles(built: tuple[Path, Path], tmp_path: Path) -> None:
    _, output = built
    other = write(tmp_path / "plans", a_txt=plan(), b_txt=plan("兰考县", "| 指标名称 | 2025年 |"), c_txt=plan("嘉善县"))
    state = state_of(other, output, None, 0.8, NOON)
    assert state.pending is not None
    assert (state.pending.new, state.pending.changed, state.pending.gone) == (("c.txt",), ("b.txt",), ("broken.pdf",))
    assert state_of(built[0], output, None, 0.5, NOON).pending.is_other, "another setting makes another release"  # type: ignore[union-attr]
    result = run("status", "--check", "--input", str(tmp_path / "none"), "--output", str(output))
    assert result.exit_code == 1 and "does not exist" in result.stdout


# --- lines of JSON ---


def test_a_builds_log_has_a_line_a_plan(built: tuple[Path, Path]) -> None:
    (log,) = (built[1] / WORK_FOLDER / "log").iterdir()
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert all({"time", "level", "logger", "message"} <= line.keys() for line in lines)
    plans = {line["source_path"]: line for line in lines if line.get("event") == "plan_read"}
    assert plans.keys() == {"a.txt", "b.txt"} and plans["a.txt"]["observations"] == 6 and plans["a.txt"]["plan_id"]
    (failed,) = (line for line in lines if line.get("event") == "file_not_read")
    assert failed["source_path"] == "broken.pdf" and failed["message"].endswith(".")
    assert any(line.get("step") == "core_plans" and line.get("run_id") for line in lines)


def test_a_name_cannot_break_out_of_its_line() -> None:
    name = "a\n{}\x1b[31m\x9b\u202e\udcff.txt"
    record = logging.LogRecord("x", logging.INFO, "x", 1, "read %s", (name,), None)
    setattr(record, FIELDS, {"source_path": name, "plan_id": None})
    line = JsonLines().format(record)
    assert line.replace("\udcff", "").isprintable(), "no sign moves a terminal"
    assert json.loads(line)["source_path"] == name and "plan_id" not in json.loads(line)


def test_runs_of_dagster_write_a_file_a_day_where_asked(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_OUTPUT", str(output))
    handler = RunLines()
    record = logging.LogRecord("dagster", logging.INFO, "x", 1, "began", (), None)
    handler.emit(record)
    assert not (output / WORK_FOLDER / "log").exists(), "text is the default"
    monkeypatch.setenv("PLAN_INDICATORS_LOG", "json")
    handler.emit(record)
    handler.emit(record)
    (log,) = (output / WORK_FOLDER / "log").glob("runs-*.jsonl")
    assert [json.loads(line)["message"] for line in log.read_text(encoding="utf-8").splitlines()] == ["began", "began"]


def test_no_line_a_plan_for_people(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_plans({"plans": pd.DataFrame({"plan_id": ["p"], "source_path": ["a.txt"]})}, logging.getLogger("x"))
    assert caplog.records == []
