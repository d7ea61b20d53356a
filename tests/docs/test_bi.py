"""What is brought along for BI tools asks for columns that the dataset has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from expectations.registry import load_registry
from tests.conftest import ROOT

DASHBOARD = ROOT / "docs" / "bi" / "superset" / "dashboard"
TABLES = load_registry().tables


def read(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


DATASETS = {told["uuid"]: told for told in map(read, (DASHBOARD / "datasets").rglob("*.yaml"))}
CHARTS = {path.stem: read(path) for path in (DASHBOARD / "charts").glob("*.yaml")}


@pytest.mark.parametrize("told", DATASETS.values(), ids=lambda told: told["table_name"])
def test_a_dataset_has_the_columns_of_its_table(told: dict[str, Any]) -> None:
    assert {column["column_name"] for column in told["columns"]} <= TABLES[told["table_name"]].columns.keys()


@pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS.keys())
def test_a_chart_asks_for_columns_of_its_dataset(chart: dict[str, Any]) -> None:
    params = chart["params"]
    asked = [params.get("x_axis"), *params.get("groupby", []), *params.get("all_columns", [])]
    asked += [metric["column"]["column_name"] for metric in params.get("metrics", [])]
    asked += [condition["subject"] for condition in params.get("adhoc_filters", [])]
    table = DATASETS[chart["dataset_uuid"]]["table_name"]
    assert {column for column in asked if column} <= TABLES[table].columns.keys()


def test_the_dashboard_shows_every_chart_and_names_no_machine() -> None:
    position = read(next((DASHBOARD / "dashboards").glob("*.yaml")))["position"]
    shown = {part["meta"]["uuid"] for part in position.values() if isinstance(part, dict) and part.get("type") == "CHART"}
    assert shown == {chart["uuid"] for chart in CHARTS.values()}
    address = read(next((DASHBOARD / "databases").glob("*.yaml")))["sqlalchemy_uri"]
    assert address == "duckdb:////data/dataset/current/plan_indicators.duckdb?access_mode=read_only"
