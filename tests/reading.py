"""Reading a plan written into a test: its tables as grids, its observations as short rows."""

from __future__ import annotations

import textwrap
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from assets.chain import judge, read_plan
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import read_batch
from assets.observations.observe import Readings, observe
from assets.sources.scan import scan
from assets.statements.read import read_statements
from assets.tables.plan_table import PlanTable
from assets.tables.read import read_tables
from assets.validation.validate import Validated
from expectations.registry import load_registry

HEAD = "临江市“十四五”科技创新规划\n规划期为2021—2025年。\n一、发展目标\n"
TAIL = "\n二、保障措施\n加强组织领导，落实目标责任。\n"


def plan_of(text: str, name: str = "plan.txt") -> Plan:
    """The one plan in a file of this text and name."""
    with TemporaryDirectory() as folder:
        (Path(folder) / name).write_text(text, encoding="utf-8")
        (plan,) = identify(read_batch(scan(Path(folder))))
    return plan


def in_plan(table: str) -> str:
    """A plan of 2021–2025 around lines of a table."""
    return HEAD + textwrap.dedent(table).strip("\n") + TAIL


def tables_in(text: str, name: str = "plan.txt") -> list[PlanTable]:
    """The tables of a plan."""
    return read_tables([plan_of(text, name)])


def grid_of(text: str, name: str = "plan.txt") -> list[list[str]]:
    """The one table's cells."""
    (table,) = tables_in(text, name)
    return [[cell.text for cell in row] for row in table.rows]


def read(text: str, name: str = "plan.txt", *, with_text: bool = False) -> Readings:
    """All that is read out of a plan's tables, and out of its running text too where asked."""
    plan = plan_of(text, name)
    return observe([plan], read_tables([plan]), read_statements([plan]) if with_text else [], load_registry())


def validated(*plans: Plan) -> Validated:
    """All that is published of plans: their tables and running text read, corrected, held against the rules and each other."""
    return judge([read_plan(plan) for plan in plans], load_registry()).validated


def rows_of(text: str, *columns: str, name: str = "plan.txt") -> list[tuple[object, ...]]:
    """The observations' given columns, in the order printed; numbers as int where whole, empty cells as None."""
    frame = read(text, name).observations.sort_values("char_start", kind="stable")
    return [tuple(_plain(row[column]) for column in columns) for _, row in frame.iterrows()]


def _plain(cell: object) -> object:
    if pd.isna(cell):  # type: ignore[call-overload]
        return None
    if isinstance(cell, float):
        return int(cell) if cell.is_integer() else cell
    return cell
