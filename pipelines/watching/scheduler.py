"""What Dagster's own records say of the runs that start by themselves: the next one, those at work, whether the daemon lives."""

from __future__ import annotations

import contextlib
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.environment import said

if TYPE_CHECKING:
    from dagster import DagsterInstance

HOME_VARIABLE = "DAGSTER_HOME"
OWN_HOME = Path(".dagster")  # of `make dev`, in the project's folder
_SCHEDULE, _DAEMON = "nightly", "SCHEDULER"
_SILENT_SECONDS = 180.0  # without a sign of life, the daemon is taken for ended; it gives one every half a minute


@dataclass(frozen=True, slots=True)
class Scheduler:
    """``next_run`` is None where the nightly run is switched off or the daemon does not live; ``last_sign`` is the daemon's last one."""

    next_run: datetime | None
    is_on: bool
    is_alive: bool
    last_sign: datetime | None
    at_work: int
    waiting: int


def scheduler(now: datetime) -> Scheduler | None:
    """What is known of the schedule; None where there is no folder of Dagster's: ``DAGSTER_HOME``, else that of ``make dev`` while it runs.

    Raises ``RuntimeError`` with a sentence where its records cannot be asked.
    """
    named = os.environ.get(HOME_VARIABLE)
    home = Path(named) if named else OWN_HOME
    if not (home / "dagster.yaml").is_file():
        return None
    from dagster import DagsterInstance

    try:
        with DagsterInstance.from_config(str(home.resolve())) as instance:
            found = _asked(instance, now)
    except Exception as error:  # of whatever database is behind it
        why = " ".join(str(error).split())[:200]
        raise RuntimeError(
            f"Dagster's records in {home} cannot be asked ({type(error).__name__}: {why}); is its database running?"
        ) from error
    return found if named or found.is_alive else None


def _asked(instance: DagsterInstance, now: datetime) -> Scheduler:
    from dagster import DagsterRunStatus as Status
    from dagster import RunsFilter

    sign = instance.get_daemon_heartbeats().get(_DAEMON)
    is_alive = sign is not None and time.time() - sign.timestamp < _SILENT_SECONDS
    at_work = instance.get_runs_count(RunsFilter(statuses=[Status.STARTING, Status.STARTED, Status.CANCELING]))
    waiting = instance.get_runs_count(RunsFilter(statuses=[Status.QUEUED, Status.NOT_STARTED]))
    is_on = _is_on(instance)
    last_sign = datetime.fromtimestamp(sign.timestamp, UTC) if sign is not None else None
    return Scheduler(next_run(now) if is_on and is_alive else None, is_on, is_alive, last_sign, at_work, waiting)


def _is_on(instance: DagsterInstance) -> bool:
    """Whether the nightly run is switched on: it is, unless somebody switched it off."""
    from dagster._core.scheduler.instigation import InstigatorStatus, InstigatorType

    states = [one for one in instance.all_instigator_state(instigator_type=InstigatorType.SCHEDULE) if one.instigator_name == _SCHEDULE]
    return all(one.status is not InstigatorStatus.STOPPED for one in states)


def next_run(now: datetime) -> datetime | None:
    """When the nightly run starts next, as it is set."""
    from dagster._utils.schedules import cron_string_iterator

    with contextlib.suppress(StopIteration):
        return next(cron_string_iterator(now.timestamp() + 1, said("NIGHTLY"), said("TIME_ZONE"))).astimezone(UTC)
    return None
