"""What tables, columns and coded values are called in Chinese and English: ``tables.zh.yaml`` and ``data/vocabulary.csv``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from expectations.registry.entries import Column, Indicator, Rule, TableSchema, Word
from expectations.registry.load import DATA, HERE, columns_of, read_entries, read_yaml

SHARED = "shared"


def with_titles(tables: Mapping[str, TableSchema], path: Path = HERE / "tables.zh.yaml") -> dict[str, TableSchema]:
    """The tables with their Chinese titles and descriptions; a column that the file does not name keeps its own name for a title."""
    told = read_yaml(path)
    return {name: _titled(table, told.get(name, {}), told[SHARED]) for name, table in tables.items()}


def _titled(table: TableSchema, told: Mapping[str, Any], shared: Mapping[str, Any]) -> TableSchema:
    titles, means = ({**shared[part], **told.get(part, {})} for part in ("columns", "means"))
    columns: dict[str, Column] = {
        name: replace(column, title_zh=titles.get(name, name), description_zh=means.get(name, "")) for name, column in table.columns.items()
    }
    title, description = told.get("title", table.name), told.get("description", table.description)
    return replace(table, columns=columns, title_zh=title, description_zh=description)


def read_vocabulary(table: TableSchema, rules: Iterable[Rule], path: Path = DATA / "vocabulary.csv") -> dict[tuple[str, str], Word]:
    """The names of all coded values, by column and code: those of the file, and the rules' under the columns that hold rule ids."""
    entries = read_entries(path, columns_of(Word, table), lambda row: Word(*map(row.text, ("column", "code", "zh", "en"))), key=_key)
    words = {_key(word): word for _, word in entries}
    return words | {_key(word): word for word in _of_rules(rules)}


def _key(word: Word) -> tuple[str, str]:
    return word.column, word.code


def _of_rules(rules: Iterable[Rule]) -> Iterator[Word]:
    for rule in rules:
        columns = (
            ("reason_id",) if rule.applies_to == "reject" else ("rule_id", "flags") if rule.applies_to == "observation" else ("rule_id",)
        )
        for column in columns:
            yield Word(column, rule.rule_id, rule.title_zh, rule.title_en)


def with_dimensions(words: Mapping[tuple[str, str], Word], indicators: Iterable[Indicator]) -> dict[tuple[str, str], Word]:
    """The words, and those of dimensions that a user's own indicators bring: such a dimension is called by its code."""
    codes = {indicator.dimension for indicator in indicators}
    return {**{("dimension", code): Word("dimension", code, code, code) for code in sorted(codes)}, **words}
