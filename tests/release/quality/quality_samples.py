"""A small release for the tests of the quality report: two plans, what was read of them, and what the rules question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pandas as pd

from assets.release.releases import ReleaseInfo
from expectations.registry import load_registry
from tests.release.samples import frame

REGISTRY = load_registry()
Row = Mapping[str, object]
INFO = ReleaseInfo("20261122T043000Z-7f1ab06c", datetime(2026, 11, 22, 4, 30, tzinfo=UTC), "0.1.0", "0" * 64, "1" * 64, {})
XINJI = """辛集市科技创新“十四五”规划
十三五末有高新技术企业99家、科技型中小企业649家,比2015年分别多87家和477家。
全市研发经费投入6亿元。
研发经费投入总额 | 6.17 | 12 |
增加值占比 | 428 |
见附件 | 1/3 |
"""
JIAXING = "指标名称 |\n2015年 |\n2020年 |\n高新技术企业数(家) |\n567 |\n567 |\n12.02%\n"
TEXTS = {"xinji": XINJI, "jiaxing": JIAXING}


def row(number: int, plan: str, quote: str, printed: str, nth: int = 0, **cells: object) -> Row:
    """An observation that stands where its plan's text prints the value for the nth time within the quote."""
    text = TEXTS[plan]
    start = text.index(quote)
    for _ in range(nth + 1):
        start = text.index(printed, start + 1)
    told: Row = {
        "observation_id": f"obs{number}", "plan_id": plan, "indicator_id": "rd_expenditure", "indicator_text": "研发经费投入总额",
        "measure": "level", "core": True, "confidence": 0.97,
        "status": "actual", "comparator": "=", "value": 6.0, "unit": "亿元", "value_text": printed, "value_std": 6.0,
        "unit_std": "亿元", "year": 2020, "origin": "text", "line": text.count("\n", 0, start) + 1, "char_start": start,
        "char_end": start + len(printed), "quote": quote,
    }  # fmt: skip
    return {**told, **cells}


def finding(rule_id: str, number: int, **cells: object) -> Row:
    """A finding about observation ``number`` of 辛集."""
    told: Row = {
        "finding_id": f"{rule_id}{number}", "rule_id": rule_id, "severity": REGISTRY.rules[rule_id].severity, "plan_id": "xinji",
        "observation_id": f"obs{number}", "message": f"English {rule_id} {number}", "message_zh": f"中文 {rule_id} {number}",
    }  # fmt: skip
    return {**told, **cells}


def reject(number: int, text: str, reason: str = "unreadable_value") -> Row:
    """A reject of 辛集 that stands where its text is printed first."""
    start = XINJI.index(text)
    told: Row = {"reject_id": f"rej{number}", "plan_id": "xinji", "source_path": "辛集.txt", "reason_id": reason, "text": text}
    return {**told, "char_start": start, "char_end": start + len(text)}


def observations() -> list[Row]:
    return [
        row(1, "xinji", "全市研发经费投入6亿元。", "6亿元"),
        row(2, "xinji", "研发经费投入总额 | 6.17 | 12 |", "6.17", origin="table", value=6.17, value_std=6.17),
        row(3, "jiaxing", "高新技术企业数(家) |\n567 |\n567 |\n12.02%", "567", origin="table", indicator_id=None),
        row(4, "jiaxing", "高新技术企业数(家) |\n567 |\n567 |\n12.02%", "567", 1, origin="table", status="target", year=2020),
    ]


def sample(**changes: Sequence[Row]) -> dict[str, pd.DataFrame]:
    """Two plans, four observations, four findings, two rejects; ``changes`` replace a table's rows."""
    plans = [
        {
            "plan_id": "xinji",
            "source_path": "辛集.txt",
            "title": "辛集市科技创新“十四五”规划",
            "region_name": "辛集市",
            "province": "河北省",
        },
        {"plan_id": "jiaxing", "source_path": "嘉兴.txt", "region_name": "嘉兴市", "level": "city"},
    ]
    periods = ({"period_start": 2021, "period_end": 2025}, {"period_start": 2016, "period_end": 2020})
    impossible = finding("impossible_value", 9, observation_id=None, reject_id="rej1", observed="428 %", expected="0–100 %")
    rows: dict[str, Sequence[Row]] = {
        "plans": [{**plan, **period} for plan, period in zip(plans, periods, strict=True)],
        "sources": [
            {"source_path": "坏.txt", "status": "failed", "reason": "The file holds no text."},
            *({"source_path": f"{name}.txt", "status": "parsed"} for name in ("辛集", "嘉兴")),
        ],
        "plan_texts": [{"plan_id": plan_id, "text": text} for plan_id, text in TEXTS.items()],
        "observations": observations(),
        "findings": [
            finding("two_figures", 1, related_observation_ids="obs2", observed="6 亿元 (2020)", expected="6.17 亿元 (2020)"),
            finding("name_not_in_catalogue", 3, plan_id="jiaxing"),
            finding("value_outside_range", 4, plan_id="jiaxing"),
            impossible,
        ],
        "rejects": [reject(1, "428", "impossible_value"), reject(2, "1/3")],
        "numerals": [{"plan_id": "xinji", "char_start": n, "char_end": n + 1, "text": "6", "disposition": said}
                     for n, said in enumerate(["observation", "observation", "date", "unresolved"])],
        "accounting": [
            {"plan_id": "xinji", "kind": "number", "read": 4, "accepted": 2, "rejected": 1, "ignored": 1},
            {"plan_id": "jiaxing", "kind": "number", "read": 1300, "accepted": 1000, "rejected": 0, "ignored": 300},
        ],
    }  # fmt: skip
    return {name: frame(name, *told) for name, told in (rows | changes).items()}
