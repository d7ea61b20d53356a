"""What is read of a PDF whose fonts are not embedded is the same on every machine: with Chinese fonts, with others, with none."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from assets.documents.formats.paged import ocr as scan_ocr
from assets.documents.formats.paged import pdf
from assets.documents.formats.paged.ocr_sheet import Sheet as Recognised
from assets.documents.formats.paged.pdf import render_pdf
from assets.documents.formats.paged.pdf_fonts import hide_system_fonts
from assets.documents.pages.marks import PageMarks
from tests.documents import font_pdfs
from tests.documents.font_pdfs import have_fonts, of_a_machine_without_any, of_this_machine
from tests.documents.national import Cell
from tests.documents.pdf_samples import LEFT, Sheet, draw_grid, image_pages
from tests.workbench.pictures import font

CELLS = [["指标", "单", "十三五"], ["居民健康水平", "位", "—"], ["共建实验室", "个", "十"], ["减税", "％", "≥3"]]
LONE = "位—十一①Ⅲ％≥·3A"


def table() -> bytes:
    """A table of which many a cell is one character, drawn by itself."""
    sheet = Sheet()
    draw_grid(sheet, [[(r, c, Cell(text)) for c, text in enumerate(row)] for r, row in enumerate(CELLS)], (160, 60, 80))
    return sheet.done()


def read(data: bytes) -> list[str]:
    return [line.text for line in render_pdf(data).lines]


@pytest.mark.parametrize("fonts", [of_this_machine, of_a_machine_without_any])
def test_cells_of_one_character_are_read_whatever_fonts_a_machine_has(fonts: Callable[[Any], Any]) -> None:
    have_fonts(fonts)
    assert read(table()) == [" | ".join(row) for row in CELLS]


def test_pdfium_by_itself_loses_them_on_a_machine_without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    have_fonts(of_a_machine_without_any)
    monkeypatch.setattr(pdf, "hide_system_fonts", lambda: None)
    assert "位" not in "".join(read(table()))


@pytest.mark.parametrize("way", font_pdfs.WAYS)
@pytest.mark.parametrize("fonts", [of_this_machine, of_a_machine_without_any])
def test_lone_characters_are_read_however_the_pdf_names_its_font(way: str, fonts: Callable[[Any], Any]) -> None:
    have_fonts(fonts)
    assert "".join(read(font_pdfs.lone(LONE, way))).replace(" ", "") == LONE


def test_a_lone_code_that_no_character_is_known_of_stays_one_that_nobody_takes_for_a_figure() -> None:
    have_fonts(of_a_machine_without_any)
    (text,) = read(font_pdfs.coded([0x0013, 0x9C44]))
    assert len(text) == 2 and not any(letter.isalnum() for letter in text)


@pytest.mark.parametrize("bold", [False, True])
def test_letters_of_fonts_that_are_not_embedded_are_not_drawn_as_boxes(bold: bool) -> None:
    from pypdfium2 import PdfDocument

    hide_system_fonts()
    sheet = Sheet()
    sheet.text(LEFT, 700, "口日田", 40, bold=bold)
    document = PdfDocument(sheet.done())
    assert set(bytes(document[0].render().buffer)) == {255}
    document.close()


def test_latin_fonts_that_every_reader_brings_along_keep_their_widths() -> None:
    """Such a font need not state them: iii is narrower than MMM."""
    ends = []
    for words in ("iii", "MMM"):
        sheet = Sheet()
        sheet.canvas.setFont("Helvetica", 12)
        sheet.canvas.drawString(LEFT, 700, words)
        ends.append(font_pdfs.right_end(sheet.done()))
    assert ends[0] == pytest.approx(LEFT + 3 * 0.222 * 12, abs=0.1)
    assert ends[1] == pytest.approx(LEFT + 3 * 0.833 * 12, abs=0.1)


def test_a_page_with_letters_in_front_of_a_scan_keeps_them_and_is_not_recognised(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def recognised(_document: Any, numbers: list[int]) -> list[Recognised]:
        asked.extend(numbers)
        return [Recognised(PageMarks(595, 842), ()) for _ in numbers]

    monkeypatch.setattr(scan_ocr, "is_installed", lambda: True)
    monkeypatch.setattr(scan_ocr, "read_pdf_pages", recognised)
    letter = "现将《临江市科技创新规划》印发给你们，请结合实际认真贯彻执行。"
    assert read(image_pages(3, before=[letter])) == [letter]
    assert asked == [1, 2, 3]


def test_the_font_is_small_and_what_its_maker_makes() -> None:
    packed = font.FILE.read_bytes()
    assert len(packed) < 2_000
    assert gzip.decompress(packed) == font.font()
