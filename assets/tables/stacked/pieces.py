"""What is put right in a stream of cells before it is cut: brackets that a narrow column broke, and the numbers of pages."""

from __future__ import annotations

from collections.abc import Sequence

from assets.tables.cells import joined
from assets.tables.plan_table import Row
from assets.tables.shape import Shape, shape_of

_MOST_LINES = 3  # that a bracket stands on
_LONGEST_REST = 12  # characters of a line that closes a bracket
_PAGES = 4  # an attribute closes at least so many rows for each page's number
_OPENING, _CLOSING = "(（[〔", ")）]〕"
_WORDY = (Shape.NAME, Shape.WORDS, Shape.HEAD)


def pieced(cells: Row, text: str) -> Row:
    """The cells of a stream with broken brackets (面积（万平方 / 公里）) as one cell each, and without page numbers between rows."""
    return _without_pages(_closed(cells, text))


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
    """Without bare numbers between an attribute, which closes a row, and the words (or number and words) that open the next."""
    shapes = [shape_of(cell.text) for cell in cells]
    found = [i for i in range(1, len(cells) - 1) if _is_page(shapes[i - 1 : i + 3], cells[i].text)]
    closed = sum(shape is Shape.ATTRIBUTE for shape in shapes)
    are_pages = len(found) * _PAGES <= closed and _rise([int(cells[i].text) for i in found])
    return [cell for i, cell in enumerate(cells) if i not in found] if are_pages else cells


def _is_page(around: Sequence[Shape], printed: str) -> bool:
    before, after = around[0], around[2:]
    opens = after[0] in _WORDY or (after[0] is Shape.SEQUENCE and after[-1] in _WORDY)
    return before is Shape.ATTRIBUTE and opens and printed.isascii() and printed.isdecimal() and len(printed) <= 3


def _rise(numbers: Sequence[int]) -> bool:
    """Whether each number is that of a later page."""
    return all(after > before for before, after in zip(numbers, numbers[1:], strict=False))
