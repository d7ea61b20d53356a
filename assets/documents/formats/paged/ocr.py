"""Scans to renditions by text recognition (RapidOCR), which the extra ``ocr`` brings; without it scans are told and left unread."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from importlib.util import find_spec
from typing import TYPE_CHECKING, ParamSpec

from assets.documents.formats.paged.ocr_sheet import Sheet, read_sheet
from assets.documents.pages.blocks import parts_of
from assets.documents.pages.printed import render_pages
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument

P = ParamSpec("P")
LARGEST = 64 * 1024 * 1024  # bytes, as for any file
MOST_PIXELS = 80_000_000  # of one picture; A3 at 600 dpi has 70 million. A file of some kB can claim billions
MOST_DRAWN = 16_000_000  # of a page that we draw; A3 at 250 dpi. A PDF of 600 bytes can claim a page of 25 m², which then takes 4 GB
MOST_SHEETS = 300  # of one file; at some seconds a page longer scans take hours
ADVICE = "`make install-ocr` adds the reading of scans"
_DPI = 200  # at which pages of a PDF are drawn: letters of 9 points have 25 pixels
_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP", "GIF")
_UNSURE = 0.8  # a text box that the recogniser is less sure of is counted as doubtful


def is_installed() -> bool:
    """Whether the extra ``ocr`` is there."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


def render_scan(data: bytes, media_type: str) -> Rendition:
    """The text of a picture of pages (``image/png`` and the like; a TIFF may hold many), with tables rebuilt from their ruling lines.

    What is stated as ``ocr`` says how sure the recogniser was. Raises :class:`UnreadableError` where the extra is missing, or the
    picture is broken, too large or without text.
    """
    if not is_installed():
        raise UnreadableError(f"The file is a picture ({media_type}) of a page; {ADVICE}.")
    if len(data) > LARGEST:
        raise UnreadableError(f"The picture has {len(data) / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it.")
    sheets = [read_sheet(image) for image in _images(data)]
    if not any(sheet.scores for sheet in sheets):
        raise UnreadableError("No text is recognised in the picture; scan the page again, upright and at 200 dpi or more.")
    return render_pages([parts_of(sheet.marks) for sheet in sheets], {"ocr": said_of(sheets)})


def read_pdf_pages(document: PdfDocument, numbers: Sequence[int]) -> list[Sheet]:
    """The pages (0-based) of an open PDF, drawn and recognised. Raises :class:`UnreadableError` where they are too many or too large."""
    if len(numbers) > MOST_SHEETS:
        raise UnreadableError(f"The PDF has {len(numbers)} scanned pages, more than the {MOST_SHEETS} that are read; split it.")
    sheets: list[Sheet] = []
    for number in numbers:
        page = document[number]
        try:
            width, height = page.get_size()
            dpi = min(_DPI, 72 * (MOST_DRAWN / max(width * height, 1.0)) ** 0.5)
            image = page.render(scale=dpi / 72, may_draw_forms=False).to_pil()
        finally:
            page.close()
        sheets.append(read_sheet(image, 72 / dpi))
    return sheets


def said_of(sheets: Sequence[Sheet]) -> str:
    """How sure the recogniser was, as a sentence."""
    scores = [score for sheet in sheets for score in sheet.scores]
    mean = sum(scores) / len(scores) if scores else 0.0
    unsure = sum(1 for score in scores if score < _UNSURE)
    count = "1 page was" if len(sheets) == 1 else f"{len(sheets)} pages were"
    sure = f"with a mean confidence of {mean:.3f} over {len(scores)} pieces of text, {unsure} of them below {_UNSURE}"
    return f"{count} read by text recognition, {sure}; hold figures that matter against the scan."


def _images(data: bytes) -> Iterator[Image]:
    """The pictures of a file, upright as the camera says."""
    with _opened(data) as file:
        count = int(getattr(file, "n_frames", 1)) if file.format == "TIFF" else 1
        if count > MOST_SHEETS:
            raise UnreadableError(f"The file holds {count} pictures, more than the {MOST_SHEETS} that are read; split it.")
        for number in range(count):
            yield _frame(file, number)


def _told(read: Callable[P, Image]) -> Callable[P, Image]:
    """Make whatever Pillow raises over a broken picture a word for people; what it warns of goes unsaid."""

    @wraps(read)
    def told(*args: P.args, **kwargs: P.kwargs) -> Image:
        import struct
        import zlib

        from PIL.Image import DecompressionBombError

        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return read(*args, **kwargs)
        except UnreadableError:
            raise
        except DecompressionBombError:
            raise UnreadableError(_too_large()) from None
        except (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, OverflowError, struct.error, zlib.error):
            raise UnreadableError("The picture is broken or cut short; fetch or scan it again.") from None

    return told


@_told
def _opened(data: bytes) -> Image:
    from PIL import Image

    return Image.open(io.BytesIO(data), formats=_FORMATS)


@_told
def _frame(file: Image, number: int) -> Image:
    """One picture of a file; its size is looked at before anything is unpacked."""
    from PIL import ImageOps

    file.seek(number)
    if file.width * file.height > MOST_PIXELS:
        raise UnreadableError(_too_large())
    return ImageOps.exif_transpose(file).convert("RGB")


def _too_large() -> str:
    return f"The picture has more than the {MOST_PIXELS // 1_000_000} million pixels that are read; scan the page at 300 dpi."
