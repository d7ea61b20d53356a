"""The commands that answer: ``explain`` a plan, ``query`` a release; and those that print a first draft: ``init``, ``correct``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from assets.release.layout import Layout
from assets.sources.scan import InputError
from expectations.registry import RegistryError, load_registry
from pipelines import settings
from pipelines.cli.desk import WRONG_USE, Input, Output, OwnRegistry, PlanFile, out, sentences, stop
from pipelines.cli.keeping import release_named
from pipelines.wording.spoken import say

LineNumber = Annotated[
    int | None, typer.Option("--line", min=1, help=say("Only this line of the plan's text; else all that hold figures."))
]


@contextmanager
def _wrong_use() -> Iterator[None]:
    """Errors of who asks end with their sentence."""
    from assets.allowance import CostError
    from assets.documents.beside.correction_files import CorrectionError
    from pipelines.explain.explain import ExplainError

    try:
        with sentences():
            yield
    except (ExplainError, CorrectionError, CostError, InputError, RegistryError) as error:
        stop(str(error), WRONG_USE)


def explain_command(
    plan: Annotated[str, typer.Argument(metavar="PLAN", help=say("A plan file, or the plan_id of a plan of the current release."))],
    line: LineNumber = None,
    input_dir: Input = Path(settings.DEFAULT_INPUT),
    output: Output = Path(settings.DEFAULT_OUTPUT),
    registry: OwnRegistry = None,
) -> None:
    """Show a plan's lines with their numbers marked, and what was made of each."""
    with _wrong_use():
        from pipelines.explain.explain import explain
        from pipelines.explain.view import show_passages

        show_passages(explain(plan, input_dir, output, load_registry(registry)), line, out)


def query_command(
    sql: Annotated[str, typer.Argument(metavar="SQL", help=say("A question in DuckDB's SQL; the tables are those of the release."))],
    as_csv: Annotated[bool, typer.Option("--csv", help=say("Print the answer as CSV."))] = False,
    most: Annotated[int, typer.Option("--most", min=1, help=say("How many rows are printed."))] = 100,
    release_id: Annotated[str | None, typer.Option("--release", help=say("Id of a release; else the current one."))] = None,
    output: Output = Path(settings.DEFAULT_OUTPUT),
) -> None:
    """Ask a release something in SQL; nothing in it can be changed."""
    from pipelines.cli.asked import QueryError, answer, shown

    with sentences():
        folder = Layout(output).releases / release_named(release_id, output)
    try:
        found = answer(folder, sql, most)
    except QueryError as error:
        stop(str(error), WRONG_USE)
    shown(found, out, as_csv=as_csv)


def init_command(
    file: PlanFile,
    indicators: Annotated[
        bool, typer.Option("--indicators", help=say("Rows of an own indicators.csv instead, for names the catalogue does not know."))
    ] = False,
    registry: OwnRegistry = None,
) -> None:
    """Print a sidecar for a plan, with what was found filled in; or the rows for its new indicators."""
    with _wrong_use():
        from pipelines.explain.first_drafts import catalogue_rows, sidecar

        out.out(catalogue_rows(file, load_registry(registry)) if indicators else sidecar(file), highlight=False)


def correct_command(
    file: PlanFile,
    line: Annotated[int, typer.Option("--line", min=1, help=say("The line of the plan's text with the figure."))],
    registry: OwnRegistry = None,
) -> None:
    """Print the entries of a correction file for the figures of a line, ready to paste and to change."""
    with _wrong_use():
        from pipelines.explain.first_drafts import corrections

        out.out(corrections(file, line, load_registry(registry)), highlight=False)
