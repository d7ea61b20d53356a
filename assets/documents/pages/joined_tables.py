"""Tables over pages: their parts made one, the repeated head taken off, a row that the page's end broke put together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assets.documents.outline.numbering import heading_at
from assets.documents.pages.lines import joined
from assets.documents.pages.table_part import PartCell, TablePart
from assets.documents.writing.grid import Grid
from assets.documents.writing.placed_cells import Printed, make_grid
from assets.language.fold import word
from assets.language.quantity import has_digit
from assets.language.tablewords import is_header_word

_SAME_EDGE = 6.0  # points by which the edges of the same column may differ between pages
_LONGEST_FIGURE = 16  # characters
_MOST_HEAD_ROWS = 5
_LEAST_BESIDE = 3  # cells of a row whose name the page's end cut


def join_parts(above: TablePart, below: TablePart) -> TablePart | None:
    """One table of two parts that end and begin their pages; None where they are two tables."""
    below = _on_edges(below, above) or below
    above = _on_edges(above, below) or above
    if len(above.xs) != len(below.xs) or not _same_edges(above, below):
        return None
    head = _repeated_rows(above, below)
    if head == 0 and _has_head(below):
        return None
    if head >= below.n_rows:
        return replace(above, page_rows=[*above.page_rows, above.n_rows])  # nothing but the head again
    first = [cell for cell in below.cells if cell.row == head]
    broken = _goes_on(above, first) or _is_rest(above, below, first)
    cells = {(cell.row, cell.column): cell for cell in above.cells}
    cells.update({key: replace(cell, is_header=True) for key, cell in cells.items() if cell.row < head})
    shift = above.n_rows - head - broken
    for cell in below.cells:
        if cell.row > head:
            cells[cell.row + shift, cell.column] = replace(cell, row=cell.row + shift)
    for cell in first:
        _put_below(cells, above, below, cell, shift, broken=broken)
    return replace(
        above,
        n_rows=below.n_rows + shift,
        cells=list(cells.values()),
        page_rows=[*above.page_rows, above.n_rows],
        bottom=below.bottom,
        is_single=False,
    )


def _on_edges(part: TablePart, other: TablePart) -> TablePart | None:
    """A part with fewer columns, its cells set over the other's columns: its page shows no rows that part them all."""
    if len(part.xs) >= len(other.xs):
        return None
    shift = part.xs[0] - other.xs[0]
    at = [next((i for i, x in enumerate(other.xs) if abs(x + shift - edge) <= _SAME_EDGE), None) for edge in part.xs]
    places = [i for i in at if i is not None]
    if len(places) < len(at):
        return None
    if places[-1] != len(other.xs) - 1:
        return _with_empty_end(part, other, shift) if places == list(range(len(places))) else None
    cells = [
        replace(cell, column=places[cell.column], column_span=places[cell.column + cell.column_span] - places[cell.column])
        for cell in part.cells
    ]
    return replace(part, xs=[x + shift for x in other.xs], cells=cells)


def _with_empty_end(part: TablePart, other: TablePart, shift: float) -> TablePart:
    """A part whose page prints no empty columns at the end (备注), with them."""
    width = len(part.xs) - 1
    ends = [PartCell(row, column, 1, 1, "") for row in range(part.n_rows) for column in range(width, len(other.xs) - 1)]
    return replace(part, xs=[x + shift for x in other.xs], cells=[*part.cells, *ends])


def _same_edges(above: TablePart, below: TablePart) -> bool:
    """Whether columns begin and end alike; margins may differ between left and right pages, guessed edges may anyway."""
    if not (above.ruled and below.ruled):
        return above.ruled is below.ruled
    shift = below.xs[0] - above.xs[0]
    return all(abs(x + shift - y) <= _SAME_EDGE for x, y in zip(above.xs, below.xs, strict=True))


def _row_texts(part: TablePart, row: int) -> list[tuple[int, str]]:
    return sorted((cell.column, word(cell.text)) for cell in part.cells if cell.row == row)


def _repeated_rows(above: TablePart, below: TablePart) -> int:
    """How many rows at the part's top print the table's first rows again."""
    most = min(_MOST_HEAD_ROWS, above.n_rows, below.n_rows)
    rows = next((row for row in range(most) if not _is_alike(_row_texts(above, row), _row_texts(below, row))), most)
    texts = [cell.text for cell in below.cells if cell.row < rows]
    return rows if any(texts) else 0


def _is_alike(old: Sequence[tuple[int, str]], new: Sequence[tuple[int, str]]) -> bool:
    """Whether a row prints another one again; of header words recognised in a scan some may differ."""
    if old == new:
        return True
    same = [text for place, text in new if text and (place, text) in old]
    return 3 * len(same) >= 2 * sum(1 for _, text in new if text) and sum(map(is_header_word, same)) >= 2


def _has_head(part: TablePart) -> bool:
    return sum(is_header_word(word(cell.text)) for cell in part.cells if cell.row == 0) >= 2


def _goes_on(above: TablePart, first: Sequence[PartCell]) -> bool:
    """Whether the first row below is the rest of the last row above: texts that go on, and empty places beside cells that are filled."""
    pairs = [(above.cell_at(above.n_rows - 1, cell.column), cell) for cell in first if cell.row_span == 1]
    pairs = [(old, cell) for old, cell in pairs if old.row == above.n_rows - 1 and old.column == cell.column]
    both = [(old, cell) for old, cell in pairs if old.text and cell.text]
    if not any(cell.text for _, cell in pairs) or not any(old.text and not cell.text for old, cell in pairs):
        return False
    return all(old.full and not (has_digit(old.text) and len(old.text) <= _LONGEST_FIGURE) for old, _ in both)


def _is_rest(above: TablePart, below: TablePart, first: Sequence[PartCell]) -> bool:
    """Whether the first row below holds but the rest of a name: one cell, in a table where no other row is a mere category."""
    filled = [cell for cell in first if cell.text]
    if len(filled) != 1 or filled[0].row_span > 1 or has_digit(filled[0].text) or heading_at(filled[0].text) is not None:
        return False
    old = above.cell_at(above.n_rows - 1, filled[0].column)
    beside = [cell.text for cell in above.cells if cell.row == above.n_rows - 1 and cell.text]
    if not old.text or old.column_span != filled[0].column_span or has_digit(old.text) or len(beside) < _LEAST_BESIDE:
        return False
    rows = [*_filled(above), *_filled(below)]
    return rows.count(1) == 1


def _filled(part: TablePart) -> list[int]:
    """How many cells of each row hold text."""
    return [sum(1 for cell in part.cells if cell.row == row and cell.text) for row in range(part.n_rows)]


def _put_below(
    cells: dict[tuple[int, int], PartCell], above: TablePart, below: TablePart, cell: PartCell, shift: int, *, broken: bool
) -> None:
    """Put a cell of the first row below where it belongs: into the cell that it goes on with, or into a row of its own."""
    old = above.cell_at(above.n_rows - 1, cell.column)
    old = cells[old.row, old.column]
    fits = (old.column, old.column_span) == (cell.column, cell.column_span)
    is_same = not cell.text or not old.text or old.text == cell.text  # a category's name is printed on one of the pages, or on both
    if fits and (broken or (is_same and _spans(above, below, cell.column))):
        text = (old.text or cell.text) if is_same else joined(old.text, cell.text)
        cells[old.row, old.column] = replace(old, text=text, row_span=old.row_span + cell.row_span - broken, full=cell.full)
    else:
        cells[cell.row + shift, cell.column] = replace(cell, row=cell.row + shift)


def _spans(above: TablePart, below: TablePart, column: int) -> bool:
    """Whether cells of a column run over several rows."""
    return any(cell.column == column and cell.row_span > 1 and not cell.is_header for part in (above, below) for cell in part.cells)


def grid_of(part: TablePart) -> Grid:
    """The table as all formats write it; notes in rows of their own at its foot stand below it."""
    return make_grid(Printed(cell.row, cell.column, cell.row_span, cell.column_span, cell.text, cell.is_header) for cell in part.cells)
