"""The targets of all plans, some plans at a time, and what became of them, some indicators at a time: never all rows at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.left_out import LeftOut, Staged, kept, without_broken
from assets.shares.groups import Group, Product
from assets.table_file import as_batch, plain_schema, write_file, write_held
from assets.targets.attainment import target_attainment
from assets.targets.target_tables import Targets
from assets.targets.targets import indicator_targets
from assets.targets.trusted import trusted
from expectations.registry import Registry
from expectations.registry.table_rows import Held, as_frame, parted

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

GROUP = "targets"
# What the two tables ask of an observation; of these, what a level alone is held against others by.
ASKED = (
    "observation_id", "plan_id", "indicator_id", "indicator_text", "region_code", "scope", "measure", "core", "confidence", "basis",
    "status", "comparator", "value_text", "value_std", "value_max_std", "unit_std", "year", "year_start", "binding", "origin", "line",
    "page", "char_start", "quote", "flags",
)  # fmt: skip
OF_LEVELS = (
    "observation_id", "plan_id", "indicator_id", "indicator_text", "region_code", "scope", "measure", "basis", "status", "comparator",
    "value_std", "value_max_std", "unit_std", "year", "year_start", "origin", "char_start",
)  # fmt: skip


_LEFT_OUT = b"left out"  # how many observations were not sure enough, among what is told of a group's targets


@dataclass(slots=True)
class _Levels:
    """The levels of all plans that were read so far, packed; and how many observations were not sure enough."""

    batches: list[pa.Table]
    left_out: int = 0


def targets_of_all(
    groups: Iterable[Group], plans: Sequence[Plan], registry: Registry, least_confidence: float, folder: Path
) -> tuple[Staged[Targets], int]:
    """Both tables, in files below a folder, with the plans that broke down; and how many observations were not sure enough.

    In: the observations of all plans (``ASKED``), those of some plans at a time, by plan id; what is made of them is made once. Raises
    ``OSError`` where a file cannot be written.
    """
    levels, broken = _Levels([]), list[LeftOut]()
    found = _targets(groups, {plan.plan_id: plan for plan in plans}, registry, least_confidence, levels, broken)
    schema = registry.tables["indicator_targets"]
    told = folder / "targets-without-addresses.parquet"
    rows = write_file(found, plain_schema(schema), told)
    stage = without_broken(GROUP, kept(plans, broken), lambda some: _attained(levels, some, registry))
    attained = sum(batch.nbytes for batch in stage.made)
    attainment = write_held(lambda: iter(stage.made), attained, registry.tables["target_attainment"], folder / "target_attainment.parquet")
    return Staged(Targets(Held(schema.name, told, rows), attainment), (*broken, *stage.left_out)), levels.left_out


def _targets(
    groups: Iterable[Group],
    plans: dict[str, Plan],
    registry: Registry,
    least_confidence: float,
    levels: _Levels,
    broken: list[LeftOut],
) -> Iterator[pa.RecordBatch]:
    for group in groups:
        own = [plans[plan_id] for plan_id in group.plan_ids]
        make = partial(_of_group, group, own, registry, least_confidence, broken)
        told, some_levels = group.once(make, GROUP, repr(own), repr(least_confidence))
        levels.batches.append(some_levels)
        levels.left_out += int(told.schema.metadata[_LEFT_OUT])
        yield from told.replace_schema_metadata(None).to_batches()


def _of_group(group: Group, plans: Sequence[Plan], registry: Registry, least_confidence: float, broken: list[LeftOut]) -> Product:
    """The targets of some plans, and the levels that ``_attained`` asks for; plans that broke down are added to ``broken``."""
    import pyarrow as pa

    observations = group.rows()
    rows = trusted(observations, least_confidence)

    def run(some: Sequence[Plan]) -> pd.DataFrame:
        return indicator_targets(rows[rows["plan_id"].isin([plan.plan_id for plan in some])].reset_index(drop=True), some, registry)

    stage = without_broken(GROUP, plans, run)
    broken += stage.left_out
    told = pa.Table.from_batches([as_batch(registry.tables["indicator_targets"], stage.made)])
    counted = told.replace_schema_metadata({_LEFT_OUT: str(len(observations) - len(rows)).encode()})
    is_level = rows["measure"].eq("level") & rows["indicator_id"].notna() & rows["value_std"].notna()
    levels = as_batch(registry.tables["observations"], rows.loc[is_level, list(OF_LEVELS)])
    return Product([counted, pa.Table.from_batches([levels])], is_final=not stage.left_out)


def _attained(levels: _Levels, plans: Sequence[Plan], registry: Registry) -> list[pa.RecordBatch]:
    """The rows of target_attainment of some plans; no series is of two indicators."""
    import pyarrow as pa
    import pyarrow.compute as pc

    schema = registry.tables["target_attainment"]
    if not levels.batches:
        return []
    rows = pa.concat_tables(levels.batches)
    rows = rows.filter(pc.is_in(rows["plan_id"], pa.array([plan.plan_id for plan in plans], pa.string()))).combine_chunks()
    frame = plans_frame(plans)
    found = (target_attainment(as_frame(some), frame, registry) for some in parted(rows, "indicator_id"))
    return [as_batch(schema, one) for one in found]
