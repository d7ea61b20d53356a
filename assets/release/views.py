"""The tables of the DuckDB file once more as views in Chinese: their names, their columns' names, and the names of coded values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from assets.release.wording import quoted, text_literal
from expectations.registry import Column, TableSchema

if TYPE_CHECKING:
    import duckdb

VOCABULARY = "vocabulary"
JOINED = "flags"  # a cell holds several codes, joined by ';'
# What a person wants to see first; the other columns follow in the table's own order.
FIRST: Mapping[str, tuple[str, ...]] = {
    "indicator_targets": (
        "area_name", "indicator_name_zh", "base_year", "base_value", "target_year", "target_value", "target_value_max", "unit_std", "gap",
        "target_text", "binding", "implied_growth", "stated_growth", "worst_severity", "confidence", "quote", "plan_title", "page", "line",
    ),
    "target_attainment": (
        "area_name", "indicator_name_zh", "target_year", "target_value", "actual_year", "actual_value", "unit_std", "progress", "status",
    ),
    "task_owners": ("region_name", "owner", "role", "heading", "deadline"),
    "changes": ("kind", "area_name", "indicator_text", "year", "column", "before", "after", "reason"),
    "findings": ("severity", "rule_id", "message_zh"),
}  # fmt: skip

Words = Mapping[tuple[str, str], str]


def add_views(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, TableSchema]) -> None:
    """A view per table in the database that the connection uses. Without the table ``vocabulary`` in it, codes stay codes."""
    words: Words = {}
    if VOCABULARY in tables:
        rows = connection.execute(f'SELECT "column", code, zh FROM {VOCABULARY} ORDER BY ALL').fetchall()
        words = {(column, code): zh for column, code, zh in rows}
    titles = {column.name: column.title_zh for column in tables["observations"].columns.values()} if "observations" in tables else {}
    words = {**words, **{("column", name): title for name, title in titles.items()}}
    for table in tables.values():
        view = quoted(table.title_zh)
        connection.execute(f"CREATE VIEW {view} AS {view_query(table, words)}")
        connection.execute(f"COMMENT ON VIEW {view} IS {text_literal(f'{table.description_zh} ({table.name})')}")


def view_query(table: TableSchema, words: Words) -> str:
    """The query of a table's view: its columns, the first ones first, each under its Chinese title."""
    first = FIRST.get(table.name, ())
    columns = [*(table.columns[name] for name in first), *(column for name, column in table.columns.items() if name not in first)]
    return f"SELECT {', '.join(_cells(columns, table, words))} FROM {quoted(table.name)}"


def _cells(columns: Iterable[Column], table: TableSchema, words: Words) -> Iterator[str]:
    for column in columns:
        has_own_name = f"{column.name}_zh" in table.columns  # dimension, beside dimension_zh
        is_coded = column.type == "string" and not has_own_name and table.name != VOCABULARY
        names = _names(column, words) if is_coded else {}  # a section's level is a depth, and no code
        yield f"{_named(column, names)} AS {quoted(column.title_zh)}"


def _names(column: Column, words: Words) -> dict[str, str]:
    return {code: zh for (name, code), zh in words.items() if name == column.name}


def _named(column: Column, names: Mapping[str, str]) -> str:
    cell = quoted(column.name)
    if column.type == "boolean":
        return f"CASE WHEN {cell} THEN '是' WHEN NOT {cell} THEN '否' END"
    if not names:
        return cell
    if column.name == JOINED:
        # Nested replacements and no lambda: its spelling is not the same in all versions that open the file.
        whole = f"';' || {cell} || ';'"
        for code, zh in names.items():
            whole = f"replace({whole}, {text_literal(f';{code};')}, {text_literal(f';{zh};')})"
        return f"trim({whole}, ';')"
    cases = " ".join(f"WHEN {text_literal(code)} THEN {text_literal(zh)}" for code, zh in names.items())
    return f"CASE {cell} {cases} ELSE {cell} END"
