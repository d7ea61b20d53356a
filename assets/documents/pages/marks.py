"""What a printed page holds: glyphs and ruling lines with their places. Both a PDF's text layer and the OCR of a scan give it.

Places are in points (1/72 inch) from the upright page's top left corner, x to the right, y down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyph(NamedTuple):
    """A printed character: from ``x0`` to ``x1`` on the baseline ``base``, in ``size`` points; blanks are glyphs as well."""

    x0: float
    x1: float
    base: float
    size: float
    text: str
    bold: bool = False


class Rule(NamedTuple):
    """A ruling line, upright or level: ``at`` is its y where it is level, its x where it is upright; from ``start`` to ``end`` along it."""

    level: bool
    at: float
    start: float
    end: float


@dataclass(slots=True)
class PageMarks:
    """A page's glyphs (in no order) and ruling lines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    has_picture: bool = False  # whether a picture covers most of the page, as in a scan
    unseen: list[str] = field(default_factory=list)  # text that the page holds and nobody sees
    is_recognised: bool = False  # whether its text is an unseen layer over the picture of the page
