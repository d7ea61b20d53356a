"""What a run of Dagster's made and why it failed, as its events tell."""

from __future__ import annotations

import dagster as dg

from pipelines.outcome import Failure
from pipelines.unpublished import stopping_checks
from pipelines.watching.record import End
from pipelines.wording.told_errors import SENTENCES

INTERRUPTED, _CHECK_FAILED = "DagsterExecutionInterruptedError", "DagsterAssetCheckFailedError"
_SENTENCE_NAMES = frozenset(name.__name__ for base in SENTENCES for name in (base, *base.__subclasses__()))
_LONGEST = 600  # characters of a reason


def failure_of(event: dg.DagsterEvent) -> Failure | None:
    """Why a step failed; None where a check says it."""
    error = event.step_failure_data.error
    cause = error.cause if error is not None and error.cause is not None else error
    if cause is None or cause.cls_name == _CHECK_FAILED:
        return None
    message = cause.message.strip()  # the exception's class, a colon, its message
    if cause.cls_name in _SENTENCE_NAMES:
        return Failure(message.partition(": ")[2], is_expected=True)
    return Failure(f"{event.step_key} failed: {message}", is_expected=False)


def was_interrupted(event: dg.DagsterEvent) -> bool:
    """Whether a step failed because somebody stopped the run, which Dagster caught and took for a failure."""
    error = event.step_failure_data.error
    cause = error.cause if error is not None and error.cause is not None else error
    return cause is not None and cause.cls_name == INTERRUPTED


def materialized(instance: dg.DagsterInstance, run_id: str) -> dict[dg.AssetKey, dg.AssetMaterialization]:
    """What a run made, by asset."""
    events = (entry.dagster_event for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_MATERIALIZATION))
    made = [event.step_materialization_data.materialization for event in events if event is not None]
    return {one.asset_key: one for one in made}


def evaluations(instance: dg.DagsterInstance, run_id: str) -> list[dg.AssetCheckEvaluation]:
    """The outcomes of a run's checks."""
    events = (entry.dagster_event for entry in instance.all_logs(run_id, of_type=dg.DagsterEventType.ASSET_CHECK_EVALUATION))
    return [event.asset_check_evaluation_data for event in events if event is not None]


def ending(instance: dg.DagsterInstance, run_id: str) -> tuple[End, tuple[str, ...]]:
    """How a run that failed ended, and the sentences that say why: the checks that held it back, else what broke it."""
    checks = stopping_checks(evaluations(instance, run_id))
    if checks:
        return End.STOPPED, tuple(str(check)[:_LONGEST] for check in checks)
    kinds = {dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.RUN_FAILURE}
    events = [entry.dagster_event for entry in instance.all_logs(run_id, of_type=kinds) if entry.dagster_event is not None]
    broken = [failure.message for event in events if event.is_step_failure and (failure := failure_of(event)) is not None]
    reasons = broken or [event.message or "" for event in events if not event.is_step_failure]
    told = (" ".join(reason.split())[:_LONGEST] for reason in reasons)
    return End.FAILED, tuple(filter(None, told)) or ("The run failed; its log in Dagster says why.",)
