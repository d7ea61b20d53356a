"""How indicators relate: parts and wholes, look-alikes, quotients, what cannot be, and the units that a figure may be printed in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import pairwise

import pytest

from assets.observations.units import UnitTable
from expectations.registry import Indicator, load_registry

REGISTRY = load_registry()
INDICATORS = REGISTRY.indicators
UNITS = UnitTable(REGISTRY)
QUOTIENTS = {quotient.ratio_id: quotient for quotient in REGISTRY.quotients}
BY_KIND = [(i.kind, i.unit, i.indicator_id) for i in INDICATORS.values() if i.indicator_id not in REGISTRY.bounds]


def wholes_of(indicator_id: str) -> Iterator[str]:
    """Every whole of an indicator, through the direct relations, each as often as a way leads to it."""
    for part in REGISTRY.parts:
        if part.part_id == indicator_id:
            yield part.whole_id
            yield from wholes_of(part.whole_id)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("invention_patent_grants", "patent_grants"),
        ("invention_patent_applications", "patent_applications"),
        ("high_value_patents", "patents_in_force"),  # by way of the invention patents in force
        ("high_value_patents_per_10k", "patents_per_10k"),
        ("key_labs_national", "key_labs_provincial_up"),
        ("key_labs_provincial", "key_labs_municipal_up"),
        ("st_incubators_national", "incubators_municipal_up"),
        ("rd_expenditure_industrial", "rd_expenditure"),
        ("rd_expenditure_basic", "rd_expenditure"),
        ("fiscal_st_expenditure_own_level", "public_budget_expenditure"),
        ("above_scale_value_added", "gdp"),
        ("digital_core_value_added", "gdp"),
        ("hightech_exports", "foreign_trade"),
        ("unicorns", "gazelles_and_unicorns"),
        ("hightech_enterprises_above_scale_industrial", "hightech_enterprises"),
        ("tech_contract_output_value", "tech_contract_both_value"),
    ],
)
def test_a_part_of_a_part_is_a_part(part: str, whole: str) -> None:
    assert whole in set(wholes_of(part))
    assert part not in set(wholes_of(whole))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("key_labs_national", "key_labs_provincial"),  # provincial ones are not those of the province or higher
        ("key_labs_provincial", "key_labs"),  # which level the bare name counts is not said
        ("hightech_enterprises_new", "hightech_enterprises"),  # those of five years may outnumber a stock that lapses after three
        ("invention_patent_grants", "invention_patent_applications"),  # granted are those of earlier years
        ("invention_patent_grants", "invention_patents_in_force"),
        ("st_smes_national", "st_smes"),
        ("rd_personnel_fte", "rd_personnel"),
        ("srdi_little_giants", "srdi_enterprises_provincial"),
        ("foreign_investment_utilised", "foreign_investment_attracted"),
        ("firms_over_10bn", "firms_over_5bn"),  # plans print the second as a class of its own, from 5 to 10 billion
        ("hightech_value_added", "industrial_value_added"),  # a province's catalogue may hold services
    ],
)
def test_what_is_no_part_by_definition_is_told_as_none(one: str, other: str) -> None:
    assert other not in set(wholes_of(one)) and one not in set(wholes_of(other))


def test_no_part_is_told_that_follows_from_others() -> None:
    direct = defaultdict(set)
    for part in REGISTRY.parts:
        direct[part.part_id].add(part.whole_id)
    for part_id, wholes in direct.items():
        further = {above for whole in wholes for above in wholes_of(whole)}
        assert not wholes & further, part_id


def test_every_grade_of_recognition_is_a_part_of_the_one_that_counts_it_together_with_others() -> None:
    steps = ("_national _provincial_up", "_provincial _provincial_up", "_provincial_up _municipal_up", "_municipal _municipal_up")
    told = {(part.part_id, part.whole_id) for part in REGISTRY.parts}
    wanted = {
        (lower, lower.removesuffix(low) + high)
        for low, high in map(str.split, steps)
        for lower in INDICATORS
        if lower.endswith(low) and lower.removesuffix(low) + high in INDICATORS
    }
    assert len(wanted) > 60 and wanted <= told


@pytest.mark.parametrize(
    ("family", "members"),
    [
        (
            "hightech_va_share",
            "hightech_va_to_above_scale hightech_va_to_above_scale_firms hightech_va_to_industry hightech_va_to_gdp "
            "hightech_va_share_unspecified nbs_hightech_mfg_to_above_scale",
        ),
        ("fiscal_st_share", "fiscal_st_share fiscal_st_share_recurrent fiscal_st_share_public_budget fiscal_st_share_unspecified"),
        ("enterprise_rd_to_revenue", "industrial_rd_to_main_revenue industrial_rd_to_revenue industrial_rd_to_sales"),
        ("st_smes", "st_smes st_smes_national st_smes_provincial"),
        ("rd_personnel", "rd_personnel rd_personnel_fte"),
        ("tech_contract", "tech_contract_value tech_contract_output_value tech_contract_absorbed_value tech_contract_both_value"),
        ("strategic_emerging_share", "strategic_emerging_to_above_scale strategic_emerging_to_gdp"),
    ],
)
def test_one_name_with_several_denominators_or_schemes_is_one_family(family: str, members: str) -> None:
    assert {REGISTRY.families[member].family for member in members.split()} == {family}


def test_a_family_has_several_members_and_a_variant_says_in_chinese_what_tells_each_apart() -> None:
    sizes = Counter(member.family for member in REGISTRY.families.values())
    assert min(sizes.values()) >= 2
    variants = [(member.family, member.variant) for member in REGISTRY.families.values()]
    assert len(variants) == len(set(variants))
    assert all(any("\u4e00" <= char <= "\u9fff" for char in variant) for _, variant in variants)
    assert all(indicator_id == member.indicator_id for indicator_id, member in REGISTRY.families.items())


def test_high_value_patents_are_a_part_of_invention_patents_and_no_second_print_of_them() -> None:
    families = REGISTRY.families
    assert "high_value_patents_per_10k" not in families and "invention_patents_per_10k" not in families


def test_a_part_and_its_whole_are_one_family_only_where_the_bare_name_may_mean_either() -> None:
    families = REGISTRY.families
    shared = {
        families[part.part_id].family
        for part in REGISTRY.parts
        if part.part_id in families and part.whole_id in families and families[part.part_id].family == families[part.whole_id].family
    }
    assert shared == {"tech_contract", "fiscal_st_expenditure", "hightech_value_added", "hightech_va_share"}


@pytest.mark.parametrize(
    ("ratio", "numerator", "denominator", "printed"),
    [
        ("rd_intensity", 96.02, 3517, 2.73),  # 嘉兴 2015: 亿元, 亿元, %
        ("invention_patents_per_10k", 33_900, 4_585_000, 73.9),  # 件, 人, 件/万人
        ("gdp_per_capita", 3517, 4_585_000, 7.67),  # 亿元, 人, 万元/人
        ("patents_per_100m_rd", 1240, 96.02, 12.9),  # 件, 亿元, 件/亿元
        ("rd_personnel_fte_per_10k_population", 43_000, 4_585_000, 93.8),
        ("fiscal_st_share_public_budget", 12.5, 431, 2.9),
    ],
)
def test_a_quotient_gives_the_ratio_in_its_catalogue_unit(ratio: str, numerator: float, denominator: float, printed: float) -> None:
    assert numerator / denominator * QUOTIENTS[ratio].factor == pytest.approx(printed, rel=0.005)


def test_every_factor_is_that_of_the_three_units() -> None:
    for quotient in REGISTRY.quotients:
        ratio, numerator, denominator = (INDICATORS[i].unit for i in (quotient.ratio_id, quotient.numerator_id, quotient.denominator_id))
        above, _, below = ratio.partition("/")
        if ratio == "%":
            assert (numerator, quotient.factor) == (denominator, 100), quotient
        else:
            upper, lower = UNITS.convert(1, numerator, above), UNITS.convert(1, denominator, below)
            assert upper is not None and lower is not None and quotient.factor == pytest.approx(upper / lower), quotient


@pytest.mark.parametrize(
    "ratio",
    [
        "fiscal_st_share",  # of 财政支出, which budget not said
        "strategic_emerging_to_above_scale",  # of the numerator only what is industry counts
        "hightech_share_of_above_scale",  # which accredited firms are counted is not said
        "hightech_va_share_unspecified",
    ],
)
def test_a_ratio_whose_parts_are_not_surely_those_of_the_catalogue_has_no_quotient(ratio: str) -> None:
    assert ratio not in QUOTIENTS


def test_the_numerator_of_a_share_is_told_as_a_part_but_where_a_catalogue_may_reach_beyond_the_denominator() -> None:
    shares = [q for q in REGISTRY.quotients if INDICATORS[q.ratio_id].kind == "ratio"]
    beyond = {q.numerator_id for q in shares if q.denominator_id not in set(wholes_of(q.numerator_id))}
    assert beyond == {
        # A province's catalogue of 高新技术产业 or 战略性新兴产业 may hold services and small firms; a zone may carry its own GDP.
        *("hightech_value_added", "hightech_output_value", "hightech_products_output", "hightech_industry_investment"),
        *("nbs_hightech_industry_value_added", "nbs_hightech_mfg_value_added", "strategic_emerging_output", "hightech_zone_value_added"),
    }


@pytest.mark.parametrize(
    ("indicator_id", "expected"),
    [
        ("hightech_enterprises", (0, None)),  # a count
        ("rd_expenditure", (0, None)),  # money
        ("incubator_area", (0, None)),
        ("innovation_index", (0, None)),
        ("county_innovation_capacity", (1, None)),  # a rank
        ("hightech_va_to_above_scale", (0, 100)),  # a share of a whole
        ("new_product_rate", (0, 100)),
        ("rd_institution_coverage", (0, 100)),
        ("tech_contract_to_gdp", (0, None)),  # an intensity: contracts are no part of GDP
        ("enterprise_rd_to_revenue", (0, None)),
        ("tertiary_enrolment", (0, None)),  # a gross rate
        ("profit_and_tax", (None, None)),
        ("hightech_share_of_above_scale", (0, None)),
        ("st_progress_contribution", (None, None)),
    ],
)
def test_what_an_indicator_can_be_by_definition(indicator_id: str, expected: tuple[float | None, float | None]) -> None:
    assert REGISTRY.bounds_of(indicator_id) == expected


def test_only_an_indicator_unlike_its_kind_has_a_bound_of_its_own() -> None:
    by_kind = {(kind, unit == "%"): REGISTRY.bounds_of(indicator_id) for kind, unit, indicator_id in BY_KIND}
    for bound in REGISTRY.bounds.values():
        kind = (INDICATORS[bound.indicator_id].kind, INDICATORS[bound.indicator_id].unit == "%")
        assert (bound.possible_min, bound.possible_max) != by_kind[kind], bound


def test_every_plausible_range_lies_within_what_can_be() -> None:
    for found in REGISTRY.ranges.values():
        least, most = REGISTRY.bounds_of(found.indicator_id)
        assert least is None or found.valid_min >= least, found
        assert most is None or found.valid_max <= most, found


def test_an_unknown_indicator_has_neither_bounds_nor_units() -> None:
    with pytest.raises(KeyError):
        REGISTRY.bounds_of("no_such")
    with pytest.raises(KeyError):
        REGISTRY.lawful_units("no_such")


@pytest.mark.parametrize("indicator", INDICATORS.values(), ids=lambda indicator: indicator.indicator_id)
def test_the_lawful_units_are_those_that_the_reading_converts(indicator: Indicator) -> None:
    # The catalogue's name says the divisor where there is one: 每万人口发明专利拥有量 takes 件.
    converted = [unit for unit in REGISTRY.units if UNITS.convert_for(1, unit, indicator, indicator.name_zh) is not None]
    assert list(REGISTRY.lawful_units(indicator.indicator_id)) == converted
    assert indicator.unit in converted


@pytest.mark.parametrize(
    ("indicator_id", "lawful", "unlawful"),
    [
        ("rd_expenditure", "亿元 万元 元 万亿元", "亿美元 % 万元/人"),
        ("hightech_enterprises", "家 户 个 万家", "件 人 %"),
        ("rd_personnel_fte", "人年 万人年", "人 万人 年"),
        ("invention_patents_per_10k", "件/万人 件/百万人 件 项", "人 亿元 件/亿元"),
        ("rd_intensity", "% ‰", "百分点 倍"),
        ("labour_productivity", "万元/人 元/人 万元", "万元/亩"),
        ("incubator_area", "万平方米 ㎡ 亩", "万元"),
    ],
)
def test_printed_units_that_convert_and_those_that_do_not(indicator_id: str, lawful: str, unlawful: str) -> None:
    units = REGISTRY.lawful_units(indicator_id)
    assert set(lawful.split()) <= set(units)
    assert not set(unlawful.split()) & set(units)
    order = list(REGISTRY.units)
    assert all(order.index(one) < order.index(other) for one, other in pairwise(units))


def test_the_published_catalogue_says_the_lawful_units() -> None:
    frame = REGISTRY.frame("indicators").set_index("indicator_id")
    assert list(frame.columns).index("lawful_units") == list(frame.columns).index("unit") + 1
    assert frame.loc["rd_intensity", "lawful_units"] == "%;‰;‱;成"
    assert all(unit in units.split(";") for unit, units in zip(frame["unit"], frame["lawful_units"], strict=True))
