"""The commands about releases: ``releases``, ``diff``, ``rollback``, ``prune``, ``verify``, ``spreadsheets``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assets.release.errors import ReleaseError, disk_errors
from assets.release.layout import Layout
from assets.release.releases import current_release, history, release_folder, rollback, verify
from expectations.registry import load_registry
from pipelines import settings
from pipelines.cli.desk import NOT_PUBLISHED, WRONG_USE, Output, err, out, sentences, stop
from pipelines.wording.spoken import say

ReleaseId = Annotated[str | None, typer.Argument(help=say("Id of a release, as `releases` lists it."))]


def releases_command(output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """List the releases, the latest first; a star marks the current one."""
    with sentences():
        current = current_release(output)
        standing = {folder.name for folder in Layout(output).release_folders()}
        infos = [info for info in reversed(history(output)) if info.release_id in standing]
    if not infos:
        out.print(f"There is no release in {output} yet.")
    for info in infos:
        mark = "*" if current is not None and info.release_id == current.release_id else " "
        counts = say(f"{info.rows.get('plans', 0)} plans, {info.rows.get('observations', 0)} observations, code {info.code_version}")
        out.print(f"{mark} {info.release_id}  {counts}")


def diff_command(
    before: Annotated[str | None, typer.Argument(metavar="[A]", help=say("The earlier release; else the one before B."))] = None,
    after: Annotated[str | None, typer.Argument(metavar="[B]", help=say("The later release; else the current one."))] = None,
    output: Output = Path(settings.DEFAULT_OUTPUT),
    all_rows: Annotated[bool, typer.Option("--all", help=say("List every target that differs."))] = False,
) -> None:
    """Say what a release says otherwise than the one before: targets that are new, changed or gone, and why."""
    from pipelines.cli.differing import show_difference

    with sentences():
        show_difference(output, before, after, out, all_rows=all_rows)


def rollback_command(release_id: ReleaseId = None, output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """Make an earlier release current: the one named, else the one before the current one."""
    with sentences():
        info = rollback(output, release_id)
    out.print(f"The release {info.release_id} is current now.")


def prune_command(
    output: Output = Path(settings.DEFAULT_OUTPUT),
    keep: Annotated[
        int, typer.Option("--keep", envvar=settings.KEEP_VARIABLE, min=1, help=say("How many releases are kept."))
    ] = settings.DEFAULT_KEEP,
) -> None:
    """Remove the oldest releases, never the current one, and what the caches hold that no build has used for a month."""
    from pipelines.housekeeping import keep_house

    with sentences():
        removed = keep_house(output, keep).releases
    out.print(f"Removed {len(removed)} releases{': ' if removed else ''}{', '.join(removed)}.")


def verify_command(release_id: ReleaseId = None, output: Output = Path(settings.DEFAULT_OUTPUT)) -> None:
    """Say whether a release (else the current one) is whole: every file there, as it was published."""
    with sentences():
        name = release_named(release_id, output)
    problems = verify(Layout(output).releases / name)
    for problem in problems:
        err.print(problem, style="red")
    if problems:
        stop(f"The release {name} is not whole; `plan-indicators rollback` goes back to another, `build` makes a new one.", NOT_PUBLISHED)
    out.print(f"The release {name} is whole.")


def spreadsheets_command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=say("Where csv/ and xlsx/ are written; made where it is missing."))],
    release_id: Annotated[str | None, typer.Option("--release", help=say("Id of a release; else the current one."))] = None,
    output: Output = Path(settings.DEFAULT_OUTPUT),
) -> None:
    """Write a release's tables as CSV files and a workbook, where it is too large to bring them along."""
    from assets.release.people.workbook import PEOPLE_FILE, write_people
    from assets.release.spreadsheets import write_spreadsheets

    with sentences(), disk_errors(folder):
        named, registry = release_named(release_id, output), load_registry()
        parquet = Layout(output).releases / named / "parquet"
        write_spreadsheets(parquet, registry.tables, folder)
        write_people(parquet, registry, folder / "xlsx" / PEOPLE_FILE, named)
    out.print(f"Written: {folder / 'csv'} and {folder / 'xlsx'}.")


def upload_command(
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help=say("s3://bucket/folder; else PLAN_INDICATORS_STORAGE."))] = None,
    output: Output = Path(settings.DEFAULT_OUTPUT),
) -> None:
    """Copy the current release into a bucket of S3-compatible storage; the pointer to it there is switched last."""
    from pipelines.storage.copying import copy_current

    with sentences():
        made = copy_current(output, url)
    if made is None:
        stop("No storage is named: give s3://bucket/folder, or set PLAN_INDICATORS_STORAGE.", WRONG_USE)
    out.print(made.sentence())


def release_named(release_id: str | None, output: Path) -> str:
    """The id given, else the current release's. Raises ``ReleaseError`` where there is no such release."""
    if release_id is not None:
        return release_folder(output, release_id).name
    current = current_release(output)
    if current is None:
        raise ReleaseError(f"There is no release in {output} yet.")
    return current.release_id
