"""Rules on a part against its whole and a ratio against what it is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from expectations.rules.agree import AT_LEAST, AT_MOST
from expectations.rules.evidence import SUBJECT, Evidence, of_subjects, printed
from expectations.rules.found import Found
from expectations.rules.row_labels import sub_rows

_VALUE = ["value_std", "comparator", "unit_std", "observation_id"]
_AT = ["plan_id", "area", "scope", "is_total", "year", "status"]


def part_exceeds_whole(evidence: Evidence) -> Iterator[Found]:
    """Indicators above the one they are a part of by the registry's parts, and rows under 其中 above the row they belong to."""
    levels = evidence.levels[[*_AT, "subject", *_VALUE]]
    parts = pd.DataFrame([(part.part_id, part.whole_id) for part in evidence.registry.parts], columns=["subject", "subject_whole"])
    pairs = levels.merge(parts, on="subject")
    wholes = _renamed(of_subjects(levels, pairs["subject_whole"]), ["subject", *_VALUE], "whole")
    pairs = pairs.merge(wholes, on=[*_AT, "subject_whole"])
    yield from _exceeding(pairs[pairs["unit_std"].eq(pairs["unit_std_whole"])], evidence)
    yield from _exceeding(_beside_wholes(evidence), evidence)


def _exceeding(pairs: pd.DataFrame, evidence: Evidence) -> Iterator[Found]:
    most = pairs["value_std_whole"] + evidence.limit("part_exceeds_whole", "relative") * pairs["value_std_whole"].abs()
    is_open = pairs["comparator_whole"].isin(AT_LEAST) | pairs["comparator"].isin(AT_MOST)
    odd = pairs[(pairs["value_std"] > most) & ~is_open].drop_duplicates("observation_id")
    for row in odd.itertuples():
        observed, whole = (printed(v, row.unit_std, row.year) for v in (row.value_std, row.value_std_whole))
        yield Found("part_exceeds_whole", str(row.observation_id), observed, whole, (str(row.observation_id_whole),))


def _beside_wholes(evidence: Evidence) -> pd.DataFrame:
    """Figures of rows under 其中 beside the same column of the row that they are a part of."""
    levels = evidence.levels.loc[evidence.levels["table_id"].notna(), ["table_id", "column_index", "row_index", "year", *_VALUE]]
    wholes = _renamed(levels.drop(columns="year"), ["row_index", *_VALUE], "whole")
    pairs = levels.merge(evidence.once(sub_rows), on=["table_id", "row_index"])
    pairs = pairs.merge(wholes, on=["table_id", "column_index", "row_index_whole"])
    return pairs[pairs["unit_std"].eq(pairs["unit_std_whole"])]


def quotient_differs(evidence: Evidence) -> Iterator[Found]:
    """Ratios whose numerator and denominator are told for the same year, area and status and give another ratio."""
    quotients = evidence.registry.quotients
    concerned = of_subjects(evidence.levels, (end for one in quotients for end in (one.ratio_id, one.numerator_id, one.denominator_id)))
    levels = concerned[concerned["comparator"].eq("=")].drop_duplicates([*SUBJECT, "year", "status"])
    levels = levels[[*_AT, "subject", *_VALUE, "half"]]
    value = levels.drop(columns="half")
    made = pd.DataFrame(
        [(one.ratio_id, one.numerator_id, one.denominator_id, float(one.factor)) for one in quotients],
        columns=["subject", "subject_top", "subject_below", "factor"],
    )
    top, below = (_renamed(value, ["subject", *_VALUE], end) for end in ("top", "below"))
    told = levels.merge(made, on="subject").merge(top, on=[*_AT, "subject_top"]).merge(below, on=[*_AT, "subject_below"])
    told = told[told["value_std_below"] > 0]
    ratio = told["value_std_top"] / told["value_std_below"] * told["factor"]
    odd = (told["value_std"] - ratio).abs() > evidence.limit("quotient_differs", "relative") * told["value_std"].abs() + told["half"]
    for row, computed in zip(told[odd].itertuples(), ratio[odd], strict=True):
        observed = printed(row.value_std, row.unit_std, row.year)
        expected = (
            f"{computed:.4g} {row.unit_std} = {printed(row.value_std_top, row.unit_std_top)} / "
            f"{printed(row.value_std_below, row.unit_std_below)}"
        )
        related = (str(row.observation_id_top), str(row.observation_id_below))
        yield Found("quotient_differs", str(row.observation_id), observed, expected, related)


def _renamed(rows: pd.DataFrame, columns: list[str], end: str) -> pd.DataFrame:
    return rows.rename(columns={name: f"{name}_{end}" for name in columns})
