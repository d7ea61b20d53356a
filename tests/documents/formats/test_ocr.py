"""Scans: what is said where text recognition is not installed, what is bounded, and what it reads where it is."""

from __future__ import annotations

import io
import struct
import zlib

import pytest

from assets.documents.formats.paged import ocr as scan_ocr
from assets.documents.formats.paged.ocr import render_scan
from assets.documents.formats.paged.pdf import render_pdf
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from tests.documents import national
from tests.documents.font_pdfs import have_fonts, of_this_machine
from tests.documents.pdf_samples import HEIGHT, WIDTH, Sheet, ruled

needs_ocr = pytest.mark.skipif(not scan_ocr.is_installed(), reason="the extra ocr is not installed (make install-ocr)")
SLANT = 0.7  # degrees, as a sheet lies in a scanner


def scanned(data: bytes, *, turn: float = SLANT, dpi: int = 150) -> list[object]:
    """The pages of a PDF as a scanner gives them; skips where this machine has no font to draw them with."""
    import pypdfium2
    from PIL import Image

    have_fonts(of_this_machine)  # which reading hides
    document = pypdfium2.PdfDocument(data)
    images = [page.render(scale=dpi / 72).to_pil().convert("L") for page in document]
    if not any(image.getextrema()[0] < 128 for image in images):
        pytest.skip("this machine has no Chinese font to draw the page with")
    return [image.rotate(turn, resample=Image.Resampling.BICUBIC, expand=turn % 90 == 0, fillcolor=255) for image in images]


def as_tiff(images: list[object]) -> bytes:
    """Pictures as one file of many pages."""
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression="tiff_deflate")  # type: ignore[attr-defined]
    return out.getvalue()


def share_right(rendition: Rendition) -> float:
    """The share of the national table's values that are read right; [22] is as good as 〔22〕, which recognisers do not tell apart."""
    found = [value._replace(value_text=value.value_text.replace("[", "〔").replace("]", "〕")) for value in national.values_of(rendition)]
    return sum(value in found for value in national.values()) / len(national.values())


def png(width: int, height: int, body: bytes = b"") -> bytes:
    """A picture that claims a size; its content is what compresses best."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(body)) + chunk(b"IEND", b"")


def test_without_the_extra_a_picture_says_how_to_have_it_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_ocr, "is_installed", lambda: False)
    with pytest.raises(UnreadableError, match="make install-ocr"):
        render_scan(png(10, 10), "image/png")


def test_the_default_install_imports_no_recogniser() -> None:
    import subprocess
    import sys

    heavy = ("rapidocr", "cv2", "PIL", "onnxruntime", "pypdfium2")
    code = f"import sys, assets.documents.formats.paged.pdf; print([name for name in {heavy} if name in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@needs_ocr
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "broken"),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 100, "broken"),
        (b"II*\x00\x08\x00\x00\x00\xff\xff", "broken"),
        (png(50_000, 50_000), "million pixels"),
        (png(12_000, 12_000), "million pixels"),
        (png(2_000, 2_000, (b"\x00" + b"\xff" * 250) * 2_000), "No text"),
    ],
    ids=["empty", "png", "jpeg", "tiff", "bomb", "large", "blank"],
)
def test_a_picture_that_cannot_be_read_is_told(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        render_scan(data, "image/png")


@needs_ocr
def test_a_picture_cut_short_is_told() -> None:
    whole = as_tiff(scanned(ruled())[:1])
    with pytest.raises(UnreadableError, match="broken"):
        render_scan(whole[: len(whole) // 2], "image/tiff")


@needs_ocr
@pytest.mark.slow
def test_a_scan_lying_aslant_gives_the_tables_values() -> None:
    rendition = render_scan(as_tiff(scanned(ruled())), "image/tiff")
    assert share_right(rendition) >= 0.95
    assert rendition.lines[0].text == national.TITLE and rendition.pages[0] == 0 < rendition.pages[1]
    assert "2 pages were read by text recognition, with a mean confidence of 0.9" in rendition.stated["ocr"]


@needs_ocr
@pytest.mark.slow
def test_a_scan_lying_on_its_side_gives_the_tables_values() -> None:
    assert share_right(render_scan(as_tiff(scanned(ruled(), turn=90)), "image/tiff")) >= 0.95


@needs_ocr
@pytest.mark.slow
def test_the_scanned_pages_of_a_pdf_are_read_among_those_with_text() -> None:
    from reportlab.lib.utils import ImageReader

    sheet = Sheet()
    sheet.paragraph("临江市科技创新规划，本页有文字，规划期为2016—2020年，由临江市人民政府印发。")
    for image in scanned(ruled(), turn=0):
        sheet.page()
        sheet.canvas.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
    rendition = render_pdf(sheet.done())
    assert share_right(rendition) >= 0.95
    assert rendition.lines[0].text.startswith("临江市科技创新规划，本页有文字")
    assert "ocr" in rendition.stated and "pages_not_read" not in rendition.stated
