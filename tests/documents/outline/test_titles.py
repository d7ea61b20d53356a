"""Titles of plans, of notices, of pages."""

from __future__ import annotations

import pytest

from assets.documents.outline.titles import (
    breaks_off,
    closes_title,
    is_headline,
    is_minor_title,
    is_own_title,
    is_speech,
    is_subtitle,
    leading_id,
    plan_title,
    title_of_page,
    unquoted,
)


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("关于印发《某市科技创新“十四五”规划》的通知", "某市科技创新“十四五”规划"),
        ("关于印发某市科技创新“十四五”规划的通 知", "某市科技创新“十四五”规划"),
        ("某市人民政府关于印发某市科技创新行动计划(2018—2020年)的通知", "某市科技创新行动计划(2018—2020年)"),
        ("某市科技局 某市发改委关于发布《某市“十三五”科技规划》的公告", "某市“十三五”科技规划"),
        ("关于贯彻《某省规划》印发《某市规划》的通知", "某市规划"),
        ("某园区2018年建设推进计划的通知", "某园区2018年建设推进计划"),
        ("关于印发某市科技创新若干措施的通知", "某市科技创新若干措施"),
        ("关于印发《某市“十四五”科技创新规划实施情况中期评估报告》的通知", "某市“十四五”科技创新规划实施情况中期评估报告"),
        ("关于《某市科技创新规划（征求意见稿）》公开征求意见的公告", "某市科技创新规划（征求意见稿）"),
        ("某市人民政府办公室印发《某市科技创新行动方案》", "某市科技创新行动方案"),
        ("關於印發《某市科技創新三年行動計劃（2023—2025年）》的通知", "某市科技創新三年行動計劃（2023—2025年）"),
        ("關於印發某市科技創新規劃的通知", "某市科技創新規劃"),
        ("关于做好项目申报的通知", None),
        ("嘉兴市“十五五”规划纲要提出未来五年发展目标", "嘉兴市“十五五”规划纲要"),
        ("《“十四五”某某业发展规划》主要指标", "“十四五”某某业发展规划"),
        ("一图读懂《某市数字经济“十四五”规划》", "某市数字经济“十四五”规划"),
    ],
)
def test_the_plans_title_is_read_out_of_the_notices(headline: str, title: str | None) -> None:
    assert plan_title(headline) == title


@pytest.mark.parametrize(
    "line",
    [
        "某市科技创新“十四五”规划",
        "某市行动计划(2018—2020年)",
        "关于加快建设创新型城市的实施意见",
        "某市2019年科技工作要点",
        "某市规划纲要(征求意见稿)",
        "某市科技创新“十四五”规划实施情况中期评估报告",
        "《某市“十四五”科技创新规划》中期评估报告",
        "关于《某市国民经济和社会发展第十四个五年规划纲要》实施情况的中期评估报告",
        "某市人民政府工作报告（2024年）",
        "某市科技创新三年攻坚",
        "某市加快科技创新二十条措施",
        "某市支持科技创新若干政策措施（试行）",
        "某市委 某市人民政府关于实施科技强市战略的决定",
        "某市委关于制定第十四个五年规划和二〇三五年远景目标的建议",
        "某市科技局2022年度工作总结及2023年工作打算",
        "某市2022年度科技创新目标责任书",
        "某市高新技术企业倍增计划2021-2025年",
        "某市科技创新规划（２０２１—２０２５年）",
        "《某市科技创新规划》",
        "某市「十四五」科技創新專項規劃",
        "某市科技創新兩年行動方案（2024—2025年）",
        "關於加快建設創新型城市的實施意見",
    ],
)
def test_own_titles(line: str) -> None:
    assert is_own_title(line)
    assert not is_headline(line)


@pytest.mark.parametrize(
    "line", ["嘉兴市“十五五”规划纲要提出未来五年发展目标", "《“十四五”某某业发展规划》主要指标", "一图读懂《某市“十四五”规划》"]
)
def test_news_of_a_plan_and_what_names_it_are_headlines(line: str) -> None:
    assert is_headline(line)
    assert not is_own_title(line)


@pytest.mark.parametrize(
    "line",
    [
        "首页>规划计划>某市规划",
        "各部门要按照规划,制定年度计划,落实行动方案",
        "加强规划衔接。",
        "主题分类:发展规划",
        "规划计划",
        "年度工作报告",
        "征求意见",
        "計劃總結報告",
        "保障措施",
        "主要任务",
        "重点工作",
        "第二十条",
        "表2 年度改造计划",
        "附表 各乡镇装机规划",
    ],
)
def test_other_lines_are_no_titles(line: str) -> None:
    assert not is_own_title(line)


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("关于印发《某市科技规划》的通知_某市人民政府", "某市科技规划"),
        ("某市科技创新规划(2021-2025年) - 政策文件 - 某市科技局", "某市科技创新规划(2021-2025年)"),
        ("某市科技创新规划-某市政府门户网站", "某市科技创新规划"),
        ("某市人民政府网站", None),
    ],
)
def test_a_pages_title_without_the_sites_name(page: str, title: str | None) -> None:
    assert title_of_page(page) == title


def test_an_articles_number_before_its_title_is_told() -> None:
    assert leading_id("31388 关于印发某市规划的通知") == 6
    assert leading_id("2018 年工作") == 0


def test_the_words_that_headings_end_in_too_make_the_weaker_titles() -> None:
    assert is_minor_title("某市科技创新规划中期评估报告")
    assert is_minor_title("2024年重点工作")
    assert not is_minor_title("某市“十四五”科技創新規劃（徵求意見稿）")


@pytest.mark.parametrize(
    ("printed", "title"),
    [("《某市规划》", "某市规划"), ("《某市规划》中期评估报告", "《某市规划》中期评估报告"), ("某市规划", "某市规划")],
)
def test_only_marks_around_the_whole_title_are_taken_off(printed: str, title: str) -> None:
    assert unquoted(printed) == title


def test_a_page_title_that_begins_with_a_cited_plan_keeps_its_marks() -> None:
    assert title_of_page("《某市规划》中期评估报告_某市科技局") == "《某市规划》中期评估报告"


def test_the_rest_of_a_title_is_told_from_a_heading_below_it() -> None:
    assert closes_title("实施情况中期评估报告")
    assert closes_title("實施情況中期評估報告")
    assert not closes_title("实施成效明显")
    assert not closes_title("2024年重点工作")


@pytest.mark.parametrize(
    ("above", "line", "is_one"),
    [
        ("某市2022年度科技创新", "工作计划", True),
        ("某市“十四五”", "科技创新发展规划", True),
        ("某市人民政府门户网站", "规划计划", False),
        ("某市科学技术局", "工作计划", False),
        ("政务公开", "规划计划", False),
        ("某市科技创新", "某市科技创新规划", False),
    ],
)
def test_a_title_broken_over_two_lines_is_told_from_a_menu(above: str, line: str, is_one: bool) -> None:
    assert breaks_off(above, line) is is_one


def test_a_governments_report_is_known_by_the_line_below_its_title() -> None:
    subtitle = "——2024年1月10日在某市第八届人民代表大会第三次会议上"
    assert is_subtitle(subtitle)
    assert is_subtitle("（2024年1月10日在某市第八屆人民代表大會第三次會議上）")
    assert not is_subtitle("——科技创新环境不断优化。出台实施意见。")
    assert is_speech("政府工作报告", subtitle)
    assert not is_speech("政府工作报告", "规划计划")
