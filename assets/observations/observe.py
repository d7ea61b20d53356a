"""Table values to observations: every value cell becomes a row, is not set, or is rejected with its reason."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

import pandas as pd

from assets.allowance import quoted
from assets.documents.outline.sections import Section, innermost_section, sections_of
from assets.documents.plans import Plan
from assets.language.fold import fold, squeeze
from assets.language.ids import digest
from assets.language.quantity import has_digit
from assets.language.years import find_periods
from assets.observations.drafts import Draft, of_saying, of_statement
from assets.observations.name_index import NameIndex
from assets.observations.standard import standardized
from assets.observations.units import UnitTable
from assets.observations.whole_names import growth_in_name, name_of_change, without_added
from assets.statements.read import PlanStatements
from assets.tables.phrases.model import Saying
from assets.tables.phrases.read import read_cell
from assets.tables.plan_table import PlanTable, TableValue
from expectations.registry import Registry
from expectations.registry.schema import conform_rows

Row = dict[str, object]


@dataclass(slots=True)
class Readings:
    """What the plans say before any rule is asked: observations, what could not be read, what became of each value cell."""

    observations: pd.DataFrame
    rejects: pd.DataFrame
    dispositions: dict[tuple[str, int, int], str]
    unmatched_names: dict[str, int]  # printed names that are not in the catalogue, with the number of rows


@dataclass(slots=True)
class _Collected:
    observations: list[Row] = field(default_factory=list)
    rejects: dict[str, Row] = field(default_factory=dict)  # by id: a cell that covers two columns is refused once
    dispositions: dict[tuple[str, int, int], str] = field(default_factory=dict)


def observe(plans: Sequence[Plan], tables: Sequence[PlanTable], statements: Sequence[PlanStatements], registry: Registry) -> Readings:
    """Every value cell of the plans' indicator tables and every statement of their running text as observations."""
    names, units = _looked_up_by(_Held(registry))
    of_plan: dict[str, list[PlanTable]] = {}
    for table in tables:
        of_plan.setdefault(table.plan_id, []).append(table)
    said = {found.plan_id: found.statements for found in statements}
    refused_sentences = {found.plan_id: found.refused for found in statements}
    out = _Collected()
    for plan in plans:
        reader = _PlanReader(plan, registry, names, units, out)
        for table in of_plan.get(plan.plan_id, ()):
            refused = reader.refuse(table)
            for value in table.values:
                if (value.row, value.column) not in refused:
                    reader.read(value, table)
        for start, end in refused_sentences.get(plan.plan_id, ()):
            reader.refuse_sentence(start, end)
        for statement in said.get(plan.plan_id, ()):
            reader.accept(of_statement(statement, plan.document.metadata, registry))
    return _as_frames(out, registry)


class _Held:
    """A registry as it is held, the same object and no equal one: so that what is made of it can be kept beside it."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    def __hash__(self) -> int:
        return id(self.registry)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and other.registry is self.registry


@lru_cache(maxsize=2)
def _looked_up_by(held: _Held) -> tuple[NameIndex, UnitTable]:
    """The indexes of a registry; they take a fifth of a second to make, and every batch of plans asks for them."""
    return NameIndex(held.registry), UnitTable(held.registry)


class _PlanReader:
    """Reads the value cells of one plan into ``out``."""

    def __init__(self, plan: Plan, registry: Registry, names: NameIndex, units: UnitTable, out: _Collected) -> None:
        self.plan = plan
        self.text = plan.document.text
        self.meta = plan.document.metadata
        self.sections: Sequence[Section] = sections_of(plan.plan_id, plan.document)
        self.line_starts = list(accumulate((len(line) + 1 for line in self.text.split("\n")), initial=0))[:-1]
        self.registry, self.names, self.units, self.out = registry, names, units, out

    def refuse(self, table: PlanTable) -> set[tuple[int, int]]:
        """One reject for each part of a table that is not read; gives the value cells (row, column) in them."""
        for part in table.refused:
            self.out.dispositions.update(dict.fromkeys(((table.table_id, *cell) for cell in part.cells), "reject"))
            self._add_reject(part.reason, self.text[part.start : part.end], part.start, part.end)
        return {cell for part in table.refused for cell in part.cells}

    def refuse_sentence(self, start: int, end: int) -> None:
        """One reject for a sentence with more figures than are read of one."""
        self._add_reject("sentence_too_long", self.text[start:end], start, end)

    def read(self, value: TableValue, table: PlanTable) -> None:
        """One value cell: each figure in it an observation, what cannot be read a reject; without any it is not set."""
        said = read_cell(value.cell.text, spaced=table.is_spaced)
        words = [saying for saying in said.sayings if saying.quantity.value is None and not _is_target_in_words(value, saying)]
        read = [(saying, of_saying(saying, value, table, self.meta, self.registry)) for saying in said.sayings if saying not in words]
        drafts = [draft for _, draft in read if draft is not None]
        for draft in drafts:
            self.accept(draft)
        refused = [*said.unread, *((saying.start, saying.end) for saying, draft in read if draft is None)]
        if refused and not drafts:
            self._reject(value, "unreadable_value", 0, len(value.cell.text))
        for start, end in refused if drafts else ():
            self._reject(value, "unread_part", start, end)
        for saying in words:
            self._reject(value, "words_without_value", saying.start, saying.end)
        fate = "observation" if drafts else "reject" if refused or words else "not_set"
        self.out.dispositions[(table.table_id, value.row, value.column)] = fate

    def _reject(self, value: TableValue, reason: str, start: int, end: int) -> None:
        self._add_reject(reason, value.cell.text[start:end], value.cell.start + start, value.cell.start + end)

    def _add_reject(self, reason: str, text: str, start: int, end: int) -> None:
        """Refuse a stretch of the plan; the same stretch of a cell that covers two columns is the same reject."""
        reject_id = digest(self.plan.plan_id, reason, str(start), text)
        self.out.rejects[reject_id] = {
            "reject_id": reject_id, "plan_id": self.plan.plan_id, "source_path": self.plan.source_path, "reason_id": reason,
            "text": text, "char_start": start, "char_end": end,
        }  # fmt: skip

    def accept(self, draft: Draft) -> None:
        """One figure read, as a row."""
        sense, quantity = draft.sense, draft.quantity
        indicator_id = indicator_of(draft.name, sense.unit, sense.measure, self.names)
        if indicator_id and draft.cell is None and sense.measure == "level" and self.names.tells_something_else(indicator_id, sense.unit):
            indicator_id = None  # a sentence's noun is less sure than a row's name, which keeps its id and is questioned
        standard = standardized(quantity, sense, indicator_id, draft.name, self.registry, self.units)
        section = innermost_section(self.sections, draft.start)
        table_id, row_index, column_index = draft.cell or (None, None, None)
        row: Row = {
            "plan_id": self.plan.plan_id, "section_id": section.section_id if section else None,
            "indicator_id": indicator_id, "indicator_text": self._name(draft, indicator_id),
            "region_code": draft.region_code, "scope": draft.scope,
            "measure": sense.measure, "basis": sense.basis or standard.basis, "rank_among": draft.rank_among, "status": sense.status,
            "comparator": quantity.comparator, "value": quantity.value, "value_max": quantity.value_max,
            "unit": sense.unit if quantity.value is not None else None, "value_text": self.text[draft.start : draft.end],
            "value_std": standard.value, "value_max_std": standard.value_max, "unit_std": standard.unit,
            "year": sense.year, "year_start": sense.year_start, "binding": draft.binding, "origin": draft.origin,
            "table_id": table_id, "row_index": row_index, "column_index": column_index,
            "line": bisect_right(self.line_starts, draft.start), "page": bisect_right(self.plan.document.pages, draft.start) or None,
            "char_start": draft.start, "char_end": draft.end, "quote": quoted(self.text, draft.quote, draft.start, draft.end),
        }  # fmt: skip
        self.out.observations.append(row)

    def _name(self, draft: Draft, indicator_id: str | None) -> str | None:
        """The name as published: of a change what was added to (新增公交车 gives 公交车), unless the flow's own name says 新增."""
        if draft.name is None or draft.sense.measure != "change":
            return draft.name
        own = indicator_id is not None and "新增" in self.registry.indicators[indicator_id].name_zh
        return draft.name if own else name_of_change(draft.name)


def indicator_of(name: str | None, unit: str | None, measure: str, names: NameIndex) -> str | None:
    """The catalogue's id: of the printed name, else (growth and change being measures) of the name without its word for them."""
    if name is None:
        return None
    match = names.match(name, unit)
    if match.indicator_id is None and measure == "growth" and (grown := growth_in_name(name)):
        match = names.match(grown[0])
    if match.indicator_id is None and measure == "change":
        match = names.match(without_added(name), unit)
    return match.indicator_id


def _is_target_in_words(value: TableValue, saying: Saying) -> bool:
    """Whether words in a value cell may stand as a target: 保持在合理区间 and 2030年前如期实现 do; words with other digits do not."""
    words = fold(saying.quantity.words or "")
    for period in reversed(find_periods(words)):
        words = words[: period.char_start] + words[period.char_end :]
    return value.heading.status != "actual" and not has_digit(words) and len(words) <= 60


def _as_frames(out: _Collected, registry: Registry) -> Readings:
    tables = registry.tables
    seen: Counter[tuple[object, ...]] = Counter()
    for row in out.observations:
        same = (row["plan_id"], squeeze(fold(str(row["quote"]))), row["value_text"])
        row["observation_id"] = digest(*map(str, same), str(seen[same]))
        seen[same] += 1
    unmatched = Counter(
        str(row["indicator_text"]) for row in out.observations if row["indicator_id"] is None and row["indicator_text"] is not None
    )

    def frame(name: str, rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
        return conform_rows([[row.get(column) for column in tables[name].columns] for row in rows], tables[name])

    return Readings(
        observations=frame("observations", out.observations),
        rejects=frame("rejects", list(out.rejects.values())),
        dispositions=out.dispositions,
        unmatched_names=dict(sorted(unmatched.items(), key=lambda item: (-item[1], item[0]))),
    )
