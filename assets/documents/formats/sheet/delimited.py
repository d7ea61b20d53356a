"""CSV and TSV: text that is nothing but a table, its cells parted by commas, semicolons, tabs or bars."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from assets.documents.formats.sheet.sheets import Sheet, render_sheets
from assets.documents.outline.numbering import heading_at
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.language.fold import word
from assets.language.quantity import has_digit
from assets.language.tablewords import NOTE_LINE

_Quoting = Literal[0, 3]
_DELIMITERS = ",;\t|"
_LEAST_ROWS, _LEAST_WIDTH = 3, 3
_EVEN_SHARE = 0.8  # of the rows from the first even one to the last; 1,200 without quotes makes a row uneven
_MOST_ABOVE, _MOST_BELOW = 4, 12  # titles and units above the table, notes below it
_SHORT, _SHORT_SHARE = 60, 0.9  # characters of a cell, and the share of cells no longer; sentences parted by commas are longer
_FIGURE_SHARE = 0.1  # of the cells; a plan's sentences have figures too, a list of names has none
_LOOKED_AT = 2_000  # rows by which a text is judged
_LONGEST_JUDGED = 2_000_000  # characters
_CHAPTER_RANK = 50  # 一、 and （一）; a note may begin with 1. or ①
_PRINTED_BAR = re.compile(r"[ \u3000]\||\|[ \u3000]|^\|.*\|$")
_HINT = "sep="  # Excel's own first line, which names the delimiter


class _Table(NamedTuple):
    """Rows of cells and the first and last even row among them (end exclusive)."""

    rows: list[list[str]]
    first: int
    last: int
    width: int


def is_csv(text: str) -> bool:
    """Whether a text is a table and nothing else: at least three rows of the same width, of three cells or more.

    A plan is none, though its sentences have commas or it holds a table with bars: most of its lines stand outside.
    """
    return _table(text[:_LONGEST_JUDGED], _LOOKED_AT) is not None


def render_csv(text: str) -> Rendition:
    """The rendition of a delimited table: titles above it as lines, its grid, the notes below. Raises :class:`UnreadableError`."""
    table = _table(text, None)
    if table is None:
        raise UnreadableError("The text is no table of cells parted by commas, semicolons or tabs.")
    sheet = Sheet("")
    for row, cells in enumerate(table.rows):
        whole = not table.first <= row < table.last and sum(1 for cell in cells if cell.strip()) > 1
        for column, cell in enumerate([_rejoined(cells)] if whole else cells):
            sheet.put(row, column, cell)
    return render_sheets([sheet])


def _rejoined(cells: Sequence[str]) -> str:
    """A line of running text that a comma cut: 注：1.*为2019年数据,2.〔〕内为累计数."""
    return "，".join(cell.strip() for cell in cells if cell.strip())


def _table(text: str, most: int | None) -> _Table | None:
    """The table that a text is, by the delimiter that gives the most even cells; None where it is none."""
    text = text.removeprefix("\ufeff")
    delimiters = _DELIMITERS
    if text[: len(_HINT)].lower() == _HINT:
        hint, _, text = text.partition("\n")
        delimiters = hint[len(_HINT) :].strip("\r") or _DELIMITERS
    quoting: _Quoting = csv.QUOTE_NONE if text.count('"') % 2 else csv.QUOTE_MINIMAL  # a lost quote must not swallow the rest
    tables = [found for sign in delimiters[: len(_DELIMITERS)] if (found := _parted(text, sign, quoting, most)) is not None]
    return max(tables, key=lambda table: (table.last - table.first) * table.width, default=None)


def _parted(text: str, delimiter: str, quoting: _Quoting, most: int | None) -> _Table | None:
    """The table that a delimiter parts a text into; None where the rows are not those of one."""
    if text.count(delimiter) < _LEAST_ROWS * (_LEAST_WIDTH - 1):
        return None
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if delimiter == "|" and sum(1 for line in lines if _PRINTED_BAR.search(line)) * 2 > len(lines):
        return None  # a table printed with bars (| a | b |), which the text's own reader knows
    try:
        # A cell in quotes may go on over lines.
        reader = csv.reader((line + "\n" for line in lines), delimiter=delimiter, quoting=quoting, skipinitialspace=True)
        rows = [[cell.strip() for cell in row] for row in islice(reader, most)]
    except (csv.Error, TypeError, ValueError):
        return None
    widths = Counter(len(row) for row in rows if len(row) >= _LEAST_WIDTH and sum(map(bool, row)) > 1)
    if not widths:
        return None
    width = max(widths, key=lambda one: (widths[one], one))
    even = [at for at, row in enumerate(rows) if len(row) == width and sum(map(bool, row)) > 1]
    table = _Table(rows, even[0], even[-1] + 1, width)
    return table if len(even) >= _LEAST_ROWS and _is_whole(table, len(even)) else None


def _is_whole(table: _Table, even: int) -> bool:
    """Whether rows are the whole text: only titles stand above and notes below, and the cells are cells, not parts of sentences."""
    inside = [row for row in table.rows[table.first : table.last] if any(row)]
    above = ["".join(row) for row in table.rows[: table.first] if any(row)]
    below = ["".join(row) for row in table.rows[table.last :] if any(row)]
    if len(above) > _MOST_ABOVE or len(below) > _MOST_BELOW or even < _EVEN_SHARE * len(inside):
        return False
    # A short plan around a table has headings and sentences: 规划期为2021—2025年。 / 一、发展目标.
    if any("。" in line or len(line) > _SHORT or heading_at(line) is not None for line in above):
        return False
    if any(_is_chapter(line) for line in below) or (below and not NOTE_LINE.match(word(below[0]))):
        return False
    cells = [cell for row in inside for cell in row if cell]
    short = sum(1 for cell in cells if len(cell) <= _SHORT and not cell.endswith(("。", "；")))
    figures = sum(1 for cell in cells if has_digit(cell))
    return short >= _SHORT_SHARE * len(cells) and figures >= _FIGURE_SHARE * len(cells)


def _is_chapter(line: str) -> bool:
    mark = heading_at(line)
    return mark is not None and mark.rank <= _CHAPTER_RANK
