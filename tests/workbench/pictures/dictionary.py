"""The data dictionary in both languages, docs/data-dictionary*.md, made from the registry: ``python -m tests.workbench pictures``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from expectations.registry import load_registry
from expectations.registry.entries import Column, ColumnType, Rule, TableSchema
from expectations.registry.whole import Registry
from tests.workbench.pictures.dictionary_words import CHINESE, ENGLISH, Words

DOCS = Path(__file__).parents[3] / "docs"
DICTIONARIES: Mapping[str, Words] = {"data-dictionary.md": ENGLISH, "data-dictionary.zh-CN.md": CHINESE}
SQL_TYPES: Mapping[ColumnType, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "BIGINT",
    "year": "INTEGER",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP (UTC)",
}
SEVERITIES = ("error", "warning", "info")


def dictionary(registry: Registry, words: Words) -> str:
    """The data dictionary as Markdown: every table with its columns, every rule, and what the reference data holds."""
    parts = [words.head, _contents(registry, words)]
    parts += [_table(table, registry, words) for table in registry.tables.values()]
    parts += [_rules(registry.rules.values(), registry, words), _reference_data(registry, words)]
    return "\n".join(parts)


def markdown_rows(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table, with a bar inside a cell escaped."""
    lines = [list(header)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _contents(registry: Registry, words: Words) -> str:
    rows = (_table_line(table, words) for table in registry.tables.values())
    return f"## {words.tables}\n\n" + markdown_rows(words.contents_header, rows)


def _table_line(table: TableSchema, words: Words) -> tuple[str, str, str]:
    link = f"[{table.name}](#{table.name})"
    return (link, table.title_zh, table.description_zh) if words.is_chinese else (link, table.stage, table.description)


def _table(table: TableSchema, registry: Registry, words: Words) -> str:
    rows = (_column(column, registry, words, is_key=column.name in table.key) for column in table.columns.values())
    english = "" if words.is_chinese else f"{table.description}\n\n"
    return f"### {table.name}\n\n**{table.title_zh}**　{table.description_zh}\n\n{english}{markdown_rows(words.columns_header, rows)}"


def _column(column: Column, registry: Registry, words: Words, *, is_key: bool) -> Iterator[str]:
    yield f"**{column.name}**" if is_key else column.name
    yield SQL_TYPES[column.type]
    yield column.title_zh
    yield words.yes if column.nullable else ""
    names = registry.names_zh(column.name) if words.is_chinese else {}
    told = [f"`{value}`{f' {names[value]}' if value in names else ''}" for value in column.values]
    values = words.one_of.format(words.comma.join(told)) if told else ""
    refers = words.refers_to.format(column.refers) if column.refers else ""
    yield (column.description_zh if words.is_chinese else column.description) + values + refers


def _rules(rules: Iterable[Rule], registry: Registry, words: Words) -> str:
    """The rules, gravest first, each with why it exists and a case."""
    ordered = sorted(rules, key=lambda rule: (rule.applies_to, SEVERITIES.index(rule.severity), rule.rule_id))
    severities = registry.names_zh("severity") if words.is_chinese else {}
    rows = (
        (f"`{rule.rule_id}`", severities.get(rule.severity, rule.severity), words.applies_to[rule.applies_to], _said(rule, words))
        for rule in ordered
    )
    return words.rules_head + markdown_rows(words.rules_header, rows)


def _said(rule: Rule, words: Words) -> str:
    """What a rule says, why it exists, the numbers that it decides by, and a case."""
    told = words.comma.join(f"{name} {limit:g}" for name, limit in rule.limits.items())
    limits = words.limits.format(told) if told else ""
    if words.is_chinese:
        return f"**{rule.title_zh}**：{rule.description_zh}{rule.rationale_zh}{limits}例：{rule.example_zh}"
    return f"**{rule.title_en}** ({rule.title_zh}). {rule.description_en} {rule.rationale} {limits}Example: {rule.example}"


def _reference_data(registry: Registry, words: Words) -> str:
    """How much the shipped registry holds."""
    by_dimension = _counted((indicator.dimension for indicator in registry.indicators.values()), registry, "dimension", words)
    by_level = _counted((region.level for region in registry.regions), registry, "level", words)
    counts = {
        "indicators": len(registry.indicators),
        "indicator_aliases": len(registry.aliases),
        "indicator_ranges": len(registry.ranges),
        "parts.csv": len(registry.parts),
        "families.csv": len(registry.families),
        "quotients.csv": len(registry.quotients),
        "bounds.csv": len(registry.bounds),
        "units": len(registry.units),
        "regions": len(list(registry.regions)),
    }
    rows = (
        (name, str(count), words.reference[name].format(by_dimension=by_dimension, by_level=by_level)) for name, count in counts.items()
    )
    return words.reference_head + markdown_rows(words.reference_header, rows)


def _counted(codes: Iterable[str], registry: Registry, column: str, words: Words) -> str:
    names = registry.names_zh(column) if words.is_chinese else {}
    return words.comma.join(f"{names.get(code, code)} {count}" for code, count in sorted(Counter(codes).items()))


def main() -> None:
    """Write the dictionaries."""
    registry = load_registry()
    for name, words in DICTIONARIES.items():
        (DOCS / name).write_text(dictionary(registry, words), encoding="utf-8")
