"""The pages of a PDF as glyphs and ruling lines, read by PDFium. It neither runs scripts nor opens links, forms or attachments."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from math import atan2, hypot, pi
from typing import TYPE_CHECKING, Any, NamedTuple

from assets.documents.formats.paged.pdf_objects import MOST_OBJECTS, Matrix, matrix_of, moved, objects, times
from assets.documents.formats.paged.pdf_seen import Drawn
from assets.documents.pages.letters import UNKNOWN, printed
from assets.documents.pages.marks import Glyph, PageMarks, Rule
from assets.documents.unreadable import UnreadableError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES = 2_000  # the longest provincial plans have some 300
MOST_GLYPHS = 30_000  # on one page; an A3 sheet of small print has some 10,000
_THIN = 3.0  # points; a filled rectangle this thin is a ruling line
_SHORTEST = 4.0  # points of a ruling line; Word draws one in pieces, cell by cell
_LEAST_COVER = 0.5  # of the page that the picture of a scan covers
_BLEED = 20.0  # points beyond the page's edge that something may stand
_SMALLEST, _LARGEST, _USUAL = 0.5, 1_000.0, 10.0  # sizes of letters that are believed, in points, and what stands for others
_LEAST_LAYER = 20  # letters of an unseen layer over the picture of a page
_SLANT = pi / 12  # a glyph set more than this off the page's own direction is a watermark
_BOLD_NAME = re.compile(r"bold|heavy|black|simhei|hei(?:ti)?(?:-|$)|黑体|小标宋|xbs", re.I)
_FAKE_BOLD = 2  # text render mode: filled and stroked
_BOLD_WEIGHT = 600


class PageBox(NamedTuple):
    """How a page's own coordinates become those of the upright page: its box, and quarter turns clockwise."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point on the upright page."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)


@dataclass(frozen=True, slots=True)
class _Style:
    """What the glyphs of a text object share."""

    size: float
    angle: float  # of the writing direction in the page's own coordinates
    bold: bool
    printed: float = _USUAL  # the size as the file states it
    unseen: bool = False


class _Raw(NamedTuple):
    """A glyph in the page's own coordinates: its box, its origin."""

    text: str
    box: tuple[float, float, float, float]
    origin: tuple[float, float]
    style: _Style


def read_page(page: PdfPage, number: int) -> PageMarks:
    """What one page holds, turned so that its text is upright. Raises :class:`UnreadableError` where it holds more than is read."""
    drawn = _drawn(page, number)
    raw = _glyphs(page, number, drawn)
    left, bottom, right, top = page.get_bbox()
    page_box = PageBox(left, bottom, right, top, _turns(raw) if raw else page.get_rotation() // 90)
    marks = PageMarks(*page_box.size)
    _read_drawings(page, number, page_box, marks)
    inked = [glyph for glyph in raw if glyph.text.strip()]
    unseen = [glyph for glyph in inked if glyph.style.unseen]
    # Over the picture of a page, unseen letters are what somebody's program recognised of it.
    marks.is_recognised = marks.has_picture and len(unseen) >= max(_LEAST_LAYER, len(inked) - len(unseen))
    for glyph in raw:
        if glyph.style.unseen and not marks.is_recognised:
            continue
        set_straight = _upright(glyph, page_box)
        straight = abs((glyph.style.angle - page_box.turns * pi / 2 + pi) % (2 * pi) - pi) <= _SLANT
        if straight and _is_seen(set_straight.x0, marks.width) and _is_seen(set_straight.base, marks.height):
            marks.glyphs.append(set_straight)
    if unseen and not marks.is_recognised:
        marks.unseen = ["".join(glyph.text for glyph in run) for _, run in groupby(unseen, key=lambda glyph: round(glyph.origin[1]))]
    return marks


def _drawn(page: PdfPage, number: int) -> Drawn:
    """What the page draws in order, with its places in the page's own coordinates."""
    from pypdfium2 import raw as pdfium

    drawn = Drawn()
    for one, matrix in objects(pdfium, page, number, in_order=True):
        corners = [ctypes.c_float() for _ in range(4)]
        box = None
        if pdfium.FPDFPageObj_GetType(one) != pdfium.FPDF_PAGEOBJ_TEXT and pdfium.FPDFPageObj_GetBounds(one, *corners):
            left, bottom, right, top = (corner.value for corner in corners)
            (x0, y0), (x1, y1) = moved(matrix, left, bottom), moved(matrix, right, top)
            box = min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
        drawn.add(pdfium, one, box)
    return drawn


def _is_seen(place: float, extent: float) -> bool:
    """Whether something stands on the page: broken files claim places far off it, or none that is a number."""
    return -_BLEED <= place <= extent + _BLEED


def _turns(raw: list[_Raw]) -> int:
    """Quarter turns that set most of the text upright."""
    votes = [0, 0, 0, 0]
    for glyph in raw:
        votes[round(glyph.style.angle / (pi / 2)) % 4] += 1
    return votes.index(max(votes))


def _upright(glyph: _Raw, page_box: PageBox) -> Glyph:
    left, bottom, right, top = glyph.box
    ends = sorted((page_box.place(left, bottom)[0], page_box.place(right, top)[0]))
    return Glyph(ends[0], ends[1], page_box.place(*glyph.origin)[1], glyph.style.size, glyph.text, glyph.style.bold)


def _glyphs(page: PdfPage, number: int, drawn: Drawn) -> list[_Raw]:
    """The page's glyphs. A character that no letter is known of is kept as one that nobody can take for a figure."""
    from pypdfium2 import raw as pdfium

    text_page = page.get_textpage()
    count = pdfium.FPDFText_CountChars(text_page)
    if count > MOST_GLYPHS:
        raise UnreadableError(f"Page {number} of the PDF holds {count} characters, more than the {MOST_GLYPHS} that are read; split it.")
    styles: dict[int, _Style] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[_Raw] = []
    for at in range(count):
        if pdfium.FPDFText_IsGenerated(text_page, at) == 1:
            continue
        mapped = pdfium.FPDFText_HasUnicodeMapError(text_page, at) != 1
        text = printed(pdfium.FPDFText_GetUnicode(text_page, at)) if mapped else UNKNOWN
        if not text or not pdfium.FPDFText_GetLooseCharBox(text_page, at, box) or not pdfium.FPDFText_GetCharOrigin(text_page, at, x, y):
            continue
        owner = pdfium.FPDFText_GetTextObject(text_page, at)
        key = ctypes.addressof(owner.contents) if owner else 0
        if (style := styles.get(key)) is None:
            style = _style(pdfium, text_page, at, owner)
            if text.strip():
                middle = (box.left + box.right) / 2, (box.bottom + box.top) / 2
                style = replace(style, unseen=bool(owner) and drawn.hides(pdfium, owner, middle, style.printed))
                styles[key] = style
        glyphs.append(_Raw(text, (box.left, box.bottom, box.right, box.top), (x.value, y.value), style))
    return glyphs


def _style(pdfium: Any, text_page: Any, at: int, owner: Any) -> _Style:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, at, matrix)
    size = abs(pdfium.FPDFText_GetFontSize(text_page, at)) * hypot(matrix.c, matrix.d)
    bold = pdfium.FPDFText_GetFontWeight(text_page, at) >= _BOLD_WEIGHT
    if owner:
        bold = bold or pdfium.FPDFTextObj_GetTextRenderMode(owner) == _FAKE_BOLD or bool(_BOLD_NAME.search(_font_name(pdfium, owner)))
    return _Style(size if _SMALLEST <= size <= _LARGEST else _USUAL, atan2(matrix.b, matrix.a), bold, printed=size)


def _font_name(pdfium: Any, owner: Any) -> str:
    font = pdfium.FPDFTextObj_GetFont(owner)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0) if font else 0
    if not 0 < length <= 1_000:
        return ""
    name = ctypes.create_string_buffer(length)
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    return name.value.decode("utf-8", "replace").rpartition("+")[2]


def _read_drawings(page: PdfPage, number: int, page_box: PageBox, marks: PageMarks) -> None:
    """Ruling lines, and whether a picture covers the page."""
    from pypdfium2 import raw as pdfium

    area = marks.width * marks.height
    for drawn, matrix in objects(pdfium, page, number):
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            marks.rules.extend(rule for rule in _rules(pdfium, drawn, matrix, page_box) if _is_on(rule, marks))
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            corners = [ctypes.c_float() for _ in range(4)]
            if pdfium.FPDFPageObj_GetBounds(drawn, *corners):
                left, bottom, right, top = (corner.value for corner in corners)
                (x0, y0), (x1, y1) = (page_box.place(*moved(matrix, x, y)) for x, y in ((left, bottom), (right, top)))
                marks.has_picture = marks.has_picture or abs((x1 - x0) * (y1 - y0)) >= _LEAST_COVER * area


def _is_on(rule: Rule, marks: PageMarks) -> bool:
    across, along = (marks.height, marks.width) if rule.level else (marks.width, marks.height)
    return _is_seen(rule.at, across) and _is_seen(rule.start, along) and _is_seen(rule.end, along)


def _rules(pdfium: Any, path: Any, outer: Matrix, page_box: PageBox) -> Iterator[Rule]:
    """The ruling lines that a path draws: its level and upright strokes, and filled rectangles that are mere lines."""
    mode, stroked = ctypes.c_int(), ctypes.c_int()
    count = pdfium.FPDFPath_CountSegments(path)
    if not 2 <= count <= MOST_OBJECTS or not pdfium.FPDFPath_GetDrawMode(path, mode, stroked) or not (mode.value or stroked.value):
        return
    matrix = times(matrix_of(pdfium, path), outer)
    for outline in _outlines(pdfium, path, count, matrix, page_box):
        xs, ys = [x for x, _ in outline], [y for _, y in outline]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= _THIN:
            level = width >= height
            start, end = (min(xs), max(xs)) if level else (min(ys), max(ys))
            if end - start >= _SHORTEST:
                yield Rule(level, (min(ys) + max(ys)) / 2 if level else (min(xs) + max(xs)) / 2, start, end)
        elif stroked.value:
            yield from _strokes(outline)


def _strokes(outline: list[tuple[float, float]]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(outline):
        if abs(y0 - y1) <= 1 and abs(x0 - x1) >= _SHORTEST:
            yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x0 - x1) <= 1 and abs(y0 - y1) >= _SHORTEST:
            yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _outlines(pdfium: Any, path: Any, count: int, matrix: Matrix, page_box: PageBox) -> Iterator[list[tuple[float, float]]]:
    """The corners of each outline of a path, on the upright page; outlines with curves in them are left out."""
    points: list[tuple[float, float]] = []
    curved = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(path, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1 and not curved:
                yield points
            points, curved = [], False
        curved = curved or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        if pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            points.append(page_box.place(*moved(matrix, x.value, y.value)))
        if pdfium.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1 and not curved:
        yield points


def pages_of(document: PdfDocument) -> Iterator[PageMarks]:
    """The pages in order. Raises :class:`UnreadableError` where there are too many, or one cannot be loaded."""
    from pypdfium2 import PdfiumError

    if len(document) > MOST_PAGES:
        raise UnreadableError(f"The PDF has {len(document)} pages, more than the {MOST_PAGES} that are read; split it.")
    for at in range(len(document)):
        try:
            page = document[at]
        except PdfiumError:
            raise UnreadableError(f"Page {at + 1} of the PDF is broken; open the file and print it into a new PDF.") from None
        try:
            yield read_page(page, at + 1)
        finally:
            page.close()
