"""A small dataset in the published shape, with real figures, for the tests of this stage."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

import pandas as pd

from assets.release.publish import Origin
from expectations.registry import TableSchema, load_registry
from expectations.registry.schema import conform, empty_frame

REGISTRY = load_registry()
SCHEMAS: Mapping[str, TableSchema] = REGISTRY.tables
ORIGIN = Origin(code_version="0.1.0", input_hash="0" * 64)
FIRST = datetime(2026, 11, 22, 4, 30, 0, tzinfo=UTC)
SECOND = datetime(2026, 11, 23, 4, 30, 0, tzinfo=UTC)
THIRD = datetime(2026, 11, 24, 4, 30, 0, tzinfo=UTC)
TEXT = "指标 2020年 2025年\n全社会研发经费支出占地区生产总值比重 1.66 2.5\n"


def frame(name: str, *rows: Mapping[str, object]) -> pd.DataFrame:
    """Rows of a table, cells that are not named left empty."""
    table = SCHEMAS[name]
    if not rows:
        return empty_frame(table)
    return conform(pd.DataFrame([{column: row.get(column) for column in table.columns} for row in rows], dtype="object"), table)


def observation(number: int, **cells: object) -> dict[str, object]:
    """A sound observation; ``cells`` say what is different about it."""
    told: dict[str, object] = {
        "observation_id": f"o{number:03}",
        "plan_id": "xinji-2021-2025",
        "indicator_text": "全社会研发经费支出占地区生产总值比重",
        "region_code": "130181",
        "measure": "level",
        "core": True,
        "confidence": 0.97,
        "status": "target",
        "comparator": ">=",
        "value": 2.5,
        "unit": "%",
        "value_text": "2.5",
        "year": 2025,
        "origin": "table",
        "line": 2,
        "char_start": 40 + number,
        "char_end": 43 + number,
        "quote": "全社会研发经费支出占地区生产总值比重 1.66 2.5",
    }
    return told | cells


def frames(value: float = 2.5) -> dict[str, pd.DataFrame]:
    """Some published tables, one of them without a row; ``value`` is one observation's, so that content can be told apart."""
    plan = {
        "plan_id": "xinji-2021-2025",
        "source_path": "辛集.txt",
        "title": "辛集市科技创新规划",
        "signed_on": date(2022, 3, 1),
        "period_start": 2021,
    }
    return {
        "sources": frame("sources", {"source_path": "辛集.txt", "status": "parsed", "plan_id": "xinji-2021-2025", "bytes": 120}),
        "plans": frame("plans", plan),
        "plan_texts": frame("plan_texts", {"plan_id": "xinji-2021-2025", "text": TEXT}),
        "observations": frame(
            "observations",
            observation(1, value=value),
            observation(2, status="actual", comparator="=", value=1.66, value_text="1.66", year=2020),
        ),
        "findings": frame("findings"),
    }
