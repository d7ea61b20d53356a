"""The shipped registry holds together: every name means one thing, every id has its range, every reference leads somewhere."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from assets.observations.names import NameIndex
from expectations.registry import load_registry

REGISTRY = load_registry()
LEVELS = REGISTRY.tables["indicator_ranges"].columns["level"].values


def test_every_indicator_has_a_definition_a_known_unit_and_a_range_at_every_level() -> None:
    for indicator in REGISTRY.indicators.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", indicator.indicator_id)
        assert indicator.definition.endswith(".")
        said, named = (set(re.findall(r"[a-z&]+", text.lower())) for text in (indicator.definition, indicator.name_en))
        assert said - named, f"the definition of {indicator.indicator_id} only repeats its name"
        assert indicator.unit in REGISTRY.units, indicator
        missing = [level for level in LEVELS if (indicator.indicator_id, level) not in REGISTRY.ranges]
        assert not missing, (indicator.indicator_id, missing)


def test_no_two_indicators_share_a_name_in_either_language() -> None:
    for language in ("name_zh", "name_en"):
        names = [getattr(indicator, language) for indicator in REGISTRY.indicators.values()]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]


def test_a_name_or_alias_means_one_indicator_even_in_its_normal_form() -> None:
    index = NameIndex(REGISTRY)
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, indicator_id in [
        *((i.name_zh, i.indicator_id) for i in REGISTRY.indicators.values()),
        *((a.alias, a.indicator_id) for a in REGISTRY.aliases.values()),
    ]:
        meanings[index.normal_form(name)].add(indicator_id)
    assert {form: ids for form, ids in meanings.items() if len(ids) > 1} == {}
    assert "" not in meanings


def test_growth_is_a_measure_and_no_indicator() -> None:
    grown = [i.name_zh for i in REGISTRY.indicators.values() if re.search("增长|增速|增幅", i.name_zh)]
    assert grown == []


def test_every_canonical_unit_is_itself_a_unit_with_factor_one() -> None:
    for unit in REGISTRY.units.values():
        canonical = REGISTRY.units[unit.canonical_unit]
        assert (canonical.canonical_unit, canonical.factor) == (canonical.unit, 1), unit


def test_the_unit_rules_name_known_units_and_indicators() -> None:
    for units in REGISTRY.unit_rules.counters.values():
        assert units <= REGISTRY.units.keys()
        assert all(REGISTRY.units[unit].canonical_unit == unit for unit in units)
    divisors = {i.unit.partition("/")[2] for i in REGISTRY.indicators.values()} - {""}
    assert {rule.divisor for rule in REGISTRY.unit_rules.divisors} == divisors
    for indicator_id, variants in REGISTRY.unit_rules.indicator_by_unit.items():
        assert {indicator_id, *variants.values()} <= REGISTRY.indicators.keys()
        assert variants.keys() <= REGISTRY.units.keys()


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


def test_every_rule_speaks_both_languages_and_gives_its_reason() -> None:
    for rule in REGISTRY.rules.values():
        assert rule.severity in ("error", "warning", "info")
        assert rule.applies_to in ("observation", "reject", "table", "plan")
        assert re.search("[\u4e00-\u9fff]", rule.title_zh) and re.search("[\u4e00-\u9fff]", rule.description_zh), rule
        assert not re.search("[\u4e00-\u9fff]", rule.title_en), rule
        assert rule.rationale and rule.example, rule


def test_every_reference_between_table_schemas_leads_to_a_column_and_every_key_is_one() -> None:
    for table in REGISTRY.tables.values():
        assert set(table.key) <= table.columns.keys(), table.name
        for column in table.columns.values():
            if column.refers:
                other, _, name = column.refers.partition(".")
                assert name in REGISTRY.tables[other].columns, (table.name, column)
