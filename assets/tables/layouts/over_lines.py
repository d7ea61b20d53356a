"""Rows printed over several lines, a cell on each, with the bars kept: what pages give when a table is copied out of them as text.

```
|                      a bar behind each cell, a lone one before each row,        序号 |          the width told by the title's row,
指标 |                 one bar or more behind the last cell of a row              ||||          or by nothing at all
2025年 | |                                                                       1 |
```

or a bar before each cell but the first of its row, and a lone one behind the last (``1`` / ``| R&D投入强度`` / ``| 2.2%`` / ``|``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import mode

from assets.language.fold import fold
from assets.language.tablewords import is_header_word
from assets.tables.plan_table import Cell, Row

_LEAST_ROWS, _LEAST_WIDTH = 3, 3
_BAR = re.compile(r"\|")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line with a cell or none, and the bars before and behind it."""

    cell: Cell
    before: int
    behind: int

    @property
    def is_bar(self) -> bool:
        return not self.cell.text


def rows_over_lines(text: str, spans: Sequence[tuple[int, int]]) -> list[Row] | None:
    """The rows of lines ``text[start:end]`` that each hold a cell at most; None where bars do not part them so."""
    held: list[_Line] = []
    for line in _lines(text, spans):
        if line is None:
            return None
        held.append(line)
    if len(held) < _LEAST_ROWS * _LEAST_WIDTH:
        return None
    filled = [line for line in held if line.cell.text]
    barred_behind = sum(line.behind > 0 for line in filled)
    barred_before = sum(line.before > 0 for line in filled)
    if 10 * barred_behind >= 9 * len(filled):
        rows = _closed(held)
    elif 10 * barred_before >= 6 * len(filled):
        rows = _opened(held)
    else:
        return None
    return rows if _is_even(rows) else None


def _lines(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[_Line | None]:
    """The lines with something on them; None for one that holds several cells."""
    for start, end in spans:
        folded = fold(text[start:end])
        words = [part for part in _BAR.split(folded) if part.strip()]
        if len(words) > 1:
            yield None
        elif words:
            at = folded.find(words[0])
            lead = len(words[0]) - len(words[0].lstrip())
            begin = start + at + lead
            printed = text[begin : begin + len(words[0].strip())]
            yield _Line(Cell(printed, begin, begin + len(printed)), folded[:at].count("|"), folded[at + len(words[0]) :].count("|"))
        elif bars := folded.count("|"):
            yield _Line(Cell("", start, start), bars, 0)


def _closed(lines: Sequence[_Line]) -> list[Row]:
    """Rows of cells with a bar behind each: more than one bar ends a row; a lone bar opens one, or is an empty cell within it."""
    rows: list[Row] = [[]]
    width = 0
    for line in lines:
        if line.is_bar and line.before == 1:
            if rows[-1]:
                rows[-1].append(line.cell)
        elif line.is_bar:
            width = max(width, len(rows[-1]) + line.before) if len(rows[-1]) == 1 else width
            rows.append([])
        else:
            rows[-1].append(line.cell)
            if line.behind > 1:
                rows.append([])
    whole = [row for row in rows if row]
    return [*whole[:-1], *_in_widths(whole[-1], width)] if whole and len(whole) <= 2 and width else whole


def _in_widths(cells: Row, width: int) -> list[Row]:
    """A stream of cells cut at a width that the title's row told, where it comes out even below a header."""
    if len(cells) % width or not sum(is_header_word(cell.word) for cell in cells[:width]) * 2 > width:
        return [cells]
    return [cells[at : at + width] for at in range(0, len(cells), width)]


def _opened(lines: Sequence[_Line]) -> list[Row]:
    """Rows of cells with a bar before each but the first: a cell without one begins a row, a lone bar before such a cell ends it."""
    rows: list[Row] = [[]]
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if line.cell.text and not line.before:
            rows.append([line.cell])
        elif line.cell.text or (following is not None and (following.before or following.is_bar)):
            rows[-1].append(line.cell)
    return [row for row in rows if row]


def _is_even(rows: Sequence[Row]) -> bool:
    """Whether the rows are those of one table: most as wide as the widest, or short of what is merged down over them."""
    widths = [len(row) for row in rows if len(row) > 1]
    if len(widths) < _LEAST_ROWS or mode(widths) < _LEAST_WIDTH:
        return False
    usual = mode(widths)
    return 10 * sum(usual - 1 <= width <= usual + 2 for width in widths) >= 9 * len(widths)
