"""Rules on how a row was read: name, unit, year and print are there, and the catalogue knows what they mean."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

OF_ANY_CHANGE = ("%", "百分点")
LOST = "\ufffd"  # stands for a character lost before the file reached us


def missing_indicator_name(evidence: Evidence) -> Iterator[Found]:
    """Rows whose name the plan lost."""
    rows = evidence.observations
    yield from _each("missing_indicator_name", rows[rows["indicator_text"].isna()], "quote", "?")


def name_not_in_catalogue(evidence: Evidence) -> Iterator[Found]:
    """Rows with a name that means no catalogue indicator."""
    rows = evidence.observations
    odd = rows["indicator_text"].notna() & rows["indicator_id"].isna()
    yield from _each("name_not_in_catalogue", rows[odd], "indicator_text", "indicators, indicator_aliases")


def unit_missing(evidence: Evidence) -> Iterator[Found]:
    """Figures without a printed unit."""
    rows = evidence.observations
    yield from _each("unit_missing", rows[rows["value"].notna() & rows["unit"].isna()], "value_text", "?")


def unit_unlike_indicator(evidence: Evidence) -> Iterator[Found]:
    """Figures of a known indicator in a unit that has no lawful conversion into the indicator's; changes in another unit than it."""
    rows = evidence.observations
    told = rows[rows["value"].notna() & rows["unit"].notna() & rows["indicator_id"].notna()]
    indicators = evidence.registry.indicators
    units = told["indicator_id"].map({name: indicators[name].unit for name in told["indicator_id"].unique()})
    other = told["measure"].eq("change") & ~told["unit_std"].isin(OF_ANY_CHANGE) & told["unit_std"].ne(units)
    pairs = told.loc[other, ["indicator_id", "unit_std"]].drop_duplicates().itertuples(index=False, name=None)
    lawful = {pair for pair in pairs if pair[1] in evidence.registry.lawful_units(pair[0])}
    counted = [pair in lawful for pair in zip(told["indicator_id"], told["unit_std"], strict=True)]
    for row in told[told["value_std"].isna() | (other & ~np.array(counted, dtype=bool))].itertuples():
        yield Found("unit_unlike_indicator", str(row.observation_id), str(row.unit), indicators[str(row.indicator_id)].unit)


def target_year_missing(evidence: Evidence) -> Iterator[Found]:
    """Targets without a year."""
    rows = evidence.observations
    yield from _each("target_year_missing", rows[rows["status"].eq("target") & rows["year"].isna()], "value_text", "?")


def text_repaired(evidence: Evidence) -> Iterator[Found]:
    """Rows whose passage holds characters that were lost."""
    rows = evidence.observations
    yield from _each("text_repaired", rows[rows["quote"].str.contains(LOST, regex=False)], "quote", "?")


def _each(rule_id: str, odd: pd.DataFrame, observed: str, expected: str) -> Iterator[Found]:
    for observation_id, cell in zip(odd["observation_id"], odd[observed], strict=True):
        yield Found(rule_id, str(observation_id), str(cell), expected)
