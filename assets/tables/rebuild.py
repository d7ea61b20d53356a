"""The grid of a table out of what the page gives: spans (HTML), rows of ragged width, or a mere stream of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assets.documents.document import RawCell
from assets.tables.align import Alignment, align_rows
from assets.tables.cells import CellLines, joined, without_trailing_empties
from assets.tables.header import (
    Columns,
    has_figures,
    is_header_row,
    printed_columns,
    settled_header,
    supposed_columns,
)
from assets.tables.layouts.gapped import header_by_place
from assets.tables.layouts.tops import without_tops, without_unit_line
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.stacked.cut import EXTRA_COLUMN_COST, cut_stream
from assets.tables.stacked.gaps import filled_in


def grid_of_spans(text: str, cells: Iterable[RawCell]) -> list[Row]:
    """A full grid from cells with row and column spans; a merged cell is repeated in each place it covers."""
    cells = list(cells)
    height = max((c.row + c.row_span for c in cells), default=0)
    width = max((c.column + c.column_span for c in cells), default=0)
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for raw in cells:
        cell = Cell(text[raw.start : raw.end], raw.start, raw.end)
        for r in range(raw.row, raw.row + raw.row_span):
            for c in range(raw.column, raw.column + raw.column_span):
                grid[r][c] = grid[r][c] or cell
    return [_filled(row) for row in grid if any(row)]


def _filled(row: Sequence[Cell | None]) -> Row:
    """The row with an empty cell where the page gives none, placed behind the cell before it."""
    at = next(cell.start for cell in row if cell)
    out: Row = []
    for cell in row:
        out.append(cell or Cell("", at, at))
        at = out[-1].end
    return out


@dataclass(frozen=True, slots=True)
class Grid:
    """A full grid; ``unsure``: cells (row, column) that may belong to other columns; ``is_rebuilt``: no print marked its rows.

    ``n_header`` and ``roles``: its rows of header and the columns' roles, where they are known. ``lead``: how far it is ahead of
    a grid with another header. ``tops``: what stands alone above the header inside the grid: title, unit line.
    """

    rows: list[Row]
    unsure: frozenset[tuple[int, int]] = frozenset()
    is_rebuilt: bool = False
    n_header: int | None = None
    roles: tuple[Role, ...] | None = None
    lead: float = float("inf")
    tops: tuple[Cell, ...] = ()


def grid_of_lines(lines: CellLines, text: str) -> Grid:
    """A full grid from lines of cells; a ragged row's cells go to the columns they fit best."""
    if lines.row_marked:
        tops, rows = without_tops([without_trailing_empties(row) for row in lines.lines])
        return Grid(_grid_of_rows(rows, text), tops=tuple(tops))
    tops, cells = without_unit_line(lines.lines[0])
    return replace(_grid_of_stream(cells, text), tops=tuple(tops))


def _grid_of_rows(rows: list[Row], text: str) -> list[Row]:
    header = [rows[0], *takewhile(is_header_row, rows[1:])] if not has_figures(rows[0]) else rows[:1]
    printed = [_words(row) for row in header]
    body = rows[len(header) :]
    data = [row for row in body if len(row) > 1 and _words(row) not in printed]
    widths = {len(row) for row in data}
    placed = header_by_place(header, data, text)
    upper, leaf = (placed[:-1], placed[-1]) if placed else settled_header(header, max(widths, default=0))
    laid = list(data)
    if data and not (len(widths) == 1 and len(leaf) in widths):
        best = _best_alignment(leaf, lambda roles: align_rows(data, roles), max(widths, default=0))
        if best is None:
            return _rectangle(rows)
        upper, leaf, laid = _laid_out(upper, leaf, *best, text)
    body = _in_place(body, data, _carried_down(laid, printed_columns(leaf)), len(leaf))
    again = dict(zip(printed, [*upper, leaf], strict=False)) if len(upper) + 1 == len(printed) else {}
    return _rectangle([*upper, leaf, *(again.get(_words(row)) or row for row in body)])


def _carried_down(rows: list[Row], columns: Columns) -> list[Row]:
    """Rows whose categories are printed as empty cells take them from above, and an empty unit cell beside them too: all were merged.

    A category goes on only as long as those before it do.
    """
    named = [i for i, (role, _) in enumerate(columns) if role is Role.INDICATOR]
    categories = [i for i, (role, _) in enumerate(columns) if role is Role.CATEGORY or i in named[:-1]]
    unit = next((i for i, (role, _) in enumerate(columns) if role is Role.UNIT), None)
    out: list[Row] = []
    for row in rows:
        filled = list(row)
        first = next((n for n, i in enumerate(categories) if i < len(row) and row[i].text), len(categories))
        merged = categories[:first]
        for i in (*merged, *([unit] if unit is not None and merged[:1] else [])):
            if out and i < min(len(row), len(out[-1])) and not row[i].text:
                filled[i] = out[-1][i]
        out.append(filled)
    return out


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.word for cell in row if cell.text)


def _in_place(body: Sequence[Row], data: Sequence[Row], laid: Sequence[Row], width: int) -> list[Row]:
    """The body in its printed order: data as laid out, a lone cell (a band: 一、创新投入) over the whole width, headers as printed."""
    by_row = {id(row): out for row, out in zip(data, laid, strict=True)}
    return [by_row.get(id(row)) or (row * width if len(row) == 1 else row[:width]) for row in body]


def _grid_of_stream(cells: Row, text: str) -> Grid:
    cut = cut_stream(cells, text)
    if cut is None:
        return Grid(_rectangle([[cell] for cell in cells]), is_rebuilt=True)
    roles = [role for role, _ in cut.columns]
    header = (*cut.upper, cut.leaf)
    words = [list(dict.fromkeys(row[place].word for row in header if place is not None and place < len(row))) for _, place in cut.columns]
    rows, doubted = filled_in(cut.alignment.rows, roles, words)
    upper, leaf, laid = _laid_out(cut.upper, cut.leaf, cut.columns, replace(cut.alignment, rows=rows), text)
    found = [(row, {column for at, column in doubted if at == r}) for r, row in enumerate(laid)]
    body = sorted([*found, *(([band] * len(leaf), set[int]()) for band in cut.bands)], key=_begin)
    unsure = frozenset((len(upper) + 1 + r, column) for r, (_, columns) in enumerate(body) for column in columns)
    return Grid(
        _rectangle([*upper, leaf, *(row for row, _ in body)]),
        unsure,
        is_rebuilt=True,
        n_header=len(upper) + 1,
        roles=tuple(roles),
        lead=cut.lead,
    )


def _begin(laid: tuple[Row, set[int]]) -> int:
    """Where a row stands in the text: by its last cell, as those before it may be carried down from above."""
    return max(cell.start for cell in laid[0])


def _best_alignment(leaf: Row, align: Callable[[list[Role]], Alignment | None], width: int) -> tuple[Columns, Alignment] | None:
    """Try the printed columns, and those with a category, name, number or unit column that the header lost."""
    printed = printed_columns(leaf)
    best: tuple[float, Columns, Alignment] | None = None
    for columns in supposed_columns(printed):
        if width > len(columns):
            continue
        alignment = align([role for role, _ in columns])
        if alignment is None:
            continue
        score = alignment.score - EXTRA_COLUMN_COST * (len(columns) - len(printed))
        if best is None or score > best[0]:
            best = (score, columns, alignment)
    return (best[1], best[2]) if best else None


def _laid_out(upper: Sequence[Row], leaf: Row, columns: Columns, alignment: Alignment, text: str) -> tuple[list[Row], Row, list[Row]]:
    """Upper header rows, header and aligned rows over the same columns; a category is carried down its span."""
    at = leaf[0].start if leaf else alignment.rows[0][0][1].start
    blank = Cell("", at, at)
    header = [leaf[place] if place is not None else blank for _, place in columns]
    laid: list[Row] = []
    for row in alignment.rows:
        laid.append(_laid_row(row, columns, laid[-1] if laid else None, text))
    over = [[row[place] if place is not None and place < len(row) else blank for _, place in columns] for row in upper]
    return over, header, laid


def _laid_row(row: list[tuple[int, Cell]], columns: Columns, above: Row | None, text: str) -> Row:
    placed: dict[int, Cell] = {}
    for j, cell in row:
        placed[j] = joined(text, placed[j], cell) if j in placed else cell
    at = row[0][1].start
    by_year = any(role is Role.YEAR for role, _ in columns)
    goes_on = by_year and all(role is not Role.INDICATOR or not placed.get(j) for j, (role, _) in enumerate(columns))
    carried = (Role.INDICATOR, Role.YEAR, *((Role.UNIT, Role.ATTRIBUTE) if goes_on else ()))  # a further year of the indicator above
    out: Row = []
    for j, (role, _) in enumerate(columns):
        cell = placed.get(j) or Cell("", at, at)
        if not cell.text and above is not None and (role is Role.CATEGORY or (by_year and role in carried)):
            cell = above[j]
        out.append(cell)
        at = placed[j].end if j in placed else at
    return out


def _rectangle(rows: list[Row]) -> list[Row]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *(Cell("", row[-1].end, row[-1].end) for _ in range(width - len(row)))] for row in rows]
