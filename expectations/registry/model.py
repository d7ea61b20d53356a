"""The registry's entries as typed, immutable values. Pure data: no file is read and no heavy library is imported here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from expectations.registry.regions import Regions

if TYPE_CHECKING:
    import pandas as pd

ColumnType = Literal["string", "number", "integer", "year", "date", "timestamp"]
Severity = Literal["error", "warning", "info"]


class RegistryError(ValueError):
    """The registry, or a user's addition to it, is broken; the message names file, line and what to do."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a published table."""

    name: str
    type: ColumnType
    description: str
    nullable: bool = False
    values: tuple[str, ...] = ()  # closed vocabulary; empty where any value is allowed
    refers: str | None = None  # table.column that holds every value of this one
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table: what it is and its columns, in order."""

    name: str
    description: str
    stage: str
    layer: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that questions what was read, or a reason why something was not accepted."""

    rule_id: str
    severity: Severity
    applies_to: Literal["observation", "reject"]
    asked: Literal["reading", "validation", "review"]
    questions: Literal["row", "all"]
    limits: Mapping[str, float]  # the numbers it decides by
    title_en: str
    title_zh: str
    description_en: str
    description_zh: str
    says_en: str
    says_zh: str
    rationale: str
    rationale_zh: str
    example: str
    example_zh: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """A catalogue indicator; column meanings are table ``indicators``'s."""

    indicator_id: str
    name_zh: str
    name_en: str
    dimension: str
    unit: str
    kind: str
    direction: str
    flow_or_stock: str
    definition: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A printed name that means a catalogue indicator. ``is_users``: it comes from a user's folder and wins over a shipped one."""

    alias: str
    indicator_id: str
    is_users: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """Plausible range of an indicator's level at one administrative level, in the indicator's unit."""

    indicator_id: str
    level: str
    valid_min: float
    valid_max: float
    reason: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A printed unit: value in ``unit`` × ``factor`` = value in ``canonical_unit``. ``factor_text`` keeps the decimal as written."""

    unit: str
    canonical_unit: str
    factor: float
    factor_text: str


@dataclass(frozen=True, slots=True)
class Fold:
    """One step of the normal form of names: every match of ``pattern`` becomes ``to``."""

    fold_id: str
    pattern: re.Pattern[str]
    to: str
    why: str


@dataclass(frozen=True, slots=True)
class Divisor:
    """A divisor that a name says where the unit leaves it out: 每百万人口 → divisor 万人, factor 0.01."""

    divisor_id: str
    pattern: re.Pattern[str]
    divisor: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Equalities of units that depend on what is counted; see unit_rules.yaml."""

    counters: Mapping[str, frozenset[str]]
    divisors: tuple[Divisor, ...]
    indicator_by_unit: Mapping[str, Mapping[str, str]]  # indicator_id → canonical printed unit → the id that is meant


def are_of_one_kind(left: str, right: str, rules: UnitRules) -> bool:
    """Whether two canonical units count one kind of thing: they are the same, or counters of one class (个 and 家)."""
    return left == right or any(left in units and right in units for units in rules.counters.values())


def convertible_units(unit: str, units: Mapping[str, Unit], rules: UnitRules) -> tuple[str, ...]:
    """The printed units that convert into ``unit``, in the order of ``units``; see ``Registry.lawful_units``."""
    numerator, slash, divisor = unit.partition("/")
    targets = {units[unit].canonical_unit}
    if slash and numerator in units and any(rule.divisor == divisor for rule in rules.divisors):
        targets.add(units[numerator].canonical_unit)
    return tuple(one.unit for one in units.values() if any(are_of_one_kind(one.canonical_unit, target, rules) for target in targets))


@dataclass(frozen=True, slots=True)
class Part:
    """``part_id`` counts, by definition, a part of what ``whole_id`` counts: for one area, scope and date it is never the larger."""

    part_id: str
    whole_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class Membership:
    """An indicator's place in a family of names that look alike and are never joined; ``variant`` tells it apart, in Chinese."""

    family: str
    indicator_id: str
    variant: str


@dataclass(frozen=True, slots=True)
class Quotient:
    """ratio = numerator / denominator × ``factor``, all three in their catalogue units."""

    ratio_id: str
    numerator_id: str
    denominator_id: str
    factor: float
    reason: str


@dataclass(frozen=True, slots=True)
class Bound:
    """What an indicator can be by its definition, whatever the place, in its unit; None where nothing bounds it on that side."""

    indicator_id: str
    possible_min: float | None
    possible_max: float | None
    reason: str


@dataclass(frozen=True)
class Registry:
    """Everything the pipeline knows as data: the shipped registry, with a user's additions where a folder was given."""

    tables: Mapping[str, TableSchema]
    rules: Mapping[str, Rule]
    indicators: Mapping[str, Indicator]
    aliases: Mapping[str, Alias]
    ranges: Mapping[tuple[str, str], Range]
    units: Mapping[str, Unit]
    regions: Regions
    normal_form: tuple[Fold, ...]
    unit_rules: UnitRules
    users_indicators: frozenset[str] = frozenset()
    parts: tuple[Part, ...] = ()  # direct relations only: a part of a part is a part too
    families: Mapping[str, Membership] = field(default_factory=dict)  # by indicator_id
    quotients: tuple[Quotient, ...] = ()
    bounds: Mapping[str, Bound] = field(default_factory=dict)  # by indicator_id: those unlike their kind's, see bounds_of

    def bounds_of(self, indicator_id: str) -> tuple[float | None, float | None]:
        """The least and the most that the indicator can be by its definition, in its unit; None where nothing bounds it.

        A line of bounds.csv says both. Without one the kind does: a rank is 1 or more; a ratio in % is a share of a whole, 0 to 100;
        a count, sum of money, amount, area, intensity or score is 0 or more. Raises ``KeyError`` for an id that is not in the catalogue.
        """
        indicator, bound = self.indicators[indicator_id], self.bounds.get(indicator_id)
        if bound is not None:
            return bound.possible_min, bound.possible_max
        if indicator.kind == "rank":
            return 1.0, None
        return 0.0, 100.0 if indicator.kind == "ratio" and indicator.unit == "%" else None

    def lawful_units(self, indicator_id: str) -> tuple[str, ...]:
        """Every printed unit that converts into the indicator's, in the order of units.csv: 万元 and 元 for 亿元; 个 and 户 for 家.

        Those that convert only because the name says the divisor (件 for 件/万人: 每万人口发明专利拥有量) are among them. Raises
        ``KeyError`` for an id that is not in the catalogue.
        """
        return self._lawful_units[self.indicators[indicator_id].unit]

    @cached_property
    def _lawful_units(self) -> Mapping[str, tuple[str, ...]]:
        wanted = {indicator.unit for indicator in self.indicators.values()}
        return {unit: convertible_units(unit, self.units, self.unit_rules) for unit in wanted}

    def frame(self, table_name: str) -> pd.DataFrame:
        """A reference table (indicators, indicator_aliases, indicator_ranges, units, regions) as a frame, sorted by key.

        Raises ``KeyError`` for any other table: those hold what was read from plans.
        """
        from expectations.registry.schema import conform_rows

        table = self.tables[table_name]
        entries = self._reference_tables[table_name]
        return conform_rows([[self._cell(entry, column) for column in table.columns] for entry in entries], table)

    def _cell(self, entry: object, column: str) -> object:
        """An entry's cell; lawful_units stands in no file and is worked out."""
        if column == "lawful_units" and isinstance(entry, Indicator):
            return ";".join(self.lawful_units(entry.indicator_id))
        return getattr(entry, column)

    @cached_property
    def _reference_tables(self) -> Mapping[str, tuple[object, ...]]:
        return {
            "indicators": tuple(self.indicators.values()),
            "indicator_aliases": tuple(self.aliases.values()),
            "indicator_ranges": tuple(self.ranges.values()),
            "units": tuple(self.units.values()),
            "regions": tuple(self.regions),
        }
