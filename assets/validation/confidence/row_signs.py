"""The signs of rows: what spoke for and against each reading, as phrases of closed lists, one an aspect (``aspect: what was found``)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from assets.documents.plans import Plan
from assets.documents.writing.looks import RECOGNISED
from assets.language.incidental import kind_of
from assets.observations.whole_names import without_added
from assets.statements.read import PlanStatements
from assets.tables.plan_table import PlanTable, TableValue
from assets.validation.confidence.name_signs import signs_of_name
from assets.validation.confidence.weighing import Grounds
from expectations.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

Phrases = Sequence[str | None]
_GRID_BANDS = (0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
_RATES = ("%", "‰", "个百分点", "百分点", "倍", "番", "成", "位", "")
_COUNTED = re.compile(r"[个家项件座所名处支篇部门种类款台套只张本户人位]")
_TIMES = re.compile(r"万?(?:年|个?月|天|日|周|小时|分钟|个?季度)")
_OCCASIONS = re.compile(r"万?(?:次|场|届|批|批次|期|轮|发|场次|人次|起)")
_POINTS = re.compile(r"个?(?:条|方面|点|步)|条措施|项措施")
_SMALL = 10
_ASKED = (
    "observation_id", "plan_id", "indicator_id", "indicator_text", "region_code", "scope", "measure", "basis", "status", "comparator",
    "value", "value_max", "unit", "value_std", "year", "year_start", "origin", "table_id", "row_index", "column_index",
    "char_start", "char_end", "flags",
)  # fmt: skip


def grounds_of(
    rows: pd.DataFrame, plans: Sequence[Plan], tables: Sequence[PlanTable], statements: Sequence[PlanStatements], registry: Registry
) -> Grounds:
    """The signs of accepted and flagged rows, a frame of the table observations, by what the stages before know of them."""
    columns = {name: _cells(rows[name]) for name in _ASKED}
    signs: dict[str, Phrases] = {}
    for made in (_of_names(columns), _of_values(columns), _of_years(columns, plans), _of_others(columns), _of_rules(columns, registry)):
        signs |= made
    signs |= _of_plans(columns, plans) | _of_tables(columns, tables) | _of_sentences(columns, statements)
    return Grounds(columns["observation_id"], columns["origin"], signs)


def _cells(column: pd.Series) -> list[Any]:
    """The cells of a column, None where empty; those of strings are so already."""
    return (column if column.dtype == "object" else column.astype("object").where(column.notna(), None)).tolist()


def _of_names(columns: Mapping[str, list[Any]]) -> dict[str, Phrases]:
    names = columns["indicator_text"]
    of_name = {name: signs_of_name(name) for name in dict.fromkeys(names)}
    aspects: dict[str, Phrases] = {
        aspect: [of_name[name][i] for name in names] for i, aspect in enumerate(("name", "name begins", "name ends", "name holds"))
    }
    known = [f"catalogue: {'knows the name' if found else 'does not know the name'}" for found in columns["indicator_id"]]
    kinds = {name: f"what it is of: {kind_of(name or '')}" for name in of_name}
    return {**aspects, "catalogue": known, "kind of thing": [kinds[name] for name in names]}


def _of_values(columns: Mapping[str, list[Any]]) -> dict[str, Phrases]:
    units = [_unit_sign(unit, value) for unit, value in zip(columns["unit"], columns["value"], strict=True)]
    lawful = [
        "unit: lawful for the indicator" if std is not None else "unit: not the indicator's" if known else None
        for std, known in zip(columns["value_std"], columns["indicator_id"], strict=True)
    ]
    bounds = [
        f"bound: {comparator}{' of two' if top is not None else ''}"
        for comparator, top in zip(columns["comparator"], columns["value_max"], strict=True)
    ]
    measures = [
        f"measure: {measure}{f', {basis}' if basis else ''}" for measure, basis in zip(columns["measure"], columns["basis"], strict=True)
    ]
    return {"kind of unit": units, "unit": lawful, "bound": bounds, "measure": measures}


def _unit_sign(unit: str | None, value: float | None) -> str:
    if value is None:
        return "value: in words"
    plain = (unit or "").strip()
    if plain in _RATES:
        return f"value: in {plain or 'no unit'}"
    kinds = {"of time": _TIMES, "occasions": _OCCASIONS, "points": _POINTS}
    if kind := next((kind for kind, pattern in kinds.items() if pattern.fullmatch(plain)), None):
        return f"value: {kind}"
    if _COUNTED.fullmatch(plain):
        return f"value: counts {'a few' if value <= _SMALL else 'some' if value <= _SMALL**2 else 'many'}"
    return "value: of money" if plain.endswith("元") else "value: of a measure"


def _of_years(columns: Mapping[str, list[Any]], plans: Sequence[Plan]) -> dict[str, Phrases]:
    period = {plan.plan_id: (plan.document.metadata.period_start, plan.document.metadata.period_end) for plan in plans}
    where = [
        f"year of the {status}: {_year_sign(year, *period.get(plan_id, (None, None)))}"
        for plan_id, year, status in zip(columns["plan_id"], columns["year"], columns["status"], strict=True)
    ]
    spans = [
        f"start: {'known' if start is not None else 'none'} of {measure}"
        for start, measure in zip(columns["year_start"], columns["measure"], strict=True)
    ]
    return {"year": where, "start": spans}


def _year_sign(year: int | None, start: int | None, end: int | None) -> str:
    if year is None:
        return "unknown"
    if start is None or end is None:
        return "known, the period is not"
    return (
        "the period's last" if year == end
        else "the one before the period" if year == start - 1
        else "within the period" if start <= year < end
        else "before the period" if year < start
        else "behind the period"
    )  # fmt: skip


def _of_others(columns: Mapping[str, list[Any]]) -> dict[str, Phrases]:
    """Whether the plan says the same elsewhere, and how often it uses the name."""
    subjects = [known or name for known, name in zip(columns["indicator_id"], columns["indicator_text"], strict=True)]
    facts = list(zip(columns["plan_id"], subjects, columns["value"], columns["year"], strict=True))
    places: dict[tuple[object, ...], set[str]] = {}
    for fact, origin in zip(facts, columns["origin"], strict=True):
        places.setdefault(fact, set()).add(origin)
    said, uses = Counter(facts), Counter(zip(columns["plan_id"], subjects, strict=True))
    again = [f"said again: {'in table and text' if len(places[fact]) > 1 else 'yes' if said[fact] > 1 else 'no'}" for fact in facts]
    often = [f"name used: {'once' if uses[fact[:2]] == 1 else 'more than once'}" for fact in facts]
    scopes = [
        f"scope: {'a part of the area' if scope else 'the plan' if region else 'no area known'}"
        for scope, region in zip(columns["scope"], columns["region_code"], strict=True)
    ]
    return {"said again": again, "name used": often, "scope": scopes}


def _of_rules(columns: Mapping[str, list[Any]], registry: Registry) -> dict[str, Phrases]:
    """A phrase for each rule that questions a row; what the catalogue does not know is told apart."""
    flagged = [frozenset((flags or "").split(";")) for flags in columns["flags"]]
    seen = frozenset().union(*set(flagged)) - {"name_not_in_catalogue"}
    return {rule: [f"questioned: {rule}" if rule in flags else None for flags in flagged] for rule in registry.rules if rule in seen}


def _of_plans(columns: Mapping[str, list[Any]], plans: Sequence[Plan]) -> dict[str, Phrases]:
    doubted = {plan.plan_id: {doubt.field for doubt in plan.document.metadata.doubts} for plan in plans}
    fields = sorted(set().union(*doubted.values())) if doubted else []
    pictures = {plan.plan_id for plan in plans if any(kind == RECOGNISED for kind, _ in plan.document.asides)}
    recognised = ["text: recognised by a program" if plan in pictures else None for plan in columns["plan_id"]]
    return {
        "text": recognised,
        **{
            f"plan's {field}": [
                f"plan: its {field} rests on little" if field in doubted.get(plan, ()) else None for plan in columns["plan_id"]
            ]
            for field in fields
        },
    }


def _of_tables(columns: Mapping[str, list[Any]], tables: Sequence[PlanTable]) -> dict[str, Phrases]:
    wanted = {table for table in columns["table_id"] if table is not None}
    held = [table for table in tables if table.table_id in wanted]
    of_cell = {(table.table_id, value.row, value.column): tuple(_cell_signs(table, value)) for table in held for value in table.values}
    places = zip(columns["table_id"], columns["row_index"], columns["column_index"], strict=True)
    found = [of_cell.get(place) for place in places]
    aspects = ("grid", "header's year", "header's status", "row", "cell's unit", "kind of grid")
    return {aspect: [signs[i] if signs else None for signs in found] for i, aspect in enumerate(aspects)}


def _cell_signs(table: PlanTable, value: TableValue) -> Iterator[str]:
    score, heading = table.grid_score, value.heading
    yield f"grid: {'no score' if score is None else f'score from {max((band for band in _GRID_BANDS if score >= band), default=0)}'}"
    yield f"header: {'tells a year' if heading.year is not None else 'tells no year'}"
    yield f"header: {heading.status or 'neither reached nor promised'}"
    yield f"row: {'without a name' if value.name is None else 'a part of another' if value.parent is not None else 'with a name'}"
    place = "own column" if value.unit else "header" if heading.unit else "above the table" if value.unit_line else "name or cell"
    yield f"unit's place: {place}"
    yield f"down the rows: {'places' if value.place else 'indicators'}"


def _of_sentences(columns: Mapping[str, list[Any]], statements: Iterable[PlanStatements]) -> dict[str, Phrases]:
    of_place = {(said.plan_id, one.start, one.end, without_added(one.name)): one.signs for said in statements for one in said.statements}
    names = [
        without_added(name) if isinstance(name, str) else "" for name in columns["indicator_text"]
    ]  # rows of what was added are published without 新增
    places = zip(columns["plan_id"], columns["char_start"], columns["char_end"], names, strict=True)
    found = [of_place.get(place) for place in places]
    aspects = [sign.partition(":")[0] for sign in next((signs for signs in found if signs), ())]
    return {aspect: [signs[i] if signs else None for signs in found] for i, aspect in enumerate(aspects)}
