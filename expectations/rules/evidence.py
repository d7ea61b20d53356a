"""What rules may look at: the observations with what they are compared by, the plans, the printed cells, the registry."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

from expectations.registry import Registry

if TYPE_CHECKING:
    import pandas as pd

T = TypeVar("T")
SUBJECT = ["plan_id", "area", "scope", "subject", "is_total"]  # what a figure is about, within a plan
# What no rule on figures looks at; each join of pairs would carry it along.
_NOT_LOOKED_AT = ["section_id", "rank_among", "value", "value_max", "unit", "binding", "line", "page", "flags", "core", "confidence"]
_DECIMALS = r"\d[.．](\d+)"  # \d is a full-width digit too
_MOST_ZEROS = 6


@dataclass(frozen=True)
class Evidence:
    """All that a rule may look at.

    ``observations``, ``plans`` and ``cells`` are frames of the tables observations, plans and table_cells; the observations are those
    accepted so far. Copies of a plan (``same_as``) are looked at like any plan, but never held against another one.
    """

    observations: pd.DataFrame
    plans: pd.DataFrame
    cells: pd.DataFrame
    registry: Registry
    _made: dict[Callable[[Evidence], Any], Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def figures(self) -> pd.DataFrame:
        """The observations, table before text, with what they are compared by.

        ``area``, ``scope`` and ``subject`` (the indicator, else the printed name) are never empty but for a nameless row's subject;
        ``kind_of_time`` and ``first_year``: basis and year_start, never empty; ``is_total``: a total over a period; ``half``: half of
        the last printed digit's unit, in the standard unit (2.73 gives 0.005), 0 of a target or a count, which nobody rounded;
        ``grain``: the unit of the last digit that is not a closing zero (1200 gives 100), in the standard unit; from the plan
        ``period_start``, ``period_end``, ``is_copy`` and ``plan_level``.
        """
        plans = self.plans[["plan_id", "period_start", "period_end", "outlook_year", "level", "region_name", "same_as"]]
        plans = plans.assign(is_copy=plans["same_as"].notna()).rename(columns={"level": "plan_level"}).drop(columns="same_as")
        rows = self.observations.merge(plans, on="plan_id", how="left", validate="many_to_one")
        rows["area"] = rows["region_code"].fillna(rows.pop("region_name")).fillna("")  # a town or zone without a code has its name
        rows["scope"] = rows["scope"].fillna("")
        printed = rows["indicator_text"].str.replace(r"\s+", "", regex=True)
        rows["subject"] = rows["indicator_id"].where(rows["indicator_id"].notna(), "“" + printed + "”")
        rows["kind_of_time"] = rows["basis"].fillna("")
        rows["is_total"] = rows["basis"].eq("cumulative")
        rows["first_year"] = rows["year_start"].astype("float64").fillna(0.0)
        half, rows["grain"] = _precision(rows)
        counts = [name for name, indicator in self.registry.indicators.items() if indicator.kind == "count"]
        is_exact = rows["measure"].eq("level") & (rows["status"].eq("target") | rows["indicator_id"].isin(counts))
        rows["half"] = half.where(~is_exact, 0.0)
        rows["in_text"] = rows["origin"].eq("text")
        rows = rows.drop(columns=_NOT_LOOKED_AT, errors="ignore")
        return rows.sort_values(["plan_id", "in_text", "char_start"], kind="stable", ignore_index=True)

    def without(self, observation_ids: frozenset[str]) -> Evidence:
        """The evidence without some observations; what was made of the others is not made again."""
        if not observation_ids:
            return self
        left = replace(self, observations=_without(self.observations, observation_ids))
        left.__dict__["figures"] = _without(self.figures, observation_ids).reset_index(drop=True)
        return left

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Of the figures those that say how much there was or shall be in a year: with a subject, a standard value and a year."""
        rows = self.figures
        is_level = rows["measure"].eq("level") & rows["value_std"].notna() & rows["year"].notna() & rows["subject"].notna()
        return rows[is_level]

    @cached_property
    def former_targets(self) -> pd.Series:
        """Which of the figures are targets of a former plan, told beside what was reached (2020年目标 | 2020年完成 in a plan of 2021)."""
        rows = self.figures
        reached = rows[rows["status"].eq("actual") & rows["table_id"].notna()]
        told = set(zip(reached["table_id"], reached["year"].fillna(0), strict=True))
        beside = np.array([key in told for key in zip(rows["table_id"], rows["year"].fillna(-1), strict=True)], dtype=bool)
        return (rows["status"].eq("target") & rows["year"].lt(rows["period_start"]) & beside).fillna(False).astype(bool)

    @cached_property
    def years_of_plan(self) -> dict[str, str]:
        """The period of each plan as print: 2021–2025."""
        columns = (self.plans[name] for name in ("plan_id", "period_start", "period_end"))
        return {str(plan): f"{_year(start)}–{_year(end)}" for plan, start, end in zip(*columns, strict=True)}

    def once(self, make: Callable[[Evidence], T]) -> T:
        """What a function makes of the evidence, made the first time that it is asked for: several rules look at the same pairs."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def limit(self, rule_id: str, name: str) -> float:
        """A number that a rule decides by."""
        return self.registry.rules[rule_id].limits[name]


def of_subjects(rows: pd.DataFrame, subjects: Iterable[str]) -> pd.DataFrame:
    """The rows about one of these subjects: the others need not be joined with anything."""
    return rows[rows["subject"].isin(set(subjects))]


def _without(rows: pd.DataFrame, observation_ids: frozenset[str]) -> pd.DataFrame:
    return rows[~rows["observation_id"].isin(observation_ids)]


def _year(cell: object) -> str:
    import pandas as pd

    return "?" if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def _precision(rows: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Half of the last printed digit's unit, and the unit of the last digit that is no closing zero, both in the standard unit."""
    decimals = rows["value_text"].str.extract(_DECIMALS, expand=False).str.len().fillna(0.0).astype("float64")
    value = rows["value"].abs()
    factor = (rows["value_std"].abs() / value.where(value > 0)).fillna(1.0)
    step = 10.0**-decimals
    grain = step.copy()
    for zeros in range(1, _MOST_ZEROS + 1):
        closing = decimals.eq(0) & value.gt(0) & (value % 10**zeros).eq(0)
        grain = grain.where(~closing, 10.0**zeros)
    return factor * step / 2, factor * grain


def printed(value: Any, unit: Any, year: Any = None) -> str:
    """A figure as a finding tells it: 2.73 % (2015)."""
    import pandas as pd

    words = f"{float(value):.10g}" + ("" if pd.isna(unit) else f" {unit}")
    return words if year is None or pd.isna(year) else f"{words} ({year})"
