"""OFD files (GB/T 33190, the layout format of Chinese offices) to renditions: a package of XML, each page's text set letter by letter.

Read are the pages with the templates below them (letterheads, rules) and what the file states of itself. Signatures, seals,
annotations and attachments are not; nothing outside the file is looked at.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from assets.documents.formats.paged.ofd_layout import Content, Fonts, numbers, tag_of
from assets.documents.formats.zipped_xml import Package
from assets.documents.pages.blocks import parts_of
from assets.documents.pages.marks import PageMarks
from assets.documents.pages.printed import render_pages
from assets.documents.pages.struck import take_struck
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.looks import HIDDEN, STRUCK, Aside

MOST_PAGES = 1_500  # the longest plans have some 300
MOST_GLYPHS = 2_000_000  # of all pages: the longest text that is read
_LEAST_LETTERS = 20  # on a page that is no mere picture with a stamp or a page number
_PAGE = (0.0, 0.0, 210.0, 297.0)  # millimetres, where the file does not say: A4
_STATED = {"Title": "title", "Author": "author", "CreationDate": "created", "ModDate": "modified"}
_DAMAGED = "The OFD file is damaged or cut off; fetch it again."


def render_ofd(data: bytes) -> Rendition:
    """The text of an OFD file, its ruled tables as grids, its pages, and what its properties state (title, author, created, modified).

    Raises :class:`UnreadableError` where the file is broken, encrypted, too large, or holds pictures of pages only.
    """
    package = Package(data, "")
    body = _found(package.xml("OFD.xml"), "DocBody")
    root = _text(body, "DocRoot")
    if body is None or not root:
        raise UnreadableError(_DAMAGED)
    document = _Document(package, _inside("", root))
    pages = list(document.pages())
    if not any(len(page.glyphs) >= _LEAST_LETTERS for page in pages):
        pictures = any(page.has_picture for page in pages)
        why = "pictures of pages and no text, as scans do" if pictures else "no text"
        raise UnreadableError(f"The OFD file holds {why}; save it as PDF or text with its text recognised.")
    stated = {name: said for tag, name in _STATED.items() if (said := _text(_found(body, "DocInfo"), tag))}
    aside = Aside()
    for page in pages:
        for kind, texts in ((HIDDEN, page.unseen), (STRUCK, take_struck(page))):
            for text in texts:
                aside.take(text, kind)
    return render_pages([parts_of(page) for page in pages], stated | aside.stated())


class _Document:
    """One document of the package: its pages, and what they share."""

    def __init__(self, package: Package, name: str) -> None:
        root = package.xml(name)
        common = _found(root, "CommonData")
        if root is None or common is None:
            raise UnreadableError(_DAMAGED)
        self._package, self._folder = package, posixpath.dirname(name)
        self._root = root
        self._box = _box(_found(common, "PageArea")) or _PAGE
        resources = [*_texts(common, "PublicRes"), *_texts(common, "DocumentRes")]
        self._fonts, self._units = self._resources(_inside(self._folder, place) for place in resources)
        self._templates = {
            element.get("ID", ""): place for element in common if tag_of(element) == "TemplatePage" and (place := element.get("BaseLoc"))
        }

    def _resources(self, places: Iterator[str]) -> tuple[Fonts, dict[str, Element]]:
        """Fonts by id, and drawings used in several places (composite units) by id."""
        fonts, units = Fonts(), {}
        for place in places:
            root = self._package.xml(place)
            for element in root.iter() if root is not None else ():
                if tag_of(element) == "Font":
                    fonts.add(element)
                elif tag_of(element) == "CompositeGraphicUnit":
                    units[element.get("ID", "")] = element
        return fonts, units

    def pages(self) -> Iterator[PageMarks]:
        """The pages in order. Raises :class:`UnreadableError` where there are too many, or one is missing."""
        listed = [element for element in _found(self._root, "Pages") or () if tag_of(element) == "Page"]
        if len(listed) > MOST_PAGES:
            raise UnreadableError(f"The OFD file has {len(listed):,} pages, more than the {MOST_PAGES:,} that are read; split it.")
        templates: dict[str, Element | None] = {}
        room = MOST_GLYPHS
        for number, element in enumerate(listed, start=1):
            page = self._package.xml(_inside(self._folder, element.get("BaseLoc", "")))
            if page is None:
                raise UnreadableError(f"Page {number} of the OFD file is missing; fetch the file again.")
            content = Content(_box(_found(page, "Area")) or self._box, self._fonts, self._units)
            for used in (child.get("TemplateID", "") for child in page if tag_of(child) == "Template"):
                if used in self._templates and used not in templates:
                    templates[used] = self._package.xml(_inside(self._folder, self._templates[used]))
                if (template := templates.get(used)) is not None:
                    content.draw(_found(template, "Content"))
            content.draw(_found(page, "Content"))
            room -= len(content.marks.glyphs)
            if room < 0:
                raise UnreadableError(f"The OFD file holds more than the {MOST_GLYPHS:,} characters that are read; split it.")
            yield content.marks


def _found(element: Element | None, name: str) -> Element | None:
    """The child of this name, in whatever namespace: writers of OFD use several."""
    return next((child for child in element if tag_of(child) == name), None) if element is not None else None


def _texts(element: Element, name: str) -> list[str]:
    return [text for child in element if tag_of(child) == name and (text := (child.text or "").strip())]


def _text(element: Element | None, name: str) -> str:
    return next(iter(_texts(element, name)), "") if element is not None else ""


def _box(area: Element | None) -> tuple[float, float, float, float] | None:
    """Left, top, width and height of a page's area in millimetres; None where it states none that can be."""
    stated = numbers(_text(area, "PhysicalBox"))
    if len(stated) != 4 or not all(0 < side < 10_000 for side in stated[2:]):
        return None
    left, top, width, height = stated
    return left, top, width, height


def _inside(folder: str, place: str) -> str:
    """The name in the package of what a file in ``folder`` calls ``place``; a way out of the package leads to its root."""
    return posixpath.normpath(posixpath.join("/", folder, place.replace("\\", "/"))).lstrip("/")
