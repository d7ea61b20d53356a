"""Ruling lines in the picture of a page: long thin strokes, level or upright."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from assets.documents.pages.marks import Rule

Gray = Any  # an array of numpy's, 0 (black) to 255

_MOST_STROKES = 6_000  # of one direction; more are a photograph's texture
_LEAST_LETTERS = 1.6  # heights of a letter's box that a stroke must be long; those of letters are shorter
_THICKEST = 0.3  # of the letters' box; a thicker stroke is a bar or a picture's edge
_BLOCK, _DARKER = 31, 12  # pixels around that a pixel is held against, and by how much it must be darker


def find_rules(gray: Gray, letter: float, scale: float) -> list[Rule]:
    """The ruling lines of an upright page. ``letter``: the usual height of a text box in pixels; ``scale``: points a pixel."""
    import cv2

    dark = cv2.adaptiveThreshold(gray, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _BLOCK, _DARKER)
    length = max(8, round(_LEAST_LETTERS * letter))
    rules = [rule for level in (True, False) for rule in _strokes(dark, length, max(3.0, _THICKEST * letter), level=level)]
    return [Rule(rule.level, rule.at * scale, rule.start * scale, rule.end * scale) for rule in rules]


def _strokes(dark: Gray, length: int, thickest: float, *, level: bool) -> Iterator[Rule]:
    """Strokes of one direction, in pixels."""
    import cv2

    # A line that is a hair aslant, or printed faintly, comes in steps and pieces: they are bridged before short strokes are taken out.
    bridge = cv2.getStructuringElement(cv2.MORPH_RECT, (7, 3) if level else (3, 7))
    long = cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if level else (1, length))
    strokes = cv2.morphologyEx(cv2.morphologyEx(dark, cv2.MORPH_CLOSE, bridge), cv2.MORPH_OPEN, long)
    count, _, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    if count > _MOST_STROKES:
        return
    for x, y, width, height, _ in stats[1:].tolist():
        thick, start, extent, at = (height, x, width, y + height / 2) if level else (width, y, height, x + width / 2)
        if thick <= thickest and extent >= length:
            yield Rule(level, float(at), float(start), float(start + extent))
