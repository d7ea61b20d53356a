"""A question to a release in SQL: nothing in the release, and no other file, can be read or changed by it."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from assets.release.releases import DATABASE_FILE
from assets.sources.zips import without_control

_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}
_PIPE_WIDTH = 10_000  # characters of a line that goes into a file or a pipe: nothing is wrapped there


class QueryError(Exception):
    """The question cannot be answered; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Columns and rows, the first ones; ``has_more`` where there are others."""

    columns: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    has_more: bool


def answer(release: Path, sql: str, most: int) -> Answer:
    """What the release in a folder answers. Raises :class:`QueryError` where the question is not valid or changes something."""
    import duckdb

    database = release / DATABASE_FILE
    if not database.is_file():
        raise QueryError(f"{DATABASE_FILE} is missing in the release {release.name}; build it anew.")
    with duckdb.connect(str(database), read_only=True, config=_SETTINGS) as connection:
        try:
            found = connection.execute(sql)
            rows = found.fetchmany(most + 1)
        except duckdb.Error as error:
            raise QueryError(f"DuckDB does not answer this: {error}") from None
        columns = tuple(str(column[0]) for column in found.description or ())
    return Answer(columns, rows[:most], len(rows) > most)


def shown(found: Answer, out: Console, *, as_csv: bool) -> None:
    """Print an answer as a table, or as CSV; empty cells stay empty."""
    if as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(found.columns)
        writer.writerows(found.rows)
    else:
        table = Table(box=box.SIMPLE_HEAD)
        for column in found.columns:
            table.add_column(column, overflow="fold")
        for row in found.rows:
            table.add_row(*(_cell(cell) for cell in row))
        (out if out.is_terminal else Console(file=out.file, width=_PIPE_WIDTH)).print(table)
    if found.has_more:
        out.print(f"Only the first {len(found.rows)} rows; --most shows more.", style="dim")


def _cell(cell: object) -> Text:
    """A cell for people; what a plan prints cannot move the terminal, though its lines stay lines."""
    if cell is None:
        return Text()
    return Text(f"{cell:.12g}" if isinstance(cell, float) else "\n".join(map(without_control, str(cell).split("\n"))))
