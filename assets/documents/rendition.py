"""Lines of a text with their offsets, and what the page's format says of each; what both readers hand on to the structure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from assets.documents.document import RawCell

_WHITE = " \t\r\n\f\v\u3000\xa0\u200b\u200c\u200d\ufeff\u2002\u2003\u2009"


class Line(NamedTuple):
    """A line without the white space at its ends; ``text`` is the document's text from ``start`` to ``end``."""

    start: int
    end: int
    text: str


class TableRange(NamedTuple):
    """Lines of a table (end exclusive), with its cells where the format gives the grid."""

    first: int
    last: int
    cells: tuple[RawCell, ...] | None = None


@dataclass(slots=True)
class Rendition:
    """A page as text, with what its format says about the lines (keys are line indices)."""

    text: str
    lines: list[Line]
    tables: list[TableRange] = field(default_factory=list)
    tags: dict[int, str] = field(default_factory=dict)  # h1 … h6, strong, caption
    outside: set[int] = field(default_factory=set)  # lines that the page's layout puts outside its article
    stated: dict[str, str] = field(default_factory=dict)  # meta tags and the like, by lower-case name
    pages: list[int] = field(default_factory=list)  # the first line of each page, where the format has pages


def split_lines(text: str) -> list[Line]:
    """The lines of a text by ``\\n`` (by ``\\r`` where it has no other), stripped, offsets 0-based."""
    separator = "\n" if "\n" in text else "\r"
    lines = []
    start = 0
    for raw in text.split(separator):
        stripped = raw.strip(_WHITE)
        begin = start + (len(raw) - len(raw.lstrip(_WHITE)) if stripped else 0)
        lines.append(Line(begin, begin + len(stripped), stripped))
        start += len(raw) + 1
    return lines
