"""A table in disguise: an indicator's name on a line, and lines such as “2020年 99” or “2025年目标:130以上” under it."""

from __future__ import annotations

from assets.language.fold import fold
from assets.language.tablewords import DATED_VALUE
from assets.tables.plan_table import Cell, Row


def grid_of_dated_lines(text: str, start: int, end: int) -> list[Row]:
    """The grid of such lines: a header with the years as first printed, a row for each name; empty where the lines are not of this kind."""
    rows: list[tuple[Cell, dict[str, Cell]]] = []
    heads: dict[str, Cell] = {}
    at = start
    for line in text[start:end].split("\n"):
        match = DATED_VALUE.match(fold(line))
        if match and rows:
            head = _cell(text, at, match.span("head"))
            heads.setdefault(head.word, head)
            rows[-1][1][head.word] = _cell(text, at, match.span("value"))
        elif match:
            return []
        elif line.strip():
            lead = len(line) - len(line.lstrip())
            rows.append((_cell(text, at, (lead, len(line.rstrip()))), {}))
        at += len(line) + 1
    if len(rows) < 2 or not all(values for _, values in rows):
        return []
    corner = Cell("", start, start)
    grid: list[Row] = [[corner, *heads.values()]]
    for name, values in rows:
        grid.append([name, *(values.get(word, Cell("", name.end, name.end)) for word in heads)])
    return grid


def _cell(text: str, at: int, span: tuple[int, int]) -> Cell:
    a, b = at + span[0], at + span[1]
    return Cell(text[a:b], a, b)
