"""Raised, struck-through and hidden print in every form: one treatment, and what only looks like it."""

from __future__ import annotations

import io
from typing import Any

import pytest

from assets.documents.formats.html.web_page import render_html
from assets.documents.formats.paged import ocr as scan_ocr
from assets.documents.formats.paged import pdf
from assets.documents.formats.paged.ocr_sheet import Sheet as Recognised
from assets.documents.formats.paged.ofd import render_ofd
from assets.documents.formats.paged.pdf import render_pdf
from assets.documents.formats.paged.pdf_pages import pages_of
from assets.documents.formats.sheet.spreadsheet import render_xls, render_xlsx
from assets.documents.formats.word.docx import render_docx
from assets.documents.rendition import Rendition
from tests.documents.excel_files import RAISED, STRUCK, Fill, Runs, xls, xlsx
from tests.documents.ofd_files import package, page, path_object, text_object
from tests.documents.pdf_samples import Sheet
from tests.documents.word_files import docx, paragraph, run

_RAISED, _STRUCK = '<w:vertAlign w:val="superscript"/>', "<w:strike/>"


@pytest.mark.parametrize(
    ("page_body", "said"),
    [
        ("<p>瞪羚企业达到46<sup>2</sup>家</p>", "瞪羚企业达到46[2]家"),
        ("<p>绿地3km<sup>2</sup>，产值10<sup>4</sup>元</p>", "绿地3km²，产值10⁴元"),
        ('<p>46<span style="vertical-align: super">1</span>家</p>', "46[1]家"),
        ("<p>46<sup>[</sup><sup>1</sup><sup>]</sup>家</p>", "46[1]家"),
        ("<p>第5<sup>th</sup></p>", "第5th"),
        ("<p><s>40</s>46家</p>", "46家"),
        ('<p><span style="text-decoration:line-through">40</span>46家</p>', "46家"),
        ("<p><del>40</del><ins>46</ins>家</p>", "46家"),
        ("<p>创<ruby>新<rp>(</rp><rt>xīn</rt><rp>)</rp></ruby>券</p>", "创新券"),
        ('<p>46家<span style="font-size:0">99家</span></p>', "46家"),
        ('<p style="font-size:0"><span style="font-size:14px">46家</span></p>', "46家"),
        ('<p>46家<i style="opacity:0">99家</i><i style="opacity:0.8">以上</i></p>', "46家以上"),
        (
            "<table><tr><th>指标</th><th>2025年<sup>1</sup></th></tr><tr><td>瞪羚企业</td><td>46</td></tr></table>",
            "指标 | 2025年[1]\n瞪羚企业 | 46",
        ),
        ("<p>年均增⻓8%，1\u200b200家</p>", "年均增长8%，1200家"),
    ],
)
def test_a_page(page_body: str, said: str) -> None:
    assert render_html(f"<html><body>{page_body}</body></html>").text == said


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        (".x{display:none}", "46家"),
        ("@media print{.x{display:none}}", "46家99家"),
        (".x:hover{display:none}", "46家99家"),
        (".x{display:none} span.x{display:inline}", "46家99家"),
        ("p .x{text-decoration:line-through}", "46家"),
        (".y{display:none}", "46家99家"),
        ("p{display:none}", "46家99家"),  # all of the page: a script shows it
    ],
)
def test_a_page_s_own_style_sheet(sheet: str, said: str) -> None:
    assert render_html(f"<html><head><style>{sheet}</style></head><body><p>46家<span class=x>99家</span></p></body></html>").text == said


@pytest.mark.parametrize(
    ("runs", "said", "struck"),
    [
        (run("46") + run("2", _RAISED) + run("家"), "46[2]家", None),
        (run("46") + run("2", '<w:position w:val="8"/><w:sz w:val="12"/>'), "46[2]", None),
        (run("46") + run("2", '<w:position w:val="2"/>'), "462", None),  # evens out fonts
        (run("3km") + run("2", _RAISED), "3km²", None),
        (run("46") + run("[", _RAISED) + run("1", _RAISED) + run("]", _RAISED), "46[1]", None),
        (run("40", _STRUCK) + run("46家"), "46家", "40"),
        (run("40", "<w:dstrike/>") + run("46家"), "46家", "40"),
        (run("46家", '<w:strike w:val="0"/>'), "46家", None),
        (run("46家") + run("99家", '<w:sz w:val="2"/>'), "46家", None),
    ],
)
def test_a_word_file(runs: str, said: str, struck: str | None) -> None:
    rendition = render_docx(docx(paragraph(runs) + paragraph("完")))
    assert (rendition.text, rendition.stated.get("struck")) == (f"{said}\n完", struck)


def _sheet(**looks: dict[str, object]) -> Fill:
    def fill(book: Any, sheet: Any) -> None:
        look = {name: book.add_format(said) for name, said in looks.items()}
        sheet.write_row(0, 0, ["指标", "2020年", "2025年"])
        sheet.write_row(1, 0, ["瞪羚企业"])
        sheet.write_rich_string(1, 1, "46", look["raised"], "1", " ")
        sheet.write_rich_string(1, 2, look["struck"], "40", look["plain"], "58")
        sheet.write(2, 0, "旧指标", look["struck"])
        sheet.write(2, 1, 7, look["struck"])
        sheet.write(3, 0, "暗指标", look["white"])
        sheet.write(3, 2, 9, look["white"])
        sheet.write(4, 0, "亮指标", look["white on blue"])
        sheet.write(4, 2, 12)

    return fill


def test_an_excel_file() -> None:
    looks = {
        "raised": {"font_script": 1},
        "struck": {"font_strikeout": True},
        "plain": {"bold": True},
        "white": {"font_color": "#FFFFFF"},
        "white on blue": {"font_color": "#FFFFFF", "bg_color": "#0000AA"},
    }
    rendition = render_xlsx(xlsx(("Sheet1", _sheet(**looks))))
    assert rendition.text.split("\n") == ["指标 | 2020年 | 2025年", "瞪羚企业 | 46[1] | 58", "亮指标 |  | 12"]
    assert rendition.stated["struck"] == "40; 旧指标; 7"
    assert rendition.stated["hidden"] == "暗指标; 9"


def _formulas(book: Any, sheet: Any) -> None:
    sheet.write_row(0, 0, ["指标", "2020年", "2025年"])
    sheet.write_row(1, 0, ["瞪羚企业", 46])
    sheet.write_formula(1, 2, "=B2*2")
    sheet.write_row(2, 0, ["雏鹰企业", 80])
    sheet.write_formula(2, 2, "=B3*2", None, 160)


def test_formulas_that_nobody_worked_out_are_told_and_no_zeros() -> None:
    rendition = render_xlsx(xlsx(("Sheet1", _formulas)))
    assert rendition.text.split("\n")[1:] == ["瞪羚企业 | 46 | ", "雏鹰企业 | 80 | 160"]
    assert rendition.stated["uncounted"] == "C2"


def test_an_old_excel_file_shows_formats_and_words_alike() -> None:
    cells: list[tuple[int, int, str | float, int]] = [(0, 0, "瞪羚企业", 0), (0, 1, 23000.0, 1), (0, 2, "三", 2)]
    rendition = render_xls(xls([("Sheet1", cells, [])], formats=['0!.0,"万家"', '"约"@']))
    assert rendition.text.split("\n") == ["瞪羚企业 | 2.3万家 | 约三"] or rendition.text.split("\n") == ["瞪羚企业", "2.3万家", "约三"]


def test_an_old_excel_file_has_marks_and_strikes_too() -> None:
    struck, raised = 1, 2
    cells: list[tuple[int, int, str | float | Runs, int]] = [
        (0, 0, "指标", 0), (0, 1, "2020年", 0), (0, 2, "2025年", 0),
        (1, 0, "瞪羚企业", 0), (1, 1, ("461", [(2, raised)]), 0), (1, 2, ("4058", [(0, struck), (2, 0)]), 0),
        (2, 0, "旧指标", struck), (2, 1, 7.0, struck), (2, 2, 9.0, struck),
        (3, 0, ("孵化面积（万m2）", [(7, raised), (8, 0)]), 0), (3, 1, 30.0, 0), (3, 2, 50.0, 0),
    ]  # fmt: skip
    rendition = render_xls(xls([("Sheet1", cells, [])], fonts=[STRUCK, RAISED]))
    assert rendition.text.split("\n") == ["指标 | 2020年 | 2025年", "瞪羚企业 | 46[1] | 58", "孵化面积（万m²） | 30 | 50"]
    assert rendition.stated["struck"] == "40; 旧指标; 7; 9"


def _pdf(draw: Any) -> Rendition:
    sheet = Sheet()
    sheet.text(72, 770, "一、主要目标与任务是这样的，详见下文各项。")
    draw(sheet)
    return render_pdf(sheet.done())


def _line(sheet: Sheet, words: str, **look: Any) -> None:
    text = sheet.canvas.beginText(72, 700)
    text.setFont("STSong-Light", look.get("size", 12))
    text.setTextRenderMode(look.get("mode", 0))
    sheet.canvas.setFillColorRGB(*look.get("colour", (0, 0, 0)))
    text.textOut(words)
    text.setTextRenderMode(0)
    sheet.canvas.drawText(text)
    sheet.canvas.setFillColorRGB(0, 0, 0)


def _box(sheet: Sheet, colour: tuple[float, float, float], y: float = 690) -> None:
    sheet.canvas.setFillColorRGB(*colour)
    sheet.canvas.rect(60, y, 400, 30, stroke=0, fill=1)
    sheet.canvas.setFillColorRGB(0, 0, 0)


WHITE, BLUE = (1.0, 1.0, 1.0), (0.0, 0.1, 0.6)


@pytest.mark.parametrize(
    ("draw", "is_seen"),
    [
        (lambda sheet: _line(sheet, "孵化器达到99家。"), True),
        (lambda sheet: _line(sheet, "孵化器达到99家。", mode=3), False),
        (lambda sheet: _line(sheet, "孵化器达到99家。", colour=WHITE), False),
        (lambda sheet: _line(sheet, "孵化器达到99家。", size=1), False),
        (lambda sheet: (_box(sheet, BLUE), _line(sheet, "孵化器达到99家。", colour=WHITE)), True),
        (lambda sheet: (_line(sheet, "孵化器达到99家。"), _box(sheet, WHITE)), False),
        (lambda sheet: (_box(sheet, WHITE), _line(sheet, "孵化器达到99家。")), True),
        (lambda sheet: (_line(sheet, "孵化器达到99家。"), _box(sheet, WHITE, 500)), True),
    ],
    ids=["plain", "no ink", "white", "tiny", "white on blue", "covered", "on a white box", "box elsewhere"],
)
def test_a_pdf_holds_text_that_nobody_sees(draw: Any, is_seen: bool) -> None:
    rendition = _pdf(draw)
    assert ("99家" in rendition.text, "99家" in rendition.stated.get("hidden", "")) == (is_seen, not is_seen)


@pytest.mark.parametrize(
    ("x0", "x1", "y", "is_struck"),
    [(71, 85, 704, True), (71, 300, 704, False), (71, 85, 698, False)],
    ids=["through", "a long rule", "under"],
)
def test_a_line_through_letters_strikes_them_out(x0: float, x1: float, y: float, is_struck: bool) -> None:
    def draw(sheet: Sheet) -> None:
        _line(sheet, "40")
        sheet.text(90, 700, "46家以上")
        sheet.canvas.line(x0, y, x1, y)

    rendition = _pdf(draw)
    assert ("40" in rendition.text, rendition.stated.get("struck")) == (not is_struck, "40" if is_struck else None)


def test_a_scan_s_unseen_layer_is_read_and_told_and_compared_with_nothing_where_no_recogniser_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_ocr, "is_installed", lambda: False)
    rendition = render_pdf(_layered("99"))
    assert "孵化器达到99家" in rendition.text
    assert rendition.stated["recognised"] == "1"
    assert not rendition.stated.keys() & {"unlike", "uncompared"}


@pytest.mark.parametrize(("drawn", "unlike"), [("99", None), ("90", "1: 99")], ids=["the same", "another digit"])
def test_numbers_of_a_scan_s_layer_that_recognition_does_not_find_are_told(
    monkeypatch: pytest.MonkeyPatch, drawn: str, unlike: str | None
) -> None:
    _recognise(monkeypatch, drawn)
    assert render_pdf(_layered("99")).stated.get("unlike") == unlike


def test_numbers_are_held_against_the_pictures_of_the_first_pages_and_the_others_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    _recognise(monkeypatch, "90", "77", "88")
    monkeypatch.setattr(pdf, "_MOST_COMPARED", 2)
    stated = render_pdf(_layered("99", "77", "66")).stated
    assert (stated["recognised"], stated["unlike"], stated["uncompared"]) == ("1; 2; 3", "1: 99", "3")


def _layered(*said: str, mode: int = 3) -> bytes:
    """Pictures of pages, each with a sentence that nobody sees and that tells one of these numbers."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture, sheet = io.BytesIO(), Sheet()
    Image.new("L", (60, 84), 255).save(picture, "PNG")
    for at, number in enumerate(said):
        if at:
            sheet.page()
        sheet.canvas.drawImage(ImageReader(picture), 0, 0, 595, 842)
        _line(sheet, f"到2025年，全市孵化器达到{number}家，众创空间达到120家。", mode=mode)
    return sheet.done()


def _recognise(monkeypatch: pytest.MonkeyPatch, *drawn: str) -> None:
    """A recogniser that finds these numbers on the pages."""
    from pypdfium2 import PdfDocument

    def read(_document: Any, numbers: list[int]) -> list[Recognised]:
        marks = list(pages_of(PdfDocument(_layered(*drawn, mode=0))))
        return [Recognised(marks[number], ()) for number in numbers]

    monkeypatch.setattr(scan_ocr, "is_installed", lambda: True)
    monkeypatch.setattr(scan_ocr, "read_pdf_pages", read)


def test_an_ofd_file() -> None:
    words = ["到2025年，全市瞪羚企业达到46家，研发人员达到3000人。", "孵化器达到99家。", "众创空间达到88家。", "科创板上市企业12家。"]
    white = '<ofd:FillColor Value="255 255 255"/>'
    unseen = (
        text_object(words[1], 30, 60, more='Fill="false"'),
        text_object(words[2], 30, 80).replace("<ofd:TextCode", f"{white}<ofd:TextCode"),
    )
    box = path_object("M 20 90 L 190 90 L 190 110 L 20 110 C", 'Fill="true" Stroke="false"')
    seen = text_object(words[3], 30, 100).replace("<ofd:TextCode", f"{white}<ofd:TextCode")
    rendition = render_ofd(package([page(text_object(words[0], 30, 40), *unseen, box, seen)]))
    assert [word in rendition.text for word in words] == [True, False, False, True]
    assert rendition.stated["hidden"] == "孵化器达到99家。; 众创空间达到88家。"
