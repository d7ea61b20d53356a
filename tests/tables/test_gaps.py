"""One cell a line, and empty cells leave no trace: which column a figure belongs to the header, its unit and the other rows tell."""

from __future__ import annotations

import pytest

from tests.reading import HEAD, TAIL, grid_of, read, rows_of, tables_in

COLUMNS = ("indicator_text", "value", "unit", "year", "measure")


def lines(cells: str, note: str = "") -> str:
    """A plan with a table whose cells (written with bars and line breaks between) stand one a line."""
    return f"{HEAD}\n" + "\n".join(cell.strip() for row in cells.strip().split("\n") for cell in row.split("|")) + f"\n{note}{TAIL}"


def parted(cells: str) -> str:
    """The same with blank lines between the cells."""
    return lines(cells).replace("\n", "\n\n")


GROWTH = """
    指标 | 单位 | 2020年 | 2025年 | 年均增长（%） | 属性
    货运量 | 万吨 | 820 | 1150 | 7 | 预期性
    公路密度 | 公里/百平方公里 | 112 | 118 | 预期性
    客车通达率 | % | 98 | 100 | 约束性
    快递业务量 | 万件 | 6400 | 12000 | 13.4 | 预期性
    """


def test_a_rate_of_growth_is_what_most_rows_leave_out() -> None:
    """Of a share there is none, and 118 behind 112 is no rate."""
    read_rows = rows_of(lines(GROWTH), *COLUMNS)
    assert ("货运量", 7, "%", 2025, "growth") in read_rows
    assert ("公路密度", 112, "公里/百平方公里", 2020, "level") in read_rows
    assert ("公路密度", 118, "公里/百平方公里", 2025, "level") in read_rows
    assert ("客车通达率", 100, "%", 2025, "level") in read_rows
    assert len(read_rows) == 10


HEADS = "序号 | 指标 | 2020年 | 2025年 | 属性"
FULL = "1 | 藏书量（万册） | 31 | 45 | 预期性\n2 | 巡查率（%） | 96 | 100 | 约束性\n3 | 开放率（%） | 90 | 95 | 预期性"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("4 | 覆盖率（%） | ≥90 | 预期性", [("覆盖率", 90, "%", 2025, "level")]),
        ("4 | 工坊数（个） | 15 | 预期性", [("工坊数", 15, "个", 2025, "level")]),  # a plan leaves out what is not yet, hardly its target
        ("4 | 改造（户） | 〔1500〕 | 预期性", [("改造", 1500, "户", 2025, "level")]),
        ("4 | 能耗降低率（%） | 14 | 约束性", [("能耗降低率", 14, "%", 2025, "growth")]),
    ],
)
def test_a_figure_alone_is_the_target(row: str, told: list[tuple[object, ...]]) -> None:
    assert rows_of(lines(f"{HEADS}\n{FULL}\n{row}"), *COLUMNS)[6:] == told


@pytest.mark.parametrize(
    ("row", "years"),
    [
        (
            "修复面积 | 公顷 | 120 | 260 | 预期性\n利用率 | % | 22 | 30 | 预期性",
            [2020, 2025, 2020, 2025],
        ),  # the outlook is left out, and more than once
        ("修复面积 | 公顷 | 120 | ≥260 | 预期性", [2020, 2025]),
        ("利用率 | % | ≥80 | ≥90 | 预期性", [2025, 2035]),  # both promised: there is no base
        ("修复面积 | 公顷 | [90] | [120] | 预期性", [2020, 2025]),  # totals of the plan before and of this one
        ("修复面积 | 公顷 | [120] | 预期性", [2025]),
    ],
)
def test_of_base_target_and_outlook(row: str, years: list[int]) -> None:
    text = lines(
        "指标 | 单位 | 2020年 | 2025年 | 2035年 | 属性\n蓄积量 | 万立方米 | 380 | 410 | 500 | 预期性\n"
        f"岸线率 | % | 36 | 36 | 36 | 约束性\n收集率 | % | 58 | 75 | 90 | 预期性\n{row}"
    )
    assert rows_of(text, "year")[9:] == [(year,) for year in years]


def test_what_two_ways_may_mean_is_refused_cell_by_cell() -> None:
    """Three figures for four years: the last is the target, whichever base is missing."""
    text = lines("""
        序号 | 指标 | 2015年 | 2019年 | 2020年 | 2025年目标 | 属性
        1 | 藏书量（万册） | 25 | 30 | 31 | 45 | 预期性
        2 | 巡查率（%） | 90 | 95 | 96 | 100 | 约束性
        3 | 开放率（%） | 70 | 88 | 90 | 95 | 预期性
        4 | 覆盖率（%） | 53.8 | 53.9 | 54 | 约束性
        """)
    said = read(text)
    assert list(said.rejects["reason_id"]) == ["values_out_of_place"]
    assert [row for row in rows_of(text, *COLUMNS) if row[0] == "覆盖率"] == [("覆盖率", 54, "%", 2025, "level")]


def test_one_row_that_leaves_out_base_or_outlook_says_neither() -> None:
    text = lines("""
        指标 | 单位 | 2020年 | 2025年 | 2035年 | 属性
        蓄积量 | 万立方米 | 380 | 410 | 500 | 预期性
        岸线率 | % | 36 | 36 | 36 | 约束性
        收集率 | % | 58 | 75 | 90 | 预期性
        修复面积 | 公顷 | 120 | 260 | 预期性
        """)
    assert list(read(text).rejects["reason_id"]) == ["values_out_of_place"]
    assert len(read(text).observations) == 9


def test_the_growth_of_a_period_without_a_base_begins_before_it() -> None:
    text = parted("""
        指标 | 单位 | 2020年 | “十三五”年均增速 | 2025年 | “十四五”年均增速
        营业收入 | 亿元 | 1732 | 6.4% | 2700 | 9%
        从业人员比重 | % | 46.7 | 50
        网络零售额 | 亿元 | 522 | 21.5% | 1100 | 16%
        固定资产投资 | 亿元 | 418 | 2.6% | 8%
        """)
    told = rows_of(text, "indicator_text", "value", "year", "year_start", "measure")
    assert ("营业收入", 6.4, 2020, 2015, "growth") in told and ("营业收入", 9, 2025, 2020, "growth") in told
    assert [row[1:3] for row in told if row[0] == "从业人员比重"] == [(46.7, 2020), (50, 2025)]
    assert [row[1:3] for row in told if row[0] == "固定资产投资"] == [(418, 2020), (2.6, 2020), (8, 2025)]


def test_totals_in_a_column_of_growth_count_in_the_rows_unit() -> None:
    """The difference of the levels is a change; a total of another size (of what comes every year) is a level of its own."""
    text = lines("""
        指标 | 单位 | 2020年 | 2025年 | 年均增速〔累计〕
        农田面积 | 万亩 | 46.2 | 68 | 〔21.8〕
        培训人数 | 万人 | 1.4 | 1.6 | 〔7.5〕
        总产值 | 亿元 | 64 | 85 | 5.8
        农业产值 | 亿元 | 34 | 45 | 5.7
        """)
    told = rows_of(text, *COLUMNS)
    assert ("农田面积", 21.8, "万亩", 2025, "change") in told
    assert ("培训人数", 7.5, "万人", 2025, "level") in told
    assert ("总产值", 5.8, "%", 2025, "growth") in told


@pytest.mark.parametrize(
    "header",
    [
        "指标名称 | 单位 | 2020年 | 实际 | 2025年 | 目标 | 年均增长 | （%） | 指标 | 属性",
        "指　标 | 计量 | 单位 | 现状值 | （2020年） | 规划值 | （2025年） | 年均 | 增长 | （%） | 指标 | 性质",
    ],
)
def test_heads_that_a_narrow_column_breaks_anywhere(header: str) -> None:
    rows = "\n".join(GROWTH.strip().split("\n")[1:])
    assert rows_of(lines(f"{header}\n{rows}"), *COLUMNS) == rows_of(lines(GROWTH), *COLUMNS)
    assert rows_of(parted(f"{header}\n{rows}"), *COLUMNS) == rows_of(lines(GROWTH), *COLUMNS)


def test_the_target_may_stand_before_the_base_and_codes_may_count() -> None:
    text = lines("""
        编号 | 指标 | 2025年 | 目标值 | 2020年 | 基期值 | 单位 | 指标 | 属性
        A1 | 企业数 | 420 | 310 | 家 | 预期性
        A2 | 投资占比 | 45 | 38.2 | % | 预期性
        B1 | 亩均税收 | 28 | 19.6 | 万元/亩 | 预期性
        B2 | 示范企业 | 60 | 家 | 预期性
        """)
    assert rows_of(text, *COLUMNS) == [
        ("企业数", 420, "家", 2025, "level"), ("企业数", 310, "家", 2020, "level"),
        ("投资占比", 45, "%", 2025, "level"), ("投资占比", 38.2, "%", 2020, "level"),
        ("亩均税收", 28, "万元/亩", 2025, "level"), ("亩均税收", 19.6, "万元/亩", 2020, "level"),
        ("示范企业", 60, "家", 2025, "level"),
    ]  # fmt: skip


def test_the_first_line_of_a_name_is_no_category() -> None:
    text = lines("""
        类别 | 指标 | 单位 | 2020年 | 2025年 | 属性
        路网 | 铁路里程 | 公里 | 48 | 54 | 预期性
        普通干线公路二级及以上 | 比重 | % | 68 | 76 | 预期性
        服务 | 旅客吞吐量 | 万人次 | 35 | 60 | 预期性
        乡镇通三级及以上公路 | 比例 | % | 81 | 90 | 预期性
        智慧 | 车辆联网率 | % | 92 | 98 | 预期性
        """)
    assert [row[1] for row in grid_of(text)[1:]] == [
        "铁路里程", "普通干线公路二级及以上\n比重", "旅客吞吐量", "乡镇通三级及以上公路\n比例", "车辆联网率"
    ]  # fmt: skip


def test_brackets_may_break_and_pages_may_end_within_a_table() -> None:
    text = lines("""
        序号 | 指标 | 2020年 | 2025年 | 属性
        1 | 修复面积（万平方 | 公里） | 0.76 | 0.81 | 预期性
        2 | 水田面积（万亩 | ） | 26 | 27 | 约束性
        19
        3 | 巡查率（%） | 96 | 100 | 预期性
        4 | 开放率（%） | 90 | 95 | 预期性
        5 | 达标率（%） | 80 | 85 | 预期性
        6 | 覆盖率（%） | 70 | 75 | 预期性
        """)
    said = read(text)
    assert said.rejects.empty and 19 not in set(said.observations["value"])
    assert rows_of(text, "indicator_text", "unit")[:3] == [("修复面积", "万平方公里"), ("修复面积", "万平方公里"), ("水田面积", "万亩")]


def test_a_number_behind_an_attribute_that_precedes_the_values_is_no_page() -> None:
    text = lines(
        "序号 | 指标 | 属性 | 2025年目标\n" + "\n".join(f"{i} | 覆盖率{c}（%） | 预期性 | {90 + i}" for i, c in enumerate("甲乙丙丁", 1))
    )
    assert [value for (value,) in rows_of(text, "value")] == [91, 92, 93, 94]


def test_a_header_printed_again_goes_on_with_the_table_and_its_count() -> None:
    head = "序号 | 分类 | 指标 | 现状值 | 目标值 | 属性"
    text = lines(
        f"{head}\n1 | 水质 | 达标率（%） | 80 | 85 | 预期性\n2 | 优良率（%） | 70 | 75 | 预期性\n- 9 -\n"
        f"{head}\n3 | 水量 | 用水量（亿吨） | 44 | 50 | 预期性\n4 | 保障率（%） | 90 | 95 | 预期性"
    )
    (table,) = tables_in(text)
    assert rows_of(text, "indicator_text")[::2] == [("水质达标率",), ("优良率",), ("用水量",), ("保障率",)]
    assert table.grid_score == 1.0


def test_no_year_stands_over_another() -> None:
    text = lines("""
        编号 | 指标 | 性质 | 2020年（实际） | 2025年（目标） | 年均增速
        1 | 造林面积（万亩） | 预期性 | 4.5 | 〔20〕
        2 | 巩固率（%） | 约束性 | 96 | 97
        3 | 绿道长度（公里） | 约束性 | 58 | 110
        4 | 发明专利（件） | 预期性 | 60 | 108 | 12.5%
        5 | 入学率（%） | 预期性 | 92 | 95
        6 | 业务量（万件） | 约束性 | 4300 | 9030 | 16%
        """)
    assert {(name, year) for name, year in rows_of(text, "indicator_text", "year")} >= {
        ("巩固率", 2020),
        ("巩固率", 2025),
        ("业务量", 2025),
    }
    assert len(rows_of(text, "value")) == 14


def test_a_bare_rate_where_the_others_print_theirs_or_of_a_share_is_refused() -> None:
    """14 may be a page's number, 1.6 of a share points or per cent."""
    text = lines("""
        指标 | 单位 | 2020年 | 2025年 | 年均增长
        货运量 | 万吨 | 820 | 1150 | 7%
        客运量 | 万人 | 310 | 400 | 14
        快递业务量 | 万件 | 6400 | 12000 | 13.4%
        通达率 | % | 90 | 98 | 1.6
        网络零售额 | 亿元 | 26 | 65 | 20.1%
        进出口额 | 亿元 | 42 | 60 | 7.4%
        服务业产值 | 亿元 | 310 | 460 | 8.2%
        """)
    said = read(text)
    assert list(said.rejects["text"]) == ["14", "1.6"]
    assert len(said.observations) == 19


def test_a_row_that_goes_on_without_a_name_makes_the_row_above_unsure() -> None:
    """23 is the number of a page where no attribute closes the rows: 36 may be base or target."""
    text = lines("""
        指标 | 单位 | 2020年 | 2025年
        里程 | 公里 | 58 | 110
        藏书量 | 万册 | 35 | 56
        养殖场数量 | 个 | 36 | 65 | 23
        入园率 | % | 90 | 95
        床位 | 张 | 900 | 1710
        """)
    assert "养殖场数量" not in {name for (name,) in rows_of(text, "indicator_text")}


def test_an_average_of_what_was_added_is_a_level() -> None:
    text = lines(
        "指标 | 单位 | 2020年 | 2025年\n新增劳动力平均受教育年限 | 年 | 13.3 | 14\n新增学位 | 个 | 600 | 900\n床位 | 张 | 90 | 171"
    )
    assert rows_of(text, "indicator_text", "measure")[::2] == [
        ("新增劳动力平均受教育年限", "level"), ("新增学位", "change"), ("床位", "level")
    ]  # fmt: skip


def test_a_character_that_is_a_unit_too_may_end_a_name() -> None:
    text = lines("""
        序号 | 指标 | 2020年 | 2025年 | 属性
        1 | 绿色建筑占城镇新建建筑比 | 例 | 60% | 100% | 预期性
        2 | 绿道长度 | 58公里 | 110公里 | 预期性
        3 | 藏书量 | 35万册 | 56万册 | 预期性
        """)
    assert rows_of(text, "indicator_text")[:2] == [("绿色建筑占城镇新建建筑比例",)] * 2
