"""Everything coded and every column has a name in both languages, and a user's own dimension is called by its code."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
import yaml

from expectations.registry import TableSchema, load_registry
from expectations.registry.load import HERE

REGISTRY = load_registry()


def test_every_code_of_a_closed_vocabulary_has_a_name_and_no_other_has() -> None:
    wanted = {(column.name, code) for table in REGISTRY.tables.values() for column in table.columns.values() for code in column.values}
    rules = {("reason_id" if rule.applies_to == "reject" else "rule_id", rule.rule_id) for rule in REGISTRY.rules.values()}
    flags = {("flags", rule.rule_id) for rule in REGISTRY.rules.values() if rule.applies_to == "observation"}
    dimensions = {("dimension", indicator.dimension) for indicator in REGISTRY.indicators.values()}
    assert set(REGISTRY.vocabulary) == wanted | rules | flags | dimensions


@pytest.mark.parametrize("column", sorted({word.column for word in REGISTRY.vocabulary.values()} - {"flags", "rule_id", "reason_id"}))
def test_no_two_codes_of_a_column_share_a_name(column: str) -> None:
    names = Counter(REGISTRY.names_zh(column).values())
    assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize("table", REGISTRY.tables.values(), ids=lambda table: table.name)
def test_every_table_and_column_has_a_chinese_title_of_its_own(table: TableSchema) -> None:
    titles = Counter(column.title_zh for column in table.columns.values())
    assert table.title_zh != table.name and table.description_zh != table.description
    assert {column.name for column in table.columns.values() if column.title_zh == column.name} == set()
    assert [title for title, count in titles.items() if count > 1] == []


CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.mark.parametrize("table", REGISTRY.tables.values(), ids=lambda table: table.name)
def test_every_column_is_described_in_chinese_and_names_the_codes_that_the_english_explains(table: TableSchema) -> None:
    for column in table.columns.values():
        assert CHINESE.search(column.description_zh) and column.description_zh.endswith("。"), column.name
        explained = {code for code in column.values if re.search(rf"\b{re.escape(code)}(?=:)", column.description)}
        assert {code for code in explained if not re.search(rf"\b{code}\b", column.description_zh, re.ASCII)} == set(), column.name


def test_nothing_is_described_in_chinese_that_is_no_column() -> None:
    told = yaml.safe_load((HERE / "tables.zh.yaml").read_text(encoding="utf-8"))
    shared = {part: set(told["shared"][part]) for part in ("columns", "means")}
    every = {name for table in REGISTRY.tables.values() for name in table.columns}
    assert shared["columns"] <= every and shared["means"] <= every
    for name, table in REGISTRY.tables.items():
        assert {*told[name].get("columns", ()), *told[name].get("means", ())} <= set(table.columns), name


def test_no_two_tables_share_a_title() -> None:
    assert len({table.title_zh for table in REGISTRY.tables.values()}) == len(REGISTRY.tables)


def test_a_users_own_dimension_is_in_the_vocabulary(tmp_path: Path) -> None:
    columns = "indicator_id,name_zh,name_en,dimension,unit,kind,direction,flow_or_stock,definition"
    line = "egret_roosts,白鹭栖息点数量,Egret roosts,wetlands,个,count,up,stock,Roosts counted in spring."
    (tmp_path / "indicators.csv").write_text(f"{columns}\n{line}\n", encoding="utf-8")
    assert load_registry(tmp_path).names_zh("dimension")["wetlands"] == "wetlands"
    assert "wetlands" not in REGISTRY.names_zh("dimension")
