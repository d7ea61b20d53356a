"""The registry's entries as typed, immutable values. Pure data: no file is read and no heavy library is imported here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
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
    applies_to: Literal["observation", "reject", "table", "plan"]
    title_en: str
    title_zh: str
    description_en: str
    description_zh: str
    rationale: str
    example: str


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

    def frame(self, table_name: str) -> pd.DataFrame:
        """A reference table (indicators, indicator_aliases, indicator_ranges, units, regions) as a frame, sorted by key.

        Raises ``KeyError`` for any other table: those hold what was read from plans.
        """
        from expectations.registry.schema import conform_rows

        table = self.tables[table_name]
        entries = self._reference_tables[table_name]
        return conform_rows([[getattr(entry, column) for column in table.columns] for entry in entries], table)

    @cached_property
    def _reference_tables(self) -> Mapping[str, tuple[object, ...]]:
        return {
            "indicators": tuple(self.indicators.values()),
            "indicator_aliases": tuple(self.aliases.values()),
            "indicator_ranges": tuple(self.ranges.values()),
            "units": tuple(self.units.values()),
            "regions": tuple(self.regions),
        }
