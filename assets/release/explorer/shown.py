"""Which part of a dataset the page shows: all of it, or, of a very large one, whole plans up to a number of targets."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from assets.release.errors import ReleaseError
from assets.release.explorer.packing import places
from assets.release.quality.dataset import Dataset
from expectations.registry.table_rows import pieces_of

if TYPE_CHECKING:
    import pandas as pd

TARGETS_VARIABLE = "PLAN_INDICATORS_EXPLORER_TARGETS"
TARGETS = 50_000  # 4.5 to 5.5 MB of page, which a browser shows within a second
LONGEST_TEXTS = 400_000  # characters of plans' own texts in all, about 500 kB of page
LONGEST_QUOTES = 2_200_000  # characters of sentences in all, about 2.7 MB of page; beyond, each is cut around its numbers
TEXTS_AT_ONCE = 512  # whole texts that are in memory while the shortest are looked for
MOST_NOTES = 5_000  # findings that have their own sentences, informative ones too
MOST_TASKS = 3_000
MOST_CHANGES = 1_000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the page shows: targets, characters of plans' texts and of quotes, findings told, work items, changes."""

    targets: int = TARGETS
    text_characters: int = LONGEST_TEXTS
    quote_characters: int = LONGEST_QUOTES
    notes: int = MOST_NOTES
    tasks: int = MOST_TASKS
    changes: int = MOST_CHANGES


def limits_said() -> Limits:
    """The limits, with the number of targets that the environment says. Raises ``ReleaseError`` where that is no number from 0 up."""
    said = os.environ.get(TARGETS_VARIABLE, "").strip() or str(TARGETS)
    if not said.isdecimal():
        raise ReleaseError(f"{TARGETS_VARIABLE} is {said!r}; give how many targets explorer.html may show, for example {TARGETS}.")
    return Limits(targets=int(said))


@dataclass(frozen=True)
class Shown:
    """The rows that the page shows. ``dataset`` holds all there are."""

    dataset: Dataset
    limits: Limits

    @cached_property
    def plans(self) -> pd.DataFrame:
        """The plans shown, the newest periods first: whole plans, as long as their targets are within the limit. Copies are left out."""
        plans = self.dataset.table("plans")
        plans = plans[plans["same_as"].isna()]
        counts = self.dataset.counts("indicator_targets", "plan_id")
        order = plans.assign(targets=plans["plan_id"].map(counts).fillna(0).astype("int64"))
        order = order.sort_values(["period_start", "plan_id"], ascending=[False, True], kind="stable", na_position="last")
        return order[order["targets"].cumsum() <= self.limits.targets].reset_index(drop=True)

    @cached_property
    def plan_ids(self) -> pd.Index:
        """The ids of the plans shown, in their order."""
        import pandas as pd

        index: pd.Index = pd.Index(self.plans["plan_id"])
        return index

    @cached_property
    def targets(self) -> pd.DataFrame:
        """The targets of the plans shown, each with its attainment (``status``, ``progress``, ``actual_*``)."""
        targets = self.dataset.among("indicator_targets", "plan_id", list(self.plan_ids))
        told = ["target_observation_id", "actual_observation_id", "actual_plan_id", "actual_year", "actual_value", "progress", "status"]
        attained = self.dataset.table("target_attainment", *told).drop_duplicates("target_observation_id")
        return targets.merge(attained, on="target_observation_id", how="left").reset_index(drop=True)

    @cached_property
    def observations(self) -> pd.DataFrame:
        """The observations that the targets shown rest on: target, base and actual, each once."""
        import pandas as pd

        ends = [self.targets[f"{end}_observation_id"].dropna() for end in ("target", "base", "actual")]
        return self.dataset.among("observations", "observation_id", set(pd.concat(ends)))

    @cached_property
    def observation_ids(self) -> pd.Index:
        """Their ids, in their order."""
        import pandas as pd

        index: pd.Index = pd.Index(self.observations["observation_id"])
        return index

    @cached_property
    def texts(self) -> pd.DataFrame:
        """The texts shown: those of the plans shown, the shortest first, up to the limit, in the order of the plans."""
        import pandas as pd

        pieces = (piece.assign(length=piece["text"].str.len()) for piece in pieces_of(self.dataset.rows("plan_texts"), rows=TEXTS_AT_ONCE))
        lengths = pd.concat([piece[["plan_id", "length"]] for piece in pieces], ignore_index=True)
        by_length = lengths[lengths["plan_id"].isin(self.plan_ids)].sort_values(["length", "plan_id"], kind="stable")
        short = by_length[by_length["length"].cumsum() <= self.limits.text_characters]
        kept = short.merge(self.dataset.among("plan_texts", "plan_id", list(short["plan_id"])), on="plan_id")
        return kept.assign(place=places(kept["plan_id"], self.plan_ids)).sort_values("place").reset_index(drop=True)
