"""The blocking check that a release does not collapse against the last one, by the bands recorded in the registry."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Mapping
from typing import Any, Protocol

import dagster as dg
import pandas as pd

from expectations.checks.content import verdict
from expectations.registry.bands import read_bands

SENTENCE = (
    "{count} tables have fallen below the share of the last release that is recorded in bands.yaml; "
    "if that is meant, build once more with --accept-fall."
)


class LastRelease(Protocol):
    """The release that is current before this one."""

    @property
    def release_id(self) -> str:
        """Its id."""

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows by table."""


@dg.asset_check(
    asset="out_indicator_targets",  # the last of the three: a blocking check waits for the checks of all tables that it takes
    blocking=True,
    description="Plans, observations and targets are no less than a recorded share of those of the last release.",
    additional_ins={
        "plans": dg.AssetIn("core_plans"),
        "observations": dg.AssetIn("core_observations"),
        "last": dg.AssetIn("raw_last_release"),
    },
)
def no_collapse(out_indicator_targets: pd.DataFrame, plans: pd.DataFrame, observations: pd.DataFrame, last: Any) -> dg.AssetCheckResult:
    """A reader that broke, or a folder that was not mounted, does not wipe out a good release."""
    release: LastRelease | None = last
    frames = {"plans": plans, "observations": observations, "indicator_targets": out_indicator_targets}
    fallen = [
        {"table": band.table, "last release": before, "now": len(frames[band.table]), "least share": band.least_share, "why": band.why}
        for band in read_bands()
        if release is not None and not band.holds(len(frames[band.table]), before := release.rows.get(band.table, 0))
    ]
    columns = ["table", "last release", "now", "least share", "why"]
    return verdict(pd.DataFrame(fallen, columns=columns), columns, SENTENCE, len(out_indicator_targets))


CHECKS = [no_collapse]
