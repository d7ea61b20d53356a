"""What the stage makes: its two tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Targets:
    """Frames of the tables indicator_targets and target_attainment."""

    targets: pd.DataFrame
    attainment: pd.DataFrame
