"""Tables printed without any rule, as browsers and word processors set them: what is one column and one row, and what is no table."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from assets.documents.formats.paged.pdf import render_pdf
from tests.documents import national
from tests.documents.pdf_samples import LEFT, Sheet, draw_grid, heads, ruled, text_width, wrapped

SIZE, LEAD, APART = 12.0, 18.0, 3.0  # points: letters, lines of one cell, and between cells
NARROW = (90.0, 330.0)
AFTER = "三、保障措施"

GOALS = [
    ["指标", "目标值"],
    ["地区生产总值年均增速和二〇三〇年总量", "年均增长6%左右，总量达到2.4万亿元"],
    ["研发强度", "全社会研发经费投入强度提高到2.8%以上，研发经费支出年均增长不低于9%，其中企业占比稳定在七成五以上"],
    ["常住人口城镇化率和户籍人口城镇化率", "71%左右"],
    ["森林覆盖率", "45.3%"],
]


def _cells(sheet: Sheet, rows: Sequence[Sequence[str]], widths: Sequence[float], *, middle: bool = True, centred: bool = False) -> None:
    """Rows of cells without rules; texts wrap, and stand in the middle of their rows or at their top."""
    for number, row in enumerate(rows):
        lines = [wrapped(text, width, SIZE) if text else [] for text, width in zip(row, widths, strict=True)]
        height = LEAD * max(map(len, lines))
        x = LEFT
        for width, words in zip(widths, lines, strict=True):
            first = sheet.y - (height - LEAD * len(words)) / 2 * middle
            for at, line in enumerate(words):
                shift = (width - text_width(line, SIZE)) / 2 if centred or not number else 0.0
                sheet.text(x + shift, first - at * LEAD, line, SIZE)
            x += width + APART
        sheet.y -= height + APART


def _read(sheet: Sheet) -> list[str]:
    sheet.y -= 30
    sheet.text(LEFT, sheet.y, AFTER, 16)
    return render_pdf(sheet.done()).text.split("\n")


def _as_lines(rows: Sequence[Sequence[str]]) -> list[str]:
    return [" | ".join(row) for row in rows]


@pytest.mark.parametrize("middle", [True, False])
def test_names_and_values_over_several_lines_are_one_row_each(middle: bool) -> None:
    sheet = Sheet()
    _cells(sheet, GOALS, NARROW, middle=middle)
    assert _read(sheet) == [*_as_lines(GOALS), AFTER]


@pytest.mark.parametrize("centred", [True, False])
def test_cells_three_points_apart_are_columns_where_other_rows_leave_room(centred: bool) -> None:
    rows = [
        ["指标", "2025年", "2030年", "属性"],
        ["战略性新兴产业增加值占比（%）", "21.7", "28", "预期性"],  # as wide as its column
        ["水资源利用量（亿立方米）", "—", "≤84.5", "约束性"],
        ["高标准农田（万亩）", "5300", "6000以上", "约束性"],
        ["粮食产量（万吨）", "812", "830", "约束性"],
    ]
    sheet = Sheet()
    _cells(sheet, rows, (text_width(rows[1][0], SIZE), 44.0, text_width("6000以上", SIZE), 40.0), centred=centred)
    assert _read(sheet) == [*_as_lines(rows), AFTER]


def test_blanks_inside_one_long_name_are_no_column() -> None:
    rows = [["指标", "目标值"], ["农机化率 / 良种覆盖率", "84% / 97%"], ["水网", "93%"], ["产能", "610万吨"], ["名企", "48家"]]
    sheet = Sheet()
    _cells(sheet, rows, (text_width(rows[1][0], SIZE), 120.0))
    assert _read(sheet) == [*_as_lines(rows), AFTER]


def test_rows_of_full_cells_are_not_run_on_where_they_stand_as_far_apart_as_rows() -> None:
    rows = [
        ["指标", "目标"],
        ["就业人数", "90万"],
        ["新增技能人才证书万次", "〔1400〕其中高级七百"],
        ["调解成功与仲裁结案率", "〔6500〕其中县级三百"],
    ]
    sheet = Sheet()
    _cells(sheet, rows, (120.0, 125.0))
    assert _read(sheet) == [*_as_lines(rows), AFTER]


def test_heads_over_heads_and_categories_beside_rows_have_their_spans() -> None:
    sheet = Sheet()
    widths, top = (60.0, 150.0, 60.0, 60.0, 60.0, 60.0), sheet.y
    xs = [LEFT + sum(widths[:at]) for at in range(7)]
    spans = [(2, 4, "“十四五”", 0.0), (4, 6, "“十五五”", 0.0), (0, 1, "类别", 10.5), (1, 2, "指标", 10.5)]
    spans += [(at, at + 1, text, 21.0) for at, text in enumerate(["目标", "实际", "2028年", "2030年"], start=2)]
    names = ["旅游收入（亿元）", "过夜游客（万人次）", "图书馆达标率（%）", "文化馆（家）"]
    values = [["150", "163", "190", "240"], ["12", "9.7", "18", "25"], ["90", "93.3", "96", "100"], ["5", "5", "6", "8"]]
    spans += [(1, 2, name, 42.0 + 21 * at) for at, name in enumerate(names)]
    spans += [(c + 2, c + 3, text, 42.0 + 21 * at) for at, row in enumerate(values) for c, text in enumerate(row)]
    spans += [(0, 1, "产业", 52.5), (0, 1, "服务", 94.5)]
    for first, last, text, down in spans:
        sheet.text((xs[first] + xs[last] - text_width(text, SIZE)) / 2, top - down, text, SIZE)
    sheet.y = top - 130
    sheet.text(LEFT, sheet.y - 30, AFTER, 16)
    page = render_pdf(sheet.done())
    found = {
        page.text[cell.start : cell.end]: (cell.row, cell.column, cell.row_span, cell.column_span) for cell in page.tables[0].cells or ()
    }
    assert found["“十四五”"] == (0, 2, 1, 2)
    assert found["2028年"] == (1, 4, 1, 1)
    assert found["指标"] == (0, 1, 2, 1)
    assert found["产业"] == (2, 0, 2, 1)
    assert found["服务"] == (4, 0, 2, 1)
    assert found["100"] == (4, 5, 1, 1)


def test_a_category_over_all_columns_is_a_row_of_its_own() -> None:
    rows = [["序号", "指标", "单位", "2030年"], ["1", "工业产值", "亿元", "350"], ["2", "财政收入", "亿元", "24"]]
    more = [["3", "专利拥有量", "件", "18"], ["4", "孵化器", "家", "62"]]
    sheet = Sheet()
    widths = (40.0, 100.0, 60.0, 60.0)
    _cells(sheet, rows, widths, centred=True)
    sheet.text(LEFT + 100, sheet.y, "二、创新驱动发展", SIZE)
    sheet.y -= LEAD + APART
    _cells(sheet, [["", "", "", ""], *more][1:], widths, centred=True)
    lines = _read(sheet)
    assert [line for line in lines if "创新" not in line] == [*_as_lines([*rows, *more]), AFTER]
    assert sum("创新驱动发展" in line for line in lines) == 1


def test_a_paragraph_below_is_no_row_though_a_blank_in_it_meets_the_corridor() -> None:
    rows = [["指标", "目标值"], ["产值", "35亿元"], ["税收", "9亿元"], ["企业", "420家"]]
    sheet = Sheet()
    _cells(sheet, rows, (100.0, 120.0))
    at = text_width("以上各项由县有关", SIZE)
    sheet.text(LEFT, sheet.y, "以上各项由县有关", SIZE)
    sheet.text(LEFT + at + 4, sheet.y, "部门分解到年度，逐级落实，并于每年年末向县人民政府报告", SIZE)
    lines = _read(sheet)
    assert lines[:4] == _as_lines(rows)
    assert not any("以上" in line and " | " in line for line in lines)


@pytest.mark.parametrize(
    "rows",
    [
        [["•", "建设算力枢纽，2030年规模达到30亿元"], ["•", "培育链主企业12家"], ["•", "改造管网850公里"]],
        [["一、发展基础", "3"], ["二、总体要求", "9"], ["三、主要任务", "15"], ["四、保障措施", "42"]],
        [["联系人：", "张三"], ["电话：", "0898-1234"], ["传真：", "0898-5678"]],
    ],
    ids=["bullets", "contents", "labels"],
)
def test_what_only_stands_beside_is_no_table(rows: list[list[str]]) -> None:
    sheet = Sheet()
    _cells(sheet, rows, (150.0, 250.0))
    sheet.y -= 30
    assert render_pdf(sheet.done()).tables == []


def test_a_table_without_rules_has_the_same_values() -> None:
    rendition = render_pdf(ruled(heads, draw=partial(draw_grid, rules=False)))
    assert national.values_of(rendition) == national.values()
