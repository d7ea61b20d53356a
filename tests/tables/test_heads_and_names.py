"""Heads over places, goals for names, columns of other areas, and where names broken over lines end."""

from __future__ import annotations

import pytest

from tests.reading import HEAD, TAIL, grid_of, read, rows_of, tables_in

PLACES = """乡镇
2022年底高标
准农田面积
（万亩）
2030年高标准
农田面积（万亩）
东坡镇
5.1
6.8
南坡镇
1.3
2.4
西坡镇
4.2
5.1
北坡镇
3.9
5.5"""


def test_a_head_over_places_goes_on_to_its_unit_however_often_it_is_broken() -> None:
    said = rows_of(f"{HEAD}{PLACES}{TAIL}", "indicator_text", "value", "unit", "year", "scope")
    assert said[:3] == [
        ("高标准农田面积", 5.1, "万亩", 2022, "东坡镇"), ("高标准农田面积", 6.8, "万亩", 2030, "东坡镇"),
        ("高标准农田面积", 1.3, "万亩", 2022, "南坡镇")
    ]  # fmt: skip


def page(rows: str, title: str = "临江市“十四五”水利规划") -> str:
    """A page with a table given by its rows of HTML."""
    return f"<p>{title}</p><p>二、目标</p><table>{rows}</table><p>三、任务</p>"


WAYS = """<tr><td rowspan="2">乡镇</td><td colspan="2">堤防加固长度（公里）</td><td rowspan="2">备注</td></tr>
<tr><td>新建</td><td>加高培厚</td></tr>
<tr><td>东坡镇</td><td>1.2</td><td>3</td><td></td></tr><tr><td>南坡镇</td><td>0.4</td><td>2</td><td></td></tr>"""


def test_what_is_done_below_what_is_counted_is_said_in_the_name_and_names_no_place() -> None:
    assert rows_of(page(WAYS), "indicator_text", "value", "unit", "scope", name="plan.html")[:2] == [
        ("堤防加固长度(新建)", 1.2, "公里", "东坡镇"), ("堤防加固长度(加高培厚)", 3, "公里", "东坡镇")
    ]  # fmt: skip


AREAS = """<tr><td rowspan="2">指标</td><td rowspan="2">2020年</td><td colspan="2">2025年目标</td></tr><tr><td>全省</td><td>全市</td></tr>
<tr><td>达标率（%）</td><td>82</td><td>85</td><td>88</td></tr><tr><td>覆盖率（%）</td><td>71</td><td>75</td><td>79</td></tr>"""


@pytest.mark.parametrize(
    ("title", "values"), [("临江市“十四五”水利规划", [82, 88, 71, 79]), ("吉林省“十四五”水利规划", [82, 85, 88, 71, 75, 79])]
)
def test_figures_of_a_larger_area_are_none_of_the_plan_s_own(title: str, values: list[int]) -> None:
    assert [row[0] for row in rows_of(page(AREAS, title), "value", name="plan.html")] == values


def test_goals_before_years_are_the_names() -> None:
    cells = (
        "序号|工作目标|2025年|2026年|牵头单位|1|建成绿色工厂（家）|1|2|工信局|2|覆盖率（%）|55|70|工信局|3|设备更新数量（台）|30|80|工信局"
    )
    text = f"临江市制造业行动方案（2025—2026年）\n一、目标\n{cells.replace('|', chr(10))}{TAIL}"
    assert rows_of(text, "indicator_text", "value", "year")[:3] == [("绿色工厂", 1, 2025), ("绿色工厂", 2, 2026), ("覆盖率", 55, 2025)]


def test_a_total_of_so_many_years_is_one_over_the_period() -> None:
    text = f"{HEAD}| 指标 | 2024年 | 2025年 | 两年合计 |\n| 修复河道长度（公里） | 40 | 50 | 90 |\n| 栽植面积（亩） | 7 | 8 | 15 |{TAIL}"
    assert rows_of(text, "value", "year", "basis")[2] == (90, 2025, "cumulative")


@pytest.mark.parametrize("head", ["完成率（%）", "目标完成进度", "完成年度计划（%）", "占年度目标%"])
def test_how_much_of_a_target_was_done_is_no_level(head: str) -> None:
    rows = f"| 指标 | 单位 | 2025年目标 | 2023年完成 | {head} |\n| 进水量 | 万吨 | 80 | 76 | 95 |\n| 户数 | 户 | 40 | 30 | 75 |"
    said = read(HEAD + rows + TAIL)
    assert sorted(said.observations["value"]) == [30, 40, 76, 80] and said.rejects.empty


def test_rows_that_open_with_empty_cells_frame_no_table() -> None:
    rows = [
        "领域 | 类别 | 指标 | 单位 | 2025年",
        "水 | 水质 | 优良比例 | % | 85",
        " | | 浓度 | mg/L | 30",
        " | 治理 | 收集率 | % | 88",
        " | | 治理率 | % | 80",
    ]
    assert rows_of(HEAD + "\n".join(rows) + TAIL, "indicator_text", "unit")[1:3] == [("浓度", "mg/L"), ("收集率", "%")]


def test_totals_in_brackets_are_told_alike_in_both_periods() -> None:
    head = "| 指标 | 2020年 | “十三五”年均增速[累计] | 2025年 | “十四五”年均增速[累计] |"
    text = f"{HEAD}{head}\n| 普及率（%） | 62.4 | [7.1] | 68 | [5.6] |{TAIL}"
    assert [row for row in rows_of(text, "value", "measure") if row[1] != "level"] == [(7.1, "change"), (5.6, "change")]


BROKEN = """指标
单位
2020年
2025年
备注
连锁网点销售额占零售品
销售总额比重
%
18
28
万元产值用水量
低于全市平均值的50%
重复利用率
%
55
65
派出人员
人次
〔1500〕
五年累计"""


def test_a_name_goes_on_till_its_share_closes_and_never_into_a_target_in_words() -> None:
    said = rows_of(f"{HEAD}{BROKEN}{TAIL}", "indicator_text", "value", "year")
    assert said[:2] == [("连锁网点销售额占零售品销售总额比重", 18, 2020), ("连锁网点销售额占零售品销售总额比重", 28, 2025)]
    assert ("重复利用率", 55, 2020) in said and said[-1] == ("派出人员", 1500, 2025)


def test_a_list_in_brackets_names_one_thing() -> None:
    rows = "| 指标 | 2020年 | 2025年 |\n| 水质优良（一、二类）比例（%） | 70 | 75 |\n| 失业/工伤保险参保人数（人） | 60/50 | 80/70 |"
    text = HEAD + rows + TAIL
    assert [row[0] for row in rows_of(text, "indicator_text")][::2] == ["水质优良（一、二类）比例", "失业保险参保人数", "失业保险参保人数"]


SIDES = """<tr><td colspan="2">指标</td><td>2020年</td><td>规划目标：2025年</td></tr>
<tr><td rowspan="2">城镇化率</td><td>常住人口（%）</td><td>58</td><td>63</td></tr><tr><td>户籍人口（%）</td><td>36</td><td>40</td></tr>"""


def test_a_rate_beside_those_it_is_of_closes_their_names() -> None:
    said = rows_of(page(SIDES), "indicator_text", "unit", name="plan.html")
    assert said[::2] == [("常住人口城镇化率", "%"), ("户籍人口城镇化率", "%")]


def test_the_outlook_without_a_year_is_not_the_plan_s_end() -> None:
    text = f"{HEAD}| 指标 | 2020年 | 目标值 | 展望值 |\n| 产量（吨） | 3 | 5 | 8 |\n| 面积（亩） | 40 | 60 | 90 |{TAIL}"
    assert rows_of(text, "year")[:3] == [(2020,), (2025,), (None,)]


WRAPPED = (
    "类|别|序号|指标|单|位|2020年|完成值|2025年|目标值|属性|公共|文化|1|馆舍面积|平方米|35|50|预期性"
    "|2|流通人次|万人次|6|15|预期性|文物|3|巡查次数|次|80|100|约束性"
)


def test_a_head_and_a_category_on_lines_of_their_own_open_a_table() -> None:
    """类 and 别 stand one below the other, and the first category on two lines before the first number."""
    grid = grid_of(HEAD + WRAPPED.replace("|", "\n") + TAIL)
    assert [[cell.replace("\n", "") for cell in row[:3]] for row in grid] == [
        ["类别", "序号", "指标"], ["公共文化", "1", "馆舍面积"], ["公共文化", "2", "流通人次"], ["文物", "3", "巡查次数"]
    ]  # fmt: skip


YEARLY = (
    "指标|单位|2020年|基数|分年度目标|属性|2021年|2022年|2023年"
    "|装机容量|万千瓦|38|45|56|70|预期性|供气量|万方|42|60|80|99|预期性|网点数|个|6|7|8|9|预期性"
)


def test_the_base_beside_yearly_targets_is_one_column() -> None:
    said = rows_of(HEAD + YEARLY.replace("|", "\n") + TAIL, "value", "year", "status")
    assert said[:4] == [(38, 2020, "actual"), (45, 2021, "target"), (56, 2022, "target"), (70, 2023, "target")]


def test_a_list_of_places_behind_the_values_is_no_scope() -> None:
    rows = "<tr><td>指标</td><td>2020年</td><td>2025年</td><td>布局</td></tr>"
    rows += "<tr><td>茶园面积（亩）</td><td>40</td><td>60</td><td>东山县、西河县</td></tr>"
    rows += "<tr><td>果园面积（亩）</td><td>7</td><td>9</td><td>南河县、北海县</td></tr>"
    assert {row[0] for row in rows_of(page(rows), "scope", name="plan.html")} == {None}


ANNUAL = (
    "序号|指标|单位|2024年|实绩|2025年|目标|增幅|责任科室|1|研发投入|亿元|298|325|8.9%|规划科|2|投入强度|%|7.1|7.3|0.2个百分点|规划科"
    "|3|转化项目数|项|96|115|19.8%|成果科"
)


def test_the_year_of_a_target_stands_over_no_growth_behind_it() -> None:
    """Near miss: one base and one target, each with its year on the line above, are no yearly targets."""
    said = rows_of(HEAD + ANNUAL.replace("|", "\n") + TAIL, "value", "year", "status", "measure")
    assert said[:3] == [(298, 2024, "actual", "level"), (325, 2025, "target", "level"), (8.9, 2025, "target", "growth")]


OVER_LAST_YEAR = ("序号", "指标名称", "计量单位", "2023年", "2024年计划", "预计数", "比上年", "增长（%）", "计划数", "比上年", "增长（%）")
GROWING = (
    ("1", "地区生产总值", "亿元", "152.8", "5.1", "163", "6"), ("2", "工业增加值", "亿元", "48.9", "6.3", "52.5", "7"),
    ("3", "社会消费品零售总额", "亿元", "58.7", "6.9", "62.8", "7"), ("4", "进出口总额", "亿元", "9.1", "4.4", "9.7", "5"),
)  # fmt: skip


def test_over_last_year_is_no_head_without_what_grew() -> None:
    text = "临江市2024年国民经济和社会发展计划\n" + "\n".join([*OVER_LAST_YEAR, *(cell for row in GROWING for cell in row)]) + TAIL
    grid = grid_of(text)
    assert [cell.replace("\n", "") for cell in grid[1][3:]] == ["预计数", "比上年增长（%）", "计划数", "比上年增长（%）"]
    assert grid[2:] == [list(row) for row in GROWING]


def test_a_title_that_opens_a_stream_of_cells_heads_no_column() -> None:
    cells = ["“宽带临江”发展目标与发展时间表", "指标", "单位", "2013年", "2015年", "2020年", "固定宽带用户", "万户", "21", "27", "40"]
    cells += ["其中：光纤用户", "万户", "3", "7", "——", "4G用户", "万户", "33", "45", "120", "家庭普及率", "%", "40", "50", "70"]
    said = rows_of(HEAD + "\n".join(f"{cell} |" for cell in cells) + TAIL, "indicator_text", "value", "year")
    assert said[:3] == [("固定宽带用户", 21, 2013), ("固定宽带用户", 27, 2015), ("固定宽带用户", 40, 2020)] and len(said) == 11


GOALS = """| 目标
| 任务内容
| 牵头部门
| 前三年目标任务
| 五年目标任务
|
1
| 综合指标
| 研发投入强度（%）
| 市科技局
| 1.8
| 2.2
|
2
| 发明专利（件）
| 市知识产权局
| 3000
| 4200
|
3
| 创新主体
| 高新技术企业（家）
| 市科技局
| 74
| 80
|
4
| 孵化器（家）
| 市科技局
| 4
| 9
|
"""


def test_goals_before_the_names_are_what_these_belong_to_also_behind_a_number_without_a_head() -> None:
    text = f"临江市科技创新计划（2011—2015年）\n二、目标\n{GOALS}"
    assert grid_of(text)[1][:3] == ["1", "综合指标", "研发投入强度（%）"]
    said = rows_of(text, "indicator_text", "value", "year")
    assert said[:2] == [("研发投入强度", 1.8, 2013), ("研发投入强度", 2.2, 2015)] and len(said) == 8


def test_a_table_without_heads_has_a_score_and_one_with_empty_heads_costs_no_plan() -> None:
    assert len(tables_in(f"{HEAD}类别\n序号\n1\n2024年\n1\n研发投入强度\n2024年{TAIL}")) == 1
    rows = ["| 总计 | 保障房建设 | 棚户区改造 |", "合计 | 廉租房 | 公租房 | 2011年 | 2012年 |", "| 其中 新建 |"]
    rows += [f"{place} | 2713 | 1980 | 700 | 200 | 1000 |" for place in ("青禾县", "白石县", "东山区", "合计")]
    assert len(tables_in(HEAD + "\n".join(rows) + TAIL)) == 1


def test_years_in_a_row_under_a_caption_of_aims_are_aimed_at_but_for_the_first() -> None:
    rows = "指标 | 单位 | 2009年 | 2010年 | 2011年\n服务业增加值 | 亿元 | 171 | 191 | 215\n货运量 | 万吨 | 51 | 55 | 60\n"
    for caption, status in (("目标任务分解表", "target"), ("主要指标完成情况", "actual")):
        said = rows_of(f"临江市服务业{caption}\n\n{rows}", "value", "year", "status")
        assert (171, 2009, "actual") in said and (215, 2011, status) in said


def test_the_first_years_of_a_period_end_where_they_do() -> None:
    rows = "任务内容 | 牵头部门 | 前三年目标任务 | 五年目标任务\n高新技术企业（家） | 市科技局 | 74 | 80\n"
    rows += "发明专利（件） | 市知识产权局 | 3000 | 4200\n孵化器（家） | 市科技局 | 4 | 9\n"
    said = rows_of(f"临江市科技创新计划（2011—2015年）\n二、目标\n{rows}", "indicator_text", "value", "year")
    assert said[:2] == [("高新技术企业", 74, 2013), ("高新技术企业", 80, 2015)]
