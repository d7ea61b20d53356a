"""A table as every form's reader hands it to the writer: rows of printed cells, at their places."""

from __future__ import annotations

from dataclasses import dataclass, field

from assets.documents.document import RawCell
from assets.documents.outline.facts import read_facts

SEPARATOR = " | "


@dataclass(slots=True)
class Row:
    """The printed cells of a row, from left to right."""

    texts: list[str]


@dataclass(slots=True)
class Grid:
    """A table's rows and cells; offsets of the cells count from the table's first character, rows being one a line."""

    caption: str = ""
    rows: list[Row] = field(default_factory=list)
    cells: list[RawCell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)  # printed in rows of their own at the table's foot


def facts(grid: Grid) -> dict[str, str]:
    """What the grid states as a box of facts above a document; empty where it is a table of data."""
    return read_facts([row.texts for row in grid.rows])
