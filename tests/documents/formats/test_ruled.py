"""Tables drawn with rules in PDFs: which lines make cells, over page ends too; and what is framed but no table."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.documents.formats.html.web_page import render_html
from assets.documents.formats.paged.pdf import render_pdf
from assets.documents.rendition import Rendition
from tests.documents import national
from tests.documents.pdf_samples import LEFT, RIGHT, SENTENCE, WIDTH, WIDTHS, Placed, Sheet, draw_grid, heads, ruled


@pytest.fixture(scope="module")
def reference() -> Rendition:
    return render_html(national.html())


def test_a_ruled_table_over_two_pages_is_read_as_from_html(reference: Rendition) -> None:
    rendition = render_pdf(ruled(heads))
    assert rendition.text == reference.text
    assert national.grid_of(rendition) == national.grid_of(reference)
    assert national.values_of(rendition) == national.values()


def test_the_cells_spans_go_over_the_pages_end(reference: Rendition) -> None:
    (table,) = render_pdf(ruled()).tables
    (same,) = reference.tables
    assert table.cells is not None and same.cells is not None
    spans = [[(cell.row, cell.column, cell.row_span, cell.column_span) for cell in cells] for cells in (table.cells, same.cells)]
    assert spans[0] == spans[1]


def test_a_table_with_lines_above_and_below_its_rows_only_has_the_same_values() -> None:
    def three_lines(sheet: Sheet, rows: Placed) -> None:
        top = sheet.y
        draw_grid(sheet, rows, rules=False)
        for y in (top, top - 40, sheet.y + 12):
            sheet.canvas.line(LEFT, y, RIGHT, y)

    assert national.values_of(render_pdf(ruled(draw=three_lines))) == national.values()


def test_a_table_without_outer_border_drawn_in_thin_bars_is_the_same(reference: Rendition) -> None:
    def bars(sheet: Sheet, rows: Placed) -> None:
        left = (WIDTH - sum(WIDTHS)) / 2
        draw = sheet.canvas.rect

        def bar(x: float, y: float, width: float, height: float) -> None:
            draw(x, y, width, 0.5, stroke=0, fill=1)
            draw(x, y + height, width, 0.5, stroke=0, fill=1)
            if x > left + 1:
                draw(x, y, 0.5, height, stroke=0, fill=1)

        sheet.canvas.rect = bar
        draw_grid(sheet, rows)
        sheet.canvas.rect = draw

    assert render_pdf(ruled(draw=bars)).text == reference.text


def test_a_category_printed_again_on_the_next_page_is_one(reference: Rendition) -> None:
    def again(sheet: Sheet, rows: Placed) -> None:
        named = [[(r, c, cell._replace(text=cell.text or "创新带动") if c == 0 else cell) for r, c, cell in row] for row in rows]
        draw_grid(sheet, named)

    assert render_pdf(ruled(draw=again)).text == reference.text


@given(st.data())
@settings(max_examples=30, deadline=None)
def test_whatever_cells_span_the_grid_is_read_as_drawn(data: st.DataObject) -> None:
    n_rows, n_columns = data.draw(st.integers(2, 5)), data.draw(st.integers(2, 5))
    free = {(r, c) for r in range(n_rows) for c in range(n_columns)}
    rows: Placed = [[] for _ in range(n_rows)]
    for r, c in sorted(free):
        if (r, c) not in free:
            continue
        head = r == 0 or c == 0  # so that every row and column has a cell of its own
        widest = next((k for k in range(1, n_columns - c) if (r, c + k) not in free), n_columns - c)
        width = 1 if head else data.draw(st.integers(1, widest))
        height = 1 if head else data.draw(st.integers(1, n_rows - r))
        height = next((h for h in range(1, height) if any((r + h, c + k) not in free for k in range(width))), height)
        free -= {(r + down, c + right) for down in range(height) for right in range(width)}
        rows[r].append((r, c, national.Cell(f"{r}行{c}列", height, width)))
    sheet = Sheet()
    draw_grid(sheet, rows, (60.0,) * n_columns)
    (table,) = render_pdf(sheet.done()).tables
    assert table.cells is not None
    assert {(cell.row, cell.column, cell.row_span, cell.column_span) for cell in table.cells} == {
        (r, c, cell.row_span, cell.column_span) for row in rows for r, c, cell in row
    }


def test_parts_under_a_caption_that_says_so_are_one_table_and_others_are_not() -> None:
    def one(sheet: Sheet, rows: list[list[str]]) -> None:
        placed = [[(r, c, national.Cell(text)) for c, text in enumerate(row)] for r, row in enumerate(rows)]
        draw_grid(sheet, placed, (200, 80, 80))

    head = ["指标", "2020年", "2025年"]
    sheet = Sheet()
    one(sheet, [head, ["研发经费投入强度（%）", "2.1", "2.5"]])
    sheet.page()
    sheet.centred("（续表）")
    one(sheet, [head, ["高新技术企业（家）", "100", "200"]])
    sheet.page()
    one(sheet, [["指标名称", "单位", "2025年"], ["技术合同成交额", "亿元", "30"]])
    rendition = render_pdf(sheet.done())
    first, second = rendition.tables
    assert rendition.text.split("\n")[first.first : first.last] == [
        " | ".join(head),
        "研发经费投入强度（%） | 2.1 | 2.5",
        "高新技术企业（家） | 100 | 200",
    ]
    assert second.last - second.first == 2
    assert rendition.pages == [0, 2, 3]


def test_a_table_of_which_only_the_columns_are_ruled_has_a_row_for_each_line() -> None:
    sheet = Sheet()
    rows = [
        ["指标", "2020年", "2025年"],
        ["发明专利（件）", "120", "200"],
        ["高企（家）", "35", "60"],
        ["载体（个）", "3", "7"],
        ["人才（人）", "9", "18"],
    ]
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            sheet.text(LEFT + 6 + 130 * c, 700 - 18 * r, text, 10)
    for x in range(4):
        sheet.canvas.line(LEFT + 130 * x, 715, LEFT + 130 * x, 620)
    for y in (715, 694, 620):
        sheet.canvas.line(LEFT, y, LEFT + 390, y)
    assert render_pdf(sheet.done()).text.split("\n") == [" | ".join(row) for row in rows]


def test_a_frame_around_text_is_no_table() -> None:
    sheet = Sheet()
    sheet.canvas.rect(LEFT - 10, 600, RIGHT - LEFT + 20, 120)
    sheet.y = 700
    sheet.paragraph("专栏1 重大科技工程", bold=True)
    sheet.paragraph(SENTENCE)
    rendition = render_pdf(sheet.done())
    assert rendition.tables == []
    assert rendition.text.split("\n") == ["专栏1 重大科技工程", SENTENCE]
