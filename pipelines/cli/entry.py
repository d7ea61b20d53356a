"""All commands under their names, and the options before them."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Mapping
from typing import Annotated

import typer

from pipelines.cli.asking import correct_command, explain_command, init_command, query_command
from pipelines.cli.building import build_command, fetch_command
from pipelines.cli.desk import UNSAID, WRONG_USE, err, out, stop
from pipelines.cli.keeping import (
    diff_command,
    prune_command,
    releases_command,
    rollback_command,
    spreadsheets_command,
    upload_command,
    verify_command,
)
from pipelines.cli.telling import alert_command, status_command
from pipelines.environment import SettingError, check_environment
from pipelines.wording.language import LANGUAGE_VARIABLE, asked_for, without_language
from pipelines.wording.spoken import say

PROJECT = "plan-indicators"
COMMANDS: Mapping[str, Callable[..., None]] = {
    "build": build_command,
    "status": status_command,
    "query": query_command,
    "explain": explain_command,
    "init": init_command,
    "correct": correct_command,
    "fetch": fetch_command,
    "releases": releases_command,
    "diff": diff_command,
    "rollback": rollback_command,
    "prune": prune_command,
    "verify": verify_command,
    "spreadsheets": spreadsheets_command,
    "upload": upload_command,
    "alert": alert_command,
}

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    help=say("Indicator data out of Chinese cities' science-and-technology plans."),
)
for _name, _command in COMMANDS.items():
    app.command(_name, help=say(" ".join((_command.__doc__ or "").split())))(_command)


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            out.print(f"{PROJECT} {version(PROJECT)}")
        except PackageNotFoundError:  # run from a folder that is not installed
            out.print(f"{PROJECT} 0")
        raise typer.Exit


@app.callback()
def _options(
    lang: Annotated[
        str | None, typer.Option("--lang", envvar=LANGUAGE_VARIABLE, metavar="zh|en", help=say("The language of what is printed."))
    ] = None,
    asked_version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help=say("Print the version and end."))
    ] = False,
) -> None:
    if lang is not None:
        os.environ[LANGUAGE_VARIABLE] = lang
    try:
        check_environment()
    except SettingError as error:
        stop(str(error), WRONG_USE)


def main() -> None:
    """The entry point. ``--lang`` may stand anywhere."""
    arguments = sys.argv[1:]
    if (asked := asked_for(arguments)) is not None:
        os.environ[LANGUAGE_VARIABLE] = asked
    try:
        app(without_language(arguments))
    except SystemExit as end:
        if end.code in (None, 0) and out.lost not in (None, errno.EPIPE):  # a reader that has seen enough (| head) is no failure
            err.print(f"It is done, but what was to be said could not be written ({os.strerror(out.lost or 0)}).", style="red")
            sys.exit(UNSAID)
        raise
