"""Plain text to blocks: head and foot, headings, captions, notes, furniture; every block is a slice of the text itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.document import Block, BlockKind
from assets.documents.rendition import split_lines
from assets.documents.writing import plain_text as text_module
from assets.documents.writing.plain_text import read_text


def _blocks(text: str) -> list[tuple[str, str]]:
    blocks, _ = read_text(text)
    return [(block.kind.value, text[block.start : block.end]) for block in blocks]


def _only(text: str, kind: BlockKind) -> list[str]:
    return [said for found, said in _blocks(text) if found == kind.value]


NOTICE = """31388 关于印发云和市科技创新“十四五”规划的通知
发布时间:2022-07-16 浏览次数:31
云政办〔2022〕22号
云和市人民政府办公室
关于印发云和市科技创新“十四五”规划的
通 知
各乡、镇人民政府,市政府各部门:
《云和市科技创新“十四五”规划》已经市政府同意,现印发给你们,请认真组织实施。
云和市人民政府办公室
2022年7月10日
云和市科技创新
“十四五”规划
依据《某省“十四五”科技规划》(某政字〔2021〕141号),制定本规划。
一、发展基础
基础良好。
相关政策解读 |
"""


def test_what_stands_about_the_plan_is_front_and_its_title_is_title() -> None:
    blocks = _blocks(NOTICE)
    assert blocks[:3] == [
        ("furniture", "31388 "),
        ("front", "关于印发云和市科技创新“十四五”规划的通知"),
        ("furniture", "发布时间:2022-07-16 浏览次数:31"),
    ]
    assert [kind for kind, _ in blocks[3:10]] == ["front"] * 7
    assert blocks[10:] == [
        ("front", "2022年7月10日"),
        ("title", "云和市科技创新"),
        ("title", "“十四五”规划"),
        ("paragraph", "依据《某省“十四五”科技规划》(某政字〔2021〕141号),制定本规划。"),
        ("heading", "一、发展基础"),
        ("paragraph", "基础良好。"),
        ("furniture", "相关政策解读 |"),
    ]


def test_the_signature_below_the_body_is_front() -> None:
    text = "某市科技创新规划\n一、总则\n内容。\n抄送:市委各部门\n某市科学技术局\n2021年3月1日\n返回顶部"
    assert _only(text, BlockKind.FRONT) == ["抄送:市委各部门", "某市科学技术局", "2021年3月1日"]


def test_a_text_without_a_title_starts_with_its_body() -> None:
    blocks = _blocks("为深入实施创新驱动发展战略,根据《某省规划》,制定本规划。规划期为2016年~2020年。\n一、基础\n(一)现状。\n很好。")
    assert [kind for kind, _ in blocks] == ["paragraph", "heading", "heading", "paragraph"]


def test_a_run_in_heading_is_a_heading_and_a_paragraph() -> None:
    assert _blocks("一、总则\n  (一)发展基础。“十三五”期间,全市创新投入增加。") == [
        ("heading", "一、总则"),
        ("heading", "(一)发展基础。"),
        ("paragraph", "“十三五”期间,全市创新投入增加。"),
    ]


def test_a_table_of_contents_is_furniture_with_leaders_or_without() -> None:
    dotted = "某市规划\n目  录\n一、基础……1\n二、目标 ....... 12\n一、基础\n良好。\n二、目标\n明确。"
    assert _only(dotted, BlockKind.FURNITURE) == ["目  录", "一、基础……1", "二、目标 ....... 12"]
    bare = "某市规划\n目录\n一、基础\n二、目标\n一、基础\n良好。\n二、目标\n明确。"
    assert _only(bare, BlockKind.FURNITURE) == ["目录", "一、基础", "二、目标"]
    assert _only(bare, BlockKind.HEADING) == ["一、基础", "二、目标"]


TABLE = """一、目标
{above}
指标名称 | 2020年 | 2025年
研发投入强度(%) | 2.1 | 3.0
高新技术企业(家) | 99 | 130
{below}
二、任务
内容。"""


@pytest.mark.parametrize(
    "above",
    [
        ["表1 云和市“十四五”主要指标", "单位:亿元、%"],
        ["专栏2 “十四五”时期科技创新主要指标"],
        ["“十三五”科技创新发展规划主要指标"],
        ["单位:亿元", "附表 目标任务分解表"],
        ["科技创新主要目标"],
        ["(计量单位:万元)"],
        ["续表1"],
    ],
)
def test_caption_and_unit_line_stand_above_the_table(above: list[str]) -> None:
    text = TABLE.format(above="\n".join(above), below="")
    assert _only(text, BlockKind.CAPTION) == above
    assert len(_only(text, BlockKind.TABLE)) == 1


@pytest.mark.parametrize("above", ["到2025年,主要指标如下:", "(一)主要指标", "主要目标见下表。"])
def test_a_sentence_or_a_heading_above_a_table_is_no_caption(above: str) -> None:
    assert _only(TABLE.format(above=above, below=""), BlockKind.CAPTION) == []


@pytest.mark.parametrize(
    "below",
    [
        ["注:带*的为2019年数据。"],
        ["备注:研发投入为全社会口径。", "*为预计数。"],
        ["注:1.〔〕内为五年累计数。", "2.带*的为约束性指标。"],
        ["①为2019年数。", "②为预计数。"],
        ["说明:指标口径以统计部门为准。"],
        ["〔〕内为累计数。"],
    ],
)
def test_notes_stand_below_the_table(below: list[str]) -> None:
    text = TABLE.format(above="表1 主要指标", below="\n".join(below))
    assert _only(text, BlockKind.NOTE) == below


@pytest.mark.parametrize("below", ["1.加快平台建设。平台建设是基础。", "(1)重点方向。发展新材料。", "到2025年,全市实现目标。"])
def test_what_follows_a_table_without_a_note_sign_is_no_note(below: str) -> None:
    assert _only(TABLE.format(above="表1 主要指标", below=below), BlockKind.NOTE) == []


def test_a_box_above_a_table_is_its_caption_and_keeps_its_section() -> None:
    blocks, _ = read_text(TABLE.format(above="专栏2 主要指标", below=""))
    (caption,) = [block for block in blocks if block.kind is BlockKind.CAPTION]
    assert (caption.number, caption.level) == ("专栏2", 2)


def test_a_box_stands_below_its_heading() -> None:
    blocks, _ = read_text("一、任务\n(一)攻关。\n专栏1:新材料\n纳米材料。研究制备技术。\n二、保障\n加强领导。")
    assert [(block.kind.value, block.level) for block in blocks if block.level] == [
        ("heading", 1),
        ("heading", 2),
        ("box", 3),
        ("heading", 1),
    ]


def test_tables_are_taken_where_the_finder_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_module, "find_tables", lambda lines: [(1, 3)])
    assert _blocks("甲\n乙 1\n丙 2\n丁") == [("paragraph", "甲"), ("table", "乙 1\n丙 2"), ("paragraph", "丁")]


MARKDOWN = """# 铜仁市“十四五”科技创新规划

## 一、发展目标 ##

**总体目标**

明确。

**表1　主要指标**

| **指标名称** | 2020年 | 2025年 |
|:---|---:|---:|
| **专利** | 1 | 2 |
| 企业 | 3 | 4 |

**注：口径以统计为准。**

### （一）任务

**2025年**建成中心。
"""


def test_markdowns_marks_are_no_part_of_titles_headings_captions_and_notes() -> None:
    assert [(kind, said.splitlines()[0]) for kind, said in _blocks(MARKDOWN)] == [
        ("title", "铜仁市“十四五”科技创新规划"),
        ("heading", "一、发展目标"),
        ("heading", "总体目标"),
        ("paragraph", "明确。"),
        ("caption", "表1　主要指标"),
        ("table", "| **指标名称** | 2020年 | 2025年 |"),
        ("note", "注：口径以统计为准。"),
        ("heading", "（一）任务"),
        ("paragraph", "**2025年**建成中心。"),
    ]


def test_a_note_that_opens_with_a_number_sign_keeps_it_where_no_heading_does() -> None:
    text = TABLE.format(above="表1 主要指标", below="# 为2019年数据。")
    assert _only(text, BlockKind.NOTE) == ["# 为2019年数据。"]


def test_headings_and_boxes_in_traditional_script_or_full_width_digits_are_headings() -> None:
    text = "某市科技創新規劃\n第一章　總則\n１．發展基礎\n專欄1：重點產業\n積體電路。\n結語\n明確。"
    blocks, _ = read_text(text)
    assert [(text[b.start : b.end], b.kind.value, b.number) for b in blocks if b.level] == [
        ("第一章　總則", "heading", "第一章"),
        ("１．發展基礎", "heading", "１．"),
        ("專欄1：重點產業", "box", "專欄1"),
        ("結語", "heading", None),
    ]


_PIECES = [
    "一、基础",
    "(一)现状。良好。",
    "指标 | 2020年 | 2025年",
    "专利 | 1 | 2",
    "注:口径",
    "表1 主要指标",
    "",
    "  正文。",
    "首页",
    "2021年3月1日",
    "\t",
    "某市规划",
    "目录",
    "\u3000",
    "专栏1 甲",
    "x" * 90,
    "政府工作报告",
    "——2024年1月10日在某市会议上",
    "專欄1 甲",
    "某市2022年度",
    "工作计划",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_blocks_never_overlap_and_no_printed_character_is_lost(pieces: list[str], end: str) -> None:
    text = end.join(pieces)
    blocks, _ = read_text(text)
    _assert_complete(text, blocks)


def _assert_complete(text: str, blocks: tuple[Block, ...]) -> None:
    at = 0
    for block in blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


def test_lines_count_by_line_feed_and_leave_carriage_returns_out() -> None:
    text = "\ufeff 甲 \r\n\u3000乙\r\n"
    assert [(line.start, line.end, line.text) for line in split_lines(text)] == [(2, 3, "甲"), (7, 8, "乙"), (10, 10, "")]
