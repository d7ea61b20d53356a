"""The sensor that tells people: of runs that failed, of publications that a check stopped, of a dataset that has grown stale."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg

from assets.release.errors import ReleaseError
from assets.release.releases import current_release
from pipelines.alerts.channels import Alert, channels
from pipelines.alerts.outbox import Memory, deliver, stale_now
from pipelines.automation.after import AFTER_PUBLICATION
from pipelines.automation.failures import ending
from pipelines.automation.jobs import BUILD_MAIN
from pipelines.resources import PlanFolders
from pipelines.watching.record import End, last_good
from pipelines.watching.state import stale
from pipelines.wording.spoken import say

SECONDS_BETWEEN_LOOKS = 30
_OVERLAP = 600.0  # seconds looked at again, as a run's end may be written late; a run is told once all the same
_MOST_AT_ONCE = 20


@dg.sensor(
    name="alerts",
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Tells by webhook and mail (PLAN_INDICATORS_ALERT_…) of runs that failed, of stopped publications and of a stale dataset.",
)
def alerts(context: dg.SensorEvaluationContext, folders: PlanFolders) -> dg.SensorResult | dg.SkipReason:
    """Look for what is to be told, and send what is still waiting."""
    ways, now = channels(), time.time()
    if not ways:
        return dg.SkipReason("Nobody is told: set PLAN_INDICATORS_ALERT_WEBHOOK or PLAN_INDICATORS_ALERT_MAIL.")
    memory = Memory.of(context.cursor)
    memory, found = new_alerts(memory, context.instance, folders.output_dir, now)
    memory, problems = deliver(memory.with_alerts(found, ways, now), ways, now)
    told = f"{len(found)} alerts are new, {len(memory.waiting)} wait."
    return dg.SensorResult(skip_reason=" ".join([told, *problems]), cursor=memory.to_cursor())


def new_alerts(memory: Memory, instance: dg.DagsterInstance, output: Path, now: float) -> tuple[Memory, list[Alert]]:
    """What has come up since the last look; at the first look ever, nothing that was there before."""
    began = memory.began if memory.began is not None else now
    since = datetime.fromtimestamp(max(began, (memory.looked or now) - _OVERLAP), UTC)
    failed = dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE], updated_after=since)
    found = []
    for record in instance.get_run_records(failed, limit=_MOST_AT_ONCE, order_by="update_timestamp"):
        run = record.dagster_run
        if run.run_id not in memory.runs and run.job_name in (BUILD_MAIN, AFTER_PUBLICATION):
            memory = memory.told_of(run.run_id)
            found.append(_of_run(instance, run))
    memory, old = stale_now(replace(memory, began=began, looked=now), stale(_last_good(output), datetime.fromtimestamp(now, UTC)), now)
    return memory, [*found, *old]


def _of_run(instance: dg.DagsterInstance, run: dg.DagsterRun) -> Alert:
    """What is told of a run that failed."""
    end, reasons = ending(instance, run.run_id)
    text = "\n".join([*map(say, reasons), say(f"The run in Dagster: {run.run_id}")])
    if run.job_name == AFTER_PUBLICATION:
        return Alert("failed", say("Plan Indicators: published, but what comes after it failed"), text)
    if end is End.STOPPED:
        return Alert("stopped", say("Plan Indicators: a check stopped the publication"), text)
    return Alert("failed", say("Plan Indicators: a run failed"), text)


def _last_good(output: Path) -> datetime | None:
    """When a build last ended well, as noted, else when the release was made."""
    noted = last_good(output)
    if noted is not None:
        return noted
    try:
        current = current_release(output)
    except ReleaseError:
        return None
    return current.made_at if current is not None else None
