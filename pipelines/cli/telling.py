"""The commands that tell how the work stands, to whoever asks (``status``) and to whoever is set to hear (``alert``)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from pipelines import settings
from pipelines.cli.desk import NOT_PUBLISHED, Input, Output, OwnRegistry, out
from pipelines.wording.spoken import say


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
        out.out(json.dumps(state.to_json(), ensure_ascii=False, indent=2), highlight=False)
    else:
        show_state(state, out)
    if check and not state.is_well:
        raise typer.Exit(NOT_PUBLISHED)
