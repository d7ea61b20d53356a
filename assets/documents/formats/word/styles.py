"""Styles of a Word file: which paragraphs are headings, what is bold, hidden, struck through or raised, and which lists styles number."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeVar
from xml.etree.ElementTree import Element

_T = TypeVar("_T")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|标题|標題|样式标题)\s*(?P<level>[1-9])$", re.I)
_TITLE = re.compile(r"^(?:title|标题|標題)$", re.I)
_CONTENTS = re.compile(r"^(?:toc|目录|目錄)\s*\d", re.I)
_DEEPEST_TAG = 6
_LEAST_RAISE = 4  # half points by which text stands above the line as a mark does; less evens out fonts
_SMALLEST = 4  # half points of letters that nobody sees
_LONGEST_CHAIN = 30  # styles based on one another; a loop ends here too


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says; None where it leaves that to the style it is based on."""

    name: str = ""
    based_on: str | None = None
    outline: int | None = None  # 0-based; 9 for running text
    bold: bool | None = None
    hidden: bool | None = None
    struck: bool | None = None
    raised: bool | None = None
    num_id: str | None = None
    num_level: int | None = None


class Styles:
    """The styles of a file by id."""

    def __init__(self, root: Element | None) -> None:
        """Read the part ``styles.xml``; a file without one has no styles."""
        self._styles: dict[str, Style] = {}
        self._default: str | None = None
        for element in root.iter(W + "style") if root is not None else ():
            key = element.get(W + "styleId", "")
            self._styles[key] = _style(element)
            if element.get(W + "type") == "paragraph" and element.get(W + "default") in ("1", "true", "on"):
                self._default = key
        self.of = cache(self._resolved)

    @property
    def list_nums(self) -> dict[str, str]:
        """The lists that styles number by, by style id."""
        return {key: style.num_id for key, style in self._styles.items() if style.num_id}

    def _resolved(self, key: str | None, paragraph: bool = False) -> Style:
        """A style with what it takes over from those it is based on; ``paragraph``: without a key, the file's default holds."""
        at = key if key is not None else self._default if paragraph else None
        chain: list[Style] = []
        while at in self._styles and len(chain) < _LONGEST_CHAIN:
            chain.append(self._styles[at])
            at = chain[-1].based_on
        return Style(
            name=chain[0].name if chain else "",
            outline=_first(style.outline for style in chain),
            bold=_first(style.bold for style in chain),
            hidden=_first(style.hidden for style in chain),
            struck=_first(style.struck for style in chain),
            raised=_first(style.raised for style in chain),
            num_id=_first(style.num_id for style in chain),
            num_level=_first(style.num_level for style in chain),
        )


def _first(said: Iterable[_T | None]) -> _T | None:
    return next((one for one in said if one is not None), None)


def _style(element: Element) -> Style:
    run, paragraph = element.find(W + "rPr"), element.find(W + "pPr")
    name = value_of(element, "name") or ""
    num_id, num_level = numbering_of(paragraph)
    outline = outline_of(paragraph)
    if outline is None and (match := _HEADING.match(name)):
        outline = int(match["level"]) - 1
    if _TITLE.match(name):
        outline = 0
    struck = switch(run, "strike") if switch(run, "strike") is not None else switch(run, "dstrike")
    looks = switch(run, "b"), switch(run, "vanish"), struck, is_raised(run)
    return Style(name, value_of(element, "basedOn"), outline, *looks, num_id, num_level)


def heading_tag(outline: int | None) -> str | None:
    """The tag of a heading at an outline level (0-based); None for running text."""
    return f"h{min(outline + 1, _DEEPEST_TAG)}" if outline is not None and outline < 9 else None


def is_contents(style: Style) -> bool:
    """Whether a style is that of a line of contents."""
    return _CONTENTS.match(style.name) is not None


def value_of(element: Element | None, name: str) -> str | None:
    """The ``w:val`` of a child element; None where there is none."""
    child = element.find(W + name) if element is not None else None
    return child.get(W + "val") if child is not None else None


def switch(properties: Element | None, name: str) -> bool | None:
    """Whether properties switch something on (True) or off (False); None where they do not say."""
    child = properties.find(W + name) if properties is not None else None
    return None if child is None else child.get(W + "val", "1") not in ("0", "false", "off", "none")


def is_raised(run: Element | None) -> bool | None:
    """Whether run properties raise text above the line, as superscripts or by hand; None where they do not say."""
    if (said := value_of(run, "vertAlign")) is not None:
        return said == "superscript"
    place = value_of(run, "position")
    return None if place is None else place.isdigit() and int(place) >= _LEAST_RAISE


def is_unseen(run: Element | None) -> bool:
    """Whether run properties set letters too small for anybody to see."""
    size = value_of(run, "sz")
    return size is not None and size.isdigit() and int(size) <= _SMALLEST


def outline_of(paragraph: Element | None) -> int | None:
    """The outline level that paragraph properties state (0-based, 9 for running text)."""
    said = value_of(paragraph, "outlineLvl")
    return int(said) if said is not None and said in tuple("0123456789") else None


def numbering_of(paragraph: Element | None) -> tuple[str | None, int | None]:
    """List and level that paragraph properties state; list 0 takes a style's number away."""
    number = paragraph.find(W + "numPr") if paragraph is not None else None
    level = value_of(number, "ilvl")
    return value_of(number, "numId"), int(level) if level is not None and level in tuple("012345678") else None
