"""Which text objects of a PDF's page nobody sees: drawn without ink, in the colour of what lies below, too small, or covered afterwards."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

_INVISIBLE_MODES = (3, 7)  # text render modes that put no ink on the page
_STROKED_MODES = (1, 2, 5, 6)
_SMALLEST = 1.5  # points; nobody reads smaller letters
_OPAQUE, _CLEAR = 250, 5  # of 255
_SAME_COLOUR = 6  # of 255, by which each part of two colours may differ and nobody sees it
_LEAST_SIDE = 3.0  # points; thinner boxes are lines, and hide nothing
_WHITE = (255, 255, 255)

Box = tuple[float, float, float, float]  # left, bottom, right, top
Colour = tuple[int, int, int]


class Area(NamedTuple):
    """Something drawn that covers what was drawn before it: its place in the order of drawing; no colour of a picture or a shading."""

    order: int
    box: Box
    colour: Colour | None
    is_opaque: bool


class Drawn:
    """What a page draws, in order, as far as it tells what of the text is seen."""

    def __init__(self) -> None:
        self._areas: list[Area] = []
        self._order: dict[int, int] = {}  # of each text object, by address

    def add(self, pdfium: Any, drawn: Any, box: Box | None) -> None:
        """Take up the next thing drawn; ``box``: its place on the page, in the page's own coordinates."""
        order = len(self._areas) + len(self._order)
        kind = pdfium.FPDFPageObj_GetType(drawn)
        if kind == pdfium.FPDF_PAGEOBJ_TEXT:
            self._order[ctypes.addressof(drawn.contents)] = order
        elif box is not None and min(box[2] - box[0], box[3] - box[1]) > _LEAST_SIDE:
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                mode, stroked = ctypes.c_int(), ctypes.c_int()
                if pdfium.FPDFPath_GetDrawMode(drawn, mode, stroked) and mode.value:
                    colour, alpha = _fill(pdfium, drawn)
                    is_opaque = alpha >= _OPAQUE and not pdfium.FPDFPageObj_HasTransparency(drawn)
                    self._areas.append(Area(order, box, colour if is_opaque else None, is_opaque))
            elif kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
                self._areas.append(Area(order, box, None, is_opaque=False))

    def hides(self, pdfium: Any, owner: Any, at: tuple[float, float], size: float) -> bool:
        """Whether nobody sees a text object whose first letter has its middle ``at`` a place and this size in points."""
        mode = pdfium.FPDFTextObj_GetTextRenderMode(owner)
        if mode in _INVISIBLE_MODES or size < _SMALLEST:
            return True
        if mode in _STROKED_MODES:
            return False
        colour, alpha = _fill(pdfium, owner)
        order = self._order.get(ctypes.addressof(owner.contents), -1)
        below: Colour | None = _WHITE
        for area in self._holding(at):
            if area.order < order:
                below = area.colour
            elif area.is_opaque and order >= 0:
                return True
        return alpha <= _CLEAR or (below is not None and order >= 0 and _is_same(colour, below))

    def _holding(self, at: tuple[float, float]) -> Iterator[Area]:
        x, y = at
        return (area for area in self._areas if area.box[0] <= x <= area.box[2] and area.box[1] <= y <= area.box[3])


def _fill(pdfium: Any, drawn: Any) -> tuple[Colour, int]:
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(drawn, *parts):
        return (0, 0, 0), 255
    red, green, blue, alpha = (part.value for part in parts)
    return (red, green, blue), alpha


def _is_same(one: Colour, other: Colour) -> bool:
    return all(abs(a - b) <= _SAME_COLOUR for a, b in zip(one, other, strict=True))
