"""HTML tables: data or layout, and the grid under broken and hostile spans."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from assets.documents.formats.html.html_tables import data_tables
from assets.documents.writing.grid import Grid, facts


def _grids(body: str) -> list[Grid]:
    node = LexborHTMLParser(f"<html><body>{body}</body></html>").body
    assert node is not None
    return list(data_tables(node).values())


def _grid(rows: str) -> list[tuple[int, int, int, int]]:
    (grid,) = _grids(f"<table>{rows}</table>")
    return [(cell.row, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td>只有一格</td></tr></table>",
        "<table><tr><td>专栏1</td></tr><tr><td>大数据技术。</td></tr></table>",
        "<table><tr><td><a>首页</a></td><td><a>要闻</a></td><td><a>公开</a></td></tr></table>",
        "<table><tr><td>导航</td><td>正文</td></tr></table>",
        "<table><tr><td>藏文版</td><td>移动版</td><td>邮箱</td></tr></table>",
        "<table role='presentation'><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        "<table><tr><td><form><input></form></td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>",
        f"<table><tr><td>导航</td><td>{'发展。' * 30}</td></tr><tr><td>c</td><td>d</td></tr></table>",
    ],
)
def test_tables_that_lay_out_the_page_hold_no_data(body: str) -> None:
    assert _grids(body) == []


def test_of_nested_tables_the_innermost_holds_the_data() -> None:
    inner = "<table><tr><td>指标</td><td>2020年</td></tr><tr><td>专利</td><td>5</td></tr></table>"
    (grid,) = _grids(f"<table><tr><td>左</td><td>{inner}</td></tr><tr><td>a</td><td>b</td></tr></table>")
    assert [row.texts for row in grid.rows] == [["指标", "2020年"], ["专利", "5"]]


@pytest.mark.parametrize(
    "name",
    [
        "<table><tr><td>专利</td></tr></table>",
        "<table><tr><td><table><tr><td>专利</td></tr></table></td></tr></table>",
        "<div><table><tr><td>发明</td></tr><tr><td>专利</td></tr></table></div>",
    ],
)
def test_a_table_that_only_wraps_a_cells_text_gives_the_cells_text(name: str) -> None:
    (grid,) = _grids(
        f"<table><tr><td>指标</td><td>2020年</td></tr><tr><td>{name}</td><td><table><tr><td>5</td></tr></table></td></tr></table>"
    )
    assert [row.texts for row in grid.rows] == [["指标", "2020年"], ["发明 专利" if "发明" in name else "专利", "5"]]


def test_tables_of_indicators_in_the_cells_of_another_are_read_one_by_one() -> None:
    inner = "<table><tr><td>指标</td><td>2020年</td></tr><tr><td>{}</td><td>{}</td></tr></table>"
    grids = _grids(
        f"<table><tr><td>投入</td><td>{inner.format('研发', 1)}</td></tr><tr><td>主体</td><td>{inner.format('企业', 2)}</td></tr></table>"
    )
    assert [[row.texts for row in grid.rows][1] for grid in grids] == [["研发", "1"], ["企业", "2"]]


@pytest.mark.parametrize("wrapped", ["<table><tr><td>栏目</td></tr></table>", "<table><tr><td><a>栏目</a></td></tr></table>"])
def test_a_page_laid_out_around_small_tables_holds_no_data(wrapped: str) -> None:
    article = "到2025年，研发经费投入强度达到2.5%，高新技术企业达到500家，" * 8
    assert _grids(f"<table><tr><td>{wrapped}</td><td>2021年</td></tr><tr><td>左</td><td>{article}</td></tr></table>") == []


def test_very_many_tables_in_one_another_are_read_in_good_time() -> None:
    started = time.process_time()
    assert _grids("<table><tr><td>" * 2000 + "甲" + "</td></tr></table>" * 2000) == []
    assert time.process_time() - started < 5


_DATA = "<tr><td>指标</td><td>2020年</td></tr><tr><td>专利</td><td>5*</td></tr>"


@pytest.mark.parametrize(
    ("rows", "notes"),
    [
        (
            f"<tbody>{_DATA}</tbody><tfoot><tr><td colspan=2>注：专利为授权量。<br>数据来源：市科技局。</td></tr></tfoot>",
            ["注：专利为授权量。 数据来源：市科技局。"],
        ),
        (f"<tfoot><tr><td colspan=2>注：*为2019年数。</td></tr></tfoot><tbody>{_DATA}</tbody>", ["注：*为2019年数。"]),
        (
            f"{_DATA}<tr><td colspan=2>注：1.专利为授权量；</td></tr><tr><td>2.*为2019年数。</td><td></td></tr>",
            ["注：1.专利为授权量；", "2.*为2019年数。"],
        ),
    ],
    ids=["foot", "foot before the body", "last rows"],
)
def test_rows_of_notes_at_a_tables_foot_are_none_of_its_cells(rows: str, notes: list[str]) -> None:
    (grid,) = _grids(f"<table>{rows}</table>")
    assert [row.texts for row in grid.rows] == [["指标", "2020年"], ["专利", "5*"]]
    assert {cell.row for cell in grid.cells} == {0, 1}
    assert grid.notes == notes


@pytest.mark.parametrize(
    "row", ["<tr><td>合计</td><td>5</td></tr>", "<tr><td colspan=2>合计</td></tr>", "<tr><td>注：见附表</td><td>5</td></tr>"]
)
def test_other_rows_at_a_tables_foot_stay_rows(row: str) -> None:
    (grid,) = _grids(f"<table>{_DATA}<tfoot>{row}</tfoot></table>")
    assert (len(grid.rows), grid.notes) == (3, [])


def test_a_note_that_a_cell_above_stands_beside_is_a_cell() -> None:
    (grid,) = _grids("<table><tr><td rowspan=2>专利</td><td>5</td></tr><tr><td>说明：授权量</td></tr></table>")
    assert (len(grid.rows), grid.notes) == (2, [])


def test_a_rowspan_pushes_the_next_rows_cells_to_the_right() -> None:
    assert _grid("<tr><td rowspan=2>a<td>b</tr><tr><td>c</tr>") == [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]


def test_a_rowspan_of_zero_goes_to_the_end_of_its_section() -> None:
    rows = "<thead><tr><td>h<td>i</thead><tbody><tr><td rowspan=0>a<td>b<tr><td>c</tbody><tbody><tr><td>d<td>e</tbody>"
    assert _grid(rows)[2] == (1, 0, 2, 1)
    assert _grid(rows)[-2:] == [(3, 0, 1, 1), (3, 1, 1, 1)]


@pytest.mark.parametrize(
    ("attributes", "span"),
    [
        ("rowspan=99", (0, 0, 2, 1)),
        ("colspan=99999", (0, 0, 1, 100)),
        ("rowspan=-3 colspan=x", (0, 0, 1, 1)),
        ("colspan=0", (0, 0, 1, 1)),
        ("rowspan=''", (0, 0, 1, 1)),
    ],
)
def test_spans_are_held_within_the_table(attributes: str, span: tuple[int, int, int, int]) -> None:
    assert _grid(f"<tr><td {attributes}>a<td>b</tr><tr><td>c<td>d</tr>")[0] == span


def test_spans_that_would_overlap_are_cut() -> None:
    places = _grid("<tr><td>a<td rowspan=2>b<td>c</tr><tr><td colspan=3>d<td>e</tr>")
    assert places == [(0, 0, 1, 1), (0, 1, 2, 1), (0, 2, 1, 1), (1, 0, 1, 1), (1, 2, 1, 1)]


def test_a_hostile_table_is_read_in_good_time() -> None:
    started = time.process_time()
    rows = "".join(f"<tr>{'<td colspan=1000 rowspan=60000>1</td>' * 3}</tr>" for _ in range(1000))
    assert len(_grid(rows)) == 3000
    assert time.process_time() - started < 5


_CELL = st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(["甲", "2.5", "", "a | b"]))


@given(st.lists(st.lists(_CELL, max_size=4), min_size=2, max_size=5))
def test_no_two_cells_share_a_place_and_every_offset_holds_its_text(rows: list[list[tuple[int, int, str]]]) -> None:
    markup = "".join("<tr>" + "".join(f"<td rowspan={r} colspan={c}>{t}</td>" for r, c, t in row) + "</tr>" for row in rows)
    for grid in _grids(f"<table>{markup}</table>"):
        text = "\n".join(" | ".join(row.texts) for row in grid.rows)
        assert [text[cell.start : cell.end] for cell in grid.cells] == [t for row in rows for _, _, t in row]
        places = [(cell.row + r, cell.column + c) for cell in grid.cells for r in range(cell.row_span) for c in range(cell.column_span)]
        assert len(places) == len(set(places))


def test_a_box_of_facts_about_a_document_is_told_from_a_table_of_indicators() -> None:
    (box,) = _grids(
        "<table><tr><td>索 引 号:</td><td>000-1</td><td>发文机关</td><td>某市政府</td></tr>"
        "<tr><td>文号：某政〔2020〕1号</td><td>有效性</td><td>有效</td></tr></table>"
    )
    assert facts(box) == {"索引号": "000-1", "发文机关": "某市政府", "文号": "某政〔2020〕1号", "有效性": "有效"}
    (table,) = _grids(
        "<table><tr><td>名称</td><td>2020年</td></tr><tr><td>专利</td><td>5</td></tr><tr><td>标题</td><td>1</td></tr><tr><td>企业</td><td>2</td></tr></table>"
    )
    assert facts(table) == {}
