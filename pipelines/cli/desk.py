"""What all commands share: the two consoles, the options, the exit codes, and the one way to stop with a sentence."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import Annotated, Any, NoReturn

import typer

from assets.release.errors import ReleaseError
from pipelines import settings
from pipelines.console import PlainConsole
from pipelines.wording.spoken import say

NOT_PUBLISHED, WRONG_USE, LEFT_OUT, UNSAID, NOT_COPIED, INTERRUPTED = 1, 2, 3, 4, 5, 130


class Speaker(PlainConsole):
    """A console that says its sentences in the reader's language; other things (texts with styles, tables) it prints as they are."""

    def print(self, *objects: Any, **options: Any) -> None:
        """Print, sentences by :func:`say`."""
        super().print(*(say(one) if isinstance(one, str) else one for one in objects), **options)


out, err = Speaker(), Speaker(stderr=True)

Input = Annotated[Path, typer.Option("--input", envvar=settings.INPUT_VARIABLE, help=say("Folder with plan files, walked recursively."))]
Output = Annotated[Path, typer.Option("--output", envvar=settings.OUTPUT_VARIABLE, help=say("Folder the releases are published in."))]
OwnRegistry = Annotated[
    Path | None,
    typer.Option(
        "--registry",
        envvar=settings.REGISTRY_VARIABLE,
        help=say("Folder with your own indicators, aliases, ranges, units, … as CSV files."),
    ),
]
PlanFile = Annotated[Path, typer.Argument(metavar="FILE", help=say("A plan file."))]


class sentences:  # noqa: N801 (reads as a statement: with sentences():)
    """Turns an error about releases into its sentence and an exit code."""

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End with the sentence where there is one."""
        if isinstance(error, ReleaseError):
            stop(str(error), NOT_PUBLISHED)


def stop(sentence: str, code: int) -> NoReturn:
    """Say what happened and end with an exit code."""
    err.print(sentence, style="red")
    raise typer.Exit(code)
