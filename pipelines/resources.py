"""The resources that the assets ask for in ``assets.ports``."""

# No `from __future__ import annotations` here: Dagster reads the annotations of resources' fields themselves.

import time
from pathlib import Path

import dagster as dg
from pydantic import Field, PrivateAttr

from pipelines import settings
from pipelines.watching.pace import Pace


class PlanFolders(dg.ConfigurableResource[None]):
    """The folders of a run; relative ones count from where Dagster was started (with ``make dev``: the project's folder)."""

    input: str = Field(default_factory=settings.input_setting, description="Folder with the raw plan files, walked recursively.")
    output: str = Field(default_factory=settings.output_setting, description="Folder the releases are published in.")
    registry: str = Field(
        default_factory=settings.registry_setting,
        description="Folder with your own indicators.csv, aliases.csv, ranges.csv, units.csv; empty for none.",
    )

    accept_fall: bool = Field(
        default_factory=settings.accept_fall_setting,
        description="Publish although the release is much smaller than the last one (expectations/registry/bands.yaml).",
    )

    least_confidence: float = Field(
        default_factory=settings.confidence_setting,
        ge=0,
        le=1,
        description="How sure an observation must be, 0 to 1, for indicator_targets and target_attainment.",
    )

    processes: int = Field(
        default_factory=settings.processes_setting,
        ge=1,
        description="How many processes read plans at once; every core where nothing is said, 1 for the run's own process alone.",
    )

    cluster: str = Field(
        default_factory=settings.cluster_setting,
        description="Address of the scheduler of a Dask cluster whose workers read plans (tcp://host:8786); empty for none.",
    )

    @property
    def cluster_address(self) -> str | None:
        """The scheduler's address, if any."""
        return self.cluster or None

    @property
    def input_dir(self) -> Path:
        """Where the raw plan files lie."""
        return Path(self.input)

    @property
    def output_dir(self) -> Path:
        """Where the releases are published."""
        return Path(self.output)

    @property
    def registry_dir(self) -> Path | None:
        """The user's additions to the registry, if any."""
        return Path(self.registry) if self.registry else None

    @property
    def cache_dir(self) -> Path:
        """Where documents already read are kept."""
        return settings.cache_folder(self.output_dir)

    @property
    def shares_dir(self) -> Path:
        """Where all that each plan says is kept."""
        return settings.shares_folder(self.output_dir)


class LoggedProgress(dg.ConfigurableResource[None]):
    """Progress as lines in the run's log: the first, the last, and one now and then between; noted below the output as well."""

    seconds_between: float = Field(default=10.0, description="Least seconds between two lines.")
    output: str = Field(default_factory=settings.output_setting, description="Where it is noted, for `plan-indicators status`.")
    _last: float = PrivateAttr(default=0.0)
    _pace: Pace | None = PrivateAttr(default=None)

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found."""
        if self._is_due():
            dg.get_dagster_logger("progress").info("%d files found, the last %s", count, source_path)

    def file_read(self, done: int, total: int) -> None:
        """A file was read."""
        self._tell("files", done, total)

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read."""
        self._tell("plans", done, total)

    def _tell(self, what: str, done: int, total: int) -> None:
        if self._pace is None:
            self._pace = Pace(Path(self.output))
        stand = self._pace.at(what, done, total)
        if done == total or self._is_due():
            dg.get_dagster_logger("progress").info(stand.sentence())

    def _is_due(self) -> bool:
        now = time.monotonic()
        if now - self._last < self.seconds_between:
            return False
        self._last = now
        return True
