"""Ranges of the shipped registry: what real plans print lies within, a slip of magnitude without."""

from __future__ import annotations

import pytest

from expectations.registry import load_registry

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("indicator_id", "level", "values"),
    [
        ("rd_intensity", "city", (2.73, 3.20, 1.45)),
        ("enterprise_rd_to_main_revenue", "city", (1.32, 1.6)),
        ("rd_personnel_per_10k_employed", "city", (122.31, 129)),
        ("invention_patents_per_10k", "city", (7.4, 20)),
        ("labour_productivity", "city", (10.6, 14.5)),
        ("tech_transaction_value", "city", (13.66, 30)),
        ("hightech_va_to_above_scale", "city", (42.3, 50)),
        ("new_product_rate", "city", (37.8, 40)),
        ("hightech_enterprises", "city", (567, 1000)),
        ("st_smes", "city", (1623, 3000)),
        ("hightech_industry_investment", "city", (259.19, 521.3)),
        ("high_value_patents_per_10k", "county", (0.7, 1.17)),
        ("industrial_rd_to_revenue", "county", (0.54, 0.67)),
        ("st_leading_enterprises", "county", (0, 2)),
        ("hightech_enterprises", "county", (99, 130)),
        ("st_smes", "county", (649, 750)),
        ("hightech_va_to_above_scale", "county", (2.8, 7.8)),
        ("digital_core_share", "county", (1.2, 2.2)),
        ("tech_contract_value", "county", (6, 7)),
        ("innovation_startup_platforms_municipal_up", "county", (37, 45)),
        ("county_innovation_score", "county", (90.75,)),
        ("hightech_va_to_above_scale_firms", "county", (3,)),
        ("income_per_head", "county", (21500, 60300)),
        ("surveyed_unemployment", "province", (5.1, 5.5)),
        ("grain_output", "national", (65000, 71500)),
        ("life_expectancy", "city", (77.3, 84.1)),
        ("tertiary_enrolment", "province", (61.5, 104)),
        ("pm25", "city", (18, 62)),
        ("urban_new_jobs", "city", (32000,)),
        ("output_per_mu", "park", (500,)),
        ("tax_per_mu", "park", (30,)),
    ],
)
def test_ranges_hold_what_real_plans_print(indicator_id: str, level: str, values: tuple[float, ...]) -> None:
    found = REGISTRY.ranges[indicator_id, level]
    assert all(found.valid_min <= value <= found.valid_max for value in values), found


@pytest.mark.parametrize(
    ("indicator_id", "value"),
    [("hightech_industry_investment", 65298), ("rd_intensity", 273), ("high_value_patents_per_10k", 1170), ("science_literacy_share", 120)],
)
def test_a_slip_of_magnitude_lies_outside_the_citys_range(indicator_id: str, value: float) -> None:
    assert value > REGISTRY.ranges[indicator_id, "city"].valid_max


@pytest.mark.parametrize("level", ["national", "province", "city"])
def test_a_range_of_a_ratio_is_narrow_enough_to_catch_a_lost_decimal_point_at_one_of_its_ends(level: str) -> None:
    for indicator in REGISTRY.indicators.values():
        found = REGISTRY.ranges[indicator.indicator_id, level]
        if indicator.kind in ("ratio", "intensity") and found.valid_min > 0:
            assert found.valid_max <= 1000 * found.valid_min, found


def test_a_range_gives_its_reason_and_a_count_of_whole_things_ends_on_a_whole_number() -> None:
    for found in REGISTRY.ranges.values():
        assert found.reason.endswith("."), found
        if REGISTRY.indicators[found.indicator_id].kind in ("count", "rank"):
            assert found.valid_min == int(found.valid_min) and found.valid_max == int(found.valid_max), found


@pytest.mark.parametrize(
    ("indicator_id", "level", "value"),
    [
        ("rd_intensity", "county", 145),  # 1.45
        ("hightech_va_to_above_scale", "city", 0.05),
        ("tax_per_mu", "city", 3200),
        ("labour_productivity", "city", 145),  # 14.5
        ("tech_contract_to_gdp", "city", 120),
        ("gdp", "city", 3),
        ("resident_population", "city", 450),  # 450万人 that lost its 万
        ("digital_core_share", "county", 0.012),
        ("surveyed_unemployment", "city", 55),
        ("income_per_head", "city", 4.6),  # 万元 read as 元
        ("life_expectancy", "county", 7.91),
        ("forest_cover", "province", 420),
    ],
)
def test_a_slip_lies_outside_the_range(indicator_id: str, level: str, value: float) -> None:
    found = REGISTRY.ranges[indicator_id, level]
    assert not found.valid_min <= value <= found.valid_max, found
