"""What readers ask of a release of the samples: ten questions, each one statement without a join; and the standards' own validators.

The release is a second one: of the first a single target says something else, so that there is something to have changed.
"""

from __future__ import annotations

import importlib.util
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from assets.release.parquet import BESIDE_CONTENT
from assets.release.publish import publish
from expectations.registry import load_registry
from pipelines import cli
from tests.release.samples import ORIGIN

ONE_TARGET = "area_name = '澜桥市' AND indicator_id = 'hightech_enterprises' AND target_year = 2025"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory, sample_plans: Path) -> Path:
    output = tmp_path_factory.mktemp("readers") / "dataset"
    result = CliRunner().invoke(cli.app, ["build", "--input", str(sample_plans), "--output", str(output)])
    assert result.exit_code == 0, result.output
    registry = load_registry()
    paths = {path.stem: path for path in (output / "current" / "parquet").glob("*.parquet")}
    frames: dict[str, pd.DataFrame] = {name: pq.read_table(path).to_pandas() for name, path in paths.items() if name not in BESIDE_CONTENT}
    targets, rows = frames["indicator_targets"], frames["observations"]
    revised = targets.query("area_name == '澜桥市' and indicator_id == 'hightech_enterprises' and target_year == 2025")
    targets.loc[revised.index, ["target_value", "target_text"]] = [140.0, "140"]
    rows.loc[rows["observation_id"].isin(revised["target_observation_id"]), ["value", "value_std"]] = 140.0
    return publish(frames, registry, output, ORIGIN, now=datetime.now(UTC), run_id="second").folder


QUESTIONS = {
    "who promises the highest R&D intensity by 2025, and how far is it": (
        "SELECT area_name, base_value, target_value, gap FROM indicator_targets "
        "WHERE indicator_id = 'rd_intensity' AND target_year = 2025 AND area_kind <> 'park' ORDER BY target_value DESC",
        ("云汀市", 1.92, 2.4, 0.48),
    ),
    "high-tech enterprises by city and year, with their growth": (
        "SELECT area_name, target_year, target_value, implied_growth FROM indicator_targets "
        "WHERE indicator_id = 'hightech_enterprises' ORDER BY area_name, target_year",
        ("嘉兴市", 2020, 1000.0, 12.016858),
    ),
    "who is responsible for what": (
        "SELECT owner, role, heading, deadline FROM task_owners WHERE region_name = '云汀市' ORDER BY owner",
        ("望汀区政府", None, "望汀数字产业园三期", None),
    ),
    "what changed": (
        'SELECT area_name, indicator_text, year, "column", before, after, reason FROM changes WHERE "column" = \'value\'',
        ("澜桥市", "高新技术企业数", 2025, "value", "130", "140", "reading"),
    ),
    "which targets are binding": (
        "SELECT area_name, indicator_name_zh, target_text FROM indicator_targets WHERE binding = 'binding' ORDER BY ALL",
        ("云汀市", "全社会研发经费支出占地区生产总值比重", "2.4以上"),
    ),
    "which targets are doubtful, without the merely informative": (
        "SELECT area_name, indicator_name_zh, worst_severity FROM indicator_targets WHERE worst_severity IN ('warning', 'error')",
        ("嘉兴市", "全社会研发经费支出占地区生产总值比重", "warning"),
    ),
    "what is to grow fastest": (
        "SELECT area_name, indicator_name_zh, implied_growth FROM indicator_targets "
        "WHERE unit_std <> '%' ORDER BY implied_growth DESC NULLS LAST",
        None,
    ),
    "how many targets a theme has": (
        "SELECT dimension_zh, count(*) FROM indicator_targets WHERE dimension IS NOT NULL GROUP BY ALL ORDER BY 2 DESC",
        None,
    ),
    "one city over two periods": (
        "SELECT period_start, period_end, base_value, target_year, target_value FROM indicator_targets "
        "WHERE area_name = '澜桥市' AND indicator_id = 'rd_intensity' AND target_year = period_end ORDER BY period_start",
        (2016, 2020, 1.15, 2020, 1.55),
    ),
    "show me the page": (
        f"SELECT quote, source_path, page, line, url FROM indicator_targets WHERE {ONE_TARGET}",
        None,
    ),
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_each_question_is_one_statement_without_a_join(release: Path, question: str) -> None:
    statement, expected = QUESTIONS[question]
    assert "JOIN" not in statement.upper()
    with duckdb.connect(release / "plan_indicators.duckdb", read_only=True) as connection:
        rows = connection.execute(statement).fetchall()
    assert rows
    if expected is not None:
        assert expected in rows


def test_over_two_periods_a_city_is_one_name_and_each_period_has_its_target(release: Path) -> None:
    statement, _ = QUESTIONS["one city over two periods"]
    with duckdb.connect(release / "plan_indicators.duckdb", read_only=True) as connection:
        assert [row[0] for row in connection.execute(statement).fetchall()] == [2016, 2021]


def test_the_same_is_asked_in_chinese(release: Path) -> None:
    asked = (
        "SELECT 地区, 目标值, 目标界限, 约束性, 领域 FROM 目标一览 WHERE 指标代码 = 'rd_intensity' AND 目标年 = 2025 AND 地区 = '云汀市'"
    )
    with duckdb.connect(release / "plan_indicators.duckdb", read_only=True) as connection:
        assert connection.execute(asked).fetchall() == [("云汀市", 2.4, "不低于", "约束性", "创新投入")]
        views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for (view,) in views:
            connection.execute(f'SELECT * FROM "{view}"').fetchall()
    assert len(views) == len(load_registry().tables)


def test_the_workbook_for_people_stands_beside_the_machines(release: Path) -> None:
    assert {path.name for path in (release / "xlsx").iterdir()} == {"plan_indicators.xlsx", "规划指标.xlsx"}


def installed(name: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(importlib.util.find_spec(name) is None, reason=f"{name} is not installed")


@installed("frictionless")
def test_the_data_package_holds_by_frictionless(release: Path) -> None:
    from frictionless import validate

    report = validate(str(release / "datapackage.json"))
    assert [(task.name, error.message) for task in report.tasks for error in task.errors] == []
    assert report.valid and report.errors == []


@installed("mlcroissant")
def test_the_croissant_holds_by_mlcroissant_and_its_records_are_read(release: Path) -> None:
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=str(release / "croissant.json"))
    assert dataset.metadata.ctx.issues.errors == set() and dataset.metadata.ctx.issues.warnings == set()
    first = next(iter(dataset.records("indicator_targets")))
    assert {"indicator_targets/area_name", "indicator_targets/gap"} <= set(first)
