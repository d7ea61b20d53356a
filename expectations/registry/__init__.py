"""The registry: tables, rules, indicators, units and regions as data, with one loader for all of it.

Belongs here: ``tables.yaml``, ``rules.yaml``, ``normal_form.yaml``, ``unit_rules.yaml``, ``data/*.csv`` and what reads them.
Does not belong here: anything that knows plans, Dagster or Great Expectations. Nothing here imports ``assets`` or ``pipelines``.

    registry = load_registry()                       # the shipped registry, read once
    registry = load_registry(Path("my_catalogue"))   # plus a user's own: any of USER_FILES
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from expectations.registry import load, profiles, relations, vocabulary
from expectations.registry.entries import (
    Alias,
    Bound,
    Column,
    Divisor,
    Fold,
    Indicator,
    Membership,
    Part,
    Quotient,
    Range,
    RegistryError,
    Rule,
    TableSchema,
    Unit,
    UnitRules,
    Word,
)
from expectations.registry.regions import Region, RegionHit, Regions
from expectations.registry.whole import Registry

__all__ = [
    "Alias",
    "Bound",
    "Column",
    "Divisor",
    "Fold",
    "Indicator",
    "Membership",
    "Part",
    "Quotient",
    "Range",
    "Region",
    "RegionHit",
    "Regions",
    "Registry",
    "RegistryError",
    "Rule",
    "TableSchema",
    "Unit",
    "UnitRules",
    "Word",
    "load_registry",
]

USER_FILES = ("indicators.csv", "aliases.csv", "ranges.csv", "units.csv", *relations.FILES)


def load_registry(extra: Path | None = None) -> Registry:
    """The shipped registry; with ``extra``, a folder of a user's own, its rows added.

    The folder may hold any of ``USER_FILES``, with the columns of the shipped files. A user's alias, range, family, quotient or bound
    may replace a shipped one; an indicator, a unit or a part may not. Raises ``RegistryError`` with one sentence that names file,
    line and what to do. The shipped part is read once a process, the user's at each call.
    """
    shipped = _shipped()
    return shipped if extra is None else _with_users(shipped, extra)


@lru_cache(maxsize=1)
def _shipped() -> Registry:
    tables = vocabulary.with_titles(load.read_tables())
    regions, rules = load.read_regions(tables["regions"]), load.read_rules()
    empty = Registry(tables, rules, {}, {}, {}, {}, regions, load.read_normal_form(), load.read_unit_rules())
    named = replace(empty, vocabulary=vocabulary.read_vocabulary(tables["vocabulary"], rules.values()))
    return _with_files(named, load.DATA, are_users=False)


def _with_users(registry: Registry, folder: Path) -> Registry:
    if not folder.is_dir():
        raise RegistryError(f"The folder of your own indicators, {folder}, does not exist; make it or leave the setting out.")
    for path in sorted(folder.glob("*.csv")):
        if path.name not in USER_FILES:
            raise RegistryError(f"{path.name} is not read from a folder of your own; name it one of {', '.join(USER_FILES)}.")
    return _with_files(registry, folder, are_users=True)


def _with_files(registry: Registry, folder: Path, *, are_users: bool) -> Registry:
    """The registry with the rows of a folder's files: units first, then indicators, then what refers to them."""
    registry = replace(registry, units=_with_units(registry, folder / "units.csv"))
    indicators = _with_indicators(registry, folder / "indicators.csv")
    users = frozenset(indicators.keys() - registry.indicators.keys()) if are_users else frozenset()
    named = vocabulary.with_dimensions(registry.vocabulary, indicators.values())
    registry = replace(registry, indicators=indicators, users_indicators=users, vocabulary=named)
    registry = replace(
        registry,
        aliases=_with_aliases(registry, folder / "aliases.csv", are_users=are_users),
        ranges=_with_ranges(registry, folder),
    )
    return relations.with_relations(registry, folder)


def _with_units(registry: Registry, path: Path) -> Mapping[str, Unit]:
    units = dict(registry.units)
    if not path.exists():
        return units
    entries = load.read_entries(path, load.columns_of(Unit, registry.tables["units"]), load.make_unit, key=lambda unit: unit.unit)
    for row, unit in entries:
        if unit.unit in units:
            raise row.error(f"the unit {unit.unit} is known already; take the line out.")
    units |= {unit.unit: unit for _, unit in entries}
    for row, unit in entries:
        canonical = units.get(unit.canonical_unit)
        if canonical is None or canonical.canonical_unit != canonical.unit or canonical.factor != 1:
            raise row.error(f"canonical_unit {unit.canonical_unit} must be a unit of its own with factor 1; add it or name another.")
    return units


def _with_indicators(registry: Registry, path: Path) -> Mapping[str, Indicator]:
    indicators = dict(registry.indicators)
    if not path.exists():
        return indicators
    names = {indicator.name_zh: indicator.indicator_id for indicator in indicators.values()}
    columns = load.columns_of(Indicator, registry.tables["indicators"])
    for row, indicator in load.read_entries(path, columns, load.make_indicator, key=lambda i: i.indicator_id):
        if indicator.indicator_id in indicators:
            raise row.error(f"the id {indicator.indicator_id} is taken already; choose another.")
        if indicator.name_zh in names:
            raise row.error(f"{indicator.name_zh} is the name of {names[indicator.name_zh]} already; use that one or name yours apart.")
        if indicator.unit not in registry.units:
            raise row.error(f"the unit {indicator.unit} is not known; add it to units.csv.")
        indicators[indicator.indicator_id] = indicator
        names[indicator.name_zh] = indicator.indicator_id
    return indicators


def _with_aliases(registry: Registry, path: Path, *, are_users: bool) -> Mapping[str, Alias]:
    aliases = dict(registry.aliases)
    if not path.exists():
        return aliases
    names = {indicator.name_zh: indicator.indicator_id for indicator in registry.indicators.values()}
    columns = load.columns_of(Alias, registry.tables["indicator_aliases"])
    for row, alias in load.read_entries(path, columns, load.make_alias, key=lambda a: a.alias):
        load.refuse_unknown(row, alias.indicator_id, registry.indicators)
        if names.get(alias.alias, alias.indicator_id) != alias.indicator_id:
            raise row.error(f"{alias.alias} is the name of {names[alias.alias]} itself and cannot mean {alias.indicator_id} as well.")
        aliases[alias.alias] = replace(alias, is_users=True) if are_users else alias
    return aliases


def _with_ranges(registry: Registry, folder: Path) -> Mapping[tuple[str, str], Range]:
    """Those that follow from the city's first; a line of its own for a level wins over them."""
    ranges = dict(registry.ranges)
    ranges |= {
        (found.indicator_id, found.level): found for found in profiles.ranges_of_cities(folder / "city_ranges.csv", registry.indicators)
    }
    path = folder / "ranges.csv"
    if not path.exists():
        return ranges
    columns = load.columns_of(Range, registry.tables["indicator_ranges"])
    for row, found in load.read_entries(path, columns, load.make_range, key=lambda r: f"{r.indicator_id} of level {r.level}"):
        load.refuse_unknown(row, found.indicator_id, registry.indicators)
        ranges[found.indicator_id, found.level] = found
    return ranges
