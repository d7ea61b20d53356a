"""The picture of a page to glyphs and ruling lines: text boxes recognised, the page set straight, letters spread over their boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import atan2, cos, degrees, radians, sin
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from assets.documents.formats.paged.ocr_grid import find_rules
from assets.documents.pages.letters import printed
from assets.documents.pages.marks import Glyph, PageMarks

if TYPE_CHECKING:
    from PIL.Image import Image

_LONGEST_SIDE = 3_600  # pixels; A4 at 300 dpi. Finer pictures are made smaller: letters of 9 points have 25 pixels still
_SHORTEST_SIDE = 1_700  # pixels; A4 at 145 dpi. In smaller pictures strokes of letters look like ruling lines
_MOST_ENLARGED = 3
_LONG = 3.0  # times its height that a text box must be wide for its slant to tell the page's
_LEAST_SLANT = 0.05  # degrees; less moves no letter off its line
_MOST_SLANT = 4.0  # degrees; a page further aslant is turned and read again, for its boxes hold parts of other lines
_TALL = 1.5  # times their width that most boxes are high on a page that lies on its side
_LETTER_HEIGHT = 0.68  # of its box: the size of the letters
_SAME_SIZE = 0.13  # by which the sizes read off boxes of the same letters may differ
_DASHES = {"一": "—", "-": "—", "_": "—", "－": "—", "ー": "—"}


class Box(NamedTuple):
    """Recognised text: the middle of its box on the upright page, its width and height (pixels), and how sure the recogniser is."""

    x: float
    y: float
    width: float
    height: float
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as read: its marks, and how sure the recogniser is of each of its text boxes (0 to 1)."""

    marks: PageMarks
    scores: tuple[float, ...]


def read_sheet(image: Image, scale: float | None = None) -> Sheet:
    """Read the picture of a page. ``scale``: points a pixel; where nobody knows it the longer side is taken for that of A4."""
    picture, factor = _fitted(image)
    points = scale * factor if scale is not None else 842 / max(picture.size)
    picture, boxes, angle = _upright(picture)
    if not boxes:
        return Sheet(PageMarks(picture.width * points, picture.height * points, has_picture=True), ())
    boxes = [_turned(box, angle, picture) for box in boxes]
    marks = PageMarks(picture.width * points, picture.height * points, has_picture=True)
    marks.glyphs = [glyph for box, size in zip(boxes, _sizes(boxes), strict=True) for glyph in _spread(box, size, points)]
    marks.rules = find_rules(_gray(picture, angle), median(box.height for box in boxes), points)
    return Sheet(marks, tuple(box.score for box in boxes))


def _fitted(image: Image) -> tuple[Image, float]:
    """The picture in colour and of a bearable size, and by which factor its pixels are larger now."""
    side = max(image.size)
    factor = side / min(max(side, _SHORTEST_SIDE, 1), _LONGEST_SIDE, _MOST_ENLARGED * side)
    picture = image.convert("RGB")
    if factor != 1:
        picture = picture.resize((max(1, round(image.width / factor)), max(1, round(image.height / factor))))
    return picture, factor


def _upright(picture: Image) -> tuple[Image, list[Box], float]:
    """The picture with its lines level but for a few degrees, its text boxes, and the degrees (clockwise) that they still slant."""
    boxes, angle = _recognised(picture)
    long = [box for box in boxes if len(box.text) > 1]
    if long and 2 * sum(1 for box in long if box.height > _TALL * box.width) > len(long):
        tries = [(turned, *_recognised(turned)) for turned in (picture.rotate(90, expand=True), picture.rotate(270, expand=True))]
        picture, boxes, angle = max(tries, key=lambda one: sum(box.score * len(box.text) for box in one[1]))
    if abs(angle) > _MOST_SLANT:
        picture = picture.rotate(angle, expand=True, fillcolor=(255, 255, 255))
        boxes, angle = _recognised(picture)
    return picture, boxes, angle


@cache
def _engine() -> Any:
    """The recogniser; its models are files of its own package, and nothing is fetched."""
    from rapidocr import RapidOCR

    return RapidOCR(params={"Global.log_level": "critical"})


def _recognised(picture: Image) -> tuple[list[Box], float]:
    """Text boxes in the picture's own coordinates, and the degrees (clockwise) that they slant."""
    import numpy as np

    found = _engine()(np.asarray(picture)[:, :, ::-1])
    if found.boxes is None or found.txts is None:
        return [], 0.0
    boxes: list[Box] = []
    slants: list[tuple[float, float]] = []
    for corners, text, score in zip(found.boxes.tolist(), found.txts, found.scores, strict=True):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
        width, height = _distance(x0, y0, x1, y1), _distance(x0, y0, x3, y3)
        boxes.append(Box((x0 + x1 + x2 + x3) / 4, (y0 + y1 + y2 + y3) / 4, width, height, text, float(score)))
        if width > _LONG * height:
            slants.append((degrees(atan2(y1 - y0, x1 - x0)), width))
    return boxes, _middle(slants)


def _distance(x0: float, y0: float, x1: float, y1: float) -> float:
    return float(((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)


def _middle(weighted: Sequence[tuple[float, float]]) -> float:
    """The weighted median; 0 of nothing."""
    half = sum(weight for _, weight in weighted) / 2
    for value, weight in sorted(weighted):
        half -= weight
        if half <= 0:
            return value
    return 0.0


def _turned(box: Box, angle: float, picture: Image) -> Box:
    """A box where it stands once the page is turned back by its slant about its middle."""
    if abs(angle) < _LEAST_SLANT:
        return box
    x, y, turn = box.x - picture.width / 2, box.y - picture.height / 2, radians(-angle)
    return box._replace(x=picture.width / 2 + x * cos(turn) - y * sin(turn), y=picture.height / 2 + x * sin(turn) + y * cos(turn))


def _gray(picture: Image, angle: float) -> Any:
    """The picture's grey values, set straight."""
    import numpy as np
    from PIL.Image import Resampling

    straight = picture.rotate(angle, resample=Resampling.BICUBIC, fillcolor=(255, 255, 255)) if abs(angle) >= _LEAST_SLANT else picture
    return np.asarray(straight.convert("L"))


def _units(letter: str) -> float:
    """How wide a letter is, in letter sizes."""
    return 0.5 if letter.isascii() else 1.0


def _sizes(boxes: Sequence[Box]) -> list[float]:
    """The letters' size in each box (pixels): boxes are not exact, so that sizes near one another count as the one most letters have."""
    rough: list[float] = []
    for box in boxes:
        units = sum(map(_units, box.text))
        rough.append(round(box.width / units if units >= 3 else box.height * _LETTER_HEIGHT) or 1)
    weights: dict[float, int] = {}
    for size, box in zip(rough, boxes, strict=True):
        weights[size] = weights.get(size, 0) + len(box.text)
    snapped: dict[float, float] = {}
    while left := {size: weight for size, weight in weights.items() if size not in snapped}:
        middle = max(left, key=lambda size: sum(weight for other, weight in left.items() if _is_near(size, other)))
        near = {size: weight for size, weight in left.items() if _is_near(middle, size)}
        snapped.update(dict.fromkeys(near, _middle([*near.items()])))
    return [snapped[size] for size in rough]


def _is_near(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * size


def _spread(box: Box, size: float, points: float) -> list[Glyph]:
    """A box's letters side by side, in points; a dash alone in its box is one, whatever stroke it was taken for."""
    text = _DASHES.get(box.text, box.text)
    letters = [(printed(ord(letter)), _units(letter)) for letter in text]
    step = box.width / (sum(units for _, units in letters) or 1.0)
    base, at = (box.y + 0.35 * size) * points, box.x - box.width / 2
    glyphs: list[Glyph] = []
    for letter, units in letters:
        glyphs.append(Glyph(at * points, (at + units * step) * points, base, size * points, letter))
        at += units * step
    return glyphs
