"""Tables of two invented plans, as the explorer is made of them."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from tests.release.samples import frame

TEXT = "到2025年，高新技术企业达到60家，其中上市60家。\n指标 | 2020年 | 2025年\n研发强度(%) | 1.6 | 2.5\n"
ROW = {"table_id": "t1", "row_index": 1}
Rows = list[dict[str, object]]


def observation(name: str, printed: str, nth: int = 0, **cells: object) -> dict[str, object]:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(printed, start + 1)
    told: dict[str, object] = {
        "observation_id": name,
        "plan_id": "p2",
        "indicator_id": "hightech_enterprises",
        "indicator_text": "高新技术企业",
        "measure": "level",
        "core": True,
        "confidence": 0.97,
        "status": "target",
        "comparator": "=",
        "value": 60.0,
        "unit": "家",
        "value_text": printed,
        "year": 2025,
        "origin": "text",
        "line": 1,
        "char_start": start,
        "char_end": start + len(printed),
        "quote": TEXT.split("\n")[0],
    }
    return told | cells


def target(plan: str, name: str, year: int, **cells: object) -> dict[str, object]:
    told: dict[str, object] = {
        "plan_id": plan,
        "indicator_id": "hightech_enterprises",
        "indicator_text": "高新技术企业数",
        "target_year": year,
        "target_comparator": ">=",
        "target_value": 60.0,
        "target_text": "60家",
        "unit_std": "家",
        "target_observation_id": name,
        "area_name": "松县",
        "area_kind": "county",
        "province": "某省",
        "region_name": "松县",
        "confidence": 0.97,
        "indicator_name_zh": "高新技术企业数",
        "quote": TEXT.split("\n")[0],
        "source_path": f"{plan}.txt",
        "line": 1,
    }
    return told | cells


def frames(**others: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Two plans with their targets, a text, a table, a doubt and some numbers; ``others`` are tables that stand in for these."""
    made = (*_plans(), *_figures(), *_printed())
    return {name: frame(name, *rows) for name, rows in made} | others


def _plans() -> Iterator[tuple[str, Rows]]:
    told = (("p1", "松县“十三五”规划", 2016), ("p2", "松县</script><b>规划", 2021))
    periods = ({"period_start": start, "period_end": start + 4} for _, _, start in told)
    about = ({"plan_id": name, "source_path": f"{name}.txt", "title": title, "region_name": "松县"} for name, title, _ in told)
    yield "plans", [plan | period for plan, period in zip(about, periods, strict=True)]
    yield "plan_texts", [{"plan_id": "p2", "text": TEXT}]


def _figures() -> Iterator[tuple[str, Rows]]:
    of_table = {"origin": "table", "line": 3, "column_index": 1, "quote": "研发强度(%) | 1.6 | 2.5", "status": "actual", **ROW}
    share = {"indicator_id": "rd_intensity", "indicator_text": "研发强度", "unit_std": "%"}
    in_words = {"base_observation_id": "o3", "base_value": 1.6, "target_value": None, "target_text": "全省前列"}
    yield (
        "observations",
        [
            observation("o1", "60家"),
            observation("o2", "60家", 1, indicator_text="上市"),
            observation("o3", "1.6", **of_table),
        ],
    )
    yield (
        "indicator_targets",
        [
            target("p1", "x1", 2020),
            target("p2", "o1", 2025, worst_severity="warning"),
            target("p2", "o2", 2025, indicator_id=None, indicator_text="上市", indicator_name_zh="上市"),
            target("p2", "o4", 2025, **share, **in_words),
        ],
    )
    doubt = {"finding_id": "f1", "rule_id": "two_figures", "severity": "warning", "plan_id": "p2", "observation_id": "o1"}
    yield "findings", [doubt | {"message": "Two.", "message_zh": "两个数。"}]


def _printed() -> Iterator[tuple[str, Rows]]:
    cells = [(0, 0, "指标", "header"), (0, 1, "2020年", "header"), (1, 0, "研发强度(%)", "indicator"), (1, 1, "1.6", "value")]
    yield "plan_tables", [{"table_id": "t1", "plan_id": "p2", "caption": "表1", "kind": "indicators", "n_rows": 2, "n_columns": 2}]
    yield (
        "table_cells",
        [
            {"table_id": "t1", "row_index": r, "column_index": c, "text": text, "role": role, "char_start": 9 * r + c, "char_end": 9}
            for r, c, text, role in cells
        ],
    )
    yield (
        "numerals",
        [
            {"plan_id": "p2", "char_start": 1, "char_end": 5, "text": "2025", "disposition": "date"},
            {"plan_id": "p2", "char_start": 15, "char_end": 17, "text": "60", "disposition": "observation", "observation_ids": "o1"},
        ],
    )


def change(name: str, column: str | None, before: str | None, after: str | None, **cells: object) -> dict[str, object]:
    told = {"kind": "changed" if column else "added", "observation_id": name, "column": column, "before": before, "after": after}
    about = {"reason": "source", "plan_id": "p2", "plan_title": "松县规划", "area_name": "松县", "indicator_text": "高新技术企业"}
    return {**told, **about, "status": "target", "year": 2025, "value_text": "60家", "quote": "…"} | cells


CHANGES = frame(
    "changes",
    change("o1", "value_text", "50家", "60家"),
    change("o1", "value", "50", "60"),
    change("o2", "flags", None, "two_figures;unit_missing"),
    change("o3", None, None, "7%"),
)
