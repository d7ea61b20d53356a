"""The grammar of value cells: whatever is put together of the parts that cells print, it never raises and loses no figure."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assets.language.fold import fold
from assets.tables.phrases.cell_tokens import tokens_of
from assets.tables.phrases.model import Own
from assets.tables.phrases.read import read_cell
from assets.tables.shape import Shape, shape_of

PRINTED = """
45 1,250 3.5% 120家 〔5000〕 2.2:1 第5位 3—5 ≥90 <0.03 约 不低于 达到 提高到 由 从 增至 每年新增 五年累计 累计 年均增长
比2020年 2025年 到2030年 “十五五”末 (2019年) (预期性) （约束性） (其中高工 其中 ： ； ， 、 / → ( ) 〔 〕 [1] [专栏1] * ①
高中阶段毛入学率 国家级 省级 水田 以上 以内 左右 余 万吨 公里 个百分点 件/万人 翻一番 翻番 — - 力争 基期值 完成省下达任务
未设目标 并保持稳定 PM2.5 5G基站 15岁以上人群 全国 居 前 第 三家 GDP 人均 和 % １２ 年 “ ” + ~ 至 1/3 0 ·
"""
PARTS = [*PRINTED.split(), " ", "\n", "12 345"]


@settings(max_examples=2000, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map("".join))
@example("45(〔[1]")
@example("达到国家要求((预期性)≥90≥90")
def test_no_cell_breaks_the_grammar_and_no_figure_is_lost(text: str) -> None:
    said = read_cell(text)
    spans = [*((one.start, one.end) for one in said.sayings), *said.unread, *said.untold]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    labels = [fold(one.label) for one in said.sayings if one.label]
    for token in tokens_of(text):
        inside = any(start <= token.start and token.end <= end for start, end in spans)
        assert token.figure is None or inside or any(token.text in label for label in labels), token


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=9).map("".join))
def test_tokens_cover_every_digit_in_order(text: str) -> None:
    tokens = tokens_of(text)
    assert all(left.end <= right.start for left, right in pairwise(tokens))
    covered = {at for token in tokens for at in range(token.start, token.end)}
    assert all(at in covered for at, char in enumerate(fold(text)) if char.isdigit())


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2.55 / 3.45", [2.55, 3.45]),
        ("49% → 53%", [49, 53]),
        ("由30家增加到50家左右", [30, 50]),
        ("60所左右优质高职、160个左右优质专业群", [60, 160]),
        ("2023年 80\n2025年 100", [80, 100]),
        ("（86.4％）", [86.4]),
        ("35%1", [35]),  # a raised note number that lost its height
        ("6.3m3", [6.3]),
        ("1,250个", [1250]),
        ("2000年建成50处", [50]),  # a year
        ("2000", [2000]),  # no year, a figure
    ],
)
def test_the_figures_of_a_cell(text: str, values: list[float]) -> None:
    assert [saying.quantity.value for saying in read_cell(text).sayings] == values


@pytest.mark.parametrize(
    ("text", "own", "label"),
    [
        ("高中阶段毛入学率94.5%", Own.LABEL, "高中阶段毛入学率"),
        ("国家级2个", Own.LABEL, "国家级"),
        ("轨道站点500米范围覆盖率25.7%", Own.LABEL, "轨道站点500米范围覆盖率"),  # a figure inside a name
        ("PM2.5平均浓度28", Own.LABEL, "PM2.5平均浓度"),
        ("工业增加值占GDP比重28%", Own.LABEL, "工业增加值占GDP比重"),  # 增加 is no growth here
        ("新增风电装机500万千瓦", Own.LABEL, "新增风电装机"),
        ("每年新增6家优质机构", Own.BEHIND, "优质机构"),
        ("50%以上并合理增长", Own.ROW, None),
        ("迈上3万亿元台阶", Own.ROW, None),
        ("提高到81.5岁", Own.ROW, None),
        ("稳定在90万吨", Own.ROW, None),
    ],
)
def test_whose_figure_a_cell_says_it_is(text: str, own: Own, label: str | None) -> None:
    (saying,) = read_cell(text).sayings
    assert (saying.own, saying.label) == (own, label)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("45%(预期性)", Shape.FIGURE),
        ("由80%提高到85%", Shape.FIGURE),
        ("〔5000〕（其中农民工〔1750〕）", Shape.FIGURE),
        ("每年新增6家优质机构，五年累计新增3家", Shape.FIGURE),
        ("—（未设量化目标）", Shape.DASH),
        ("15岁以上人群吸烟率", Shape.NAME),
        ("5G基站数", Shape.NAME),
        ("轨道站点500米范围覆盖率", Shape.NAME),
    ],
)
def test_a_figure_with_more_beside_it_looks_like_one_and_a_name_with_digits_does_not(text: str, shape: Shape) -> None:
    assert shape_of(text) is shape
