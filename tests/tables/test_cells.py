"""Value cells that say more than a number: each becomes its rows, or a reject with the reason (``cells.yaml``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from assets.observations.observe import Readings
from tests.reading import read

CELLS = yaml.safe_load(Path(__file__).with_name("cells.yaml").read_text(encoding="utf-8"))
HEADS = {"H": "指标 | 单位 | 2020年 | 2025年", "G": "指标 | 单位 | “十四五”目标", "N": "指标 | 2020年 | 2025年"}
BESIDE = {"H": "普通道路长度 | 公里 | 7 | 8", "G": "普通道路长度 | 公里 | 8", "N": "普通道路长度（公里） | 7 | 8"}
COLUMNS = ("year", "status", "measure", "comparator")


def page_of(table: str, row: str, note: str | None = None) -> str:
    """A page with a table of the row and a plain one beside it, and a note under it."""
    rows = "".join(
        f"<tr>{''.join(f'<td>{cell.strip()}</td>' for cell in line.split('|'))}</tr>" for line in (HEADS[table], row, BESIDE[table])
    )
    body = f"<p>规划期为2021—2025年。</p><h2>一、主要目标</h2><table>{rows}</table>" + (f"<p>{note}</p>" if note else "")
    return f"<html><body><h1>临江市“十四五”发展规划</h1>{body}<h2>二、保障措施</h2><p>加强领导。</p></body></html>"


def readings_of(table: str, row: str, note: str | None = None) -> Readings:
    return read(page_of(table, row, note), "plan.html")


def rows_of(readings: Readings, told: list[str]) -> list[tuple[object, ...]]:
    """The rows of all but the plain row beside, as ``cells.yaml`` writes them, without order."""
    out = []
    for row in readings.observations.to_dict("records"):
        said = {key: None if not isinstance(value, str) and pd.isna(value) else value for key, value in row.items()}
        if said["indicator_text"] == "普通道路长度":
            continue
        value = said["value"] if said["value_max"] is None else (said["value"], said["value_max"])
        out.append((said["indicator_text"], value, said["unit"], *(said[column] for column in COLUMNS), *(said[key] for key in told)))
    return sorted(out, key=str)


@pytest.mark.parametrize("case", CELLS, ids=[case["row"] for case in CELLS])
def test_a_cell_gives_its_rows(case: dict[str, Any]) -> None:
    readings = readings_of(case["table"], case["row"], case.get("note"))
    told = sorted({key for row in case["rows"] if isinstance(row[-1], dict) for key in row[-1]})
    given = rows_of(readings, told)
    assert len(given) == len(case["rows"])
    for row in case["rows"]:
        extra = row[-1] if isinstance(row[-1], dict) else {}
        plain = tuple(tuple(field) if isinstance(field, list) else field for field in row[:7])
        match = next((one for one in given if one[:7] == plain and extra.items() <= dict(zip(told, one[7:], strict=True)).items()), None)
        assert match is not None, (row, given)
        given.remove(match)


@pytest.mark.parametrize(
    ("row", "refused"),
    [
        ("重点企业 | 家 | 3/5 | 8", {("3/5", "unreadable_value")}),  # two figures, one name
        ("三产结构 | % | 12:40:48 | 10", {("12:40:48", "unreadable_value")}),
        ("研发强度 | % | 高于全省平均0.5个百分点 | 3", {("高于全省平均0.5个百分点", "unreadable_value")}),
        ("生产总值年均增速 | % | 6 | 7%（2020年基数300亿元）", {("2020年基数300亿元", "unread_part")}),  # a base of another measure
        ("科技型企业 | 家 | 1.2E+03 | 2.6e3", {("1.2E+03", "unreadable_value"), ("2.6e3", "unreadable_value")}),
        ("绿地率 | % | 38 | 40（38.5）", {("38.5", "unread_part")}),
        ("绿地率 | % | 38 | 40（省定目标39）", {("省定目标39", "unread_part")}),  # another body's
        ("绿地率 | % | 38 | 见附件2", {("见附件2", "unreadable_value")}),
    ],
)
def test_what_a_cell_does_not_tell_is_refused_and_the_rest_stands(row: str, refused: set[tuple[str, str]]) -> None:
    readings = readings_of("H", row)
    rejects = readings.rejects.to_dict("records")
    assert {(reject["text"], reject["reason_id"]) for reject in rejects} == refused
    whole = sum(reject["reason_id"] == "unreadable_value" for reject in rejects)
    assert len(rows_of(readings, [])) == 2 - whole


@pytest.mark.parametrize("cell", ["—（未设量化目标）", "——", "----", "/", "—(规划29项指标中未设该指标)"])
def test_a_dash_with_its_reason_is_not_set(cell: str) -> None:
    readings = readings_of("H", f"绿地率 | % | 38 | {cell}")
    assert sorted(readings.dispositions.values()) == ["not_set", "observation", "observation", "observation"]


def test_a_cell_over_two_columns_that_cannot_be_read_is_one_reject() -> None:
    page = page_of("H", "重点企业 | 家 | @ | @").replace("<td>@</td><td>@</td>", '<td colspan="2">3/5</td>')
    page = page.replace("<tr><td>重点企业", '<tr><td>重点村</td><td>个</td><td rowspan="2">2/7</td><td>9</td></tr><tr><td>重点企业')
    readings = read(page, "plan.html")
    assert readings.rejects["reject_id"].is_unique and readings.observations["observation_id"].is_unique


def test_a_name_between_a_verb_and_its_part_is_made_whole() -> None:
    rows = rows_of(readings_of("G", "新增技能人才证书 | 万人次 | 〔40〕（其中高级工以上〔14〕）"), ["basis"])
    assert [(row[0], row[1], row[5], row[7]) for row in rows] == [
        ("技能人才证书", 40, "change", "cumulative"),
        ("高级工以上技能人才证书", 14, "change", "cumulative"),
    ]
