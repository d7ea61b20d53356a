"""Tables as statistical communiques and year plans print them: titles inside, products, parts of a total, indexes, differences."""

from __future__ import annotations

import pytest

from tests.reading import HEAD, TAIL, read, rows_of, tables_in

YEARBOOK = "东山县2022年国民经济和社会发展统计公报\n一、综合\n{table}\n二、农业\n生产平稳。\n"


def page(rows: list[str]) -> str:
    """An HTML table; a row with one cell spans all columns, cells are written with bars between."""
    width = max(row.count("|") for row in rows) + 1
    cells = [[cell.strip() for cell in row.split("|")] for row in rows]
    lines = [
        f'<tr><td colspan="{width}">{row[0]}</td></tr>' if len(row) == 1 else "<tr><td>" + "</td><td>".join(row) + "</td></tr>"
        for row in cells
    ]
    return f"<p>东山县2022年国民经济和社会发展统计公报</p><p>一、综合</p><table>{''.join(lines)}</table><p>二、农业</p><p>平稳。</p>"


TOPS = [
    "2022年全县主要指标完成情况",
    "单位：万元、%",
    "指 标 | 绝对数 | 比上年增长",
    "财政收入 | 8600 | 4.5",
    "税收占比 | 71 | —",
    "零售额 | 5200 | -1.2",
]


def test_title_and_unit_line_inside_a_page_s_table_say_year_and_unit() -> None:
    assert rows_of(page(TOPS), "indicator_text", "value", "unit", "year", "measure", name="plan.html") == [
        ("财政收入", 8600, "万元", 2022, "level"), ("财政收入", 4.5, "%", 2022, "growth"),
        ("税收占比", 71, "%", 2022, "level"),
        ("零售额", 5200, "万元", 2022, "level"), ("零售额", -1.2, "%", 2022, "growth"),
    ]  # fmt: skip


def test_a_unit_line_that_opens_a_stream_is_no_head() -> None:
    cells = [
        "单位:亿元",
        "指 标",
        "绝对数",
        "比上年增长%",
        "生产总值",
        "295.4",
        "7.7",
        "工业增加值",
        "84.4",
        "3.3",
        "建筑业增加值",
        "10.1",
        "1.6",
    ]
    text = YEARBOOK.format(table="2022年主要指标\n|\n" + "\n|\n".join(cells) + "\n|")
    assert rows_of(text, "indicator_text", "value", "unit")[:4] == [
        ("生产总值", 295.4, "亿元"), ("生产总值", 7.7, "%"), ("工业增加值", 84.4, "亿元"), ("工业增加值", 3.3, "%")
    ]  # fmt: skip


def test_what_is_measured_of_products_heads_values() -> None:
    rows = [
        "品 名 | 种植面积（亩） | 同比增减（%） | 产量（吨） | 同比增减（%）",
        "马铃薯 | 5200 | -1.2 | 910 | 0.9",
        "其中：早熟薯 | 700 | 2.1 | 130 | 3.5",
    ]
    assert rows_of(page(["2022年产量", *rows]), "indicator_text", "value", "unit", "measure", name="plan.html") == [
        ("马铃薯种植面积", 5200, "亩", "level"), ("马铃薯种植面积", -1.2, "%", "growth"),
        ("马铃薯产量", 910, "吨", "level"), ("马铃薯产量", 0.9, "%", "growth"),
        ("早熟薯种植面积", 700, "亩", "level"), ("早熟薯种植面积", 2.1, "%", "growth"),
        ("早熟薯产量", 130, "吨", "level"), ("早熟薯产量", 3.5, "%", "growth"),
    ]  # fmt: skip


PRODUCTS = [
    "产品名称",
    "单位",
    "产量",
    "比上年增长（%）",
    "煤炭",
    "万吨",
    "120",
    "0.9",
    "#焦煤",
    "万吨",
    "50",
    "-2.4",
    "水泥",
    "万吨",
    "75",
    "3.1",
]


def test_a_part_marked_by_a_number_sign_ends_no_table_of_a_cell_a_line() -> None:
    said = rows_of(YEARBOOK.format(table="表2 2022年主要产品产量\n" + "\n".join(PRODUCTS)), "indicator_text", "value")
    assert said == [("煤炭产量", 120), ("煤炭产量", 0.9), ("焦煤产量", 50), ("焦煤产量", -2.4), ("水泥产量", 75), ("水泥产量", 3.1)]


PARTS = """| 项目 | 2010年 | 2020年 |
| 户籍人口（人） | 8000 | 7600 |
| 按性别分： | | |
| 男 | 4100 | 3900 |
| 女 | 3900 | 3700 |
| 按城乡分 | | |
| 农业人口 | 6000 | 5100 |
| 按年龄分 | | |
| 0—14岁 | 1500 | 1300 |
| #60岁及以上 | 900 | 1400 |
| 性别比 | 105 | 104 |"""


def test_parts_of_a_total_below_bands_take_its_name_and_unit() -> None:
    said = {row[:2] for row in rows_of(YEARBOOK.format(table=PARTS), "indicator_text", "unit", "value")}
    assert said == {
        ("户籍人口", "人"), ("男性户籍人口", "人"), ("女性户籍人口", "人"), ("农业人口", "人"),
        ("0—14岁户籍人口", "人"), ("60岁及以上户籍人口", "人"), ("性别比", None),
    }  # fmt: skip


SHARES = "项目|2010年|2020年|人口数|比重|人口数|比重|总人口|23|100|19|100|按城乡分|城镇|9|39|9.6|50.5|乡村|14|61|9.4|49.5"


def test_a_share_of_parts_says_that_it_is_one() -> None:
    text = YEARBOOK.format(table="表1 人口构成\n单位：万人、%\n" + SHARES.replace("|", "\n"))
    said = rows_of(text, "indicator_text", "value", "unit", "year")
    assert said[4:8] == [
        ("城镇总人口", 9, "万人", 2010),
        ("城镇总人口比重", 39, "%", 2010),
        ("城镇总人口", 9.6, "万人", 2020),
        ("城镇总人口比重", 50.5, "%", 2020),
    ]


def test_figures_per_hundred_of_another_year_are_no_levels() -> None:
    table = """| 指标 | 单位 | 2021年 | 2022年 | 2022年为2021年% |
| 户籍人口 | 万人 | 22.8 | 22.7 | 99.5 |
| 财政收入 | 万元 | 18640 | 17980 | 96.5 |"""
    said = read(YEARBOOK.format(table=table))
    assert sorted(said.observations["value"]) == [22.7, 22.8, 17980, 18640] and list(said.rejects["reason_id"]) == [
        "column_without_meaning"
    ]


def test_rows_below_an_index_are_parts_of_the_index() -> None:
    rows = [
        "总产值 | ",
        "单位：亿元 | ",
        "项目 | 2021",
        "总产值 | 98",
        "种植业 | 60",
        "总产值指数(上年=100) | 110",
        "种植业 | 103",
        "渔业 | 7",
    ]
    table = "\n".join(f"| {row} |" for row in rows)
    said = rows_of(YEARBOOK.format(table=table), "indicator_text", "value", "unit")
    assert said == [
        ("总产值", 98, "亿元"),
        ("种植业", 60, "亿元"),
        ("总产值指数(上年=100)", 110, None),
        ("种植业总产值指数", 103, None),
        ("渔业", 7, "亿元"),
    ]


@pytest.mark.parametrize(
    ("head", "row", "said"),
    [
        ("比2020年增减", "通达率 | % | 67.4 | 75 | 7.6", ("change", 7.6, "%")),
        ("累计变化", "里程 | 公里 | 40 | 52 | 12", ("change", 12, "公里")),
        ("年均增长（%）", "里程 | 公里 | 40 | 52 | 5.4", ("growth", 5.4, "%")),
    ],
)
def test_by_how_much_two_levels_differ_is_a_change_in_their_unit(head: str, row: str, said: tuple[str, float, str]) -> None:
    text = f"{HEAD}| 指标 | 单位 | 2020年 | 2025年 | {head} |\n| {row} |\n| 完好率 | % | 90 | 92 | — |{TAIL}"
    assert rows_of(text, "measure", "value", "unit", "year", "year_start")[2] == (*said, 2025, 2020)


def test_the_lowest_word_of_a_head_says_whether_a_figure_was_reached() -> None:
    rows = ["指标 | 现状及目标 | 现状及目标", "指标 | 2020年现状值 | 2025年目标值", "达标率（%） | 95 | 96"]
    text = page(rows).replace("<td>现状及目标</td><td>现状及目标</td>", '<td colspan="2">现状及目标</td>')
    text = text.replace("东山县2022年国民经济和社会发展统计公报", "东山县“十四五”水利规划")
    assert rows_of(text, "year", "status", name="plan.html") == [(2020, "actual"), (2025, "target")]


def test_halves_side_by_side_are_tables_of_their_own() -> None:
    rows = [
        "指标 | 2020年 | 2025年 | 指标 | 2020年 | 2025年",
        "床位（张） | 520 | 610 | 医师（人） | 96 | 130",
        "护士（人） | 140 | 180 | | | ",
    ]
    tables = tables_in(page(rows), "plan.html")
    assert [[cell.text for cell in row] for table in tables for row in table.rows[1:]] == [
        ["床位（张）", "520", "610"], ["护士（人）", "140", "180"], ["医师（人）", "96", "130"]
    ]  # fmt: skip


def test_a_unit_that_nobody_knows_takes_no_other_row_s_unit_away() -> None:
    rows = ["指标 | 单位 | 2020年 | 2025年", "接入率 | % | 18 | 45", "算力 | 卡时 | 0 | 50"]
    assert rows_of(page(["规划目标", *rows]), "value", "unit", name="plan.html") == [(18, "%"), (45, "%"), (0, "卡时"), (50, "卡时")]
