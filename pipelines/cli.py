"""The command line: ``plan-indicators build``, ``releases``, ``rollback``, ``prune``, ``verify``, ``explain``, ``fetch``.

Exit codes: 0 done, 1 not published or not whole, 2 wrong use (a missing folder), 3 published without plans that a stage broke down over,
4 done, but what was to be said could not be written (a full disk), 130 interrupted. Heavy libraries are imported only once there is
something to build.
"""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Annotated, NoReturn

import typer

from assets.documents.beside.correction_files import CorrectionError
from assets.release.errors import ReleaseError
from assets.release.layout import Layout
from assets.release.releases import current_release, history, prune, release_folder, rollback, verify
from assets.sources.scan import InputError
from expectations.registry import RegistryError, load_registry
from pipelines import settings
from pipelines.build import build, only_build, unchanged
from pipelines.console import PlainConsole
from pipelines.log import BuildLog, UnforeseenError
from pipelines.outcome import Outcome
from pipelines.shown_progress import shown_progress

KEPT_RELEASES = 10
KEEP_VARIABLE = "PLAN_INDICATORS_KEEP"
NOT_PUBLISHED, WRONG_USE, LEFT_OUT, UNSAID, INTERRUPTED = 1, 2, 3, 4, 130

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Indicator data out of Chinese cities' science-and-technology plans.",
)
out, err = PlainConsole(), PlainConsole(stderr=True)

Input = Annotated[Path, typer.Option("--input", envvar=settings.INPUT_VARIABLE, help="Folder with plan files, walked recursively.")]
Output = Annotated[Path, typer.Option("--output", envvar=settings.OUTPUT_VARIABLE, help="Folder the releases are published in.")]
OwnRegistry = Annotated[
    Path | None,
    typer.Option(
        "--registry", envvar=settings.REGISTRY_VARIABLE, help="Folder with your own indicators, aliases, ranges, units, … as CSV files."
    ),
]
AcceptFall = Annotated[
    bool,
    typer.Option("--accept-fall", envvar=settings.ACCEPT_FALL_VARIABLE, help="Publish although the release is much smaller than the last."),
]
Confidence = Annotated[
    float,
    typer.Option(
        "--confidence", envvar=settings.CONFIDENCE_VARIABLE, min=0, max=1, help="How sure a row must be for the tables of targets."
    ),
]
ReleaseId = Annotated[str | None, typer.Argument(help="Id of a release, as `releases` lists it.")]


@app.command("build")
def build_command(
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
    accept_fall: AcceptFall = False,
    confidence: Confidence = settings.DEFAULT_CONFIDENCE,
) -> None:
    """Ingest, extract, validate, publish; ends with a summary. Publishes nothing where nothing has changed."""
    try:
        load_registry(registry)
        current = unchanged(input_dir, output, registry, confidence)
        with only_build(output):
            if current is not None:
                from pipelines.summary import show_unchanged

                show_unchanged(current.release_id, output, out)
                return
            outcome = _build(input_dir, output, registry, accept_fall=accept_fall, confidence=confidence)
    except (InputError, RegistryError) as error:
        _stop(str(error), WRONG_USE)
    except (ReleaseError, UnforeseenError) as error:
        _stop(str(error), NOT_PUBLISHED)
    except KeyboardInterrupt:
        _stop("Interrupted; the release that is current is a whole one. Run again to go on.", INTERRUPTED)
    if outcome.release_id is None:
        raise typer.Exit(NOT_PUBLISHED)
    if outcome.left_out:
        raise typer.Exit(LEFT_OUT)


def _build(input_dir: Path, output: Path, registry: Path | None, *, accept_fall: bool, confidence: float) -> Outcome:
    """Build with progress and a log file, and print the summary."""
    from pipelines.summary import show

    with BuildLog(output) as log, shown_progress(err) as progress:
        outcome = build(input_dir, output, registry, progress, accept_fall=accept_fall, least_confidence=confidence)
    show(outcome, output, out, confidence)
    if any(not failure.is_expected for failure in outcome.failures):
        err.print(f"This is a bug; {log.path} says where it happened.")
    return outcome


@app.command("releases")
def releases_command(output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """List the releases, the latest first; a star marks the current one."""
    with _sentences():
        current = current_release(output)
        standing = {folder.name for folder in Layout(output).release_folders()}
        infos = [info for info in reversed(history(output)) if info.release_id in standing]
    if not infos:
        out.print(f"There is no release in {output} yet.")
    for info in infos:
        mark = "*" if current is not None and info.release_id == current.release_id else " "
        counts = f"{info.rows.get('plans', 0)} plans, {info.rows.get('observations', 0)} observations"
        out.print(f"{mark} {info.release_id}  {counts}, code {info.code_version}")


@app.command("rollback")
def rollback_command(release_id: ReleaseId = None, output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """Make an earlier release current: the one named, else the one before the current one."""
    with _sentences():
        info = rollback(output, release_id)
    out.print(f"The release {info.release_id} is current now.")


@app.command("prune")
def prune_command(
    output: Output = Path(settings.DEFAULT_OUTPUT),
    keep: Annotated[int, typer.Option("--keep", envvar=KEEP_VARIABLE, min=1, help="How many releases are kept.")] = KEPT_RELEASES,
) -> None:
    """Remove the oldest releases, never the current one."""
    with _sentences():
        removed = prune(output, keep)
    out.print(f"Removed {len(removed)} releases{': ' if removed else ''}{', '.join(removed)}.")


@app.command("verify")
def verify_command(release_id: ReleaseId = None, output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """Say whether a release (else the current one) is whole: every file there, as it was published."""
    with _sentences():
        current = current_release(output)
        name = release_id or (current.release_id if current is not None else None)
        if name is None:
            _stop(f"There is no release in {output} yet.", NOT_PUBLISHED)
        problems = verify(release_folder(output, name))
    for problem in problems:
        err.print(problem, style="red")
    if problems:
        _stop(f"The release {name} is not whole; `plan-indicators rollback` goes back to another, `build` makes a new one.", NOT_PUBLISHED)
    out.print(f"The release {name} is whole.")


@app.command("explain")
def explain_command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help="A plan file, or the plan_id of a plan of the current release.")],
    line: Annotated[
        int | None, typer.Option("--line", min=1, help="Only this line of the plan's text; else all that hold figures.")
    ] = None,
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
) -> None:
    """Show a plan's lines with their numbers marked, and what was made of each."""
    from assets.allowance import CostError
    from pipelines.explain.explain import ExplainError, explain
    from pipelines.explain.view import show_passages

    try:
        with _sentences():
            explanation = explain(plan, input_dir, output, load_registry(registry))
        show_passages(explanation, line, out)
    except (ExplainError, CorrectionError, CostError, InputError, RegistryError) as error:
        _stop(str(error), WRONG_USE)


@app.command("fetch")
def fetch_command(
    manifest: Annotated[Path, typer.Argument(metavar="MANIFEST", help="YAML or CSV: url, and if you like title, note, name.")],
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    interval: Annotated[float, typer.Option("--interval", min=0, help="Seconds between two requests to one host.")] = 2.0,
    contact: Annotated[str | None, typer.Option("--contact", help="Your mail or web address, told to the servers.")] = None,
    allow_private: Annotated[bool, typer.Option("--allow-private", help="Let addresses of this machine and network through.")] = False,
) -> None:
    """Download the plans that a manifest names into the input folder, politely. The one command that uses the network."""
    from assets.sources.remote.fetch_settings import FetchSettings
    from pipelines.fetching import ERRORS, fetch

    try:
        is_whole = fetch(manifest, input_dir, FetchSettings(interval=interval, contact=contact, allow_private=allow_private), out, err)
    except ERRORS as error:
        _stop(str(error), WRONG_USE)
    except KeyboardInterrupt:
        _stop("Interrupted; what was downloaded stays, and the next run goes on.", INTERRUPTED)
    if not is_whole:
        raise typer.Exit(NOT_PUBLISHED)


class _sentences:  # noqa: N801 (reads as a statement: with _sentences():)
    """Turns an error about releases into its sentence and an exit code."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End with the sentence where there is one."""
        if isinstance(error, ReleaseError):
            _stop(str(error), NOT_PUBLISHED)


def _stop(sentence: str, code: int) -> NoReturn:
    """Say what happened and end with an exit code."""
    err.print(sentence, style="red")
    raise typer.Exit(code)


def main() -> None:
    """The entry point."""
    try:
        app()
    except SystemExit as end:
        if end.code in (None, 0) and out.lost not in (None, errno.EPIPE):  # a reader that has seen enough (| head) is no failure
            err.print(f"It is done, but what was to be said could not be written ({os.strerror(out.lost or 0)}).", style="red")
            sys.exit(UNSAID)
        raise
