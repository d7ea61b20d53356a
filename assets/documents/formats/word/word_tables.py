"""Tables of a Word file as printed cells at their places: merged cells, uneven edges, rows and cells in wrappers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from xml.etree.ElementTree import Element

from assets.documents.formats.word.styles import W, switch, value_of
from assets.documents.unreadable import UnreadableError

MOST_CELLS = 100_000  # of one table; the longest list of tasks has some 5,000
MOST_COLUMNS = 200
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
_NARROWEST = 85  # twentieths of a point (1.5 mm): edges nearer to one another were meant as one, drawn by hand


_RowCell = tuple[int, int, Element | None, bool]


class Slot(NamedTuple):
    """A cell as Word holds it, at its place in the grid."""

    row: int
    column: int
    row_span: int
    column_span: int
    cell: Element | None  # None where a row begins or ends inside the grid
    is_header: bool


@dataclass(slots=True)
class _Open:
    """A cell being placed; its height grows by the rows that go on with it."""

    row: int
    column: int
    width: int
    cell: Element | None
    is_header: bool
    height: int = 1


def place_cells(table: Element) -> list[Slot]:
    """The cells of a table; a cell merged downwards stands once, with its height. Raises :class:`UnreadableError` over a limit."""
    rows = [list(_row_cells(row)) for row in _rows(table)]
    edges = _edges(table)
    if any(len({_snapped(edges, column) for column, *_ in row}) < len(row) for row in rows):
        edges = ()  # a cell narrower than a stroke: the widths stated are not those printed
    cells: list[_Open] = []
    above: dict[int, _Open] = {}  # the cell last placed over each column
    for r, row in enumerate(rows):
        current: dict[int, _Open] = {}
        for column, width, cell, header in row:
            first, last = _snapped(edges, column), _snapped(edges, column + width)
            last = max(last, first + 1)
            over = above.get(first)
            if _goes_on(cell) and over is not None and over.column == first and over.row + over.height == r:
                over.height += 1
                current[first] = over
                continue
            current[first] = _Open(r, first, last - first, cell, header)
            cells.append(current[first])
            if len(cells) > MOST_CELLS or last > MOST_COLUMNS:
                raise UnreadableError("A table in the file has far more cells than a plan's; export it as a spreadsheet.")
        above = current
    return [Slot(c.row, c.column, c.height, c.width, c.cell, c.is_header) for c in cells]


def with_inner_rows(table: Element) -> Element:
    """A table with the rows of tables that fill a row of its own among its rows: 其中 over its whole width, and in it as many columns."""
    rows = _rows(table)
    width = max((len(list(_inside(row, W + "tc"))) for row in rows), default=0)
    made: list[Element] = []
    changed = False
    for row in rows:
        made.append(row)
        cells = list(_inside(row, W + "tc"))
        inner = cells[0].findall(W + "tbl") if len(cells) == 1 else []
        inside = [inner_row for one in inner for inner_row in _rows(one)]
        if width > 1 and inside and all(len(list(_inside(one, W + "tc"))) == width for one in inside):
            for one in inner:
                cells[0].remove(one)
            made.extend(inside)
            changed = True
    if not changed:
        return table
    whole = Element(table.tag)
    whole.extend([child for child in table if child.tag in (W + "tblPr", W + "tblGrid")])
    whole.extend(made)
    return whole


def cells_of(table: Element) -> list[Element]:
    """All cells of a table, row by row, for tables that only frame text."""
    return [cell for row in _rows(table) for cell in _inside(row, W + "tc") if not _goes_on(cell)]


def _rows(table: Element) -> list[Element]:
    """The rows that are printed: no deleted and no hidden ones."""
    rows = []
    for row in _inside(table, W + "tr"):
        properties = row.find(W + "trPr")
        if properties is None or (properties.find(W + "del") is None and not switch(properties, "hidden")):
            rows.append(row)
    return rows


def _inside(holder: Element, tag: str) -> Iterator[Element]:
    for child in holder:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _inside(child, tag)


def _row_cells(row: Element) -> Iterator[_RowCell]:
    """Grid column, width and cell of a row's cells; grid columns before and after the row's own are cells without content."""
    properties = row.find(W + "trPr")
    header = bool(switch(properties, "tblHeader"))
    column = _count(value_of(properties, "gridBefore"), 0)
    if column:
        yield 0, column, None, header
    pending: tuple[int, int, Element] | None = None
    for cell in _inside(row, W + "tc"):
        look = cell.find(W + "tcPr")
        if look is not None and look.find(W + "cellDel") is not None:
            continue
        width = _count(value_of(look, "gridSpan"), 1) or 1
        merge = look.find(W + "hMerge") if look is not None else None
        if pending is not None and merge is not None and merge.get(W + "val", "continue") == "continue":
            pending = pending[0], pending[1] + width, pending[2]
        else:
            if pending is not None:
                yield *pending, header
            pending = column, width, cell
        column += width
    if pending is not None:
        yield *pending, header
    if behind := _count(value_of(properties, "gridAfter"), 0):
        yield column, behind, None, header


def _goes_on(cell: Element | None) -> bool:
    """Whether a cell is the lower part of the one above."""
    look = cell.find(W + "tcPr") if cell is not None else None
    merge = look.find(W + "vMerge") if look is not None else None
    return merge is not None and merge.get(W + "val", "continue") == "continue"


def _count(text: str | None, default: int) -> int:
    """A number of grid columns; nonsense counts as none stated."""
    return min(int(text), MOST_COLUMNS) if text is not None and text.isascii() and text.isdigit() and len(text) < 6 else default


def _edges(table: Element) -> Sequence[int]:
    """For each edge of the grid, from the left, the column that begins there; edges of one stroke begin the same column."""
    widths = [_count_width(column.get(W + "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")][:MOST_COLUMNS]
    if any(width is None for width in widths):
        return ()
    at = [0, *accumulate(width or 0 for width in widths)]
    columns, first = [0], 0
    for edge in range(1, len(at)):
        apart = at[edge] - at[first] >= _NARROWEST
        first = edge if apart else first
        columns.append(columns[-1] + apart)
    return columns


def _count_width(text: str | None) -> int | None:
    return int(float(text)) if text is not None and text.replace(".", "", 1).isascii() and text.replace(".", "", 1).isdigit() else None


def _snapped(edges: Sequence[int], column: int) -> int:
    """The column at an edge of the grid; beyond what the grid states, edges count on."""
    if not edges:
        return column
    return edges[column] if column < len(edges) else edges[-1] + column - len(edges) + 1
