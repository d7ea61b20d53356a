"""Tables of things: what a column measures belongs to the name, of a communique everything was reached in its year."""

from __future__ import annotations

import pytest

from assets.observations.measured import with_measure
from tests.reading import rows_of

TITLE = "2023年青阳县国民经济和社会发展统计公报\n一、工业\n表1 2023年主要产品\n"
COLUMNS = ("indicator_text", "measure", "value", "year_start", "year", "status")


def _cells(*rows: str) -> str:
    """The communique with a table printed one cell a line."""
    return TITLE + "\n".join(cell.strip() for row in rows for cell in row.split("|")) + "\n"


def test_products_are_named_with_what_is_measured_of_them() -> None:
    text = _cells(
        "产品名称 | 单位 | 产量 | 比上年增长（%）",
        "水泥 | 万吨 | 312.5 | -4.2",
        "发电量 | 亿千瓦时 | 6.38 | 12.6",
        "饮料酒 | 千升 | 1260 | 3.1",
        "服装 | 万件 | 845 | -1.7",
    )
    assert rows_of(text, *COLUMNS) == [
        ("水泥产量", "level", 312.5, None, 2023, "actual"), ("水泥产量", "growth", -4.2, 2022, 2023, "actual"),
        ("发电量", "level", 6.38, None, 2023, "actual"), ("发电量", "growth", 12.6, 2022, 2023, "actual"),
        ("饮料酒产量", "level", 1260, None, 2023, "actual"), ("饮料酒产量", "growth", 3.1, 2022, 2023, "actual"),
        ("服装产量", "level", 845, None, 2023, "actual"), ("服装产量", "growth", -1.7, 2022, 2023, "actual"),
    ]  # fmt: skip


@pytest.mark.parametrize("head", ["2023年产量", "产量"])
def test_a_year_beside_the_measure_says_nothing_else(head: str) -> None:
    text = _cells(
        f"产品名称 | 单位 | {head} | 比上年增长（%）",
        "水泥 | 万吨 | 312.5 | -4.2",
        "饮料酒 | 千升 | 1260 | 3.1",
        "服装 | 万件 | 845 | -1.7",
    )
    levels = [name for name, measure in rows_of(text, "indicator_text", "measure") if measure == "level"]
    assert levels == ["水泥产量", "饮料酒产量", "服装产量"]


@pytest.mark.parametrize(
    ("name", "measure", "whole"),
    [("水泥", "产量", "水泥产量"), ("粮食总产量", "产量", "粮食总产量"), ("高新技术企业", "产值", "高新技术企业"), ("水泥", None, "水泥")],
)
def test_a_name_that_says_its_measure_stays(name: str, measure: str | None, whole: str) -> None:
    assert with_measure(name, measure) == whole
