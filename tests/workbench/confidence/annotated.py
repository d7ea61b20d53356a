"""Annotated plans read as a build reads them, and each row beside what it should be.

A set of annotated plans is a folder of gold (``<plan>.jsonl``), their texts, and the files that are read; the script ``score.py`` that lies
beside the sets tells which row answers which gold row and how far it is right.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from assets.chain import Judged, judge, read_plan
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.sources.scan import scan
from assets.validation.confidence.weighing import Grounds
from expectations.registry import Registry
from expectations.registry.schema import records

WHOLE = 5  # the level of score.py at which all of a row is right, the area too
Row = dict[str, Any]
Judgement = tuple[str, Row, bool | None, bool | None]  # group, row, right, core as in Sample


@dataclass(frozen=True, slots=True)
class AnnotatedSet:
    """Where a set lies below the folder of all sets; ``origin`` where only tables or only text is annotated."""

    gold: str
    plans: str
    files: str
    origin: str | None = None


SETS = (
    AnnotatedSet("gold", "plans", "plans"),
    AnnotatedSet("reports/gold", "reports/plans", "reports/plans"),
    AnnotatedSet("pages15-gold", "pages15-plans", "pages15"),
    AnnotatedSet("tables/gold", "tables/plans", "tables/plans", "table"),
    AnnotatedSet("tables/matrices/gold", "tables/matrices/plans", "tables/matrices/plans", "table"),
)


@dataclass(frozen=True, slots=True)
class Sample:
    """A row beside its gold. ``right`` is None where it counts for nothing, ``core`` where no gold row answers it."""

    group: str  # the plan it is left out with
    origin: str
    signs: tuple[str, ...]
    right: bool | None
    core: bool | None


@dataclass(frozen=True, slots=True)
class Samples:
    """What a set gives, and how many gold rows it has by origin (core ones)."""

    rows: list[Sample]
    gold: Mapping[str, int]


def samples_of(one: AnnotatedSet, folder: Path, scorer: ModuleType, registry: Registry) -> Samples:
    """The rows that the product reads of a set's plans, each beside its gold."""
    judged = _read(folder / one.files, registry)
    rows = _rows(judged, registry)
    lines_of = folder / one.gold / "lines.json"
    only: dict[str, list[int]] = json.loads(lines_of.read_text(encoding="utf-8")) if lines_of.exists() else {}
    found: list[Judgement] = []
    wanted = {"table": 0, "text": 0}
    for file in sorted((folder / one.gold).glob("*.jsonl")):
        golds = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        lines = (folder / one.plans / f"{file.stem}.txt").read_text(encoding="utf-8").split("\n")
        for origin in ("table", "text") if one.origin is None else (one.origin,):
            of_origin = [gold for gold in golds if gold["origin"] == origin]
            wanted[origin] += sum(gold["core"] for gold in of_origin)
            read = [row for row in rows.get(file.stem, []) if row["origin"] == origin]
            read = [row for row in read if file.stem not in only or row["line"] in only[file.stem]]
            group = file.stem
            found += _paired(group, read, of_origin, lines, scorer) if of_origin or one.origin else ()
    return Samples(_with_signs(found, judged.validated.grounds), wanted)


def scorer_of(folder: Path) -> ModuleType:
    """The scoring script beside the sets, as a module."""
    spec = importlib.util.spec_from_file_location("score_of_sets", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(folder: Path, registry: Registry) -> Judged:
    """What the product makes of a folder, as a build does."""
    outcomes = read_batch(scan(folder))
    return judge([read_plan(plan) for plan in identify(outcomes)], registry)


def _rows(judged: Judged, registry: Registry) -> dict[str, list[Row]]:
    """The rows with a value by the name of their plan's file, with what the scorer asks of them."""
    plans = {plan.plan_id: plan for plan in judged.plans}
    rows: dict[str, list[Row]] = {}
    for row in records(judged.validated.observations):
        if row["value"] is not None:
            plan = plans[row["plan_id"]]
            region = registry.regions.by_code(row["region_code"]) if row["region_code"] else None
            row["area"] = row["scope"] or (region.name_zh if region else plan.document.metadata.region_name)
            known = registry.indicators.get(row["indicator_id"] or "")
            row["indicator_name"] = known.name_zh if known else None
            rows.setdefault(Path(plan.source_path).stem, []).append(row)
    return rows


def _paired(group: str, read: list[Row], golds: list[Row], lines: list[str], scorer: ModuleType) -> Iterator[Judgement]:
    pairs, _, extra = scorer.pair_up(read, golds, lines)
    for gold, row, level in pairs:
        yield group, row, level >= WHOLE if gold["core"] else None, gold["core"]
    for row in extra:
        yield group, row, False, None


def _with_signs(found: list[Judgement], grounds: Grounds) -> list[Sample]:
    place = {observation_id: i for i, observation_id in enumerate(grounds.observation_ids)}
    return [
        Sample(group, row["origin"], tuple(grounds.signs_of(place[row["observation_id"]])), right, core)
        for group, row, right, core in found
    ]
