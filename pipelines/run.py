"""Running the graph in process and gathering what it made. Imports Dagster and everything else: import it late."""

from __future__ import annotations

import logging
from pathlib import Path

import dagster as dg
from dagster import ExecuteInProcessResult

from assets.release.asset import published_tables
from expectations.registry.table_rows import Rows
from pipelines import unpublished
from pipelines.automation.failures import failure_of, was_interrupted
from pipelines.automation.jobs import BUILD_MAIN
from pipelines.definitions import build_definitions
from pipelines.outcome import Failure, Outcome
from pipelines.resources import PlanFolders
from pipelines.shown_progress import BuildProgress, StepHandler

LOGGER = "plan_indicators"


def execute(
    input_dir: Path,
    output: Path,
    registry_dir: Path | None,
    progress: BuildProgress,
    *,
    accept_fall: bool,
    least_confidence: float,
    processes: int,
) -> ExecuteInProcessResult:
    """Run the main job. What assets hand to one another stays in memory; a failed step does not raise."""
    folders = PlanFolders(
        input=str(input_dir),
        output=str(output),
        registry=str(registry_dir or ""),
        accept_fall=accept_fall,
        least_confidence=least_confidence,
        processes=processes,
    )
    resources = {"folders": folders, "progress": dg.ResourceDefinition.hardcoded_resource(progress), "io_manager": dg.mem_io_manager}
    job = build_definitions(resources, {LOGGER: _logger(progress)}).resolve_job_def(BUILD_MAIN)
    return job.execute_in_process(run_config={"loggers": {LOGGER: {}}}, raise_on_error=False)


def _logger(progress: BuildProgress) -> dg.LoggerDefinition:
    """Dagster's log, into the process's own log (a file) and as steps into the progress."""

    def to_log(_: dg.InitLoggerContext) -> logging.Logger:
        log = logging.getLogger(LOGGER)
        log.handlers = [StepHandler(progress)]
        log.setLevel(logging.DEBUG)  # Dagster tells of steps at this level
        return log

    return dg.LoggerDefinition(to_log, description="The log of the command line")


def outcome_of(result: ExecuteInProcessResult, output: Path) -> Outcome:
    """Gather the tables, the release, and what stopped it; keep the tables where nothing was published."""
    made = {key.to_user_string() for key in _materialized(result)}
    tables = [table for table in published_tables() if unpublished.asset_key(table).to_user_string() in made]
    frames: dict[str, Rows] = {table: result.asset_value(unpublished.asset_key(table)) for table in tables}
    names = result.asset_value("_core_shares").made.unmatched_names if "_core_shares" in made else {}
    left_out = tuple(one for stage in ("_core_shares", "_core_targets") if stage in made for one in result.asset_value(stage).left_out)
    evaluations = result.get_asset_check_evaluations()
    stopped_by, failures = unpublished.stopping_checks(evaluations), _failures(result)
    questions = unpublished.asking_checks(evaluations)
    if result.success:
        metadata = _materialized(result)[dg.AssetKey("out_release")]
        return Outcome(frames, names, questions, left_out, str(metadata["release"].value), bool(metadata["new"].value))
    reasons = [str(check) for check in stopped_by] + [failure.message for failure in failures]
    kept = unpublished.keep(frames, output, "\n".join(reasons), result.run_id)
    return Outcome(frames, names, questions, left_out, stopped_by=stopped_by, failures=failures, kept_in=kept)


def _materialized(result: ExecuteInProcessResult) -> dict[dg.AssetKey, dict[str, dg.MetadataValue]]:
    """The metadata of every asset that was made."""
    found = [event.materialization for event in result.get_asset_materialization_events()]
    return {materialization.asset_key: dict(materialization.metadata) for materialization in found}


def _failures(result: ExecuteInProcessResult) -> list[Failure]:
    """The steps that failed for another reason than a check. Raises ``KeyboardInterrupt`` where somebody stopped the run."""
    found = []
    for event in result.filter_events(lambda event: event.is_step_failure):
        if was_interrupted(event):
            raise KeyboardInterrupt
        if (failure := failure_of(event)) is not None:
            found.append(failure)
    return found
