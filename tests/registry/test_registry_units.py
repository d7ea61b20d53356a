"""Units of the shipped registry: printed ones come to those of the catalogue, and the rules about them name known ones."""

from __future__ import annotations

import pytest

from assets.observations.units import UnitTable
from expectations.registry import load_registry

REGISTRY = load_registry()


@pytest.mark.parametrize(
    ("indicator_id", "unit", "value", "expected"),
    [
        ("grain_output", "亿斤", 250, 1250),  # 万吨
        ("grain_yield", "斤/亩", 900, 450),  # 公斤/亩
        ("income_per_head", "万元", 4.5, 45000),  # 元/人, which the name says
        ("pm25", "μg/m³", 29, 29),
        ("power_generated", "亿度", 120, 120),
        ("power_capacity", "亿千瓦", 1.2, 12000),  # 万千瓦
        ("port_containers", "万TEU", 30, 300000),
        ("beds_per_1000", "张", 7.5, 7.5),
        ("gps_per_10k", "人", 4, 4),
        ("water_per_gdp", "立方米", 40, 40),
        ("energy_total", "亿吨标准煤", 0.5, 5000),  # 万吨标准煤
        ("computing_power", "万P", 1.2, 12),  # EFLOPS
        ("soil_loss_treated", "万亩", 1.5, 10),  # 平方公里
        ("accident_deaths_coal", "人", 0.1, 0.1),
    ],
)
def test_printed_units_come_to_the_catalogues(indicator_id: str, unit: str, value: float, expected: float) -> None:
    indicator = REGISTRY.indicators[indicator_id]
    assert UnitTable(REGISTRY).convert_for(value, unit, indicator, indicator.name_zh) == pytest.approx(expected)


def test_every_canonical_unit_is_itself_a_unit_with_factor_one() -> None:
    for unit in REGISTRY.units.values():
        canonical = REGISTRY.units[unit.canonical_unit]
        assert (canonical.canonical_unit, canonical.factor) == (canonical.unit, 1), unit


def test_the_unit_rules_name_known_units_and_indicators() -> None:
    for units in REGISTRY.unit_rules.counters.values():
        assert units <= REGISTRY.units.keys()
        assert all(REGISTRY.units[unit].canonical_unit == unit for unit in units)
    counted = [i.unit.partition("/") for i in REGISTRY.indicators.values()]
    divisors = {divisor for numerator, _, divisor in counted if divisor and numerator in REGISTRY.units}
    printed_whole = {"立方米"}  # 微克/立方米: no name says the divisor
    assert {rule.divisor for rule in REGISTRY.unit_rules.divisors} == divisors - printed_whole
    for indicator_id, variants in REGISTRY.unit_rules.indicator_by_unit.items():
        assert {indicator_id, *variants.values()} <= REGISTRY.indicators.keys()
        assert variants.keys() <= REGISTRY.units.keys()
