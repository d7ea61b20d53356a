"""Bytes to a document: which reader is for which media type, and what every document is held to, whatever it was read from.

Readers are named here and loaded when a file asks for them, so that a run over text files loads none of them. This module knows no
limits of time and memory: :mod:`assets.documents.reading.limits` runs it under them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple

from assets.documents.about.metadata import read_metadata
from assets.documents.document import Document
from assets.documents.formats.charset import REPLACEMENT, CharsetError, decode
from assets.documents.formats.html.web_page import render_html
from assets.documents.outline.structure import build_blocks
from assets.documents.rendition import Rendition
from assets.documents.unreadable import Fault, UnreadableError
from assets.documents.writing.looks import ASIDES, HIDDEN, RECOGNISED, STRUCK, UNCOMPARED, UNCOUNTED, UNLIKE, UNREAD, legible
from assets.documents.writing.plain_text import render_text
from assets.documents.writing.writer import PICTURES
from assets.sources import media
from expectations.registry import Regions

LONGEST_TEXT = 2_000_000  # characters; the longest plans have some 300,000, and all later stages keep several copies
LONGEST_LINE = 200_000  # characters; a whole plan without line ends has some 100,000, and sentences are sought by line
MOST_LINES = 100_000  # a plan has some thousands; finding the parts of a page takes time by their square
_GIB = 2**30


class Reader(NamedTuple):
    """A function ``bytes -> Rendition`` by name, and what its libraries need of address space, in bytes."""

    module: str
    function: str
    memory: int = 2 * _GIB
    recognises: bool = False  # whether it reads pictures of text where the extra ``ocr`` is there
    takes_type: bool = False  # whether it is given the media type too


class Needs(NamedTuple):
    """What reading a file may take."""

    memory: int  # bytes of address space
    times: int  # the seconds that a file may take


_FORMATS = "assets.documents.formats"
_OCR, _DELIMITED = f"{_FORMATS}.paged.ocr", f"{_FORMATS}.sheet.delimited"
_LIBREOFFICE = Reader("assets.documents.reading.libreoffice", "render_office", 8 * _GIB)  # it maps its libraries and fonts many times over
_SCAN = Reader(_OCR, "render_scan", recognises=True, takes_type=True)
_RECOGNITION = Needs(6 * _GIB, 10)  # models and their working memory; some seconds for each page
READERS: Mapping[str, Reader] = {
    media.DOCX: Reader(f"{_FORMATS}.word.docx", "render_docx"),
    media.XLSX: Reader(f"{_FORMATS}.sheet.spreadsheet", "render_xlsx"),
    media.XLS: Reader(f"{_FORMATS}.sheet.spreadsheet", "render_xls"),
    media.PDF: Reader(f"{_FORMATS}.paged.pdf", "render_pdf", recognises=True),  # of pages that are pictures
    media.OFD: Reader(f"{_FORMATS}.paged.ofd", "render_ofd"),
    media.MHTML: Reader("assets.documents.reading.mhtml", "render_mhtml"),
    media.EML: Reader("assets.documents.reading.mhtml", "render_mhtml"),
    **dict.fromkeys((media.DOC, media.RTF, media.ODT, media.WORD_XML), _LIBREOFFICE),
    **dict.fromkeys(("image/jpeg", "image/png", "image/tiff", "image/bmp", "image/webp", "image/gif"), _SCAN),
}
_PROPERTIES = {
    "title": ("title",),
    "author": ("author", "creator"),
    "created": ("created", "creationdate", "pubdate"),
    "modified": ("modified", "moddate"),
}
_NOT_TEXT = re.compile(r"[\x00\ud800-\udfff]")  # no table and no database can hold them
_EMPTY = "\ufeff \t\r\n\f\v\u3000\xa0"
_EMPTY_PAGE = "The page holds no text; it may be filled by a script: open it in a browser and save it again."
ATTACHMENTS = "attachments"
# What readers state of the reading and not of the plan, by the name they state it under.
_NOTES = {
    ATTACHMENTS: "What is attached is not read: {}; save it beside the file.",
    "pages_not_read": "These pages are pictures and are not read: {}.",
    "ocr": "{}",
    PICTURES: "These tables are pictures and are not read: {}.",
    STRUCK: "What is struck through is not read: {}.",
    HIDDEN: "What nobody sees is not read: {}.",
    UNCOUNTED: "These cells hold formulas without a stored value and are not read: {}; open the file in Excel and save it.",
    RECOGNISED: "These pages are pictures with text that a program recognised and nobody sees; it is read as it stands: {}.",
    UNLIKE: "Recognising these pages anew does not find these numbers of their text (page: number): {}; look at the pictures.",
    UNCOMPARED: "These pages are pictures too; their numbers are not held against what is recognised anew: {}.",
    UNREAD: "These parts of the file are not read: {}.",
}


@dataclass(frozen=True, slots=True)
class Content:
    """What a file's bytes are and say. ``document`` is there, or ``reason`` says why not; with it, what was repaired or left out.

    ``fault``: whose fault it is that there is no document.
    """

    media_type: str | None = None
    encoding: str | None = None
    document: Document | None = None
    reason: str | None = None
    fault: Fault = Fault.CONTENT


def needs_of(media_type: str | None) -> Needs:
    """What reading a file of this type, as told by its bytes, may take."""
    reader = READERS.get(media_type or "", Reader("", ""))
    return _RECOGNITION if reader.recognises and _named(_OCR, "is_installed")() else Needs(reader.memory, 1)


def content_of(data: bytes, media_type: str | None, regions: Regions) -> Content:
    """The document that a file's bytes hold; raises nothing that its readers foresee.

    ``media_type``: what ``media.binary_type`` told of them, None for text and pages.
    """
    if media_type is None:
        return _text_content(data, regions)
    if media_type not in READERS:
        return Content(media_type, reason=media.not_read_reason(media_type))
    try:
        rendition = _read(READERS[media_type], data, media_type)
        return Content(media_type, None, _document(rendition, "The file holds no text.", regions), _notes(rendition))
    except UnreadableError as problem:
        return Content(media_type, reason=str(problem), fault=problem.fault)


def _text_content(data: bytes, regions: Regions) -> Content:
    try:
        decoded = decode(data)
    except CharsetError as problem:
        return Content("application/octet-stream", reason=str(problem))
    text = legible(decoded.text)
    media_type = _text_type(text)
    if media_type not in _TEXT_READERS and media_type not in READERS:
        return Content(media_type, decoded.encoding, reason=media.not_read_reason(media_type))
    try:
        if not text.strip(_EMPTY):
            raise UnreadableError("The file holds no text.")
        rendition = _TEXT_READERS[media_type](text) if media_type in _TEXT_READERS else _read(READERS[media_type], data, media_type)
        document = _document(rendition, _EMPTY_PAGE, regions)
    except UnreadableError as problem:
        return Content(media_type, decoded.encoding, reason=str(problem), fault=problem.fault)
    said = [sentence for sentence in (decoded.repaired, _notes(rendition)) if sentence]
    return Content(media_type, decoded.encoding, document, " ".join(said) or None)


def _text_type(text: str) -> str:
    """The media type of decoded text; what is neither page nor XML may still be a table."""
    media_type = media.text_type(text)
    return media.CSV if media_type == media.TEXT and _named(_DELIMITED, "is_csv")(text) else media_type


def _render_text(text: str) -> Rendition:
    _check_lines(text.split("\n" if "\n" in text else "\r"))
    return render_text(text)


def _render_csv(text: str) -> Rendition:
    rendition: Rendition = _named(_DELIMITED, "render_csv")(text)
    return rendition


_TEXT_READERS: Mapping[str, Callable[[str], Rendition]] = {media.TEXT: _render_text, media.HTML: render_html, media.CSV: _render_csv}


def _named(module: str, function: str) -> Callable[..., Any]:
    """A function of a module, loaded when it is needed."""
    found: Callable[..., Any] = getattr(import_module(module), function)
    return found


def _read(reader: Reader, data: bytes, media_type: str) -> Rendition:
    rendition: Rendition = _named(reader.module, reader.function)(data, *((media_type,) if reader.takes_type else ()))
    return rendition


def _document(rendition: Rendition, if_empty: str, regions: Regions) -> Document:
    """The document that a rendition is. Raises :class:`UnreadableError` where it is empty or beyond all bounds."""
    _check_lines([line.text for line in rendition.lines])
    if _NOT_TEXT.search(rendition.text):
        _mark_what_is_no_text(rendition)
    if not rendition.text.strip(_EMPTY):
        raise UnreadableError(if_empty)
    blocks, front = build_blocks(rendition)
    metadata = read_metadata(rendition.text, blocks, front, rendition.stated, regions)
    starts = [*(line.start for line in rendition.lines), len(rendition.text)]  # a last page may hold nothing
    pages = tuple(starts[first] for first in rendition.pages)
    asides = tuple((kind, said) for kind in ASIDES if (said := rendition.stated.get(kind)))
    return Document(rendition.text, blocks, metadata, _properties(rendition.stated), pages, asides)


def _properties(stated: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The file's own metadata under the names of table ``sources``."""
    found = ((name, next((stated[key] for key in keys if stated.get(key)), None)) for name, keys in _PROPERTIES.items())
    return tuple((name, " ".join(said.split())) for name, said in found if said and said.strip())


def _check_lines(lines: Sequence[str]) -> None:
    """Raises :class:`UnreadableError` where lines are more or longer than those of any plan: a data file or an attack."""
    length = sum(map(len, lines))
    if length > LONGEST_TEXT:
        raise UnreadableError(f"The file holds {length:,} characters, more than the {LONGEST_TEXT:,} that are read; split it.")
    if len(lines) > MOST_LINES:
        raise UnreadableError(f"The file holds {len(lines):,} lines, more than the {MOST_LINES:,} that are read; split it.")
    longest = max(range(len(lines)), key=lambda i: len(lines[i]), default=None)
    if longest is not None and len(lines[longest]) > LONGEST_LINE:
        told = f"Line {longest + 1} of the file holds {len(lines[longest]):,} characters, more than the {LONGEST_LINE:,} that are read"
        raise UnreadableError(f"{told}; break it into lines.")


def _mark_what_is_no_text(rendition: Rendition) -> None:
    """Put U+FFFD in the place of what no table can hold; no offset moves."""
    rendition.text = _NOT_TEXT.sub(REPLACEMENT, rendition.text)
    rendition.lines = [line._replace(text=_NOT_TEXT.sub(REPLACEMENT, line.text)) for line in rendition.lines]


def _notes(rendition: Rendition) -> str | None:
    """What a reader has to say of how it read the file and of what it did not read, a sentence each."""
    return " ".join(told.format(rendition.stated[name]) for name, told in _NOTES.items() if rendition.stated.get(name)) or None
