"""HTML tables: which hold data and which only lay out the page, and the grid of those that hold data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from assets.documents.facts import read_facts
from assets.documents.html_nodes import is_hidden, text_of
from assets.documents.model import RawCell

SEPARATOR = " | "
_LONGEST_CELL = 2_000  # characters; a longer cell is a column of the page, not of a table
_MOST_SENTENCES = 20  # closed by 。 in one cell of a data table
_WIDEST_SPAN = 100  # columns
_LARGEST_GRID = 200_000  # places; spans that claim more are broken and count as 1
_LAYOUT_INSIDE = "h1, h2, h3, form, input, select, iframe, button"
_SPAN = re.compile(r"\s*(\d{1,9})")


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


def data_tables(body: LexborNode) -> dict[int, Grid]:
    """The grids of a page's data tables by the node's ``mem_id``; tables that only lay out the page are left out."""
    tables = body.css("table")
    nesting = {outer for table in tables if (outer := _outer_table(table)) is not None}
    return {table.mem_id: grid for table in tables if table.mem_id not in nesting and (grid := _data_grid(table)) is not None}


def _outer_table(table: LexborNode) -> int | None:
    node = table.parent
    while node is not None:
        if node.tag == "table":
            return node.mem_id
        node = node.parent
    return None


def _data_grid(table: LexborNode) -> Grid | None:
    """The table's grid; None where the table holds no data but parts of the page."""
    if (table.attributes.get("role") or "") == "presentation" or table.css_first(_LAYOUT_INSIDE) is not None:
        return None
    rows = [(row, _cells(row)) for row in table.css("tr") if not is_hidden(row.attributes)]
    rows = [(row, cells) for row, cells in rows if cells]
    n_cells = sum(len(cells) for _, cells in rows)
    if max((len(cells) for _, cells in rows), default=0) < 2 or (len(rows) < 2 and n_cells < 3):
        return None
    if 2 * len(table.css("a")) >= n_cells:
        return None
    texts = [[text_of(cell) for cell in cells] for _, cells in rows]
    if any(len(text) > _LONGEST_CELL or text.count("。") > _MOST_SENTENCES for row in texts for text in row):
        return None
    caption = next((text_of(node) for node in table.css("caption")), "")
    return Grid(caption, [Row(row) for row in texts], _placed(rows, texts))


def _cells(row: LexborNode) -> list[LexborNode]:
    return [node for node in row.iter() if node.tag in ("td", "th") and not is_hidden(node.attributes)]


def _placed(rows: Sequence[tuple[LexborNode, list[LexborNode]]], texts: Sequence[Sequence[str]]) -> list[RawCell]:
    """Each cell at its place in the grid, as browsers place them; offsets from the table's first character."""
    taken: list[set[int]] = [set() for _ in rows]
    sections = [row.parent.mem_id if row.parent is not None else 0 for row, _ in rows]
    placed: list[RawCell] = []
    room = _LARGEST_GRID
    at = 0
    for r, (row, cells) in enumerate(rows):
        in_head = row.parent is not None and row.parent.tag == "thead"
        column = 0
        for cell, text in zip(cells, texts[r], strict=True):
            while column in taken[r]:
                column += 1
            width, height = _spans(cell, r, column, taken, sections)
            room -= width * height
            if room < 0:
                width = height = 1
            for below in range(r, r + height):
                taken[below].update(range(column, column + width))
            placed.append(RawCell(r, column, height, width, at, at + len(text), in_head or cell.tag == "th"))
            at += len(text) + len(SEPARATOR)
            column += width
        at += 1 - len(SEPARATOR)
    return placed


def _spans(cell: LexborNode, row: int, column: int, taken: Sequence[set[int]], sections: Sequence[int]) -> tuple[int, int]:
    """Columns and rows a cell covers: within the table, over no other cell; rowspan 0 goes to the end of its section."""
    width = min(max(1, _span(cell, "colspan")), _WIDEST_SPAN)
    width = next((k for k in range(1, width) if column + k in taken[row]), width)
    height = _span(cell, "rowspan")
    if height == 0:
        height = sum(1 for section in sections[row:] if section == sections[row])
    height = max(1, min(height, len(taken) - row))
    covered = range(column, column + width)
    height = next((k for k in range(1, height) if not taken[row + k].isdisjoint(covered)), height)
    return width, height


def _span(cell: LexborNode, name: str) -> int:
    """The span an attribute states; 1 where it states none or nonsense."""
    match = _SPAN.match(cell.attributes.get(name) or "")
    return int(match[1]) if match else 1


def facts(grid: Grid) -> dict[str, str]:
    """What the grid states as a box of facts above a document; empty where it is a table of data."""
    return read_facts([row.texts for row in grid.rows])
