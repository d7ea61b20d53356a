"""The shares of all plans of a run: those that are kept are used again, the others made and kept; and the tables put together of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome
from assets.fingerprint import folder_fingerprint
from assets.left_out import LeftOut, kept
from assets.pool import mapped
from assets.shares.groups import Group, Product, cut, made_once
from assets.shares.share import Share, joined
from assets.shares.share_store import Kept, Store, key_of
from assets.shares.work import Made, Order, Workshop
from assets.table_file import as_batch, plain_schema, write_held
from assets.validation.corrections import Confirmed
from assets.validation.together import ASKED, Across, comparable, held_together, told_by_several
from expectations.own import Doubts
from expectations.registry import Registry
from expectations.registry.table_rows import Held, as_frame, parted

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

PLANS_SHOWN = 20  # of those that a check does not hold of; all are counted
OnMade = Callable[[int, int], None]  # plans done, plans in all


@dataclass(frozen=True, slots=True)
class Changes:
    """How the plans of a run are other than those of the run before, by id and by all that goes into a share."""

    new: int
    changed: int
    gone: int
    reused: int


@dataclass(slots=True)
class Doubted:
    """What does not hold of the plans' rows by themselves: by check and clause how many rows, and of which plans, the first ones."""

    counts: dict[str, Counter[str]] = field(default_factory=dict)
    plans: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def add(self, plan_id: str, doubts: Doubts) -> None:
        """Take what does not hold of a plan's rows."""
        for check, clauses in doubts.items():
            self.counts.setdefault(check, Counter()).update(clauses)
            self.plans[check] = tuple(sorted({*self.plans.get(check, ()), plan_id})[:PLANS_SHOWN])


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of a run's plans, sorted by plan, as they stand in the store; and what is found by holding plans against each other."""

    registry: Registry
    parts: Mapping[str, Share | Kept]
    across: Across
    unmatched_names: Mapping[str, int]
    changes: Changes
    doubts: Doubted
    folder: Path  # where the tables put together of them stand
    flags: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # those of ``across`` by plan
    store: Path | None = None  # where what is made of groups of plans is kept

    def table(self, name: str) -> Held:
        """A published table, put together now."""
        size = sum(part.places[name].unpacked for part in self.parts.values() if name in part.places)
        made = write_held(lambda: self._rows(name), size, self.registry.tables[name], self.folder / f"{name}.parquet")
        return replace(made, doubts=self.doubts.counts, doubtful=self.doubts.plans)

    def _rows(self, name: str) -> Iterator[pa.RecordBatch]:
        """The rows of a table by plan, with what was found by holding plans against each other."""
        yield from self._of_plans(self.parts, name)
        if name == "findings" and len(self.across.findings):
            yield as_batch(self.registry.tables[name], self.across.findings)

    def _of_plans(self, plan_ids: Iterable[str], name: str) -> Iterator[pa.RecordBatch]:
        for plan_id in plan_ids:
            for batch in _batches([self.parts[plan_id]], name):
                yield self._flagged(batch) if name == "observations" and plan_id in self.flags else batch

    def _flagged(self, observations: pa.RecordBatch) -> pa.RecordBatch:
        import pyarrow as pa

        ids, flags = (observations.column(name).to_pylist() for name in ("observation_id", "flags"))
        told = pa.array(self.across.added(ids, flags, self.registry), pa.string())
        return observations.set_column(observations.schema.get_field_index("flags"), "flags", told)

    def groups(self, table: str, columns: Sequence[str]) -> Iterator[Group]:
        """Some columns of a table by groups of plans, sorted by key in each group."""
        for plan_ids in cut(self.parts):
            rows = partial(self._joined, plan_ids, table, columns)
            parts = [self.parts[plan_id] for plan_id in plan_ids]
            flags = {plan_id: self.flags[plan_id] for plan_id in plan_ids if plan_id in self.flags}
            yield Group(plan_ids, key_of_parts(parts, json.dumps(flags, sort_keys=True)), rows, self.store)

    def _joined(self, plan_ids: Sequence[str], table: str, columns: Sequence[str]) -> pd.DataFrame:
        return joined(table, self._of_plans(plan_ids, table), columns)


@dataclass(slots=True)
class Gathered:
    """Shares by plan, and what else came of making those that were not there."""

    parts: dict[str, Share | Kept] = field(default_factory=dict)
    names: Counter[str] = field(default_factory=Counter)
    confirmed: list[Confirmed] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    changes: Changes = Changes(0, 0, 0, 0)
    doubts: Doubted = field(default_factory=Doubted)
    folder: Path | None = None  # where shares are kept

    def add(self, share: Share, part: Share | Kept) -> None:
        """Take a share; ``part`` is it where it stands."""
        self.parts[share.plan_id] = part
        self.names.update(share.unmatched_names)
        self.confirmed += share.confirmed
        self.doubts.add(share.plan_id, share.doubts)


def orders_of(plans: Sequence[Plan], outcomes: Sequence[ReadOutcome]) -> list[Order]:
    """The plans as orders of shares."""
    sources = {outcome.source.source_path: outcome.source for outcome in outcomes}
    return [Order(plan.plan_id, sources[plan.source_path], plan.corrections, plan.corrections_problems) for plan in plans]


def key_of_order(order: Order, registry_hash: str) -> str:
    """The key of a share: all that it is made from."""
    source = order.source
    said = (source.sha256, source.sidecar_sha256, source.corrections_sha256, repr((order.corrections, order.corrections_problems)))
    return key_of(order.plan_id, source.source_path, *said, registry_hash)


def gather(
    orders: Sequence[Order],
    store: Store,
    cache_dir: Path | None,
    registry_dir: Path | None,
    processes: int,
    on_made: OnMade = lambda _done, _total: None,
    cluster: str | None = None,
) -> Gathered:
    """The shares that are ordered, from the store where it has them; the others made in processes, or on a cluster at an address."""
    found = Gathered(folder=store.folder)
    registry_hash = folder_fingerprint(registry_dir)
    keys = {order.plan_id: key_of_order(order, registry_hash) for order in orders}
    wanted = []
    for order in orders:
        share = store.load(keys[order.plan_id])
        if share is not None and share.plan_id == order.plan_id:
            found.add(share, store.kept(keys[order.plan_id], share))
        else:
            wanted.append(order)
    reused = len(orders) - len(wanted)
    for done in mapped(Workshop(_whole(cache_dir), _whole(registry_dir), registry_hash), wanted, processes, cluster):
        _take(done.result or _died(done.items), keys, store, found)
        on_made(len(found.parts) + len(found.left_out), len(orders))
    found.changes = _changes(store.last_keys(), keys, reused)
    store.note(keys)
    store.prune()
    return found


def _whole(folder: Path | None) -> Path | None:
    """The folder as it is called from wherever somebody works."""
    return folder.absolute() if folder is not None else None


def _take(made: Made, keys: Mapping[str, str], store: Store, found: Gathered) -> None:
    for share in made.shares:
        found.add(share, store.keep(keys[share.plan_id], share))
    found.left_out += made.left_out
    found.problems += made.problems
    for stage, seconds in made.seconds.items():
        found.seconds[stage] = found.seconds.get(stage, 0.0) + seconds


def _died(orders: Sequence[Order]) -> Made:
    reason = "The process that read the plan died over it, so it is left out; its memory may not have been enough: split it, and run again."
    return Made(left_out=[LeftOut(order.plan_id, "shares", reason, is_passing=True) for order in orders])


def _changes(before: Mapping[str, str], now: Mapping[str, str], reused: int) -> Changes:
    new = now.keys() - before.keys()
    changed = [plan_id for plan_id in now.keys() & before.keys() if now[plan_id] != before[plan_id]]
    return Changes(len(new), len(changed), len(before.keys() - now.keys()), reused)


def shares_of(found: Gathered, plans: Sequence[Plan], registry: Registry, folder: Path) -> Shares:
    """The shares with what their plans say against each other; their tables are to stand in a folder.

    Raises ``CorrectionError``, all that is wrong with corrections at once.
    """
    if found.problems:
        raise CorrectionError(*found.problems)
    parts = {plan_id: found.parts[plan_id] for plan_id in sorted(found.parts)}
    names = dict(sorted(found.names.items(), key=lambda item: (-item[1], item[0])))
    staying = plans_frame(kept(plans, found.left_out))
    rows = told_by_several(_all_comparable(parts, registry, found.folder), staying)
    by_indicator = (comparable(as_frame(some)) for some in parted(rows, "indicator_id"))
    across = held_together(by_indicator, staying, found.confirmed, registry)
    flags: dict[str, dict[str, str]] = {}
    for plan_id, row in zip(rows["plan_id"].to_pylist(), rows["observation_id"].to_pylist(), strict=True):
        if row in across.flags:
            flags.setdefault(plan_id, {})[row] = across.flags[row]
    return Shares(registry, parts, across, names, found.changes, found.doubts, folder, flags, found.folder)


def _all_comparable(parts: Mapping[str, Share | Kept], registry: Registry, folder: Path | None) -> pa.Table:
    """What ``comparable`` leaves of all plans' observations, by id."""
    import pyarrow as pa

    schema = plain_schema(registry.tables["observations"], ASKED)

    def some(batches: Iterable[pa.RecordBatch]) -> Product:
        return Product([pa.Table.from_batches([_comparable(batch) for batch in batches], schema).combine_chunks()])

    groups = ([parts[plan_id] for plan_id in plan_ids] for plan_ids in cut(parts))
    found = [made_once(folder, key_of_parts(group), partial(some, _batches(group, "observations")), "comparable")[0] for group in groups]
    return pa.concat_tables([schema.empty_table(), *found]).combine_chunks().sort_by("observation_id")


def _comparable(observations: pa.RecordBatch) -> pa.RecordBatch:
    """What ``comparable`` leaves, so that nothing else is held."""
    import pyarrow.compute as pc

    told = pc.and_(observations.column("indicator_id").is_valid(), observations.column("value_std").is_valid())
    return observations.select(list(ASKED)).filter(told)


def _batches(parts: Iterable[Share | Kept], table: str) -> Iterator[pa.RecordBatch]:
    return (batch for part in parts if (batch := part.batch(table)) is not None)


def key_of_parts(parts: Iterable[Share | Kept], *others: str) -> str | None:
    """A key of all that some shares are made from, and of what else is to count; None where one of them is not kept."""
    names = [part.file.name if isinstance(part, Kept) else None for part in parts]
    return None if None in names else key_of(*names, *others)
