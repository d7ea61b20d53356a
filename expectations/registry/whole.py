"""The registry as a whole: everything the pipeline knows as data, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from expectations.registry.entries import (
    Alias,
    Bound,
    Fold,
    Indicator,
    Membership,
    Part,
    Quotient,
    Range,
    Rule,
    TableSchema,
    Unit,
    UnitRules,
    Word,
    convertible_units,
)
from expectations.registry.regions import Regions
from expectations.registry.schema import conform_rows

if TYPE_CHECKING:
    import pandas as pd


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
    vocabulary: Mapping[tuple[str, str], Word] = field(default_factory=dict)  # by column and code

    def names_zh(self, column: str) -> dict[str, str]:
        """The Chinese names of a column's codes, by code."""
        return {word.code: word.zh for word in self.vocabulary.values() if word.column == column}

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
        """A reference table (indicators, indicator_aliases, indicator_ranges, units, regions, vocabulary) as a frame, sorted by key.

        Raises ``KeyError`` for any other table: those hold what was read from plans.
        """
        if table_name not in self._frames:
            table, entries = self.tables[table_name], self._reference_tables[table_name]
            self._frames[table_name] = conform_rows([[self._cell(entry, column) for column in table.columns] for entry in entries], table)
        return self._frames[table_name].copy(deep=False)

    @cached_property
    def _frames(self) -> dict[str, pd.DataFrame]:
        """The frames that somebody asked for: they are asked for often, and each has thousands of rows."""
        return {}

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
            "vocabulary": tuple(self.vocabulary.values()),
        }
