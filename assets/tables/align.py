"""Cells to columns: which column each cell of a ragged row, or of a stream of cells without row marks, belongs to.

One dynamic programme serves both. A row's cells keep their order and go to ever later columns; columns may be skipped at a
cost; in a stream a new row may begin before any cell. The best total wins (嘉兴: one cell a line and no row marks; 辛集 表1: the
category stands only in the first row of its span, so widths vary and values would shift).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from assets.tables.plan_table import Cell, Role
from assets.tables.shape import Shape, fit, is_strong_name, shape_of, skip_cost

ROW_COST = 0.3  # of beginning a row: keeps a stream from falling into more rows than it needs
_NEVER = float("-inf")


@dataclass(frozen=True, slots=True)
class Alignment:
    """Rows of (column, cell), and how natural the whole is."""

    score: float
    rows: list[list[tuple[int, Cell]]]


def align_rows(rows: Sequence[Sequence[Cell]], roles: Sequence[Role]) -> Alignment | None:
    """Each given row's cells to columns; None where a row has more cells than there are columns."""
    names_are_marked = _names_are_marked([cell for row in rows for cell in row], len(rows))
    total, aligned = 0.0, []
    for row in rows:
        one = _align(row, roles, names_are_marked, new_rows=False)
        if one is None:
            return None
        total += one.score
        aligned.extend(one.rows)
    return Alignment(total, aligned)


def align_stream(cells: Sequence[Cell], roles: Sequence[Role]) -> Alignment | None:
    """A stream of cells without row marks to rows and columns."""
    return _align(cells, roles, _names_are_marked(cells, max(1, len(cells) // len(roles))), new_rows=True)


def _names_are_marked(cells: Sequence[Cell], n_rows: int) -> bool:
    """Whether the names in this table mostly carry numbering or a unit in brackets."""
    marked = sum(is_strong_name(cell.word) for cell in cells)
    return marked >= 3 and marked >= 0.6 * n_rows


def _align(cells: Sequence[Cell], roles: Sequence[Role], names_are_marked: bool, *, new_rows: bool) -> Alignment | None:
    n, k = len(cells), len(roles)
    if n == 0 or (not new_rows and n > k):
        return None
    skipped = [0.0, *accumulate(skip_cost(role) for role in roles)]  # skipped[b] - skipped[a]: cost of leaving out columns a … b-1
    best = [[_NEVER] * k for _ in range(n)]
    back: list[list[tuple[int, bool]]] = [[(-1, True)] * k for _ in range(n)]
    for i, cell in enumerate(cells):
        shape = shape_of(cell.text)
        ended = max((best[i - 1][j] - (skipped[k] - skipped[j + 1]), j) for j in range(k)) if i and new_rows else (_NEVER, -1)
        for j, role in enumerate(roles):
            options = [(best[i - 1][p] - (skipped[j] - skipped[p + 1]), p, False) for p in range(j)] if i else []
            options.append(((0.0 if i == 0 else ended[0]) - skipped[j] - ROW_COST, ended[1], True))
            score, previous, opens = max(options, key=lambda option: option[0])
            score += fit(shape, role, bare_name=names_are_marked and shape is Shape.WORDS)
            if new_rows and i and role is Role.INDICATOR:
                joined = best[i - 1][j] + _join_gain(cell, shape)
                score, previous, opens = max((score, previous, opens), (joined, j, False), key=lambda option: option[0])
            best[i][j] = score
            back[i][j] = (previous, opens)
    score, j = max((best[n - 1][j] - (skipped[k] - skipped[j + 1]), j) for j in range(k))
    return Alignment(score, _trace(cells, back, j)) if score > _NEVER else None


def _join_gain(cell: Cell, shape: Shape) -> float:
    """What it is worth that a cell goes on with the name before it: 每万人口高价值发明专利 / 拥有量, or 高新技术企业 / (家)."""
    if shape is Shape.UNIT and cell.word.startswith("("):
        return 2.0
    return -1.0 if shape in (Shape.NAME, Shape.WORDS) else _NEVER


def _trace(cells: Sequence[Cell], back: Sequence[Sequence[tuple[int, bool]]], j: int) -> list[list[tuple[int, Cell]]]:
    rows: list[list[tuple[int, Cell]]] = []
    row: list[tuple[int, Cell]] = []
    for i in range(len(cells) - 1, -1, -1):
        row.append((j, cells[i]))
        j, opens = back[i][j]
        if opens:
            rows.append(row[::-1])
            row = []
    return rows[::-1]
