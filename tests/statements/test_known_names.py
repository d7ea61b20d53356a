"""A name that the catalogue knows comes back whole from plain sentences, and so do names of its kind that it does not know."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.language.fold import fold, squeeze
from assets.language.known import is_cut_into, known_end_of, known_names, known_over
from tests.statements.carriers import APART, NAME, TOLD, Carrier, catalogue_names, names_of, read

NAMES = catalogue_names()
# Of a hundred readings so many must give the whole name. Some names no plain sentence carries: 新增A、B分别达到… adds B too.
LEAST_KNOWN, LEAST_TOLD, LEAST_APART = 99, 97, 95
EACH = 9  # every ninth name of the catalogue is counted


@given(st.sampled_from(NAMES), st.sampled_from(TOLD))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_a_known_name_is_read_back_as_the_same_indicator(named: tuple[str, str], carrier: Carrier) -> None:
    name, unit = named
    said = [squeeze(fold(one.name)) for one in read(carrier.sentence.format(n=name, u=unit))]
    own = [one for one, row in zip(said, carrier.rows, strict=True) if row == NAME]
    indicator = known_names()[squeeze(fold(name))]
    assert all(known_names().get(one) == indicator for one in own)  # 5G基站 of 建成5G基站 is the same


def test_known_names_are_read_back_whole() -> None:
    names = NAMES[::EACH]
    assert 100 * whole(names, TOLD) >= LEAST_KNOWN * len(names) * len(TOLD)


def whole(names: Sequence[tuple[str, str]], carriers: Sequence[Carrier]) -> int:
    """How many readings of names in sentences give the whole name and no other row."""
    return sum(carrier.carries(*named) for named in names for carrier in carriers)


def test_names_written_down_for_other_places_are_read_back_whole(shared: Path) -> None:
    names = names_of((shared / "names.txt").read_text(encoding="utf-8"))
    for carriers, least in ((TOLD, LEAST_TOLD), (APART, LEAST_APART)):
        assert 100 * whole(names, carriers) >= least * len(names) * len(carriers)


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
    assert [said.name for said in read(carrier.format(n=name, u=unit))] == [name]


def test_a_cut_is_lawful_where_the_same_indicator_is_left() -> None:
    assert is_cut_into("重点实验室", "全国重点实验室")
    assert not is_cut_into("5G基站", "建成5G基站")


def test_the_longest_known_name_at_the_end_counts() -> None:
    assert known_end_of("加快全国重点实验室") == "全国重点实验室"
    assert known_end_of("加快各类载体") == ""
    lead = "居民健康素养水平达到"
    assert lead[: known_over(lead, lead.index("水平"), 4)] == "居民健康素养水平"
