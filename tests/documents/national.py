"""The national indicator table as data: every format's tests write it into a file and must read the same grid and values back.

Figures and names are those of the national plans of 2016–2020; the table is set as such plans set it: categories over several rows, a
head of two levels, cumulative values in 〔〕, bounds, a footnoted base year, a target in words. The reading of :func:`html` is the
reference; :func:`values` is what must come out of it, checked by eye.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from assets.documents.about.metadata import read_metadata
from assets.documents.document import Document
from assets.documents.outline.structure import build_blocks
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import ReadOutcome, Status
from assets.documents.rendition import Rendition
from assets.observations.observe import observe
from assets.sources.scan import Role, SourceFile
from assets.tables.plan_table import PlanTable
from assets.tables.read import read_tables
from expectations.registry import load_registry

TITLE = "“十三五”国家科技创新规划"
PERIOD = "规划期为2016—2020年。"
CAPTION = "表1 “十三五”科技创新主要指标"
NOTES = (
    "注：1.带*的为2014年数据。",
    "2.〔〕内为五年累计数。",
)
# Lines above the table after the title and period, with their heading level (0: a paragraph), and below its notes.
ABOVE: tuple[tuple[int, str], ...] = (
    (1, "一、发展基础"),
    (0, "“十二五”以来，科技创新能力持续提升，2015年全社会研究与试验发展经费支出达14220亿元，全国技术合同成交金额达到9835亿元。"),
    (1, "二、发展目标"),
    (2, "（一）总体目标"),
    (0, "国家科技实力和创新能力大幅跃升，国家综合创新能力世界排名进入前15位。"),
    (2, "（二）主要指标"),
)
BELOW: tuple[tuple[int, str], ...] = (
    (1, "三、保障措施"),
    (0, "加强组织领导，落实目标责任，强化规划实施的协调管理。"),
)


class Cell(NamedTuple):
    """A cell that is printed; the places it spans to the right and below hold no cell of their own."""

    text: str
    row_span: int = 1
    column_span: int = 1
    is_header: bool = False


class Value(NamedTuple):
    """What is read of one value cell, as in table ``observations``."""

    name: str
    value_text: str
    value: float | None
    comparator: str
    unit: str | None
    year: int
    status: str
    measure: str
    basis: str | None


_HEAD = (
    (
        Cell("类别", 2, 1, True),
        Cell("序号", 2, 1, True),
        Cell("指标名称", 2, 1, True),
        Cell("单位", 2, 1, True),
        Cell("“十二五”", 1, 1, True),
        Cell("“十三五”", 1, 3, True),
        Cell("属性", 2, 1, True),
    ),
    (Cell("2015年实际", 1, 1, True), Cell("2020年目标", 1, 1, True), Cell("年均增长", 1, 1, True), Cell("累计", 1, 1, True)),
)
# Category, then its rows: name, unit, 2015, 2020, growth a year, 〔cumulative〕, attribute.
_BODY: tuple[tuple[str, tuple[tuple[str, ...], ...]], ...] = (
    (
        "创新实力",
        (
            ("国家综合创新能力世界排名", "位", "18", "15", "—", "—", "预期性"),
            ("科技进步贡献率", "%", "55.3", "60", "—", "—", "预期性"),
            ("国内生产总值", "万亿元", "67.7", ">92.7", ">6.5%", "—", "预期性"),
            ("全员劳动生产率", "万元/人", "8.7", ">12", ">6.6%", "—", "预期性"),
        ),
    ),
    (
        "创新投入",
        (
            ("研究与试验发展经费投入强度", "%", "2.1", "2.5", "—", "—", "预期性"),
            ("每万名就业人员中研发人员", "人年", "48.5", "60", "4.3%", "—", "预期性"),
            ("规模以上工业企业研发经费支出与主营业务收入之比", "%", "0.9", "1.1", "—", "—", "预期性"),
        ),
    ),
    (
        "创新产出",
        (
            ("国际科技论文被引次数世界排名", "位", "4", "2", "—", "—", "预期性"),
            ("PCT专利申请量", "万件", "3.05", "翻一番", "—", "〔22〕", "预期性"),
            ("每万人口发明专利拥有量", "件", "6.3", "12", "—", "—", "预期性"),
            ("全国技术合同成交金额", "亿元", "9835", "20000", "15.3%", "〔75000〕", "预期性"),
        ),
    ),
    (
        "创新带动",
        (
            ("高新技术企业营业收入", "万亿元", "22.2", "34", "8.9%", "—", "预期性"),
            ("知识密集型服务业增加值占国内生产总值的比例", "%", "15.6", "20", "—", "—", "预期性"),
            ("公民具备科学素质的比例", "%", "6.2", "10", "—", "—", "预期性"),
            ("固定宽带家庭普及率", "%", "40", "70", "—", "—", "预期性"),
            ("常住人口城镇化率", "%", "54.8*", "60左右", "—", "—", "预期性"),
        ),
    ),
    (
        "绿色发展",
        (
            ("单位国内生产总值能源消耗降低", "%", "—", "—", "—", "〔13.5〕", "约束性"),
            ("受污染耕地安全利用率", "%", "70.6", "≥90", "—", "—", "约束性"),
            ("非化石能源占一次能源消费比重", "%", "12", "15", "—", "—", "约束性"),
            ("新增城镇就业人数", "万人", "—", "—", "—", "〔>5000〕", "预期性"),
        ),
    ),
)


# Checked by eye: base values are of 2015 (2014 where a * says so) and reached, all else is promised by 2020; 〔〕 add up five years.
_VALUES = (
    Value("国家综合创新能力世界排名", "18", 18, "=", "位", 2015, "actual", "rank", None),
    Value("国家综合创新能力世界排名", "15", 15, "=", "位", 2020, "target", "rank", None),
    Value("科技进步贡献率", "55.3", 55.3, "=", "%", 2015, "actual", "level", None),
    Value("科技进步贡献率", "60", 60, "=", "%", 2020, "target", "level", None),
    Value("国内生产总值", "67.7", 67.7, "=", "万亿元", 2015, "actual", "level", "period"),
    Value("国内生产总值", ">92.7", 92.7, ">", "万亿元", 2020, "target", "level", "period"),
    Value("国内生产总值", ">6.5%", 6.5, ">", "%", 2020, "target", "growth", "per_year"),
    Value("全员劳动生产率", "8.7", 8.7, "=", "万元/人", 2015, "actual", "level", None),
    Value("全员劳动生产率", ">12", 12, ">", "万元/人", 2020, "target", "level", None),
    Value("全员劳动生产率", ">6.6%", 6.6, ">", "%", 2020, "target", "growth", "per_year"),
    Value("研究与试验发展经费投入强度", "2.1", 2.1, "=", "%", 2015, "actual", "level", None),
    Value("研究与试验发展经费投入强度", "2.5", 2.5, "=", "%", 2020, "target", "level", None),
    Value("每万名就业人员中研发人员", "48.5", 48.5, "=", "人年", 2015, "actual", "level", None),
    Value("每万名就业人员中研发人员", "60", 60, "=", "人年", 2020, "target", "level", None),
    Value("每万名就业人员中研发人员", "4.3%", 4.3, "=", "%", 2020, "target", "growth", "per_year"),
    Value("规模以上工业企业研发经费支出与主营业务收入之比", "0.9", 0.9, "=", "%", 2015, "actual", "level", None),
    Value("规模以上工业企业研发经费支出与主营业务收入之比", "1.1", 1.1, "=", "%", 2020, "target", "level", None),
    Value("国际科技论文被引次数世界排名", "4", 4, "=", "位", 2015, "actual", "rank", None),
    Value("国际科技论文被引次数世界排名", "2", 2, "=", "位", 2020, "target", "rank", None),
    Value("PCT专利申请量", "3.05", 3.05, "=", "万件", 2015, "actual", "level", "period"),
    Value("PCT专利申请量", "翻一番", 1, "=", "番", 2020, "target", "growth", "since_base"),
    Value("PCT专利申请量", "〔22〕", 22, "=", "万件", 2020, "target", "level", "cumulative"),
    Value("每万人口发明专利拥有量", "6.3", 6.3, "=", "件", 2015, "actual", "level", None),
    Value("每万人口发明专利拥有量", "12", 12, "=", "件", 2020, "target", "level", None),
    Value("全国技术合同成交金额", "9835", 9835, "=", "亿元", 2015, "actual", "level", "period"),
    Value("全国技术合同成交金额", "20000", 20000, "=", "亿元", 2020, "target", "level", "period"),
    Value("全国技术合同成交金额", "15.3%", 15.3, "=", "%", 2020, "target", "growth", "per_year"),
    Value("全国技术合同成交金额", "〔75000〕", 75000, "=", "亿元", 2020, "target", "level", "cumulative"),
    Value("高新技术企业营业收入", "22.2", 22.2, "=", "万亿元", 2015, "actual", "level", "period"),
    Value("高新技术企业营业收入", "34", 34, "=", "万亿元", 2020, "target", "level", "period"),
    Value("高新技术企业营业收入", "8.9%", 8.9, "=", "%", 2020, "target", "growth", "per_year"),
    Value("知识密集型服务业增加值占国内生产总值的比例", "15.6", 15.6, "=", "%", 2015, "actual", "level", None),
    Value("知识密集型服务业增加值占国内生产总值的比例", "20", 20, "=", "%", 2020, "target", "level", None),
    Value("公民具备科学素质的比例", "6.2", 6.2, "=", "%", 2015, "actual", "level", None),
    Value("公民具备科学素质的比例", "10", 10, "=", "%", 2020, "target", "level", None),
    Value("固定宽带家庭普及率", "40", 40, "=", "%", 2015, "actual", "level", None),
    Value("固定宽带家庭普及率", "70", 70, "=", "%", 2020, "target", "level", None),
    Value("常住人口城镇化率", "54.8*", 54.8, "=", "%", 2014, "actual", "level", None),
    Value("常住人口城镇化率", "60左右", 60, "~", "%", 2020, "target", "level", None),
    Value("单位国内生产总值能源消耗降低", "〔13.5〕", 13.5, "=", "%", 2020, "target", "growth", "cumulative"),
    Value("受污染耕地安全利用率", "70.6", 70.6, "=", "%", 2015, "actual", "level", None),
    Value("受污染耕地安全利用率", "≥90", 90, ">=", "%", 2020, "target", "level", None),
    Value("非化石能源占一次能源消费比重", "12", 12, "=", "%", 2015, "actual", "level", None),
    Value("非化石能源占一次能源消费比重", "15", 15, "=", "%", 2020, "target", "level", None),
    Value("新增城镇就业人数", "〔>5000〕", 5000, ">", "万人", 2020, "target", "change", "cumulative"),
)


def values() -> list[Value]:
    """What is read of the value cells, in the order printed; cells with — give nothing."""
    return list(_VALUES)


def rows() -> list[list[Cell]]:
    """The table's printed cells, row by row: two rows of head, twenty of indicators. Covered places hold no cell."""
    table = [list(row) for row in _HEAD]
    number = 0
    for category, indicators in _BODY:
        for at, indicator in enumerate(indicators):
            number += 1
            first = [Cell(category, len(indicators))] if at == 0 else []
            table.append([*first, Cell(str(number)), *map(Cell, indicator)])
    return table


def places() -> list[list[tuple[int, int, Cell]]]:
    """The printed cells with their row and column in the grid (0-based), row by row."""
    taken: set[tuple[int, int]] = set()
    placed: list[list[tuple[int, int, Cell]]] = []
    for r, row in enumerate(rows()):
        column = 0
        placed.append([])
        for cell in row:
            while (r, column) in taken:
                column += 1
            taken.update((r + down, column + right) for down in range(cell.row_span) for right in range(cell.column_span))
            placed[-1].append((r, column, cell))
            column += cell.column_span
    return placed


def full_grid() -> list[list[str]]:
    """The table with every place filled: what a cell spans holds its text (rows of 9)."""
    grid = [[""] * 9 for _ in rows()]
    for row in places():
        for r, column, cell in row:
            for down in range(cell.row_span):
                grid[r + down][column : column + cell.column_span] = [cell.text] * cell.column_span
    return grid


def html() -> str:
    """The plan as an HTML page: the reference."""
    lines = [f"<h{level}>{escape(text)}</h{level}>" if level else f"<p>{escape(text)}</p>" for level, text in ABOVE]
    below = [f"<h{level}>{escape(text)}</h{level}>" if level else f"<p>{escape(text)}</p>" for level, text in BELOW]
    table = "".join("<tr>" + "".join(map(_html_cell, row)) + "</tr>" for row in rows())
    notes = "".join(f"<p>{escape(note)}</p>" for note in NOTES)
    return (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{PERIOD}</p>{''.join(lines)}"
        f"<p>{CAPTION}</p><table>{table}</table>{notes}{''.join(below)}</body></html>"
    )


def _html_cell(cell: Cell) -> str:
    tag = "th" if cell.is_header else "td"
    return f'<{tag} rowspan="{cell.row_span}" colspan="{cell.column_span}">{escape(cell.text)}</{tag}>'


def plan_of(rendition: Rendition) -> Plan:
    """The plan that a reader's rendition gives, as later stages see it."""
    blocks, front = build_blocks(rendition)
    metadata = read_metadata(rendition.text, blocks, front, rendition.stated, load_registry().regions)
    source = SourceFile("plan", Path("plan"), Role.PLAN, bytes=0, sha256="0" * 64)
    (plan,) = identify([ReadOutcome(source, Status.PARSED, document=Document(rendition.text, blocks, metadata))])
    return plan


def tables_of(rendition: Rendition) -> list[PlanTable]:
    """The tables read out of a rendition."""
    return read_tables([plan_of(rendition)])


def grid_of(rendition: Rendition) -> list[list[str]]:
    """The cells' texts of the rendition's one table, row by row."""
    (table,) = tables_of(rendition)
    return [[cell.text for cell in row] for row in table.rows]


def values_of(rendition: Rendition) -> list[Value]:
    """What is read of the value cells of a rendition's tables, in the order printed."""
    plan = plan_of(rendition)
    frame = observe([plan], read_tables([plan]), [], load_registry()).observations.sort_values("char_start", kind="stable")
    return [
        Value(
            row["indicator_text"],
            row["value_text"],
            None if pd.isna(row["value"]) else float(row["value"]),
            row["comparator"],
            row["unit"],
            int(row["year"]),
            row["status"],
            row["measure"],
            row["basis"],
        )
        for _, row in frame.iterrows()
    ]
