"""Whether a document promises or reports, and the year that statistics without a title tell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assets.documents.about.genre import tells_the_past, told_year
from assets.language.fold import fold
from tests.reading import plan_of, read

STATISTICS = """一、综合
初步核算，2023年全县生产总值186.4亿元，比上年增长5.6%。
年末常住人口31.2万人，比上年减少0.2万人。
二、农业
粮食播种面积42.6万亩，比上年增长0.8%；粮食总产量20.3万吨，增长1.1%。
全年生猪出栏18.6万头，同比增长3.2%。
"""
PLAN = "桐庐县“十四五”农业发展规划\n（2021—2025年）\n一、发展目标\n力争到2025年粮食总产量达到21万吨，比上年增长的目标每年不低于1%。\n"


def _tells_the_past(text: str) -> bool:
    return tells_the_past(plan_of(text).document.metadata)


@pytest.mark.parametrize(
    ("text", "is_past"),
    [
        (STATISTICS, True),
        ("2023年青阳县国民经济和社会发展统计公报\n一、综合\n全县生产总值186.4亿元。\n", True),
        (PLAN, False),
        ("桐庐县2024年工作总结和2025年工作计划\n一、工作情况\n" + STATISTICS, False),
        (STATISTICS + "力争2025年增长6%，确保完成目标，争取规划预期目标实现。\n到2025年增长7%。\n", False),
    ],
    ids=["statistics without a title", "a communique", "a plan", "work done and planned", "statistics with promises"],
)
def test_statistics_and_communiques_tell_the_past(text: str, is_past: bool) -> None:
    assert _tells_the_past(text) is is_past


def test_a_title_said_beside_the_file_overrules_the_words_of_the_text() -> None:
    said = plan_of(STATISTICS).document.metadata
    assert not tells_the_past(replace(said, title="青阳县农业发展规划"))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2023年生产总值增长,2023年末人口,与2019年相比", 2023),
        ("2022年、2023年", None),
        ("2024年3月28日发布", None),
        ("按照《2021年规划》，2023年完成", 2023),
        ("没有年份", None),
    ],
)
def test_the_year_that_most_of_a_text_names_is_told(text: str, year: int | None) -> None:
    assert told_year(fold(text)) == ((year, year) if year else None)


def test_what_statistics_say_was_reached_in_their_year() -> None:
    rows = read(STATISTICS, with_text=True).observations
    said = dict(zip(rows["indicator_text"] + "/" + rows["measure"], zip(rows["status"], rows["year"], strict=True), strict=True))
    assert said["粮食总产量/level"] == ("actual", 2023)
    assert said["粮食总产量/growth"] == ("actual", 2023)
