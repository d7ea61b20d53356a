"""Two sensors: one starts a run when files in the input folder change, one keeps the tables of a run that was stopped."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import hashlib
import json
import time
from dataclasses import asdict, dataclass, replace
from typing import cast

import dagster as dg

from assets.release.asset import published_tables
from expectations.registry.table_rows import Rows
from pipelines.automation.failures import ending, materialized
from pipelines.automation.jobs import build_main
from pipelines.automation.listing import listing
from pipelines.resources import PlanFolders
from pipelines.unpublished import asset_key, keep
from pipelines.watching.record import keep_record

SECONDS_BETWEEN_LOOKS = 10
RUN_KEY = "dagster/run_key"  # the tag that Dagster gives a run that a sensor asked for
FIRST_WAIT = 300.0  # seconds before a run that failed is asked for again; doubled each time
MOST_AGAIN = 5  # times; then the nightly run is the next


@dataclass(frozen=True, slots=True)
class Watch:
    """What the sensor remembers from one look to the next, as its cursor."""

    seen: str | None = None  # the listing at the last look
    requested: str | None = None  # the listing that a run was last asked for
    number: int = 0  # runs asked for so far
    asked_at: float = 0.0  # when a run was last asked for, in seconds since 1970
    again: int = 0  # how often a run for the same listing was asked for again, as it had failed

    def to_cursor(self) -> str:
        """The text that Dagster keeps."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, cursor: str | None) -> "Watch":
        """What a cursor says; the beginning where there is none yet."""
        known = json.loads(cursor) if cursor else {}
        return cls(**{name: value for name, value in known.items() if name in cls.__dataclass_fields__})

    @property
    def run_key(self) -> str:
        """The key of the run that was last asked for."""
        return f"{self.number}-{self.requested}"


def look(watch: Watch, found: str, now: float = 0.0, *, has_failed: bool = False) -> tuple[Watch, str | None]:
    """What to remember after a look that found ``found``, and why no run is asked for (None where one is).

    A run is asked for only once two looks in a row find the same, so that a file still being copied is not read. Each request has a
    number of its own: a folder that goes back to an earlier state must be read again, and Dagster drops a run key that it has seen.
    A run that failed (``has_failed``) is asked for again, after five minutes, ten, twenty and so on, a few times.
    """
    if found == watch.requested == watch.seen and has_failed:
        if watch.again >= MOST_AGAIN:
            return watch, f"The run that was last asked for has failed {MOST_AGAIN + 1} times; the nightly one tries again."
        waits = watch.asked_at + FIRST_WAIT * 2**watch.again - now
        if waits > 0:
            return watch, f"The run that was last asked for has failed; it is asked for again in {waits:.0f} seconds."
        return replace(watch, number=watch.number + 1, asked_at=now, again=watch.again + 1), None
    if found == watch.requested:
        return replace(watch, seen=found), "No file in the input folder has changed since the last run."
    if found != watch.seen:
        return replace(watch, seen=found), "Files in the input folder are changing; a run starts once they have settled."
    return Watch(seen=found, requested=found, number=watch.number + 1, asked_at=now), None


@dg.sensor(
    name="input_folder",
    job=build_main,
    minimum_interval_seconds=SECONDS_BETWEEN_LOOKS,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts the main job when a file in the input folder (or in the folder of your own indicators) is new, changed or gone.",
)
def input_folder(context: dg.SensorEvaluationContext, folders: PlanFolders) -> dg.SensorResult | dg.SkipReason:
    """Look at the folders; ask for a run when they have changed and settled."""
    watched = [folder for folder in (folders.input_dir, folders.registry_dir) if folder is not None]
    missing = [folder for folder in watched if not folder.is_dir()]
    if missing:
        return dg.SkipReason(f"The folder {missing[0]} does not exist; make it, or set another, and the sensor goes on by itself.")
    files = [list(listing(folder, leave_out=[folders.output_dir])) for folder in watched]
    if not files[0]:
        return dg.SkipReason(f"The folder {folders.input_dir} holds no file; there is nothing to publish.")
    found = _digest(files)
    watch = Watch.of(context.cursor)
    has_failed = watch.requested is not None and _has_failed(context.instance, watch.run_key)
    watch, reason = look(watch, found, time.time(), has_failed=has_failed)
    if reason is not None:
        return dg.SensorResult(skip_reason=reason, cursor=watch.to_cursor())
    return dg.SensorResult([dg.RunRequest(run_key=watch.run_key)], cursor=watch.to_cursor())


def _has_failed(instance: dg.DagsterInstance, run_key: str) -> bool:
    """Whether the run with this key, and whatever was started in its place, has failed and nothing is at work on it."""
    runs = instance.get_runs(dg.RunsFilter(tags={RUN_KEY: run_key}))
    return bool(runs) and all(run.status is dg.DagsterRunStatus.FAILURE for run in runs)


def _digest(files: list[list[str]]) -> str:
    """One hash over the listings of the watched folders."""
    return hashlib.sha256(json.dumps(files).encode()).hexdigest()


@dg.run_failure_sensor(
    name="unpublished_tables",
    monitored_jobs=[build_main],
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Keeps the tables of a run that was stopped below <output>/unpublished, with the reason, to be looked at.",
)
def unpublished_tables(context: dg.RunFailureSensorContext, folders: PlanFolders) -> dg.SkipReason:
    """Keep what the failed run made."""
    run_id = context.dagster_run.run_id
    made = materialized(context.instance, run_id)
    tables = [table for table in published_tables() if asset_key(table) in made]
    end, reasons = ending(context.instance, run_id)
    keep_record(folders.output_dir, end, reasons=reasons)
    repository = context.repository_def
    if repository is None or not tables:
        return dg.SkipReason("The run failed before it made a table.")
    loader = repository.get_asset_value_loader(context.instance)
    frames = {table: cast(Rows, loader.load_asset_value(asset_key(table))) for table in tables}
    kept = keep(frames, folders.output_dir, "\n".join(reasons), run_id)
    return dg.SkipReason(f"The tables of the failed run stand in {kept}.")
