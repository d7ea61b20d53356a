"""Cards of one indicator each (指标名称：…, 单位：%, 2025年：98.4) to a grid: a column for each label, a row for each card."""

from __future__ import annotations

from assets.documents.writing.card_lines import cards_of
from assets.tables.plan_table import Cell, Row


def grid_of_cards(text: str, start: int, end: int) -> list[Row]:
    """The grid of the cards in ``text[start:end]``, the labels as first printed on top; empty where there are none."""
    printed = text[start:end]
    heads: dict[str, Cell] = {}
    rows: list[dict[str, Cell]] = []
    for card in cards_of(printed):
        rows.append({})
        for field in card:
            heads.setdefault(field.word, _cell(printed, field.label, start))
            rows[-1].setdefault(field.word, _cell(printed, field.value, start))
    grid: list[Row] = [list(heads.values())] if rows else []
    for row in rows:
        at = next(iter(row.values())).end
        grid.append([row.get(word) or Cell("", at, at) for word in heads])
    return grid


def _cell(printed: str, span: tuple[int, int], start: int) -> Cell:
    first, last = span
    return Cell(printed[first:last], start + first, start + last)
