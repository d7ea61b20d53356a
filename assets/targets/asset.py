"""Targets beside their baselines, and beside what was reached, as an asset."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import time
from collections.abc import Sequence

import dagster as dg

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.left_out import Staged, kept, without_broken
from assets.ports import Folders
from assets.shares.gather import Shares
from assets.tabular import facts
from assets.targets.attainment import target_attainment
from assets.targets.target_tables import Targets
from assets.targets.targets import indicator_targets
from assets.targets.trusted import trusted
from expectations.registry import Registry

GROUP = "targets"


@dg.asset(
    name="_core_targets",
    dagster_type=dg.Any,
    group_name=GROUP,
    kinds={"python", "pandas"},
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
    observations = shares.made.frame("observations")
    rows = trusted(observations, folders.least_confidence)

    def run(some: Sequence[Plan]) -> Targets:
        of_some = rows[rows["plan_id"].isin([plan.plan_id for plan in some])].reset_index(drop=True)
        return Targets(indicator_targets(of_some, some, registry), target_attainment(of_some, plans_frame(some), registry))

    stage = without_broken(GROUP, kept(plans, shares.left_out), run)
    left_out = len(observations) - len(rows)
    counts = {
        "observations left out": left_out,
        "targets": len(stage.made.targets),
        "targets beside what was reached": len(stage.made.attainment),
    }
    return dg.Output(stage, metadata=facts(started, counts))
