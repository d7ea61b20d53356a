"""Documents to tables: rebuild each grid, tell indicator tables from others, give every cell its role, find the value cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from assets.allowance import check_figures
from assets.documents.document import Block, BlockKind, Document
from assets.documents.plans import Plan
from assets.language.tablewords import ATTRIBUTE_CELL, FIGURES_HEAD, INDICATOR_HEAD, PROJECT_HEAD, TARGET_WORDS, TASK_HEAD, is_period_head
from assets.tables.captions import Surroundings, larger_areas, surroundings, with_tops
from assets.tables.cells import split_lines
from assets.tables.columns import column_roles
from assets.tables.dated import grid_of_dated_lines
from assets.tables.header import fitted, has_figures, is_head_alone, is_header_row, is_new_header
from assets.tables.layouts.halves import halves
from assets.tables.layouts.indicator_cards import grid_of_cards
from assets.tables.layouts.tops import without_tops
from assets.tables.matrix import is_matrix, read_matrix
from assets.tables.orient import count_header_rows, is_turned, turned
from assets.tables.place_labels import is_place
from assets.tables.plan_table import Cell, PlanTable, Refused, Role, Row, TableValue, YearsSaid
from assets.tables.rebuild import Grid, grid_of_lines, grid_of_spans
from assets.tables.shape import Shape, says_figure, shape_of
from assets.tables.trust.refuse import figures_beside_names, refused_of
from assets.tables.trust.score import grid_score
from assets.tables.values import Reading, printed_rows, read_grid

_BLANK_AT_POINT = re.compile(r"\d\s+[.．]\s*\d|\d[.．]\s+\d")
ENOUGH_FIGURES = 0.3  # of the filled cells in value columns; below this the columns hold words, and the table is none of indicators


def read_tables(plans: Sequence[Plan]) -> list[PlanTable]:
    """Every table of every plan, in the order printed."""
    return [table for plan in plans for table in tables_of(plan)]


def tables_of(plan: Plan) -> Iterator[PlanTable]:
    """The tables of one plan; a table that goes on under a repeated or missing header is read with the header before it."""
    document = plan.document
    header: list[Row] = []
    ordinal = figures = 0
    is_next = is_alone = False  # whether but furniture stands between this table and the one before, and whether that is but a header
    for at, block in enumerate(document.blocks):
        if block.kind is not BlockKind.TABLE:
            is_next = is_next and block.kind is BlockKind.FURNITURE
            continue
        grid = _grid(document, block)
        tops, rows = ([], grid.rows) if grid.is_rebuilt else without_tops(grid.rows)
        rows = rows if grid.is_rebuilt else _without_empty_columns(rows)
        around = with_tops(surroundings(document, at), [*grid.tops, *tops]) if rows else None
        for part in [rows] if grid.is_rebuilt else _parts(rows):
            if around is None or not part:
                continue
            around = replace(around, larger=larger_areas(document.metadata.level, document.metadata.region_name))
            ordinal += 1
            before = fitted(header, part) if is_next else [] if is_alone else header
            read, borrowed = _with_header(part, before, around)
            table = _read(f"{plan.plan_id}#t{ordinal}", plan.plan_id, replace(grid, rows=read), around, borrowed)
            is_next, is_alone = True, is_head_alone(read)
            n_header = len(read) if is_alone else grid.n_header or count_header_rows(read)
            header = list(read[:n_header]) if is_alone or table.kind == "indicators" else []
            figures += len(table.values)
            check_figures(figures, "tables")
            yield table


def _parts(rows: list[Row]) -> list[list[Row]]:
    """The tables in one grid: a header of other words below the rows of the first begins another, as does one said twice side by side."""
    n = count_header_rows(rows) if rows else 0
    first = {tuple(cell.word for cell in row) for row in rows[:n]}
    starts = [
        r for r in range(n + 1, len(rows) - 1)
        if is_new_header(rows[r]) and not is_new_header(rows[r - 1]) and tuple(cell.word for cell in rows[r]) not in first
    ]  # fmt: skip
    return [half for a, b in pairwise([0, *starts, len(rows)]) for half in halves(rows[a:b], n)]


def _grid(document: Document, block: Block) -> Grid:
    if block.cells is not None:
        return Grid(grid_of_spans(document.text, block.cells))
    cards = grid_of_cards(document.text, block.start, block.end)
    dated = cards or grid_of_dated_lines(document.text, block.start, block.end)
    return Grid(dated) if dated else grid_of_lines(split_lines(document.text, block.start, block.end), document.text)


def _without_empty_columns(rows: list[Row]) -> list[Row]:
    """The grid without columns that are empty throughout."""
    kept = [c for c in range(len(rows[0]) if rows else 0) if any(row[c].text for row in rows)]
    return [[row[c] for c in kept] for row in rows]


def _with_header(rows: list[Row], before: list[Row], around: Surroundings) -> tuple[list[Row], int]:
    """A table printed on without any header of its own takes that of the table before it; gives also how many rows were borrowed."""
    goes_on = around.continued or around.caption is None
    if before and goes_on and len(before[0]) == len(rows[0]) and not is_header_row(rows[0]) and has_figures(rows[0]):
        return [*before, *rows], len(before)
    return rows, 0


def _read(table_id: str, plan_id: str, grid: Grid, around: Surroundings, borrowed: int) -> PlanTable:
    rows = grid.rows
    n_header = grid.n_header or count_header_rows(rows)
    matrix = is_matrix(rows, n_header, is_rebuilt=grid.is_rebuilt)
    turn = not matrix and is_turned(rows, n_header)
    n_labels = n_header if turn else 0
    laid, top = (turned(rows), _leading_columns(rows)) if turn else (rows, n_header)
    reading = (
        None
        if is_head_alone(rows)
        else _settled(read_matrix(rows, n_header, around), rows[:n_header])
        if matrix
        else _reading(laid, top, n_labels, around, grid.roles)
    )
    if reading is None or _is_of_projects(rows[:n_header], reading):
        roles = [[Role.HEADER if r < n_header else Role.OTHER] * len(row) for r, row in enumerate(rows)]
        top = 0 if has_figures(rows[0]) and not is_header_row(rows[0]) else n_header
        found = () if reading is not None else _lifted(figures_beside_names(rows, top), borrowed)
        return PlanTable(table_id, plan_id, around.caption, around.note, "other", rows[borrowed:], roles[borrowed:], refused=found)
    spans = printed_rows(rows)
    reading = replace(reading, values=[_begun(_placed(value, turn, spans), around.begins) for value in reading.values])
    unsure = sum(bool(value.cell.text) and (value.row, value.column) in grid.unsure for value in reading.values)
    score = grid_score([] if turn else rows, reading, unsure, is_rebuilt=grid.is_rebuilt, lead=grid.lead)
    refused = () if turn else refused_of(rows, n_header, reading, score, grid.unsure, is_rebuilt=grid.is_rebuilt)
    roles = [list(column) for column in zip(*reading.roles, strict=True)] if turn else reading.roles
    return PlanTable(
        table_id, plan_id, around.caption, around.note, "indicators", rows[borrowed:], roles[borrowed:], reading.columns,
        [replace(value, row=value.row - borrowed) for value in reading.values],
        _years(reading), around.mark_years, _is_spaced(rows), around.brackets, score,
        _lifted(refused, borrowed),
    )  # fmt: skip


def _lifted(refused: Sequence[Refused], borrowed: int) -> tuple[Refused, ...]:
    """The parts with their rows counted without those of a borrowed header."""
    return tuple(replace(one, cells=tuple((r - borrowed, c) for r, c in one.cells)) for one in refused)


def _is_spaced(rows: Sequence[Row]) -> bool:
    """Whether the table prints blanks inside numbers, as the blanks around a decimal point give away."""
    return any(_BLANK_AT_POINT.search(cell.text) for row in rows for cell in row)


def _leading_columns(rows: Sequence[Row]) -> int:
    """Of a turned table, how many columns on the left hold labels (years, places) and so become header when it is turned back."""
    body = rows[1:]
    n = 1
    while n < len(rows[0]) - 1 and not any(_is_figure(row[n]) for row in body) and any(row[n].text for row in body):
        n += 1
    return n


def _is_figure(cell: Cell) -> bool:
    return shape_of(cell.text) in (Shape.FIGURE, Shape.DASH, Shape.SEQUENCE)


def _reading(rows: list[Row], n_header: int, n_labels: int, around: Surroundings, known: Sequence[Role] | None) -> Reading | None:
    """The table read with its indicators in rows; None where it has no indicators or no figures.

    ``n_labels``: of a table that was turned, the columns that were its header; what they hold tells more than the corner's word.
    """
    header, body = rows[:n_header], rows[n_header:]
    if not body:
        return None
    if known is not None and Role.INDICATOR in known and len(known) == len(rows[0]):
        return _settled(read_grid(rows, n_header, known, around), rows[:n_header])
    roles = column_roles([[Cell("", c.start, c.start) if i < n_labels else c for i, c in enumerate(row)] for row in header], body, is_place)
    return _settled(read_grid(rows, n_header, roles, around), rows[:n_header])


def _settled(reading: Reading, header: Sequence[Row]) -> Reading | None:
    """The reading, or None where what was read is no table of indicators: it has no names, or neither figures nor attributes.

    Names and targets in words (指标 | 目标值) are a table of indicators too.
    """
    filled = [value.cell for value in reading.values if value.cell.text]
    figures = sum(_is_figure(cell) or says_figure(cell.text) for cell in filled)
    if not filled or not any(value.name for value in reading.values):
        return None
    rated = sum(bool(value.attribute) and bool(ATTRIBUTE_CELL.match(value.attribute or "")) for value in reading.values)
    words = [cell.word for row in header for cell in row]
    said = any(INDICATOR_HEAD.match(word) for word in words) and any(TARGET_WORDS.search(word) and is_period_head(word) for word in words)
    return reading if said or figures >= ENOUGH_FIGURES * len(filled) or 2 * rated >= len(filled) else None


def _is_of_projects(header: Sequence[Row], reading: Reading) -> bool:
    """Whether the header is one of projects or of tasks: 项目名称 | 建设内容 | 总投资; 重点任务 | 责任单位.

    Tasks with a column of figures that is called one of targets (主要任务 | 节点 | 指标数 | 责任单位) are indicators.
    """
    words = [cell.word for row in header for cell in row if cell.text]
    if any(PROJECT_HEAD.search(word) for word in words):
        return True
    told = [value for value in reading.values if _is_told(value)]
    filled = [value for value in told if value.cell.text]
    counted = len(filled) >= 3 and 10 * sum(_is_figure(value.cell) for value in filled) >= 6 * len(filled)
    return any(TASK_HEAD.match(word) for word in words) and not counted


def _is_told(value: TableValue) -> bool:
    """Whether a value's head says when, where or for what it is: 2025年, 五年目标任务, 指标数."""
    said = value.heading
    return bool(said.year or value.place or said.status == "target" or FIGURES_HEAD.search(said.header))


def _placed(value: TableValue, turn: bool, spans: Sequence[tuple[int, int]]) -> TableValue:
    """The value with its row, column and quote as printed; the quote reaches up to a value that is merged down into the row."""
    row, column = (value.column, value.row) if turn else (value.row, value.column)
    quote = min(value.cell.start, spans[row][0]), max(value.cell.end, spans[row][1])
    return replace(value, row=row, column=column, quote=quote)


def _begun(value: TableValue, begins: int | None) -> TableValue:
    """The value with the status that its year has where the text above says when the work begins (2023年起分批实施)."""
    said = value.heading
    if begins is None or said.year is None or said.status is not None:
        return value
    return replace(value, heading=replace(said, status="target" if said.year >= begins else "actual"))


def _years(reading: Reading) -> YearsSaid:
    """The years that the table's columns (or rows) of levels name."""
    levels = {(h.status, h.year) for value in reading.values if (h := value.heading).role is Role.VALUE and h.year is not None}

    def said(status: str | None) -> tuple[int, ...]:
        return tuple(sorted(year for which, year in levels if which == status and year is not None))

    undated = any(value.heading.status == "actual" and value.heading.year is None for value in reading.values)
    return YearsSaid(said("actual"), said("target"), said(None), undated)
