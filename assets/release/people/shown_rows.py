"""What the workbook shows, out of a release's Parquet files: each a frame in the order shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assets.release.wording import text_literal

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

MOST_TARGETS = 20_000  # more opens slowly, and nobody looks through it; those outside the catalogue are left out first
MOST_TASKS = 5_000
MOST_INDICATORS = 12
LEAST_AREAS = 2  # one bar is no comparison
MOST_AREAS = 40  # on an indicator's sheet and its chart
TABLES = ("indicator_targets", "target_attainment", "tasks", "task_owners", "plans", "observations")

_LAST_TARGETS = """
    SELECT *, coalesce(area_name, plan_title, plan_id) AS place FROM indicator_targets
    WHERE indicator_id IS NOT NULL AND target_value IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY plan_id, region_code, scope, indicator_id ORDER BY target_year DESC NULLS LAST) = 1"""


def connected(parquet_folder: Path) -> duckdb.DuckDBPyConnection:
    """A connection with a view for each table that the workbook is made from. Close it after use."""
    import duckdb

    connection = duckdb.connect(config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"})
    for name in TABLES:
        path = str(parquet_folder / f"{name}.parquet")
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet({text_literal(path)})")
    return connection


def targets(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """All targets, those of the catalogue first: indicator by indicator as often as areas tell it, then area by area."""
    return connection.execute(
        f"""SELECT *, count(DISTINCT coalesce(area_name, plan_id)) OVER (PARTITION BY indicator_id) AS areas FROM indicator_targets
        ORDER BY indicator_id IS NULL, CASE WHEN indicator_id IS NULL THEN 0 ELSE -areas END, indicator_name_zh, area_name, period_start,
            target_year, target_observation_id LIMIT {MOST_TARGETS}"""
    ).df()


def frequent(connection: duckdb.DuckDBPyConnection) -> list[tuple[str, str, str]]:
    """The indicators that most areas have a target for: id, Chinese name, unit."""
    return connection.execute(
        f"""WITH last AS ({_LAST_TARGETS})
        SELECT indicator_id, any_value(indicator_name_zh), any_value(unit_std) FROM last
        GROUP BY indicator_id HAVING count(DISTINCT place) >= {LEAST_AREAS}
        ORDER BY count(DISTINCT place) DESC, count(*) DESC, indicator_id LIMIT {MOST_INDICATORS}"""
    ).fetchall()


def of_indicator(connection: duckdb.DuckDBPyConnection, indicator_id: str) -> pd.DataFrame:
    """The last target of each area's plan, the highest first; ``label`` tells apart the plans of one area."""
    return connection.execute(
        f"""WITH last AS ({_LAST_TARGETS})
        SELECT *, CASE WHEN count(*) OVER (PARTITION BY place) > 1 THEN concat(place, ' ', target_year) ELSE place END AS label
        FROM last WHERE indicator_id = ? ORDER BY target_value DESC, place, plan_id LIMIT {MOST_AREAS}""",
        [indicator_id],
    ).df()


def attained(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The targets that something is known of, what was missed first."""
    return connection.execute(
        f"""SELECT * FROM target_attainment WHERE actual_value IS NOT NULL
        ORDER BY list_position(['missed', 'behind', 'met', 'ahead', 'unknown'], status), indicator_name_zh, area_name, target_year,
            target_observation_id LIMIT {MOST_TARGETS}"""
    ).df()


def tasks(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """The tasks with their bodies in one cell by role, and the figures that they name."""

    def bodies(role: str) -> str:
        return f"(SELECT string_agg(owner, '、' ORDER BY owner) FROM task_owners o WHERE o.task_id = t.task_id AND {role})"

    return connection.execute(
        f"""SELECT t.task_id, p.region_name, t.heading, t.text, t.deadline, p.title AS plan_title,
            {bodies("o.role = 'lead'")} AS leads, {bodies("o.role = 'help'")} AS helps, {bodies("o.role IS NULL")} AS others,
            (SELECT string_agg(concat(b.indicator_text, ' ', b.value_text), '；' ORDER BY b.char_start) FROM observations b
             WHERE b.plan_id = t.plan_id AND b.char_start >= t.char_start AND b.char_start < t.char_end) AS figures
        FROM tasks t LEFT JOIN plans p USING (plan_id) ORDER BY p.region_name, t.plan_id, t.char_start LIMIT {MOST_TASKS}"""
    ).df()
