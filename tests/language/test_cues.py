"""What headings and opening clauses say of the figures below them."""

from __future__ import annotations

import re

import pytest

from assets.language.cues import PAST, PROMISED, Clock, bare_heading, cue_of_heading, cue_of_opening, weight_of_clause, words
from assets.language.fold import fold

REPORT = Clock(2026, 2026, 2025)  # delivered in January 2026
PLAN = Clock(2021, 2025)


@pytest.mark.parametrize("group", ["headings", "doing", "results", "times", "declares", "clauses", "bare_headings"])
def test_every_group_of_words_has_kinds_and_weights(group: str) -> None:
    assert all(word.kind and word.weight > 0 and isinstance(word.pattern, re.Pattern) for word in words()[group])


@pytest.mark.parametrize(
    ("heading", "clock", "expected"),
    [
        ("“十四五”时期工作回顾", REPORT, (PAST, 2025, 2021)),
        ("2025年和“十四五”时期工作回顾", REPORT, (PAST, 2025, None)),  # they begin apart
        ("2026年重点工作", REPORT, (PROMISED, 2026, None)),
        ("2026年主要工作", REPORT, (PROMISED, 2026, None)),
        ("“十五五”时期主要目标任务", REPORT, (PROMISED, 2030, 2026)),
        ("过去五年工作", REPORT, (PAST, 2025, 2021)),
        ("现实基础", PLAN, (PAST, None, None)),
        ("发展形势与目标", PLAN, (PROMISED, None, None)),
        ("“十三五”规划目标完成情况", PLAN, (PAST, 2020, 2016)),
        ("“十三五”科技工作", PLAN, (PAST, 2020, 2016)),
        ("2022年目标", PLAN, (PROMISED, 2022, None)),
        ("预期目标", PLAN, (PROMISED, None, None)),
        ("工作安排", PLAN, (PROMISED, None, None)),
        ("保障措施", PLAN, (PROMISED, None, None)),
        ("夯实创新发展基础", PLAN, (PROMISED, None, None)),  # who lays a foundation has none yet
        ("培育创新主体", PLAN, (PROMISED, None, None)),
        ("组织领导", PLAN, None),
        ("成果转化", PLAN, None),
        ("坚持问题导向", PLAN, (PROMISED, None, None)),
    ],
)
def test_a_heading(heading: str, clock: Clock, expected: tuple[str | None, int | None, int | None] | None) -> None:
    cue = cue_of_heading(fold(heading), clock, is_top=True)
    assert (cue and (cue.side, cue.year, cue.start)) == expected


@pytest.mark.parametrize("heading", ["培育创新主体", "落实国家重大战略任务", "坚持稳中求进,经济目标圆满实现"])
def test_a_heading_of_work_leaves_what_the_heading_above_says(heading: str) -> None:
    assert cue_of_heading(heading, REPORT, is_top=False) is None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("过去五年,我们攻坚克难。", (PAST, 2025, 2021)),
        ("各位代表!过去一年,全省经济稳中向好。", (PAST, 2025, None)),
        ("刚刚过去的2025年,我们顶压前行。", (PAST, 2025, None)),
        ("这五年,综合实力迈上新台阶。", (PAST, 2025, 2021)),
        ("——五年来,创新能力持续提升。", (PAST, 2025, 2021)),
        ("“十四五”时期,发展历程极不寻常。", (PAST, 2025, 2021)),
        ("今年发展的主要预期目标是:地区生产总值增长6%左右。", (PROMISED, 2026, None)),
        ("今年是“十五五”开局之年。", (PROMISED, 2026, None)),
        ("展望未来五年,我省机遇大于挑战。", (PROMISED, 2030, 2026)),
        ("“十五五”时期,要努力实现以下目标任务:", (PROMISED, 2030, 2026)),
        ("根据省委部署,“十五五”时期发展的总体要求是:坚持稳中求进。", (PROMISED, 2030, 2026)),
        ("2025年,全省粮食产量达到300亿斤。", None),  # only dates its own figures
        ("今年以来,出口增长3%。", None),
        ("全省五年累计新增就业60万人。", None),
        ("高新技术企业达到300家。", None),
    ],
)
def test_an_opening_clause(sentence: str, expected: tuple[str | None, int | None, int | None] | None) -> None:
    cue = cue_of_opening(sentence, REPORT)
    assert (cue and (cue.side, cue.year, cue.start)) == expected


def test_this_year_in_a_plan_of_five_years_is_no_opening() -> None:
    assert cue_of_opening("今年我市建成孵化器3家。", PLAN) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("“十四五”时期工作回顾", "timed"),
        ("2026年重点工作", "timed"),
        ("今后五年奋斗目标", "timed"),
        ("2025年和“十四五”时期工作回顾", "timed"),
        ("现实基础", "alone"),
        ("预期目标", "alone"),
        ("2026年1月20日", None),
        ("2025年目标值", None),  # a column's head
        ("“十四五”目标值", None),
        ("全市高新技术企业达到300家", None),
        ("指标", None),
    ],
)
def test_a_heading_without_a_number(line: str, kind: str | None) -> None:
    assert bare_heading(fold(line)) == kind


@pytest.mark.parametrize(
    ("clock", "years", "side"),
    [
        (REPORT, (2021, 2025), PAST),
        (REPORT, (None, 2026), PROMISED),
        (Clock(2023, 2023, 2022), (2021, 2025), None),  # a report in the midst of the plan
        (PLAN, (2016, 2020), PAST),
        (PLAN, (2021, 2025), PROMISED),
        (PLAN, (None, 2022), None),  # no date tells whether it is over
        (Clock(2021, 2025, 2023), (None, 2022), PAST),
        (Clock(2021, 2025, 2023), (None, 2024), PROMISED),
        (Clock(None, None, 2022), (None, 2022), PAST),
        (Clock(), (None, 2022), None),
    ],
)
def test_which_side_years_are_on(clock: Clock, years: tuple[int | None, int], side: str | None) -> None:
    assert clock.side_of(*years) == side


def test_words_of_a_clause_weigh() -> None:
    assert weight_of_clause(PROMISED, "力争达到30家", 0, 7) > weight_of_clause(PROMISED, "争取资金30亿元", 0, 8) > 0
    assert weight_of_clause(PROMISED, "达到30家", 0, 5) == 0
    assert weight_of_clause(PAST, "累计完成投资3亿元", 0, 9) > 0
    assert weight_of_clause(PAST, "同比增长3%", 0, 6) == 0  # plans promise it too
