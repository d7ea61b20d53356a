"""Cell styles of an Excel file (XLSX): the number format of each, and whether its font strikes text through or hides it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from assets.documents.formats.sheet.format_codes import BUILT_IN, GENERAL
from assets.documents.writing.looks import PLAIN, Look

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_OFF = ("0", "false", "off")
_WHITE_RGB, _WHITE_THEME, _WHITE_INDEX = "FFFFFF", "0", ("1", "9")
_SMALLEST = 2.0  # points of letters that nobody sees


class CellStyle(NamedTuple):
    """What a style says of how a cell's content is shown."""

    code: str = GENERAL
    look: Look = PLAIN


def cell_styles(root: Element | None) -> Sequence[CellStyle]:
    """The styles of cells by number, given the part ``styles.xml``."""
    if root is None:
        return ()
    codes = {one.get("numFmtId"): one.get("formatCode", GENERAL) for one in root.iter(_S + "numFmt")}
    fonts, fills = root.find(_S + "fonts"), root.find(_S + "fills")
    looks = [look_of(font) for font in fonts] if fonts is not None else []
    white = [_is_white(font) for font in fonts] if fonts is not None else []
    bare = [_is_bare(fill) for fill in fills] if fills is not None else []
    styles = []
    for style in root.find(_S + "cellXfs") or ():
        key, font, fill = style.get("numFmtId", "0"), _at(style.get("fontId")), _at(style.get("fillId"))
        look = looks[font]._replace(raised=False) if font < len(looks) else PLAIN  # a whole cell that is raised is no mark
        if font < len(white) and white[font] and (fill >= len(bare) or bare[fill]):
            look = look._replace(hidden=True)
        styles.append(CellStyle(codes.get(key) or BUILT_IN.get(_at(key), GENERAL), look))
    return styles


def look_of(font: Element) -> Look:
    """What a font says of its text: struck through, raised, too small to be seen."""
    strike, place, size = (font.find(_S + name) for name in ("strike", "vertAlign", "sz"))
    struck = strike is not None and strike.get("val", "1") not in _OFF
    return Look(struck, _is_tiny(size), place is not None and place.get("val") == "superscript")


def _is_tiny(size: Element | None) -> bool:
    try:
        return size is not None and 0 < float(size.get("val", "11")) <= _SMALLEST
    except ValueError:
        return False


def _is_white(font: Element) -> bool:
    colour = font.find(_S + "color")
    if colour is None or colour.get("tint", "0").strip("-0.") != "":
        return False
    said = colour.get("rgb", ""), colour.get("theme"), colour.get("indexed")
    return said[0].upper()[-6:] == _WHITE_RGB or said[1] == _WHITE_THEME or said[2] in _WHITE_INDEX


def _is_bare(fill: Element) -> bool:
    """Whether a fill leaves the cell white."""
    pattern = fill.find(_S + "patternFill")
    return fill.find(_S + "gradientFill") is None and (pattern is None or pattern.get("patternType", "none") == "none")


def _at(text: str | None) -> int:
    return int(text) if text is not None and text.isascii() and text.isdigit() and len(text) < 9 else 0
