"""Tables printed without ruling lines: white corridors part their columns, and lines make up rows as cells stand beside one another."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from assets.documents.outline.beside_tables import is_unit_line
from assets.documents.pages.corridors import Corridor, column_lines, corridors_of, free_strips, narrowed, pieces_of
from assets.documents.pages.lines import Stretch, joined, whole
from assets.documents.pages.row_bands import Bands, is_value
from assets.documents.pages.table_part import PartCell, TablePart
from assets.documents.pages.unruled_cells import Piece, category_spans, cells_of, head_cells
from assets.language.fold import fold, word
from assets.language.quantity import has_digit, is_not_set
from assets.language.tablewords import CAPTION_LINE, NOTE_LINE, is_header_word

Row = Sequence[Stretch]

_REACH = 4.2  # times the letters' size between baselines; what stands further off is no part of the table
_SAME_SIZE = 0.1  # by which letters of one table may differ in size
_LONGEST_CROSSING = 30  # characters of a line that runs over all columns and is part of the table: a category, a head over all
_MOST_CROSSING = 2  # such lines below one another
_LEAST_ROWS = 2  # with several cells
_RUNNING, _MOST_RUNNING = 0.85, 0.6  # of a column's width that lines of running text fill, and of its lines that do
_LONGEST_VALUE = 24  # characters of a figure with its unit and what is said of it
_LEAST_VALUES = 0.3  # of the cells right of the first column that hold figures, where no head tells a table
_LEAST_SHARE = 0.6  # of the rows of a table of two columns that hold two cells
_DEAREST_ROW = 3.5  # what a row may cost at the most, on the average; more is no table's
_MOST_HEAD_LINES = 6
_MOST_TRIED = 3  # places above and below at which a table may end
_MOST_CROSSED = 0.34  # of a table's lines that may be categories over its columns
_BLANK, _IN_LINE = 0.5, 0.15  # of the letters' size: a gap that a blank may make, and how near edges in line are
_LEAST_BESIDE = 2  # columns beside one of categories
_SPARSE = 0.7  # of the lines of the fullest column that the first has at the most, where it holds categories
_ABOVE = 0.5  # of the letters' size; what stands so much higher than the first row is of the head


@dataclass(frozen=True, slots=True)
class _Grid:
    """A hypothesis: which lines are a table's, what parts its columns, which of its lines make up a row."""

    first: int
    last: int
    corridors: list[Corridor]
    bands: list[list[int]]  # of lines, counted from the table's first
    sparse: bool  # whether the first column holds categories beside several rows
    cost: float  # of a row, on the average
    explained: int  # cells beside others in their rows


def find_unruled(rows: Sequence[Row]) -> list[tuple[int, int, TablePart]]:
    """The tables among a column's rows: first row, row behind the last, and the table."""
    found: list[tuple[int, int, TablePart]] = []
    if not any(len(row) > 1 for row in rows):
        return found
    strips = [free_strips(row) for row in rows]
    at = floor = 0
    while at < len(rows):
        grids = (_grid(rows, first, last) for first, last in (_regions(rows, strips, at, floor) if len(rows[at]) > 1 else ()))
        grid = max((grid for grid in grids if grid is not None), key=lambda grid: grid.explained, default=None)
        if grid is not None:
            found.append((grid.first, grid.last, _table(rows[grid.first : grid.last], grid)))
            floor = grid.last
        at = max(at + 1, floor)
    return found


def _regions(rows: Sequence[Row], strips: Sequence[list[Corridor]], seed: int, floor: int) -> list[tuple[int, int]]:
    """The lines around one with a wide gap through which corridors run, and fewer of them where the outer ones close a corridor."""
    corridors = [Corridor(left.x1, right.x0) for left, right in pairwise(rows[seed])]
    ends: list[int] = []
    last, crossing = seed + 1, 0
    for at in range(seed + 1, len(rows)):
        if not _is_near(rows[at - 1], rows[at]) or _is_other(rows[seed], rows[at]):
            break
        left = narrowed(corridors, strips[at], rows[at][0].size)
        crossing = 0 if left else crossing + 1
        if crossing and (len(rows[at]) > 1 or crossing > _MOST_CROSSING or len(rows[at][0].text) > _LONGEST_CROSSING):
            break
        if left:
            if _closes(corridors, left):
                ends.append(last)
            corridors, last = left, at + 1
    starts: list[int] = []
    first = seed
    while first > floor and _is_near(rows[first - 1], rows[first]) and not _is_other(rows[seed], rows[first - 1]):
        left = narrowed(corridors, strips[first - 1], rows[first - 1][0].size)
        if not left:
            break
        if _closes(corridors, left):
            starts.append(first)
        corridors, first = left, first - 1
    tried = [(a, b) for a in [*starts[-_MOST_TRIED:], first] for b in [*ends[-_MOST_TRIED:], last]]
    return [(a, b) for a, b in tried if b - a >= _LEAST_ROWS]


def _closes(corridors: Sequence[Corridor], left: Sequence[Corridor]) -> bool:
    """Whether nothing is left of one of the corridors."""
    return any(all(one.right <= corridor.left or one.left >= corridor.right for one in left) for corridor in corridors)


def _is_near(above: Row, below: Row) -> bool:
    return below[0].base - above[0].base <= _REACH * max(below[0].size, above[0].size)


def _is_other(seed: Row, row: Row) -> bool:
    """Whether a line cannot be of the seed's table: larger letters, or a note, a caption, a unit line, a sentence by itself."""
    size = max(stretch.size for stretch in row)
    if size > (1 + _SAME_SIZE) * max(stretch.size for stretch in seed):
        return True
    line = whole(row).text
    if CAPTION_LINE.match(word(line)) or (len(row) == 1 and NOTE_LINE.match(word(line))):
        return True
    return len(row) == 1 and is_unit_line(line)


def _grid(rows: Sequence[Row], first: int, last: int) -> _Grid | None:
    """The best hypothesis of the table that lines are; None where they are none."""
    lines = rows[first:last]
    head = next((at for at, row in enumerate(lines) if _has_values(row)), 0)
    best: _Grid | None = None
    for left_out in _left_out(lines, head if head <= _MOST_HEAD_LINES else 0):
        corridors = corridors_of(lines, left_out)
        grid = _cut(lines, first, corridors) if corridors else None
        if grid is not None and (best is None or grid.explained > best.explained) and _is_tabular(rows, grid):
            best = grid
    return best


def _left_out(lines: Sequence[Row], head: int) -> list[Set[int]]:
    """Which lines may run over corridors: none; categories; heads over several columns as well."""
    single = {at for at, row in enumerate(lines) if len(row) == 1}
    shown = corridors_of(lines, single) if len(single) < len(lines) else []
    crossing = {
        at
        for at in single
        if len(lines[at][0].text) <= _LONGEST_CROSSING and _closes(shown, narrowed(shown, free_strips(lines[at]), lines[at][0].size))
    }
    tried: list[Set[int]] = [frozenset()]
    if crossing and len(crossing) <= _MOST_CROSSED * len(lines):
        tried.append(crossing)
    if head:
        out = set(range(head)) | (crossing if len(tried) > 1 else set())
        shown = corridors_of(lines, out)
        for at in reversed(range(head)):  # from the columns' own heads up to those over several
            left = narrowed(shown, free_strips(lines[at]), lines[at][0].size)
            if not _closes(shown, left):
                out.discard(at)
                shown = left
        tried.append(out)
    return tried


def _has_values(row: Row) -> bool:
    """Whether a line holds figures right of its first piece, and not only headers such as 2020年."""
    return any(is_value(stretch) and not is_header_word(word(stretch.text)) for stretch in row[1:])


def _cut(lines: Sequence[Row], first: int, corridors: list[Corridor]) -> _Grid | None:
    """The lines as rows of cells; what stands above and below with a cell by itself is left to the text around."""
    pieces = [pieces_of(row, corridors) for row in lines]
    n = len(corridors) + 1
    extents = [_extent([one for found in pieces for a, b, one in found if a == b == column]) for column in range(n)]
    sparse = _is_sparse(pieces, n)
    by_column = [_by_column([piece for piece in found if not (sparse and piece[1] == 0)]) for found in pieces]
    kept = [at for at, found in enumerate(by_column) if found]
    spanning = {(at, column) for at in kept for a, b, _ in pieces[at] if a < b for column in range(a, b + 1)}
    widths = [x1 - x0 for x0, x1 in extents]
    cut, cost = Bands([by_column[at] for at in kept], widths, {(kept.index(at), column) for at, column in spanning}, int(sparse)).cut()
    bands = [[kept[at] for at in band] for band in cut]
    filled = [len({column for at in band for column in by_column[at]}) for band in bands]
    several = [at for at, band in enumerate(bands) if filled[at] > 1 and any(len(pieces[line]) > 1 or len(band) > 1 for line in band)]
    if not several:
        return None
    while len(several) > 1 and any(_is_stray(pieces[at], pieces[:at]) for at in bands[several[-1]]):
        several.pop()
    bands = bands[several[0] : several[-1] + 1]
    begin, end = bands[0][0], bands[-1][-1] + 1
    explained = sum(filled) - len(filled)
    moved = [[at - begin for at in band] for band in bands]
    return _Grid(first + begin, first + end, corridors, moved, sparse, cost / max(1, len(bands)), explained)


def _is_stray(line: Sequence[Piece], above: Sequence[Sequence[Piece]]) -> bool:
    """Whether a line's pieces are parted by a mere blank, and the one behind it stands in line with none above."""
    for (_, _, left), (column, _, right) in pairwise(line):
        reach = _IN_LINE * right.size
        others = [one for found in above for first, _, one in found if first == column]
        in_line = any(
            min(abs(one.x0 - right.x0), abs(one.x1 - right.x1), abs(one.x0 + one.x1 - right.x0 - right.x1)) <= reach for one in others
        )
        if right.x0 - left.x1 < _BLANK * right.size and not in_line:
            return True
    return False


def _is_sparse(pieces: Sequence[Sequence[Piece]], n: int) -> bool:
    """Whether the first column holds categories, each beside several rows, and not a name in each row."""
    lines = [sum(1 for found in pieces for a, b, _ in found if a == b == column) for column in range(n)]
    return n > _LEAST_BESIDE and lines[0] <= _SPARSE * max(lines[1:])


def _by_column(pieces: Sequence[Piece]) -> dict[int, Stretch]:
    """A line's pieces by column, those of one column as one."""
    found: dict[int, Stretch] = {}
    for first, last, piece in pieces:
        for column in range(first, last + 1):
            found[column] = whole([found[column], piece]) if column in found else piece
    return found


def _extent(pieces: Sequence[Stretch]) -> tuple[float, float]:
    return min((piece.x0 for piece in pieces), default=0.0), max((piece.x1 for piece in pieces), default=0.0)


def _is_tabular(rows: Sequence[Row], grid: _Grid) -> bool:
    """Whether a grid is a table's: cheap enough, of rows with several cells, under a head or with figures."""
    lines = rows[grid.first : grid.last]
    texts = [_texts(lines, band, grid.corridors) for band in grid.bands]
    if grid.cost > _DEAREST_ROW or sum(1 for row in texts if len(row) > 1) < _LEAST_ROWS:
        return False
    if len(grid.corridors) == 1 and sum(1 for row in texts if len(row) > 1) < _LEAST_SHARE * len(texts):
        return False
    said = [word(text) for text in texts[0].values()]
    if sum(map(is_header_word, said)) >= min(2, len(said)):
        return True
    behind = [text for row in texts for column, text in row.items() if column]
    valued = sum(1 for text in behind if len(text) <= _LONGEST_VALUE and "。" not in text and (has_digit(text) or is_not_set(fold(text))))
    lists = sum(1 for row in texts if row.get(0, "").endswith(("：", ":")) or "。" in row.get(0, ""))
    numbers = sum(1 for text in behind if text.isdecimal())
    if len(grid.corridors) == 1 and (2 * lists >= len(texts) or numbers == len(behind)):
        return False  # lines of a label and what it says; a list of contents
    if all(_is_running(list(column_lines(lines, grid.corridors, at).values())) for at in range(len(grid.corridors) + 1)):
        return False
    return len(texts) > _LEAST_ROWS and valued >= _LEAST_VALUES * len(behind)


def _is_running(pieces: Sequence[Stretch]) -> bool:
    """Whether a column is one of running text: most of its lines are full."""
    x0, x1 = _extent(pieces)
    return sum(1 for piece in pieces if piece.x1 - piece.x0 >= _RUNNING * (x1 - x0)) >= _MOST_RUNNING * len(pieces)


def _texts(lines: Sequence[Row], band: Sequence[int], corridors: Sequence[Corridor]) -> dict[int, str]:
    texts: dict[int, str] = {}
    for at in band:
        for column, _, piece in pieces_of(lines[at], corridors):
            texts[column] = joined(texts.get(column, ""), piece.text)
    return texts


def _table(rows: Sequence[Row], grid: _Grid) -> TablePart:
    """The grid as a part of a table, every place of it a cell."""
    pieces = [pieces_of(row, grid.corridors) for row in rows]
    columns = [_extent([one for found in pieces for a, b, one in found if a == b == at]) for at in range(len(grid.corridors) + 1)]
    edges = [columns[0][0], *((corridor.left + corridor.right) / 2 for corridor in grid.corridors), columns[-1][1]]
    names = [piece for found in pieces for a, b, piece in found if grid.sparse and a == b == 0]
    in_rows = [[piece for at in band for piece in pieces[at] if not any(piece[2] is name for name in names)] for band in grid.bands]
    n_head = _head_rows(in_rows)
    top_of_body = min(piece.base for _, _, piece in in_rows[n_head])
    head = [piece for found in in_rows[:n_head] for piece in found]
    head += [(0, 0, name) for name in names if name.base < top_of_body - _ABOVE * name.size]
    cells, depth = head_cells(sorted(head, key=lambda piece: piece[2].base), columns) if head else ([], 0)
    for at, found in enumerate(in_rows[n_head:], start=depth):
        cells.extend(replace(cell, row=at) for cell in cells_of(found, columns))
    n_rows = depth + len(in_rows) - n_head
    body = [name for name in names if name.base >= top_of_body - _ABOVE * name.size]
    cells = _with_categories(cells, body, [_heights(found) for found in in_rows[n_head:]], depth)
    table = TablePart(edges, rows[0][0].top, max(stretch.bottom for stretch in rows[-1]), n_rows, ruled=False)
    table.cells.extend(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return table


def _head_rows(rows: Sequence[Sequence[Piece]]) -> int:
    """How many rows are the head: more than one only where heads run over several columns above the first figures."""
    valued = [any(first and has_digit(piece.text) and not is_header_word(word(piece.text)) for first, _, piece in row) for row in rows]
    count = next((at for at, row in enumerate(rows) if valued[at] or len(row) < _LEAST_ROWS), 1)
    is_spread = any(first < last for row in rows[:count] for first, last, _ in row)
    return min(count if is_spread else min(count, 1), len(rows) - 1)


def _heights(row: Sequence[Piece]) -> tuple[float, float]:
    return min(piece.base for _, _, piece in row), max(piece.base for _, _, piece in row)


def _with_categories(cells: list[PartCell], names: Sequence[Stretch], bases: Sequence[tuple[float, float]], depth: int) -> list[PartCell]:
    """The cells with those of the sparse first column set over the rows that they stand beside."""
    if not names:
        return cells
    spans = category_spans(names, bases)
    if not spans:
        near = [min(range(len(bases)), key=lambda at: abs(sum(bases[at]) / 2 - name.base)) for name in names]
        beside = {at: "".join(name.text for name, other in zip(names, near, strict=True) if other == at) for at in near}
        spans = [(at, at + 1, text) for at, text in sorted(beside.items())]
    covered = {depth + row for first, end, _ in spans for row in range(first, end)}
    blocked = {cell.row for cell in cells if cell.column == 0 and cell.text and cell.row >= depth}
    if covered & blocked:
        return cells
    kept = [cell for cell in cells if not (cell.column == 0 and cell.row in covered)]
    return kept + [PartCell(depth + first, 0, end - first, 1, text) for first, end, text in spans]
