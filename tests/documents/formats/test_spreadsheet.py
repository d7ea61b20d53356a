"""Excel files: the same table as from HTML in both formats; sheets, titles, notes, merged and hidden cells, numbers as displayed."""

from __future__ import annotations

import time
from typing import Any

import pytest

from assets.documents.document import BlockKind
from assets.documents.formats.html.web_page import render_html
from assets.documents.formats.sheet.number_formats import display
from assets.documents.formats.sheet.spreadsheet import render_xls, render_xlsx
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from tests.documents import national
from tests.documents.excel_files import Fill, fill_national, national_xls, xls, xlsx


def _rows(*rows: list[object]) -> Fill:
    def fill(_: Any, sheet: Any) -> None:
        for r, row in enumerate(rows):
            for column, content in enumerate(row):
                if content is not None:
                    sheet.write(r, column, content)

    return fill


_TABLE = ["指标", "2020年", "2025年"], ["研发投入强度（%）", 2.1, 2.5], ["高新技术企业（家）", 567, "1000以上"]
_PRINTED = ["指标 | 2020年 | 2025年", "研发投入强度（%） | 2.1 | 2.5", "高新技术企业（家） | 567 | 1000以上"]


def _lines(*sheets: tuple[str, Fill]) -> list[str]:
    return render_xlsx(xlsx(*sheets)).text.split("\n")


@pytest.mark.parametrize(
    "rendition",
    [
        render_xlsx(xlsx(("Sheet1", fill_national))),
        render_xlsx(xlsx(("Sheet1", lambda book, sheet: fill_national(book, sheet, as_numbers=True)))),
        render_xls(national_xls()),
    ],
    ids=["xlsx", "xlsx with numbers", "xls"],
)
def test_the_national_table_reads_as_from_html(rendition: Rendition) -> None:
    page = render_html(national.html())
    assert national.grid_of(rendition) == national.full_grid()
    assert national.values_of(rendition) == national.values()
    (grid,), (reference,) = rendition.tables, page.tables
    first, last = rendition.lines[grid.first].start, rendition.lines[grid.last - 1].end
    assert rendition.text[first:last] == page.text[page.lines[reference.first].start : page.lines[reference.last - 1].end]


def test_titles_are_titles_the_merged_row_a_caption_and_the_rows_below_notes() -> None:
    plan = national.plan_of(render_xlsx(xlsx(("Sheet1", fill_national))))
    kinds = [BlockKind.TITLE, BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.TABLE, BlockKind.NOTE, BlockKind.NOTE]
    assert [block.kind for block in plan.document.blocks] == kinds
    assert (plan.document.metadata.title, plan.document.metadata.period_end) == (national.TITLE, 2020)


def test_a_sheet_that_is_a_captioned_table_has_the_caption_for_title() -> None:
    def fill(_: Any, sheet: Any) -> None:
        sheet.merge_range(0, 0, 0, 2, "临江市2025年科技创新目标任务分解表")
        sheet.write(1, 2, "单位：家")
        for r, row in enumerate(_TABLE):
            sheet.write_row(r + 2, 0, row)

    plan = national.plan_of(render_xlsx(xlsx(("指标", fill))))
    assert plan.document.metadata.title == "临江市2025年科技创新目标任务分解表"
    assert [block.kind for block in plan.document.blocks] == [BlockKind.CAPTION, BlockKind.CAPTION, BlockKind.TABLE]


def test_sheets_are_headed_by_the_names_that_people_gave_them() -> None:
    table = _rows(*_TABLE)
    assert _lines(("一、主要指标", table), ("Sheet2", table), ("高新区", table)) == [
        "一、主要指标",
        *_PRINTED,
        *_PRINTED,
        "高新区",
        *_PRINTED,
    ]
    assert _lines(("主要指标", table)) == _PRINTED


def test_a_sheet_that_says_its_name_itself_is_not_headed_twice() -> None:
    lines = _lines(("主要指标", _rows(["临江市主要指标"], *_TABLE)), ("任务分解", _rows(*_TABLE)))
    assert lines == ["临江市主要指标", *_PRINTED, "任务分解", *_PRINTED]


def test_an_empty_row_parts_two_tables_and_an_empty_column_is_none() -> None:
    rendition = render_xlsx(xlsx(("Sheet1", _rows(*([a, None, b, c] for a, b, c in _TABLE), [], *_TABLE))))
    assert rendition.text.split("\n") == [*_PRINTED, *_PRINTED]
    assert [(table.first, table.last) for table in rendition.tables] == [(0, 3), (3, 6)]


def test_an_empty_cell_keeps_its_place() -> None:
    assert _lines(("Sheet1", _rows(["指标", "单位", "2025年"], ["研发投入强度", None, 2.5], ["排名", "位"])))[1:] == [
        "研发投入强度 |  | 2.5",
        "排名 | 位 | ",
    ]


def test_what_is_hidden_is_not_read() -> None:
    def fill(_: Any, sheet: Any) -> None:
        _rows(["指标", "内部", "2020年", "2025年"], ["排名", "x", 18, 15], ["旧指标", "x", 1, 2], ["专利", "x", 6.3, 12])(None, sheet)
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(2, None, None, {"hidden": True})

    def hide(book: Any, sheet: Any) -> None:
        _rows(*_TABLE)(book, sheet)
        sheet.hide()

    assert _lines(("Sheet1", fill), ("底稿", hide)) == ["指标 | 2020年 | 2025年", "排名 | 18 | 15", "专利 | 6.3 | 12"]
    cells = [(0, 0, "底稿", 0)]
    assert render_xls(xls([("底稿", cells, []), ("指标", [(0, 0, "临江市", 0)], [])], hidden=["底稿"])).text == "临江市"


def test_a_sheet_of_running_text_is_lines() -> None:
    rendition = render_xlsx(xlsx(("Sheet1", _rows(["一、总体目标"], ["到2025年，研发投入强度达到2.5%。"]))))
    assert (rendition.text, rendition.tables) == ("一、总体目标\n到2025年，研发投入强度达到2.5%。", [])


def test_a_category_alone_in_its_row_stays_in_the_table() -> None:
    rendition = render_xlsx(xlsx(("Sheet1", _rows(_TABLE[0], ["创新投入"], *_TABLE[1:]))))
    assert [(table.first, table.last) for table in rendition.tables] == [(0, 4)]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (0.156, "0.0%", "15.6%"),
        (9835, "#,##0", "9,835"),
        (22.2, '0.0"万亿元"', "22.2万亿元"),
        (5, '"≥"0', "≥5"),
        (0.1 + 0.2, "General", "0.3"),
        (18, "General", "18"),
        (1.5e-7, "General", "0.00000015"),
        (12, 'General"家"', "12家"),
        (2.675, "0.00", "2.68"),
        (2, "0.##", "2"),
        (330400, "000000", "330400"),
        (7, "000", "007"),
        (0, '0;-0;"—"', "—"),
        (-5, "#,##0_);[Red]-#,##0", "-5"),
        (3, ";;;", ""),
        (45000, 'yyyy"年"m"月"d"日"', "2023年3月15日"),
        (45000, "[$-804]yyyy-mm-dd", "2023-03-15"),
        (45000.5, "yyyy/m/d h:mm", "2023/3/15 12:00"),
        (2025, '0"年"', "2025年"),
        (1e300, "0.00", "1e+300"),
        (float("inf"), "0.0", "inf"),
        (-1, "yyyy/m/d", "-1"),
    ],
)
def test_numbers_are_read_as_their_cells_display_them(value: float, code: str, shown: str) -> None:
    assert display(value, code) == shown


def test_both_formats_display_alike() -> None:
    codes = ["0.0%", 'yyyy"年"m"月"', "#,##0"]
    values = [0.156, 45000.0, 9835.0]

    def fill(book: Any, sheet: Any) -> None:
        for at, (value, code) in enumerate(zip(values, codes, strict=True)):
            sheet.write(at, 0, value, book.add_format({"num_format": code}))

    old = xls([("Sheet1", [(at, 0, value, at + 1) for at, value in enumerate(values)], [])], formats=codes)
    assert render_xlsx(xlsx(("Sheet1", fill))).text.split("\n") == render_xls(old).text.split("\n") == ["15.6%", "2023年3月", "9,835"]


def test_merged_ranges_that_lie_over_one_another_or_reach_to_the_end_do_no_harm() -> None:
    cells = [(r, c, f"{r}{c}", 0) for r in range(3) for c in range(3)]
    rendition = render_xls(xls([("Sheet1", cells, [(0, 65535, 0, 0), (1, 2, 0, 1), (1, 2, 1, 2)])]))
    (table,) = rendition.tables
    places = [
        (a, b)
        for one in table.cells or ()
        for a in range(one.row, one.row + one.row_span)
        for b in range(one.column, one.column + one.column_span)
    ]
    assert len(places) == len(set(places))
    assert rendition.text.split("\n") == ["00 | 01 | 02", "11"]


@pytest.mark.parametrize("place", [(30_000, 0), (0, 400)])
def test_a_sheet_beyond_all_plans_is_refused(place: tuple[int, int]) -> None:
    with pytest.raises(UnreadableError, match="which no plan has"):
        render_xlsx(xlsx(("Sheet1", lambda _, sheet: sheet.write(*place, "x"))))


def test_a_file_that_shows_nothing_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no text"):
        render_xlsx(xlsx(("Sheet1", lambda _, sheet: None)))


def test_a_table_of_twenty_rows_reads_in_good_time() -> None:
    new, old = xlsx(("Sheet1", fill_national)), national_xls()
    started = time.process_time()
    for _ in range(10):
        render_xlsx(new)
        render_xls(old)
    assert time.process_time() - started < 1
