"""The heading tree: ids, spans, and the innermost section at an offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assets.documents.document import Document
from assets.documents.outline.sections import Section, innermost_section, sections_of
from assets.documents.writing.plain_text import read_text


def _sections(text: str) -> list[Section]:
    return sections_of("p", Document(text, read_text(text)[0]))


TEXT = (
    "规划说明。\n一、任务\n(一)攻关。研究技术。\n专栏1:新材料\n纳米材料。\n(二)平台。\n建设平台。\n"
    "二、保障\n加强领导。\n某市科技局\n2021年3月1日\n返回顶部"
)


def test_a_section_spans_from_its_heading_to_the_next_of_its_level_or_above() -> None:
    found = [(s.section_id, s.parent_id, s.level, s.number, s.heading, s.kind, TEXT[s.char_start : s.char_end]) for s in _sections(TEXT)]
    first = TEXT[TEXT.index("一、任务") : TEXT.index("二、保障")]
    assert found == [
        ("p#1", None, 1, "一、", "任务", "heading", first),
        ("p#1.1", "p#1", 2, "(一)", "攻关", "heading", TEXT[TEXT.index("(一)") : TEXT.index("(二)")]),
        ("p#1.1.1", "p#1.1", 3, "专栏1", "新材料", "box", TEXT[TEXT.index("专栏1") : TEXT.index("(二)")]),
        ("p#1.2", "p#1", 2, "(二)", "平台", "heading", TEXT[TEXT.index("(二)") : TEXT.index("二、保障")]),
        ("p#2", None, 1, "二、", "保障", "heading", "二、保障\n加强领导。"),
    ]


def test_the_innermost_section_at_an_offset() -> None:
    sections = _sections(TEXT)

    def at(word: str) -> str | None:
        section = innermost_section(sections, TEXT.index(word))
        return section.section_id if section else None

    assert [at(word) for word in ("规划说明", "研究技术", "纳米材料", "建设平台", "加强领导", "返回顶部")] == [
        None,
        "p#1.1",
        "p#1.1.1",
        "p#1.2",
        "p#2",
        None,
    ]


@given(st.lists(st.sampled_from(["一、甲", "(一)乙。", "1.丙", "专栏1 丁", "正文。", "(1)戊"]), max_size=15))
def test_the_innermost_section_is_the_last_that_holds_the_offset(lines: list[str]) -> None:
    text = "\n".join(lines)
    sections = _sections(text)
    assert len({section.section_id for section in sections}) == len(sections)
    for offset in range(len(text)):
        holding = [section for section in sections if section.char_start <= offset < section.char_end]
        assert innermost_section(sections, offset) == (holding[-1] if holding else None)


REPORT = (
    "2026年临江市政府工作报告\n——2026年1月20日在临江市第八届人民代表大会第五次会议上\n“十四五”时期工作回顾\n“十四五”时期是极不平凡的五年。\n（一）创新提速\n企业增加。\n"
    "2026年重点工作\n（一）扩大内需\n消费增长。\n"
)


def test_headings_that_nothing_but_their_words_and_place_tell() -> None:
    assert [(s.level, s.heading) for s in _sections(REPORT)] == [
        (1, "“十四五”时期工作回顾"),
        (2, "创新提速"),
        (1, "2026年重点工作"),
        (2, "扩大内需"),
    ]


def test_such_a_heading_stands_below_a_chapter_that_is_open() -> None:
    text = "临江市规划\n一、总体考虑\n加强领导。\n2026年重点工作\n扩大消费，稳住外贸。\n二、保障\n加强领导。\n"
    assert [(s.level, s.heading) for s in _sections(text)] == [(1, "总体考虑"), (2, "2026年重点工作"), (1, "保障")]


def test_words_of_a_table_printed_line_by_line_are_no_headings() -> None:
    assert [s.heading for s in _sections("临江市规划\n一、指标\n加强领导。\n预期目标\n高新技术企业\n130\n二、保障\n加强领导。\n")] == [
        "指标",
        "保障",
    ]


def test_a_line_that_lost_its_breaks_behind_a_heading_is_read_in_pieces() -> None:
    text = "临江市规划\n第一章　发展环境　　“十三五”时期成效明显。\n第二章　发展目标　　第一节　总体目标　　到2025年，企业增加。\n"
    assert [(s.level, s.number, s.heading) for s in _sections(text)] == [
        (1, "第一章", "发展环境"),
        (1, "第二章", "发展目标"),
        (2, "第一节", "总体目标"),
    ]
