"""The account of cells and numbers, recounted from the print itself, and of doubts: what is lost or told twice, as frames of failing rows.

Each function looks at a plan by itself, however many there are in the frames; a sound account gives an empty frame.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from expectations.registry import Registry
from expectations.registry.schema import whole_numbers

if TYPE_CHECKING:
    import pandas as pd

DIGITS = re.compile(r"\d+")
VALUE_ROLES = ("value", "growth")
CELL = ["table_id", "row_index", "column_index"]
PLACE = ["plan_id", "char_start", "char_end", "text"]


def unbalanced(accounting: pd.DataFrame) -> pd.DataFrame:
    """Accounts in which read is not the sum of accepted, rejected and ignored."""
    told = accounting[["accepted", "rejected", "ignored"]].sum(axis=1)
    return accounting[accounting["read"].ne(told)]


def cells_lost(
    accounting: pd.DataFrame, cells: pd.DataFrame, tables: pd.DataFrame, observations: pd.DataFrame, rejects: pd.DataFrame
) -> pd.DataFrame:
    """Value cells without a fate, or with one that has no row, and plans whose account counts other cells; ``what`` says which."""
    import pandas as pd

    cells = cells.merge(tables[["table_id", "plan_id"]], on="table_id", how="left")
    odd = [_without_fate(cells), _without_row(cells, observations, rejects), _miscounted(cells, accounting)]
    return pd.concat(odd, ignore_index=True)


def _without_fate(cells: pd.DataFrame) -> pd.DataFrame:
    """Value cells of which nobody says what became of them; a cell merged over several columns is told once, at its first."""
    left = cells.groupby(["table_id", "row_index"])["char_start"].shift()
    merged = cells["char_start"].eq(left) & cells["text"].ne("")
    odd = cells["role"].isin(VALUE_ROLES) & cells["disposition"].isna() & ~merged
    return cells[odd].assign(what="a value cell without a disposition")


def _without_row(cells: pd.DataFrame, observations: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """Cells that are said to be observations or rejects, without such a row."""
    import pandas as pd

    observed = pd.MultiIndex.from_frame(
        observations.loc[observations["table_id"].notna(), CELL].astype({"row_index": int, "column_index": int})
    )
    spans = {plan: _Spans(zip(rows["char_start"], rows["char_end"], strict=True)) for plan, rows in rejects.groupby("plan_id")}
    said = cells[cells["disposition"].eq("observation")]
    lost = said[~pd.MultiIndex.from_frame(said[CELL].astype({"row_index": int, "column_index": int})).isin(observed)]
    refused = cells[cells["disposition"].eq("reject")]
    inside = [plan in spans and spans[plan].answer_for(start, end) for plan, start, end in _spans(refused)]
    unsaid = _of(refused, (not found for found in inside))
    return pd.concat([lost.assign(what="observation without a row"), unsaid.assign(what="reject without a row")])


def _spans(cells: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    return zip(cells["plan_id"], whole_numbers(cells["char_start"]), whole_numbers(cells["char_end"]), strict=True)


class _Spans:
    """Spans of rejects, asked for one that answers for a cell; each question costs the logarithm of their number."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))  # of the spans up to each, the last end
        self._nearest = list(accumulate((end for _, end in reversed(ordered)), min))[::-1]  # of the spans from each on, the first end

    def answer_for(self, start: int, end: int) -> bool:
        """Whether one lies within start and end, or holds both: a row or table refused as a whole."""
        inside = bisect_left(self._starts, start)
        if inside < len(self._starts) and self._nearest[inside] <= end:
            return True
        around = bisect_right(self._starts, start)
        return around > 0 and self._furthest[around - 1] >= end


def _miscounted(cells: pd.DataFrame, accounting: pd.DataFrame) -> pd.DataFrame:
    """Plans whose account of value cells is not the number of cells that have a disposition."""
    import pandas as pd

    counted = cells[cells["disposition"].notna()].groupby("plan_id").size()
    told = accounting[accounting["kind"].eq("value_cell")].set_index("plan_id")["read"]
    counted = counted.reindex(told.index, fill_value=0)
    odd = told[told.ne(counted)]
    return pd.DataFrame({"plan_id": odd.index, "text": [str(count) for count in odd], "what": "cells of a plan counted otherwise"})


def numbers_lost(numerals: pd.DataFrame, texts: pd.DataFrame, observations: pd.DataFrame) -> pd.DataFrame:
    """Digits of texts that no row of numerals holds, and rows whose observations are not there; ``what`` says which."""
    import pandas as pd

    lost = pd.DataFrame(list(_uncovered(numerals, texts)), columns=["plan_id", "char_start", "text"]).assign(what="digits without a row")
    known = set(observations["observation_id"])
    named = numerals[numerals["observation_ids"].notna()]
    unknown = _of(named, (not known.issuperset(ids.split(";")) for ids in named["observation_ids"]))
    unknown = unknown.assign(what="names an observation that is not there")
    nameless = numerals["disposition"].eq("observation") ^ numerals["observation_ids"].notna()
    return pd.concat([lost, unknown, numerals[nameless].assign(what="an observation's number without its row")], ignore_index=True)


def _uncovered(numerals: pd.DataFrame, texts: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    """Runs of digits that no row of numerals holds wholly; rows that touch count as one."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for plan_id, start, end in _spans(numerals):
        spans.setdefault(plan_id, []).append((start, end))
    for plan_id, text in zip(texts["plan_id"], texts["text"], strict=True):
        covered = bytearray(len(text))
        for start, end in spans.get(plan_id, ()):
            covered[start:end] = b"\1" * (end - start)
        for run in DIGITS.finditer(text):
            if 0 in covered[run.start() : run.end()]:
                yield plan_id, run.start(), run[0]


def doubts_lost(rejects: pd.DataFrame, observations: pd.DataFrame, findings: pd.DataFrame, registry: Registry) -> pd.DataFrame:
    """Findings without their flag, flags without their finding, rejects without one: observation_id (or reject's), rule_id, ``what``."""
    import pandas as pd

    for_all = [rule_id for rule_id, rule in registry.rules.items() if rule.questions == "all"]
    own = findings.dropna(subset=["observation_id"])[["observation_id", "rule_id"]]
    others = findings[findings["rule_id"].isin(for_all)].dropna(subset=["related_observation_ids"])
    others = others.assign(observation_id=others["related_observation_ids"].str.split(";")).explode("observation_id")
    told = pd.concat([own, others[["observation_id", "rule_id"]]]).drop_duplicates()
    flagged = observations.dropna(subset=["flags"])[["observation_id", "flags"]]
    flagged = flagged.assign(rule_id=flagged["flags"].str.split(";")).explode("rule_id")[["observation_id", "rule_id"]]
    both = told.merge(flagged, how="outer", on=["observation_id", "rule_id"], indicator=True)
    odd = both[both["_merge"].ne("both")].assign(
        what=lambda rows: rows["_merge"].map({"left_only": "finding without flag", "right_only": "flag without finding"})
    )
    silent = rejects[~rejects["reject_id"].isin(findings["reject_id"])]
    silent = silent.rename(columns={"reject_id": "observation_id", "reason_id": "rule_id"}).assign(what="reject without finding")
    columns = ["observation_id", "rule_id", "what"]
    return pd.concat([odd[columns], silent[columns]])


def misplaced(rejects: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Rejects that name a span in their plan's text which holds another text."""
    by_plan: dict[str, str] = dict(zip(texts["plan_id"], texts["text"], strict=True))
    placed = rejects[rejects["plan_id"].notna() & rejects["char_start"].notna()]
    cells: Iterable[tuple[Any, ...]] = zip(*(placed[name] for name in PLACE), strict=True)
    return _of(placed, (by_plan.get(plan_id, "")[start:end] != text for plan_id, start, end, text in cells))


def _of(frame: pd.DataFrame, is_wanted: Iterable[bool]) -> pd.DataFrame:
    """The rows wanted, told row by row; of an empty frame none, with all its columns."""
    import pandas as pd

    return frame[pd.Series(list(is_wanted), index=frame.index, dtype=bool)]
