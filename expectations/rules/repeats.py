"""Rules on one thing told twice in a plan: two figures, the same figure again, a table's row again, two denominators."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from expectations.rules.agree import VALUE, agree, beside_first
from expectations.rules.evidence import SUBJECT, Evidence, printed
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

SAME = [*SUBJECT, "year", "first_year", "status", "kind_of_time", "unit_std"]  # one thing within a plan
LEAST_NAME = 6  # characters of a name outside the catalogue, with its two quotation marks, that says enough to be the same thing again


def told(evidence: Evidence) -> pd.DataFrame:
    """Levels whose subject is known well enough to be told twice."""
    rows = evidence.levels
    return rows[rows["indicator_id"].notna() | rows["subject"].str.len().ge(LEAST_NAME)]


def two_figures(evidence: Evidence) -> Iterator[Found]:
    """One indicator, year, area, scope and status within a plan with two figures that no rounding explains; tables are held to be right."""
    rule = "two_figures"
    rows = evidence.once(told)
    rows = rows[rows["indicator_id"].notna() | ~rows["in_text"]].drop_duplicates([*SAME, "value_std", "value_max_std", "comparator"])
    pairs = beside_first(rows, SAME, [*VALUE, "table_id"])
    same_table = pairs["table_id"].notna() & pairs["table_id"].eq(pairs["table_id_first"])
    odd = ~agree(pairs, evidence.registry.rules[rule].limits) & ~same_table
    for row in pairs[odd].itertuples():
        value, first = (printed(one, row.unit_std, row.year) for one in (row.value_std, row.value_std_first))
        yield Found(rule, str(row.observation_id), value, first, (str(row.observation_id_first),))


def stated_twice(evidence: Evidence) -> Iterator[Found]:
    """The same figure of the same thing at several places of a plan: one finding for all of them."""
    rows = evidence.once(told)
    rows = rows.drop_duplicates(["plan_id", "char_start", "char_end", *SAME])
    same = [*SAME, "value_std", "comparator"]
    again = rows[rows.duplicated(same, keep=False)]
    for _, group in again.groupby(same, sort=False, dropna=False):
        ids = [str(found) for found in group["observation_id"]]
        yield Found("stated_twice", ids[1], str(len(ids)), "1", (ids[0], *ids[2:]))


def row_twice(evidence: Evidence) -> Iterator[Found]:
    """Two rows of one table that tell the same thing: one finding for the two rows."""
    rows = evidence.figures
    rows = rows[rows["table_id"].notna() & rows["subject"].notna() & rows["year"].notna()]
    key = ["table_id", "area", "scope", "subject", "measure", "status", "year", "first_year", "kind_of_time", "column_index"]
    pairs = beside_first(rows, key, ["row_index", "quote", "observation_id"])
    pairs = pairs[pairs["row_index"].ne(pairs["row_index_first"])]
    for _, cells in pairs.groupby(["table_id", "row_index", "row_index_first"], sort=False):
        ids = [str(found) for found in cells["observation_id"]]
        firsts = [str(found) for found in cells["observation_id_first"]]
        yield Found("row_twice", ids[0], cells["quote"].iloc[0], cells["quote_first"].iloc[0], (*ids[1:], *firsts))


def denominators_differ(evidence: Evidence) -> Iterator[Found]:
    """Two indicators of one family told for the same year, area, scope and status: a pair each."""
    families = evidence.registry.families
    rows = evidence.levels
    rows = rows[rows["subject"].isin(list(families))]
    rows = rows.assign(family=rows["subject"].map({name: one.family for name, one in families.items()}))
    key = ["plan_id", "area", "scope", "family", "year", "status"]
    rows = rows.drop_duplicates([*key, "subject"])
    pairs = beside_first(rows, key, ["value_std", "unit_std", "subject", "observation_id"])
    for row in pairs.itertuples():
        one, other = families[str(row.subject)], families[str(row.subject_first)]
        observed = f"{printed(row.value_std, row.unit_std, row.year)}, {one.variant}"
        expected = f"{printed(row.value_std_first, row.unit_std_first, row.year)}, {other.variant}"
        yield Found("denominators_differ", str(row.observation_id), observed, expected, (str(row.observation_id_first),))
