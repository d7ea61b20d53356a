"""The SQL by which two releases are compared. Nothing is looped over: a release may have millions of rows.

Views old_<table> and new_<table> are there; ``plan_reason`` and ``pairs`` are made here, in this order.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assets.release.wording import quoted, text_literal
from assets.sources.roles import CORRECTIONS_SUFFIX, SIDECAR_SUFFIX

# What another catalogue can change of a row that the same words are read into.
FOLLOWS_CATALOGUE = ("indicator_id", "region_code", "core", "value_std", "value_max_std", "unit_std", "flags")
TARGET_COLUMNS = ("kind", "area_name", "indicator_name_zh", "target_year", "before", "after", "reason", "plan_title", "quote")
_KEY = ("{0}.plan_id", "{0}.region_code", "{0}.scope", "coalesce({0}.indicator_id, {0}.indicator_text)")
_NUMBERS = {"value", "value_max", "value_std", "value_max_std", "target_value", "target_value_max", "base_value"}


def view(name: str, path: Path) -> str:
    """A view of a Parquet file."""
    return f"CREATE VIEW {name} AS SELECT * FROM read_parquet({text_literal(str(path))})"


def plan_reasons() -> str:
    """Table plan_reason(plan_id, reason): the plans whose file, sidecar or correction file is new, gone or another."""
    suffixes = ", ".join(f"({text_literal(suffix)})" for suffix in (SIDECAR_SUFFIX, CORRECTIONS_SUFFIX))
    return f"""
    CREATE TABLE plan_reason AS
    WITH files AS (
        SELECT coalesce(o.source_path, n.source_path) AS path FROM old_sources o FULL JOIN new_sources n USING (source_path)
        WHERE o.sha256 IS DISTINCT FROM n.sha256
    ), plans AS (
        SELECT plan_id, source_path FROM new_plans UNION SELECT plan_id, source_path FROM old_plans
    ), beside AS (
        SELECT plan_id, source_path || suffix AS path, suffix FROM plans, (VALUES (''), {suffixes}) AS s(suffix)
    )
    SELECT plan_id, CASE WHEN bool_or(suffix <> {text_literal(CORRECTIONS_SUFFIX)}) THEN 'source' ELSE 'correction' END AS reason
    FROM beside JOIN files USING (path) GROUP BY plan_id"""


def pairs() -> str:
    """Table pairs(old_id, new_id): the same observation on both sides, else the one that took another's place.

    A figure takes another's place where on each side one alone says something of that plan, area, indicator, year and kind.
    """
    subject = _joined((*_KEY, "{0}.measure", "{0}.status", "{0}.basis", "{0}.origin", "{0}.year"), "t")

    def alone(side: str, other: str) -> str:
        return f"""
        SELECT {subject} AS subject, any_value(observation_id) AS id FROM {side}_observations t
        WHERE indicator_text IS NOT NULL AND observation_id NOT IN (SELECT observation_id FROM {other}_observations)
        GROUP BY ALL HAVING count(*) = 1"""

    return f"""
    CREATE TABLE pairs AS
    SELECT observation_id AS old_id, observation_id AS new_id FROM old_observations SEMI JOIN new_observations USING (observation_id)
    UNION ALL
    SELECT o.id, n.id FROM ({alone("old", "new")}) o JOIN ({alone("new", "old")}) n USING (subject)"""


def changes(columns: Sequence[str], *, is_catalogue: bool) -> str:
    """The rows of table ``changes``, in no order."""
    cells = " UNION ALL ".join(
        f"SELECT new_id, old_id, '{c}' AS \"column\", {_text('o', c)} AS before, {_text('n', c)} AS after "
        f"FROM both_sides WHERE o.{quoted(c)} IS DISTINCT FROM n.{quoted(c)}"
        for c in columns
    )
    follows = f'"column" IN ({", ".join(map(text_literal, FOLLOWS_CATALOGUE))})' if is_catalogue else "false"
    return f"""
    WITH both_sides AS MATERIALIZED (
        SELECT old_id, new_id, o, n FROM pairs JOIN old_observations o ON o.observation_id = old_id
        JOIN new_observations n ON n.observation_id = new_id WHERE {_differ(columns)}
    ), cells AS ({cells})
    SELECT 'changed' AS kind, new_id AS observation_id, "column", before, after,
        CASE WHEN new_id <> old_id THEN old_id END AS before_observation_id,
        coalesce(r.reason, CASE WHEN {follows} THEN 'catalogue' ELSE 'reading' END) AS reason, {_told("n")}
    FROM cells JOIN new_observations n ON n.observation_id = new_id {_beside("new", "n")}
    UNION ALL
    SELECT 'added', n.observation_id, NULL, NULL, n.value_text, NULL, coalesce(r.reason, 'reading'), {_told("n")}
    FROM new_observations n {_beside("new", "n")} WHERE n.observation_id NOT IN (SELECT new_id FROM pairs)
    UNION ALL
    SELECT 'removed', o.observation_id, NULL, o.value_text, NULL, NULL, coalesce(r.reason, 'reading'), {_told("o")}
    FROM old_observations o {_beside("old", "o")} WHERE o.observation_id NOT IN (SELECT old_id FROM pairs)"""


def _told(row: str) -> str:
    """What a row of ``changes`` says of its observation, so that it can be understood alone."""
    own = ", ".join(f"{row}.{column}" for column in ("indicator_text", "status", "year", "value_text", "quote"))
    return f"{row}.plan_id, p.title AS plan_title, {_area(row)} AS area_name, {own}"


def _area(row: str) -> str:
    """The scope, else the area of the row's own code (a county in a city's table), else the plan's."""
    return f"coalesce({row}.scope, CASE WHEN {row}.region_code IS DISTINCT FROM p.region_code THEN a.name_zh END, p.region_name)"


def _beside(side: str, row: str) -> str:
    return (
        f"LEFT JOIN {side}_plans p ON p.plan_id = {row}.plan_id LEFT JOIN {side}_regions a ON a.region_code = {row}.region_code "
        f"LEFT JOIN plan_reason r ON r.plan_id = {row}.plan_id"
    )


def targets(columns: Sequence[str], *, is_catalogue: bool) -> str:
    """The targets that are new, changed or gone, with what they say in words; see ``Difference.targets``."""
    other = "catalogue" if is_catalogue else "reading"
    return f"""
    WITH old_told AS ({_target_side("old")}), new_told AS ({_target_side("new")})
    SELECT CASE WHEN o.subject IS NULL THEN 'new' WHEN n.subject IS NULL THEN 'gone' ELSE 'changed' END AS kind,
        coalesce(n.area_name_, o.area_name_) AS area_name, coalesce(n.indicator_text, o.indicator_text) AS indicator_name_zh,
        coalesce(n.target_year, o.target_year) AS target_year, o.said AS before, n.said AS after,
        coalesce(n.reason_, o.reason_, '{other}') AS reason, coalesce(n.title_, o.title_) AS plan_title,
        coalesce(n.quote_, o.quote_) AS quote
    FROM old_told o FULL JOIN new_told n ON o.subject = n.subject
    WHERE o.subject IS NULL OR n.subject IS NULL OR {_differ(columns)}
    ORDER BY kind, plan_title, indicator_name_zh, target_year, area_name, after, before"""


def _target_side(side: str) -> str:
    base = "CASE WHEN t.base_value IS NOT NULL THEN concat(format('{:.12g}', t.base_value), ' (', t.base_year, ')') END"
    unit = "CASE WHEN t.unit_std IS NULL OR contains(t.target_text, t.unit_std) THEN '' ELSE concat(' ', t.unit_std) END"
    return f"""
        SELECT {_joined((*_KEY, "{0}.target_year"), "t")} AS subject,
            concat_ws(' → ', {base}, concat(t.target_text, {unit})) AS said, {_area("t")} AS area_name_, p.title AS title_,
            r.reason AS reason_, q.quote AS quote_, t.*
        FROM {side}_indicator_targets t {_beside(side, "t")}
            LEFT JOIN {side}_observations q ON q.observation_id = t.target_observation_id"""


def _differ(columns: Sequence[str]) -> str:
    return " OR ".join(f"o.{quoted(column)} IS DISTINCT FROM n.{quoted(column)}" for column in columns) or "false"


def _joined(parts: Sequence[str], row: str) -> str:
    """Cells of a row as one text, an empty one apart from every printed one: joins over several columns that may be empty are slow."""
    return "concat_ws('\x1f', " + ", ".join(f"coalesce(CAST({part.format(row)} AS VARCHAR), '\x1e')" for part in parts) + ")"


def _text(side: str, column: str) -> str:
    cell = f"{side}.{quoted(column)}"
    return f"format('{{:.12g}}', {cell})" if column in _NUMBERS else f"CAST({cell} AS VARCHAR)"
