"""Cells to columns: which column each cell of a ragged row, or of a stream of cells without row marks, belongs to.

One dynamic programme serves both. A row's cells keep their order and go to ever later columns; columns may be skipped at a
cost; in a stream a new row may begin before any cell, and a cell may go on with the one before it. The best total wins (嘉兴: one
cell a line and no row marks; 辛集 表1: the category stands only in the first row of its span, so widths vary and values would shift).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from assets.language.tablewords import REMARK_CELL
from assets.tables.plan_table import Cell, Role
from assets.tables.shape import Shape, fit, is_strong_name, skip_cost
from assets.tables.stacked.seen import Seen, seen_by_itself

ROW_COST = 0.3  # of beginning a row: keeps a stream from falling into more rows than it needs
COUNTED_FIT = 3.0  # what it is worth that a cell counts the rows, in the column of numbers; and costs, elsewhere
_CARRIED = (Role.INDICATOR, Role.NUMBER)  # what a row of a further year does not print again; a year is not printed for each of its places
_CARRIED_COST = 0.3
_MERGED_SHARE = 0.7
GAP_COST = 3.0  # of supposing that a column is often empty, …
_GAP = 0.45  # … and of each row that leaves it out
_REMARKED = 4.0  # what speaks against a remark being a value
_LONGEST_SECTION = 6  # characters of a name that may as well be one of a section
_UNCOUNTED = 1.5  # of a row without a number, where numbers count the rows
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
        one = _align([seen_by_itself(cell) for cell in row], roles, names_are_marked, new_rows=False)
        if one is None:
            return None
        total += one.score
        aligned.extend(one.rows)
    return Alignment(total, aligned)


def align_stream(cells: Sequence[Seen], roles: Sequence[Role], gaps: frozenset[int] = frozenset()) -> Alignment | None:
    """A stream of cells without row marks to rows and columns; ``gaps`` are columns that rows often leave out."""
    are_marked = _names_are_marked([seen.cell for seen in cells], max(1, len(cells) // len(roles)))
    found = _align(cells, roles, are_marked, new_rows=True, gaps=gaps)
    return replace(found, score=found.score - GAP_COST * len(gaps)) if found and gaps else found


def _names_are_marked(cells: Sequence[Cell], n_rows: int) -> bool:
    """Whether the names in this table mostly carry numbering or a unit in brackets."""
    marked = sum(is_strong_name(cell.word) for cell in cells)
    return marked >= 3 and marked >= 0.6 * n_rows


def _skipped(roles: Sequence[Role], gaps: frozenset[int], *, is_counted: bool) -> list[float]:
    """skipped[b] - skipped[a] is what it costs to leave out the columns a … b-1."""
    carried = _CARRIED if Role.YEAR in roles and Role.INDICATOR in roles else (Role.YEAR,) if _has_places_of_years(roles) else ()
    costs = {Role.NUMBER: _UNCOUNTED} if is_counted else {}
    costs |= dict.fromkeys(carried, _CARRIED_COST)
    return [0.0, *accumulate(_GAP if j in gaps else costs.get(role, skip_cost(role)) for j, role in enumerate(roles))]


def _has_places_of_years(roles: Sequence[Role]) -> bool:
    return Role.YEAR in roles and Role.PLACE in roles[roles.index(Role.YEAR) :]


def _left_out(roles: Sequence[Role], skipped: Sequence[float]) -> list[float]:
    """What it costs that a row ends in each column. Totals of a year are merged down over its places: the last ones go missing."""
    share = _MERGED_SHARE if _has_places_of_years(roles) else 1.0
    return [share * (skipped[-1] - skipped[j + 1]) for j in range(len(roles))]


def _align(
    cells: Sequence[Seen], roles: Sequence[Role], names_are_marked: bool, *, new_rows: bool, gaps: frozenset[int] = frozenset()
) -> Alignment | None:
    n, k = len(cells), len(roles)
    if n == 0 or (not new_rows and n > k):
        return None
    skipped = _skipped(roles, gaps, is_counted=any(seen.counts for seen in cells))
    left_out = _left_out(roles, skipped)
    best = [[_NEVER] * k for _ in range(n)]
    back: list[list[tuple[int, bool]]] = [[(-1, True)] * k for _ in range(n)]
    for i, seen in enumerate(cells):
        before = best[i - 1] if i else [_NEVER] * k
        ended = max((before[j] - left_out[j], j) for j in range(k)) if new_rows else (_NEVER, -1)
        opening = (0.0 if i == 0 else ended[0] + seen.opens) - ROW_COST
        left, left_at = _NEVER, -1  # the best end of the row so far, in a column further left
        for j, role in enumerate(roles):
            if j and before[j - 1] + skipped[j] > left:
                left, left_at = before[j - 1] + skipped[j], j - 1
            score, previous, opens = left - skipped[j], left_at, False
            if opening - skipped[j] > score:
                score, previous, opens = opening - skipped[j], ended[1], True
            score += _fit(seen, role, names_are_marked) - seen.apart
            if new_rows and i and (joined := before[j] + seen.gain(role, names_are_marked=names_are_marked)) > score:
                score, previous, opens = joined, j, False
            best[i][j] = score
            back[i][j] = (previous, opens)
    score, j = max((best[n - 1][j] - left_out[j], j) for j in range(k))
    return Alignment(score, _trace([seen.cell for seen in cells], back, j)) if score > _NEVER else None


def _fit(seen: Seen, role: Role, names_are_marked: bool) -> float:
    score = fit(seen.shape, role, bare_name=names_are_marked and seen.shape is Shape.WORDS)
    if seen.shape is Shape.PROSE and role in (Role.VALUE, Role.GROWTH) and REMARK_CELL.match(seen.cell.word):
        score -= _REMARKED  # 五年累计 says how a figure is counted
    if names_are_marked and seen.is_before_name:
        score += _as_section(seen, role)
    if seen.counts is not None:
        counting = role is Role.NUMBER
        score += COUNTED_FIT if seen.counts and counting else -COUNTED_FIT if seen.counts or counting else 0.0
    return score


def _as_section(seen: Seen, role: Role) -> float:
    """What speaks for words before 进出口总额（亿元） being what it belongs to (开放水平, 经济规模), not a value of the row before."""
    if seen.shape is Shape.WORDS and role in (Role.VALUE, Role.GROWTH):
        return -1.5
    return 1.5 if seen.shape is Shape.NAME and role is Role.CATEGORY and len(seen.cell.word) <= _LONGEST_SECTION else 0.0


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
