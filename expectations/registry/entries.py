"""The registry's entries as typed, immutable values. Pure data: no file is read and no heavy library is imported here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

ColumnType = Literal["string", "number", "integer", "year", "boolean", "date", "timestamp"]
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
    title_zh: str = ""  # its name in Chinese views and metadata
    description_zh: str = ""


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One published table: what it is and its columns, in order."""

    name: str
    description: str
    stage: str
    layer: str
    key: tuple[str, ...]
    columns: Mapping[str, Column]
    title_zh: str = ""
    description_zh: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that questions what was read, or a reason why something was not accepted."""

    rule_id: str
    severity: Severity
    applies_to: Literal["observation", "reject", "plan"]
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
class Word:
    """A coded value of a column with its name in both languages; column meanings are table ``vocabulary``'s."""

    column: str
    code: str
    zh: str
    en: str


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
class UnitGrammar:
    """How printed units are put together out of base units; see unit_rules.yaml, ``grammar``."""

    rounds: frozenset[str]  # bases that 次 may follow: 艘次
    divisors: frozenset[str]  # what a unit divides by and that is no unit itself
    counts: Mapping[str, str]  # unit → pattern of the names that it counts
    time: Mapping[str, str]  # unit of time → pattern of the names whose figures it may give
    multiplied: frozenset[str]  # bases that are a unit only behind 万, 亿
    tables_only: frozenset[str]  # units that running text prints as part of other words (5月, 二期)
    not_before: Mapping[str, str]  # base → the signs that make another word of it


@dataclass(frozen=True, slots=True)
class UnitRules:
    """Equalities of units that depend on what is counted, and the grammar of units; see unit_rules.yaml."""

    counters: Mapping[str, frozenset[str]]
    divisors: tuple[Divisor, ...]
    indicator_by_unit: Mapping[str, Mapping[str, str]]  # indicator_id → canonical printed unit → the id that is meant
    grammar: UnitGrammar


def are_of_one_kind(left: str, right: str, rules: UnitRules) -> bool:
    """Whether two canonical units count one kind of thing: they are the same, or counters of one class (个 and 家)."""
    return left == right or any(left in units and right in units for units in rules.counters.values())


def convertible_units(unit: str, units: Mapping[str, Unit], rules: UnitRules) -> tuple[str, ...]:
    """The printed units that convert into ``unit``, in the order of ``units``; see ``Registry.lawful_units``."""
    numerator, slash, divisor = unit.partition("/")
    targets = {units[unit].canonical_unit}
    if slash and numerator in units and any(rule.divisor == divisor for rule in rules.divisors):
        targets.add(units[numerator].canonical_unit)
    kinds = {one.canonical_unit for one in units.values()}
    alike = {kind for kind in kinds if any(are_of_one_kind(kind, target, rules) for target in targets)}
    return tuple(one.unit for one in units.values() if one.canonical_unit in alike)


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
