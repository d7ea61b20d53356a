"""The commands that tell how the work stands, to whoever asks (``status``) and to whoever is set to hear (``alert``)."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pipelines import settings
from pipelines.cli.desk import NOT_PUBLISHED, WRONG_USE, Input, Output, OwnRegistry, err, out, stop
from pipelines.wording.spoken import say

if TYPE_CHECKING:
    from pipelines.alerts.channels import Alert


def status_command(
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
    as_json: Annotated[bool, typer.Option("--json", help=say("Print it as JSON, for machines."))] = False,
    check: Annotated[bool, typer.Option("--check", help=say("End with exit code 1 where somebody should look."))] = False,
) -> None:
    """Say how the work stands: the release and its age, the last build, what waits, what could not be read, the next run."""
    from pipelines.watching.shown_state import show_state
    from pipelines.watching.state import state_of

    state = state_of(input_dir, output, registry, settings.confidence_setting(), datetime.now(UTC))
    if as_json:
        out.out(state.to_json(), highlight=False)
    else:
        show_state(state, out)
    if check and not state.is_well:
        raise typer.Exit(NOT_PUBLISHED)


def alert_command(
    sentence: Annotated[
        str | None, typer.Argument(metavar="[SENTENCE]", help=say("What is told; else what `status` finds, or that this is a test."))
    ] = None,
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
) -> None:
    """Tell something by every channel that is set (webhook, mail): a sentence, else how the work stands."""
    from pipelines.alerts.channels import Alert, DeliveryError, channels

    ways = channels()
    if not ways:
        stop("Nobody is told: set PLAN_INDICATORS_ALERT_WEBHOOK or PLAN_INDICATORS_ALERT_MAIL.", WRONG_USE)
    alert = Alert("told", sentence) if sentence is not None else _standing(input_dir, output, registry)
    is_told = True
    for name, tell in ways.items():
        try:
            tell(alert)
        except DeliveryError as error:
            is_told = False
            err.print(str(error), style="red")
        else:
            out.print(f"Told by {name}.")
    if not is_told:
        raise typer.Exit(NOT_PUBLISHED)


def _standing(input_dir: Path, output: Path, registry: Path | None) -> Alert:
    """How the work stands, as an alert."""
    from pipelines.alerts.channels import Alert
    from pipelines.watching.state import state_of

    state = state_of(input_dir, output, registry, settings.confidence_setting(), datetime.now(UTC))
    if state.is_well:
        return Alert("test", say("Plan Indicators: a test; all is well"))
    return Alert("failed", say("Plan Indicators: somebody should look"), "\n".join(map(say, state.troubles)))
