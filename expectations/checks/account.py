"""Blocking checks that nothing is lost: the account of cells and numbers adds up, recounted from the print itself.

And that no doubt is: flags and findings agree.
"""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from typing import Any

import dagster as dg

from expectations import accounts
from expectations.checks.content import verdict
from expectations.checks.doubtful import counted, narrowed, of_tables
from expectations.own import ADDS_UP, CELLS, NUMBERS
from expectations.registry import Registry
from expectations.registry.table_rows import rows_of

# What flags and findings are held against each other by.
REJECT, FLAGGED = ("reject_id", "reason_id"), ("observation_id", "flags")
TOLD = ("observation_id", "reject_id", "rule_id", "related_observation_ids")


@dg.asset_check(
    asset="core_accounting",
    name=ADDS_UP,
    blocking=True,
    description="Per plan and in total every value cell and every number read was accepted, rejected or ignored: read is their sum.",
)
def adds_up(core_accounting: Any) -> dg.AssetCheckResult:
    """read = accepted + rejected + ignored."""
    (rows,) = narrowed(ADDS_UP, core_accounting)
    columns = ["plan_id", "kind", "read", "accepted", "rejected", "ignored"]
    return verdict(accounts.unbalanced(rows), columns, "{count} accounts do not add up.", **counted(ADDS_UP, core_accounting))


@dg.asset_check(
    asset="core_accounting",
    name=CELLS,
    blocking=True,
    description="Recounted from the tables: each value cell has its fate, an observed one its observation, a rejected one its reject.",
    additional_ins={
        "cells": dg.AssetIn("core_table_cells"),
        "tables": dg.AssetIn("core_plan_tables"),
        "observations": dg.AssetIn("core_observations"),
        "rejects": dg.AssetIn("core_rejects"),
    },
)
def cells_accounted(core_accounting: Any, cells: Any, tables: Any, observations: Any, rejects: Any) -> dg.AssetCheckResult:
    """No value cell is lost between the grid and the rows made of it."""
    account, grids, observed, refused = narrowed(CELLS, core_accounting, tables, observations, rejects)
    odd = accounts.cells_lost(account, of_tables(cells, grids), grids, observed, refused)
    columns = ["plan_id", *accounts.CELL, "text", "what"]
    sentence = "{count} value cells or accounts of them do not match."
    return verdict(odd, columns, sentence, **counted(CELLS, core_accounting, len(cells)))


@dg.asset_check(
    asset="core_numerals",
    name=NUMBERS,
    blocking=True,
    description="Recounted from the texts: every run of digits lies in a row of numerals, and observations' numbers name their rows.",
    additional_ins={"texts": dg.AssetIn("core_plan_texts"), "observations": dg.AssetIn("core_observations")},
)
def numbers_accounted(core_numerals: Any, texts: Any, observations: Any) -> dg.AssetCheckResult:
    """No printed number is lost between the text and the account."""
    odd = accounts.numbers_lost(*narrowed(NUMBERS, core_numerals, texts, observations))
    columns = ["plan_id", "char_start", "text", "what"]
    return verdict(odd, columns, "{count} numbers are not accounted for.", **counted(NUMBERS, core_numerals))


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
def flags_and_findings_agree(core_rejects: Any, observations: Any, findings: Any, registry: Registry) -> dg.AssetCheckResult:
    """No doubt is told in one table and not in the other; of all plans, as some doubts come of holding plans against each other."""
    refused, observed, told = rows_of(core_rejects, REJECT), rows_of(observations, FLAGGED), rows_of(findings, TOLD)
    odd = accounts.doubts_lost(refused, observed, told, registry)
    return verdict(odd, ["observation_id", "rule_id", "what"], "{count} flags and findings do not agree.", len(told))


CHECKS = [adds_up, cells_accounted, numbers_accounted, flags_and_findings_agree]
