"""Headers of tables whose columns only blanks hold apart: a head belongs to the column below which it is printed.

            起步期      成长期
指标  2025年                       责任部门      ---->   指标 | 2025年 | 起步期（2026年） | 成长期（2028年） | 责任部门
            （2026年）  （2028年）
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from assets.tables.plan_table import Cell, Row

_NEAR = 6  # places that a head may stand beside its column


def header_by_place(header: Sequence[Row], body: Sequence[Row], text: str) -> list[Row] | None:
    """Header rows over the columns of the body, by where the words stand on their lines.

    None where bars part the cells, or where the places do not give each column a head of its own.
    """
    width = Counter(map(len, body)).most_common(1)[0][0] if body else 0
    whole = [row for row in body if len(row) == width]
    first, last = (header[0][0].start, body[-1][-1].end) if whole and header else (0, 0)
    if width < 3 or "|" in text[first:last] or "\t" in text[first:last] or all(len(row) == width for row in header):
        return None
    columns = [(min(a for a, _ in spans), max(b for _, b in spans)) for spans in zip(*(_spans(row, text) for row in whole), strict=True)]
    heads: list[list[Cell]] = [[] for _ in columns]
    for row in header:
        places = [_column(span, columns) for span in _spans(row, text)]
        if None in places or len(set(places)) < len(places):
            return None
        for cell, place in zip(row, places, strict=True):
            heads[place or 0].append(cell)
    if not all(heads):
        return None
    depth = max(map(len, heads))
    return [[head[min(level, len(head) - 1)] for head in heads] for level in range(depth)]


def _column(span: tuple[int, int], columns: Sequence[tuple[int, int]]) -> int | None:
    """The column that a head stands over: the one that it shares most places with, else the nearest."""
    shared = [min(span[1], end) - max(span[0], start) for start, end in columns]
    best = max(range(len(columns)), key=shared.__getitem__)
    return best if shared[best] > -_NEAR else None


def _spans(row: Row, text: str) -> list[tuple[int, int]]:
    """Where the cells of a line begin and end, counted in places of the print; a Chinese character takes two."""
    begin = text.rfind("\n", 0, row[0].start) + 1
    return [(_places(text[begin : cell.start]), _places(text[begin : cell.end])) for cell in row]


def _places(line: str) -> int:
    return sum(2 if east_asian_width(char) in "FW" else 1 for char in line)
