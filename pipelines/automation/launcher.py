"""Runs whose process is gone are failed: also after a crash of the machine, when nobody is left who could tell of them.

Dagster's own launcher cannot say whether a run that it started still lives. A run that was at work when the machine went down would stay
"started" for ever, and the queue, which lets one run at a time through, would wait for it. Here a run lives as long as the process that
told of its start; the daemon's run monitoring asks every few seconds, from its own start on (``run_monitoring`` in ``dagster.yaml``).
"""

from __future__ import annotations

import os
from pathlib import Path

import dagster as dg
from dagster._core.launcher import DefaultRunLauncher
from dagster._core.launcher.base import CheckRunHealthResult, WorkerStatus

_PROC = Path("/proc")
_SLACK = 5.0  # seconds; a process's start is known to a hundredth, and clocks are set now and then


class WatchedRunLauncher(DefaultRunLauncher):
    """The default launcher, which also looks whether a run's process is there. Daemon and runs must share a machine (or container)."""

    @property
    def supports_check_run_worker_health(self) -> bool:
        """The run monitoring may ask."""
        return True

    def check_run_worker_health(self, run: dg.DagsterRun) -> CheckRunHealthResult:
        """Whether the process that told of the run's start is at work."""
        started = self._instance.all_logs(run.run_id, of_type=dg.DagsterEventType.RUN_START)
        told = next((entry for entry in started if entry.dagster_event is not None and entry.dagster_event.pid is not None), None)
        if told is None or told.dagster_event is None or told.dagster_event.pid is None:
            return CheckRunHealthResult(WorkerStatus.RUNNING)  # it has not come so far; the time that a start may take holds it
        if is_alive(told.dagster_event.pid, told.timestamp):
            return CheckRunHealthResult(WorkerStatus.RUNNING)
        return CheckRunHealthResult(WorkerStatus.FAILED, "The run's process is gone; it was killed, or the machine went down.")


def is_alive(pid: int, moment: float) -> bool:
    """Whether the process that had this number at a moment (seconds since 1970) is still there; one that began later is another one."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return False  # the number has gone to somebody else's process
    began = _began(pid)
    return began is None or began <= moment + _SLACK


def _began(pid: int) -> float | None:
    """When a process began, in seconds since 1970; None where the system does not tell."""
    try:
        fields = (_PROC / str(pid) / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        if fields[0] in "ZX":
            return float("inf")  # it has ended, and nobody has taken note yet
        booted = next(line for line in (_PROC / "stat").read_text(encoding="utf-8").splitlines() if line.startswith("btime "))
        return int(booted.split()[1]) + int(fields[19]) / os.sysconf("SC_CLK_TCK")
    except (OSError, ValueError, IndexError, StopIteration):
        return None
