"""The data dictionary, docs/data-dictionary.md, made from the registry: ``python -m tests.workbench pictures`` writes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from expectations.registry import load_registry
from expectations.registry.entries import Column, ColumnType, Rule, TableSchema
from expectations.registry.whole import Registry

DICTIONARY = Path(__file__).parents[3] / "docs" / "data-dictionary.md"
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
HEAD = """\
# Data dictionary

Made from the registry by `python -m tests.workbench pictures`; change `expectations/registry/tables.yaml`, `rules.yaml` or
`data/*.csv` and make it anew. The same descriptions stand in the DuckDB file as comments and in the Parquet files as field metadata.

Key columns are **bold**. `char_start` and `char_end` count code points of `plan_texts.text` from 0, the end exclusive; lines count
from 1. Several ids in one column are joined by `;`: few BI tools read lists, CSV files and spreadsheets have none, so a list would be
one thing here and another there. `string_split(flags, ';')` makes one. Every coded value is named in Chinese and English in table
`vocabulary`; the DuckDB file holds each table again as a view in Chinese (目标一览, 观测值, 规划, 疑点, …), under the names given here.
"""


def dictionary(registry: Registry) -> str:
    """The data dictionary as Markdown: every table with its columns, every rule, and what the reference data holds."""
    parts = [HEAD, _contents(registry)]
    parts += [_table(table) for table in registry.tables.values()]
    parts += [_rules(registry.rules.values()), _reference_data(registry)]
    return "\n".join(parts)


def markdown_rows(header: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table, with a bar inside a cell escaped."""
    lines = [list(header)]
    lines += [["---"] * len(lines[0])]
    lines += [[cell.replace("|", "\\|") for cell in row] for row in rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def _contents(registry: Registry) -> str:
    rows = ((f"[{name}](#{name})", table.stage, table.description) for name, table in registry.tables.items())
    return "## Tables\n\n" + markdown_rows(("table", "stage", "what it holds"), rows)


def _table(table: TableSchema) -> str:
    rows = (_column(column, is_key=column.name in table.key) for column in table.columns.values())
    columns = markdown_rows(("column", "type", "中文", "may be empty", "meaning"), rows)
    return f"### {table.name}\n\n**{table.title_zh}**　{table.description_zh}\n\n{table.description}\n\n{columns}"


def _column(column: Column, *, is_key: bool) -> Iterator[str]:
    yield f"**{column.name}**" if is_key else column.name
    yield SQL_TYPES[column.type]
    yield column.title_zh
    yield "yes" if column.nullable else ""
    values = f" One of {', '.join(f'`{value}`' for value in column.values)}." if column.values else ""
    refers = f" Refers to `{column.refers}`." if column.refers else ""
    yield column.description + values + refers


def _rules(rules: Iterable[Rule]) -> str:
    """The rules, gravest first, each with why it exists and a case."""
    ordered = sorted(rules, key=lambda rule: (rule.applies_to, SEVERITIES.index(rule.severity), rule.rule_id))
    rows = (
        (
            f"`{rule.rule_id}`",
            rule.severity,
            rule.applies_to,
            f"**{rule.title_en}** ({rule.title_zh}). {rule.description_en} {rule.rationale} {_limits(rule)}Example: {rule.example}",
        )
        for rule in ordered
    )
    head = (
        "## Rules\n\nA rule of an `observation` stands in `observations.flags` and has a row in `findings`; one of a `reject` is the "
        "`reason_id` of a row in `rejects`.\n\n"
    )
    return head + markdown_rows(("rule", "severity", "applies to", "what it says and why"), rows)


def _limits(rule: Rule) -> str:
    """The numbers that a rule decides by, as a sentence; nothing where it has none."""
    told = ", ".join(f"{name} {limit:g}" for name, limit in rule.limits.items())
    return f"Limits: {told}. " if told else ""


def _reference_data(registry: Registry) -> str:
    """How much the shipped registry holds."""
    dimensions = Counter(indicator.dimension for indicator in registry.indicators.values())
    by_dimension = ", ".join(f"{name} {count}" for name, count in sorted(dimensions.items()))
    levels = Counter(region.level for region in registry.regions)
    by_level = ", ".join(f"{name} {count}" for name, count in sorted(levels.items()))
    rows = (
        ("indicators", str(len(registry.indicators)), f"by dimension: {by_dimension}"),
        ("indicator_aliases", str(len(registry.aliases)), "further printed names of these indicators"),
        ("indicator_ranges", str(len(registry.ranges)), "plausible ranges by administrative level"),
        ("parts.csv", str(len(registry.parts)), "indicators that count a part of what another counts (rule part_exceeds_whole)"),
        (
            "families.csv",
            str(len(registry.families)),
            "indicators with a numerator alike and another denominator (rule denominators_differ)",
        ),
        ("quotients.csv", str(len(registry.quotients)), "ratios with their numerator and denominator (rule quotient_differs)"),
        ("bounds.csv", str(len(registry.bounds)), "what an indicator can be where its kind does not say (rule impossible_value)"),
        ("units", str(len(registry.units)), "printed units and what they convert to"),
        ("regions", str(len(list(registry.regions))), f"by level: {by_level}; current ones and those that ended since 2011"),
    )
    return "## Reference data\n\n" + markdown_rows(("table", "rows", "what"), rows)


def main() -> None:
    """Write the dictionary."""
    DICTIONARY.write_text(dictionary(load_registry()), encoding="utf-8")
