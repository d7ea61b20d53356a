"""Pages as government sites make them: rendition, article and furniture, metadata; the pages' figures are invented."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.about.metadata import read_metadata
from assets.documents.document import Block, BlockKind, PlanMetadata
from assets.documents.formats.charset import decode
from assets.documents.formats.html.web_page import read_html
from expectations.registry import load_registry

PAGES = Path(__file__).parents[1] / "pages"
REGIONS = load_registry().regions


class _Page:
    def __init__(self, page: str) -> None:
        self.text, self.blocks, self.front, self.stated = read_html(page)

    def only(self, kind: BlockKind) -> list[str]:
        return [self.said(block) for block in self.blocks if block.kind is kind]

    def said(self, block: Block) -> str:
        return self.text[block.start : block.end]

    @property
    def metadata(self) -> PlanMetadata:
        return read_metadata(self.text, self.blocks, self.front, self.stated, REGIONS)

    def cells(self, table: int = 0) -> list[tuple[int, int, str]]:
        cells = [block.cells for block in self.blocks if block.kind is BlockKind.TABLE][table]
        assert cells is not None
        return [(cell.row, cell.column, self.text[cell.start : cell.end]) for cell in cells]


def _page(name: str) -> _Page:
    return _Page((PAGES / name).read_text(encoding="utf-8"))


def _body(body: str) -> _Page:
    return _Page(f"<html><body>{body}</body></html>")


def test_nested_layout_tables_are_flattened_and_the_data_table_is_kept() -> None:
    page = _page("nested_layout.html")
    assert page.only(BlockKind.TABLE) == [
        "序号 | 指标名称 | 2015年 | 2020年\n1 | R&D经费支出占GDP比重(%) | 2.3 | ≥2.8\n2 | 高新技术企业 (家) | 600 | 1000"
    ]
    assert page.only(BlockKind.HEADING) == ["一、发展基础", "(一)平台建设加快。", "二、主要目标", "三、保障措施"]
    assert page.only(BlockKind.CAPTION) == ["表1\xa0绍兴市“十三五”科技创新主要指标"]
    assert page.only(BlockKind.NOTE) == ["注:研发经费为全社会口径。"]
    assert "到2015年底, 全市建成各类孵化器12家。版权登记和来源认证服务不断完善。" in page.only(BlockKind.PARAGRAPH)
    furniture = page.only(BlockKind.FURNITURE)
    assert {"首页", "栏目导航", "【打印】【关闭】", "相关链接", "关于印发绍兴市农业发展规划的通知"} <= set(furniture)
    assert "广告" not in page.text


def test_the_metadata_of_a_page_in_nested_tables() -> None:
    assert _page("nested_layout.html").metadata == PlanMetadata(
        title="绍兴市科技创新“十三五”规划",
        document_number="绍政发〔2016〕99号",
        issuer="绍兴市人民政府",
        region_code="330600",
        region_name="绍兴市",
        province="浙江省",
        level="city",
        signed_on=date(2016, 10, 31),
        published_on=date(2016, 11, 8),
        period_start=2016,
        period_end=2020,
    )


def test_a_page_in_gb2312_is_decoded_and_read_alike() -> None:
    page = (PAGES / "nested_layout.html").read_text(encoding="utf-8")
    decoded = decode(page.encode("gb18030"))
    assert decoded.encoding == "gb18030"
    assert read_html(decoded.text)[:2] == read_html(page)[:2]


def test_a_big5_page_in_traditional_script_is_read() -> None:
    page = (PAGES / "traditional.html").read_text(encoding="utf-8")
    decoded = decode(page.encode("big5"))
    assert decoded.text == page
    assert _Page(decoded.text).cells()[:4] == [(0, 0, "指標"), (0, 1, "2020年"), (0, 2, "2025年"), (1, 0, "研發投入強度（%）")]


def test_a_two_level_header_with_rowspans_keeps_its_grid_and_exact_offsets() -> None:
    page = _page("trs_article.html")
    (table,) = [block for block in page.blocks if block.kind is BlockKind.TABLE]
    assert table.cells is not None
    spans = {page.text[c.start : c.end]: (c.row, c.column, c.row_span, c.column_span, c.is_header) for c in table.cells if c.end > c.start}
    assert spans["类别"] == (0, 0, 2, 1, True)
    assert spans["“十四五”"] == (0, 5, 1, 2, True)
    assert spans["2025年目标"] == (1, 5, 1, 1, True)
    assert spans["创新 投入"] == (2, 0, 2, 1, False)
    assert spans["3.0①"] == (2, 5, 1, 1, False)
    assert spans["〔0.6〕"] == (3, 6, 1, 1, False)
    assert [(c.row, c.column) for c in table.cells if c.start == c.end] == [(3, 3)]


def test_the_metadata_of_a_page_with_meta_tags_and_a_box_of_facts() -> None:
    page = _page("trs_article.html")
    assert page.metadata == PlanMetadata(
        title="衢州市科技创新发展“十四五”规划",
        document_number="衢市科〔2021〕8号",
        issuer="衢州市科学技术局",
        region_code="330800",
        region_name="衢州市",
        province="浙江省",
        level="city",
        signed_on=date(2021, 9, 10),
        published_on=date(2021, 9, 15),
        period_start=2021,
        period_end=2025,
        outlook_year=2035,
    )
    assert page.only(BlockKind.NOTE) == ["注：1.①为预计数。", "2.〔 〕内为五年累计数。"]
    assert page.only(BlockKind.HEADING) == ["一、发展环境", "（一）发展基础。", "二、发展目标", "三、重点任务"]
    assert page.only(BlockKind.TITLE) == ["衢州市科技创新发展", "“十四五”规划"]


def test_what_a_reader_does_not_see_is_not_in_the_text() -> None:
    page = _page("trs_article.html")
    assert "隐藏的文字" not in page.text
    assert "不可见" not in page.text
    assert "line-height" not in page.text
    assert _body("<!--注释--><noscript>请启用</noscript><template>模板</template><p hidden>藏</p><p>甲</p>").text == "甲"


def test_a_parks_page_with_chapters_in_headings() -> None:
    page = _page("park_sections.html")
    assert [(page.said(b), b.level) for b in page.blocks if b.kind is BlockKind.HEADING][:3] == [
        ("第一章　总体要求", 1),
        ("第一节　指导思想", 2),
        ("第二节　主要目标", 2),
    ]
    assert "1.到2025年，园区高新技术企业达到3000家。" in page.only(BlockKind.PARAGRAPH)
    assert page.only(BlockKind.CAPTION) == ["主要指标分解表"]
    said = page.metadata
    assert (said.level, said.region_name, said.region_code, said.published_on) == ("park", "苏州工业园区", "320500", date(2023, 3, 1))


def test_a_line_end_in_the_source_is_no_blank_between_chinese_characters() -> None:
    assert _body("<p>创新资源\n  加快集聚 R&amp;D\n  intensity</p>").text == "创新资源加快集聚 R&D intensity"


def test_a_break_ends_a_line_but_for_one_in_the_middle_of_a_sentence() -> None:
    assert _body("到2025年，<br>全市领先。<br>　　全面推进。").text == "到2025年， 全市领先。\n全面推进。"


def test_a_text_with_tables_in_it_keeps_its_lines() -> None:
    rows = "".join(f"<tr><td>{name}</td><td>{value}</td></tr>" for name, value in (("指标", "2020年"), ("专利", 5), ("企业", 7)))
    page = _Page(f"一、目标\n(一)现状。良好。\n<table>{rows}</table>\n二、任务\n推进。")
    assert page.only(BlockKind.HEADING) == ["一、目标", "(一)现状。", "二、任务"]
    assert page.cells()[0] == (0, 0, "指标")


def test_a_heading_tag_without_a_number_is_a_heading() -> None:
    page = _body("<h1>某市科技创新规划</h1><h2>发展基础</h2><p>良好。</p><p><b>平台建设</b></p><p>加快。</p><h2>发展目标</h2><p>明确。</p>")
    assert [(page.said(b), b.level) for b in page.blocks if b.kind is BlockKind.HEADING] == [
        ("发展基础", 1),
        ("平台建设", 2),
        ("发展目标", 1),
    ]


def test_a_page_nested_very_deep_is_read() -> None:
    page = _body("<div>" * 3000 + "<p>甲。</p>" + "</div>" * 3000)
    assert page.text == "甲。"


@pytest.mark.parametrize("page", ["", "<html>", "<html><body></body></html>", "<table></table>", "<table><tr></tr></table>"])
def test_a_page_without_text_has_no_blocks(page: str) -> None:
    assert read_html(page)[:2] == ("", ())


def test_a_tables_caption_with_its_unit_and_the_notes_at_its_foot_stand_beside_it() -> None:
    page = _body(
        "<h2>一、目标</h2><table><caption>表1　平台建设目标（单位：家）</caption>"
        "<tr><td>名称</td><td>2020年</td></tr><tr><td>平台</td><td>5</td></tr>"
        "<tfoot><tr><td colspan=2>注：均为省级。</td></tr></tfoot></table><p>加快建设。</p>"
    )
    assert [(block.kind.value, page.said(block)) for block in page.blocks][1:] == [
        ("caption", "表1　平台建设目标（单位：家）"),
        ("table", "名称 | 2020年\n平台 | 5"),
        ("note", "注：均为省级。"),
        ("paragraph", "加快建设。"),
    ]


_TAGS = st.sampled_from(["pre", "dl", "dd", "p", "div", "b", "h2", "li", "td", "tr", "table", "span", "th", "br", "tbody"])
_MARKUP = st.lists(
    st.one_of(
        _TAGS.map(lambda t: f"<{t}>"),
        _TAGS.map(lambda t: f"</{t}>"),
        st.sampled_from(["甲。", "2.5", " ", "一、乙", "\t", "\n", "2020年", " | "]),
    ),
    max_size=40,
)


@given(_MARKUP)
def test_any_markup_gives_blocks_in_order_that_lose_nothing(pieces: list[str]) -> None:
    text, blocks, _, _ = read_html("<body>" + "".join(pieces))
    at = 0
    for block in blocks:
        assert at <= block.start <= block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
        for cell in block.cells or ():
            assert block.start <= cell.start <= cell.end <= block.end
            assert "\n" not in text[cell.start : cell.end]
    assert not text[at:].strip()
    for word in ("甲。", "2.5", "一、乙"):
        assert text.count(word) == pieces.count(word)
