"""The cells of a table without rules, once its columns and rows are known: heads above heads, and categories beside several rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assets.documents.pages.lines import Stretch, joined
from assets.documents.pages.table_part import PartCell

Piece = tuple[int, int, Stretch]  # first and last column, and what is printed there

_FULL = 1.3  # of the letters' size; a line with less room left in its column is full
_CENTRED = 0.7  # of the letters' size, by which the middle of a head may miss that of the columns below it
_SAME_LEVEL = 0.5  # of the letters' size, by which baselines of one level of heads may differ
_SAME_MIDDLE = 0.75  # of the letters' size, by which a category may miss the middle of its rows
_WRAPPED = 1.9  # of the letters' size between the lines of a category's name


def cells_of(pieces: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> list[PartCell]:
    """One row's cells, the lines of each run on; every column has one. ``columns``: left and right edges."""
    texts: dict[tuple[int, int], str] = {}
    full: dict[tuple[int, int], bool] = {}
    for first, last, piece in pieces:
        key = next((old for old in texts if old[0] <= last and first <= old[1]), (first, last))
        texts[key] = joined(texts.get(key, ""), piece.text, apart=key in full and not full[key])
        full[key] = piece.x1 - piece.x0 > columns[key[1]][1] - columns[key[0]][0] - _FULL * piece.size
    taken = {c for first, last in texts for c in range(first, last + 1)}
    texts.update({(c, c): "" for c in range(len(columns)) if c not in taken})
    return [PartCell(0, first, 1, last - first + 1, text, full.get((first, last), False)) for (first, last), text in sorted(texts.items())]


def head_cells(pieces: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> tuple[list[PartCell], int]:
    """The cells of a table's head and how many rows they make up: “十四五” above 2025年目标 and 2025年实际, 指标 beside all three."""
    spread = [_spread(piece, pieces, columns) for piece in pieces]
    over: dict[tuple[int, int], list[Stretch]] = {}
    for first, last, piece in spread:
        if first < last:
            over.setdefault((first, last), []).append(piece)
    chains = {column: _chain(column, over) for column in range(len(columns))}
    depth = 1 + max(len(chain) for chain in chains.values())
    cells: list[PartCell] = []
    for span, lines in over.items():
        row = max(chains[column].index(span) for column in range(span[0], span[1] + 1) if span in chains[column])
        cells.append(PartCell(row, span[0], 1, span[1] - span[0] + 1, _run_on(lines)))
    for column in range(len(columns)):
        level = len(chains[column])
        lines = [piece for first, last, piece in spread if first == last == column]
        cells.append(PartCell(level, column, depth - level, 1, _run_on(lines)))
    return _whole(cells, depth, len(columns)), depth


def _run_on(lines: Sequence[Stretch]) -> str:
    text = ""
    for line in lines:
        text = joined(text, line.text)
    return text


def _chain(column: int, over: dict[tuple[int, int], list[Stretch]]) -> list[tuple[int, int]]:
    """The heads over a column that run over others too, from the top."""
    found = [span for span in over if span[0] <= column <= span[1]]
    return sorted(found, key=lambda span: (span[0] - span[1], over[span][0].base))


def _whole(cells: Sequence[PartCell], n_rows: int, n_columns: int) -> list[PartCell]:
    """Cells that overlap none before them, and empty ones where none is."""
    owner: set[tuple[int, int]] = set()
    kept: list[PartCell] = []
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        places = {(r, c) for r in range(cell.row, cell.row + cell.row_span) for c in range(cell.column, cell.column + cell.column_span)}
        fits = not places & owner
        if fits or (cell.row, cell.column) not in owner:
            owner |= places if fits else {(cell.row, cell.column)}
            kept.append(cell if fits else replace(cell, row_span=1, column_span=1))
    return kept + [PartCell(r, c, 1, 1, "") for r in range(n_rows) for c in range(n_columns) if (r, c) not in owner]


def _spread(piece: Piece, pieces: Sequence[Piece], columns: Sequence[tuple[float, float]]) -> Piece:
    """A head with the columns, each with a head of its own below it, that it is centred over."""
    first, last, stretch = piece
    reach = _SAME_LEVEL * stretch.size
    lower = [one for a, b, one in pieces if a <= last and first <= b and one.base > stretch.base + reach]
    if not lower:
        return piece
    level = lower[0].base - reach
    beside = {column for a, b, one in pieces if one is not stretch for column in range(a, b + 1) if one.base < level}
    free = {column for a, b, one in pieces if one.base >= level for column in range(a, b + 1)} - beside
    middle = (stretch.x0 + stretch.x1) / 2
    runs = [
        (a, b) for a in range(first + 1) for b in range(last, len(columns)) if all(c in free or first <= c <= last for c in range(a, b + 1))
    ]
    centred = [(a, b) for a, b in runs if abs((columns[a][0] + columns[b][1]) / 2 - middle) <= _CENTRED * stretch.size]
    a, b = max(centred, key=lambda run: run[1] - run[0], default=(first, last))
    return a, b, stretch


def category_spans(names: Sequence[Stretch], bases: Sequence[tuple[float, float]]) -> list[tuple[int, int, str]]:
    """The rows (first, behind the last) that each name in a sparse first column stands beside; rows by first and last baseline.

    Names stand in the middle of their rows, or beside the first of them. Empty where neither holds.
    """
    blocks: list[list[Stretch]] = []
    for name in names:
        if blocks and name.base - blocks[-1][-1].base <= _WRAPPED * name.size:
            blocks[-1].append(name)
        else:
            blocks.append([name])
    spans = _beside_middles(blocks, bases) or _beside_firsts(blocks, bases)
    return [(first, end, _run_on(block)) for (first, end), block in zip(spans, blocks, strict=False)]


def _beside_middles(blocks: Sequence[Sequence[Stretch]], bases: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    row = 0
    for block in blocks:
        middle = (block[0].base + block[-1].base) / 2
        off = {end: abs((bases[row][0] + bases[end - 1][1]) / 2 - middle) for end in range(row + 1, len(bases) + 1)}
        end = min(off, key=lambda end: off[end], default=row)
        if end == row or off[end] > _SAME_MIDDLE * block[0].size:
            return []
        spans.append((row, end))
        row = end
    return spans if row == len(bases) else []


def _beside_firsts(blocks: Sequence[Sequence[Stretch]], bases: Sequence[tuple[float, float]]) -> list[tuple[int, int]]:
    starts: list[int] = []
    for block in blocks:
        near = [at for at, (top, _) in enumerate(bases) if abs(top - block[0].base) <= _SAME_LEVEL * block[0].size]
        if not near or (starts and near[0] <= starts[-1]):
            return []
        starts.append(near[0])
    return [*zip(starts, [*starts[1:], len(bases)], strict=True)] if starts and starts[0] == 0 else []
