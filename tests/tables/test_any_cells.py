"""Whatever stands in a table's cells, in whatever print: the plan is read, and no cell's place is outside its text."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reading import HEAD, TAIL, tables_in

HEADS = (
    "序号", "类别", "指标", "指标名称", "单位", "2020年", "2025年", "目标", "年均增长", "（%）", "属性", "责任单位", "比上年",
    "县（市、区）", "",
)  # fmt: skip
CELLS = (
    "1", "2", "一、创新", "研发投入强度", "粮食产量（万吨）", "其中：", "%", "家", "12.5", "≥60", "[20]", "—", "-", "（", "）", "(%",
    "约束性", "市科技局", "青禾县", "合计", "2024年", "3月底前", "7.5左右", "完成省下达任务", "#", "、", "/", "　", "", "100%", "①", "注：",
    "达到3家、5家",
)  # fmt: skip


def printed(rows: Sequence[Sequence[str]], way: str) -> str:
    """The rows in one of the ways that plans print them."""
    if way == "lines":
        return "\n".join(cell for row in rows for cell in row)
    if way == "parted":
        return "\n\n".join(cell for row in rows for cell in row)
    if way == "closed":
        return "\n".join("|\n" + " |\n".join(row) + " | |" for row in rows)
    if way == "opened":
        return "\n".join("\n| ".join(row) + "\n|" for row in rows)
    mark = {"bars": " | ", "tabs": "\t", "gaps": "   ", "blanks": " "}[way]
    return "\n".join(mark.join(row) for row in rows)


@given(
    st.lists(st.sampled_from(HEADS), min_size=2, max_size=7),
    st.data(),
    st.sampled_from(["lines", "parted", "closed", "opened", "bars", "tabs", "gaps", "blanks"]),
)
@settings(max_examples=150)
def test_no_cell_stops_a_plan(heads: list[str], data: st.DataObject, way: str) -> None:
    width = len(heads)
    row = st.lists(st.sampled_from(CELLS), min_size=max(1, width - 2), max_size=width + 1)
    rows = [heads, *data.draw(st.lists(row, min_size=2, max_size=8))]
    text = f"{HEAD}\n{printed(rows, way)}\n{TAIL}"
    for table in tables_in(text):
        for cell in (cell for line in table.rows for cell in line):
            assert 0 <= cell.start <= cell.end <= len(text)
