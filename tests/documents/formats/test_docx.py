"""Word files: the same plan as from HTML; what is printed and what is not; automatic numbers, merged cells, hostile files."""

from __future__ import annotations

import time

import pytest

from assets.documents.document import BlockKind
from assets.documents.formats.html.web_page import render_html
from assets.documents.formats.word.docx import render_docx
from assets.documents.unreadable import UnreadableError
from tests.documents import national
from tests.documents.word_files import cell, docx, national_docx, numbered, paragraph, row, run, styled, table


def _lines(body: str, **parts: str) -> list[str]:
    return render_docx(docx(body, **parts)).text.split("\n")


def _list(*levels: str, num: str = "") -> str:
    """A list's definition: its levels, and further words on the list that uses it."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>{num}</w:num>'
    )


def _level(at: int, fmt: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{fmt}"/>{more}<w:suff w:val="tab"/><w:lvlText w:val="{text}"/></w:lvl>'
    )


def test_the_html_reading_of_the_national_table_is_what_it_says() -> None:
    page = render_html(national.html())
    assert national.grid_of(page) == national.full_grid()
    assert national.values_of(page) == national.values()


def test_the_national_plan_reads_from_word_as_from_html() -> None:
    page, word = render_html(national.html()), render_docx(national_docx())
    assert word.text == page.text
    assert word.tables == page.tables
    assert national.grid_of(word) == national.full_grid()
    assert national.values_of(word) == national.values()


def test_offsets_count_in_the_text() -> None:
    word = render_docx(national_docx())
    (grid,) = word.tables
    assert grid.cells is not None
    printed = [one.text for line in national.rows() for one in line]
    assert [word.text[place.start : place.end] for place in grid.cells] == printed
    assert all(word.text[line.start : line.end] == line.text for line in word.lines)


def test_headings_go_by_outline_level_and_by_style_in_either_language() -> None:
    body = styled("总体要求", "1") + styled("发展目标", "2") + styled("重点任务", "2a") + paragraph("保障措施", '<w:outlineLvl w:val="2"/>')
    body += paragraph("到2025年，创新能力明显增强。", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
    rendition = render_docx(docx(body))
    assert rendition.tags == {0: "h1", 1: "h2", 2: "h2", 3: "h3"}


def test_a_paragraph_all_in_bold_is_tagged_but_not_one_with_a_bold_word() -> None:
    bold, strong = run("表1 主要指标", "<w:b/>"), run("主要指标", '<w:rStyle w:val="sb"/>')
    body = (
        paragraph(bold)
        + paragraph(strong)
        + paragraph(bold + run("如下"))
        + paragraph(run("不粗", '<w:rStyle w:val="sb"/><w:b w:val="0"/>'))
    )
    assert render_docx(docx(body)).tags == {0: "strong", 1: "strong"}


def test_numbers_of_lists_are_written_as_printed_and_start_anew_below_each_heading() -> None:
    levels = (
        _level(0, "chineseCountingThousand", "%1、"),
        _level(1, "chineseCounting", "（%2）"),
        _level(2, "decimal", "%3."),
        _level(3, "decimalEnclosedCircleChinese", "%4"),
    )
    at = [0, 1, 2, 2, 3, 1, 2, 0, 1, 2]
    names = ["发展基础", "总体要求", "研发投入", "创新主体", "企业", "发展目标", "指标", "重点任务", "平台", "实验室"]
    body = "".join(numbered(name, 1, level) for name, level in zip(names, at, strict=True))
    assert _lines(body, numbering=_list(*levels)) == [
        "一、发展基础",
        "（一）总体要求",
        "1. 研发投入",
        "2. 创新主体",
        "①企业",
        "（二）发展目标",
        "1. 指标",
        "二、重点任务",
        "（一）平台",
        "1. 实验室",
    ]


@pytest.mark.parametrize(
    ("fmt", "printed"),
    [
        ("chineseCounting", "十一"),
        ("ideographTraditional", "甲"),
        ("ideographZodiac", "戌"),
        ("decimalFullWidth", "１１"),
        ("decimalZero", "11"),
        ("upperRoman", "XI"),
        ("lowerLetter", "k"),
        ("decimalEnclosedParen", "⑾"),
        ("chineseLegalSimplified", "壹拾壹"),
        ("ideographDigital", "一一"),
        ("aFormatOfTheFuture", "11"),
    ],
)
def test_every_format_counts_in_its_own_signs(fmt: str, printed: str) -> None:
    assert _lines("".join(numbered("项", 1) for _ in range(11)), numbering=_list(_level(0, fmt, "%1、")))[-1] == f"{printed}、项"


def test_a_list_goes_on_over_empty_paragraphs_and_starts_where_it_is_told() -> None:
    more = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    assert _lines(numbered("甲", 1) + numbered("", 1) + numbered("乙", 1), numbering=_list(_level(0, "decimal", "%1、"), num=more)) == [
        "5、甲",
        "7、乙",
    ]


def test_a_decimal_heading_keeps_digits_where_its_chapter_counts_in_chinese() -> None:
    levels = _level(0, "chineseCounting", "第%1章"), _level(1, "decimal", "%1.%2", "<w:isLgl/>")
    assert _lines(numbered("目标", 1) + numbered("指标", 1, 1), numbering=_list(*levels)) == ["第一章 目标", "1.1 指标"]


def test_numbered_cells_without_text_hold_their_number() -> None:
    head = row(cell("序号"), cell("指标"), cell("2025年"))
    rows = [row(cell(numbered("", 1)), cell(name), cell(value)) for name, value in (("研发投入", "2.5"), ("专利", "12"))]
    assert _lines(table([head, *rows]), numbering=_list(_level(0, "decimal", "%1")))[1:] == ["1 | 研发投入 | 2.5", "2 | 专利 | 12"]


def test_what_is_deleted_or_hidden_is_not_read_and_what_is_inserted_is() -> None:
    changed = run("达到") + f"<w:del>{run('2.0').replace('w:t', 'w:delText')}</w:del><w:ins>{run('2.5')}</w:ins>" + run("%")
    secret = run("公开") + run("内部", "<w:vanish/>") + run("密", '<w:rStyle w:val="sh"/>')
    moved = f"<w:moveFrom>{run('旧处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    joined = paragraph("前半", "<w:rPr><w:del/></w:rPr>") + paragraph("后半")
    assert _lines(paragraph(changed) + paragraph(secret) + paragraph(moved) + joined) == ["达到2.5%", "公开", "新处", "前半后半"]


def test_a_deleted_row_is_no_row() -> None:
    rows = [row(cell("指标"), cell("2025年")), row(cell("旧"), cell("1"), properties="<w:del/>"), row(cell("新"), cell("2"))]
    assert _lines(table(rows)) == ["指标 | 2025年", "新 | 2"]


def test_fields_print_their_result_and_not_their_code() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>{}</w:instrText></w:r>"
    number = run("表") + mark.format("begin") + code.format("SEQ 表") + run("0") + mark.format("separate") + run("1") + mark.format("end")
    circled = run("增长2.1倍") + mark.format("begin") + code.format("eq \\o\\ac(○,3)") + mark.format("end")
    left_open = paragraph(mark.format("begin") + code.format("TOC")) + paragraph("后文还在")
    simple = '<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>"
    assert _lines(paragraph(number) + paragraph(circled) + left_open + paragraph(simple)) == ["表1", "增长2.1倍③", "后文还在", "7"]


def test_signs_of_symbol_fonts_are_characters() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>' + run("90") + run("\uf0a3", '<w:rFonts w:ascii="Symbol"/>') + run("5.5")
    parts = "<w:r><w:t>经济</w:t><w:softHyphen/><w:t>带</w:t><w:noBreakHyphen/><w:t>1\u00ad2</w:t></w:r>"
    assert _lines(paragraph(signs) + paragraph(parts)) == ["≥90≤5.5", "经济带-12"]


def test_a_raised_note_mark_does_not_run_into_the_number() -> None:
    raised = '<w:vertAlign w:val="superscript"/>'
    assert _lines(paragraph(run("60.6") + run("1", raised)) + paragraph(run("万m") + run("2", raised))) == ["60.6[1]", "万m²"]


def test_a_text_box_is_read_once_where_it_hangs() -> None:
    box = "<w:txbxContent>" + paragraph("专栏1 重大工程") + "</w:txbxContent>"
    twice = (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx>{box}</wps:txbx></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert _lines(paragraph(run("前文") + twice + run("后文"))) == ["前文后文", "专栏1 重大工程"]


def test_notes_stand_behind_their_paragraph_or_table() -> None:
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    notes = "".join(
        f'<w:footnote w:id="{at}">{paragraph(text)}</w:footnote>' for at, text in ((1, "国家统计局数据。"), (2, "为2014年数据。"))
    )
    notes = f'<w:footnote w:type="separator" w:id="0">{paragraph("线")}</w:footnote>' + notes
    rows = [row(cell("指标"), cell("2015年")), row(cell("城镇化率"), cell(paragraph(run("54.8") + mark.format(2))))]
    rendition = render_docx(docx(paragraph(run("达到2.1%") + mark.format(1)) + paragraph("后文。") + table(rows), footnotes=notes))
    assert rendition.text.split("\n") == [
        "达到2.1%[1]",
        "[1]国家统计局数据。",
        "后文。",
        "指标 | 2015年",
        "城镇化率 | 54.8[2]",
        "[2]为2014年数据。",
    ]
    assert rendition.tags == {1: "note", 5: "note"}


def test_lines_of_contents_are_furniture() -> None:
    entries = "".join(
        styled(run(name) + "<w:r><w:tab/></w:r>" + run(page), "toc1") for name, page in (("一、发展基础", "1"), ("二、目标", "3"))
    )
    plan = national.plan_of(render_docx(docx(entries + paragraph("一、发展基础") + paragraph("科技创新能力持续提升。"))))
    assert [block.kind for block in plan.document.blocks] == [BlockKind.FURNITURE] * 2 + [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_line_break_ends_a_line_and_a_page_break_does_not() -> None:
    body = paragraph("<w:r><w:t>标题一</w:t><w:br/><w:t>标题二</w:t></w:r>") + paragraph(
        '<w:r><w:t>前</w:t><w:br w:type="page"/><w:t>后</w:t></w:r>'
    )
    assert _lines(body) == ["标题一", "标题二", "前后"]


def test_a_box_of_one_cell_is_text_and_its_table_a_table() -> None:
    inner = table([row(cell("指标"), cell("2025年")), row(cell("专利"), cell("12"))])
    numbers = _list(_level(0, "decimal", "%1、"))
    box = table([row(cell(paragraph("专栏1 创新指标") + numbered("建设平台", 1) + inner))])
    rendition = render_docx(docx(box + numbered("后续", 1), numbering=numbers))
    assert rendition.text.split("\n") == ["专栏1 创新指标", "1、建设平台", "指标 | 2025年", "专利 | 12", "2、后续"]
    assert [(found.first, found.last) for found in rendition.tables] == [(2, 4)]


def test_a_small_table_inside_a_cell_of_figures_is_the_cells_text() -> None:
    inner = table([row(cell("12"))])
    assert _lines(table([row(cell("指标"), cell("2025年")), row(cell("专利"), cell(inner + paragraph("件")))])) == [
        "指标 | 2025年",
        "专利 | 12 件",
    ]


def test_edges_drawn_by_hand_are_one_column_each() -> None:
    two, wide = '<w:gridSpan w:val="2"/>', [2000, 20, 1980, 1000]
    rows = [row(cell("指标"), cell("2020年", two), cell("2025年")), row(cell("研发投入", two), cell("2.1"), cell("2.5"))]
    assert national.grid_of(render_docx(docx(table(rows, wide)))) == [["指标", "2020年", "2025年"], ["研发投入", "2.1", "2.5"]]


def test_rows_that_begin_inside_the_grid_keep_their_columns() -> None:
    rows = [row(cell("指标"), cell("2020年"), cell("2025年")), row(cell("5"), cell("6"), properties='<w:gridBefore w:val="1"/>')]
    assert _lines(table(rows)) == ["指标 | 2020年 | 2025年", " | 5 | 6"]


def test_properties_are_stated() -> None:
    core = (
        '<c xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:t="http://purl.org/dc/terms/"><dc:title>临江市科技创新规划</dc:title>'
        "<dc:creator>市科技局</dc:creator><t:created>2021-12-03T08:00:00Z</t:created></c>"
    )
    stated = render_docx(docx(paragraph("正文。"), core=core)).stated
    assert stated == {"title": "临江市科技创新规划", "author": "市科技局", "created": "2021-12-03T08:00:00Z"}


def test_a_strict_file_reads_like_any_other() -> None:
    body = paragraph("一、发展目标") + styled("总体目标", "2")
    strict = docx(body, strict=True)
    assert render_docx(strict).text == render_docx(docx(body)).text
    assert render_docx(strict).tags == {1: "h2"}


def test_a_long_plan_reads_in_good_time() -> None:
    data = national_docx(padding=60)
    started = time.process_time()
    for _ in range(5):
        render_docx(data)
    assert time.process_time() - started < 0.5


def _plain(*texts: str) -> str:
    return row(*map(cell, texts))


def test_an_inner_table_that_fills_a_row_gives_its_rows_to_the_table() -> None:
    inner = table([_plain("瞪羚企业", "家", "46"), _plain("雏鹰企业", "家", "80")], [900] * 3)
    outer = [
        _plain("指标", "单位", "2025年"),
        row(cell(paragraph("其中：") + inner + paragraph("<w:r/>"), '<w:gridSpan w:val="3"/>')),
        _plain("孵化器", "家", "9"),
    ]
    said = ["指标 | 单位 | 2025年", "其中：", "瞪羚企业 | 家 | 46", "雏鹰企业 | 家 | 80", "孵化器 | 家 | 9"]
    assert _lines(table(outer, [900] * 3)) == said


def test_an_inner_table_of_other_columns_stays_the_text_of_its_cell() -> None:
    inner = table([_plain("甲", "1"), _plain("乙", "2")], [900] * 2)
    outer = [_plain("指标", "单位", "2025年"), row(cell(paragraph("其中：") + inner + paragraph("<w:r/>"), '<w:gridSpan w:val="3"/>'))]
    assert _lines(table(outer, [900] * 3)) == ["指标 | 单位 | 2025年", "其中： 甲 1 乙 2"]


def test_an_inserted_document_is_told_and_alone_it_is_the_reason() -> None:
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId9"/>'
    assert render_docx(docx(paragraph("一、目标") + chunk)).stated["unread"] == "an inserted document (?)"
    with pytest.raises(UnreadableError, match="nothing but an inserted document"):
        render_docx(docx(chunk))
