"""The checks that nothing is lost: they hold for what was read, and a fault put into one table stops the publication."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from assets.documents.frames import plan_texts_frame
from assets.tables.frames import plan_tables_frame, table_cells_frame
from assets.tables.read import read_tables
from expectations.checks.account import adds_up, cells_accounted, flags_and_findings_agree, numbers_accounted
from expectations.registry import load_registry
from tests.expectations.test_checks import run, shown
from tests.reading import in_plan, plan_of, validated

TEXT = in_plan("""
    到2025年，高新技术企业达到150家，引进“千人计划”专家20名。
    指标 | 2020年 | 2025年 | 年均增长
    高新技术企业(家) | 99 | 130 | 15.6%
    规模以上工业企业研发机构覆盖率(%) | 42.8 | 428 | —
    技术合同成交额(亿元) | 6 | 7 | 见附件2
    """)
Tables = dict[str, pd.DataFrame]


@pytest.fixture
def tables() -> Tables:
    """All tables that the checks look at, of a plan with accepted, rejected and unset cells."""
    plan = plan_of(TEXT)
    said, grids = validated(plan), read_tables([plan])
    names = ("observations", "rejects", "findings", "numerals", "accounting")
    return {name: getattr(said, name).copy() for name in names} | {
        "cells": table_cells_frame(grids, said.dispositions),
        "tables": plan_tables_frame(grids),
        "texts": plan_texts_frame([plan]),
    }


def verdicts(tables: Tables) -> dict[str, object]:
    seen = {name: tables[name] for name in ("observations", "rejects")}
    return {
        "adds_up": run(adds_up, tables["accounting"]),
        "cells": run(cells_accounted, core_accounting=tables["accounting"], cells=tables["cells"], tables=tables["tables"], **seen),
        "numbers": run(numbers_accounted, core_numerals=tables["numerals"], texts=tables["texts"], observations=tables["observations"]),
        "flags": run(
            flags_and_findings_agree,
            core_rejects=tables["rejects"],
            observations=tables["observations"],
            findings=tables["findings"],
            registry=load_registry(),
        ),
    }


def failing(tables: Tables) -> set[str]:
    return {name for name, verdict in verdicts(tables).items() if not verdict.passed}  # type: ignore[attr-defined]


def test_what_was_read_is_accounted_for(tables: Tables) -> None:
    assert failing(tables) == set()


def lose_observation(tables: Tables) -> None:
    rows = tables["observations"]
    tables["observations"] = rows[rows["value_text"].ne("99")]


def lose_reject(tables: Tables) -> None:
    tables["rejects"] = tables["rejects"][tables["rejects"]["text"].ne("见附件2")]


def lose_fate(tables: Tables) -> None:
    tables["cells"].loc[tables["cells"]["text"].eq("130"), "disposition"] = None


def lose_number(tables: Tables) -> None:
    tables["numerals"] = tables["numerals"][tables["numerals"]["text"].ne("150")]


def cut_number(tables: Tables) -> None:
    tables["numerals"].loc[tables["numerals"]["text"].eq("150"), "char_end"] -= 1


def lose_finding(tables: Tables) -> None:
    tables["findings"] = tables["findings"][tables["findings"]["rule_id"].ne("stated_growth_differs")]


def lose_flag(tables: Tables) -> None:
    tables["observations"].loc[tables["observations"]["value_text"].eq("150家"), "flags"] = None


def miscount(tables: Tables) -> None:
    tables["accounting"].loc[0, "ignored"] += 1


@pytest.mark.parametrize(
    ("fault", "stopped_by"),
    [
        (lose_observation, {"cells", "numbers"}),
        (lose_reject, {"cells"}),
        (lose_fate, {"cells"}),
        (lose_number, {"numbers"}),
        (cut_number, {"numbers"}),
        (lose_finding, {"flags"}),
        (lose_flag, {"flags"}),
        (miscount, {"adds_up"}),
    ],
    ids=lambda found: getattr(found, "__name__", ""),
)
def test_a_row_that_is_lost_anywhere_stops_the_publication(tables: Tables, fault: Callable[[Tables], None], stopped_by: set[str]) -> None:
    fault(tables)
    assert failing(tables) >= stopped_by


def test_the_lost_number_is_shown(tables: Tables) -> None:
    lose_number(tables)
    assert "| 150 | digits without a row |" in shown(verdicts(tables)["numbers"])  # type: ignore[arg-type]
