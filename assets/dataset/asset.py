"""Every published table as an asset, once it is known which plans are left out."""

# No `from __future__ import annotations` here: Dagster reads the annotations of decorated functions themselves.

from collections.abc import Callable, Iterator, Mapping

import pandas as pd
import pyarrow as pa

from assets.documents import frames as documents
from assets.documents.cards import Documents
from assets.documents.plans import Plan
from assets.left_out import LeftOut, Staged, kept
from assets.shares.gather import Shares
from assets.sources.remote.provenance import Provenance
from assets.table_file import as_batch, write_held
from assets.tabular import table_asset
from assets.targets.target_tables import Targets
from assets.targets.targets import with_urls
from assets.validation.numeral_account import unresolved_share
from expectations.registry import load_registry
from expectations.registry.table_rows import Held, Rows, rows_of

GROUP = "dataset"
SHARES = {"shares": "_core_shares"}
PLANS = {"plans": "_core_plans", **SHARES}


def _sources(
    read: Documents,
    plans: list[Plan],
    provenance: Mapping[str, Provenance],
    shares: Staged[Shares],
    targets: Staged[Targets],
) -> pd.DataFrame:
    return documents.sources_frame(read.outcomes, plans, provenance, _reasons(shares.left_out), _reasons(targets.left_out))


def _reasons(left_out: tuple[LeftOut, ...]) -> dict[str, str]:
    return {one.plan_id: one.reason for one in left_out}


def _plans(plans: list[Plan], shares: Staged[Shares]) -> pd.DataFrame:
    """The plans that are not left out."""
    return documents.plans_frame(kept(plans, shares.left_out))


def _part(name: str) -> Callable[[Staged[Shares]], Held]:
    """One table put together of the plans' shares."""

    def part(shares: Staged[Shares]) -> Held:
        return shares.made.table(name)

    return part


def _targets(targets: Staged[Targets], sources: pd.DataFrame) -> Held:
    """The targets of the plans that are not left out, with the addresses of their sources."""
    told, table = targets.made.targets, load_registry().tables["indicator_targets"]
    gone = [one.plan_id for one in targets.left_out]

    def batches() -> Iterator[pa.RecordBatch]:
        for rows in told.pieces():
            yield as_batch(table, with_urls(rows[~rows["plan_id"].isin(gone)], sources))

    return write_held(batches, 0, table, told.path.with_name(f"{table.name}.parquet"))


def _attainment(targets: Staged[Targets]) -> Held:
    return targets.made.attainment


def _unresolved(numerals: Rows) -> dict[str, float]:
    return {"unresolved (%)": round(100 * unresolved_share(rows_of(numerals, ["disposition"])), 2)}


SEEN = {"read": "_core_documents", "provenance": "raw_provenance", "targets": "_core_targets"}
sources = table_asset("sources", GROUP, {**SEEN, **PLANS}, _sources)
plans = table_asset("plans", GROUP, PLANS, _plans)
plan_texts = table_asset("plan_texts", GROUP, SHARES, _part("plan_texts"))
plan_pages = table_asset("plan_pages", GROUP, SHARES, _part("plan_pages"))
sections = table_asset("sections", GROUP, SHARES, _part("sections"))
plan_tables = table_asset("plan_tables", GROUP, SHARES, _part("plan_tables"))
table_cells = table_asset("table_cells", GROUP, SHARES, _part("table_cells"))
tasks = table_asset("tasks", GROUP, SHARES, _part("tasks"))
task_owners = table_asset("task_owners", GROUP, SHARES, _part("task_owners"))
observations = table_asset("observations", GROUP, SHARES, _part("observations"))
rejects = table_asset("rejects", GROUP, SHARES, _part("rejects"))
findings = table_asset("findings", GROUP, SHARES, _part("findings"))
numerals = table_asset("numerals", GROUP, SHARES, _part("numerals"), shares=_unresolved)
accounting = table_asset("accounting", GROUP, SHARES, _part("accounting"))
indicator_targets = table_asset("indicator_targets", GROUP, {"targets": "_core_targets", "sources": "core_sources"}, _targets)
target_attainment = table_asset("target_attainment", GROUP, {"targets": "_core_targets"}, _attainment)
