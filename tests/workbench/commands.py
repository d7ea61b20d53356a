"""The measuring tools, ``python -m tests.workbench``: benchmark, confidence, defects, explorer, formats, fuzz, pictures, prints, wheel.

Exit codes: 0 done, 1 something measured is not as asked, 2 wrong use.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from assets.sources.scan import InputError
from pipelines import settings
from tests.conftest import ROOT, SHARED

FORMS = ROOT / "data" / "forms"  # one plan in every form that is read
NOT_MET, WRONG_USE = 1, 2

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="Measuring tools of those who keep the project."
)
out = Console(soft_wrap=True, highlight=False, markup=False)  # plain sentences; names of files may hold any sign
err = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)


@app.command("benchmark")
def benchmark_command(
    size: Annotated[float, typer.Option("--size", min=0.01, max=100, help="How much text is read, in MB.")] = 2.0,
    peer: Annotated[Path | None, typer.Option("--peer", help="A script to time too; it must understand --time FILE.")] = None,
    validation: Annotated[
        int | None, typer.Option("--validation", min=1000, help="Measure instead how long so many observations take to be validated.")
    ] = None,
    forms: Annotated[bool, typer.Option("--forms", help="Measure instead how fast each form of file is read (data/forms).")] = False,
    input_dir: Annotated[
        Path | None, typer.Option("--input", envvar=settings.INPUT_VARIABLE, help="Folder with plan files; else the sample plans.")
    ] = None,
) -> None:
    """Measure how fast running text is read beside JioNLP and plain scripts; or files of each form, or the validation. Never fails."""
    from tests.workbench.speed.benchmark import MEGABYTE, BenchmarkError, benchmark
    from tests.workbench.speed.benchmark_forms import benchmark_forms
    from tests.workbench.speed.benchmark_validation import benchmark_validation

    folder = input_dir or (FORMS if forms else Path(settings.DEFAULT_INPUT))
    try:
        if forms:
            benchmark_forms(folder, out)
        elif validation is not None:
            benchmark_validation(folder, validation, out)
        else:
            benchmark(folder, round(size * MEGABYTE), peer, out)
    except (InputError, BenchmarkError) as error:
        _stop(str(error), WRONG_USE)


@app.command("confidence")
def confidence_command(
    sets: Annotated[Path, typer.Option("--sets", help="Folder of the annotated sets, with their score.py.")] = SHARED,
    first_sight: Annotated[
        Path | None, typer.Option("--first-sight", help="Annotated new plans (gold, plans, files) to hold the confidences against.")
    ] = None,
    keep: Annotated[
        str | None, typer.Option("--keep", help="Keep what became of the rows of --first-sight as a batch of this name, and fit to it too.")
    ] = None,
) -> None:
    """Make the weights of confidence and core anew from annotated plans, and tell how true they are of plans left out."""
    from tests.workbench.confidence import weights_made

    if not sets.is_dir():
        _stop(f"There is no folder {sets} with annotated sets; name it with --sets.", WRONG_USE)
    if keep is not None and first_sight is None:
        _stop("--keep needs the plans of --first-sight.", WRONG_USE)
    found = weights_made.all_samples(sets)
    if first_sight is not None:
        weights_made.report_first_sight(first_sight, [one for some in found.values() for one in some.rows], out, keep)
    weights_made.WEIGHTS.write_text(weights_made.make(found), encoding="utf-8")
    weights_made.report(found, out)


@app.command("defects")
def defects_command(
    count: Annotated[int, typer.Option("--count", min=1, help="How many defects are put in.")] = 400,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same defects.")] = 1,
    input_dir: Annotated[
        Path | None, typer.Option("--input", help="Folder with good plans as plain text; else those that the project brings along.")
    ] = None,
) -> None:
    """Put defects into good plans and count how many the validation catches, by kind."""
    from tests.workbench.defects.command import DefectsError, run_defects

    try:
        if not run_defects(input_dir, count, seed, out):
            raise typer.Exit(NOT_MET)
    except (InputError, DefectsError) as error:
        _stop(str(error), WRONG_USE)


@app.command("formats")
def formats_command() -> None:
    """Hold what cells show under five hundred number formats against LibreOffice (its command soffice must be installed)."""
    from tests.workbench.formats.cell_formats import compare_formats

    if not compare_formats(out):
        raise typer.Exit(NOT_MET)


@app.command("explorer")
def explorer_command(
    release: Annotated[Path, typer.Argument(help="A release's folder, for example dataset/current.")],
    targets: Annotated[int, typer.Option("--targets", min=1, help="How many targets it is grown to.")] = 50_000,
) -> None:
    """Measure how large explorer.html becomes of so many targets, and how soon it answers in a Chromium that is installed."""
    from tests.workbench.speed.benchmark import BenchmarkError
    from tests.workbench.speed.benchmark_explorer import benchmark_explorer

    try:
        if not benchmark_explorer(release, targets, out):
            raise typer.Exit(NOT_MET)
    except BenchmarkError as error:
        _stop(str(error), WRONG_USE)


@app.command("fuzz")
def fuzz_command(
    count: Annotated[int, typer.Option("--count", min=1, help="How many mutated files are read.")] = 2000,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same files.")] = 1,
    input_dir: Annotated[Path, typer.Option("--input", help="Folder with a good file of each form.")] = FORMS,
) -> None:
    """Read mutated files of every form and count what became of them: none may crash a reader or be lost."""
    from tests.workbench.fuzzing import FuzzError, fuzz

    try:
        if not fuzz(input_dir, count, seed, out):
            raise typer.Exit(NOT_MET)
    except (InputError, FuzzError) as error:
        _stop(str(error), WRONG_USE)


@app.command("pictures")
def pictures_command() -> None:
    """Make anew what is made of other files: graph, data dictionary, pages of commands and settings, the font that PDFs are read with."""
    from tests.workbench.pictures import commands_page, dictionary, font, graph_picture, settings_page

    graph_picture.main()
    dictionary.main()
    commands_page.main()
    settings_page.main()
    font.main()


@app.command("wheel")
def wheel_command(
    pythons: Annotated[list[Path], typer.Argument(help="Pythons to try it with, for example /usr/bin/python3.12.")],
) -> None:
    """Build the wheel, install it under each Python with the pinned dependencies, and publish the sample plans from another folder."""
    from tests.workbench.installed import TrialError, try_installed

    try:
        if not try_installed(pythons, out):
            raise typer.Exit(NOT_MET)
    except TrialError as error:
        _stop(str(error), NOT_MET)


@app.command("prints")
def prints_command(
    pages: Annotated[Path, typer.Option("--from", help="Folder of web pages (*.html).")],
    target: Annotated[Path, typer.Option("--to", help="Folder that gets a folder of PDFs for each kind of print.")],
    kinds: Annotated[list[str] | None, typer.Option("--kind", help="browser, office, ruled or scan; all if none is named.")] = None,
) -> None:
    """Print web pages to PDF without rules, with rules and as scans (chromium and LibreOffice must be installed)."""
    from tests.workbench.prints import KINDS, PrintError, make_prints

    if unknown := set(kinds or ()) - set(KINDS):
        _stop(f"These are no kinds of prints: {', '.join(sorted(unknown))}.", WRONG_USE)
    try:
        out.print(f"{make_prints(pages, target, kinds or KINDS)} pages are printed below {target}")
    except PrintError as error:
        _stop(str(error), WRONG_USE)


def _stop(sentence: str, code: int) -> NoReturn:
    """Say what happened and end with an exit code."""
    err.print(sentence, style="red")
    raise typer.Exit(code)
