"""Plain text files to documents' blocks. The text is the file itself, decoded; lines and offsets are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.documents.beside import is_caption
from assets.documents.facts import read_facts
from assets.documents.front import INFO_ROW, Front
from assets.documents.lines import Line, Rendition, TableRange, split_lines
from assets.documents.model import Block
from assets.documents.numbering import heading_at
from assets.documents.structure import build_blocks
from assets.documents.table_lines import find_tables
from assets.language.fold import fold, squeeze
from assets.language.tablewords import INDICATOR_HEAD

_BAR = re.compile(r"[|｜│\t]")


def read_text(text: str) -> tuple[tuple[Block, ...], Front]:
    """Blocks of a plain text, and what its head and foot say."""
    return build_blocks(render_text(text))


def render_text(text: str) -> Rendition:
    """A plain text as lines with the tables among them."""
    page = Rendition(text, split_lines(text))
    # As printed: a tab at a line's end or beginning is an empty cell.
    for first, last in find_tables(text.split("\n" if "\n" in text else "\r")):
        if read_facts([_cells(line) for line in page.lines[first:last]]):
            page.tags.update(dict.fromkeys(range(first, last), INFO_ROW))
        else:
            page.tables.append(TableRange(_below_caption(page.lines, first, last), last))
    return page


def _cells(line: Line) -> list[str]:
    return [cell.strip() for cell in _BAR.split(line.text)]


def _below_caption(lines: Sequence[Line], first: int, last: int) -> int:
    """The table's first line: headings and captions right above it, which carry no bars, are none of its cells.

    Header words printed without bars come several at a time, and then the name of the indicators' column is among them;
    科技创新主要目标 above 指标 | 2020年 | 2025年 names the table.
    """
    row = next((i for i in range(first, last) if _BAR.search(lines[i].text)), first)
    above = [i for i in range(first, row) if lines[i].text]
    cells = [squeeze(fold(cell)) for cell in _BAR.split(lines[row].text)]
    if any(INDICATOR_HEAD.match(cell) for cell in cells) or (len(above) == 1 and len(cells) > 2 and is_caption(lines[above[0]].text)):
        return row
    headings = [i for i in above if heading_at(lines[i].text) is not None]
    return next((i for i in above if i > headings[-1]), row) if headings else first
