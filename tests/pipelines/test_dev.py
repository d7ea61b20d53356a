"""`make dev` is started and stopped as a service is: a stop ends every process that it started."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pipelines.plans import plan, write

STARTING_SECONDS, STOPPING_SECONDS = 90, 40


def _of_home(home: Path) -> dict[int, str]:
    """The processes that work for an instance and are not dead: process id, command line."""
    alive = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state = (folder / "stat").read_text().rpartition(")")[2].split()[0]
                if state != "Z" and f"DAGSTER_HOME={home}\0".encode() in (folder / "environ").read_bytes():
                    alive[int(folder.name)] = (folder / "cmdline").read_text().replace("\0", " ")
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue  # it ended meanwhile, or is another user's
    return alive


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.mark.slow
def test_a_stop_of_the_service_ends_all_that_it_started(tmp_path: Path) -> None:
    write(tmp_path / "plans", a_txt=plan("青州市"))
    environment = {**os.environ, "PLAN_INDICATORS_INPUT": str(tmp_path / "plans"), "PLAN_INDICATORS_OUTPUT": str(tmp_path / "dataset")}
    log, home = tmp_path / "dev.log", (tmp_path / "home").resolve()
    command = [sys.executable, "-m", "pipelines.dev", str(home), "-h", "127.0.0.1", "-p", str(_free_port())]
    # A shell starts what it puts into the background with SIGINT ignored; Dagster would then ignore SIGTERM too.
    in_background = ["/bin/sh", "-c", 'trap "" INT; exec "$@"', "sh", *command]
    with log.open("wb") as out:
        service = subprocess.Popen(in_background, cwd=ROOT, env=environment, stdout=out, stderr=out, start_new_session=True)
    try:
        deadline = time.monotonic() + STARTING_SECONDS
        while "Serving dagster-webserver" not in (said := log.read_text(errors="replace")):
            assert service.poll() is None and time.monotonic() < deadline, said[-3000:]
            time.sleep(0.5)
        assert "superseded" not in said
        assert len(_of_home(home)) >= 4  # dg, its code server, the web server, the daemon
        service.send_signal(signal.SIGTERM)
        assert service.wait(STOPPING_SECONDS) == 128 + signal.SIGTERM
        assert _of_home(home) == {}
    finally:
        for process in [service.pid, *_of_home(home)]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
