"""Printed units: what is known, what may be converted into what, and that no conversion leaves dust or invents a sense."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.observations.units import UnitTable
from expectations.registry import Unit, load_registry

REGISTRY = load_registry()
UNITS = UnitTable(REGISTRY)
INDICATORS = REGISTRY.indicators


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("％", "%"),
        ("个百分点", "百分点"),
        ("万 元", "亿元"),
        ("㎡", "万平方米"),
        ("万㎡", "万平方米"),
        ("名", "人"),
        ("人／万人", "人/万人"),
        ("万件", "件"),
    ],
)
def test_a_print_is_looked_up_whatever_its_width_and_spaces(printed: str, canonical: str) -> None:
    unit = UNITS.lookup(printed)
    assert unit and unit.canonical_unit == canonical


@pytest.mark.parametrize(
    ("value", "printed", "to", "expected"),
    [
        (62, "亿斤", "吨", 3_100_000),
        (3.2, "万套（间）", "套", 32_000),
        (1.5, "万标箱", "标准箱", 15_000),
        (3, "百万千瓦", "千瓦", 3_000_000),
    ],
)
def test_a_unit_put_together_converts_by_its_base(value: float, printed: str, to: str, expected: float) -> None:
    assert UNITS.convert(value, printed, to) == expected


def test_an_unknown_unit_is_no_unit() -> None:
    assert UNITS.lookup("左右") is None and UNITS.lookup("") is None
    assert UNITS.convert(1, "左右", "%") is None and UNITS.convert(1, "%", "左右") is None


@pytest.mark.parametrize(
    ("value", "printed", "to", "expected"),
    [
        (2496000, "万元", "亿元", 249.6),
        (500, "万元", "亿元", 0.05),
        (1.1, "万亿元", "亿元", 11000),
        (0.3, "亿元", "万元", 3000),
        (3, "‰", "%", 0.3),
        (10, "万个", "个", 100000),
        (45, "万㎡", "万平方米", 45),
        (12, "平方公里", "万平方米", 1200),
        (15, "亩", "公顷", 1),
        (2.5, "万人年", "人年", 25000),
        (63, "件/百万人", "件/万人", 0.63),
        (1.2, "件/千人", "件/万人", 12),
        (1250, "万美元", "亿美元", 0.125),
        (145000, "元/人", "万元/人", 14.5),
        (0.05, "个百分点", "百分点", 0.05),
        (36, "名", "人", 36),
    ],
)
def test_lawful_conversions_are_exact(value: float, printed: str, to: str, expected: float) -> None:
    assert UNITS.convert(value, printed, to) == expected


UNLAWFUL = """
    人>人年 人年>人 名>人年 亿美元>亿元 亿元>亿美元 个百分点>% %>百分点 倍>% 人次>人 家>件 件>家 人>家 亿元>% 件>件/万人 万元>万元/人
    人/万人>人年/万人 年>人年
""".split()  # noqa: SIM905 (pairs read better as they stand)


@pytest.mark.parametrize(
    ("printed", "to"),
    [pair.split(">") for pair in UNLAWFUL],
)
def test_what_may_not_be_converted_is_not(printed: str, to: str) -> None:
    assert UNITS.convert(7, printed, to) is None


@pytest.mark.parametrize(
    ("printed", "to"), [("个", "家"), ("户", "家"), ("所", "家"), ("家", "个"), ("项", "件"), ("个", "项"), ("支", "个"), ("位", "人")]
)
def test_counters_of_one_kind_of_thing_are_one_to_one(printed: str, to: str) -> None:
    assert UNITS.convert(37, printed, to) == 37


def test_ten_thousands_of_a_counter_convert_within_its_class() -> None:
    assert UNITS.convert(1.2, "万个", "家") == 12000


@pytest.mark.parametrize(
    ("value", "printed", "indicator_id", "name", "expected"),
    [
        (7.4, "件", "invention_patents_per_10k", "每万人发明专利拥有量", 7.4),
        (13, "件", "invention_patents_per_10k", "万人有效发明专利", 13),
        (740, "件", "invention_patents_per_10k", "每百万人口发明专利拥有量", 7.4),
        (74, "件", "invention_patents_per_10k", "每10万人口发明专利拥有量", 7.4),
        (0.74, "件", "invention_patents_per_10k", "每千人发明专利拥有量", 7.4),
        (0.5, "万件", "invention_patents_per_10k", "每万人发明专利拥有量", 5000),
        (129, "名", "rd_personnel_per_10k_employed", "每万人从业人员中研发人员数", 129),
        (129, "人年", "rd_personnel_fte_per_10k_employed", "每万名就业人员中研发人员", 129),
        (500, "万元", "output_per_mu", "亩均产值", 500),
        (14.5, "万元", "labour_productivity", "全员劳动生产率", 14.5),
        (9.1, "万元", "gdp_per_capita", "人均GDP", 9.1),
        (0.41, "吨标准煤", "energy_per_gdp", "万元GDP能耗", 0.41),
        (40, "个", "hightech_per_10k_corporations", "每万家企业法人中高新技术企业数", 40),
    ],
)
def test_a_divisor_said_by_the_name_completes_the_unit(value: float, printed: str, indicator_id: str, name: str, expected: float) -> None:
    assert UNITS.convert_for(value, printed, INDICATORS[indicator_id], name) == expected


@pytest.mark.parametrize(
    ("printed", "indicator_id", "name"),
    [
        ("件", "invention_patents_per_10k", "发明专利拥有量"),  # the name says no divisor
        ("万件", "invention_patents_in_force", "万元"),
        ("人", "rd_personnel_fte_per_10k_employed", "每万名就业人员中研发人员全时当量"),  # heads are no full-time equivalents
        ("人年", "rd_personnel_per_10k_employed", "每万名就业人员中研发人员数"),
        ("万元", "labour_productivity", "亩均税收"),  # another divisor
        ("亿美元", "tech_contract_value", "技术合同成交额"),
        ("%", "invention_patents_per_10k", "每万人发明专利拥有量"),
        ("家", "invention_patents_per_10k", "每万人发明专利拥有量"),
    ],
)
def test_no_divisor_is_invented_and_no_sense_changed(printed: str, indicator_id: str, name: str) -> None:
    expected = 50000 if indicator_id == "invention_patents_in_force" else None
    assert UNITS.convert_for(5, printed, INDICATORS[indicator_id], name) == expected


def test_a_unit_that_says_its_divisor_needs_no_name() -> None:
    assert UNITS.convert_for(63, "件/百万人", INDICATORS["invention_patents_per_10k"], "发明专利拥有量") == 0.63


units = st.sampled_from(list(REGISTRY.units.values()))
values = st.decimals(min_value=0, max_value=10**7, places=4).map(float)


@given(units, values)
def test_there_and_back_gives_the_value_again(unit: Unit, value: float) -> None:
    there = UNITS.convert(value, unit.unit, unit.canonical_unit)
    assert there is not None
    back = UNITS.convert(there, unit.canonical_unit, unit.unit)
    assert back is not None and math.isclose(back, value, rel_tol=1e-13)


@given(units)
def test_every_unit_converts_to_its_canonical_one_by_its_factor(unit: Unit) -> None:
    assert UNITS.convert(1, unit.unit, unit.canonical_unit) == pytest.approx(unit.factor, rel=1e-14)
