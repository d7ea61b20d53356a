"""HTML pages to documents' blocks. The text is a rendition: one block a line in reading order, a table's row a line.

Everything a reader of the page sees is in the text (navigation too); scripts, comments and hidden elements are not. The page is
walked with a stack of its own, so that pages nested thousands deep are read like any other.
"""

from __future__ import annotations

from collections.abc import Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from assets.documents import html_tables
from assets.documents.front import INFO_ROW, Front
from assets.documents.html_article import find_article
from assets.documents.html_nodes import BLOCK_TAGS, DROPPED_TAGS, clean, is_bold, is_hidden
from assets.documents.lines import Line, Rendition, TableRange
from assets.documents.model import Block, RawCell
from assets.documents.structure import build_blocks

_META_NAMES = frozenset(
    {"articletitle", "pubdate", "contentsource", "columnname", "og:title", "article:published_time", "publishdate", "sitename"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BOLD = frozenset({"strong", "b"})
_OUTSIDE = frozenset({"nav", "footer", "aside", "select", "button"})
_GOES_ON = ("，", ",", "、")
_ENTER, _LEAVE, _LEAVE_BOLD = range(3)


def read_html(page: str) -> tuple[str, tuple[Block, ...], Front, dict[str, str]]:
    """Text, blocks, head and foot, and meta tags (lower-case names) of an HTML page, given as decoded text."""
    rendition = render_html(page)
    blocks, front = build_blocks(rendition)
    return rendition.text, blocks, front, rendition.stated


def render_html(page: str) -> Rendition:
    """A page as lines, with the grids of its data tables and what its tags say of the lines."""
    tree = LexborHTMLParser(page)
    writer = _Writer()
    body = tree.body
    if body is not None:
        tables = html_tables.data_tables(body)
        article = find_article(body, {table for table, grid in tables.items() if not html_tables.facts(grid)})
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


class _Writer:
    """Collects pieces of lines into the text, and keeps each line's offsets, tag and place."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._bold = True
        self._texts: list[str] = []
        self._at = 0
        self.rendition = Rendition("", [])
        self.tag: str | None = None
        self.outside = True

    def add(self, text: str, *, bold: bool) -> None:
        """A piece of running text; white space is collapsed when the line ends."""
        self._pieces.append(text)
        self._bold = self._bold and (bold or not text.strip())

    def end_line(self) -> None:
        """Close the line, if it holds anything."""
        if not self._pieces:
            return
        text = clean("".join(self._pieces))
        self._pieces.clear()
        bold, self._bold = self._bold, True
        if text:
            self.line(text, self.tag or ("strong" if bold else None))

    def soft_break(self) -> None:
        """A ``<br>``: it ends the line, but for one in the middle of a sentence (到2025年,<br>全市…)."""
        if clean("".join(self._pieces)).endswith(_GOES_ON):
            self._pieces.append(" ")
        else:
            self.end_line()

    def line(self, text: str, tag: str | None = None) -> None:
        """A whole line."""
        index = len(self._texts)
        self._texts.append(text)
        self.rendition.lines.append(Line(self._at, self._at + len(text), text))
        self._at += len(text) + 1
        if tag is not None:
            self.rendition.tags[index] = tag
        if self.outside:
            self.rendition.outside.add(index)

    def table(self, grid: html_tables.Grid) -> None:
        """A data table: its caption, then a line for each row; a box of facts about the document gives them as stated."""
        self.end_line()
        if facts := html_tables.facts(grid):
            self.rendition.stated.update(facts)
            for row in grid.rows:
                self.line(html_tables.SEPARATOR.join(row.texts), INFO_ROW)
            return
        if grid.caption:
            self.line(grid.caption, "caption")
        first, start = len(self._texts), self._at
        for row in grid.rows:
            self.line(html_tables.SEPARATOR.join(row.texts))
        self.rendition.outside.difference_update(range(first, len(self._texts)))
        cells = tuple(RawCell(c.row, c.column, c.row_span, c.column_span, start + c.start, start + c.end, c.is_header) for c in grid.cells)
        self.rendition.tables.append(TableRange(first, len(self._texts), cells))

    def finish(self) -> Rendition:
        """The rendition of all lines written."""
        self.end_line()
        self.rendition.text = "\n".join(self._texts)
        return self.rendition


class _Walk:
    """The way through a page's visible nodes, and what it is inside of."""

    def __init__(self, writer: _Writer, tables: Mapping[int, html_tables.Grid], article: int, loose: int | None) -> None:
        self._writer = writer
        self._tables = tables
        self._article = article
        self._loose = loose  # the element whose own text keeps its line ends
        self._outside, self._bold = 0, 0
        self._inside = False
        self._headings: list[str] = []

    def over(self, body: LexborNode) -> None:
        """Write every visible node in reading order."""
        stack: list[tuple[LexborNode, int]] = [(body, _ENTER)]
        while stack:
            node, step = stack.pop()
            if node.is_text_node:
                self._text(node)
                continue
            tag = node.tag or ""
            if step != _ENTER:
                self._pass(node, tag, -1, bold=step == _LEAVE_BOLD)
            elif (grid := self._tables.get(node.mem_id)) is not None:
                self._writer.table(grid)
            elif tag == "br":
                self._writer.soft_break()
            elif tag not in DROPPED_TAGS and not is_hidden(attributes := node.attributes):
                bold = tag in _BOLD or is_bold(attributes)
                self._pass(node, tag, 1, bold=bold)
                stack.append((node, _LEAVE_BOLD if bold else _LEAVE))
                stack.extend([(child, _ENTER) for child in node.iter(include_text=True)][::-1])

    def _pass(self, node: LexborNode, tag: str, step: int, *, bold: bool) -> None:
        """Enter (step 1) or leave (step -1) an element."""
        writer = self._writer
        if tag in BLOCK_TAGS:
            writer.end_line()
        if bold:
            self._bold += step
        if tag in _HEADINGS:
            self._headings.append(tag) if step == 1 else self._headings.pop()
            writer.tag = self._headings[-1] if self._headings else None
        if tag in _OUTSIDE:
            self._outside += step
        if node.mem_id == self._article:
            writer.end_line()
            self._inside = step == 1
        writer.outside = self._outside > 0 or not self._inside

    def _text(self, node: LexborNode) -> None:
        text = node.text_content or ""
        parent = node.parent
        if parent is not None and (parent.mem_id == self._loose or parent.tag == "pre"):
            first, *rest = text.split("\n")
            self._writer.add(first, bold=self._bold > 0)
            for line in rest:
                self._writer.end_line()
                self._writer.add(line, bold=self._bold > 0)
        else:
            self._writer.add(text, bold=self._bold > 0)
