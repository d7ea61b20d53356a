"""The weights of signs, and what they make of a row: a confidence, whether it is an indicator's, and the reasons."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

CONFIDENCE, CORE = "confidence", "core"
START, FIRST_SIGHT = "at the start", "plans at first sight"  # weights that every row has
WEIGHTS_FILE = "weights.csv"
DIGITS = 4  # of a confidence
_TOLD_FROM = 0.15  # of a reason's weight, in log-odds

Weights = Mapping[tuple[str, str, str], float]  # model, origin, sign → weight in log-odds
Signs = Mapping[str, Sequence[str | None]]  # of each aspect the sign of every row


@dataclass(frozen=True, slots=True)
class Reason:
    """A sign that a row has and what it weighs, in log-odds: above 0 it speaks for the row."""

    sign: str
    weight: float


@dataclass(frozen=True, slots=True)
class Grounds:
    """The signs of the rows of one frame, in its order."""

    observation_ids: Sequence[str]
    origins: Sequence[str]
    signs: Signs

    def signs_of(self, row: int) -> list[str]:
        """The signs of a row by its place in the frame."""
        return [sign for column in self.signs.values() if (sign := column[row]) is not None]

    def reasons(self, observation_id: str, weights: Weights | None = None) -> list[Reason]:
        """What the confidence of a row is made of, the heaviest first; slight reasons are left out."""
        known, row = weights or shipped_weights(), self.observation_ids.index(observation_id)
        phrases = [START, FIRST_SIGHT, *self.signs_of(row)]
        found = [Reason(sign, known.get((CONFIDENCE, self.origins[row], sign), 0.0)) for sign in phrases]
        return sorted((one for one in found if abs(one.weight) >= _TOLD_FROM), key=lambda one: -abs(one.weight))


@lru_cache(maxsize=1)
def shipped_weights() -> Weights:
    """The weights that the project brings along."""
    lines = files(__package__ or "").joinpath(WEIGHTS_FILE).read_text(encoding="utf-8").splitlines()
    return {(row["model"], row["origin"], row["sign"]): float(row["weight"]) for row in csv.DictReader(lines)}


def log_odds(grounds: Grounds, weights: Weights) -> dict[str, NDArray[np.float64]]:
    """For each model the sum of the weights of each row's signs; a sign without a weight says nothing."""
    import pandas as pd

    places, origins = pd.factorize(np.array(grounds.origins, dtype="object"))
    of_all = [sum(weights.get((CONFIDENCE, origin, sign), 0.0) for sign in (START, FIRST_SIGHT)) for origin in origins]
    starts = [weights.get((CORE, origin, START), 0.0) for origin in origins]
    total = {CONFIDENCE: np.array(of_all, dtype="float64")[places], CORE: np.array(starts, dtype="float64")[places]}
    for column in grounds.signs.values():
        codes, found = pd.factorize(np.array(column, dtype="object"))
        for model in total:
            # One weight more, 0, for the rows without a sign: their code is -1.
            known = [[*(weights.get((model, origin, sign), 0.0) for sign in found), 0.0] for origin in origins]
            total[model] += np.array(known).reshape(len(origins), len(found) + 1)[places, codes]
    return total


def judged(rows: pd.DataFrame, grounds: Grounds, weights: Weights | None = None) -> pd.DataFrame:
    """The rows, a frame of observations in the order of ``grounds``, with their columns ``core`` and ``confidence``."""
    odds = log_odds(grounds, weights or shipped_weights())
    return rows.assign(core=odds[CORE] >= 0, confidence=(1 / (1 + np.exp(-odds[CONFIDENCE]))).round(DIGITS))
