"""Titles of plans, of notices, of pages."""

from __future__ import annotations

import pytest

from assets.documents.titles import is_headline, is_own_title, leading_id, plan_title, title_of_page


@pytest.mark.parametrize(
    ("headline", "title"),
    [
        ("关于印发《某市科技创新“十四五”规划》的通知", "某市科技创新“十四五”规划"),
        ("关于印发某市科技创新“十四五”规划的通 知", "某市科技创新“十四五”规划"),
        ("某市人民政府关于印发某市科技创新行动计划(2018—2020年)的通知", "某市科技创新行动计划(2018—2020年)"),
        ("某市科技局 某市发改委关于发布《某市“十三五”科技规划》的公告", "某市“十三五”科技规划"),
        ("关于贯彻《某省规划》印发《某市规划》的通知", "某市规划"),
        ("某园区2018年建设推进计划的通知", "某园区2018年建设推进计划"),
        ("关于做好项目申报的通知", None),
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
    ],
)
def test_own_titles(line: str) -> None:
    assert is_own_title(line)
    assert not is_headline(line)


@pytest.mark.parametrize(
    "line", ["首页>规划计划>某市规划", "各部门要按照规划,制定年度计划,落实行动方案", "加强规划衔接。", "主题分类:发展规划"]
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
