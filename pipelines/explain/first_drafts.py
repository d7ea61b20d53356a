"""First drafts for people to fill in: a plan's sidecar, rows of an own catalogue, entries of a correction file. All are texts to paste."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import yaml

from assets.chain import judge, read_plan
from assets.documents.beside.correction_files import SETTABLE
from assets.documents.beside.sidecar import KEYS
from assets.documents.plans import Plan
from assets.language.fold import fold, squeeze
from expectations.registry import Registry
from expectations.registry.schema import records
from pipelines.explain.explain import ExplainError, plan_in
from pipelines.wording.spoken import say

CATALOGUE_COLUMNS = ("indicator_id", "name_zh", "name_en", "dimension", "unit", "kind", "direction", "flow_or_stock", "definition")
Row = Mapping[str, object]


def sidecar(file: Path) -> str:
    """The sidecar of a plan file with what was found; what rests on little is marked, what was not found left empty.

    Raises ``ExplainError`` where the file cannot be read as a plan.
    """
    metadata = plan_in(file).document.metadata
    doubted = {key: doubt.evidence for doubt in metadata.doubts for key in doubt.keys}
    lines = [f"# {file.name}.meta.yaml — {say('what stands here wins over what was read; a key without a value states nothing')}"]
    for key in KEYS:
        value = getattr(metadata, key)
        told = _yaml({key: value}) if value is not None else f"{key}:"
        lines.append(told + (f"  # {say('rests on little; please check')} ({doubted[key]})" if key in doubted else ""))
    return "\n".join(lines)


def catalogue_rows(file: Path, registry: Registry) -> str:
    """Rows of an own ``indicators.csv`` for the names of a plan that the catalogue does not know, with the unit printed most often."""
    units: dict[str, dict[str, int]] = {}
    for row in _rows(plan_in(file), registry):
        if row["indicator_id"] is None and row["indicator_text"] is not None and row["core"]:
            of_name = units.setdefault(squeeze(fold(str(row["indicator_text"]))), {})
            of_name[str(row["unit"] or "")] = of_name.get(str(row["unit"] or ""), 0) + 1
    lines = io.StringIO()
    writer = csv.DictWriter(lines, CATALOGUE_COLUMNS, lineterminator="\n")
    writer.writeheader()
    for name, counts in units.items():
        writer.writerow({"name_zh": name, "unit": max(counts, key=lambda unit: counts[unit])})
    return lines.getvalue().rstrip("\n")


def corrections(file: Path, line: int, registry: Registry) -> str:
    """An entry of the plan's correction file for each figure read on a line, as it was read: to change, or to make a reject of it.

    Raises ``ExplainError`` where the file cannot be read or no figure is read on the line.
    """
    rows = _rows(plan_in(file), registry)
    here = [row for row in rows if row["line"] == line]
    if not here:
        lines = ", ".join(str(one) for one in dict.fromkeys(row["line"] for row in rows)) or say("none")
        raise ExplainError(f"No figure is read on line {line} of {file.name}; figures are read on the lines {lines}.")
    head = f"# {file.name}.corrections.yaml — {say('change what is wrong under values and take out the rest, or set action to reject')}"
    return "\n".join([head, *(_entry(row, here) for row in here)])


def _entry(row: Row, here: Sequence[Row]) -> str:
    at = dict(_locator(row, here))
    values = {key: row[key] for key in SETTABLE if row[key] is not None}
    entry = {"at": at, "says": str(row["quote"]), "action": "set", "values": values, "reason": None, "by": None}
    return yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=10_000).replace(": null\n", ":\n").rstrip("\n")


def _locator(row: Row, here: Sequence[Row]) -> Iterator[tuple[str, object]]:
    """Line and value, and what tells the row from others of its line."""
    yield "line", int(str(row["line"]))
    yield "value", str(row["value_text"])
    printed = [other for other in here if other["value_text"] == row["value_text"] and other["quote"] == row["quote"]]
    places = sorted({int(str(other["char_start"])) for other in printed})
    if len(places) > 1:
        yield "nth", places.index(int(str(row["char_start"]))) + 1
    if sum(other["char_start"] == row["char_start"] for other in printed) > 1 and row["indicator_text"] is not None:
        yield "name", str(row["indicator_text"])


def _rows(plan: Plan, registry: Registry) -> list[Row]:
    """The plan's observations in the order printed."""
    rows = records(judge([read_plan(plan)], registry).validated.observations)
    return sorted(rows, key=lambda row: int(str(row["char_start"])))


def _yaml(entry: Mapping[str, object]) -> str:
    return yaml.safe_dump(dict(entry), allow_unicode=True, width=10_000).strip()
