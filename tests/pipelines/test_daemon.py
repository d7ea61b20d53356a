"""Under the real daemon: a file dropped into the folder is in the published release without anyone's hand."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from tests.conftest import ROOT
from tests.pipelines.plans import TABLE, plan, write

DEADLINE_SECONDS = 240  # settling takes two looks of ten seconds, starting a run and running it some fifteen; a busy machine more
STOPPING_SECONDS = 20


@dataclass
class Station:
    """A watched folder, the dataset made of it, and the daemon that watches."""

    root: Path
    daemon: subprocess.Popen[bytes] | None = None

    @property
    def input(self) -> Path:
        """The watched folder."""
        return self.root / "plans"

    @property
    def output(self) -> Path:
        """The dataset."""
        return self.root / "dataset"

    @property
    def home(self) -> Path:
        """Dagster's own folder."""
        return self.root / "home"

    @property
    def log(self) -> Path:
        """What the daemon says."""
        return self.root / "daemon.log"

    def start(self) -> None:
        """Start the daemon, with this project's settings but for a run monitoring that looks more often."""
        for folder in (self.input, self.home):
            folder.mkdir(exist_ok=True)
        said = (ROOT / "pipelines" / "dagster.yaml").read_text(encoding="utf-8")
        often = said.replace("poll_interval_seconds: 20", "poll_interval_seconds: 2")
        assert often != said
        (self.home / "dagster.yaml").write_text(often, encoding="utf-8")
        folders = {"PLAN_INDICATORS_INPUT": str(self.input), "PLAN_INDICATORS_OUTPUT": str(self.output), "DAGSTER_HOME": str(self.home)}
        command = [str(Path(sys.executable).with_name("dagster-daemon")), "run", "-w", "workspace.yaml"]
        with self.log.open("ab") as log:
            environment = os.environ | folders | {"PYTHONPATH": str(ROOT)}
            self.daemon = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True)

    def crash(self) -> None:
        """What a crash of the machine does: every process is gone at once, wherever it was."""
        assert self.daemon is not None
        for pid in reversed(_tree(self.daemon.pid)):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.daemon.wait()

    def statuses(self) -> list[str]:
        """The status of every run so far, the first one first."""
        try:
            with closing(sqlite3.connect(f"file:{self.home / 'history' / 'runs.db'}?mode=ro", uri=True)) as connection:
                return [str(status) for (status,) in connection.execute("SELECT status FROM runs ORDER BY id")]
        except sqlite3.OperationalError:
            return []  # it is not there yet

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


def _tree(pid: int) -> list[int]:
    """A process and all below it, parents first."""
    children: list[str] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():  # a run is the child of the thread that was asked for it
            children += (thread / "children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


@pytest.fixture
def station(tmp_path: Path) -> Iterator[Station]:
    found = Station(tmp_path)
    found.start()
    try:
        yield found
    finally:
        daemon = found.daemon
        assert daemon is not None
        daemon.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            daemon.wait(STOPPING_SECONDS)
        with suppress(ProcessLookupError):
            os.killpg(daemon.pid, signal.SIGKILL)  # its code servers too, which would wait for it for a while
        daemon.wait()


@pytest.mark.slow
def test_files_put_in_and_taken_out_are_in_the_release_by_themselves_and_through_a_crash(station: Station) -> None:
    write(station.input, a_txt=plan("青州市"), b_txt=plan("兰考县", TABLE.replace("120", "31")))
    station.wait(lambda: "STARTED" in station.statuses())
    station.crash()
    assert station.plans() is None, "the run was at work"
    station.start()
    station.wait(lambda: station.plans() == 2)
    assert station.statuses()[0] == "FAILURE", "nobody was left to say so but the daemon that started anew"

    (station.input / "b.txt").unlink()
    station.wait(lambda: station.plans() == 1)
