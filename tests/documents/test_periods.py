"""A plan's period, the most authoritative statement first."""

from __future__ import annotations

import pytest

from assets.documents.periods import find_outlook, find_period


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("某市“十四五”规划", "规划期为2016年~2020年。", (2016, 2020)),
        ("某市规划", "规划期限为2021—2025年,展望到2035年。", (2021, 2025)),
        ("某市规划", "规划期限:2021-2025年", (2021, 2025)),
        ("某市规划", "本规划实施期限为“十三五”时期。", (2016, 2020)),
        ("某市科技创新“十四五”规划", "“十三五”期间取得成效。", (2021, 2025)),
        ("某市科技发展第十二个五年规划", "", (2011, 2015)),
        ("某市行动计划(2018—2020年)", "", (2018, 2020)),
        ("某市2018年建设推进计划", "", (2018, 2018)),
        ("某市“十四五”规划和二〇三五年远景目标纲要", "", (2021, 2025)),
        ("某市面向2035年的科技发展规划", "", (None, None)),
        (None, "“十三五”以来成效大。“十三五”末达到目标。“十四五”“十四五”“十四五”时期", (2021, 2025)),
        (None, "依据《某省“十四五”规划》《某市“十四五”规划》《某县“十四五”规划》。", (None, None)),
    ],
)
def test_the_period(title: str | None, text: str, expected: tuple[int | None, int | None]) -> None:
    assert find_period(title, [], text) == expected


def test_the_caption_of_the_indicators_tells_the_period_where_the_title_does_not() -> None:
    assert find_period("某市科技规划", ["“十三五”科技创新主要指标"], "“十二五”以来成效明显。") == (2016, 2020)


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        (None, "规划期为2021—2025年,展望到2035年。", 2035),
        (None, "1.2035年远景目标。", 2035),
        (None, "二〇三五年远景目标", 2035),
        (None, "依据《某市二〇三五年远景目标纲要》。", None),
        (None, "展望2025年,全市创新能力提升。", None),
        ("某市“十四五”规划和2035年远景目标纲要", "", 2035),
    ],
)
def test_the_outlook_lies_beyond_the_period(title: str | None, text: str, expected: int | None) -> None:
    assert find_outlook(title, text, 2025) == expected
