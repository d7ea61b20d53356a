"""docs/data-dictionary.md is what the registry says, all of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from expectations.registry import Registry, load_registry
from tests.workbench.pictures.dictionary import DICTIONARY, dictionary, markdown_rows


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


def test_the_file_is_up_to_date(registry: Registry) -> None:
    made_anew = "make it anew: python -m tests.workbench pictures"
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(registry), made_anew


def test_every_table_column_and_rule_is_told(registry: Registry) -> None:
    text = dictionary(registry)
    for table in registry.tables.values():
        section = text.partition(f"\n### {table.name}\n")[2].partition("\n##")[0]
        named = re.findall(r"^\| \**(\w+)\** \| [A-Z]", section, flags=re.MULTILINE)
        assert named == list(table.columns), table.name
        assert re.findall(r"^\| \*\*(\w+)\*\* ", section, flags=re.MULTILINE) == [name for name in table.columns if name in table.key]
    assert set(re.findall(r"^\| `(\w+)` \| (?:error|warning|info)", text, flags=re.MULTILINE)) == registry.rules.keys()


def test_a_changed_description_makes_the_file_stale(registry: Registry) -> None:
    plans = registry.tables["plans"]
    title = replace(plans.columns["title"], description="Another meaning.")
    changed = replace(registry, tables={**registry.tables, "plans": replace(plans, columns={**plans.columns, "title": title})})
    assert dictionary(changed) != dictionary(registry)


def test_a_bar_in_a_cell_does_not_end_the_cell() -> None:
    assert markdown_rows(["a"], [["创新实力 | — |"]]).splitlines()[-1] == "| 创新实力 \\| — \\| |"
