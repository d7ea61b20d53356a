"""Blocking checks that nothing is lost: the account of cells and numbers adds up, recounted from the print itself.

And that no doubt is: flags and findings agree.
"""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

import dagster as dg
import pandas as pd

from expectations.checks.content import verdict
from expectations.registry import Registry

DIGITS = re.compile(r"\d+")
VALUE_ROLES = ("value", "growth")
CELL = ["table_id", "row_index", "column_index"]


@dg.asset_check(
    asset="core_accounting",
    blocking=True,
    description="Per plan and in total every value cell and every number read was accepted, rejected or ignored: read is their sum.",
)
def adds_up(core_accounting: pd.DataFrame) -> dg.AssetCheckResult:
    """read = accepted + rejected + ignored."""
    told = core_accounting[["accepted", "rejected", "ignored"]].sum(axis=1)
    failing = core_accounting[core_accounting["read"].ne(told)]
    return verdict(failing, list(core_accounting.columns), "{count} accounts do not add up.", len(core_accounting))


@dg.asset_check(
    asset="core_accounting",
    blocking=True,
    description="Recounted from the tables: each value cell has its fate, an observed one its observation, a rejected one its reject.",
    additional_ins={
        "cells": dg.AssetIn("core_table_cells"),
        "tables": dg.AssetIn("core_plan_tables"),
        "observations": dg.AssetIn("core_observations"),
        "rejects": dg.AssetIn("core_rejects"),
    },
)
def cells_accounted(
    core_accounting: pd.DataFrame, cells: pd.DataFrame, tables: pd.DataFrame, observations: pd.DataFrame, rejects: pd.DataFrame
) -> dg.AssetCheckResult:
    """No value cell is lost between the grid and the rows made of it."""
    cells = cells.merge(tables[["table_id", "plan_id"]], on="table_id", how="left")
    odd = pd.concat(
        [_without_fate(cells), _without_row(cells, observations, rejects), _miscounted(cells, core_accounting)], ignore_index=True
    )
    return verdict(odd, ["plan_id", *CELL, "text", "what"], "{count} value cells or accounts of them do not match.", len(cells))


def _without_fate(cells: pd.DataFrame) -> pd.DataFrame:
    """Value cells of which nobody says what became of them; a cell merged over several columns is told once, at its first."""
    left = cells.groupby(["table_id", "row_index"])["char_start"].shift()
    merged = cells["char_start"].eq(left) & cells["text"].ne("")
    odd = cells["role"].isin(VALUE_ROLES) & cells["disposition"].isna() & ~merged
    return cells[odd].assign(what="a value cell without a disposition")


def _without_row(cells: pd.DataFrame, observations: pd.DataFrame, rejects: pd.DataFrame) -> pd.DataFrame:
    """Cells that are said to be observations or rejects, without such a row."""
    observed = pd.MultiIndex.from_frame(
        observations.loc[observations["table_id"].notna(), CELL].astype({"row_index": int, "column_index": int})
    )
    spans = {plan: _Spans(zip(rows["char_start"], rows["char_end"], strict=True)) for plan, rows in rejects.groupby("plan_id")}
    said = cells[cells["disposition"].eq("observation")]
    lost = said[~pd.MultiIndex.from_frame(said[CELL].astype({"row_index": int, "column_index": int})).isin(observed)]
    refused = cells[cells["disposition"].eq("reject")]
    inside = [plan in spans and spans[plan].answer_for(start, end) for plan, start, end in _spans(refused)]
    unsaid = refused[[not found for found in inside]]
    return pd.concat([lost.assign(what="observation without a row"), unsaid.assign(what="reject without a row")])


def _spans(cells: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    return zip(cells["plan_id"], cells["char_start"], cells["char_end"], strict=True)


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
    counted = cells[cells["disposition"].notna()].groupby("plan_id").size()
    told = accounting[accounting["kind"].eq("value_cell")].set_index("plan_id")["read"]
    counted = counted.reindex(told.index, fill_value=0)
    odd = told[told.ne(counted)]
    return pd.DataFrame({"plan_id": odd.index, "text": [str(count) for count in odd], "what": "cells of a plan counted otherwise"})


@dg.asset_check(
    asset="core_numerals",
    blocking=True,
    description="Recounted from the texts: every run of digits lies in a row of numerals, and observations' numbers name their rows.",
    additional_ins={"texts": dg.AssetIn("core_plan_texts"), "observations": dg.AssetIn("core_observations")},
)
def numbers_accounted(core_numerals: pd.DataFrame, texts: pd.DataFrame, observations: pd.DataFrame) -> dg.AssetCheckResult:
    """No printed number is lost between the text and the account."""
    lost = pd.DataFrame(list(_uncovered(core_numerals, texts)), columns=["plan_id", "char_start", "text"]).assign(
        what="digits without a row"
    )
    ids = core_numerals["observation_ids"].fillna("").str.split(";")
    known = set(observations["observation_id"]) | {""}
    unknown = core_numerals[[not known.issuperset(named) for named in ids]].assign(what="names an observation that is not there")
    nameless = core_numerals["disposition"].eq("observation") ^ core_numerals["observation_ids"].notna()
    odd = pd.concat([lost, unknown, core_numerals[nameless].assign(what="an observation's number without its row")], ignore_index=True)
    return verdict(odd, ["plan_id", "char_start", "text", "what"], "{count} numbers are not accounted for.", len(core_numerals))


def _uncovered(numerals: pd.DataFrame, texts: pd.DataFrame) -> Iterator[tuple[str, int, str]]:
    """Runs of digits that no row of numerals holds wholly; rows that touch count as one."""
    spans = {plan: list(zip(rows["char_start"], rows["char_end"], strict=True)) for plan, rows in numerals.groupby("plan_id")}
    for plan_id, text in zip(texts["plan_id"], texts["text"], strict=True):
        covered = bytearray(len(text))
        for start, end in spans.get(plan_id, ()):
            covered[start:end] = b"\1" * (end - start)
        for run in DIGITS.finditer(text):
            if not all(covered[run.start() : run.end()]):
                yield plan_id, run.start(), run[0]


@dg.asset_check(
    asset="core_rejects",
    blocking=True,
    description="An observation's flags are the rules of its findings, and every reject has a finding that says why.",
    additional_ins={
        "observations": dg.AssetIn("core_observations"),
        "findings": dg.AssetIn("core_findings"),
        "registry": dg.AssetIn("_core_registry"),
    },
)
def flags_and_findings_agree(
    core_rejects: pd.DataFrame, observations: pd.DataFrame, findings: pd.DataFrame, registry: Registry
) -> dg.AssetCheckResult:
    """No doubt is told in one table and not in the other."""
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
    silent = core_rejects[~core_rejects["reject_id"].isin(findings["reject_id"])]
    silent = silent.rename(columns={"reject_id": "observation_id", "reason_id": "rule_id"}).assign(what="reject without finding")
    columns = ["observation_id", "rule_id", "what"]
    return verdict(pd.concat([odd[columns], silent[columns]]), columns, "{count} flags and findings do not agree.", len(findings))


CHECKS = [adds_up, cells_accounted, numbers_accounted, flags_and_findings_agree]
