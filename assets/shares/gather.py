"""The shares of all plans of a run: those that are kept are used again, the others made and kept; and the tables put together of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome
from assets.fingerprint import folder_fingerprint
from assets.left_out import LeftOut, kept
from assets.pool import mapped
from assets.shares.share import Share, joined
from assets.shares.share_store import Kept, Store, key_of
from assets.shares.work import Made, Order, Workshop
from assets.validation.corrections import Confirmed
from assets.validation.together import ASKED, Across, comparable, held_together
from expectations.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

OnMade = Callable[[int, int], None]  # plans done, plans in all


@dataclass(frozen=True, slots=True)
class Changes:
    """How the plans of a run are other than those of the run before, by id and by all that goes into a share."""

    new: int
    changed: int
    gone: int
    reused: int


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of a run's plans, sorted by plan, as they stand in the store; and what is found by holding plans against each other."""

    registry: Registry
    parts: Sequence[Share | Kept]
    across: Across
    unmatched_names: Mapping[str, int]
    changes: Changes

    def frame(self, table: str) -> pd.DataFrame:
        """A published table, put together now."""
        made = _table(self.parts, table)
        if table == "observations":
            return self.across.flagged(made, self.registry)
        return self.across.told(made, self.registry) if table == "findings" else made


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

    def add(self, share: Share, part: Share | Kept) -> None:
        """Take a share; ``part`` is it where it stands."""
        self.parts[share.plan_id] = part
        self.names.update(share.unmatched_names)
        self.confirmed += share.confirmed


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
) -> Gathered:
    """The shares that are ordered, from the store where it has them."""
    found = Gathered()
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
    for done in mapped(Workshop(cache_dir, registry_dir, registry_hash), wanted, processes):
        _take(done.result or _died(done.items), keys, store, found)
        on_made(len(found.parts) + len(found.left_out), len(orders))
    found.changes = _changes(store.last_keys(), keys, reused)
    store.note(keys)
    store.prune()
    return found


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


def shares_of(found: Gathered, plans: Sequence[Plan], registry: Registry) -> Shares:
    """The shares with what their plans say against each other. Raises ``CorrectionError``, all that is wrong with corrections at once."""
    if found.problems:
        raise CorrectionError(*found.problems)
    parts = [found.parts[plan_id] for plan_id in sorted(found.parts)]
    names = dict(sorted(found.names.items(), key=lambda item: (-item[1], item[0])))
    staying = plans_frame(kept(plans, found.left_out))
    rows = comparable(_table(parts, "observations", ASKED))
    return Shares(registry, parts, held_together(rows, staying, found.confirmed, registry), names, found.changes)


def _table(parts: Sequence[Share | Kept], table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    return joined(table, (batch for part in parts if (batch := part.batch(table)) is not None), columns)
