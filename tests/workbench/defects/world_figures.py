"""Good plans as figures: each observation with the places where the plan prints its number, unit, name and year.

The stages' reading of a plan without a defect is taken for the truth; tests hold the embedded plans to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from assets.chain import Judged
from assets.documents.plans import Plan
from assets.tables.plan_table import Cell, PlanTable, Role, TableValue
from expectations.registry import Registry
from expectations.registry.schema import records
from tests.workbench.defects.defect import Figure, GoodPlan, Span, World
from tests.workbench.defects.figure_relations import TOTAL
from tests.workbench.defects.record_cells import Record, span_of, text_of, year_of

_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=年)")
_YEAR_CELL = re.compile(r"(?<!\d)20\d\d(?=年|$)")
_NAMED_PERIOD = re.compile(r"[一二三四五六七八九]五|20\d\d")
_PARK = re.compile(r"(?:高新|经开|开发|保税|示范|新)区$|园区?$|城$")
_COUNTY = re.compile(r"[县区市旗]$")


def world_of(judged: Judged, registry: Registry) -> World:
    """All plans of a folder as figures, by the file they were read from."""
    rows: dict[str, list[Record]] = {}
    for row in records(judged.readings.observations):
        rows.setdefault(str(row["plan_id"]), []).append(row)
    values = {(t.table_id, v.row, v.column): (t, v) for t in judged.tables for v in t.values}
    plans: dict[str, GoodPlan] = {}
    count = 0
    for plan in judged.plans:
        if plan.same_as is None:
            found = tuple(_Finder(plan, values, registry).figures(rows.get(plan.plan_id, []), count))
            count += len(found)
            plans[plan.source_path] = _good(plan, found)
    return World(plans)


def _good(plan: Plan, figures: tuple[Figure, ...]) -> GoodPlan:
    meta = plan.document.metadata
    dated = meta.signed_on or meta.published_on
    signed = dated.year if dated else None
    return GoodPlan(plan.source_path, plan.document.text, meta.period_start, meta.period_end, meta.outlook_year, signed, figures)


class _Finder:
    """Finds the places of one plan's figures."""

    def __init__(self, plan: Plan, values: Mapping[tuple[str, int, int], tuple[PlanTable, TableValue]], registry: Registry) -> None:
        self.plan, self.text, self.values, self.registry = plan, plan.document.text, values, registry

    def figures(self, rows: list[Record], first: int) -> Iterator[Figure]:
        """The plan's figures that are one number each, numbered from ``first``: no target in words and no range."""
        for row in rows:
            digits = self._digits(row) if row["value"] is not None and row["value_max"] is None else None
            if digits is None:
                continue
            figure = self._figure(row, first, digits)
            if row["table_id"] is not None:
                place = str(row["table_id"]), int(str(row["row_index"])), int(str(row["column_index"]))
                figure = self._in_table(figure, *self.values[place])
            yield figure
            first += 1

    def _digits(self, row: Record) -> Span | None:
        """Where the number itself is printed; None for one in Chinese numerals."""
        for match in _NUMBER.finditer(self.text, *span_of(row)):
            if float(match[0].replace(",", "")) == abs(float(str(row["value"]))):
                return match.span()
        return None

    def _figure(self, row: Record, number: int, digits: Span) -> Figure:
        at, printed, unit = span_of(row), float(str(row["value"])), text_of(row["unit"])
        meta = self.plan.document.metadata
        quote = str(row["quote"])
        start = self.text.find(quote, max(at[1] - len(quote), 0))
        return Figure(
            number=number, source=self.plan.source_path, at=at, row=(start, start + len(quote)), name=str(row["indicator_text"] or ""),
            indicator_id=text_of(row["indicator_id"]), area=str(row["region_code"] or meta.region_name or ""), scope=text_of(row["scope"]),
            level=self._level(row), measure=str(row["measure"]), basis=text_of(row["basis"]), status=str(row["status"]), value=printed,
            unit=unit, unit_std=text_of(row["unit_std"]), factor=_factor(row["value_std"], printed), year=year_of(row["year"]),
            year_start=year_of(row["year_start"]), digits=self.text[slice(*digits)], digits_at=digits,
            unit_at=_find(self.text, unit, digits[1], at[1]), year_at=self._year_before(at, year_of(row["year"])),
        )  # fmt: skip

    def _level(self, row: Record) -> str | None:
        """The administrative level that the figure's range is for: of the place where it names one, else the plan's."""
        meta = self.plan.document.metadata
        region = self.registry.regions.by_code(str(row["region_code"])) if row["region_code"] else None
        scope = str(row["scope"] or "")
        if meta.level == "park" or _PARK.search(scope):
            return "park"
        if scope:
            return "county" if _COUNTY.search(scope) else None
        return region.level if region is not None and row["region_code"] != meta.region_code else meta.level

    def _year_before(self, at: Span, year: int | None) -> Span | None:
        """The last year printed before a figure in its line, where it is the figure's."""
        line = self.text.rfind("\n", 0, at[0]) + 1
        before = list(_YEAR.finditer(self.text, line, at[0]))
        return before[-1].span() if before and int(before[-1][0]) == year else None

    def _in_table(self, figure: Figure, table: PlanTable, value: TableValue) -> Figure:
        return replace(
            figure, table=table.table_id, cell=(value.row, value.column), row=value.quote, name_at=_name_at(figure, value),
            unit_at=figure.unit_at or _unit_at(figure, table, value), year_at=_year_at(figure, table, value),
            place=_place(table, value),
            parent=(value.parent.start, value.parent.end) if value.parent is not None else None,
            period_is_named=bool(_NAMED_PERIOD.search(value.heading.header)),
        )  # fmt: skip


def _factor(standard: object, printed: float) -> float | None:
    if standard is None:
        return None
    return float(str(standard)) / printed if printed else 1.0


def _find(text: str, part: str | None, start: int, end: int) -> Span | None:
    at = text.find(part, start, end) if part else -1
    return (at, at + len(part)) if part and at >= 0 else None


def _within(cell: Cell, part: str, behind: str = "") -> Span | None:
    """Where a cell prints ``part``, after ``behind`` where that is given."""
    found = _find(cell.text, part, max(cell.text.find(behind), 0) + len(behind), len(cell.text))
    return (cell.start + found[0], cell.start + found[1]) if found else None


def _place(table: PlanTable, value: TableValue) -> str | None:
    """The place that heads the row or the column: 霁北区, and 合计 too; None in a table without places."""
    if value.place:
        return "".join(value.place.split())
    in_row = zip(table.rows[value.row], table.roles[value.row], strict=True)
    in_column = ((row[value.column], roles[value.column]) for row, roles in zip(table.rows, table.roles, strict=True))
    heads = ("".join(cell.text.split()) for cell, role in (*in_row, *in_column) if role in (Role.PLACE, Role.HEADER))
    return next((head for head in heads if TOTAL.match(head)), None)


def _name_at(figure: Figure, value: TableValue) -> Span | None:
    """The name in its cell; None for a sub-row, whose name is made of two cells."""
    if value.name is None or value.parent is not None or not figure.name:
        return None
    return _within(value.name, figure.name)


def _unit_at(figure: Figure, table: PlanTable, value: TableValue) -> Span | None:
    """The unit in the row's unit column, else in the name's brackets, else in the column's header."""
    if figure.unit is None:
        return None
    cells = zip(table.rows[value.row], table.roles[value.row], strict=True)
    in_row = [cell for cell, role in cells if role is Role.UNIT and "".join(cell.text.split()) == figure.unit]
    if in_row:
        return _within(in_row[0], figure.unit)
    if value.name is not None and value.role is Role.VALUE and (found := _within(value.name, figure.unit, figure.name)):
        return found
    headers = (row[value.column] for row, roles in zip(table.rows, table.roles, strict=True) if roles[value.column] is Role.HEADER)
    return next((found for cell in headers if (found := _within(cell, figure.unit))), None)


def _year_at(figure: Figure, table: PlanTable, value: TableValue) -> Span | None:
    """The year in the header of a level's column, else in the row's cell of the year; None where it is printed in none or in several."""
    if figure.measure != "level":
        return None
    column = [row[value.column] for row in table.rows]
    for cells in (column, table.rows[value.row]):
        years = {
            (cell.start + m.start(), cell.start + m.end())
            for cell in cells
            if cell.start != value.cell.start
            for m in _YEAR_CELL.finditer(cell.text)
            if int(m[0]) == figure.year
        }
        if years:
            return years.pop() if len(years) == 1 else None
    return None
