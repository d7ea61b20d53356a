"""The rule on totals: 合计 over rows or columns, 全市 over its counties, a row over those under 其中."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import pandas as pd

from expectations.rules.agree import AT_LEAST
from expectations.rules.evidence import Evidence, printed
from expectations.rules.found import Found
from expectations.rules.row_labels import labels_of, sub_rows

RULE = "total_not_sum"
SUM = re.compile(r"^(?:合计|总计|小计|共计|合计数|总数)(?:[(（].*)?$")  # says that it is the sum of what stands beside it
WHOLE_AREA = re.compile(r"^(?:全市|全省|全区|全县|全州|全盟|全域|市级?合计|全国)$")  # is a sum only where all its parts stand beside it
NOT_ADDED = re.compile(r"[%‰‱/]|位|分$|年$")  # units of figures that are no sums: shares, intensities, ranks, scores
FEWEST_PARTS = 2
ROW, COLUMN = "row_index", "column_index"
_COLUMNS = [
    "table_id", "observation_id", ROW, COLUMN, "value_std", "unit_std", "comparator", "half", "year", "status", "subject", "area", "scope",
]  # fmt: skip
Line = tuple[str, int]  # a row or a column of a table, by its index


@dataclass(frozen=True, slots=True)
class Total:
    """A figure and those that it is made of. Totals of one ``group`` vouch for each other: where one adds up, so should all."""

    figure: Any
    parts: Sequence[Any]
    group: Line
    is_sum: bool  # its label says so

    @property
    def summed(self) -> float:
        """What the parts add up to."""
        return float(sum(part.value_std for part in self.parts))

    def adds_up(self, relative: float) -> bool:
        """Whether the parts give the total, allowing for the rounding of each; a bound (1000以上) leaves its side open."""
        value, gap = self.figure.value_std, self.summed - self.figure.value_std
        is_rounded = any(part.value_std % 1 for part in self.parts)
        slack = max(sum(part.half for part in self.parts) + self.figure.half, relative * abs(value)) if is_rounded else 0.0
        at_least = self.figure.comparator in AT_LEAST and gap > 0
        open_parts = gap < 0 and any(part.comparator in AT_LEAST for part in self.parts)
        is_about = any(one.comparator == "~" for one in (self.figure, *self.parts))
        return at_least or open_parts or is_about or abs(gap) <= slack + 1e-9


def total_not_sum(evidence: Evidence) -> Iterator[Found]:
    """Totals of a table that are not the sum of their parts.

    合计 and 小计 say that they are sums. 全市 over its counties (a zone among them may lie in one of them), or a row over those under
    其中, is one where another figure of the same line adds up.
    """
    relative = evidence.limit(RULE, "relative")
    for table in _tables(evidence):
        totals = [(total, total.adds_up(relative)) for total in table]
        vouched = {total.group for total, adds in totals if adds}
        for total, adds in totals:
            if not adds and (total.is_sum or total.group in vouched):
                row = total.figure
                observed, summed = (printed(value, row.unit_std, row.year) for value in (row.value_std, total.summed))
                yield Found(RULE, str(row.observation_id), observed, summed, tuple(str(part.observation_id) for part in total.parts))


def _tables(evidence: Evidence) -> Iterator[Iterator[Total]]:
    """The totals under a label, and those over rows under 其中, of each table that has any."""
    labels = evidence.once(labels_of)
    is_sum, is_area = labels["word"].str.match(SUM), labels["word"].str.match(WHOLE_AREA)
    marked = labels[is_sum | is_area].assign(is_sum=is_sum)
    subs = evidence.once(sub_rows)
    marks = _of_tables(marked, [ROW, COLUMN, "is_sum"])
    wholes = _of_tables(subs, ["row_index_whole", ROW])
    categories = _of_tables(labels[labels["role"].eq("category") & labels["table_id"].isin(marks)], [ROW, "word"])
    rows = _addable(evidence)
    concerned = rows.loc[rows["table_id"].isin([*marks, *wholes]), _COLUMNS]
    ordered = sorted(concerned.itertuples(index=False), key=lambda row: str(row.table_id))
    for table_id, figures in groupby(ordered, key=lambda row: str(row.table_id)):
        table: list[Any] = list(figures)
        if table_id in marks:
            yield _labelled(table, _lines(marks[table_id], table), dict(reversed(categories.get(table_id, []))))
        if table_id in wholes:
            yield _over_sub_rows(table, wholes[table_id])


def _addable(evidence: Evidence) -> pd.DataFrame:
    """Levels of tables in units that can be added up."""
    rows = evidence.figures
    added = rows[rows["table_id"].notna() & rows["measure"].eq("level") & rows["value_std"].notna() & rows["unit_std"].notna()]
    units = [unit for unit in added["unit_std"].unique() if not NOT_ADDED.search(unit)]
    return added[added["unit_std"].isin(units)]


def _of_tables(cells: pd.DataFrame, columns: Sequence[str]) -> dict[str, list[tuple[Any, ...]]]:
    """Some columns of each table's rows, by table."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table_id, *row in zip(cells["table_id"], *(cells[name] for name in columns), strict=True):
        found.setdefault(str(table_id), []).append(tuple(row))
    return found


def _lines(marks: Sequence[tuple[Any, ...]], table: Sequence[Any]) -> dict[Line, bool]:
    """The rows and columns that a total's label stands at, and whether it says sum.

    A label before figures is its row's, one above them its column's.
    """
    rows, columns = {figure.row_index for figure in table}, {figure.column_index for figure in table}
    lines: dict[Line, bool] = {}
    for row, column, is_sum in marks:
        line = (ROW, int(row)) if row in rows else (COLUMN, int(column))
        if row in rows or column in columns:
            lines[line] = lines.get(line, False) or bool(is_sum)
    return lines


def _labelled(table: Sequence[Any], lines: Mapping[Line, bool], groups: Mapping[int, str]) -> Iterator[Total]:
    """The totals under a label, with the figures of the other rows (or columns) that they are made of."""
    single = [figure for figure in table if (ROW, figure.row_index) not in lines and (COLUMN, figure.column_index) not in lines]
    for (axis, index), is_sum in lines.items():
        across = COLUMN if axis == ROW else ROW
        for figure in (one for one in table if getattr(one, axis) == index):
            beside = [part for part in single if getattr(part, across) == getattr(figure, across) and _is_alike(part, figure)]
            parts = _of_total(beside, figure, axis, groups)
            if len(parts) >= FEWEST_PARTS:
                yield Total(figure, parts, (axis, index), is_sum)


def _is_alike(part: Any, figure: Any) -> bool:
    """Whether two figures are of one unit, year and status, so that they can be added."""
    return bool(part.unit_std == figure.unit_std and part.status == figure.status and _year(part) == _year(figure))


def _year(figure: Any) -> int:
    return 0 if pd.isna(figure.year) else int(figure.year)


def _of_total(beside: Sequence[Any], figure: Any, axis: str, groups: Mapping[int, str]) -> Sequence[Any]:
    """The figures of the same indicator in other places; where there is none, those of the same category."""
    places = [part for part in beside if part.subject == figure.subject and (part.area, part.scope) != (figure.area, figure.scope)]
    group = groups.get(figure.row_index) if axis == ROW else None
    if places or group is None:
        return places
    return [part for part in beside if groups.get(part.row_index) == group and (part.area, part.scope) == (figure.area, figure.scope)]


def _over_sub_rows(table: Sequence[Any], subs: Sequence[tuple[Any, ...]]) -> Iterator[Total]:
    """Rows over two or more rows under 其中; a column whose sub-rows add up vouches for the others."""
    of_whole: dict[int, set[int]] = {}
    for whole, row in subs:
        of_whole.setdefault(int(whole), set()).add(int(row))
    for whole, rows in of_whole.items():
        for figure in (one for one in table if one.row_index == whole):
            parts = [
                part
                for part in table
                if part.row_index in rows and part.column_index == figure.column_index and part.unit_std == figure.unit_std
            ]
            if len(parts) == len(rows) >= FEWEST_PARTS:
                yield Total(figure, parts, (ROW, whole), False)
