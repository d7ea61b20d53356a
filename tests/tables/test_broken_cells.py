"""Cells that a narrow column broke, and headers that could be cut in more than one way: one cell a line, without a mark of what goes on."""

from __future__ import annotations

import pytest

from assets.tables.phrases.told_years import told_years, year_told
from assets.tables.stacked.bonds import NEVER_TOGETHER, TOGETHER, WHOLE, bond
from tests.reading import HEAD, TAIL, read, rows_of, tables_in
from tests.tables.test_stacked import lines, parted

READ = ("indicator_text", "value", "unit", "year", "status")


@pytest.mark.parametrize(
    ("first", "second", "held"),
    [
        ("农村生", "活污水治理率", WHOLE),  # together a name that is known
        ("万元G", "DP用水量", WHOLE),  # no column breaks between letters of two words
        ("山区河道生", "活垃圾清理率", TOGETHER),  # 生活 stands in many names
        ("民生福祉", "基本养老保险参保率", 0.0),  # the second is a name by itself
        ("文旅", "堤防达标长度", NEVER_TOGETHER),
    ],
)
def test_the_names_known_tell_whether_two_cells_are_one_word(first: str, second: str, held: float) -> None:
    assert bond(first, second) == held


def test_the_plans_own_text_tells_it_too() -> None:
    assert bond("山塘水", "库标准化率", "到2025年，山塘水库标准化率明显提高") == WHOLE


def test_a_word_that_was_cut_is_no_category_and_a_name() -> None:
    text = lines(
        "领域 | 指标 | 2020年 | 2025年 | 生态 | 森林覆盖率（%） | 38.2 | 40 | 农村生 | 活污水治理率（%） | 25 | 45 | 民生 | 高中阶段 | "
        "毛入学率（%） | 90 | 93"
    )
    assert rows_of(text, "indicator_text", "value")[2:] == [
        ("农村生活污水治理率", 25), ("农村生活污水治理率", 45), ("高中阶段毛入学率", 90), ("高中阶段毛入学率", 93)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "header",
    [
        "指标 | 单位 | 2020 | 年 | 2025 | 年目标",
        "指标 | 单位 | 2020年 | 完成值 | 2025年 | 目标值",
        "指标 | 单位 | “十三五”期末 | “十四五” | 目标",
        "指标 | 单位 | 现状 | 值 | 目标 | 值",
    ],
)
def test_heads_that_a_narrow_column_broke_are_one(header: str) -> None:
    text = lines(header + " | 供水管网漏损率 | % | 10.2 | 9 | 公共充电桩 | 台 | 2100 | 9000 | 人均预期寿命 | 岁 | 77.4 | 78.8")
    assert rows_of(text, *READ)[:3] == [
        ("供水管网漏损率", 10.2, "%", 2020, "actual"), ("供水管网漏损率", 9, "%", 2025, "target"),
        ("公共充电桩", 2100, "台", 2020, "actual")
    ]  # fmt: skip


def test_growth_is_no_part_of_the_target_before_it() -> None:
    text = lines(
        "指标 | 2020年 | 完成值 | 2025年 | 目标 | 年均增长（%） | 用水总量（万吨） | 520 | 560 | 1.5 | 游客（万人次） | 80 | 120 | 8.4 | "
        "床位（张） | 900 | 990 | 1.9 | 公园（个） | 41 | 60 | 7.9 | 绿道（公里） | 120 | 150 | 4.6"
    )
    assert rows_of(text, "value", "year", "measure")[:3] == [(520, 2020, "level"), (560, 2025, "level"), (1.5, 2025, "growth")]


@pytest.mark.parametrize("cut", [lines, parted])
def test_section_rows_need_no_number(cut: object) -> None:
    text = cut(  # type: ignore[operator]
        "序号 | 指标 | 单位 | 2020年 | 2025年 | 民生 | 1 | 参保率 | % | 91 | 95 | 2 | 床位数 | 张 | 840 | 900 | 交通 | 3 | "
        "公路里程 | 公里 | 318 | 450 | "
        "4 | 公共充电桩 | 台 | 2100 | 9000"
    )
    assert [row[:3] for row in rows_of(text, *READ)][::2] == [
        ("参保率", 91, "%"), ("床位数", 840, "张"), ("公路里程", 318, "公里"), ("公共充电桩", 2100, "台")
    ]  # fmt: skip


def test_a_number_stands_once_for_the_years_below_it() -> None:
    text = lines(
        "序号 | 指标 | 单位 | 年度 | 数值 | 1 | 森林覆盖率 | % | 2020年 | 38.2 | 2023年 | 38.6 | 2025年 | 39 | 2 | 游客 | "
        "万人次 | 2020年 | 182 | "
        "2023年 | 190 | 2025年 | 200 | 3 | 参保率 | % | 2020年 | 91 | 2023年 | 93 | 2025年 | 95"
    )
    assert rows_of(text, *READ)[:4] == [
        ("森林覆盖率", 38.2, "%", 2020, "actual"), ("森林覆盖率", 38.6, "%", 2023, "target"),
        ("森林覆盖率", 39, "%", 2025, "target"), ("游客", 182, "万人次", 2020, "actual"),
    ]  # fmt: skip


def test_a_pages_number_goes_into_no_name() -> None:
    text = lines("指标 | 2020年 | 2025年 | 参保率（%） | 91 | 95 | 农村生活 | - 7 - | 污水治理率（%） | 25 | 45 | 床位数（张） | 840 | 900")
    assert ("农村生活污水治理率", 25) in rows_of(text, "indicator_text", "value")


@pytest.mark.parametrize(
    ("said", "header", "year"),
    [
        ("基准为2025年,近期为2027年,远期为2030年", "近期", 2027),
        ("规划基准年为2020年,规划期限为2021—2025年", "基准值", 2020),
        ("以2020年为基期,到2025年", "基期值", 2020),
        ("近期:2026—2028年;远期:2029—2035年", "远期目标", 2035),
        ("近期目标(2027年)", "目标值", None),
        ("规划期为2021—2025年", "近期", None),
    ],
)
def test_a_sentence_gives_a_headers_word_its_year(said: str, header: str, year: int | None) -> None:
    assert year_told(header, told_years([said])) == year


def test_near_and_far_take_the_years_told_above() -> None:
    table = "考核内容 | 基准 | 近期 | 远期 | 参保率（%） | 91 | 93 | 95 | 床位数（张） | 840 | 870 | 900 | 签约率（%） | 40 | 50 | 55"
    text = lines(table).replace("一、发展目标\n", "一、发展目标\n主要指标见下（基准为2020年，近期为2023年，远期为2025年）。\n")
    assert rows_of(text, "value", "year")[:3] == [(91, 2020), (93, 2023), (95, 2025)]


def test_a_word_of_measure_is_read_with_its_category_where_both_are_known() -> None:
    text = f"{HEAD}| 领域 | 指标 | 2020年 | 2025年 |\n| 高中阶段教育 | 毛入学率（%） | 90 | 93 |\n| 医疗 | 床位数（张） | 840 | 900 |{TAIL}"
    assert [row[0] for row in rows_of(text, "indicator_text")] == ["高中阶段教育毛入学率"] * 2 + ["床位数"] * 2


def test_rows_that_rules_part_may_stand_on_two_lines() -> None:
    rule = "+----+--------+------+------+\n"
    rows = ["| 序号 | 指标 | 2020年 | 增幅 |\n", "| 1 | 达标率 | 91% | 2.5个 |\n|  |  |  | 百分点 |\n", "| 2 | 参保率 | 93% | 2% |\n"]
    text = f"{HEAD}{rule}{rule.join(rows)}{rule}{TAIL}"
    assert [row[:2] for row in rows_of(text, "value", "unit")] == [(91, "%"), (2.5, "个百分点"), (93, "%"), (2, "%")]


def test_figures_beside_names_in_a_table_of_another_kind_are_a_finding() -> None:
    text = f"{HEAD}| 指标 | 甲 | 乙 |\n| 床位数（张） | 5.2 | 6.3 |\n| 参保率（%） | 95.1 | 96.2 |\n| 签约率（%） | 40.5 | 55.5 |{TAIL}"
    (table,) = tables_in(text)
    said = read(text)
    assert table.kind == "other" and said.observations.empty
    assert list(said.rejects["reason_id"]) == ["column_without_meaning"] * 2


@pytest.mark.parametrize(
    ("head", "rows", "refused"),
    [
        ("装置 | 处理（万吨） | 比上年增长（%）", ["水泥 | 320.5 | 4.1", "生铁 | 96.2 | -2.3", "粗钢 | 81.4 | 6.7"], 2),
        ("品种 | 产量 | 同比增减", ["苹果 | 12.5 | 3.1", "核桃 | 2.2 | -", "板栗 | 1.9 | 0.4"], 2),
        ("装置 | 单位 | 处理", ["水泥 | 万吨 | 320.5", "白酒 | 千升 | 960", "服装 | 万件 | 81.4"], 1),
        ("建设地点 | 建设规模 | 推动就业增长", ["东山 | 320.5 | 新岗位", "西河 | 96.2 | 新岗位", "南湖 | 81.4 | 新岗位"], 0),
    ],
)
def test_figures_of_things_that_have_units_or_grow_are_a_finding(head: str, rows: list[str], refused: int) -> None:
    lines = "\n".join(f"| {line} |" for line in (head, *rows))
    text = f"临江市2023年国民经济和社会发展统计公报\n一、工业\n{lines}{TAIL}"
    said = read(text)
    assert said.observations.empty and list(said.rejects["reason_id"]) == ["column_without_meaning"] * refused


def test_a_year_before_a_figure_that_it_is_compared_with_is_no_year_of_the_figure() -> None:
    text = f"{HEAD}| 指标 | 2020年 | 2025年 |\n| 单位产值能耗下降 | （较2015年）12% | （较2020年）14% |\n| 参保率（%） | 91 | 95 |{TAIL}"
    assert rows_of(text, "value", "year", "year_start")[:2] == [(12, 2020, 2015), (14, 2025, 2020)]
