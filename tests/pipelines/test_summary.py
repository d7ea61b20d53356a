"""The summary counts in the order of the registry, and names the tables that were not read because their grids are a guess."""

from __future__ import annotations

import pandas as pd

from pipelines import summary
from pipelines.summary import guessed_tables

PLANS = pd.DataFrame({"plan_id": ["a", "b"], "source_path": ["甲.txt", "乙.txt"]})


def test_a_guess_is_told_with_its_file_and_caption() -> None:
    tables = pd.DataFrame(
        {
            "table_id": ["a#t1", "a#t2", "b#t1", "b#t2"],
            "plan_id": ["a", "a", "b", "b"],
            "caption": ["表1  主要指标", "表2 任务", None, "表4"],
            "grid_score": [0.2, 1.0, 0.59, None],
        }
    )
    assert guessed_tables(tables, PLANS) == [
        "2 of them not read, as their rows and columns are a guess:",
        "  甲.txt: 表1 主要指标",
        "  乙.txt: b#t1",
    ]


def test_nothing_is_said_where_every_grid_is_sure() -> None:
    tables = pd.DataFrame({"table_id": ["a#t1"], "plan_id": ["a"], "caption": ["表1"], "grid_score": [0.95]})
    assert guessed_tables(tables, PLANS) == []


def test_equal_counts_stand_in_the_order_of_the_registry() -> None:
    sources = pd.DataFrame({"status": ["ignored", "failed", "parsed", "ignored", "parsed"]})
    assert summary._by(sources, "sources", "status") == " (2 parsed, 2 ignored, 1 failed)"
    rejects = pd.DataFrame({"reason_id": ["unreadable_value", "impossible_value"]})
    assert summary._by(rejects, "rejects", "reason_id") == " (1 impossible_value, 1 unreadable_value)"
