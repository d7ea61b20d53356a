"""Tables of a page that are no <table>, and what only looks like one; the figures are invented."""

from __future__ import annotations

import pytest

from assets.documents.document import BlockKind
from assets.documents.formats.html.web_page import read_html
from assets.documents.writing.line_tables import Place, find_line_tables

_HEAD = "<h1>某市科技创新“十四五”规划</h1><p>规划期为2021—2025年。</p><h2>一、目标</h2><p>创新能力增强。</p>"
_TAIL = "<h2>二、任务</h2><p>加强攻关。</p>"
_CELLS = ["指标", "单位", "2020年", "2025年", "研发投入强度", "%", "0.28", "0.6", "高新技术企业", "家", "31", "70以上"]
_ROWS = [["指标", "2020年", "2025年"], ["研发投入强度（%）", "0.28", "0.6"], ["高新技术企业（家）", "31", "70"]]


def _tables(body: str) -> list[str]:
    """The texts of the tables in a plan's page; none of them has cells, for no tag gives any."""
    text, blocks, _, _ = read_html(f"<html><body>{body}</body></html>")
    tables = [block for block in blocks if block.kind is BlockKind.TABLE]
    assert all(block.cells is None for block in tables)
    return [text[block.start : block.end] for block in tables]


def _plan(body: str) -> list[str]:
    return _tables(_HEAD + body + _TAIL)


@pytest.mark.parametrize(
    ("opening", "name", "value", "closing"),
    [
        ("<dl>", "<dt>{}</dt>", "<dd>{}</dd>", "</dl>"),
        ("<ul>", "<li>{}", "<p>{}</p>", "</ul>"),
        ("<div>", "<p>{}</p>", "<p>{}</p>", "</div>"),
        ("<div>", "<h4>{}</h4>", "<div>{}</div>", "</div>"),
    ],
)
def test_names_with_dated_figures_below_are_a_table(opening: str, name: str, value: str, closing: str) -> None:
    data = {"研发投入强度（%）": ["2020年：0.28", "2025年：0.6"], "高新技术企业（家）": ["2020年：31", "2025年：70以上"]}
    body = opening + "".join(name.format(key) + "".join(map(value.format, values)) for key, values in data.items()) + closing
    assert _plan(body) == ["\n".join(line for key, values in data.items() for line in (key, *values))]


def test_a_paragraph_for_each_cell_is_a_table() -> None:
    assert _plan("".join(f"<p>{cell}</p>" for cell in _CELLS)) == ["\n".join(_CELLS)]


def test_cells_laid_out_by_roles_or_styles_have_lines_of_their_own() -> None:
    for attribute in ("role='cell'", "style='display: table-cell'"):
        rows = ["".join(f"<span {attribute}>{cell}</span>" for cell in row) for row in _ROWS]
        assert _plan("".join(f"<div>{row}</div>" for row in rows)) == ["\n".join(cell for row in _ROWS for cell in row)]


def test_a_heading_above_a_table_is_none_of_its_cells() -> None:
    assert _plan("<h3>主要指标</h3>" + "".join(f"<p>{cell}</p>" for cell in _CELLS)) == ["\n".join(_CELLS)]


def test_paragraphs_and_breaks_with_bars_are_a_table() -> None:
    rows = [" | ".join(row) for row in _ROWS]
    assert _plan("<p>" + "<br>".join(rows) + "</p>") == ["\n".join(rows)]
    assert _plan("".join(f"<p>{row}</p>" for row in rows)) == ["\n".join(rows)]


@pytest.mark.parametrize(("gap", "kept"), [("    ", "    "), ("&nbsp;&nbsp;", "\xa0\xa0"), ("\t", "  ")])
def test_paragraphs_with_wide_gaps_are_a_table_that_keeps_its_gaps(gap: str, kept: str) -> None:
    assert _plan("".join(f"<p>{gap.join(row)}</p>" for row in _ROWS)) == ["\n".join(kept.join(row) for row in _ROWS)]


def test_a_list_of_spans_is_a_table_by_the_blanks_between_them() -> None:
    rows = "".join("<li>" + "\n  ".join(f"<span>{cell}</span>" for cell in row) + "</li>" for row in _ROWS)
    assert _plan(f"<ul>{rows}</ul>") == ["\n".join("  ".join(row) for row in _ROWS)]


@pytest.mark.parametrize("tag", ["pre", "div style='white-space: pre-wrap'"])
@pytest.mark.parametrize("gap", ["\t", "    ", " | "])
def test_preformatted_text_keeps_what_parts_its_columns(tag: str, gap: str) -> None:
    rows = [gap.join(row) for row in _ROWS]
    assert _plan(f"<{tag}>\n" + "\n".join(rows) + f"\n</{tag.split()[0]}>") == ["\n".join(rows)]


def test_an_empty_cell_at_a_preformatted_lines_end_or_beginning_stays() -> None:
    assert _plan("<pre>类别\t指标\t2020年\n投入\t研发\t1.2\n\t专利\t\n\t企业\t5</pre>") == [
        "类别\t指标\t2020年\n投入\t研发\t1.2\n\t专利\t\n\t企业\t5"
    ]


def test_gaps_outside_tables_are_one_blank() -> None:
    text, *_ = read_html("<pre>　　为加快发展，    制定本规划。</pre><p>规划期    为2021—2025年。</p>")
    assert text == "为加快发展， 制定本规划。\n规划期 为2021—2025年。"


@pytest.mark.parametrize(
    "body",
    [
        "<div>走进某市 | 领导之窗 | 专题<br>旅游 | 投资 | 服务<br>教育 | 医疗 | 就业</div>",
        "".join(f"<p>{year}年</p>" for year in range(2021, 2011, -1)),
        "<nav>" + "".join(f"<p>{cell}</p>" for cell in _CELLS) + "</nav>",
        "<div>主办：市政府 | 电话：0379-123456<br>承办：信息中心 | 邮编：471000</div>",
        "<pre>目录\n一、目标\t1\n二、任务\t5\n</pre>",
    ],
    ids=["menu", "archive", "nav", "footer", "contents"],
)
def test_what_pages_print_around_a_plan_is_no_table(body: str) -> None:
    assert _tables(body + _HEAD + _TAIL) == []


def test_a_box_of_facts_in_bars_is_no_table() -> None:
    facts = "<p>索引号 | 000-1 | 发文机关 | 某市政府</p><p>主题分类 | 科技 | 有效性 | 有效2年</p>"
    assert _tables(facts + _HEAD + _TAIL) == []


def test_a_table_beside_the_article_is_read_where_it_has_columns_of_periods() -> None:
    outside = [Place.OUTSIDE] * 3
    assert [tuple(table[:2]) for table in find_line_tables([" | ".join(row) for row in _ROWS], outside).tables] == [(0, 3)]
    visits = ["要闻 | 点击 | 评论", "开工 | 31 | 2", "会议 | 70 | 1"]
    assert find_line_tables(visits, outside).tables == []
    assert len(find_line_tables(visits, [Place.ARTICLE] * 3).tables) == 1


def test_a_grid_between_lines_parts_two_tables() -> None:
    rows = [" | ".join(row) for row in _ROWS]
    places = [*[Place.ARTICLE] * 3, Place.GRID, *[Place.ARTICLE] * 3]
    assert [tuple(table[:2]) for table in find_line_tables([*rows, rows[0], *rows], places).tables] == [(0, 3), (4, 7)]
