"""What is put right in a stream of cells before it is cut: brackets that a narrow column broke, and the numbers of pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assets.tables.cells import joined, together
from assets.tables.plan_table import Cell, Row
from assets.tables.shape import Shape, shape_of

_MOST_LINES = 3  # that a bracket stands on
_LONGEST_REST = 12  # characters of a line that closes a bracket
_PAGES = 4  # rows at least for each page's number
_SURELY = 0.9
_OPENING, _CLOSING = "(（[〔", ")）]〕"
_THAN, _GROWTH = re.compile(r"(?:比|较)(?:上年度?|去年|\d{4}年)$"), re.compile(r"(?:增长|增减|增幅|增速|增加|提高|±)")
_WORDY = (Shape.NAME, Shape.WORDS, Shape.HEAD)


def pieced(cells: Row, text: str) -> Row:
    """The cells of a stream with broken brackets (面积（万平方 / 公里）) as one cell each, and without page numbers between rows."""
    return _without_pages(together(_closed(cells, text), text, _grew))


def _grew(before: Cell, cell: Cell) -> bool:
    """Whether two cells are one head (比上年 / 增长（%）): 比上年 alone heads nothing."""
    return bool(_THAN.match(before.word) and _GROWTH.match(cell.word))


def _closed(cells: Row, text: str) -> Row:
    out: Row = []
    left = 0  # further lines on which the bracket may close
    for cell in cells:
        opened = _depth(out[-1].text) if out and left else 0
        if opened > 0 and len(cell.text) <= _LONGEST_REST and opened + _depth(cell.text) >= 0 and _depth(cell.text) <= 0:
            out[-1] = joined(text, out[-1], cell)
            left -= 1
        else:
            out.append(cell)
            left = _MOST_LINES - 1
    return out


def _depth(printed: str) -> int:
    return sum((char in _OPENING) - (char in _CLOSING) for char in printed)


def _without_pages(cells: Row) -> Row:
    """Without bare numbers between an attribute, which closes every row, and the words (or number and words) that open the next."""
    shapes = [shape_of(cell.text) for cell in cells]
    behind = [i + 1 for i, shape in enumerate(shapes[:-1]) if shape is Shape.ATTRIBUTE]
    opening = [i for i in behind if _opens(shapes[i : i + 2])]
    found = [i for i in behind if i not in opening and _is_number(cells[i].text) and _opens(shapes[i + 1 : i + 3])]
    are_pages = len(opening) >= _PAGES * len(found) and len(opening) + len(found) >= _SURELY * len(behind)
    return [cell for i, cell in enumerate(cells) if i not in found] if are_pages and _rise([int(cells[i].text) for i in found]) else cells


def _opens(shapes: Sequence[Shape]) -> bool:
    """Whether a row begins with these: words, or a number and words."""
    return bool(shapes) and (shapes[0] in _WORDY or (shapes[0] is Shape.SEQUENCE and shapes[-1] in _WORDY))


def _is_number(printed: str) -> bool:
    return printed.isascii() and printed.isdecimal() and len(printed) <= 3


def _rise(numbers: Sequence[int]) -> bool:
    """Whether each number is that of a later page."""
    return all(after > before for before, after in pairwise(numbers))
