"""Rows whose cells stand on a line each with the bars kept, as tables come that were copied out of a page as text."""

from __future__ import annotations

from tests.reading import HEAD as PLAN
from tests.reading import TAIL, rows_of

ROWS = [
    ("创新投入", "研发经费投入强度", "%", "2.1", "2.6"),
    ("", "财政科技支出占比", "%", "3.4", "4.2"),
    ("创新主体", "高新技术企业", "家", "120", "260"),
    ("", "科技型中小企业", "家", "300", "700"),
]
HEAD = ("类别", "指标", "单位", "2020年", "2025年")
SAID = {
    ("研发经费投入强度", 2.1, 2020), ("研发经费投入强度", 2.6, 2025), ("财政科技支出占比", 3.4, 2020), ("财政科技支出占比", 4.2, 2025),
    ("高新技术企业", 120, 2020), ("高新技术企业", 260, 2025), ("科技型中小企业", 300, 2020), ("科技型中小企业", 700, 2025),
}  # fmt: skip


def said(text: str) -> set[tuple[object, ...]]:
    return set(rows_of(f"{PLAN}\n{text}\n{TAIL}", "indicator_text", "value", "year"))


def closed(row: tuple[str, ...], end: str = " | |") -> str:
    """A row of cells with a bar behind each; what is merged down is not printed, and its place is padded at the end."""
    filled = [cell for cell in row if cell]
    return "|\n" + " |\n".join(filled) + end + "|" * (len(row) - len(filled))


def opened(n: int, row: tuple[str, ...]) -> str:
    """A row that its number begins, with a bar before each further cell and one behind the last."""
    return f"{n}\n" + "\n".join(f"| {cell}" for cell in row if cell) + "\n|"


def test_a_bar_behind_each_cell_and_more_than_one_behind_the_last() -> None:
    assert said("\n".join(map(closed, (HEAD, *ROWS)))) == SAID


def test_a_lone_bar_within_a_row_is_an_empty_cell() -> None:
    text = "\n".join(map(closed, (HEAD, *ROWS))).replace("家 |\n120 |", "家 |\n|")
    assert said(text) == SAID - {("高新技术企业", 120, 2020)}


def test_a_bar_before_each_cell_but_the_number_of_the_row() -> None:
    head = "\n".join(f"| {cell}" for cell in HEAD) + "\n|"
    assert said("\n".join([head, *(opened(n, row) for n, row in enumerate(ROWS, 1))])) == SAID


def test_a_titles_row_tells_the_width_where_nothing_else_parts_rows() -> None:
    rows = [(str(n), *row[1:]) for n, row in enumerate([HEAD, *ROWS])]
    stream = [cell for row in [("序号", *rows[0][1:]), *rows[1:]] for cell in row]
    assert said("\n".join(["主要指标 |", "||||", *(f"{cell} |" for cell in stream)])) == SAID


def test_cells_that_no_bar_parts_into_rows_are_a_stream_as_before() -> None:
    stream = [cell for n, row in enumerate([HEAD, *ROWS]) for cell in (str(n) if n else "序号", *row[1:])]
    assert said("\n".join(f"{cell} |" for cell in stream)) == SAID


BLANKS = """金额单位：万美元
责任单位 外贸出口目标 实到外资目标
青禾县 1900 300
白石县 2000 1000
临川区 150 100
"""


def test_single_blanks_part_rows_that_are_all_alike() -> None:
    found = rows_of(f"{PLAN}\n{BLANKS}\n{TAIL}", "value", "unit", "indicator_text")
    assert sorted(found) == sorted(
        (value, "万美元", name)
        for name, held in (("外贸出口目标", (1900, 2000, 150)), ("实到外资目标", (300, 1000, 100)))
        for value in held
    )


def test_sentences_with_blanks_are_no_rows() -> None:
    assert rows_of(f"{PLAN}\n{BLANKS.replace('2000 1000', '2000')}\n{TAIL}", "value") == []
