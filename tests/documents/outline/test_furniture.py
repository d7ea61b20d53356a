"""Page furniture is known, and plan content that looks like it is left alone."""

from __future__ import annotations

import pytest

from assets.documents.outline.furniture import find_furniture, is_furniture, is_meta_line
from assets.documents.rendition import split_lines


@pytest.mark.parametrize(
    "line",
    [
        "首页",
        "首页 > 政务公开 > 规划计划",
        "当前位置:首页>政策文件",
        "您现在的位置:首页 >> 正文",
        "字体:[ 大 中 小]",
        "2022年07月16日 字体:[ 大 中 小]",
        "【打印】【关闭】",
        "分享到:",
        "相关热词搜索:某市 科技创新",
        "上一篇:关于加快发展服务业的意见",
        "下一条:无",
        "返回顶部",
        "浙ICP备00000000号-1",
        "政府网站标识码:3300000001",
        "版权所有:某市人民政府",
        "主办单位:某市科学技术局",
        "责任编辑:张三",
        "扫一扫在手机打开当前页",
        "- 12 -",
        "第3页 共20页",
        "首頁 > 政務公開",
        "打印本頁",
        "版權所有：某市人民政府",
        "上一篇：關於加快發展服務業的意見",
        "|",
    ],
)
def test_furniture_is_known_anywhere(line: str) -> None:
    assert is_furniture(line)


@pytest.mark.parametrize(
    "line",
    [
        "来源于企业的研发经费占比达到80%以上。",
        "加强版权保护,严厉打击侵权行为。",
        "版权登记量达到5000件",
        "完善首页推荐机制,优化平台服务。",
        "打印设备产业",
        "分享经济快速发展",
        "一、发展基础",
        "相关新闻媒体要加强宣传。",
        "上一篇章的目标基本完成。",
        "2.73",
        "大力发展中小企业",
        "地址资源管理水平提升。",
    ],
)
def test_plan_content_that_looks_like_furniture_is_left_alone(line: str) -> None:
    assert not is_furniture(line)
    assert not is_meta_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "2018-05-24 来源:某市人民政府",
        "发布时间:2021-09-15 浏览次数:12",
        "索引号:000123 主题分类:科技",
        "来源:市科技局",
        "發佈時間:2021-09-15 瀏覽次數:12",
        "來源：某市科技局",
    ],
)
def test_lines_about_the_page_are_known(line: str) -> None:
    assert is_meta_line(line)


def _furniture(*lines: str) -> list[str]:
    split = split_lines("\n".join(lines))
    return [split[i].text for i in sorted(find_furniture(split, set(), set()))]


def test_from_related_news_to_the_end_all_is_furniture() -> None:
    tail = [
        "相关新闻",
        "某市召开科技大会",
        "版权声明",
        "1、凡本网注明“来源:某网”的作品,版权均属于某网,未经授权任何单位及个人不得转载、摘编或以其它方式使用,违者将追究其相关法律责任,特此声明,敬请谅解并予以配合支持。",
    ]
    assert _furniture("一、保障措施", "加强组织领导。", *tail) == tail


def test_related_news_above_content_does_not_eat_it() -> None:
    assert _furniture("相关新闻", "某市召开科技大会", "一、发展基础", "基础良好。") == []


def test_a_tail_does_not_reach_over_a_table() -> None:
    split = split_lines("相关链接\n指标 | 2020年\n专利 | 5")
    assert find_furniture(split, {1, 2}, set()) == set()
