"""Tables printed without ruling lines: rows whose stretches stand below one another in columns, figures among them."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from itertools import pairwise

from assets.documents.outline.beside_tables import is_unit_line
from assets.documents.outline.numbering import heading_at
from assets.documents.pages.lines import Stretch, joined
from assets.documents.pages.table_part import PartCell, TablePart
from assets.language.fold import fold, word
from assets.language.quantity import has_digit, is_not_set
from assets.language.tablewords import CAPTION_LINE, NOTE_LINE, is_header_word

_LEAST_ROWS = 3
_LEAST_STRETCHES = 3  # in a row that a table is known by
_LONGEST_VALUE = 16  # characters of a figure with its unit
_LEAST_VALUES = 0.3  # of the stretches right of the first column that hold figures
_REACH = 3.0  # times the letters' size between baselines; what stands further off is no part of the table
_LONGEST_WRAPPED = 30  # characters of a stretch that stands alone in its line, as part of a cell
_FULL = 1.3  # of the letters' size; a line with less room left in its column is full
_CENTRED = 0.7  # of the letters' size, by which the middle of a head may miss that of the columns below it
_OVERLAP = 1.0  # points that the stretches of two columns may share


def find_unruled(rows: Sequence[Sequence[Stretch]]) -> list[tuple[int, int, TablePart]]:
    """The tables among a column's rows: first row, row behind the last, and the table. Linear in the rows."""
    found: list[tuple[int, int, TablePart]] = []
    at = 0
    while at < len(rows):
        if len(rows[at]) < _LEAST_STRETCHES:
            at += 1
            continue
        first, last = _begin(rows, at, found[-1][1] if found else 0), _end(rows, at)
        if _is_tabular(rows[first:last]):
            found.append((first, last, _table(rows[first:last])))
        at = last
    return found


def _begin(rows: Sequence[Sequence[Stretch]], at: int, floor: int) -> int:
    """The first row of a table's head: rows of several stretches may stand above the first of many."""
    while at > floor and len(rows[at - 1]) >= 2 and _is_near(rows[at - 1], rows[at]):
        at -= 1
    return at


def _end(rows: Sequence[Sequence[Stretch]], first: int) -> int:
    """Behind the last row of a table: rows of several stretches, and between and below them lines that wrapped inside a cell."""
    end = first + 1
    alone = 0
    for at in range(first + 1, len(rows)):
        if not _is_near(rows[at - 1], rows[at]) or (len(rows[at]) == 1 and _is_beside(rows[at][0])):
            break
        alone = alone + 1 if len(rows[at]) == 1 else 0
        if alone > 2:
            break
        if not alone:
            end = at + 1
    # The last cell's text may wrap too, if it is nearer to its row than rows are to one another.
    if end < len(rows) and end - first > 1 and len(rows[end]) == 1 and not _is_beside(rows[end][0]):
        nearest = min(rows[at + 1][0].base - rows[at][0].base for at in range(first, end - 1))
        end += rows[end][0].base - rows[end - 1][0].base <= nearest
    return end


def _is_near(above: Sequence[Stretch], below: Sequence[Stretch]) -> bool:
    return below[0].base - above[0].base <= _REACH * max(below[0].size, above[0].size)


def _is_beside(stretch: Stretch) -> bool:
    """Whether a line of one stretch can be no cell's: a note, a caption, a heading, a sentence."""
    said = word(stretch.text)
    if len(said) > _LONGEST_WRAPPED or said.endswith(("。", ";", ":")) or is_unit_line(stretch.text):
        return True
    return bool(NOTE_LINE.match(said) or CAPTION_LINE.match(said)) or heading_at(stretch.text) is not None


def _is_value(stretch: Stretch) -> bool:
    said = fold(stretch.text)
    return len(said) <= _LONGEST_VALUE and (has_digit(said) or is_not_set(said))


def _is_tabular(rows: Sequence[Sequence[Stretch]]) -> bool:
    """Whether rows are a table's: enough of many stretches, with figures right of the first."""
    if sum(1 for row in rows if len(row) >= _LEAST_STRETCHES) < _LEAST_ROWS:
        return False
    behind = [stretch for row in rows for stretch in row[1:]]
    return sum(map(_is_value, behind)) >= _LEAST_VALUES * len(behind)


def _table(rows: Sequence[Sequence[Stretch]]) -> TablePart:
    """The grid of a table's rows, every place of it a cell."""
    columns = _columns(rows)
    groups, n_head = _grouped(rows, columns)
    edges = [columns[0][0], *((left[1] + right[0]) / 2 for left, right in pairwise(columns)), columns[-1][1]]
    table = TablePart(edges, rows[0][0].top, max(stretch.bottom for stretch in rows[-1]), len(groups), ruled=False)
    below: set[int] = set()  # columns with a head of their own below the row
    for r in range(len(groups) - 1, -1, -1):
        found = _cells([stretch for row in groups[r] for stretch in row], columns, below if r < n_head else frozenset())
        if r < n_head:
            below.update(c for cell in found for c in range(cell.column, cell.column + cell.column_span) if cell.text)
        table.cells.extend(replace(cell, row=r) for cell in found)
    return table


def _cells(stretches: Sequence[Stretch], columns: Sequence[tuple[float, float]], below: Set[int]) -> list[PartCell]:
    """One row's cells, each with the stretches that stand over its columns run on; ``below``: columns that heads may run over."""
    texts: dict[tuple[int, int], str] = {}
    full: dict[tuple[int, int], bool] = {}
    for stretch in stretches:
        first, last = _place(stretch, columns)
        if first in below and len(stretches) > 1:
            first, last = _over(
                stretch, first, last, columns, below - {_place(other, columns)[0] for other in stretches if other != stretch}
            )
        key = next((old for old in texts if old[0] <= first <= old[1]), (first, last))
        texts[key] = joined(texts.get(key, ""), stretch.text)
        full[key] = stretch.x1 - stretch.x0 > columns[key[1]][1] - columns[key[0]][0] - _FULL * stretch.size
    taken = {c for first, last in texts for c in range(first, last + 1)}
    texts.update({(c, c): "" for c in range(len(columns)) if c not in taken})
    return [PartCell(0, first, 1, last - first + 1, text, full.get((first, last), False)) for (first, last), text in sorted(texts.items())]


def _over(stretch: Stretch, first: int, last: int, columns: Sequence[tuple[float, float]], free: Set[int]) -> tuple[int, int]:
    """The widest run of columns, each with a head of its own, that a head is centred over: “十三五” over 2020年目标 and 累计."""
    middle = (stretch.x0 + stretch.x1) / 2
    runs = [(a, b) for a in range(first + 1) for b in range(last, len(columns)) if all(c in free for c in range(a, b + 1))]
    centred = [(a, b) for a, b in runs if abs((columns[a][0] + columns[b][1]) / 2 - middle) <= _CENTRED * stretch.size]
    return max(centred, key=lambda run: run[1] - run[0], default=(first, last))


def _columns(rows: Sequence[Sequence[Stretch]]) -> list[tuple[float, float]]:
    """The columns' left and right edges: narrow stretches make them, wide ones (a head over several) run over them."""
    columns: list[tuple[float, float]] = []
    for stretch in sorted((stretch for row in rows if len(row) > 1 for stretch in row), key=lambda s: s.x1 - s.x0):
        over = [c for c in columns if stretch.x0 < c[1] - _OVERLAP and stretch.x1 > c[0] + _OVERLAP]
        if len(over) <= 1:
            columns = [c for c in columns if c not in over]
            columns.append((min([stretch.x0, *(c[0] for c in over)]), max([stretch.x1, *(c[1] for c in over)])))
    return sorted(columns)


def _place(stretch: Stretch, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The first and last column that a stretch stands over; the nearest where it stands over none."""
    over = [at for at, (x0, x1) in enumerate(columns) if stretch.x0 < x1 - _OVERLAP and stretch.x1 > x0 + _OVERLAP]
    if over:
        return over[0], over[-1]
    middle = (stretch.x0 + stretch.x1) / 2
    nearest = min(range(len(columns)), key=lambda at: abs((columns[at][0] + columns[at][1]) / 2 - middle))
    return nearest, nearest


def _grouped(rows: Sequence[Sequence[Stretch]], columns: Sequence[tuple[float, float]]) -> tuple[list[list[Sequence[Stretch]]], int]:
    """Lines that make up one row of the table, and how many rows of head there are.

    Each wrapped line goes to the nearest line with figures, the upper one of two as near.
    """
    values = [at for at, row in enumerate(rows) if _has_values(row, columns)] or list(range(len(rows)))
    pitch = min((rows[b][0].base - rows[a][0].base for a, b in pairwise(values)), default=0.0)
    body = values[0]
    while (
        body and rows[values[0]][0].base - rows[body - 1][0].base < pitch and not any(is_header_word(word(s.text)) for s in rows[body - 1])
    ):
        body -= 1  # the first line of a name that wraps, above its figures
    anchors = [*range(body), *values]
    groups: dict[int, list[Sequence[Stretch]]] = {}
    for at, row in enumerate(rows):
        nearest = min((a for a in anchors if a >= body or a == at), key=lambda a: abs(rows[a][0].base - row[0].base))
        goes = at == nearest or abs(rows[nearest][0].base - row[0].base) < pitch
        groups.setdefault(nearest if goes else at, []).append(row)
    return [groups[key] for key in sorted(groups)], body


def _is_head(row: Sequence[Stretch]) -> bool:
    return any(is_header_word(word(stretch.text)) for stretch in row)


def _has_values(row: Sequence[Stretch], columns: Sequence[tuple[float, float]]) -> bool:
    """Whether a line holds figures in columns right of the first, and not only headers such as 2020年."""
    values = [stretch for stretch in row if _place(stretch, columns)[0] > 0 and _is_value(stretch)]
    return any(not is_header_word(word(stretch.text)) for stretch in values)
