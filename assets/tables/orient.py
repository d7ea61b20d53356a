"""Which way a table is turned: indicators in rows, or in columns with years or places in the rows."""

from __future__ import annotations

from collections.abc import Sequence

from assets.language.tablewords import CATEGORY_HEAD, GROWTH_HEAD, INDICATOR_HEAD, PLACE_HEAD, is_header_word, is_period_head
from assets.tables.columns import IsPlace
from assets.tables.header import is_header_row
from assets.tables.place_labels import is_place, is_place_or_total
from assets.tables.plan_table import Row
from assets.tables.shape import Shape, is_strong_name, shape_of


def count_header_rows(rows: Sequence[Row]) -> int:
    """How many rows on top are header: the first always, further ones while they hold header words and no figures."""
    n = 1
    names = [c for c, cell in enumerate(rows[0]) if INDICATOR_HEAD.match(cell.word)] if rows else []
    down = _mostly([row[0].word for row in rows[2:] if row[0].text], is_place_or_total)  # places down the side: their head is one
    while (
        n < len(rows) - 1
        and n < 4
        and not _has_name(rows, n, names)
        and (is_header_row(rows[n]) or _goes_on_from(rows[n - 1], rows[n], is_header=down or is_header_row(rows[n - 1])))
    ):
        n += 1
    return n


def _has_name(rows: Sequence[Row], n: int, columns: Sequence[int]) -> bool:
    """Whether a row has a cell of its own below the head of the names (GDP年均增速 below 指标): then it is none of header."""
    own = [row for row in (rows[n][c] for c in columns) if row.text and not is_header_word(row.word)]
    grown = [cell for c in columns if (cell := rows[n][c]).text and cell.start != rows[0][c].start and GROWTH_HEAD.search(cell.word)]
    return bool(grown) or bool(own and all(cell.start not in {above.start for above in rows[n - 1]} for cell in own))


def _goes_on_from(above: Row, row: Row, *, is_header: bool) -> bool:
    """A row that repeats merged cells of the row above, which is header, and holds no figure is header still."""
    merged = sum(bool(cell.text) and cell.start == upper.start for cell, upper in zip(row, above, strict=False))
    shapes = {shape_of(cell.text) for cell in row}
    return is_header and merged >= 1 and not shapes & {Shape.FIGURE, Shape.DASH, Shape.ATTRIBUTE} and len({cell.start for cell in row}) > 1


def is_turned(rows: Sequence[Row], n_header: int) -> bool:
    """Whether years or places stand in the rows and the indicators in the columns."""
    head = [cell.word for cell in rows[n_header - 1][1:] if cell.text]
    top = [cell.word for cell in rows[0][1:] if cell.text]
    first = [row[0].word for row in rows[n_header:] if row[0].text]
    corner = rows[0][0].word
    if not first or not top or INDICATOR_HEAD.search(corner) or any(INDICATOR_HEAD.search(w) or CATEGORY_HEAD.search(w) for w in top):
        return _names_on_top(rows, n_header) and _mostly(first, is_period_head) if first and top else False
    if sum(is_period_head(word) for word in first) * 10 >= 6 * len(first) and not _mostly(head, is_period_head):
        return True
    if _mostly(top, is_period_head):
        return False
    places = sum(is_place_or_total(word) for word in first)
    return places * 2 > len(first) and (bool(PLACE_HEAD.match(corner)) or places == len(first)) and not _mostly(top, is_place)


def _names_on_top(rows: Sequence[Row], n_header: int) -> bool:
    return sum(is_strong_name(cell.word) for cell in rows[0][1:]) >= 2 and n_header == 1


def _mostly(words: Sequence[str], test: IsPlace) -> bool:
    return sum(test(word) for word in words) * 2 > len(words)


def turned(rows: Sequence[Row]) -> list[Row]:
    """The grid with rows and columns exchanged."""
    return [list(column) for column in zip(*rows, strict=True)]
