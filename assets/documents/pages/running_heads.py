"""What pages print above and below their text again and again: running heads, footers, page numbers. It is taken off."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from assets.documents.pages.blocks import PageParts, Row
from assets.documents.pages.lines import whole
from assets.language.fold import word
from assets.language.tablewords import CONTINUED, is_header_word

_MARGIN = 0.14  # of the page's height, at its head and foot, where furniture stands
_MOST_LINES = 3  # of furniture, at either end
_LEAST_SHARE = 0.2  # of the pages (and two of them) that print a line at the same height
_SAME_HEIGHT = 8.0  # points
_NUMBER = re.compile(r"[-—–－·•~〜]*(?:第?(?:\d{1,4}|[ivxlⅰ-ⅻ]{1,6})页?)(?:[/,，]?(?:共|of)?\d{1,4}页?)?[-—–－·•~〜]*", re.I)
_SET_OFF = re.compile(r"[-—–－·•]+\d{1,4}[-—–－·•]+|第\d{1,4}页(?:[/,，]?共\d{1,4}页)?")  # - 3 -: a page's number even where it stands once


def take_off_furniture(pages: Sequence[PageParts]) -> None:
    """Remove the rows of running heads, footers and page numbers from the pages."""
    edges = [[(key, row) for row in _edge_rows(page) for key in [_key(row, page)]] for page in pages]
    seen = Counter(key for page in edges for key in {key for key, _ in page})
    numbers = sum(1 for page in edges if any(_NUMBER.fullmatch(_said(row)) for _, row in page))
    least = max(2.0, _LEAST_SHARE * len(pages))
    kept: list[list[Row]] = []
    for page, rows in zip(pages, edges, strict=True):
        gone = {id(row) for key, row in rows if (_count(seen, key) >= least and not _is_head(row)) or _is_number(row, page, numbers)}
        kept.append([row for row in page.rows if id(row) not in gone])
    if any(kept) or any(page.tables or page.frames for page in pages):  # else the pages print the same line and nothing besides
        for page, rest in zip(pages, kept, strict=True):
            page.rows = rest


def _edge_rows(page: PageParts) -> list[Row]:
    """The first and last rows, as far as they stand at the page's head or foot."""
    head = [row for row in page.rows[:_MOST_LINES] if row[0].base <= _MARGIN * page.height]
    return head + [row for row in page.rows[len(head) :][-_MOST_LINES:] if row[0].base >= (1 - _MARGIN) * page.height]


def _said(row: Row) -> str:
    return word(whole(row).text)


def _key(row: Row, page: PageParts) -> tuple[bool, str, int]:
    """End of the page, words without their figures, and height: what a line of furniture has alike on all pages."""
    return row[0].base < page.height / 2, re.sub(r"\d+", "#", _said(row)), round(row[0].base / _SAME_HEIGHT)


def _count(seen: Counter[tuple[bool, str, int]], key: tuple[bool, str, int]) -> int:
    """On how many pages a line stands at this height, or within the same distance of it."""
    return sum(seen[key[0], key[1], key[2] + off] for off in (-1, 0, 1))


def _is_head(row: Row) -> bool:
    """Whether a row repeats a table's head (指标 | 2020年 | 2025年) or says that the table goes on: the table's parts need it."""
    return CONTINUED.match(_said(row)) is not None or sum(is_header_word(word(stretch.text)) for stretch in row) >= 2


def _is_number(row: Row, page: PageParts, numbers: int) -> bool:
    """Whether a row is the page's number: alone at the page's very end, on more pages than this or set off by dashes."""
    said = _said(row)
    if row is not page.rows[0] and row is not page.rows[-1]:
        return False
    return _NUMBER.fullmatch(said) is not None and (numbers > 1 or _SET_OFF.fullmatch(said) is not None)
