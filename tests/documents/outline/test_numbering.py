"""Headings by their numbers: which numbered lines are headings, where a run-in heading ends, and how styles nest."""

from __future__ import annotations

import pytest

from assets.documents.outline.numbering import Outline, heading_at


@pytest.mark.parametrize(
    ("line", "number", "heading"),
    [
        ("第一章 总则", "第一章", "第一章 总则"),
        ("第二节　主要目标", "第二节", "第二节　主要目标"),
        ("第三篇 保障措施", "第三篇", "第三篇 保障措施"),
        ("一、现实基础", "一、", "一、现实基础"),
        ("十二、组织实施", "十二、", "十二、组织实施"),
        ("(二)发展背景。", "(二)", "(二)发展背景。"),
        ("（三）主要目标", "（三）", "（三）主要目标"),
        ("1. 建立人才机制。", "1.", "1. 建立人才机制。"),
        ("2、深化体制改革", "2、", "2、深化体制改革"),
        ("3．推进合作", "3．", "3．推进合作"),
        ("1.1 发展基础", "1.1", "1.1 发展基础"),
        ("(1)强化设计", "(1)", "(1)强化设计"),
        ("①强化设计", "①", "①强化设计"),
        # the number is 1., the year belongs to the words
        ("1.2035年远景目标。展望2035年,全市水平跃升。", "1.", "1.2035年远景目标。"),
        ("1.3D打印技术", "1.", "1.3D打印技术"),
        # run-in headings end behind the first sentence
        ("(一)发展基础。十三五期间,全市创新工作全面展开。", "(一)", "(一)发展基础。"),
        ("2.战略定位。到2025年建成引领区,集聚企业100家。", "2.", "2.战略定位。"),
        ("附件1 重点项目表", "附件1", "附件1 重点项目表"),
        ("前 言", None, "前 言"),
    ],
)
def test_a_heading_is_told_by_its_number_and_ends_with_its_first_sentence(line: str, number: str | None, heading: str) -> None:
    mark = heading_at(line)
    assert mark is not None
    assert (mark.number, line[: mark.end]) == (number, heading)


@pytest.mark.parametrize(
    "line",
    [
        "1.到2025年,全市研发投入强度达到3%。",
        "(2)新增高新技术企业130家",
        "3.建设一批研发机构;",
        "1.支持军民两用技术双向转化,鼓励企业积极申报国家级推荐目录和省级先进技术产品转化应用目录,按规定给予奖励和配套支持。",
        "1.5亿元用于平台建设",
        "一是坚持创新引领。",
        "到2020年,全市创新能力显著增强。",
        "2016年以来,我市深入实施创新驱动战略。",
        "专栏作家参与科普。",
        "",
    ],
)
def test_statements_and_list_items_are_no_headings(line: str) -> None:
    assert heading_at(line) is None


@pytest.mark.parametrize(
    ("line", "number"), [("专栏1:新一代信息技术", "专栏1"), ("专栏 3 重大平台", "专栏 3"), ("专栏四 重点工程", "专栏四")]
)
def test_a_box_is_known_by_its_word(line: str, number: str) -> None:
    mark = heading_at(line)
    assert mark is not None
    assert mark.is_box
    assert mark.number == number


def _levels(*lines: str) -> list[int]:
    outline = Outline()
    levels = []
    for line in lines:
        mark = heading_at(line)
        assert mark is not None
        levels.append(outline.place(mark.rank, top=mark.top))
        if mark.top and mark.number is None:
            outline.close()
    return levels


def test_a_level_is_the_place_among_the_styles_in_use() -> None:
    assert _levels("一、甲", "(一)乙", "1.丙", "(1)丁", "2.戊", "(二)己", "二、庚") == [1, 2, 3, 4, 3, 2, 1]
    assert _levels("第一章 甲", "第一节 乙", "一、丙", "(一)丁", "第二节 戊", "第二章 己") == [1, 2, 3, 4, 2, 1]


def test_a_style_left_out_does_not_leave_a_level_out() -> None:
    assert _levels("一、甲", "1.乙", "(1)丙", "二、丁", "(一)戊") == [1, 2, 3, 1, 2]


def test_a_preface_encloses_no_chapter_and_an_attachment_encloses_its_own() -> None:
    assert _levels("前言", "一、甲", "(一)乙", "附件1 指标表", "一、丙") == [1, 1, 2, 1, 2]
