"""Targets beside their baselines, and beside what was reached, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time

import dagster as dg

from assets.documents.plans import Plan
from assets.left_out import Staged, kept
from assets.ports import Folders
from assets.shares.gather import Shares
from assets.tabular import facts
from assets.targets.all_plans import ASKED, GROUP, targets_of_all
from assets.targets.target_tables import Targets
from expectations.registry import Registry


@dg.asset(
    name="_core_targets",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python", "arrow"},
    ins={
        "shares": dg.AssetIn("_core_shares", dagster_type=dg.Any),
        "plans": dg.AssetIn("_core_plans"),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def targets(
    shares: Staged[Shares], plans: list[Plan], registry: Registry, folders: dg.ResourceParam[Folders]
) -> dg.Output[Staged[Targets]]:
    """Each target beside its baseline, and beside what was reached by whichever plan tells it; of rows that are sure enough."""
    started = time.perf_counter()
    staying = kept(plans, shares.left_out)
    groups = shares.made.groups("observations", ASKED)
    stage, left_out = targets_of_all(groups, staying, registry, folders.least_confidence, shares.made.folder)
    counts = {
        "observations left out": left_out,
        "targets": len(stage.made.targets),
        "targets beside what was reached": len(stage.made.attainment),
    }
    return dg.Output(stage, metadata=facts(started, counts))
