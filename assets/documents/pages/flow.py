"""Blocks of all pages to one flow: lines to paragraphs over line, column and page ends, parts of tables to tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from assets.documents.outline.numbering import heading_at
from assets.documents.pages.blocks import Block, TextLine
from assets.documents.pages.joined_tables import join_parts
from assets.documents.pages.lines import first_word, joined
from assets.documents.pages.table_part import TablePart
from assets.language.fold import word
from assets.language.tablewords import CONTINUED, NOTE_LINE

_FULL = 2.2  # of the letters' size; a line that leaves less room is full: a character and the sign behind it may not fit
_INDENT = 1.2  # of the letters' size; a line set in further begins a paragraph
_HANGING = 0.6  # of the letters' size, by which lines of a paragraph that is set in may differ
_SAME_SIZE = 0.08  # by which sizes of one paragraph's lines may differ
_LARGE = 1.12  # of the body's size: a heading
_LONGEST_HEADING = 60  # characters
_WIDER = 1.35  # of the lines' usual distance; a wider one parts paragraphs
_CENTRED = 2.0  # of the letters' size, by which the margins of a centred line may differ
_DEEP_RANK = 60  # of numbers (1., (1), ①) that a sentence may hold as well
_ENDS = ("。", "；", ";", "：", ":", "！", "？", "!", "?")
_LEADER = re.compile(r"(?:[.．]{3,}|…+|·{3,}|  )\s*[-—(（]?\s*\d{1,3}\s*[)）\-—]?$")
_ITEM = re.compile(r"(?:——|[●■◆➢✓★▲◇□○])")
_FOLIO = re.compile(r"[-—–]*\d{1,3}[-—–]*")  # a page's number
_SAME_END = 1.5  # of the letters' size, by which lines set to one edge may differ
_LEAST_ENDING = 2  # lines that must end at an edge to show it
_USUAL = 10.5  # points, of text where no line tells
_LEAST_LINES = 8  # of a page that shows how wide its text is set


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as one line of text, with the letters' usual size, and the page (0-based) that it begins on."""

    text: str
    size: float
    bold: bool
    page: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table and the page (0-based) that it begins on."""

    part: TablePart
    page: int


def flow(pages: Sequence[Sequence[Block]], width: float) -> list[Paragraph | Table]:
    """The document's paragraphs and tables in reading order. ``width``: of its pages, in points."""
    pages = _with_edges(_with_whole_tables(pages), width)
    pitch = _pitch(pages)
    body = median([block.size for blocks in pages for block in blocks if isinstance(block, TextLine)] or [_USUAL])
    found: list[Paragraph | Table] = []
    open_lines: list[TextLine] = []
    page_of_open = 0
    for at, blocks in enumerate(pages):
        for block in blocks:
            if isinstance(block, TextLine) and open_lines and _goes_on(open_lines, block, pitch):
                open_lines.append(block)
                continue
            found.extend(_closed(open_lines, page_of_open))
            open_lines = []
            if isinstance(block, TextLine):
                open_lines, page_of_open = [block], at
            elif block.is_single:
                found.extend(Paragraph(cell.text, body, bold=False, page=at) for cell in block.cells if cell.text)
            else:
                found.append(Table(block, at))
    found.extend(_closed(open_lines, page_of_open))
    return found


def _closed(lines: Sequence[TextLine], page: int) -> Iterator[Paragraph]:
    if lines:
        text = ""
        for line in lines:
            text = joined(text, line.text)
        yield Paragraph(text, median(line.size for line in lines), all(line.bold for line in lines), page)


def _with_whole_tables(pages: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The pages with tables that run over their ends made one, on the page where they begin."""
    whole: list[list[Block]] = []
    for blocks in pages:
        rest = list(blocks)
        last = next((page for page in reversed(whole) if page), None)
        first = next((at for at, block in enumerate(rest) if not (isinstance(block, TextLine) and CONTINUED.match(word(block.text)))), None)
        if last is not None and first is not None:
            at = len(last) - 1 - (len(last) > 1 and isinstance(last[-1], TextLine) and _FOLIO.fullmatch(word(last[-1].text)) is not None)
            above, below = last[at], rest[first]
            if isinstance(above, TablePart) and isinstance(below, TablePart) and (table := join_parts(above, below)) is not None:
                last[at] = table
                rest = rest[first + 1 :]
        whole.append(rest)
    return whole


def _with_edges(pages: Sequence[Sequence[Block]], width: float) -> list[list[Block]]:
    """Lines set over the whole page with the edges that such lines have in the document: a page of few short lines does not show them."""
    wide = [[block for block in blocks if isinstance(block, TextLine) and block.wide] for blocks in pages]
    shown = [lines for lines in wide if len(lines) >= _LEAST_LINES] or [lines for lines in wide if lines]
    if not shown:
        return [list(blocks) for blocks in pages]
    left = median(min(line.x0 for line in lines) for lines in shown)
    right = median(max(line.x1 for line in lines) for lines in shown)
    ending = [line for lines in shown for line in lines if line.x1 >= right - _SAME_END * line.size]
    if len(ending) < _LEAST_ENDING:
        right = max(right, width - left)  # nothing but short lines: the margins are taken for alike
    return [[_set_wide(block, left, right) for block in blocks] for blocks in pages]


def _set_wide(block: Block, left: float, right: float) -> Block:
    if isinstance(block, TextLine) and block.wide:
        return replace(block, left=min(left, block.left), right=max(right, block.right))
    return block


def _pitch(pages: Sequence[Sequence[Block]]) -> float:
    """The usual distance of baselines, in letter sizes."""
    steps = [
        (below.base - above.base) / above.size
        for blocks in pages
        for above, below in pairwise(blocks)
        if isinstance(above, TextLine) and isinstance(below, TextLine) and 0 < below.base - above.base <= 3 * above.size
    ]
    return median(steps) if steps else 2.0


def _goes_on(lines: Sequence[TextLine], line: TextLine, pitch: float) -> bool:
    """Whether a line goes on with a paragraph's lines."""
    last = lines[-1]
    if abs(last.size - line.size) > _SAME_SIZE * max(last.size, line.size) or _begins(last, line):
        return False
    below = line.base > last.base
    if below and line.base - last.base > _WIDER * pitch * line.size:
        return False
    if _is_centred(last) and _is_centred(line):
        return below and last.bold is line.bold and last.size == max(last.size, line.size) and last.wide and line.wide
    if last.x1 < last.right - max(_FULL, first_word(line.text)) * last.size:
        return False  # 发改能源 is followed by 〔2026〕884号, which is not parted
    set_in = line.x0 - line.left
    if set_in <= _INDENT * line.size:
        return True
    hangs = len(lines) > 1 and abs(line.x0 - last.x0) <= _HANGING * line.size
    return below and (hangs or (len(lines) == 1 and last.x0 - line.x0 > _INDENT * line.size))


def _begins(last: TextLine, line: TextLine) -> bool:
    """Whether a line's words begin something new, wherever it stands: a heading, an item, a note; or the last one's end something."""
    if "  " in last.text or "  " in line.text or _LEADER.search(last.text) or _ITEM.match(line.text) or NOTE_LINE.match(word(line.text)):
        return True
    mark = heading_at(line.text)
    return mark is not None and (mark.rank < _DEEP_RANK or last.text.endswith(_ENDS))


def _is_centred(line: TextLine) -> bool:
    before, behind = line.x0 - line.left, line.right - line.x1
    return before > line.size and abs(before - behind) <= _CENTRED * line.size


def body_size(found: Sequence[Paragraph | Table]) -> float:
    """The size that most letters of the paragraphs have."""
    letters: dict[float, int] = {}
    for item in found:
        if isinstance(item, Paragraph):
            letters[round(2 * item.size) / 2] = letters.get(round(2 * item.size) / 2, 0) + len(item.text)
    return max(letters, key=lambda size: letters[size], default=0.0)


def heading_tags(found: Sequence[Paragraph | Table]) -> dict[int, str]:
    """Tags (h1 … h6) of the paragraphs set larger than the body, by their place; the larger, the higher."""
    least = _LARGE * body_size(found)
    large: dict[int, int] = {}
    for at, item in enumerate(found):
        if isinstance(item, Paragraph) and item.size >= least and len(item.text) <= _LONGEST_HEADING:
            large[at] = round(item.size)
    order = {size: level for level, size in enumerate(sorted(set(large.values()), reverse=True), start=1)}
    return {at: f"h{min(order[size], 6)}" for at, size in large.items()}
