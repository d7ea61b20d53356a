"""OFD files: text set letter by letter, ruled tables, templates, and nothing that a hostile file could do."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable

import pytest

from assets.documents.formats.paged import ofd, ofd_layout
from assets.documents.formats.paged.ofd import render_ofd
from assets.documents.unreadable import UnreadableError
from tests.documents import national
from tests.documents.ofd_files import HEIGHT, WIDTH, national_plan, package, page, path_object, text_object, zipped

BODY = "为深入实施创新驱动发展战略，制定本规划，规划期为2021—2025年。"


def _lines(*objects: str, **parts: str) -> list[str]:
    return render_ofd(package([page(text_object(BODY, 20, 30), *objects)], **parts)).text.split("\n")


def test_the_national_table_has_the_grid_and_the_values_of_the_page() -> None:
    rendition = render_ofd(national_plan())
    assert national.grid_of(rendition) == national.full_grid()
    assert national.values_of(rendition) == national.values()


def test_headings_paragraphs_pages_and_properties_are_told() -> None:
    rendition = render_ofd(national_plan())
    lines = rendition.text.split("\n")
    assert lines[0] == national.TITLE
    assert lines[2:4] == [national.ABOVE[0][1], national.ABOVE[1][1]]  # a paragraph over two lines is one
    assert rendition.stated["title"] == "国家科技创新规划"
    assert [lines[first] for first in rendition.pages] == [national.TITLE, national.CAPTION]
    assert {lines[i] for i, tag in rendition.tags.items() if tag == "strong"} >= {"一、发展基础", "二、发展目标"}


def test_steps_are_repeated_and_a_text_may_go_on_in_pieces() -> None:
    repeated = (
        '<ofd:TextObject Boundary="20 60 150 6" Size="4"><ofd:TextCode X="0" Y="4" DeltaX="g 4 4">全市专利2</ofd:TextCode>'
        '<ofd:TextCode X="18" DeltaX="2 2">020年</ofd:TextCode></ofd:TextObject>'
    )
    assert "全市专利2020年" in _lines(repeated)


def _turned(text: str, x: float, y: float, size: float, matrix: str) -> str:
    code = f'<ofd:TextCode X="0" Y="{size}" DeltaX="g {len(text)} {size}">{text}</ofd:TextCode>'
    return f'<ofd:TextObject Boundary="{x} {y} 99 60" CTM="{matrix}" Size="{size}">{code}</ofd:TextObject>'


def test_an_object_stands_where_its_matrix_puts_it() -> None:
    first = _turned("甲乙丙丁", 20, 60, 8, "0.5 0 0 0.5 0 0")
    second = text_object("戊己", 20 + 16, 64, 4)
    assert "甲乙丙丁戊己" in _lines(first, second)


def test_what_is_aslant_or_not_to_be_seen_is_left_out() -> None:
    watermark = _turned("内部资料", 40, 100, 20, "0.7 0.7 -0.7 0.7 0 0")
    hidden = text_object("看不见", 20, 80, more='Visible="false"') + text_object("全透明", 20, 90, more='Alpha="0"')
    assert _lines(watermark, hidden) == [BODY]


def test_a_letterhead_in_a_template_is_on_the_page_and_composite_drawings_too() -> None:
    template = page(text_object("辛集市人民政府文件", 60, 22, 8))
    drawn = f"<ofd:Content>{text_object('辛政字〔2022〕5号', 0, 5)}</ofd:Content>"
    unit = f'<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="9">{drawn}</ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>'
    used = '<ofd:CompositeObject ResourceID="9" Boundary="70 50 80 8"/>'
    data = package(
        [page(text_object(BODY, 20, 80), used, template="7")],
        common='<ofd:TemplatePage ID="7" BaseLoc="Tpls/Tpl_0/Content.xml"/>',
        resources=unit,
        more={"Doc_0/Tpls/Tpl_0/Content.xml": template},
    )
    assert render_ofd(data).text.split("\n") == ["辛集市人民政府文件", "辛政字〔2022〕5号", BODY]


def _stroked(x0: float, y0: float, x1: float, y1: float) -> str:
    return path_object(f"M {x0} {y0} L {x1} {y1}")


def _filled(x0: float, y0: float, x1: float, y1: float) -> str:
    right, bottom = x1 + 0.3, y1 + 0.3
    return path_object(f"M {x0} {y0} L {right} {y0} L {right} {bottom} L {x0} {bottom} C", 'Stroke="false" Fill="true"')


def _boxed(x0: float, y0: float, x1: float, y1: float) -> str:
    data = f"<ofd:AbbreviatedData>S 0 0 M 0 0 L {x1 - x0} {y1 - y0}</ofd:AbbreviatedData>"
    return f'<ofd:PathObject Boundary="{x0} {y0} {x1 - x0 + 1} {y1 - y0 + 1}">{data}</ofd:PathObject>'


@pytest.mark.parametrize("line", [_stroked, _filled, _boxed])
def test_ruling_lines_are_found_however_they_are_drawn(line: Callable[[float, float, float, float], str]) -> None:
    rules = [line(20, y, 110, y) for y in (50, 60, 70)] + [line(x, 50, x, 70) for x in (20, 50, 80, 110)]
    cells = [["指标名称", "2020年", "2025年"], ["专利授权量", "5", "9"]]
    texts = [text_object(text, 22 + 30 * c, 56 + 10 * r, 3.5) for r, row in enumerate(cells) for c, text in enumerate(row)]
    rendition = render_ofd(package([page(text_object(BODY, 20, 30), *rules, *texts)]))
    assert national.grid_of(rendition) == cells


def test_pages_and_resources_are_found_by_absolute_and_odd_names() -> None:
    data = zipped(
        {
            "ofd.xml": "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
            "Doc_0/Document.xml": "<Document><CommonData/><Pages><Page ID='1' BaseLoc='..\\Doc_0/./Pages/p.xml'/></Pages></Document>",
            "Doc_0/Pages/p.xml": page(text_object(BODY, 20, 30)).replace("ofd:", "o:").replace("xmlns:ofd", "xmlns:o"),
        }
    )
    assert render_ofd(data.replace(b"xmlns:ofd", b"xmlns:o__")).text == BODY


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "damaged or cut off"),
        (b"PK\x03\x04", "damaged or cut off"),
        (zipped({"OFD.xml": "<OFD/>"}), "The OFD file is damaged"),
        (zipped({"OFD.xml": "<OFD><DocBody><DocRoot>../../etc/passwd</DocRoot></DocBody></OFD>"}), "The OFD file is damaged"),
        (zipped({"OFD.xml": "not xml"}), "damaged or cut off"),
        (package([]), "holds no text"),
        (package([page()]), "holds no text"),
        (package([page('<ofd:ImageObject Boundary="0 0 210 297" ResourceID="1"/>')]), "holds pictures of pages and no text"),
        (zipped({"OFD.xml": '<!DOCTYPE x [<!ENTITY a "b">]><OFD>&a;</OFD>'}), "entities"),
        (zipped({"OFD.xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><OFD>&a;</OFD>'}), "entities"),
    ],
)
def test_what_cannot_be_read_is_told_in_one_sentence(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableError, match=told) as raised:
        render_ofd(data)
    assert str(raised.value).endswith(".")


def test_a_missing_page_is_told_and_not_passed_over() -> None:
    whole = package([page(text_object(BODY, 20, 30)), page(text_object(BODY, 20, 30))])
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            if "Page_1" not in name:
                target.writestr(name, source.read(name))
    with pytest.raises(UnreadableError, match="Page 2 of the OFD file is missing"):
        render_ofd(stream.getvalue())


def test_files_beyond_all_bounds_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [page(text_object(BODY, 20, 30))] * 3
    monkeypatch.setattr(ofd, "MOST_PAGES", 2)
    with pytest.raises(UnreadableError, match="has 3 pages, more than the 2 that are read"):
        render_ofd(package(pages))
    monkeypatch.setattr(ofd, "MOST_PAGES", 9)
    monkeypatch.setattr(ofd, "MOST_GLYPHS", 2 * len(BODY))
    with pytest.raises(UnreadableError, match="characters that are read"):
        render_ofd(package(pages))
    monkeypatch.setattr(ofd, "MOST_GLYPHS", 9 * len(BODY))
    monkeypatch.setattr(ofd_layout, "MOST_OBJECTS", 3)
    with pytest.raises(UnreadableError, match="draws more than 3 things"):
        render_ofd(package([page(*[text_object(BODY, 20, 30)] * 4)]))


def test_drawings_that_hold_themselves_end() -> None:
    unit = (
        '<ofd:CompositeGraphicUnit ID="9"><ofd:Content>'
        + '<ofd:CompositeObject ResourceID="9" Boundary="0 0 9 9"/>'
        + "</ofd:Content></ofd:CompositeGraphicUnit>"
    )
    assert _lines('<ofd:CompositeObject ResourceID="9" Boundary="0 0 9 9"/>', resources=unit) == [BODY]


@pytest.mark.parametrize(
    "odd",
    [
        text_object("甲", 20, 60).replace('Size="4.5"', 'Size="nan"'),
        text_object("甲", 20, 60).replace('Size="4.5"', 'Size="1e300"'),
        text_object("甲", 20, 60).replace('DeltaX=""', 'DeltaX="g 999999999999 4 g x"'),
        text_object("甲", 20, 60).replace('X="0"', 'X="inf"'),
        path_object("M 1e308 0 L"),
        path_object("L 4 4 C C C B 1 Q A M"),
        '<ofd:TextObject Boundary="a b" Size="4" CTM="1 2"><ofd:TextCode/></ofd:TextObject>',
        '<ofd:ImageObject Boundary="1"/>',
    ],
)
def test_senseless_numbers_break_nothing(odd: str) -> None:
    assert _lines(odd)[0].startswith(BODY[:10])


def test_a_file_with_flipped_bits_or_cut_short_is_read_or_told() -> None:
    whole = national_plan()
    dice = random.Random(5)
    for _ in range(150):
        data = bytearray(whole)
        for _ in range(dice.randrange(1, 8)):
            data[dice.randrange(len(data))] ^= 1 << dice.randrange(8)
        for broken in (bytes(data), bytes(data[: dice.randrange(len(data))])):
            try:
                assert render_ofd(broken).text
            except UnreadableError as problem:
                assert str(problem).endswith(".")


def test_a_page_that_says_no_size_is_a4() -> None:
    assert ofd._PAGE[2:] == (WIDTH, HEIGHT)
    assert _lines(text_object("一、总体要求", 20, 60))[1] == "一、总体要求"
