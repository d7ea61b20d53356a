"""What is not read of an indicator table, each part with its reason.

A grid that is a guess, rows whose name is none or whose values may stand in other columns, columns of figures without a meaning.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assets.language.tablewords import INDICATOR_HEAD, OTHER_HEAD, PROGRESS_HEAD, REFERENCE_HEAD
from assets.tables.columns import counts_up, header_paths
from assets.tables.header import role_of_header
from assets.tables.plan_table import Cell, Refused, Role, Row, TableValue
from assets.tables.shape import Shape, is_known_name, is_strong_name, shape_of
from assets.tables.trust.score import BAR, is_name
from assets.tables.values import Reading

GUESS, NO_NAME, UNSURE, NO_MEANING = "grid_is_a_guess", "name_is_no_indicator", "values_out_of_place", "column_without_meaning"
_NOT_ITS_OWN = (OTHER_HEAD, REFERENCE_HEAD, PROGRESS_HEAD)
_NUMBERS = (Shape.FIGURE, Shape.SEQUENCE)
_NAME_AND_FIGURE, _LEAST_PAIRS = re.compile(r"[一-鿿]{3,}\s+(?:[一-鿿%]{1,4}\s+)?\d+(?:\.\d+)?(?=\s|$)"), 2
_LEAST_FIGURES = 3  # of a column that is called one of numbers


def refused_of(
    rows: Sequence[Row], n_header: int, reading: Reading, score: float, unsure: frozenset[tuple[int, int]], *, is_rebuilt: bool
) -> tuple[Refused, ...]:
    """The parts of a table that nothing is published from, each with its reason; one for the whole table where the grid is a guess."""
    if score < BAR:
        cells = [cell for row in rows for cell in row if cell.text]
        filled = tuple((value.row, value.column) for value in reading.values if value.cell.text)  # an empty one may stand behind them all
        return (Refused(GUESS, min(c.start for c in cells), max(c.end for c in cells), filled),)
    named = [c for c, column in enumerate(reading.columns) if column.role is Role.INDICATOR]
    misnamed = {r for r, row in enumerate(rows) if any(shape_of(row[c].text) in _NUMBERS for c in named)}
    return (*_rows(reading.values, unsure, misnamed, is_rebuilt), *_columns(rows, n_header, reading), *_merged(rows))


def figures_beside_names(rows: Sequence[Row], n_header: int) -> tuple[Refused, ...]:
    """In a table that is none of indicators: columns of figures beside a column that mostly holds indicators' names."""
    body = rows[n_header:]
    columns = range(len(rows[0])) if body else range(0)
    heads = [any(INDICATOR_HEAD.match(row[c].word) for row in rows[:n_header]) for c in columns]
    named = next((c for c in columns if _are_indicators([row[c] for row in body if row[c].text], is_headed=heads[c])), None)
    if named is None and any(_are_all(body, c, (Shape.UNIT,)) or _grows(rows[:n_header], body, c) for c in columns):
        named = next((c for c in columns if _are_all(body, c, (Shape.NAME, Shape.WORDS))), None)  # what has a unit or grows is measured
    found: list[Refused] = []
    for c in columns if named is not None else ():
        cells = {r: row[c] for r, row in enumerate(body, n_header) if row[c].text and row[c] is not row[c - 1]}
        if c != named and _are_figures(list(cells.values()), len(body)) and not counts_up(list(cells.values())):
            spans = [(cell.start, cell.end) for cell in cells.values()]
            found.append(Refused(NO_MEANING, min(spans)[0], max(spans)[1], tuple((r, c) for r in cells)))
    return tuple(found)


def _are_all(body: Sequence[Row], column: int, shapes: Sequence[Shape]) -> bool:
    filled = [row[column] for row in body if row[column].text]
    return len(filled) >= _LEAST_FIGURES - 1 and all(shape_of(cell.text) in shapes for cell in filled)


def _are_figures(cells: Sequence[Cell], n_rows: int) -> bool:
    """Whether a column with these cells in so many rows is one of figures; a dash says that there is none."""
    shapes = [shape_of(cell.text) for cell in cells]
    numbers = sum(shape in _NUMBERS for shape in shapes)
    told = numbers + shapes.count(Shape.DASH)
    return numbers > 0 and told >= min(_LEAST_FIGURES, n_rows) and 10 * told >= 6 * len(cells)


def _grows(header: Sequence[Row], body: Sequence[Row], column: int) -> bool:
    """Whether a column prints the growth of what stands beside it: 比上年增长(%) behind 产量."""
    heads = any(role_of_header(row[column].word) is Role.GROWTH for row in header)
    return heads and _are_all(body, column, (*_NUMBERS, Shape.DASH))


def _are_indicators(cells: Sequence[Cell], *, is_headed: bool) -> bool:
    """Whether the cells read like indicators by a unit in brackets, by the catalogue, or as names below 指标."""
    known = sum(
        shape_of(cell.text) is Shape.NAME and (is_headed or is_strong_name(cell.word) or is_known_name(cell.word)) for cell in cells
    )
    few = len(cells) == _LEAST_FIGURES - 1 and all(is_known_name(cell.word) for cell in cells)  # two names that the catalogue has
    return few or (known >= _LEAST_FIGURES and 2 * known >= len(cells))


def _rows(values: Sequence[TableValue], unsure: frozenset[tuple[int, int]], misnamed: set[int], is_rebuilt: bool) -> Iterator[Refused]:
    by_row: dict[int, list[TableValue]] = {}
    for value in values:
        if value.cell.text:
            by_row.setdefault(value.row, []).append(value)
    for r, found in by_row.items():
        doubted = [value for value in found if (r, value.column) in unsure]
        if doubted:
            yield _refused(UNSURE, doubted, is_whole=len(doubted) == len(found))
        lost = is_rebuilt or r in misnamed  # a page's own row that prints no name is told as one that lost it
        nameless = [v for v in found if v not in doubted and not is_name(v.name) and (lost or v.name is not None)]
        if nameless:
            yield _refused(NO_NAME, nameless)


def _refused(reason: str, values: Sequence[TableValue], *, is_whole: bool = True) -> Refused:
    """The cells of a row that are refused: with the row as printed, or (not ``is_whole``) from the first to the last of them."""
    spans = [span for value in values for span in ((value.cell.start, value.cell.end), *((value.quote,) if is_whole else ()))]
    names = [(value.name.start, value.name.end) for value in values if value.name is not None]
    starts, ends = zip(*spans, *(names if reason == NO_NAME else ()), strict=True)
    return Refused(reason, min(starts), max(ends), tuple((value.row, value.column) for value in values))


def _merged(rows: Sequence[Row]) -> Iterator[Refused]:
    """Rows of one cell that holds a small table of its own as text: 其中: 国家级孵化器数 4 省级孵化器数 11."""
    for r, row in enumerate(rows):
        is_one = len(row) > 1 and len({cell.start for cell in row}) == 1
        if is_one and "。" not in row[0].text and len(_NAME_AND_FIGURE.findall(row[0].text)) >= _LEAST_PAIRS:
            yield Refused(UNSURE, row[0].start, row[0].end, ((r, 0),))


def _columns(rows: Sequence[Row], n_header: int, reading: Reading) -> Iterator[Refused]:
    """Columns of figures beside the names that nothing was made of; another area's figures (全国平均) are left out with good reason."""
    paths = header_paths(rows[:n_header])
    named = {value.row for value in reading.values if value.name is not None}
    for c, column in enumerate(reading.columns):
        words = "".join(paths[c]) if c < len(paths) else ""
        if column.role is not Role.OTHER or any(head.search(words) for head in _NOT_ITS_OWN):
            continue
        cells = {r: rows[r][c] for r in named if rows[r][c].text}
        if _are_figures(list(cells.values()), len(named)):
            start, end = min(cell.start for cell in cells.values()), max(cell.end for cell in cells.values())
            yield Refused(NO_MEANING, start, end, tuple((r, c) for r in sorted(cells)))
