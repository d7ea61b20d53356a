"""What comes after a publication: old releases and what nobody uses are removed, the release is copied to where it is wanted."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from datetime import UTC, datetime, timedelta

import dagster as dg

from pipelines.automation.failures import materialized
from pipelines.automation.jobs import build_main
from pipelines.housekeeping import keep_house
from pipelines.resources import PlanFolders
from pipelines.storage.copying import copy_current
from pipelines.watching.json_lines import log_release
from pipelines.watching.record import End, keep_record

AFTER_PUBLICATION = "after_publication"
_RUNS_KEPT = timedelta(days=90)
_MOST_AT_ONCE = 200
_OVER = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]


@dg.op(description="Remove the oldest releases (PLAN_INDICATORS_KEEP), what the caches hold unused, and Dagster's records of old runs.")
def cleared(context: dg.OpExecutionContext, folders: PlanFolders) -> None:
    """Remove what is not needed any more."""
    kept = keep_house(folders.output_dir)
    runs = forget_runs(context.instance, datetime.now(UTC) - _RUNS_KEPT)
    context.log.info("%d releases, %d cached files and %d records of runs were removed.", len(kept.releases), kept.cached, runs)


@dg.op(
    retry_policy=dg.RetryPolicy(max_retries=3, delay=30, backoff=dg.Backoff.EXPONENTIAL),
    description="Copy the current release to the storage (PLAN_INDICATORS_STORAGE), where one is set; its pointer is switched last.",
)
def copied(context: dg.OpExecutionContext, folders: PlanFolders) -> None:
    """Copy the release, and log a line a plan where logs are JSON."""
    log_release(folders.output_dir, context.run_id)
    made = copy_current(folders.output_dir)
    context.log.info(made.sentence() if made is not None else "No storage is set.")


@dg.job(name=AFTER_PUBLICATION, executor_def=dg.in_process_executor, description="Removes what is old, copies the release to the storage.")
def after_publication() -> None:
    """Both, each whether or not the other succeeds."""
    cleared()
    copied()


@dg.run_status_sensor(
    name="published",
    run_status=dg.DagsterRunStatus.SUCCESS,
    monitored_jobs=[build_main],
    request_job=after_publication,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Notes that a run went well and starts what comes after it.",
)
def published(context: dg.RunStatusSensorContext, folders: PlanFolders) -> dg.RunRequest:
    """Note the end of the run; ask for the job that comes after."""
    made = materialized(context.instance, context.dagster_run.run_id).get(dg.AssetKey("out_release"))
    is_new = made is not None and bool(made.metadata["new"].value)
    release_id = str(made.metadata["release"].value) if made is not None else None
    keep_record(folders.output_dir, End.PUBLISHED if is_new else End.UNCHANGED, release_id)
    return dg.RunRequest(run_key=context.dagster_run.run_id)


def forget_runs(instance: dg.DagsterInstance, before: datetime) -> int:
    """Delete Dagster's records of runs that were over before a moment, the oldest first, some at a time; how many."""
    old = instance.get_run_records(dg.RunsFilter(statuses=_OVER, created_before=before), limit=_MOST_AT_ONCE, ascending=True)
    for record in old:
        instance.delete_run(record.dagster_run.run_id)
        instance.compute_log_manager.delete_logs(prefix=[record.dagster_run.run_id])
    return len(old)
