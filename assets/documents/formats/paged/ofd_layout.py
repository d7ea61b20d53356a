"""What an OFD page draws, as glyphs and ruling lines: text objects letter by letter, paths where they are lines and boxes.

OFD counts in millimetres from the page's top left corner; an object has a box, and its content a matrix inside that.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from xml.etree.ElementTree import Element

from assets.documents.pages.marks import Glyph, PageMarks, Rule
from assets.documents.unreadable import UnreadableError

POINT = 72 / 25.4  # points in a millimetre
MOST_OBJECTS = 200_000  # of a page; a map drawn in pieces has some ten thousand
_DEEPEST = 20  # drawings inside one another
_MOST_NUMBERS = 100_000  # in one list
_THIN = 1.0  # millimetres; a filled box this thin is a ruling line
_SHORTEST = 1.5  # millimetres of a ruling line
_STRAIGHT = 0.35  # millimetres that a level or upright line may slant
_SLANT = math.pi / 12  # text set more than this off the level is a watermark
_BOLD_WEIGHT = 600
_SMALLEST = 1.5  # points; nobody reads smaller letters
_WHITE = [255.0, 255.0, 255.0]
_LEAST_COVER = 0.5  # of the page that the picture of a scan covers
_BOLD_NAME = re.compile(r"bold|heavy|black|simhei|hei(?:ti)?(?:-|$)|黑体|小标宋|xbs", re.I)
_STEP = re.compile(r"([MLQBACS])([^MLQBACS]*)")

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Box = tuple[float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def tag_of(element: Element) -> str:
    """An element's name without its namespace."""
    return element.tag.rpartition("}")[2]


def numbers(text: str | None) -> list[float]:
    """The numbers of a list such as a box; empty where one of them is none, or none that can be a place."""
    try:
        found = [float(part) for part in (text or "").split()[:_MOST_NUMBERS]]
    except ValueError:
        return []
    return found if all(abs(number) < 1e7 for number in found) else []


@dataclass(slots=True)
class Fonts:
    """Which fonts print bold, by id."""

    bold: set[str] = field(default_factory=set)

    def add(self, font: Element) -> None:
        """Take up a font of the resources."""
        name = f"{font.get('FontName', '')} {font.get('FamilyName', '')}"
        if font.get("Bold") == "true" or _BOLD_NAME.search(name):
            self.bold.add(font.get("ID", ""))


class Content:
    """Draws the content of a page and of its templates into the page's marks."""

    def __init__(self, box: Box, fonts: Fonts, units: Mapping[str, Element]) -> None:
        left, top, width, height = box
        self.marks = PageMarks(width * POINT, height * POINT)
        self._start: Matrix = (POINT, 0.0, 0.0, POINT, -left * POINT, -top * POINT)
        self._fonts, self._units = fonts, units
        self._room = MOST_OBJECTS
        self._is_coloured = False  # whether something filled or a picture lies below what is drawn next

    def draw(self, content: Element | None) -> None:
        """Draw all visible objects below an element. Raises :class:`UnreadableError` where they are more than a page has."""
        stack = [(child, self._start, 0) for child in reversed(content if content is not None else ())]
        while stack:
            drawn, matrix, depth = stack.pop()
            self._room -= 1
            if self._room < 0:
                raise UnreadableError(f"A page of the OFD file draws more than {MOST_OBJECTS:,} things; save it as PDF.")
            if drawn.get("Visible") == "false" or drawn.get("Alpha") == "0":
                continue
            kind = tag_of(drawn)
            if kind in ("Layer", "PageBlock"):
                stack.extend((child, matrix, depth) for child in reversed(drawn))
            elif kind == "CompositeObject" and depth < _DEEPEST:
                stack.extend((child, _within(drawn, matrix), depth + 1) for child in self._unit(drawn))
            elif kind == "TextObject":
                self._text(drawn, _within(drawn, matrix))
            elif kind == "PathObject":
                self._is_coloured = self._is_coloured or drawn.get("Fill") == "true"
                self.marks.rules.extend(_rules(drawn, _within(drawn, matrix)))
            elif kind == "ImageObject":
                self._is_coloured = True
                self._picture(drawn, matrix)

    def _is_unseen(self, drawn: Element, size: float) -> bool:
        """Whether nobody sees a text object: drawn without ink, clear, too small, or white where nothing coloured lies below."""
        if drawn.get("Fill") == "false" and drawn.get("Stroke") != "true":
            return True
        colour = next((child for child in drawn if tag_of(child) == "FillColor"), None)
        is_clear = colour is not None and colour.get("Alpha") == "0"
        is_white = colour is not None and not self._is_coloured and numbers(colour.get("Value")) == _WHITE
        return size < _SMALLEST or is_clear or is_white

    def _unit(self, drawn: Element) -> Iterator[Element]:
        unit = self._units.get(drawn.get("ResourceID", ""))
        for content in unit if unit is not None else ():
            yield from content if tag_of(content) == "Content" else ()

    def _picture(self, drawn: Element, matrix: Matrix) -> None:
        box = numbers(drawn.get("Boundary"))
        if len(box) == 4:
            (x0, y0), (x1, y1) = _moved(matrix, box[0], box[1]), _moved(matrix, box[0] + box[2], box[1] + box[3])
            covered = abs((x1 - x0) * (y1 - y0)) >= _LEAST_COVER * self.marks.width * self.marks.height
            self.marks.has_picture = self.marks.has_picture or covered

    def _text(self, drawn: Element, matrix: Matrix) -> None:
        """The glyphs of a text object; one set aslant is a watermark and left out."""
        across, up = math.hypot(matrix[0], matrix[1]), math.hypot(matrix[2], matrix[3])
        size = _number(drawn.get("Size"))
        if not size or abs(math.atan2(matrix[1], matrix[0])) > _SLANT:
            return
        if self._is_unseen(drawn, up * size):
            self.marks.unseen.append("".join(child.text or "" for child in drawn if tag_of(child) == "TextCode"))
            return
        wide = across * size * (_number(drawn.get("HScale")) or 1.0)
        bold = _number(drawn.get("Weight")) >= _BOLD_WEIGHT or drawn.get("Font") in self._fonts.bold
        x = y = 0.0
        for code in (child for child in drawn if tag_of(child) == "TextCode"):
            x, y = _number(code.get("X"), x), _number(code.get("Y"), y)
            steps = zip(_letters(code.text or ""), _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY")), strict=False)
            for letter, right, down in steps:
                left, base = _moved(matrix, x, y)
                width = wide * _share(letter)
                if letter.isascii() and right is not None and 0 < right * across <= wide:
                    width = right * across  # Latin letters are of many widths; where the next one stands tells this one's
                if letter.isprintable():
                    self.marks.glyphs.append(Glyph(left, left + width, base, up * size, letter, bold))
                x += right if right is not None else (0.0 if down is not None else width / (across or 1.0))
                y += down or 0.0


def _letters(text: str) -> Iterator[str]:
    """The characters that a text code sets; line ends and tabs of the XML are none."""
    return (letter for letter in text if letter not in "\r\n\t")


def _share(letter: str) -> float:
    """About how wide a letter is, as a share of its size: Latin letters and figures half."""
    return 0.5 if letter.isascii() else 1.0


def _deltas(text: str | None) -> Iterator[float | None]:
    """The steps from letter to letter; ``g 3 4.2`` is 4.2 three times. Then, and where there are none, None without end."""
    words = iter((text or "").split()[:_MOST_NUMBERS])
    for word in words:
        times = 1
        if word == "g":
            times, word = int(_number(next(words, "0"))), next(words, "0")  # noqa: PLW2901
        for _ in range(min(max(times, 0), _MOST_NUMBERS)):
            yield _number(word)
    while True:
        yield None


def _number(text: str | None, default: float = 0.0) -> float:
    found = numbers(text)
    return found[0] if found else default


def _moved(matrix: Matrix, x: float, y: float) -> Point:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _within(drawn: Element, outer: Matrix) -> Matrix:
    """The matrix of what an object holds: its own, moved to its box, in the one around it."""
    box, own = numbers(drawn.get("Boundary")), numbers(drawn.get("CTM"))
    left, top = (box[0], box[1]) if len(box) == 4 else (0.0, 0.0)
    a, b, c, d, e, f = own if len(own) == 6 else _IDENTITY
    p, q, r, s, _, _ = outer
    return (p * a + r * b, q * a + s * b, p * c + r * d, q * c + s * d, *_moved(outer, left + e, top + f))


def _rules(drawn: Element, matrix: Matrix) -> Iterator[Rule]:
    """The ruling lines that a path draws: its level and upright strokes, and filled boxes that are mere lines."""
    is_stroked, is_filled = drawn.get("Stroke") != "false", drawn.get("Fill") == "true"
    data = next((child.text for child in drawn if tag_of(child) == "AbbreviatedData"), None)
    if not data or not (is_stroked or is_filled):
        return
    for outline in _outlines(data):
        corners = [_moved(matrix, x, y) for x, y in outline]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= _THIN * POINT:
            level = width >= height
            start, end = (min(xs), max(xs)) if level else (min(ys), max(ys))
            if end - start >= _SHORTEST * POINT:
                yield Rule(level, (min(ys) + max(ys)) / 2 if level else (min(xs) + max(xs)) / 2, start, end)
        elif is_stroked:
            yield from _strokes(corners)


def _strokes(corners: Sequence[Point]) -> Iterator[Rule]:
    for (x0, y0), (x1, y1) in pairwise(corners):
        if abs(y0 - y1) <= _STRAIGHT * POINT and abs(x0 - x1) >= _SHORTEST * POINT:
            yield Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
        elif abs(x0 - x1) <= _STRAIGHT * POINT and abs(y0 - y1) >= _SHORTEST * POINT:
            yield Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


def _outlines(data: str) -> Iterator[list[Point]]:
    """The corners of each outline of a path (``M 0 0 L 100 0``); outlines with curves in them are left out."""
    corners: list[Point] = []
    curved = False
    for step, said in _STEP.findall(data):
        places = numbers(said)
        if step in "MS":
            if len(corners) > 1 and not curved:
                yield corners
            corners, curved = [], False
        if step in "QBA":
            curved = True
        elif step == "C":
            corners = [*corners, corners[0]] if corners else corners
        elif len(places) == 2:
            corners.append((places[0], places[1]))
    if len(corners) > 1 and not curved:
        yield corners
