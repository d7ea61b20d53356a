"""docs/data-dictionary.md and its Chinese twin are what the registry says, all of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from expectations.registry import Registry, load_registry
from tests.workbench.pictures.dictionary import DICTIONARIES, DOCS, dictionary, markdown_rows
from tests.workbench.pictures.dictionary_words import CHINESE, ENGLISH, Words

LANGUAGES = pytest.mark.parametrize("words", [ENGLISH, CHINESE], ids=["en", "zh"])


@pytest.fixture(scope="module")
def registry() -> Registry:
    return load_registry()


@pytest.mark.parametrize("name", DICTIONARIES)
def test_the_file_is_up_to_date(name: str, registry: Registry) -> None:
    made_anew = "make it anew: python -m tests.workbench pictures"
    assert (DOCS / name).read_text(encoding="utf-8") == dictionary(registry, DICTIONARIES[name]), made_anew


@LANGUAGES
def test_every_table_column_and_rule_is_told(words: Words, registry: Registry) -> None:
    text = dictionary(registry, words)
    for table in registry.tables.values():
        section = text.partition(f"\n### {table.name}\n")[2].partition("\n##")[0]
        named = re.findall(r"^\| \**(\w+)\** \| [A-Z]", section, flags=re.MULTILINE)
        assert named == list(table.columns), table.name
        assert re.findall(r"^\| \*\*(\w+)\*\* ", section, flags=re.MULTILINE) == [name for name in table.columns if name in table.key]
    severities = ["error", "warning", "info"] if words is ENGLISH else registry.names_zh("severity").values()
    assert set(re.findall(rf"^\| `(\w+)` \| (?:{'|'.join(severities)})", text, flags=re.MULTILINE)) == registry.rules.keys()


def test_the_chinese_one_names_codes_and_tells_no_english_sentence(registry: Registry) -> None:
    text = dictionary(registry, CHINESE)
    assert "`met` 已达到" in text and "| 可为空 |" in text
    assert re.findall(r"[a-z]+ (?:[a-z]+ ){3,}[a-z]+", text) == []


@pytest.mark.parametrize(("words", "field"), [(ENGLISH, "description"), (CHINESE, "description_zh")], ids=["en", "zh"])
def test_a_changed_description_makes_the_file_stale(words: Words, field: str, registry: Registry) -> None:
    plans = registry.tables["plans"]
    title = replace(plans.columns["title"], **{field: "Another meaning."})
    changed = replace(registry, tables={**registry.tables, "plans": replace(plans, columns={**plans.columns, "title": title})})
    assert dictionary(changed, words) != dictionary(registry, words)


def test_a_bar_in_a_cell_does_not_end_the_cell() -> None:
    assert markdown_rows(["a"], [["创新实力 | — |"]]).splitlines()[-1] == "| 创新实力 \\| — \\| |"
