"""HTML tables: which hold data and which only lay out the page, and the grid of those that hold data."""

from __future__ import annotations

import re
from collections.abc import Sequence

from selectolax.lexbor import LexborNode

from assets.documents.document import RawCell
from assets.documents.formats.html.nodes import is_hidden, text_of
from assets.documents.writing.grid import SEPARATOR, Grid, Row
from assets.language.fold import word
from assets.language.quantity import has_digit
from assets.language.tablewords import NOTE_LINE, is_header_word

_LONGEST_CELL = 2_000  # characters; a longer cell is a column of the page, not of a table
_MOST_SENTENCES = 20  # closed by 。 in one cell of a data table
_WIDEST_SPAN = 100  # columns
_LARGEST_GRID = 200_000  # places; spans that claim more are broken and count as 1
_LONGEST_BESIDE_NESTED = 200  # characters of a cell in a table that holds small tables; a page's column is longer
_DEEPEST_NESTED = 3  # small tables in one another that are still one cell's text
_LAYOUT_INSIDE = "h1, h2, h3, form, input, select, iframe, button"
_LEAST_HEADS = 2  # header words in the first row of a table of data
_SPAN = re.compile(r"\s*(\d{1,9})")


def data_tables(body: LexborNode) -> dict[int, Grid]:
    """The grids of a page's data tables by the node's ``mem_id``; tables that only lay out the page are left out.

    A table that holds tables lays out the page, but where those are mere wrappers of a cell's text.
    """
    tables = body.css("table")
    nested: dict[int, list[int]] = {}
    for table in tables:
        if (outer := _outer_table(table)) is not None:
            nested.setdefault(outer, []).append(table.mem_id)
    grids: dict[int, Grid] = {}
    wrappers: dict[int, int] = {}  # how deep they hold one another
    for table in reversed(tables):  # the inner ones first
        inner = nested.get(table.mem_id, ())
        if any(key in grids for key in inner) and (grid := _with_inner_rows(table)) is not None:
            grids[table.mem_id] = grid
            continue
        depth = 1 + max((wrappers.get(key, _DEEPEST_NESTED) for key in inner), default=0)
        if depth > _DEEPEST_NESTED:
            continue
        if (grid := _data_grid(table, nests=bool(inner))) is not None:
            grids[table.mem_id] = grid
        elif _is_wrapper(table):
            wrappers[table.mem_id] = depth
    return {table.mem_id: grids[table.mem_id] for table in tables if table.mem_id in grids}


def _outer_table(table: LexborNode) -> int | None:
    node = table.parent
    while node is not None:
        if node.tag == "table":
            return node.mem_id
        node = node.parent
    return None


def _is_wrapper(table: LexborNode) -> bool:
    """Whether a table is but a frame around a cell's text: one cell, or cells without figures below one another."""
    if table.css_first(f"a, {_LAYOUT_INSIDE}") is not None:
        return False
    rows = [cells for row in _rows(table) if (cells := _cells(row))]
    if any(len(cells) > 1 for cells in rows):
        return False
    text = text_of(table)
    return len(text) <= _LONGEST_BESIDE_NESTED and (len(rows) == 1 or not has_digit(text))


def _data_grid(table: LexborNode, *, nests: bool) -> Grid | None:
    """The table's grid; None where the table holds no data but parts of the page. ``nests``: tables wrap the text of some cells."""
    if (table.attributes.get("role") or "") == "presentation" or table.css_first(_LAYOUT_INSIDE) is not None:
        return None
    rows = [(row, cells) for row in _rows(table) if (cells := _cells(row))]
    n_cells = sum(len(cells) for _, cells in rows)
    if max((len(cells) for _, cells in rows), default=0) < 2 or 2 * len(table.css("a")) >= n_cells:
        return None
    texts = [[text_of(cell) for cell in cells] for _, cells in rows]
    has_figures = any(has_digit(text) for row in texts for text in row)
    if len(rows) < 2 and (n_cells < 3 or not has_figures):
        return None
    if any(len(text) > _LONGEST_CELL or text.count("。") > _MOST_SENTENCES for row in texts for text in row):
        return None
    if nests and not (has_figures and all(len(text) <= _LONGEST_BESIDE_NESTED for row in texts for text in row)):
        return None
    return _grid_of(table, rows, texts)


def _with_inner_rows(table: LexborNode) -> Grid | None:
    """A table of data some of whose rows are one cell with a table inside: its rows are the table's own; None where it is no such table.

    An inner table of other columns stays the text of its cell.
    """
    rows = [(row, cells) for row in _rows(table) if (cells := _cells(row))]
    width = len(rows[0][1]) if rows else 0
    own = [cells for _, cells in rows if not any(cell.css_first("table") for cell in cells)]
    heads = sum(is_header_word(word(text_of(cell))) for cell in own[0]) if own else 0
    if heads < _LEAST_HEADS or own[0] != rows[0][1] or not any(has_digit(text_of(cell)) for cells in own[1:] for cell in cells):
        return None
    said: list[tuple[LexborNode, list[LexborNode]]] = []
    texts: list[list[str]] = []
    for row, cells in rows:
        inner = cells[0].css_first("table") if len(cells) == 1 else None
        if inner is None and any(cell.css_first("table") for cell in cells):
            return None
        inside = [(one, held) for one in _rows(inner) if (held := _cells(one))] if inner is not None else []
        fits = inner is not None and all(len(held) == width for _, held in inside)
        lead = text_of(cells[0]).replace(text_of(inner), "").strip() if inner is not None and fits else ""
        if not fits or lead:
            said.append((row, cells))
            texts.append([lead] if fits else [text_of(cell) for cell in cells])
        for one, held in inside if fits else ():
            said.append((one, held))
            texts.append([text_of(cell) for cell in held])
    if any(len(text) > _LONGEST_BESIDE_NESTED for row in texts for text in row):
        return None
    return _grid_of(table, said, texts)


def _grid_of(table: LexborNode, rows: Sequence[tuple[LexborNode, list[LexborNode]]], texts: Sequence[Sequence[str]]) -> Grid:
    caption = next((text_of(node) for node in table.iter() if node.tag == "caption"), "")
    placed = _placed(rows, texts)
    foot = _foot(texts, placed)
    notes = [text for row in texts[foot:] for text in row if text]
    return Grid(caption, [Row(list(row)) for row in texts[:foot]], [cell for cell in placed if cell.row < foot], notes)


def _rows(table: LexborNode) -> list[LexborNode]:
    """The table's own visible rows as a browser prints them: its first head on top, its first foot at the bottom."""
    sections = [node for node in table.iter() if node.tag in ("thead", "tbody", "tfoot", "tr")]
    head = next((node for node in sections if node.tag == "thead"), None)
    foot = next((node for node in sections if node.tag == "tfoot"), None)
    order = sorted(sections, key=lambda node: (node == foot) - (node == head))
    rows = [row for node in order for row in ([node] if node.tag == "tr" else node.iter()) if row.tag == "tr"]
    return [row for row in rows if not is_hidden(row.attributes)]


def _cells(row: LexborNode) -> list[LexborNode]:
    return [node for node in row.iter() if node.tag in ("td", "th") and not is_hidden(node.attributes)]


def _foot(texts: Sequence[Sequence[str]], placed: Sequence[RawCell]) -> int:
    """The first of the rows at the table's end that hold its notes, each alone in its row: 注:…, 数据来源:…; else the number of rows."""
    covered = {row for cell in placed for row in range(cell.row + 1, cell.row + cell.row_span)}
    foot = len(texts)
    for r in range(len(texts) - 1, 0, -1):
        if r in covered or any(texts[r][1:]):
            break
        if NOTE_LINE.match(word(texts[r][0])):
            foot = r
    return foot


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
