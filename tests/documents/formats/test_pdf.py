"""PDFs with a text layer: paragraphs, columns, furniture, headings, metadata; and what cannot be read."""

from __future__ import annotations

import time

import pytest

from assets.documents.document import BlockKind
from assets.documents.formats.paged import ocr as scan_ocr
from assets.documents.formats.paged.pdf import render_pdf
from assets.documents.outline.structure import build_blocks
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from tests.documents import national
from tests.documents.pdf_samples import (
    HEIGHT,
    LEFT,
    RIGHT,
    SENTENCE,
    WIDTH,
    Sheet,
    above,
    below,
    draw_grid,
    heads,
    image_pages,
    of_lines,
    ruled,
    text_width,
    unmapped,
)


@pytest.fixture(autouse=True)
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in the default install, whatever is installed here."""
    monkeypatch.setattr(scan_ocr, "is_installed", lambda: False)


def texts(rendition: Rendition) -> list[str]:
    return [line.text for line in rendition.lines]


def test_the_tables_caption_notes_and_headings_are_told_apart() -> None:
    rendition = render_pdf(ruled(heads))
    blocks, front = build_blocks(rendition)
    kinds = [(block.kind, rendition.text[block.start : block.end]) for block in blocks if block.kind is not BlockKind.TABLE]
    assert front.title == national.TITLE
    assert (BlockKind.CAPTION, national.CAPTION) in kinds
    assert [text for kind, text in kinds if kind is BlockKind.NOTE] == list(national.NOTES)
    assert [text for kind, text in kinds if kind is BlockKind.HEADING] == [
        text for level, text in (*national.ABOVE, *national.BELOW) if level
    ]


def test_lines_of_a_paragraph_are_one_line_over_page_ends_and_furniture_is_taken_off() -> None:
    sheet = Sheet(on_page=heads)
    paragraphs = [f"第{i}段，" + SENTENCE * 5 for i in range(8)]
    for words in paragraphs:
        sheet.paragraph(words)
    rendition = render_pdf(sheet.done())
    assert sheet.number == 2
    assert texts(rendition) == paragraphs
    assert rendition.pages[0] == 0 and 0 < rendition.pages[1] < len(paragraphs)


def test_words_of_latin_letters_keep_their_blank_at_a_lines_end_and_chinese_gets_none() -> None:
    line = "推进" + "科技" * 17
    rendition = render_pdf(of_lines([[(LEFT, 700, line + "open", 12), (LEFT, 680, "source" + line, 12), (LEFT, 660, "创新。", 12)]]))
    assert texts(rendition) == [f"{line}open source{line}创新。"]


def test_two_columns_are_read_one_after_the_other_below_the_title_over_both() -> None:
    sheet = Sheet(on_page=heads)
    sheet.centred("创新工作简报", 20)
    top = sheet.y
    left, right = [f"左{i}，" + SENTENCE * 2 for i in range(4)], [f"右{i}，" + SENTENCE * 2 for i in range(4)]
    for words in left:
        sheet.paragraph(words, 10.5, right=285)
    sheet.y = top
    for words in right:
        sheet.paragraph(words, 10.5, left=310)
    sheet.page()
    sheet.paragraph(SENTENCE)
    assert texts(render_pdf(sheet.done())) == ["创新工作简报", *left, *right, SENTENCE]


def test_a_title_over_two_lines_is_one_and_larger_letters_are_headings() -> None:
    sheet = Sheet(title="Microsoft Word - 规划.doc")
    sheet.centred("临江市人民政府关于印发临江市“十四五”", 20)
    sheet.centred("科技创新规划的通知", 20)
    sheet.paragraph("发展基础", 15)
    sheet.paragraph("重要性", bold=True)
    for _ in range(3):
        sheet.paragraph(SENTENCE)
    rendition = render_pdf(sheet.done())
    assert texts(rendition)[:3] == ["临江市人民政府关于印发临江市“十四五”科技创新规划的通知", "发展基础", "重要性"]
    assert rendition.tags == {0: "h1", 1: "h2", 2: "strong"}
    assert "title" not in rendition.stated


def test_contents_lines_stay_apart_though_each_fills_its_line() -> None:
    lines = ["一、发展基础", "（一）主要成效", "二、总体要求"]
    page = []
    for i, words in enumerate(lines):
        dots = "." * int((RIGHT - LEFT - text_width(words, 12) - 14) / text_width(".", 12))
        page.append((LEFT, 700 - 20 * i, f"{words}{dots} {i + 1}", 12))
    assert len(texts(render_pdf(of_lines([page])))) == 3


def test_a_raised_figure_is_a_footnotes_mark_and_no_digit() -> None:
    page = [
        (LEFT, 700, "研发经费投入强度为2.1", 12),
        (LEFT + text_width("研发经费投入强度为2.1", 12), 705, "1", 7),
        (LEFT, 680, "其中企业占七成。", 12),
    ]
    assert texts(render_pdf(of_lines([page])))[0] == "研发经费投入强度为2.1¹"


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("says_so", [True, False])
def test_pages_set_on_their_side_are_read_upright(turn: int, says_so: bool) -> None:
    def on_page(sheet: Sheet) -> None:
        if says_so:
            sheet.canvas.setPageRotation(turn)
        # reportlab lays a page that is to be turned by a quarter on its side.
        width, height = (HEIGHT, WIDTH) if says_so and turn != 180 else (WIDTH, HEIGHT)
        sheet.canvas.translate(*{90: (width, 0), 180: (width, height), 270: (0, height)}[turn])
        sheet.canvas.rotate(turn)
        sheet.canvas.scale(0.7, 0.7)

    assert national.values_of(render_pdf(ruled(on_page))) == national.values()


def test_the_files_metadata_are_stated() -> None:
    sheet = Sheet(title="临江市科技创新规划")
    sheet.canvas.setAuthor("临江市科技局")
    sheet.paragraph(SENTENCE)
    stated = render_pdf(sheet.done()).stated
    assert stated["title"] == "临江市科技创新规划" and stated["author"] == "临江市科技局"
    assert len(stated["created"]) == len("2021-12-31")


def test_signs_that_only_look_like_characters_are_made_what_they_look_like() -> None:
    from assets.documents.pages.letters import printed

    assert [printed(ord(letter)) for letter in "⼀⺠⻓ﬁ\uf0b3\x02"] == ["一", "民", "长", "fi", "≥", ""]


def test_a_scan_is_told_with_what_to_do_about_it() -> None:
    with pytest.raises(UnreadableError, match=r"no text layer.*make install-ocr"):
        render_pdf(image_pages(2))


def test_single_pages_without_text_are_named() -> None:
    rendition = render_pdf(image_pages(1, before=[SENTENCE] * 3))
    assert rendition.stated["pages_not_read"] == "4"
    assert texts(rendition) == [SENTENCE] * 3


def test_fonts_that_do_not_say_their_letters_are_told() -> None:
    with pytest.raises(UnreadableError, match="garbled"):
        render_pdf(unmapped("加强基础研究" * 20))


def test_an_encrypted_file_is_told() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    sheet = Sheet()
    sheet.canvas._doc.encrypt = StandardEncryption("geheim", strength=128)
    sheet.paragraph(SENTENCE)
    with pytest.raises(UnreadableError, match="encrypted"):
        render_pdf(sheet.done())


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.4", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n", b"\x00" * 1000], ids=["empty", "head", "shell", "zeros"]
)
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        render_pdf(data)


def test_a_broken_file_is_read_or_told_but_nothing_else() -> None:
    data = ruled()
    for at in range(0, len(data), max(1, len(data) // 40)):
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], data[:at] + data[at + 200 :]):
            try:
                assert render_pdf(broken).text.strip()
            except UnreadableError as problem:
                assert str(problem).endswith(".")


@pytest.mark.parametrize(
    ("module", "name", "value", "said"),
    [
        ("pdf", "LARGEST", 100, "MB"),
        ("pdf_pages", "MOST_PAGES", 1, "2 pages, more than the 1"),
        ("pdf_pages", "MOST_GLYPHS", 50, "characters, more than the 50"),
        ("pdf_objects", "MOST_OBJECTS", 20, "drawn things"),
    ],
)
def test_what_goes_over_a_limit_is_told(monkeypatch: pytest.MonkeyPatch, module: str, name: str, value: int, said: str) -> None:
    monkeypatch.setattr(f"assets.documents.formats.paged.{module}.{name}", value)
    with pytest.raises(UnreadableError, match=said):
        render_pdf(ruled())


def test_thousands_of_crossing_lines_are_no_table_and_take_no_time() -> None:
    sheet = Sheet()
    sheet.paragraph(SENTENCE)
    for i in range(2_000):
        sheet.canvas.line(LEFT, 100 + i * 0.25, RIGHT, 100 + i * 0.25)
        sheet.canvas.line(LEFT + i * 0.2, 100, LEFT + i * 0.2, 600)
    started = time.perf_counter()
    assert texts(render_pdf(sheet.done())) == [SENTENCE]
    assert time.perf_counter() - started < 10


def test_three_pages_a_second_at_the_least() -> None:
    sheet = Sheet(on_page=heads)
    for _ in range(5):
        above(sheet)
        draw_grid(sheet, national.places())
        below(sheet)
        for _ in range(4):
            sheet.paragraph(SENTENCE * 8, 10)
        sheet.page()
    data = sheet.done()
    started = time.perf_counter()
    rendition = render_pdf(data)
    assert (time.perf_counter() - started) / len(rendition.pages) < 1 / 3
