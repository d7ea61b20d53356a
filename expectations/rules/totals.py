"""The rule on totals: 合计 over rows or columns, 全市 over its counties, a row over those under 其中."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from expectations.rules.agree import AT_LEAST
from expectations.rules.evidence import Evidence, printed
from expectations.rules.found import Found
from expectations.rules.sums import labels_of, sub_rows

RULE = "total_not_sum"
SUM = re.compile(r"^(?:合计|总计|小计|共计|合计数|总数)(?:[(（].*)?$")  # says that it is the sum of what stands beside it
WHOLE_AREA = re.compile(r"^(?:全市|全省|全区|全县|全州|全盟|全域|市级?合计|全国)$")  # is a sum only where all its parts stand beside it
NOT_ADDED = re.compile(r"[%‰‱/]|位|分$|年$")  # units of figures that are no sums: shares, intensities, ranks, scores
FEWEST_PARTS = 2
ROW, COLUMN = "row_index", "column_index"
Line = tuple[str, int]  # a row or a column of a table, by its index


@dataclass(frozen=True, slots=True)
class Total:
    """A figure and those that it is made of. Totals of one ``group`` vouch for each other: where one adds up, so should all."""

    figure: Any
    parts: pd.DataFrame
    group: Line
    is_sum: bool  # its label says so

    def adds_up(self, relative: float) -> bool:
        """Whether the parts give the total, allowing for the rounding of each; a bound (1000以上) leaves its side open."""
        gap = float(self.parts["value_std"].sum()) - self.figure.value_std
        is_rounded = bool((self.parts["value_std"] % 1).any())
        slack = max(float(self.parts["half"].sum()) + self.figure.half, relative * abs(self.figure.value_std)) if is_rounded else 0.0
        at_least = self.figure.comparator in AT_LEAST and gap > 0
        open_parts = bool(self.parts["comparator"].isin(AT_LEAST).any()) and gap < 0
        is_about = self.figure.comparator == "~" or bool((self.parts["comparator"] == "~").any())
        return at_least or open_parts or is_about or abs(gap) <= slack + 1e-9


def total_not_sum(evidence: Evidence) -> Iterator[Found]:
    """Totals of a table that are not the sum of their parts.

    合计 and 小计 say that they are sums. 全市 over its counties (a zone among them may lie in one of them), or a row over those under
    其中, is one where another figure of the same line adds up.
    """
    added = _addable(evidence)
    if added.empty:
        return
    relative = evidence.limit(RULE, "relative")
    for table in _tables(added, evidence):
        totals = [(total, total.adds_up(relative)) for total in table]
        vouched = {total.group for total, adds in totals if adds}
        for total, adds in totals:
            if not adds and (total.is_sum or total.group in vouched):
                yield _found(total)


def _found(total: Total) -> Found:
    row = total.figure
    observed, found = (printed(value, row.unit_std, row.year) for value in (row.value_std, total.parts["value_std"].sum()))
    return Found(RULE, str(row.observation_id), observed, found, tuple(map(str, total.parts["observation_id"])))


def _addable(evidence: Evidence) -> pd.DataFrame:
    """Levels of tables in units that can be added up."""
    rows = evidence.figures
    added = rows[rows["table_id"].notna() & rows["measure"].eq("level") & rows["value_std"].notna() & rows["unit_std"].notna()]
    return added[~added["unit_std"].str.contains(NOT_ADDED)]


def _tables(added: pd.DataFrame, evidence: Evidence) -> Iterator[Iterator[Total]]:
    """The totals of each table that has any."""
    labels = labels_of(evidence)
    is_sum, is_area = labels["word"].str.match(SUM), labels["word"].str.match(WHOLE_AREA)
    marked = labels[is_sum | is_area].assign(is_sum=is_sum)
    subs = sub_rows(evidence)
    concerned = added[added["table_id"].isin(marked["table_id"]) | added["table_id"].isin(subs["table_id"])]
    for table_id, table in concerned.groupby("table_id", sort=False):
        lines = _lines(marked[marked["table_id"].eq(table_id)], table)
        yield _labelled(table, lines, _groups(labels[labels["table_id"].eq(table_id)]))
        yield _over_sub_rows(table, subs[subs["table_id"].eq(table_id)])


def _lines(marked: pd.DataFrame, table: pd.DataFrame) -> dict[Line, bool]:
    """The rows and columns that a total's label stands at, and whether it says sum.

    A label before figures is its row's, one above them its column's.
    """
    rows, columns = set(table[ROW]), set(table[COLUMN])
    lines: dict[Line, bool] = {}
    for row, column, is_sum in zip(marked[ROW], marked[COLUMN], marked["is_sum"], strict=True):
        line = (ROW, int(row)) if row in rows else (COLUMN, int(column))
        if row in rows or column in columns:
            lines[line] = lines.get(line, False) or bool(is_sum)
    return lines


def _groups(labels: pd.DataFrame) -> Mapping[int, str]:
    """The category that each row stands in, by row."""
    categories = labels[labels["role"].eq("category")].drop_duplicates(ROW)
    return dict(zip(categories[ROW], categories["word"], strict=True))


def _labelled(table: pd.DataFrame, lines: Mapping[Line, bool], groups: Mapping[int, str]) -> Iterator[Total]:
    """The totals under a label, with the figures of the other rows (or columns) that they are made of."""
    no_part = pd.Series(False, index=table.index)
    for axis, index in lines:
        no_part |= table[axis].eq(index)
    figure: Any
    for (axis, index), is_sum in lines.items():
        across = COLUMN if axis == ROW else ROW
        for figure in table[table[axis].eq(index)].itertuples():
            same = table[across].eq(getattr(figure, across)) & ~no_part
            same &= table["unit_std"].eq(figure.unit_std) & table["year"].eq(figure.year) & table["status"].eq(figure.status)
            parts = table[same.fillna(False) & _of_total(table, figure, axis, groups)]
            if len(parts) >= FEWEST_PARTS:
                yield Total(figure, parts, (axis, index), is_sum)


def _of_total(table: pd.DataFrame, figure: Any, axis: str, groups: Mapping[int, str]) -> pd.Series:
    """The figures of the same indicator in other places; where there is none, those of the same category."""
    places = table["subject"].eq(figure.subject) & (table["area"].ne(figure.area) | table["scope"].ne(figure.scope))
    group = groups.get(figure.row_index) if axis == ROW else None
    if places.any() or group is None:
        return places
    return table[ROW].map(groups).eq(group) & table["area"].eq(figure.area) & table["scope"].eq(figure.scope)


def _over_sub_rows(table: pd.DataFrame, subs: pd.DataFrame) -> Iterator[Total]:
    """Rows over two or more rows under 其中; a column whose sub-rows add up vouches for the others."""
    figure: Any
    for whole, of_whole in subs.groupby("row_index_whole"):
        parts = table[table[ROW].isin(of_whole[ROW])]
        for figure in table[table[ROW].eq(whole)].itertuples():
            same = parts[parts[COLUMN].eq(figure.column_index) & parts["unit_std"].eq(figure.unit_std)]
            if len(same) == len(of_whole) >= FEWEST_PARTS:
                yield Total(figure, same, (ROW, int(str(whole))), False)
