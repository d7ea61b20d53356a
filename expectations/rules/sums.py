"""Rules on parts and wholes: totals against their parts, a part against its whole, a ratio against what it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from expectations.rules.agree import AT_LEAST, AT_MOST
from expectations.rules.evidence import SUBJECT, Evidence, printed
from expectations.rules.found import Found

if TYPE_CHECKING:
    from collections.abc import Mapping

LABELS = ("place", "category", "indicator", "header")
SUM = re.compile(r"^(?:合计|总计|小计|共计|合计数|总数)(?:\(.*\))?$")  # says that it is the sum of the rows beside it
WHOLE_AREA = re.compile(r"^(?:全市|全省|全区|全县|全州|全盟|全域|市级?合计|全国)$")  # is the sum only where the rows are all there are
SUB_ROW = re.compile(r"^[\s(（#\d.、]*其中")
NOT_ADDED = re.compile(r"[%‰‱/]|位|分$|年$")  # units of figures that are no sums: shares, intensities, ranks, scores
FEWEST_PARTS = 2
_VALUE = ["value_std", "comparator", "unit_std", "observation_id"]
_AT = ["plan_id", "area", "scope", "is_total", "year", "status"]


def _labels(evidence: Evidence) -> pd.DataFrame:
    """The words of the cells that name rows and columns, without white space."""
    cells = evidence.cells[evidence.cells["role"].isin(LABELS) & evidence.cells["text"].ne("")]
    return cells.assign(word=cells["text"].str.replace(r"\s+", "", regex=True))


def total_not_sum(evidence: Evidence) -> Iterator[Found]:
    """Totals of a table (合计, 小计; 全市 over its counties) that are not the sum of the rows they are made of."""
    labels = _labels(evidence)
    is_sum, is_area = labels["word"].str.match(SUM), labels["word"].str.match(WHOLE_AREA)
    totals = labels[(is_sum | is_area) & labels["role"].ne("header")].assign(asserted=is_sum)
    rows = evidence.figures
    added = rows[rows["table_id"].isin(totals["table_id"]) & rows["measure"].eq("level") & rows["value_std"].notna()]
    added = added[~added["unit_std"].fillna("%").str.contains(NOT_ADDED)]
    for table_id, table in added.groupby("table_id", sort=False):
        of_table = totals[totals["table_id"].eq(table_id)]
        said = of_table.groupby("row_index")["asserted"].any()
        asserted = {int(row): bool(is_sum) for row, is_sum in zip(said.index, said, strict=True)}
        yield from _in_table(table, asserted, _groups(labels[labels["table_id"].eq(table_id)]), evidence)


def _groups(labels: pd.DataFrame) -> Mapping[int, str]:
    """The category that each row stands in, by row."""
    categories = labels[labels["role"].eq("category")].drop_duplicates("row_index")
    return dict(zip(categories["row_index"], categories["word"], strict=True))


def _in_table(table: pd.DataFrame, totals: Mapping[int, bool], groups: Mapping[int, str], evidence: Evidence) -> Iterator[Found]:
    """The totals of one table. 全市 counts as a sum only where another column of the table adds up, or the parts exceed it."""
    sums = []
    for total in table[table["row_index"].isin(list(totals))].itertuples():
        parts = _parts_of(total, table, totals, groups)
        if len(parts) >= FEWEST_PARTS:
            sums.append((total, parts, _adds_up(total, parts, evidence)))
    some_add_up = any(adds for _, _, adds in sums)
    for total, parts, adds in sums:
        too_much = parts["value_std"].sum() > float(str(total.value_std))
        if not adds and (totals[int(str(total.row_index))] or some_add_up or too_much):
            observed, found = (printed(v, total.unit_std, total.year) for v in (total.value_std, parts["value_std"].sum()))
            yield Found("total_not_sum", str(total.observation_id), observed, found, tuple(map(str, parts["observation_id"])))


def _parts_of(total: Any, table: pd.DataFrame, totals: Mapping[int, bool], groups: Mapping[int, str]) -> pd.DataFrame:
    """The figures that a total is made of: the same indicator in the table's places, else the rows of its category."""
    row = total
    same = table["column_index"].eq(row.column_index) & table["unit_std"].eq(row.unit_std) & ~table["row_index"].isin(list(totals))
    places = same & table["subject"].eq(row.subject) & (table["area"].ne(row.area) | table["scope"].ne(row.scope))
    if places.any():
        return table[places]
    group = groups.get(row.row_index)
    of_group = table["row_index"].map(groups).eq(group) if group is not None else same & False
    return table[same & of_group & table["area"].eq(row.area) & table["scope"].eq(row.scope)]


def _adds_up(total: Any, parts: pd.DataFrame, evidence: Evidence) -> bool:
    """Whether the parts give the total, allowing for the rounding of each; a bound (1000以上) leaves its side open."""
    row = total
    gap = float(parts["value_std"].sum()) - row.value_std
    slack = float(parts["half"].sum()) + row.half if (parts["value_std"] % 1).any() else 0.0
    slack = max(slack, evidence.limit("total_not_sum", "relative") * abs(row.value_std) if slack else 0.0)
    at_least = row.comparator in AT_LEAST and gap > 0
    open_parts = bool(parts["comparator"].isin(AT_LEAST).any()) and gap < 0
    return at_least or open_parts or bool((parts["comparator"] == "~").any()) or row.comparator == "~" or abs(gap) <= slack + 1e-9


def part_exceeds_whole(evidence: Evidence) -> Iterator[Found]:
    """Indicators above the one they are a part of by the registry's parts, and rows under 其中 above the row they belong to."""
    levels = evidence.levels
    parts = pd.DataFrame([(part.part_id, part.whole_id) for part in evidence.registry.parts], columns=["subject", "subject_whole"])
    wholes = _renamed(levels[[*_AT, "subject", *_VALUE]], ["subject", *_VALUE], "whole")
    pairs = levels.merge(parts, on="subject").merge(wholes, on=[*_AT, "subject_whole"])
    yield from _exceeding(pairs[pairs["unit_std"].eq(pairs["unit_std_whole"])], evidence)
    yield from _exceeding(_sub_rows(evidence), evidence)


def _exceeding(pairs: pd.DataFrame, evidence: Evidence) -> Iterator[Found]:
    most = pairs["value_std_whole"] + evidence.limit("part_exceeds_whole", "relative") * pairs["value_std_whole"].abs()
    is_open = pairs["comparator_whole"].isin(AT_LEAST) | pairs["comparator"].isin(AT_MOST)
    odd = pairs[(pairs["value_std"] > most) & ~is_open].drop_duplicates("observation_id")
    for row in odd.itertuples():
        observed, whole = (printed(v, row.unit_std, row.year) for v in (row.value_std, row.value_std_whole))
        yield Found("part_exceeds_whole", str(row.observation_id), observed, whole, (str(row.observation_id_whole),))


def _sub_rows(evidence: Evidence) -> pd.DataFrame:
    """Figures of rows under 其中 beside the same column of the row above that they are a part of."""
    names = _labels(evidence)
    names = names[names["role"].eq("indicator")].drop_duplicates(["table_id", "row_index"]).sort_values(["table_id", "row_index"])
    is_sub = names["word"].str.match(SUB_ROW)
    whole = names["row_index"].where(~is_sub).groupby(names["table_id"]).ffill()
    subs = names[is_sub].assign(row_index_whole=whole[is_sub])[["table_id", "row_index", "row_index_whole"]].dropna()
    levels = evidence.levels.dropna(subset=["table_id"])
    key = ["table_id", "column_index", "row_index_whole"]
    wholes = _renamed(levels[["table_id", "column_index", "row_index", *_VALUE]], ["row_index", *_VALUE], "whole")
    pairs = levels.merge(subs.astype("Int64", errors="ignore"), on=["table_id", "row_index"]).merge(wholes, on=key)
    return pairs[pairs["unit_std"].eq(pairs["unit_std_whole"])]


def quotient_differs(evidence: Evidence) -> Iterator[Found]:
    """Ratios whose numerator and denominator are told for the same year, area and status and give another ratio."""
    quotients = evidence.registry.quotients
    levels = evidence.levels[evidence.levels["comparator"].eq("=")].drop_duplicates([*SUBJECT, "year", "status"])
    value = levels[[*_AT, "subject", *_VALUE]]
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
