"""How far a table may fall below the last release (bands.yaml) before a publication is stopped."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from expectations.registry.load import HERE, read_yaml


@dataclass(frozen=True, slots=True)
class Band:
    """The least share of the last release's rows that a table must have again, and why."""

    table: str
    least_share: float
    counts_from: int
    why: str

    def holds(self, rows: int, last: int) -> bool:
        """Whether the rows are enough beside those of the last release; a small table says nothing."""
        return last < self.counts_from or rows >= self.least_share * last


def read_bands(path: Path = HERE / "bands.yaml") -> tuple[Band, ...]:
    """The recorded bands, in order."""
    entries = read_yaml(path).items()
    return tuple(Band(name, float(entry["least_share"]), int(entry["counts_from"]), str(entry["why"])) for name, entry in entries)
