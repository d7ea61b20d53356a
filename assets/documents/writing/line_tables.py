"""Tables of a page that are no <table>: definition lists, <pre>, paragraphs with bars or gaps, a paragraph for each cell.

The lines that no grid holds are read like a text file's, stretch by stretch; what pages print besides (menus, contents, footers)
is no table though it may look like one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from assets.documents.outline.contents import find_contents
from assets.documents.outline.front import INFO_ROW
from assets.documents.outline.furniture import is_furniture, is_meta_line
from assets.documents.rendition import Line, TableRange
from assets.documents.writing.plain_text import render_text
from assets.language.fold import fold, word
from assets.language.quantity import has_digit
from assets.language.tablewords import DATED_VALUE, PAGE_NUMBER, is_header_word, is_period_head

_CELLS = re.compile(r"[|\t;]| {2,}")


class Place(Enum):
    """Where on the page a line stands."""

    ARTICLE = auto()
    OUTSIDE = auto()  # about the article, but in no element that says so
    NAVIGATION = auto()  # nav, footer, aside and the like
    GRID = auto()  # in a table that the page's tags give, or its caption


class LineTables(NamedTuple):
    """Tables without cells, and lines of boxes of facts about the document; line indices."""

    tables: list[TableRange]
    facts: set[int]


def find_line_tables(lines: Sequence[str], places: Sequence[Place]) -> LineTables:
    """The tables among a page's lines (with their gaps) that stand in no grid."""
    found = LineTables([], set())
    for first, last in _stretches(lines, places):
        page = render_text("\n".join(lines[first:last]))
        found.facts.update(first + i for i, tag in page.tags.items() if tag == INFO_ROW)
        for table in page.tables:
            run = lines[first + table.first : first + table.last]
            if _holds_figures(run) and (places[first] is Place.ARTICLE or _names_periods(run)):
                found.tables.append(TableRange(first + table.first, first + table.last))
    return found


def _stretches(lines: Sequence[str], places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """Runs of lines in one place that may hold tables (end exclusive): no grid, navigation, contents or furniture among them."""
    closed = {i for i, place in enumerate(places) if place in (Place.GRID, Place.NAVIGATION) or _is_furniture(lines[i].strip())}
    closed |= find_contents([Line(0, 0, line.strip()) for line in lines], closed)
    first = 0
    for i in range(len(lines) + 1):
        if i < len(lines) and i not in closed and places[i] is places[first]:
            continue
        if first < i:
            yield first, i
        first = i + 1 if i in closed else i


def _is_furniture(line: str) -> bool:
    """Whether a line is the page's; a page's number (- 12 -) or a cell that is only a dash may stand inside a table."""
    if is_meta_line(line):
        return True
    return is_furniture(line) and any(c.isalpha() for c in line) and PAGE_NUMBER.match(word(line)) is None


def _cells(lines: Sequence[str]) -> Iterator[str]:
    return (word(cell) for line in lines for cell in _CELLS.split(fold(line)) if cell.strip())


def _holds_figures(lines: Sequence[str]) -> bool:
    """Whether a cell holds a figure besides periods: a menu (政务公开 | 互动交流), a list of years in an archive do not."""
    return any(has_digit(cell) and not is_header_word(cell) for cell in _cells(lines))


def _names_periods(lines: Sequence[str]) -> bool:
    """Whether a table outside the article is the plan's all the same: it has columns of periods or lines such as 2020年：0.28."""
    return any(is_period_head(cell) for cell in _cells(lines)) or any(DATED_VALUE.match(fold(line)) for line in lines)
