"""Tables printed one cell a line: how many columns there are, where rows begin, and which cells go on, the cells themselves tell."""

from __future__ import annotations

import pytest

from tests.reading import HEAD, TAIL, grid_of, read, rows_of, tables_in

COLUMNS = ("indicator_text", "value", "unit", "year", "status")


def parted(cells: str, caption: str = "") -> str:
    """A plan with a table whose cells (written with bars between) stand one a line, blank lines between them."""
    return f"{HEAD}\n{caption}\n\n" + "\n\n".join(cell.strip() for cell in cells.split("|")) + f"\n{TAIL}"


def lines(cells: str, caption: str = "") -> str:
    """The same without blank lines."""
    return f"{HEAD}\n{caption}\n" + "\n".join(cell.strip() for cell in cells.split("|")) + f"\n{TAIL}"


HEADER = "序号 | 指标 | 单位 | 2020年 | 2025年 | 属性"
ROWS = "1 | 床位数 | 张 | 5200 | 6300 | 预期性 | 2 | 参保率 | % | 95 | 96 | 约束性 | 3 | 签约率 | % | 40 | 55 | 预期性"
READ = [
    ("床位数", 5200, "张", 2020, "actual"),
    ("床位数", 6300, "张", 2025, "target"),
    ("参保率", 95, "%", 2020, "actual"),
    ("参保率", 96, "%", 2025, "target"),
    ("签约率", 40, "%", 2020, "actual"),
    ("签约率", 55, "%", 2025, "target"),
]


@pytest.mark.parametrize(
    "text",
    [
        parted(f"{HEADER} | {ROWS}"),
        lines(f"{HEADER} | {ROWS}"),
        parted(f"{HEADER} | {ROWS}", caption="考核指标"),  # a caption that reads like the head of the names
        lines("序号 | 指标 | 单位 | 2020年 | 现状值 | 2025年 | 目标值 | 属性 | " + ROWS),  # header words on two lines
        parted("序号 | 指标 | 单位 | 临江 | 2020年 | 现状 | 临江 | 2025年 | 目标 | 属性 | " + ROWS),  # … on three, parted by blank lines
        parted("序号 | 指标 | 单位 | 2020年① | 2025年 | 属性 | " + ROWS),  # a mark takes no year away
        parted("序号 | 指　　标 | 单位 | 现状值 | 预期值 | 类型 | " + ROWS),
    ],
)
def test_the_same_rows_come_of_every_print(text: str) -> None:
    assert rows_of(text, *COLUMNS) == READ


def test_blank_lines_may_part_rows() -> None:
    text = (
        f"{HEAD}\n"
        + "序号\n指标\n2020年\n2025年\n\n1\n新建绿道\n长度（公里）\n12\n30\n\n2\n公园数（个）\n8\n15\n\n3\n绿地率（%）\n35\n38\n"
        + TAIL
    )
    assert rows_of(text, "indicator_text", "value") == [
        ("新建绿道长度", 12), ("新建绿道长度", 30), ("公园数", 8), ("公园数", 15), ("绿地率", 35), ("绿地率", 38)
    ]  # fmt: skip


def test_names_that_go_on_below_without_blank_lines_are_one() -> None:
    text = lines(
        "序号 | 指标 | 2020年 | 2025年 | 1 | 每千人口拥有3岁以下婴幼儿 | 托位数（个） | 1.8 | 4.5 | 2 | "
        "人均预期寿命（岁） | 78 | 79 | 3 | 签约率（%） | 40 | 55"
    )
    assert rows_of(text, "indicator_text", "value")[:2] == [
        ("每千人口拥有3岁以下婴幼儿托位数", 1.8),
        ("每千人口拥有3岁以下婴幼儿托位数", 4.5),
    ]


def test_section_rows_belong_to_no_column() -> None:
    text = parted(
        "指标 | 2020年 | 2025年 | 一、供水 | 供水量（亿立方米） | 30.2 | 33 | 二、排水 | 污水处理率（%） | 91.5 | 96 | "
        "再生水量（万吨） | 820 | 1500"
    )
    assert [row[0] for row in grid_of(text)] == [
        "指标",
        "一、供水",
        "供水量（亿立方米）",
        "二、排水",
        "污水处理率（%）",
        "再生水量（万吨）",
    ]
    assert len(rows_of(text, "value")) == 6


def test_parts_of_a_whole_take_its_unit() -> None:
    text = parted(
        f"{HEADER} | 1 | 人才总量 | 万人 | 25 | 32 | 预期性 | 其中：技术人才 | 12 | 15 | 预期性 | 技能人才 | 6 | 8.5 | "
        "预期性 | 2 | 参保率 | % | 95 | 96 | 约束性 | 3 | 签约率 | % | 40 | 55 | 预期性"
    )
    assert [unit for _, unit in rows_of(text, "value", "unit")] == ["万人"] * 6 + ["%"] * 4


def test_a_category_stands_in_the_first_row_of_its_span() -> None:
    text = parted(
        "领域 | 指标 | 2020年 | 2025年 | 属性 | 健康 | 婴儿死亡率（‰） | 5.4 | ≤5.2 | 预期性 | "
        "15岁以上人群吸烟率（%） | 25.8 | 23.3 | 预期性 | 资源 | 床位数（张） | 65 | 74 | 约束性"
    )
    assert [row[:2] for row in grid_of(text)[1:]] == [
        ["健康", "婴儿死亡率（‰）"],
        ["健康", "15岁以上人群吸烟率（%）"],
        ["资源", "床位数（张）"],
    ]


def test_results_and_remarks_behind_the_values_are_no_names() -> None:
    text = parted(
        "指标名称 | 2020年目标 | 2020年完成 | 完成情况 | 床位数（张） | 52 | 60 | 超额完成 | 参保率（%） | 96 | 95 | "
        "未完成 | 签约率（%） | 40 | 41 | 已完成"
    )
    assert rows_of(text, "indicator_text", "value", "status")[:2] == [("床位数", 52, "target"), ("床位数", 60, "actual")]
    assert len(rows_of(text, "value")) == 6
    prose = parted(
        "主要指标 | 2020年 | 2025年 | 指标解释 | 床位数（张） | 52 | 63 | 指实有床位，不含观察床。 | 参保率（%） | "
        "95 | 96 | 指参保人数占比。 | 签约率（%） | 40 | 55 | 指签约居民占比。"
    )
    assert [row[3] for row in grid_of(prose)] == ["指标解释", "指实有床位，不含观察床。", "指参保人数占比。", "指签约居民占比。"]


def test_two_levels_of_header() -> None:
    text = parted(
        "序号 | 指标 | “十三五” | “十四五” | 属性 | 目标 | 完成 | 目标 | 1 | 建筑占比（%） | 50 | 63 | 80 | 约束性 | "
        "2 | 管廊长度（公里） | 40 | 52 | 90 | 预期性 | 3 | 绿地面积（公顷） | 600 | 655 | 720 | 预期性"
    )
    assert rows_of(text, "value", "year", "status")[:3] == [(50, 2020, "target"), (63, 2020, "actual"), (80, 2025, "target")]


def test_years_down_the_rows_take_the_name_above_and_owners_are_none() -> None:
    text = parted(
        "类别 | 序号 | 主要任务 | 节点 | 指标数 | 责任单位 | 分类 | 1 | 达标小区创建（累计数） | 2022年 | 345个 | "
        "市城管局 | 2023年 | 440个 | 2024年 | 618个 | 2 | 转运站改造 | 2022年 | 3座 | 市城管局 | 3 | 分类车辆配置 | "
        "2022年 | 25辆 | 各街道办事处 | 市财政局"
    )
    assert rows_of(text, "indicator_text", "value", "year") == [
        ("达标小区创建", 345, 2022), ("达标小区创建", 440, 2023), ("达标小区创建", 618, 2024),
        ("转运站改造", 3, 2022), ("分类车辆配置", 25, 2022),
    ]  # fmt: skip


def test_places_down_the_rows_below_two_levels_of_header() -> None:
    text = parted(
        "序号 | 街镇 | 投放点更新（个） | 服务点（个） | 2023年 | 2024年 | 2023年 | 2024年 | 1 | 柳溪镇 | 62 | 44 | "
        "13 | 12 | 2 | 石门镇 | 58 | 42 | 11 | 10 | 3 | 安平街道 | 49 | 35 | 15 | 14 | 合计 | 169 | 121 | 39 | 36"
    )
    read_rows = rows_of(text, "indicator_text", "value", "unit", "year", "scope")
    assert read_rows[:4] == [
        ("投放点更新", 62, "个", 2023, "柳溪镇"), ("投放点更新", 44, "个", 2024, "柳溪镇"),
        ("服务点", 13, "个", 2023, "柳溪镇"), ("服务点", 12, "个", 2024, "柳溪镇"),
    ]  # fmt: skip
    assert [scope for *_, scope in read_rows[-4:]] == [None] * 4  # 合计 is the whole


def test_targets_in_words_are_a_table_of_indicators_too() -> None:
    text = parted(
        "指标项 | 目标值 | 属性 | 空气优良天数比例 | 完成省下达任务 | 约束性 | 失业率 | 5.5%以内 | 预期性 | 居民收入 | "
        "与经济增长同步 | 预期性"
    )
    assert [(name, value) for name, value in rows_of(text, "indicator_text", "value")] == [
        ("空气优良天数比例", None),
        ("失业率", 5.5),
        ("居民收入", None),
    ]


def test_a_table_with_dropped_cells_is_one_reject() -> None:
    text = parted(
        "指标 | 单位 | 2018年 | 2019年 | 2020年 | 2021年 | 森林覆盖率 | % | 41 | 42 | 42 | 45 | 湿地保护率 | % | 55 | 60 | "
        "岸线保有率 | % | 35 | 36 | 造林面积 | 万亩 | 30 | 28 | 26 | 24 | 古树名木 | 株 | 12 | 12 | 13",
        "表9 主要指标",
    )
    (table,) = tables_in(text)
    said = read(text)
    assert table.kind == "indicators" and table.grid_score is not None and table.grid_score < 0.6
    assert said.observations.empty and list(said.rejects["reason_id"]) == ["grid_is_a_guess"]
    assert said.rejects["text"][0].startswith("指标") and said.rejects["text"][0].endswith("13")
    assert set(said.dispositions.values()) == {"reject", "not_set"}


@pytest.mark.parametrize("name", ["预期性", "超额完成", "亿元", "12.5"])
def test_what_is_no_name_never_names_a_row(name: str) -> None:
    text = f"{HEAD}指标 | 2020年 | 2025年\n床位数（张） | 52 | 63\n{name} | 7 | 8\n参保率（%） | 95 | 96\n签约率（%） | 40 | 55{TAIL}"
    said = read(text)
    assert set(said.observations["indicator_text"]) == {"床位数", "参保率", "签约率"}
    assert list(said.rejects["reason_id"]) == ["name_is_no_indicator"]


def test_a_column_of_figures_that_says_nothing_is_a_reject() -> None:
    text = f"{HEAD}指标 | 2020年 | 2025年 | 系数\n床位数（张） | 52 | 63 | 10\n参保率（%） | 95 | 96 | 20\n签约率（%） | 40 | 55 | 30{TAIL}"
    said = read(text)
    assert len(said.observations) == 6
    assert list(said.rejects["reason_id"]) == ["column_without_meaning"]


def test_so_is_one_of_two_rows_and_one_with_dashes() -> None:
    rows = ["床位数（张） | 52 | 63 | 10", "参保率（%） | 95 | 96 | 20", "签约率（%） | 40 | 55 | —"]
    for printed in (rows[:2], rows):
        said = read("\n".join([f"{HEAD}指标 | 2020年 | 2025年 | 系数", *printed]) + TAIL)
        assert len(said.observations) == 2 * len(printed)
        assert list(said.rejects["reason_id"]) == ["column_without_meaning"]


@pytest.mark.parametrize("head", ["权重", "分值", "权重（%）"])
def test_how_much_an_indicator_counts_is_no_value(head: str) -> None:
    body = "床位数（张） | 52 | 63 | 10\n参保率（%） | 95 | 96 | 20\n签约率（%） | 40 | 55 | 30"
    said = read(f"{HEAD}指标 | 2020年 | 2025年 | {head}\n{body}{TAIL}")
    assert sorted(said.observations["value"]) == [40, 52, 55, 63, 95, 96]
    assert said.rejects.empty


def test_a_header_that_says_itself_twice_is_two_records_a_row() -> None:
    text = parted(
        "指标 | 2025年 | 2030年 | 指标 | 2025年 | 2030年 | 有效商标量（件） | 310 | 420 | 示范企业（家） | 12 | 30 | "
        "技术合同成交额（亿元） | 8.5 | 16 | 代理师（人） | 40 | 65 | 专利申请量（件） | 96 | 150 | 公共仓库（座） | 5 | 9"
    )
    assert rows_of(text, "indicator_text", "value", "year")[:4] == [
        ("有效商标量", 310, 2025), ("有效商标量", 420, 2030), ("示范企业", 12, 2025), ("示范企业", 30, 2030),
    ]  # fmt: skip
