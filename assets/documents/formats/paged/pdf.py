"""PDF files to renditions, by their text layer. Nothing in the file is run, opened or followed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from assets.documents.formats.paged import ocr as scan_ocr
from assets.documents.formats.paged.pdf_fonts import hide_system_fonts
from assets.documents.formats.paged.pdf_pages import pages_of
from assets.documents.pages.blocks import PageParts, parts_of
from assets.documents.pages.letters import is_garbled
from assets.documents.pages.printed import render_pages
from assets.documents.pages.struck import take_struck
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.looks import HIDDEN, RECOGNISED, STRUCK, UNCOMPARED, UNLIKE, Aside

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

LARGEST = 64 * 1024 * 1024  # bytes; what is larger is no plan, and the scan of the folder does not take it either
_LEAST_LETTERS = 20  # on a page that is no mere picture with a stamp or a page number
_MOST_SCANNED = 0.5  # of the pages with anything on them; a plan with more pages of pictures is a scan

_MOST_COMPARED = 20  # pages with a recognised layer that are recognised anew; a page takes some seconds
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DATE = re.compile(r"D?:?(\d{4})(\d{2})?(\d{2})?")
_NO_TITLE = re.compile(r"^(?:microsoft|untitled|无标题|未命名|文档\d*|幻灯片|新建)|\.(?:docx?|wps|pdf|xlsx?|pptx?|indd|et)$", re.I)
_NAMES = {"Title": "title", "Author": "author", "CreationDate": "created", "ModDate": "modified"}


def render_pdf(data: bytes) -> Rendition:
    """The text of a PDF, its tables as grids, its pages, and what its metadata state (title, author, created, modified).

    Raises :class:`UnreadableError` where the file is broken, encrypted, too large, a scan, or of letters that nobody can tell.
    """
    from pypdfium2 import PdfDocument, PdfiumError

    if len(data) > LARGEST:
        raise UnreadableError(f"The PDF has {len(data) / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it.")
    hide_system_fonts()
    try:
        document = PdfDocument(data)
    except PdfiumError as problem:
        raise UnreadableError(_why_not_opened(problem)) from None
    try:
        return _render(document)
    finally:
        document.close()


def _why_not_opened(problem: Exception) -> str:
    if "password" in str(problem).lower() or "security" in str(problem).lower():
        return "The PDF is encrypted; open it with its password and save it without one."
    return "The PDF is broken or cut short and cannot be opened; fetch it again, or open it and print it into a new PDF."


def _render(document: PdfDocument) -> Rendition:
    """The rendition of an open document; pages without a text layer are read by OCR where that is installed."""
    pages: list[PageParts] = []
    letters: list[str] = []
    scanned: list[int] = []
    layered: list[int] = []  # pictures with text that somebody's program recognised
    aside = Aside()
    for at, marks in enumerate(pages_of(document)):
        for kind, texts in ((HIDDEN, marks.unseen), (STRUCK, take_struck(marks))):
            for text in texts:
                aside.take(text, kind)
        if marks.is_recognised:
            aside.take(str(at + 1), RECOGNISED)
            layered.append(at)
        letters.append("".join(glyph.text for glyph in marks.glyphs if glyph.text.strip()))
        if marks.has_picture and len(letters[-1]) < _LEAST_LETTERS:
            scanned.append(at)
        pages.append(parts_of(marks))
    if (why := _why_not_by_letters(letters, scanned)) is not None:
        if not scan_ocr.is_installed():
            raise UnreadableError(why)
        scanned = _without_letters(letters)
    _compare_numbers(document, pages, [at for at in layered if at not in scanned], aside)
    stated = _stated(document) | aside.stated()
    if scanned and scan_ocr.is_installed():
        sheets = scan_ocr.read_pdf_pages(document, scanned)
        for at, sheet in zip(scanned, sheets, strict=True):
            pages[at] = parts_of(sheet.marks)
        stated["ocr"] = scan_ocr.said_of(sheets)
    elif scanned:
        stated["pages_not_read"] = ", ".join(str(at + 1) for at in scanned)
    return render_pages(pages, stated)


def _compare_numbers(document: PdfDocument, pages: Sequence[PageParts], layered: Sequence[int], aside: Aside) -> None:
    """Tell the numbers of recognised pages (page: number) that our own recognition does not find there, and the pages it is not asked of.

    Nothing where it is not installed.
    """
    if not scan_ocr.is_installed():
        return
    compared, others = layered[:_MOST_COMPARED], layered[_MOST_COMPARED:]
    for at in others:
        aside.take(str(at + 1), UNCOMPARED)
    for at, sheet in zip(compared, scan_ocr.read_pdf_pages(document, compared), strict=True):
        told, found = (Counter(_NUMBER.findall(render_pages([page], {}).text)) for page in (pages[at], parts_of(sheet.marks)))
        for number in (told - found).elements():
            aside.take(f"{at + 1}: {number}", UNLIKE)


def _why_not_by_letters(letters: Sequence[str], scanned: Sequence[int]) -> str | None:
    """Why the text layer cannot be read; None where it can."""
    printed = sum(1 for page in letters if page)
    if not printed or len(scanned) > _MOST_SCANNED * max(printed, len(scanned)):
        return f"The PDF has no text layer, as scans have none; {scan_ocr.ADVICE}."
    if is_garbled(letters):
        return f"The PDF's fonts do not say which letters they print, so that its text is garbled; {scan_ocr.ADVICE}."
    return None


def _without_letters(letters: Sequence[str]) -> list[int]:
    """The pages to be drawn and recognised in a file that its text layer does not give: all where its letters are garbled.

    Else those that have text of their own keep it. Letters in fonts that the file does not embed are not drawn (see pdf_fonts), so
    that a recogniser would find such a page, as of a typed letter in front of a scan, empty.
    """
    garbled = is_garbled(letters)
    return [at for at, page in enumerate(letters) if garbled or len(page) < _LEAST_LETTERS]


def _stated(document: PdfDocument) -> dict[str, str]:
    """What the file's metadata say, dates as 2021-12-31. A title that is but the name of the file it was printed from is left out."""
    stated: dict[str, str] = {}
    for key, value in document.get_metadata_dict(skip_empty=True).items():
        name, said = _NAMES.get(key), value.replace("\x00", "").strip()
        if name in ("created", "modified"):
            match = _DATE.match(said)
            said = "-".join(part for part in match.groups() if part) if match else ""
        if name is not None and said and not (name == "title" and _NO_TITLE.search(said)):
            stated[name] = said
    return stated
