"""Under the real daemon: a file dropped into the folder is in the published release without anyone's hand."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.pipelines.plans import TABLE, plan, write

DEADLINE_SECONDS = 90  # settling takes two looks of ten seconds, starting a run and running it some fifteen
STOPPING_SECONDS = 20


@dataclass(frozen=True)
class Station:
    """A watched folder, the dataset made of it, and the daemon's log."""

    input: Path
    output: Path
    log: Path

    def plans(self) -> int | None:
        """Plans in the current release; None before the first."""
        database = self.output / "current" / "plan_indicators.duckdb"
        if not database.exists():
            return None
        with duckdb.connect(str(database), read_only=True) as connection:
            return int(connection.sql("SELECT count(*) FROM plans").fetchall()[0][0])

    def wait(self, until: Callable[[], bool]) -> None:
        """Wait for something to become true; fail with the daemon's last words."""
        deadline = time.monotonic() + DEADLINE_SECONDS
        while not until():
            if time.monotonic() > deadline:
                words = self.log.read_text(encoding="utf-8", errors="replace")[-3000:]
                pytest.fail(f"not within {DEADLINE_SECONDS} s; the daemon said:\n{words}")
            time.sleep(0.5)


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    found = Station(tmp_path / "plans", tmp_path / "dataset", tmp_path / "daemon.log")
    home = tmp_path / "home"
    home.mkdir()
    found.input.mkdir()
    shutil.copy(ROOT / "pipelines" / "dagster.yaml", home)
    folders = {"PLAN_INDICATORS_INPUT": str(found.input), "PLAN_INDICATORS_OUTPUT": str(found.output), "DAGSTER_HOME": str(home)}
    command = [str(Path(sys.executable).with_name("dagster-daemon")), "run", "-w", "workspace.yaml"]
    with found.log.open("wb") as log:
        environment = os.environ | folders | {"PYTHONPATH": str(ROOT)}
        daemon = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)
    try:
        yield found
    finally:
        daemon.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            daemon.wait(STOPPING_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(daemon.pid, signal.SIGKILL)  # its code servers too, which would wait for it for a while
        daemon.wait()


@pytest.mark.slow
def test_files_put_in_and_taken_out_are_in_the_release_by_themselves(station: Station) -> None:
    write(station.input, a_txt=plan("青州市"), b_txt=plan("兰考县", TABLE.replace("120", "31")))
    station.wait(lambda: station.plans() == 2)

    (station.input / "b.txt").unlink()
    station.wait(lambda: station.plans() == 1)
