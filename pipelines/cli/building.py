"""The commands that make something: ``build`` and ``fetch``."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Annotated

import typer

from assets.release.errors import ReleaseError, ReleaseLockedError
from assets.sources.scan import InputError
from expectations.registry import RegistryError, load_registry
from pipelines import settings
from pipelines.build import build, only_build, unchanged
from pipelines.cli.desk import INTERRUPTED, LEFT_OUT, NOT_COPIED, NOT_PUBLISHED, WRONG_USE, Input, Output, OwnRegistry, err, out, stop
from pipelines.environment import said
from pipelines.log import BuildLog, UnforeseenError
from pipelines.outcome import Outcome
from pipelines.watching.json_lines import log_plans
from pipelines.watching.record import End, keep_record
from pipelines.wording.spoken import say

AcceptFall = Annotated[
    bool,
    typer.Option(
        "--accept-fall",
        envvar=settings.ACCEPT_FALL_VARIABLE,
        help=say("Publish although the release is much smaller than the last."),
    ),
]
Confidence = Annotated[
    float,
    typer.Option(
        "--confidence",
        envvar=settings.CONFIDENCE_VARIABLE,
        min=0,
        max=1,
        help=say("How sure a row must be for the tables of targets."),
    ),
]


Processes = Annotated[
    int | None,
    typer.Option(
        "--processes",
        envvar=settings.PROCESSES_VARIABLE,
        min=1,
        show_default="every core",
        help=say("How many processes read plans at once."),
    ),
]


def build_command(
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
    accept_fall: AcceptFall = False,
    confidence: Confidence = settings.DEFAULT_CONFIDENCE,
    processes: Processes = None,
) -> None:
    """Ingest, extract, validate, publish; ends with a summary. Publishes nothing where nothing has changed."""
    try:
        load_registry(registry)
        current = unchanged(input_dir, output, registry, confidence)
        with only_build(output):
            if current is not None:
                from pipelines.summary import show_unchanged

                keep_record(output, End.UNCHANGED, current.release_id)
                show_unchanged(current.release_id, output, out)
                _copy(output)
                return
            outcome = _build(input_dir, output, registry, accept_fall=accept_fall, confidence=confidence, processes=processes)
            _note(outcome, output)
    except (InputError, RegistryError) as error:
        keep_record(output, End.FAILED, reasons=(str(error),))
        stop(str(error), WRONG_USE)
    except ReleaseLockedError as error:
        stop(str(error), NOT_PUBLISHED)
    except (ReleaseError, UnforeseenError) as error:
        keep_record(output, End.FAILED, reasons=(str(error),))
        stop(str(error), NOT_PUBLISHED)
    except KeyboardInterrupt:
        stop("Interrupted; the release that is current is a whole one. Run again to go on.", INTERRUPTED)
    if outcome.release_id is None:
        raise typer.Exit(NOT_PUBLISHED)
    _copy(output)
    if outcome.left_out:
        raise typer.Exit(LEFT_OUT)


def _build(input_dir: Path, output: Path, registry: Path | None, *, accept_fall: bool, confidence: float, processes: int | None) -> Outcome:
    """Build with progress and a log file, and print the summary."""
    from pipelines.shown_progress import shown_progress
    from pipelines.summary import show

    with BuildLog(output) as log, shown_progress(err, output) as progress:
        outcome = build(input_dir, output, registry, progress, accept_fall=accept_fall, least_confidence=confidence, processes=processes)
        log_plans(outcome.frames, logging.getLogger("plan_indicators.plans"))
    show(outcome, output, out, confidence)
    if any(not failure.is_expected for failure in outcome.failures):
        err.print(f"This is a bug; {log.path} says where it happened.")
    return outcome


def _copy(output: Path) -> None:
    """Copy the release to the storage, where one is set."""
    if not said("STORAGE"):
        return
    from pipelines.storage.copying import copy_current

    try:
        made = copy_current(output)
    except ReleaseError as error:
        stop(str(error), NOT_COPIED)
    if made is not None:
        out.print(made.sentence())


def _note(outcome: Outcome, output: Path) -> None:
    """Note what the build came to, for ``status``."""
    if outcome.release_id is not None:
        keep_record(output, End.PUBLISHED if outcome.is_new else End.UNCHANGED, outcome.release_id)
        return
    reasons = [*map(str, outcome.stopped_by), *(failure.message for failure in outcome.failures)]
    keep_record(output, End.STOPPED if outcome.stopped_by else End.FAILED, reasons=tuple(reasons))


def fetch_command(
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST", help=say("YAML or CSV: url, and if you like title, note, name."))],
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    interval: Annotated[float, typer.Option("--interval", min=0, help=say("Seconds between two requests to one host."))] = 2.0,
    contact: Annotated[str | None, typer.Option("--contact", help=say("Your mail or web address, told to the servers."))] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=say("Let addresses of this machine and network through."))] = False,
) -> None:
    """Download the plans that a manifest names into the input folder, politely."""
    from assets.sources.remote.fetch_settings import FetchSettings
    from pipelines.cli.fetching import ERRORS, fetch

    try:
        is_whole = fetch(manifest, input_dir, FetchSettings(interval=interval, contact=contact, allow_private=allow_private), out, err)
    except ERRORS as error:
        stop(str(error), WRONG_USE)
    except KeyboardInterrupt:
        stop("Interrupted; what was downloaded stays, and the next run goes on.", INTERRUPTED)
    if not is_whole:
        raise typer.Exit(NOT_PUBLISHED)
