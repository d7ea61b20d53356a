"""Tables of HTML pages: spans, headers of two levels, notes, units."""

from __future__ import annotations

from tests.reading import grid_of, rows_of

PAGE = """<html><head><meta charset="utf-8"><title>临江市“十四五”科技创新规划</title></head><body>
<p>临江市“十四五”科技创新规划</p><p>规划期为2021—2025年。</p><p>一、发展目标</p><p>表1 主要指标</p>
<table>
<tr><th rowspan="2">类别</th><th rowspan="2">序号</th><th rowspan="2">指标</th><th rowspan="2">单位</th>
    <th colspan="2">“十三五”</th><th colspan="2">“十四五”</th><th rowspan="2">属性</th></tr>
<tr><th>2015年</th><th>2020年</th><th>2025年<br>目标</th><th>年均/累计</th></tr>
<tr><td rowspan="2">创新投入</td><td>1</td><td>全社会研发经费投入强度</td><td>%</td>
    <td>1.02</td><td>1.45*</td><td>&gt;2.2</td><td>—</td><td>预期性</td></tr>
<tr><td>2</td><td>引进高层次人才</td><td rowspan="2">人</td>
    <td>—</td><td>〔320〕</td><td></td><td>〔500〕</td><td>约束性</td></tr>
<tr><td>人才</td><td>3</td><td>科技特派员</td>
    <td>88</td><td>120</td><td>200&nbsp;左右</td><td>—</td><td>预期性</td></tr>
</table>
<p>注：带*为2019年数据；〔〕内为五年累计数。</p><p>二、保障措施</p><p>加强组织领导。</p></body></html>"""


def test_merged_cells_are_repeated_in_each_place_they_cover() -> None:
    grid = grid_of(PAGE, "plan.html")
    assert grid[0][4:8] == ["“十三五”", "“十三五”", "“十四五”", "“十四五”"]
    assert [row[0] for row in grid] == ["类别", "类别", "创新投入", "创新投入", "人才"]
    assert [row[3] for row in grid[2:]] == ["%", "人", "人"]


def test_values_units_marks_and_totals_are_read_by_header_and_notes() -> None:
    rows = rows_of(
        PAGE, "indicator_text", "value", "unit", "year", "year_start", "status", "comparator", "basis", "binding", name="plan.html"
    )
    assert rows == [
        ("全社会研发经费投入强度", 1.02, "%", 2015, None, "actual", "=", None, "expected"),
        ("全社会研发经费投入强度", 1.45, "%", 2019, None, "actual", "=", None, "expected"),  # * gives it another year
        ("全社会研发经费投入强度", 2.2, "%", 2025, None, "target", ">", None, "expected"),
        ("引进高层次人才", 320, "人", 2020, 2016, "actual", "=", "cumulative", "binding"),
        ("引进高层次人才", 500, "人", 2025, 2021, "target", "=", "cumulative", "binding"),
        ("科技特派员", 88, "人", 2015, None, "actual", "=", "stock", "expected"),
        ("科技特派员", 120, "人", 2020, None, "actual", "=", "stock", "expected"),
        ("科技特派员", 200, "人", 2025, None, "target", "~", "stock", "expected"),
    ]
