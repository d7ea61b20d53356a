"""HTML pages to documents' blocks. The text is a rendition: one block a line in reading order, a table's row a line.

Everything a reader of the page sees is in the text (navigation too); scripts, comments and hidden elements are not. The page is
walked with a stack of its own, so that pages nested thousands deep are read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assets.documents.document import Block
from assets.documents.formats.html import html_tables
from assets.documents.formats.html.article import find_article
from assets.documents.formats.html.nodes import DROPPED_TAGS, is_block, is_bold, is_hidden, is_preformatted
from assets.documents.formats.html.page_styles import settle
from assets.documents.outline.front import Front
from assets.documents.outline.structure import build_blocks
from assets.documents.rendition import Rendition
from assets.documents.writing.grid import Grid, facts
from assets.documents.writing.line_tables import Place
from assets.documents.writing.running_text import HEADINGS
from assets.documents.writing.writer import Writer

_META_NAMES = frozenset(
    {"articletitle", "pubdate", "contentsource", "columnname", "og:title", "article:published_time", "publishdate", "sitename"}
)
_BOLD = frozenset({"strong", "b"})
_OUTSIDE = frozenset({"nav", "footer", "aside", "select", "button"})


def read_html(page: str) -> tuple[str, tuple[Block, ...], Front, dict[str, str]]:
    """Text, blocks, head and foot, and meta tags (lower-case names) of an HTML page, given as decoded text."""
    rendition = render_html(page)
    blocks, front = build_blocks(rendition)
    return rendition.text, blocks, front, rendition.stated


def render_html(page: str) -> Rendition:
    """A page as lines, with the grids of its data tables and what its tags say of the lines."""
    tree = LexborHTMLParser(page)
    writer = Writer()
    body = tree.body
    settle(tree, writer.aside)
    if body is not None:
        tables = html_tables.data_tables(body)
        article = find_article(body, {table for table, grid in tables.items() if not facts(grid)})
        is_page = page.lstrip(" \t\r\n\ufeff").startswith("<")
        _Walk(writer, tables, article.mem_id, None if is_page else body.mem_id).over(body)
    rendition = writer.finish()
    rendition.stated = {**_meta(tree), **rendition.stated}
    return rendition


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    """The meta tags that name the document, and the page's title."""
    stated: dict[str, str] = {}
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").lower()
        content = node.attributes.get("content")
        if name in _META_NAMES and content:
            stated.setdefault(name, content)
    title = tree.css_first("head title")
    if title is not None:
        stated["title"] = title.text()
    return stated


class _Look(NamedTuple):
    """What an element does to the text inside it."""

    is_block: bool
    bold: bool
    raw: bool


class _Walk:
    """The way through a page's visible nodes, and what it is inside of."""

    def __init__(self, writer: Writer, tables: Mapping[int, Grid], article: int, loose: int | None) -> None:
        self._writer = writer
        self._tables = tables
        self._article = article
        self._loose = loose  # the element whose own text keeps its line ends
        self._outside, self._bold, self._raw = 0, 0, 0
        self._inside = False
        self._headings: list[str] = []

    def over(self, body: LexborNode) -> None:
        """Write every visible node in reading order."""
        stack: list[tuple[LexborNode, _Look | None]] = [(body, None)]  # with its look, a node is left
        while stack:
            node, look = stack.pop()
            if node.is_text_node:
                self._text(node)
                continue
            tag = node.tag or ""
            if look is not None:
                self._pass(node, tag, -1, look)
            elif (grid := self._tables.get(node.mem_id)) is not None:
                self._writer.table(grid)
            elif tag == "br":
                self._writer.soft_break()
            elif tag == "img":
                self._writer.picture()
            elif tag not in DROPPED_TAGS and not is_hidden(attributes := node.attributes):
                look = _Look(is_block(tag, attributes), tag in _BOLD or is_bold(attributes), is_preformatted(tag, attributes))
                self._pass(node, tag, 1, look)
                stack.append((node, look))
                stack.extend([(child, None) for child in node.iter(include_text=True)][::-1])

    def _pass(self, node: LexborNode, tag: str, step: int, look: _Look) -> None:
        """Enter (step 1) or leave (step -1) an element."""
        writer = self._writer
        if look.is_block:
            writer.end_line()
        self._bold += step if look.bold else 0
        self._raw += step if look.raw else 0
        if tag in HEADINGS:
            self._headings.append(tag) if step == 1 else self._headings.pop()
            writer.tag = self._headings[-1] if self._headings else None
        if tag in _OUTSIDE:
            self._outside += step
        if node.mem_id == self._article:
            writer.end_line()
            self._inside = step == 1
        writer.place = Place.NAVIGATION if self._outside > 0 else Place.ARTICLE if self._inside else Place.OUTSIDE

    def _text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        parent = node.parent
        raw = self._raw > 0 or (parent is not None and parent.mem_id == self._loose)
        first, *rest = text.split("\n") if raw else [text]
        self._writer.add(first, bold=self._bold > 0, raw=raw)
        for line in rest:
            self._writer.end_line()
            self._writer.add(line, bold=self._bold > 0, raw=raw)
