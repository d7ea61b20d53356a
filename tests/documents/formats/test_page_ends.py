"""Tables that a page's end cuts: a header alone, a last row alone, an empty column left out, a name in two; and what is no such cut."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assets.documents.formats.paged.pdf import render_pdf
from tests.documents.pdf_samples import Sheet

_HEAD = ["指标", "单位", "2020年", "2025年"]
_ROWS = [["瞪羚企业数", "家", "46", "90"], ["技术合同成交额", "亿元", "12.5", "30"], ["孵化器数", "家", "8", "15"]]
_WIDTHS = (160.0, 60.0, 80.0, 80.0, 60.0)


def _grid(sheet: Sheet, rows: Sequence[Sequence[str]], top: float) -> None:
    height = 24.0
    xs = [72.0]
    for width in _WIDTHS[: len(rows[0])]:
        xs.append(xs[-1] + width)
    for at in range(len(rows) + 1):
        sheet.canvas.line(xs[0], top - at * height, xs[-1], top - at * height)
    for x in xs:
        sheet.canvas.line(x, top, x, top - len(rows) * height)
    for at, row in enumerate(rows):
        for x, text in zip(xs, row, strict=False):
            sheet.text(x + 4, top - at * height - 16, text, 10)


def _lines(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]], number: str = "") -> list[str]:
    sheet = Sheet()
    sheet.text(72, 770, "一、主要目标如下表，各项指标由有关部门分工落实。")
    _grid(sheet, above, 140)
    if number:
        sheet.text(295, 40, number)
    sheet.canvas.showPage()
    _grid(sheet, below, 770)
    sheet.text(72, 500, "二、加强组织领导，健全统筹协调的工作机制。")
    return render_pdf(sheet.done()).text.split("\n")[1:-1]


def _printed(*rows: Sequence[str]) -> list[str]:
    return [" | ".join(row) for row in rows]


@pytest.mark.parametrize("number", ["", "- 3 -", "3"])
def test_a_header_alone_at_a_page_s_end_heads_the_rows_behind_it(number: str) -> None:
    assert [line for line in _lines([_HEAD], _ROWS, number) if line != number] == _printed(_HEAD, *_ROWS)


def test_a_last_row_alone_on_the_next_page_is_one_of_the_table() -> None:
    assert _lines([_HEAD, *_ROWS[:2]], [_ROWS[2]]) == _printed(_HEAD, *_ROWS)


def test_a_last_column_that_is_empty_may_be_left_out_on_the_next_page() -> None:
    first = [*_ROWS[0], "约束性"]
    assert _lines([[*_HEAD, "备注"], first], _ROWS[1:]) == _printed([*_HEAD, "备注"], first, *([*row, ""] for row in _ROWS[1:]))


def test_a_name_in_two_is_one() -> None:
    cut = ["规模以上工业企业", "%", "40", "55"]
    rest = ["中有研发活动的占比", "", "", ""]
    assert _lines([_HEAD, _ROWS[0], cut], [rest, _ROWS[1]]) == _printed(_HEAD, _ROWS[0], [cut[0] + rest[0], *cut[1:]], _ROWS[1])


def test_a_category_among_others_is_no_rest_of_a_name() -> None:
    rows = [["创新主体", "", "", ""], _ROWS[0]], [["创新产出", "", "", ""], _ROWS[1]]
    assert _lines([_HEAD, *rows[0]], rows[1]) == _printed(_HEAD, *rows[0], *rows[1])


def test_a_table_with_a_head_of_its_own_is_another_one() -> None:
    head = ["任务", "单位", "2021年", "2022年"]
    sheet = _lines([_HEAD, *_ROWS[:2]], [head, _ROWS[2]])
    assert sheet == _printed(_HEAD, *_ROWS[:2], head, _ROWS[2])


def test_a_row_by_itself_is_cells_apart_and_no_sentence() -> None:
    sheet = Sheet()
    sheet.text(72, 770, "一、主要目标如下，各项指标由有关部门分工落实。")
    _grid(sheet, [["瞪羚企业数", "46家", "90家"]], 700)
    sheet.text(72, 600, "二、加强组织领导，健全统筹协调的工作机制。")
    assert render_pdf(sheet.done()).text.split("\n")[1:-1] == ["瞪羚企业数", "46家", "90家"]
