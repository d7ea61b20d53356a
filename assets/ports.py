"""What the assets need from whoever runs them, and nothing of how it is done: ``pipelines.resources`` and the CLI provide it."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol


class Folders(Protocol):
    """The folders of a run."""

    @property
    def input_dir(self) -> Path:
        """Where the raw plan files lie; walked recursively."""

    @property
    def output_dir(self) -> Path:
        """Where the releases are published."""

    @property
    def registry_dir(self) -> Path | None:
        """A user's own indicators, aliases, ranges and units, if any."""

    @property
    def accept_fall(self) -> bool:
        """Whether a release may be much smaller than the last one: somebody has looked and means it."""

    @property
    def least_confidence(self) -> float:
        """How sure an observation must be, 0 to 1, for the tables made for readers."""

    @property
    def cache_dir(self) -> Path:
        """Where documents already read are kept, so that a file that has not changed is not read again."""

    @property
    def shares_dir(self) -> Path:
        """Where all that each plan says is kept, so that what is made of it is not made again."""

    @property
    def processes(self) -> int:
        """How many processes read plans at once; 1 for this one alone."""

    @property
    def cluster_address(self) -> str | None:
        """Where the scheduler of the Dask cluster is whose workers read plans instead; None for none."""


class Progress(Protocol):
    """Hears how far a run has come."""

    def file_found(self, count: int, source_path: str) -> None:
        """A file was found; ``count`` so far."""

    def file_read(self, done: int, total: int) -> None:
        """A file was read; ``done`` of ``total``."""

    def plan_read(self, done: int, total: int) -> None:
        """All that a plan says was read; ``done`` of ``total``."""
