"""Lines to blocks: the one pass that both formats share, so that a plan has the same blocks as text and as a page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assets.documents.document import Block, BlockKind
from assets.documents.outline import numbering
from assets.documents.outline.beside_tables import mark_beside_tables
from assets.documents.outline.contents import find_contents
from assets.documents.outline.front import Front, read_front
from assets.documents.outline.furniture import find_furniture
from assets.documents.outline.titles import leading_id
from assets.documents.rendition import Line, Rendition
from assets.language.cues import bare_heading
from assets.language.fold import fold

_LONGEST_TAGGED = 50  # characters of a line that a tag alone makes a heading
_LOST_BREAK = re.compile(r"\u3000{2,}| {4,}")
_PROSE_ENDS = ("。", "！", "!", "；", ";", "：", ":")
_PROSE_LENGTH = 25  # characters; a cell of a table printed line by line is shorter
_SENTENCE_ENDS = ("。", "；", ";", "：", ":", "，", ",", "、")


def build_blocks(page: Rendition) -> tuple[tuple[Block, ...], Front]:
    """The blocks of a page in order, none overlapping another, and what its head and foot say."""
    lines = page.lines
    table_at = {table.first: table for table in page.tables}
    in_table = {i for table in page.tables for i in range(table.first, table.last)}
    aside = find_furniture(lines, in_table, page.outside) | find_contents(lines, in_table)
    front = read_front(lines, aside, in_table, page.outside, page.tags)
    kinds = dict.fromkeys((i for i in aside if lines[i].text), BlockKind.FURNITURE) | front.kinds
    mark_beside_tables(page, kinds)

    outline = numbering.Outline()
    blocks: list[Block] = []
    for i, line in enumerate(lines):
        if table := table_at.get(i):
            blocks.append(Block(BlockKind.TABLE, line.start, lines[table.last - 1].end, cells=table.cells))
        if i in in_table or not line.text:
            continue
        kind = kinds.get(i)
        if kind is None:
            for piece, mark in _pieces(page, i, outline):
                _add_content(blocks, piece, mark, outline)
        elif kind is BlockKind.CAPTION:
            blocks.append(_caption(page, i, outline))
        else:
            _add_front(blocks, line.start, line.end, kind, leading_id(line.text) if i < front.body else 0)
    return tuple(blocks), front


def _add_front(blocks: list[Block], start: int, end: int, kind: BlockKind, id_length: int) -> None:
    """A block of head or furniture; an article's number before its title (31388 关于印发…) is furniture."""
    if id_length and kind is not BlockKind.FURNITURE:
        blocks.append(Block(BlockKind.FURNITURE, start, start + id_length))
        start += id_length
    blocks.append(Block(kind, start, end))


def _pieces(page: Rendition, i: int, outline: numbering.Outline) -> Iterator[tuple[Line, numbering.Mark | None]]:
    """A line with its heading mark; one that has lost its breaks behind a heading in pieces: 第一章　发展环境　　“十一五”时期….

    The first line of a paragraph is set in by two wide blanks, so inside a line they are where one began.
    """
    line = page.lines[i]
    at = 0
    while (gap := _LOST_BREAK.search(line.text, at)) and (mark := numbering.heading_at(line.text[at : gap.start()])):
        yield Line(line.start + at, line.start + gap.start(), line.text[at : gap.start()]), mark
        at = gap.end()
    text = line.text[at:]
    rest = Line(line.start + at, line.end, text)
    yield rest, numbering.heading_at(text) or (None if at else _tagged(text, page.tags.get(i)) or _bare(page, i, outline))


def _add_content(blocks: list[Block], line: Line, mark: numbering.Mark | None, outline: numbering.Outline) -> None:
    """A heading, a heading with the paragraph that runs on behind it, or a paragraph."""
    if mark is None:
        blocks.append(Block(BlockKind.PARAGRAPH, line.start, line.end))
        return
    if mark.is_box:
        blocks.append(Block(BlockKind.BOX, line.start, line.end, level=outline.depth + 1, number=mark.number))
        return
    level = outline.place(mark.rank, top=mark.top)
    if mark.top and mark.number is None:
        outline.close()
    end = line.start + mark.end
    blocks.append(Block(BlockKind.HEADING, line.start, end, level=level, number=mark.number))
    rest = line.text[mark.end :]
    if rest.strip():
        blocks.append(Block(BlockKind.PARAGRAPH, end + len(rest) - len(rest.lstrip()), line.end))


def _tagged(text: str, tag: str | None) -> numbering.Mark | None:
    """A heading without a number that an HTML page sets as one (h2, a paragraph all in bold)."""
    if tag not in numbering.TAG_RANKS or len(text) > _LONGEST_TAGGED or numbering.number_end(text):
        return None
    if text.endswith(_SENTENCE_ENDS) and tag == "strong":
        return None
    return numbering.Mark(numbering.TAG_RANKS[tag], None, len(text))


def _bare(page: Rendition, i: int, outline: numbering.Outline) -> numbering.Mark | None:
    """A heading that nothing but its words and its place tell: 2026年重点工作 on a line of its own, running text or a heading below it."""
    text = page.lines[i].text
    kind = bare_heading(fold(text))
    if kind is None:
        return None
    below = next((line.text for line in page.lines[i + 1 :] if line.text), "")
    if not (below.endswith(_PROSE_ENDS) or len(below) >= _PROSE_LENGTH or numbering.heading_at(below)):
        return None
    return numbering.Mark(outline.bare_rank(is_timed=kind == "timed"), None, len(text))


def _caption(page: Rendition, i: int, outline: numbering.Outline) -> Block:
    """A caption; one that is a box's heading too (专栏2 主要指标) keeps its number and level, and so its section."""
    line = page.lines[i]
    mark = numbering.heading_at(line.text)
    if mark is not None and mark.is_box:
        return Block(BlockKind.CAPTION, line.start, line.end, level=outline.depth + 1, number=mark.number)
    return Block(BlockKind.CAPTION, line.start, line.end)
