"""The shipped registry holds together: each indicator is defined and has its range, each rule its reason, each reference its column."""

from __future__ import annotations

import re

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
