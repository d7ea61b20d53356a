"""Reading the registry's files (YAML and CSV) into typed entries, and saying clearly what is wrong with one that is broken."""

from __future__ import annotations

import csv
import math
import os
import re
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, TypeVar

import yaml

from expectations.registry.entries import (
    Alias,
    Column,
    Divisor,
    Fold,
    Indicator,
    Range,
    RegistryError,
    Rule,
    TableSchema,
    Unit,
    UnitGrammar,
    UnitRules,
)
from expectations.registry.regions import Region, Regions

HERE = Path(__file__).parent
LARGEST = 32 * 2**20  # bytes of a CSV file; the shipped areas have some 400 kB
DATA = HERE / "data"
_YamlLoader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader is ten times as fast; both give the same

Entry = TypeVar("Entry")
_INDICATOR = tuple(field.name for field in fields(Indicator))  # asked for once: the catalogue has over a thousand lines


@dataclass(slots=True)  # not frozen: thousands are made at every start, and setting frozen fields takes thrice the time
class Row:
    """One line of a CSV file: its cells by column, and where it stands for messages."""

    file: str
    line: int
    cells: Mapping[str, str]

    def error(self, what: str) -> RegistryError:
        """An error about this line, in one sentence."""
        return RegistryError(f"{self.file}, line {self.line}: {what}")

    def text(self, column: str) -> str:
        """The cell, which must not be empty."""
        cell = self.cells[column]
        if not cell:
            raise self.error(f"column {column} is empty; fill it in or take the line out.")
        return cell

    def number(self, column: str) -> float:
        """The cell as a finite number."""
        try:
            value = float(self.text(column))
        except ValueError as error:
            raise self.error(f"{column} is {self.cells[column]!r}, which is no number; write digits such as 0.5 or 1200.") from error
        if not math.isfinite(value):
            raise self.error(f"{column} is {self.cells[column]!r}; write a finite number.")
        return value

    def optional_number(self, column: str) -> float | None:
        """The cell as a finite number, None where it is empty."""
        return self.number(column) if self.cells[column] else None

    def day(self, column: str) -> date | None:
        """The cell as an ISO date, None where it is empty."""
        try:
            return date.fromisoformat(self.cells[column]) if self.cells[column] else None
        except ValueError as error:
            raise self.error(f"{column} is {self.cells[column]!r}; write a date as YYYY-MM-DD.") from error


def read_yaml(path: Path) -> dict[str, dict[str, Any]]:
    """A YAML file of the registry: a mapping of mappings. Raises ``RegistryError`` where it is none."""
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), Loader=_YamlLoader)
    except yaml.YAMLError as error:
        raise RegistryError(f"{path.name} is not valid YAML ({error}); mend it.") from error
    if not isinstance(content, dict) or not all(isinstance(entry, dict) for entry in content.values()):
        raise RegistryError(f"{path.name} must hold one entry a name, each with its own keys.")
    return content


def read_tables(path: Path = HERE / "tables.yaml") -> dict[str, TableSchema]:
    """The published tables' schemas, by name."""
    return {name: _table(name, entry) for name, entry in read_yaml(path).items()}


def _table(name: str, entry: dict[str, Any]) -> TableSchema:
    columns = entry["columns"]
    key = entry["key"]
    if not isinstance(columns, dict) or not isinstance(key, list):
        raise RegistryError(f"tables.yaml: {name} needs a list `key` and a mapping `columns`.")
    made = {str(column): _column(str(column), spec) for column, spec in columns.items()}
    return TableSchema(name, str(entry["description"]), str(entry["stage"]), str(entry["layer"]), tuple(map(str, key)), made)


def _column(name: str, spec: dict[str, Any]) -> Column:
    values = spec.get("values", [])
    if not isinstance(values, list):
        raise RegistryError(f"tables.yaml: `values` of column {name} must be a list.")
    return Column(
        name=name,
        type=spec["type"],
        description=str(spec["description"]),
        nullable=bool(spec.get("null", False)),
        values=tuple(map(str, values)),
        refers=_optional(spec.get("refers")),
        unit=_optional(spec.get("unit")),
    )


def _optional(value: object) -> str | None:
    return None if value is None else str(value)


def read_rules(path: Path = HERE / "rules.yaml") -> dict[str, Rule]:
    """The rules, by id. Raises ``RegistryError`` where one lacks a key or has one too many."""
    wanted = {field.name for field in fields(Rule)} - {"rule_id"}
    rules: dict[str, Rule] = {}
    for rule_id, entry in read_yaml(path).items():
        if set(entry) != wanted:
            odd = ", ".join(sorted(set(entry) ^ wanted))
            raise RegistryError(f"{path.name}: rule {rule_id} must have exactly the keys {', '.join(sorted(wanted))}; look at: {odd}.")
        limits = {str(name): float(limit) for name, limit in entry["limits"].items()}
        texts = {key: str(value) for key, value in entry.items() if key != "limits"}
        rules[rule_id] = Rule(rule_id=rule_id, limits=limits, **texts)  # type: ignore[arg-type]
    return rules


def read_normal_form(path: Path = HERE / "normal_form.yaml") -> tuple[Fold, ...]:
    """The steps of the normal form of names, in order."""
    steps = read_yaml(path).items()
    return tuple(Fold(fold_id, re.compile(str(step["pattern"])), str(step["to"]), str(step["why"])) for fold_id, step in steps)


def read_unit_rules(path: Path = HERE / "unit_rules.yaml") -> UnitRules:
    """The equalities of units that depend on what is counted."""
    content: dict[str, dict[str, Any]] = read_yaml(path)
    divisors = content["divisors"].items()
    return UnitRules(
        counters={name: frozenset(units) for name, units in content["counters"].items()},
        divisors=tuple(Divisor(key, re.compile(d["pattern"], re.IGNORECASE), d["divisor"], Decimal(d["factor"])) for key, d in divisors),
        indicator_by_unit=content["indicator_by_unit"],
        grammar=_unit_grammar(content["grammar"]),
    )


def _unit_grammar(entry: Mapping[str, Mapping[str, Any]]) -> UnitGrammar:
    return UnitGrammar(
        rounds=frozenset(entry["rounds"]["of"]),
        divisors=frozenset(entry["divisors"]["words"]),
        counts=entry["counts"],
        time=entry["time"],
        multiplied=frozenset(entry["multiplied"]["of"]),
        tables_only=frozenset(entry["tables_only"]["of"]),
        not_before=entry["not_before"],
    )


def _bytes_of(path: Path) -> bytes:
    """A file's bytes. A pipe in its place, which would be waited for without end, is refused, and so is what no catalogue can be."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb", closefd=True) as stream:
            if not stat.S_ISREG(os.fstat(handle).st_mode):
                raise RegistryError(f"{path.name} is no regular file; put a CSV file in its place.")
            data = stream.read(LARGEST + 1)
    except OSError as error:
        raise RegistryError(f"{path.name} cannot be opened ({error.strerror}); check its rights.") from error
    if len(data) > LARGEST:
        raise RegistryError(f"{path.name} has more than the {LARGEST // 2**20} MB that are read; split it or take out what is no entry.")
    return data


def read_rows(path: Path, columns: Iterable[str]) -> list[Row]:
    """The lines of a CSV file whose header must be exactly ``columns``, in any order; cells are stripped of white space."""
    wanted = list(columns)
    try:
        text = _bytes_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegistryError(f"{path.name} is not UTF-8; save it as “CSV UTF-8” and try again.") from error
    reader = csv.reader(text.splitlines(keepends=True))
    header = [name.strip() for name in next(reader, [])]
    if sorted(header) != sorted(wanted):
        odd = ", ".join(sorted(set(header) ^ set(wanted))) or "a column that stands twice"
        raise RegistryError(f"{path.name}, line 1: the columns must be {', '.join(wanted)}; look at: {odd}.")
    rows, name, width = [], path.name, len(header)
    for cells in reader:
        if not any(cells):
            continue
        if len(cells) != width:
            raise RegistryError(f"{name}, line {reader.line_num}: {len(cells)} cells where the header has {width}.")
        rows.append(Row(name, reader.line_num, dict(zip(header, map(str.strip, cells), strict=True))))
    return rows


def columns_of(entry: type[Any], table: TableSchema | None = None) -> dict[str, tuple[str, ...]]:
    """A file's columns, each with the words allowed in it: the fields of its entries that stand in the published table, if it has one.

    ``indicators.lawful_units`` is published and worked out: no field of ``Indicator``, no column of indicators.csv.
    """
    names = [one.name for one in fields(entry)]
    return dict.fromkeys(names, ()) if table is None else {name: table.columns[name].values for name in names if name in table.columns}


def read_entries(
    path: Path, columns: Mapping[str, tuple[str, ...]], make: Callable[[Row], Entry], *, key: Callable[[Entry], object]
) -> list[tuple[Row, Entry]]:
    """The entries of a CSV file with these columns; a key that stands twice or a word outside a column's vocabulary raises."""
    closed = [(column, values) for column, values in columns.items() if values]
    seen: dict[object, int] = {}
    entries = []
    for row in read_rows(path, columns):
        for column, values in closed:
            if row.cells[column] not in values:
                raise row.error(f"{column} is {row.cells[column]!r}; write one of {', '.join(values)}.")
        entry = make(row)
        name = key(entry)
        if name in seen:
            raise row.error(f"{name} stands already on line {seen[name]}; keep one of the two.")
        seen[name] = row.line
        entries.append((row, entry))
    return entries


def refuse_unknown(row: Row, indicator_id: str, indicators: Mapping[str, Indicator]) -> None:
    """Raises where a line names an indicator that is in no catalogue."""
    if indicator_id not in indicators:
        raise row.error(f"the indicator {indicator_id} is not known; add it to indicators.csv or mend the id.")


def make_indicator(row: Row) -> Indicator:
    """A line of indicators.csv."""
    return Indicator(*map(row.text, _INDICATOR))


def make_alias(row: Row) -> Alias:
    """A line of aliases.csv."""
    return Alias(row.text("alias"), row.text("indicator_id"))


def make_range(row: Row) -> Range:
    """A line of ranges.csv."""
    low, high = row.number("valid_min"), row.number("valid_max")
    if low > high:
        raise row.error(f"valid_min {low:g} is above valid_max {high:g}; swap or mend them.")
    return Range(row.text("indicator_id"), row.text("level"), low, high, row.text("reason"))


def make_unit(row: Row) -> Unit:
    """A line of units.csv. The factor is kept as a decimal too, so that conversions are exact."""
    try:
        exact = Decimal(row.text("factor"))
    except InvalidOperation as error:
        raise row.error(f"factor is {row.cells['factor']!r}, which is no number; write digits such as 0.0001.") from error
    if not exact.is_finite() or exact <= 0:
        raise row.error(f"factor is {row.cells['factor']!r}; write a number above 0.")
    return Unit(row.text("unit"), row.text("canonical_unit"), float(exact), row.cells["factor"])


def make_region(row: Row) -> Region:
    """A line of regions.csv."""
    parent = row.cells["parent_code"] or None
    return Region(row.text("region_code"), row.text("name_zh"), row.text("level"), parent, row.day("valid_from"), row.day("valid_to"))


def read_regions(table: TableSchema) -> Regions:
    """The shipped areas with their further names and codes (region_aliases.csv: alias, region_code, kind, note)."""
    regions = [make_region(row) for row in read_rows(DATA / "regions.csv", table.columns)]
    names: dict[str, str] = {}
    codes: dict[str, str] = {}
    for row in read_rows(DATA / "region_aliases.csv", ("alias", "region_code", "kind", "note")):
        (codes if row.text("kind") == "code" else names)[row.text("alias")] = row.text("region_code")
    return Regions(regions, names, codes)
