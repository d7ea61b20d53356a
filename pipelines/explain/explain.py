"""What was made of a plan's numbers, and what read it: the stages' own functions run over one plan, their results laid beside its text.

In: a plan file, or the plan_id of a plan of the current release. Out: an ``Explanation``; nothing is written. All offsets are code
points in the plan's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from assets.chain import judge, read_plan
from assets.documents.plans import Plan, identify
from assets.documents.reading.read import read_batch
from assets.language.fold import fold
from assets.numerals.numerals import numerals_of
from assets.observations.name_index import NameIndex
from assets.release.layout import Layout
from assets.release.releases import current_release
from assets.sources.scan import CORRECTIONS_SUFFIX, SIDECAR_SUFFIX, Role, SourceFile, scan
from assets.statements.read import PlanStatements
from assets.tables.plan_table import PlanTable, TableValue
from assets.validation.confidence.weighing import Grounds
from assets.validation.rejects import WITHOUT_SUBJECT
from expectations.registry import Registry
from expectations.registry.schema import records

if TYPE_CHECKING:
    import pandas as pd

OBSERVATION, DATE, REJECT, UNRESOLVED = "observation", "date", "reject", "unresolved"
NO_FIGURES = frozenset({"numbering", "heading", "furniture", "note_mark"})  # a line with these alone is no line with figures
_HOW = {"exact": "as printed in the catalogue", "alias": "by alias", "normal_form": "by its normal form"}
_BASIS = {"per_year": "per year", "year_on_year": "year on year", "since_base": "since the base year"}


class ExplainError(Exception):
    """There is nothing to explain; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number in the text and what became of it: observation, reject, or why it is no statement (date, name, slogan, …)."""

    start: int
    end: int
    fate: str


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of one figure: ``printed`` as it stands in the text, and what was read as (label, words), the name first."""

    start: int
    printed: str
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plan's text: its 1-based number, its start, its marks (offsets in the line; none overlaps another), its readings."""

    number: int
    start: int
    text: str
    marks: tuple[Mark, ...]
    made: tuple[Made, ...]

    @property
    def holds_figures(self) -> bool:
        """Whether there is a number in it besides those of headings and of the page around the plan."""
        return any(mark.fate not in NO_FIGURES for mark in self.marks)

    @property
    def others(self) -> tuple[Mark, ...]:
        """The numbers that no reading tells of."""
        told = [(made.start - self.start, made.start - self.start + len(made.printed)) for made in self.made]
        return tuple(mark for mark in self.marks if not any(start < mark.end and mark.start < end for start, end in told))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A plan and what was made of its numbers."""

    plan: Plan
    marks: tuple[Mark, ...]
    made: tuple[Made, ...]

    def lines(self, number: int | None = None) -> Iterator[Line]:
        """The lines that hold figures; with ``number`` that line alone. Raises ``ExplainError`` where the text has no such line."""
        printed = self.plan.document.text.split("\n")
        count = len(printed) - (printed[-1] == "")
        if number is not None and not 1 <= number <= count:
            raise ExplainError(f"The plan's text has {count} lines; give --line a number from 1 to {count}.")
        at = 0
        for i, text in enumerate(printed, start=1):
            end = at + len(text)
            if number in (None, i):
                marks = tuple(Mark(max(m.start, at) - at, min(m.end, end) - at, m.fate) for m in self.marks if m.start < end and m.end > at)
                line = Line(i, at, text.rstrip("\r"), marks, tuple(made for made in self.made if at <= made.start < end))
                if number is not None or line.holds_figures:
                    yield line
            at = end + 1


def explain(plan: str, input_dir: Path, output: Path, registry: Registry) -> Explanation:
    """What was made of the numbers of a plan file, or of the plan of this id in the current release below ``output``.

    Raises ``ExplainError`` where there is no such plan or it cannot be read, ``BrokenReleaseError`` where the release cannot be.
    """
    file = Path(plan)
    read = plan_in(file) if file.is_file() else _published(plan, input_dir, output)
    said = read_plan(read)
    validated = judge([said], registry).validated
    rows = _records(validated.observations)
    rejects = [row for row in _records(validated.rejects) if row["reason_id"] != WITHOUT_SUBJECT]  # told as a number passed over
    teller = _Teller(read, said.tables, said.statements, registry, validated.grounds)
    made = [*map(teller.observation, rows), *map(teller.reject, rejects), *teller.passed_over()]
    return Explanation(read, tuple(_marks(read, rows, rejects, said.statements)), tuple(sorted(made, key=lambda one: one.start)))


def plan_in(file: Path) -> Plan:
    """The plan in a file, with the sidecar and the corrections beside it. Raises ``ExplainError`` where it cannot be read."""
    if not file.is_file():
        raise ExplainError(f"There is no file {file}; give a plan file.")
    sidecar, corrections = (file.with_name(file.name + suffix) for suffix in (SIDECAR_SUFFIX, CORRECTIONS_SUFFIX))
    plan = SourceFile(file.name, file, Role.PLAN, sidecar=sidecar if sidecar.is_file() else None)
    if not corrections.is_file():
        return _plan(plan)
    return _plan(replace(plan, corrections=corrections), SourceFile(corrections.name, corrections, Role.CORRECTIONS))


def _plan(source: SourceFile, *corrections: SourceFile) -> Plan:
    """The plan of a file. Raises ``ExplainError`` where it cannot be read."""
    outcomes = read_batch([source, *corrections])
    if outcomes[0].document is None:
        raise ExplainError(f"The file {source.source_path} could not be read as a plan: {outcomes[0].reason}")
    return identify(outcomes)[0]


def _published(plan_id: str, input_dir: Path, output: Path) -> Plan:
    """The plan of the current release, read again from the file that it was published from."""
    release = current_release(output)
    if release is None:
        raise ExplainError(
            f"There is no file {plan_id}, and no release in {output} that could hold a plan of that id; build one, or name a file."
        )
    import pyarrow.parquet as parquet

    table = parquet.read_table(
        Layout(output).releases / release.release_id / "parquet" / "plans.parquet", columns=["plan_id", "source_path"]
    )
    files = dict(zip(table["plan_id"].to_pylist(), table["source_path"].to_pylist(), strict=True))
    if plan_id not in files:
        raise ExplainError(
            f"{plan_id} is neither a file nor a plan of the release {release.release_id}; its plans are: {', '.join(files)}."
        )
    seen = {source.source_path: source for source in scan(input_dir)}  # the file may be a member of an archive
    source = seen.get(files[plan_id])
    if source is None:
        raise ExplainError(f"The plan {plan_id} was read from {files[plan_id]}, which is not in {input_dir}; name its folder with --input.")
    corrections = [other for other in seen.values() if source.corrections is not None and other.path == source.corrections]
    return replace(_plan(source, *corrections), plan_id=plan_id)


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """A frame's rows with None for empty cells, in the order printed."""
    return sorted(records(frame), key=lambda row: _at(row, "char_start"))


def _marks(plan: Plan, rows: Sequence[Mapping[str, object]], rejects: Sequence[Mapping[str, object]], said: PlanStatements) -> list[Mark]:
    """Every number of the text with what became of it, in order; an observation's or reject's whole span is one mark."""
    found = [Mark(_at(row, "char_start"), _at(row, "char_end"), OBSERVATION) for row in rows]
    found += [Mark(_at(row, "char_start"), _at(row, "char_end"), REJECT) for row in rejects]
    found += [Mark(number.start, number.end, number.disposition) for number in numerals_of(plan, said.passed_over)]
    taken = bytearray(len(plan.document.text))
    kept = []
    for mark in found:
        if not any(taken[mark.start : mark.end]):
            taken[mark.start : mark.end] = b"\1" * (mark.end - mark.start)
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


class _Teller:
    """Tells of each figure of one plan what was made of it."""

    def __init__(self, plan: Plan, tables: Sequence[PlanTable], said: PlanStatements, registry: Registry, grounds: Grounds) -> None:
        self.plan, self.said, self.registry, self.names, self.grounds = plan, said, registry, NameIndex(registry), grounds
        self.tables = {table.table_id: table for table in tables}
        self.values = {(table.table_id, value.row, value.column): value for table in tables for value in table.values}
        self.traces = {(s.start, s.end, s.name): s.trace for s in said.statements}

    def observation(self, row: Mapping[str, object]) -> Made:
        """An observation's facts."""
        facts = [
            ("indicator", self._indicator(row)), ("value", _value(row)), ("sense", _sense(row)), ("area", self._area(row)),
            ("read by", _joined(self._read_by(row))), ("questioned", str(row["flags"] or "").replace(";", ", ")),
            ("confidence", self._confidence(row)),
        ]  # fmt: skip
        return Made(_at(row, "char_start"), str(row["value_text"]), tuple((label, words) for label, words in facts if words))

    def reject(self, row: Mapping[str, object]) -> Made:
        """A reject's reason."""
        return Made(_at(row, "char_start"), str(row["text"]), (("rejected", str(row["reason_id"])),))

    def passed_over(self) -> Iterator[Made]:
        """The figures that are no statements, with the reason."""
        for start, end, reason in self.said.passed_over:
            yield Made(start, self.plan.document.text[start:end], (("no statement", reason),))

    def _indicator(self, row: Mapping[str, object]) -> str:
        name, found = row["indicator_text"], row["indicator_id"]
        if name is None:
            return "the plan lost its name"
        if found is None:
            return f"{name} → not in the catalogue"
        match = self.names.match(str(name), str(row["unit"]) if row["unit"] else None)
        how = _HOW[match.how] if match.how and match.indicator_id == found else "by the name without its word of growth"
        return f"{name} → {found} ({how})"

    def _confidence(self, row: Mapping[str, object]) -> str:
        """How sure the row is, with what weighs for it and against it."""
        reasons = [f"{one.sign} {one.weight:+.1f}" for one in self.grounds.reasons(str(row["observation_id"]))]
        return _joined([f"{float(str(row['confidence'])):.2f}, {'an indicator' if row['core'] else 'incidental'}", *reasons])

    def _area(self, row: Mapping[str, object]) -> str:
        region = self.registry.regions.by_code(str(row["region_code"])) if row["region_code"] else None
        area = f"{region.region_code} {region.name_zh}" if region else "unknown"
        return f"{area}, of it {row['scope']}" if row["scope"] else area

    def _read_by(self, row: Mapping[str, object]) -> Iterable[str]:
        if row["table_id"] is None:
            return self.traces.get((_at(row, "char_start"), _at(row, "char_end"), str(row["indicator_text"])), ())
        return self._cell(row, self.values[str(row["table_id"]), _at(row, "row_index"), _at(row, "column_index")])

    def _cell(self, row: Mapping[str, object], value: TableValue) -> Iterator[str]:
        table = self.tables[str(row["table_id"])]
        yield f"table {table.table_id.rpartition('#t')[2]}" + (f" ({table.caption})" if table.caption else "")
        yield f"row {value.row}, column {value.column}" + (f" under {value.heading.header}" if value.heading.header else "")
        if value.parent is not None:
            yield f"a part of {' '.join(value.parent.text.split())}"
        if row["unit"]:
            yield f"unit {row['unit']} from {_unit_source(value, str(row['unit']))}"


def _unit_source(value: TableValue, unit: str) -> str:
    """Where in a table a value's unit is printed."""
    places = {
        "the cell": value.cell.text, "the unit column": value.unit, "the name": value.name.text if value.name else None,
        "the header": f"{value.heading.header}{value.heading.unit or ''}", "the unit line": value.unit_line,
    }  # fmt: skip
    return next((place for place, printed in places.items() if printed and fold(unit) in fold(printed)), "the cell and its row")


def _value(row: Mapping[str, object]) -> str:
    if row["value"] is None and row["value_std"] is None:
        return "in words"
    printed = _amount(row["value"], row["value_max"], row["unit"])
    standard = _amount(row["value_std"], row["value_max_std"], row["unit_std"])
    return f"{row['comparator']} {printed}" + (f", standard {standard}" if standard else ", no standard value")


def _amount(low: object, high: object, unit: object) -> str:
    if low is None:
        return ""
    numbers = "–".join(f"{float(str(number)):.12g}" for number in (low, high) if number is not None)
    return f"{numbers} {unit}" if unit else numbers


def _sense(row: Mapping[str, object]) -> str:
    end, start = row["year"], row["year_start"]
    years = "year unknown" if end is None else str(end) if start is None else f"{start}–{end}"
    basis = _BASIS.get(str(row["basis"]), row["basis"])
    among = f"among {row['rank_among']}" if row["rank_among"] else None
    return _joined(str(fact) for fact in (row["measure"], basis, row["status"], years, among, row["binding"]) if fact)


def _at(row: Mapping[str, object], column: str) -> int:
    """A whole number in a row that is never empty there."""
    return int(str(row[column]))


def _joined(facts: Iterable[str]) -> str:
    return " · ".join(facts)
