"""Printed pages to a rendition: what PDF and OCR have in common once they know each page's glyphs and ruling lines."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from statistics import median

from assets.documents.pages.blocks import PageParts, blocks_of
from assets.documents.pages.flow import Paragraph, Table, flow, heading_tags
from assets.documents.pages.joined_tables import grid_of
from assets.documents.pages.running_heads import take_off_furniture
from assets.documents.rendition import Rendition
from assets.documents.writing.grid import facts
from assets.documents.writing.line_tables import Place
from assets.documents.writing.writer import Writer


def render_pages(pages: Sequence[PageParts], stated: Mapping[str, str]) -> Rendition:
    """The pages' text: a line for each paragraph and each row of a table. Running heads, footers and page numbers are taken off.

    ``pages`` of the rendition holds for each page the first line that begins on it, or on a later one: it may be the number of lines.
    """
    take_off_furniture(pages)
    found = flow([blocks_of(page) for page in pages], median(page.width for page in pages))
    tags = heading_tags(found)
    set_bold = _stand_out([item for item in found if isinstance(item, Paragraph)])
    writer = Writer()
    writer.place = Place.ARTICLE
    page_of: list[int] = []  # of each line
    for at, item in enumerate(found):
        if isinstance(item, Table):
            page_of.extend(_write_table(writer, item))
            continue
        writer.tag = tags.get(at)
        writer.add(item.text, bold=item.bold and set_bold)
        writer.end_line()
        page_of.append(item.page)
    rendition = writer.finish()
    rendition.stated = {**stated, **rendition.stated}
    rendition.pages = [bisect_left(page_of, page) for page in range(len(pages))]
    return rendition


def _stand_out(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether bold type stands out: not where the body itself is set in a heavy font."""
    letters = sum(len(paragraph.text) for paragraph in paragraphs)
    return 2 * sum(len(paragraph.text) for paragraph in paragraphs if paragraph.bold) <= letters


def _write_table(writer: Writer, table: Table) -> list[int]:
    """Write a table; gives the page of each of its lines."""
    grid = grid_of(table.part)
    writer.table(grid)
    n_lines = len(grid.rows) + (0 if facts(grid) else len(grid.notes))
    starts = table.part.page_rows
    return [table.page + sum(1 for start in starts if start <= row) for row in range(n_lines)]
