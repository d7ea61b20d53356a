"""What a deployment stands on: the way services are started, Dagster's records in a real PostgreSQL, the files beside the package."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines.alerts.outbox import Memory
from pipelines.automation.after import forget_runs
from pipelines.automation.alerting import new_alerts
from pipelines.automation.jobs import BUILD_MAIN
from pipelines.deployment import start
from pipelines.deployment.start import StartError, command_of, lay
from pipelines.environment import BY_VARIABLE
from pipelines.watching.scheduler import scheduler
from tests.conftest import ROOT
from tests.pipelines.postgres_server import postgres

FOLDER = ROOT / "pipelines" / "deployment"
UNITS = sorted((FOLDER / "systemd").iterdir())
URL = "PLAN_INDICATORS_POSTGRES_URL"


# --- the start ---


def test_a_service_is_its_program_with_what_follows() -> None:
    program, *options = command_of(["webserver", "-p", "3001"])
    assert Path(program).name == "dagster-webserver" and options == ["-m", "pipelines.definitions", "-p", "3001"]


@pytest.mark.parametrize(
    ("arguments", "environment", "told"),
    [
        (["nothing"], {}, "There is no service nothing; name one of daemon, webserver."),
        (["daemon"], {"DAGSTER_HOME": ""}, "DAGSTER_HOME is ''; give the whole path"),
        (["daemon"], {"PLAN_INDICATORS_KEPP": "3"}, "is PLAN_INDICATORS_KEEP meant?"),
        (["daemon"], {"DAGSTER_HOME": "/proc/none"}, "Dagster's folder /proc/none cannot be written"),
    ],
)
def test_what_is_wrong_is_one_sentence_and_exit_code_2(arguments: list[str], environment: dict[str, str], told: str) -> None:
    command = [sys.executable, "-m", "pipelines.deployment.start", *arguments]
    ended = subprocess.run(command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2 and told in ended.stderr and ended.stderr.count("\n") == 1


def test_postgres_is_asked_for_only_where_it_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path)
    assert (tmp_path / "dagster.yaml").read_text(encoding="utf-8") == (ROOT / "pipelines" / "dagster.yaml").read_text(encoding="utf-8")
    monkeypatch.setenv(URL, "postgresql+psycopg2://dagster@127.0.0.1:1/dagster")
    lay(tmp_path)
    assert yaml.safe_load((tmp_path / "dagster.yaml").read_text(encoding="utf-8"))["storage"] == {
        "postgres": {"postgres_url": {"env": URL}}
    }
    monkeypatch.setattr(start, "find_spec", lambda _: None)
    with pytest.raises(StartError, match="install the extra postgres"):
        lay(tmp_path)


# --- Dagster's records in PostgreSQL ---


@dg.op
def _breaks() -> None:
    raise ValueError("the disk is full")


@dg.job(name=BUILD_MAIN)
def _failing() -> None:
    _breaks()


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[dg.DagsterInstance]:
    """An instance with this project's settings, whose records are in a real server."""
    pytest.importorskip("dagster_postgres", reason="dagster-postgres is not installed (extra postgres)")
    with postgres() as url:
        monkeypatch.setenv(URL, url)
        monkeypatch.setenv("DAGSTER_HOME", str(tmp_path))
        lay(tmp_path)
        with dg.DagsterInstance.from_config(str(tmp_path)) as found:
            yield found


@pytest.mark.slow
def test_runs_alerts_and_status_work_by_records_in_postgres(instance: dg.DagsterInstance, tmp_path: Path) -> None:
    assert "Postgres" in type(instance.run_storage).__name__
    memory, _ = new_alerts(Memory(), instance, tmp_path, datetime.now(UTC).timestamp() - 1)
    failed = _failing.execute_in_process(instance=instance, raise_on_error=False)
    memory, (alert,) = new_alerts(memory, instance, tmp_path, datetime.now(UTC).timestamp())
    assert "the disk is full" in alert.text and failed.run_id in memory.runs
    assert new_alerts(memory, instance, tmp_path, datetime.now(UTC).timestamp())[1] == [], "told once"

    instance.add_daemon_heartbeat(_sign())
    found = scheduler(datetime.now(UTC))
    assert found is not None and found.is_alive and found.is_on and found.next_run is not None and found.at_work == 0

    assert forget_runs(instance, datetime.now(UTC) - timedelta(days=1)) == 0
    assert forget_runs(instance, datetime.now(UTC) + timedelta(days=1)) == 1 and instance.get_runs() == []


def _sign() -> object:
    from dagster._daemon.types import DaemonHeartbeat

    return DaemonHeartbeat(datetime.now(UTC).timestamp(), "SCHEDULER", "id", [])


# --- the files ---


def test_the_compose_file_is_whole_and_its_services_are_those_that_can_be_started() -> None:
    said = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))
    assert said["services"].keys() == {"postgres", "daemon", "webserver"}
    for name, service in said["services"].items():
        assert service["healthcheck"]["test"], name
        for volume in service["volumes"]:
            source = re.sub(r"^\$\{\w+:-([^}]*)\}", r"\1", volume).partition(":")[0]
            assert source in said["volumes"] or (FOLDER / source).is_dir(), volume
    for name in ("daemon", "webserver"):
        command_of(said["services"][name]["command"])
        assert (FOLDER / said["services"][name]["build"]["context"] / said["services"][name]["build"]["dockerfile"]).is_file()
        assert said["services"][name]["environment"].keys() <= BY_VARIABLE.keys()
    assert all(port.startswith("127.0.0.1:") for port in said["services"]["webserver"]["ports"]), "it asks nobody for a password"


def test_the_image_runs_as_nobody_of_importance_and_copies_what_is_there() -> None:
    lines = (FOLDER / "Dockerfile").read_text(encoding="utf-8").splitlines()
    user = lines.index("USER 10001:10001")
    assert user < next(at for at, line in enumerate(lines) if line.startswith("ENTRYPOINT"))
    copied = [name for line in lines if line.startswith("COPY ") for name in line.split()[1:-1]]
    assert copied and all((ROOT / name).exists() for name in copied)
    variables = {name for line in lines for name in re.findall(r"\bPLAN_INDICATORS_[A-Z_]+", line)}
    assert variables <= BY_VARIABLE.keys()


@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_a_unit_starts_what_there_is_under_an_account_of_its_own(unit: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    started = re.findall(r"^ExecStart(?:Post)?=/opt/plan-indicators/\.venv/bin/(.+)$", text, re.M)
    if unit.suffix == ".timer":
        assert "OnCalendar=" in text and unit.with_suffix(".service").exists()
        return
    assert "\nUser=plan-indicators\n" in text and "\nEnvironmentFile=" in text and started
    for command in started:
        if command.startswith("python -m pipelines.deployment.start "):
            command_of(command.split()[3:])
        else:
            assert command.split()[1] in ("build", "prune", "alert")


@pytest.mark.filterwarnings("ignore:Handling yaml-defined")  # Dagster calls it beta
def test_lines_of_json_are_written_by_runs_where_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_LOG", "json")
    monkeypatch.setenv("PLAN_INDICATORS_OUTPUT", str(tmp_path / "dataset"))
    lay(tmp_path)
    with dg.DagsterInstance.from_config(str(tmp_path)) as found:
        failed = _failing.execute_in_process(instance=found, raise_on_error=False)
    (log,) = (tmp_path / "dataset" / ".work" / "log").glob("runs-*.jsonl")
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    (line,) = (line for line in lines if line.get("event") == "STEP_FAILURE")
    assert line["run_id"] == failed.run_id and line["step"] == "_breaks" and "the disk is full" in line["error"]
