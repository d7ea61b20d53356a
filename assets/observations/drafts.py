"""A draft of an observation: what was read of one figure, from a table's cell or from a sentence, before it becomes a row."""

from __future__ import annotations

from dataclasses import dataclass, replace

from assets.documents.document import PlanMetadata
from assets.language.completion import completed
from assets.language.fold import fold, squeeze
from assets.language.quantity import Quantity
from assets.observations.area_codes import area_of
from assets.observations.labels import name_of
from assets.observations.measured import measure_of, with_measure
from assets.observations.sense import Sense, TableStatement, sense_of
from assets.observations.whole_names import NO_NAME, read_name
from assets.statements.statement import Statement
from assets.tables.phrases.model import Saying
from assets.tables.plan_table import Cell, PlanTable, TableValue
from expectations.registry import Registry

BINDING = {"约束": "binding", "预期": "expected"}
_AMONG = ("全国", "全省", "全市", "全区", "全球", "世界")


@dataclass(frozen=True, slots=True)
class Draft:
    """One figure as read. ``start``, ``end`` and ``quote`` are spans of the plan's text; ``cell`` is table, row, column."""

    name: str | None  # None where the plan lost it
    quantity: Quantity
    sense: Sense
    start: int
    end: int
    quote: tuple[int, int]
    region_code: str | None
    scope: str | None
    binding: str | None = None
    rank_among: str | None = None
    cell: tuple[str, int, int] | None = None

    @property
    def origin(self) -> str:
        """Where it was read: table or text."""
        return "text" if self.cell is None else "table"


def of_saying(saying: Saying, value: TableValue, table: PlanTable, plan: PlanMetadata, registry: Registry) -> Draft | None:
    """The draft of one figure of a table's value cell; None where the cell has more figures than its row has names."""
    printed = read_name(value.name) if value.name else NO_NAME
    measure = measure_of(value, table)
    parent = read_name(value.parent).name if value.parent and measure is None else None  # 稻谷 of 粮食作物 has its own 产量
    row_name = with_measure(completed(printed.name, parent), measure)
    name = name_of(saying, row_name)
    if name is None:
        return None
    sense = sense_of(TableStatement(value, saying, replace(printed, name=name), table, plan))
    region_code, scope = area_of(value.place, plan, registry)
    words = squeeze(fold(name + value.heading.header + value.cell.text))
    start, end = _span(value.cell, saying)
    attribute = saying.binding or printed.attribute or value.attribute or ""
    return Draft(
        name=name if value.name or saying.label else None, quantity=saying.quantity, sense=sense,
        start=start, end=end, quote=value.quote,
        region_code=region_code, scope=scope, binding=next((code for word, code in BINDING.items() if word in attribute), None),
        rank_among=next((among for among in _AMONG if among in words), None) if sense.measure == "rank" else None,
        cell=(table.table_id, value.row, value.column),
    )  # fmt: skip


def _span(cell: Cell, saying: Saying) -> tuple[int, int]:
    """Where a figure stands in the plan; in a cell over several lines with other columns between, the whole cell's span."""
    if len(cell.text) != cell.end - cell.start:
        return cell.start, cell.end
    return cell.start + saying.start, cell.start + saying.end


def of_statement(statement: Statement, plan: PlanMetadata, registry: Registry) -> Draft:
    """The draft of a figure in running text; the area of a zone is the plan's, with the zone as scope."""
    own = statement.scope is not None and (plan.region_name or "").endswith(statement.scope)  # 自创区 in 新乡自创区's own plan
    region_code, scope = area_of(None if own else statement.scope, plan, registry)
    quantity = Quantity(
        value=statement.value, value_max=statement.value_max, unit=statement.unit, comparator=statement.comparator, words=statement.words
    )
    sense = Sense(
        statement.measure, statement.basis, statement.status, statement.year, statement.year_start, statement.unit, statement.sign,
        is_ratio=statement.is_ratio,
    )  # fmt: skip
    return Draft(
        name=statement.name, quantity=quantity, sense=sense, start=statement.start, end=statement.end,
        quote=(statement.quote_start, statement.quote_end), region_code=region_code, scope=scope, rank_among=statement.rank_among,
    )  # fmt: skip
