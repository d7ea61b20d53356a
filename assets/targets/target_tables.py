"""What the stage makes: its two tables."""

from __future__ import annotations

from dataclasses import dataclass

from expectations.registry.table_rows import Held


@dataclass(frozen=True, slots=True)
class Targets:
    """The tables indicator_targets (as yet without the addresses of sources) and target_attainment."""

    targets: Held
    attainment: Held
