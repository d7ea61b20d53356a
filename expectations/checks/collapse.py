"""The blocking check that a release does not collapse against the last one, by the bands recorded in the registry."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import dagster as dg
import pandas as pd

from expectations.checks.content import verdict
from expectations.registry.bands import read_bands

SENTENCE = (
    "{count} tables have fallen below the share of the last release that is recorded in bands.yaml; "
    "if that is meant, build once more with --accept-fall."
)


SOURCES = "sources"
GONE = "{count} files that the last release read plans from are not in the folder any more, and their plans go."


class LastRelease(Protocol):
    """The release that is current before this one."""

    @property
    def release_id(self) -> str:
        """Its id."""

    @property
    def rows(self) -> Mapping[str, int]:
        """Rows by table."""

    @property
    def files(self) -> int:
        """How many files it read plans from."""

    @property
    def gone(self) -> Sequence[str]:
        """Those of them that are gone."""

    @property
    def is_accepted(self) -> bool:
        """Whether a fall is to be published."""


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
def no_collapse(out_indicator_targets: Any, plans: pd.DataFrame, observations: Any, last: Any) -> dg.AssetCheckResult:
    """A reader that broke, or a folder that was not mounted, does not wipe out a good release."""
    release: LastRelease | None = last
    frames = {"plans": plans, "observations": observations, "indicator_targets": out_indicator_targets}
    held = release if release is not None and not release.is_accepted else None
    fallen = [
        {"table": band.table, "last release": before, "now": len(frames[band.table]), "least share": band.least_share, "why": band.why}
        for band in read_bands()
        if held is not None and band.table in frames and not band.holds(len(frames[band.table]), before := held.rows.get(band.table, 0))
    ]
    columns = ["table", "last release", "now", "least share", "why"]
    return verdict(pd.DataFrame(fallen, columns=columns), columns, SENTENCE, len(out_indicator_targets))


@dg.asset_check(
    asset="core_sources",
    blocking=True,
    description="Files that the last release read plans from and that are gone are told; where too many are, the publication is stopped.",
    additional_ins={"last": dg.AssetIn("raw_last_release")},
)
def files_gone(core_sources: pd.DataFrame, last: Any) -> dg.AssetCheckResult:
    """A file taken out is told; a folder half of which is not mounted does not wipe out half of a release."""
    release: LastRelease | None = last
    gone = list(release.gone) if release is not None else []
    band = next(band for band in read_bands() if band.table == SOURCES)
    result = verdict(pd.DataFrame({"source_path": gone}), ["source_path"], GONE, len(core_sources))
    if release is None or release.is_accepted or band.holds(release.files - len(gone), release.files):
        return result._replace(severity=dg.AssetCheckSeverity.WARN)
    stopped = f"{result.description} That is more than may be ({band.least_share:.0%} must stay); if it is meant, build with --accept-fall."
    return result._replace(description=stopped)


CHECKS = [no_collapse, files_gone]
