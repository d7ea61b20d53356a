"""The shares of all plans as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.cards import Documents
from assets.documents.plans import Plan
from assets.left_out import Staged
from assets.ports import Folders, Progress
from assets.shares.gather import Gathered, Shares, gather, orders_of, shares_of
from assets.shares.share_store import Store
from assets.shares.table_folder import own_folder
from assets.tabular import facts
from assets.validation.corrections import corrections_without_plan
from expectations.registry import Registry

GROUP = "shares"
NAMES_SHOWN = 20
TABLES_FOLDER = "tables"  # beside the folder of shares


@dg.asset(
    name="_core_shares",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python", "arrow"},
    ins={
        "read": dg.AssetIn("_core_documents"),
        "plans": dg.AssetIn("_core_plans"),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def shares(
    read: Documents, plans: list[Plan], registry: Registry, folders: dg.ResourceParam[Folders], progress: dg.ResourceParam[Progress]
) -> dg.Output[Staged[Shares]]:
    """All that each plan says: its tables and running text read, corrected, judged by itself; made once, then held against the others."""
    started = time.perf_counter()
    if problems := corrections_without_plan(read.outcomes):
        raise CorrectionError(*problems)
    orders = orders_of(plans, read.outcomes)
    found = gather(
        orders,
        Store(folders.shares_dir),
        folders.cache_dir,
        folders.registry_dir,
        folders.processes,
        on_made=progress.plan_read,
        cluster=folders.cluster_address,
    )
    made = shares_of(found, plans, registry, own_folder(folders.shares_dir.parent / TABLES_FOLDER))
    names = [f"- {name} ({count})" for name, count in list(made.unmatched_names.items())[:NAMES_SHOWN]]
    told = facts(started, _counts(found, len(plans)), new_names="\n".join(names) or "None.")
    told |= {f"seconds: {stage}": dg.MetadataValue.float(round(seconds, 3)) for stage, seconds in found.seconds.items()}
    return dg.Output(Staged(made, tuple(found.left_out)), metadata=told)


def _counts(found: Gathered, plans: int) -> dict[str, int]:
    changes = found.changes
    return {
        "plans": plans,
        "plans new": changes.new,
        "plans changed": changes.changed,
        "plans gone": changes.gone,
        "plans reused": changes.reused,
        "plans left out": len(found.left_out),
        "names not in the catalogue": len(found.names),
    }
