"""Plain text files to documents' blocks. The text is the file itself, decoded; lines and offsets are its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.documents.document import Block
from assets.documents.outline.beside_tables import is_caption
from assets.documents.outline.facts import read_facts
from assets.documents.outline.front import INFO_ROW, Front
from assets.documents.outline.numbering import heading_at
from assets.documents.outline.structure import build_blocks
from assets.documents.rendition import Line, Rendition, TableRange, split_lines
from assets.documents.writing.runs_of_cells import find_tables
from assets.language.fold import fold, squeeze
from assets.language.tablewords import INDICATOR_HEAD

_BAR = re.compile(r"[|｜│\t]")
_MARKDOWN_HEADING = re.compile(r"(?P<marks>#{1,6})[ \t]+(?P<words>\S.*?(?<![。;；]))(?:[ \t]+#+)?")
_MARKDOWN_BOLD = re.compile(r"(?P<marks>\*\*|__)(?P<words>\S(?:(?!\*\*|__).)*)(?P=marks)")


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
    _take_markdown(page)
    return page


def _take_markdown(page: Rendition) -> None:
    """Take Markdown's marks off the lines between tables and keep what they say as tags: ## 二、重点任务, **表1 主要指标**."""
    in_table = {i for table in page.tables for i in range(table.first, table.last)}
    headings = _has_markdown_headings(page.lines)
    for i, line in enumerate(page.lines):
        if i in in_table or line.text[:1] not in ("#", "*", "_"):
            continue
        heading = _MARKDOWN_HEADING.fullmatch(line.text) if headings else None
        bold = _MARKDOWN_BOLD.fullmatch(line.text[slice(*heading.span("words"))] if heading else line.text)
        start = (heading.start("words") if heading else 0) + (bold.start("words") if bold else 0)
        words = bold["words"] if bold else heading["words"] if heading else line.text
        page.lines[i] = Line(line.start + start, line.start + start + len(words), words)
        if heading or bold:
            page.tags[i] = f"h{len(heading['marks'])}" if heading else "strong"


def _has_markdown_headings(lines: Sequence[Line]) -> bool:
    """Whether # opens headings: at the first line, or in a row from ## on. # by itself marks notes too: # 为2019年数."""
    first = next((line.text for line in lines if line.text), "")
    return any(line.text.startswith("##") for line in lines) or _MARKDOWN_HEADING.fullmatch(first) is not None


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
