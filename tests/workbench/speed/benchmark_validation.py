"""How long validation takes: every rule and every suite on the observations, over more and more rows, on one core.

In: plan files, whose observations are repeated under plans and areas of their own until there are enough. Out: seconds of processor
time, Great Expectations' import aside, for a quarter, a half and all of the rows; how many times the floor that is (a hash over every
cell of the same frame), and how many times a row of the quarter one of all takes: work that grows with a square shows there. What is
asked are these two ratios; nothing fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from rich.console import Console
from rich.table import Table

from assets.documents.frames import plan_texts_frame, plans_frame
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.observations.observe import observe
from assets.sources.scan import scan
from assets.statements.read import read_statements
from assets.tables.frames import table_cells_frame
from assets.tables.read import read_tables
from expectations import coherence, constraints, suites
from expectations.registry import Registry, load_registry
from expectations.registry.schema import conform
from expectations.rules.ask import doubts, errors
from expectations.rules.evidence import Evidence
from tests.workbench.speed.benchmark import BenchmarkError
from tests.workbench.speed.clock import in_turns, processor_seconds, verdict

PARTS = (4, 2, 1)  # a quarter, a half, all: linear growth shows in equal seconds a row
FLOOR = "a hash over every cell"
ASKED_OF_FLOOR, ASKED_OF_GROWTH = 120.0, 1.5


@dataclass(frozen=True, slots=True)
class Rows:
    """The frames that validation looks at."""

    observations: pd.DataFrame
    plans: pd.DataFrame
    texts: pd.DataFrame
    cells: pd.DataFrame


@dataclass(frozen=True, slots=True)
class Seconds:
    """Processor seconds of one measurement."""

    rows: int
    rules: float
    suites: float
    floor: float

    @property
    def total(self) -> float:
        """Rules and suites together."""
        return self.rules + self.suites


def benchmark_validation(input_dir: Path, count: int, console: Console) -> None:
    """Measure and print. Raises ``InputError`` or ``BenchmarkError``."""
    registry = load_registry()
    read = _read(input_dir, registry)
    if read.observations.empty:
        raise BenchmarkError(f"No observation was read from {input_dir}, so there is nothing to validate; name a folder with plans.")
    _run_suites(read, registry)  # the import and the first context, which a run pays once, whatever it validates
    measured = [_measure(_repeated(read, count // part, registry), registry) for part in PARTS]
    table = Table("observations", "rules (s)", "suites (s)", "together (s)", "µs a row", "floor (s)", title="Validation, processor time")
    for one in measured:
        cells = (
            f"{one.rows:,}",
            f"{one.rules:.2f}",
            f"{one.suites:.2f}",
            f"{one.total:.2f}",
            f"{one.total / one.rows * 1e6:.0f}",
            f"{one.floor:.3f}",
        )
        table.add_row(*cells)
    console.print(table)
    least, most = measured[0], measured[-1]
    console.print(verdict(most.total / most.floor, ASKED_OF_FLOOR, FLOOR))
    console.print(verdict((most.total / most.rows) / (least.total / least.rows), ASKED_OF_GROWTH, "the time a row that a quarter takes"))


def _read(input_dir: Path, registry: Registry) -> Rows:
    plans = identify(read_batch(scan(input_dir)))
    tables = read_tables(plans)
    readings = observe(plans, tables, read_statements(plans), registry)
    return Rows(readings.observations, plans_frame(plans), plan_texts_frame(plans), table_cells_frame(tables, {}))


def _repeated(read: Rows, count: int, registry: Registry) -> Rows:
    """The rows again and again until there are ``count`` observations, each time with plans, ids and an area of their own."""
    codes = [region.region_code for region in registry.regions]
    copies = []
    for number in range(-(-count // len(read.observations))):
        end, code = f"#{number}", codes[number % len(codes)]
        observations = _marked(read.observations, end, "plan_id", "observation_id", "table_id", "section_id").assign(region_code=code)
        plans = _marked(read.plans, end, "plan_id", "same_as").assign(region_code=code)
        copies.append(Rows(observations, plans, _marked(read.texts, end, "plan_id"), _marked(read.cells, end, "table_id")))
    rows = pd.concat([copy.observations for copy in copies], ignore_index=True).head(count)
    return Rows(
        conform(rows, registry.tables["observations"]),
        pd.concat([copy.plans for copy in copies], ignore_index=True),
        pd.concat([copy.texts for copy in copies], ignore_index=True),
        pd.concat([copy.cells for copy in copies], ignore_index=True),
    )


def _marked(frame: pd.DataFrame, end: str, *columns: str) -> pd.DataFrame:
    """The frame with ids of its own; empty ones stay empty."""
    return frame.assign(**{name: (frame[name] + end).where(frame[name].notna(), None) for name in columns})


def _measure(rows: Rows, registry: Registry) -> Seconds:
    rules = processor_seconds(lambda: _run_rules(rows, registry))
    suite_seconds = processor_seconds(lambda: _run_suites(rows, registry))
    (floor,) = in_turns([lambda: pd.util.hash_pandas_object(rows.observations, index=False).sum()], rounds=3)
    return Seconds(len(rows.observations), rules, suite_seconds, floor)


def _run_rules(rows: Rows, registry: Registry) -> None:
    evidence = Evidence(rows.observations, rows.plans, rows.cells, registry)
    doubts(evidence, frozenset(found.observation_id for found in errors(evidence)))


def _run_suites(rows: Rows, registry: Registry) -> None:
    """Every suite that a build runs over the observations."""
    table = registry.tables["observations"]
    suites.validate("schema", list(table.columns), constraints.structural(table), rows.observations)
    for held in (
        constraints.plausible(table),
        coherence.in_place(rows.texts),
        coherence.lawful(rows.plans, registry),
        coherence.questioned(rows.plans, registry),
    ):
        suites.validate("observations", None, held, rows.observations)
