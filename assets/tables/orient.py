"""Which way a table is turned: indicators in rows, or in columns with years or places in the rows."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.language.fold import fold, squeeze
from assets.language.tablewords import CATEGORY_HEAD, INDICATOR_HEAD, TOTAL_PLACE, is_period_head
from assets.tables.columns import IsPlace
from assets.tables.model import Row
from assets.tables.rebuild import is_header_row
from assets.tables.shape import Shape, is_strong_name, shape_of
from expectations.registry import load_registry

# Bodies and areas without a code of their own: parks, towns, zones, and the part of a city under its own government.
_PLACE_TAIL = re.compile(r"(?:省|市|县|区|旗|州|盟|乡|镇|街道|园区?|新城|科学城|科技城|示范区|市本级|市直|县直|区直|本级|直属|兵团|师市?)$")
_NOT_A_PLACE = re.compile(
    r"\d|数|率|额|比|量|年|园区?数|示范区建设|^(?:地区|县区|县\(市|市县|区县|省市|园区|全市|全省|全县|全区)$|创新|产业|人才|企业"
)
PLACE_HEAD = re.compile(
    r"^(?:地区|区域|县\(?市?、?区?\)?|县市区|市县区?|区县|县区|市州|市\(州\)|辖区|单位|园区|乡镇\(?街道\)?|镇街|各地|地方|行政区域?|责任主体|板块)(?:名称)?$"
)


def is_place(word: str) -> bool:
    """Whether a (folded) word names an area, a park or a body's territory: 南湖区, 经开区, 市本级."""
    word = squeeze(fold(word))
    if not 2 <= len(word) <= 14 or TOTAL_PLACE.match(word):
        return False
    if any(hit.start == 0 and hit.end == len(word) for hit in load_registry().regions.find_in(word)):
        return True
    return bool(_PLACE_TAIL.search(word)) and not _NOT_A_PLACE.search(word) and len(word) <= 10


def count_header_rows(rows: Sequence[Row]) -> int:
    """How many rows on top are header: the first always, further ones while they hold header words and no figures."""
    n = 1
    while n < len(rows) - 1 and n < 4 and (is_header_row(rows[n]) or _goes_on_from(rows[n - 1], rows[n])):
        n += 1
    return n


def _goes_on_from(above: Row, row: Row) -> bool:
    """A row that repeats merged cells of the row above and holds no figure is header still."""
    merged = sum(bool(cell.text) and cell.start == upper.start for cell, upper in zip(row, above, strict=False))
    shapes = {shape_of(cell.text) for cell in row}
    return (
        merged >= 1
        and not shapes & {Shape.FIGURE, Shape.DASH, Shape.ATTRIBUTE}
        and len({cell.start for cell in row}) > 1
        and is_header_row(above)
    )


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
    places = sum(is_place(word) or bool(TOTAL_PLACE.match(word)) for word in first)
    return places * 2 > len(first) and (bool(PLACE_HEAD.match(corner)) or places == len(first)) and not _mostly(top, is_place)


def _names_on_top(rows: Sequence[Row], n_header: int) -> bool:
    return sum(is_strong_name(cell.word) for cell in rows[0][1:]) >= 2 and n_header == 1


def _mostly(words: Sequence[str], test: IsPlace) -> bool:
    return sum(test(word) for word in words) * 2 > len(words)


def turned(rows: Sequence[Row]) -> list[Row]:
    """The grid with rows and columns exchanged."""
    return [list(column) for column in zip(*rows, strict=True)]
