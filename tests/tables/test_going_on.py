"""Tables that go on as another table: below a header printed alone, with columns left out, with a table inside a row; and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.reading import plan_of, read, rows_of, validated

TITLE = "临江市“十四五”科技创新规划"
HEAD = ["指标", "单位", "2020年", "2025年"]
ROWS = [["森林覆盖率", "%", "38.2", "40"], ["公共充电桩", "台", "2100", "9000"], ["卫生机构床位数", "张", "520", "640"]]
Rows = Sequence[Sequence[str]]


def _table(rows: Rows) -> str:
    return "<table>" + "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows) + "</table>"


def _page(*tables: Rows | str) -> str:
    inner = "".join(one if isinstance(one, str) else _table(one) for one in tables)
    head = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>规划期为2021—2025年。</p><h2>一、发展目标</h2>"
    return f"{head}<p>主要目标见下表。</p>{inner}<h2>二、保障措施</h2><p>加强组织领导。</p></body></html>"


def _values(*tables: Rows | str) -> list[tuple[object, ...]]:
    return rows_of(_page(*tables), "indicator_text", "value", "unit", "year", name="plan.html")


def _asked(rows: Rows) -> list[tuple[object, ...]]:
    return [(name, float(figure), unit, year) for name, unit, *figures in rows for figure, year in zip(figures, (2020, 2025), strict=True)]


def test_rows_below_a_header_that_stands_alone_are_read_with_it() -> None:
    assert _values([HEAD], ROWS) == _asked(ROWS)


def test_a_header_of_two_rows_may_stand_alone_too() -> None:
    assert _values([["指标", "单位", "“十三五”", "“十四五”"], HEAD], ROWS) == _asked(ROWS)


def test_a_header_alone_heads_nothing_behind_a_paragraph() -> None:
    assert _values([HEAD], "<p>下表列出主要项目。</p>", ROWS[:2]) == []


@pytest.mark.parametrize(
    ("head", "first"),
    [([*HEAD, "备注"], [*ROWS[0], ""]), ([*HEAD, "属性"], [*ROWS[0], "预期性"]), (["序号", *HEAD], ["1", *ROWS[0]])],
)
def test_rows_that_leave_out_a_column_at_an_end_go_on(head: list[str], first: list[str]) -> None:
    assert _values([head, first], ROWS[1:]) == _asked(ROWS)


def test_rows_that_leave_out_a_year_do_not_go_on_and_are_told() -> None:
    head = [*HEAD, "2035年"]
    page = _page([head, [*ROWS[0], "42"]], ROWS)
    assert rows_of(page, "indicator_text", "value", name="plan.html") == [("森林覆盖率", 38.2), ("森林覆盖率", 40), ("森林覆盖率", 42)]
    assert set(read(page, "plan.html").rejects["reason_id"]) == {"column_without_meaning"}


def test_two_rows_of_the_catalogue_s_names_without_a_header_are_told() -> None:
    rows = [["众创空间数", "家", "46", "90"], ["高新技术企业数", "家", "31", "77"]]
    assert list(read(_page(rows), "plan.html").rejects["reason_id"]) == ["column_without_meaning"] * 2


def test_a_table_in_a_merged_row_gives_its_rows_to_the_table_around_it() -> None:
    inner = _table([["省级", "张", "120", "160"]])
    around = _table([HEAD, ROWS[0], ROWS[2]]).replace("</table>", f"<tr><td colspan=4>其中：{inner}</td></tr></table>")
    assert [row[1] for row in _values(around)] == [38.2, 40, 520, 640, 120, 160]


def test_a_table_of_other_columns_in_a_merged_row_is_told_and_the_rows_behind_it_are_read() -> None:
    inner = _table([["省级医院床位数", "160"], ["市级医院床位数", "90"]])
    around = _table([HEAD, ROWS[0]]).replace("</table>", f"<tr><td colspan=4>其中：{inner}</td></tr></table>")
    page = _page(around[: -len("</table>")] + _table(ROWS[1:2])[len("<table>") :])
    assert [row[0] for row in rows_of(page, "indicator_text", name="plan.html")] == ["森林覆盖率"] * 2 + ["公共充电桩"] * 2
    (text,) = read(page, "plan.html").rejects["text"]
    assert text == "其中： 省级医院床位数 160 市级医院床位数 90"


def test_a_header_cell_is_no_cell_of_the_table_that_borrows_it() -> None:
    said = validated(plan_of(_page([HEAD], ROWS), "plan.html"))
    assert said.observations["row_index"].min() == 0
