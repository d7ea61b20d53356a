"""Plain text files to documents' blocks. The text is the file itself, decoded; lines and offsets are its own."""

from __future__ import annotations

from assets.documents.front import Front
from assets.documents.lines import Rendition, TableRange, split_lines
from assets.documents.model import Block
from assets.documents.structure import build_blocks
from assets.documents.table_lines import find_tables


def read_text(text: str) -> tuple[tuple[Block, ...], Front]:
    """Blocks of a plain text, and what its head and foot say."""
    return build_blocks(render_text(text))


def render_text(text: str) -> Rendition:
    """A plain text as lines with the tables among them."""
    lines = split_lines(text)
    tables = [TableRange(first, last) for first, last in find_tables([line.text for line in lines])]
    return Rendition(text, lines, tables)
