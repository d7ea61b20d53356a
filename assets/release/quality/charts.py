"""What the quality page counts and draws: the cards at its head, the account, and the charts, as numbers and widths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.release.quality.dataset import Dataset, PlanName
from assets.release.quality.doubts import RuleDoubts
from assets.release.quality.words import (
    ACCOUNT_KINDS,
    ACCOUNT_PARTS,
    CATALOGUED,
    DISPOSITIONS,
    ORIGINS,
    SEVERITIES,
    STATUSES,
    SURENESS,
    Words,
)
from expectations.registry.schema import records

if TYPE_CHECKING:
    import pandas as pd

PLANS_DRAWN = 20
UNRESOLVED = "unresolved"
_HIGH, _FAIR = 0.9, 0.8  # confidences that part a bar


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar. ``kind`` names its colour, ``width`` is in percent of the drawing's width."""

    kind: str
    words: Words
    count: int
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. ``anchor`` is where a click on its name leads, None for nowhere."""

    words: Words
    count: int
    parts: tuple[Part, ...]
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class Account:
    """The account of a kind of printed things, over all plans (``plan`` is None) or of one plan."""

    plan: PlanName | None
    kind: Words
    read: int
    bar: Bar

    @property
    def balances(self) -> bool:
        """Whether what was read is the sum of what was accepted, rejected and ignored."""
        return self.read == self.bar.count


def percent(count: int, whole: int) -> float:
    """The count as percent of the whole, 0 of nothing."""
    return 100 * count / whole if whole else 0.0


def _bar(words: Words, counts: Mapping[str, int], names: Mapping[str, Words], longest: int, anchor: str | None = None) -> Bar:
    parts = tuple(Part(kind, names[kind], count, percent(count, longest)) for kind, count in counts.items() if count)
    return Bar(words, sum(counts.values()), parts, anchor)


def _named(counts: pd.Series[int], names: Iterable[str]) -> dict[str, int]:
    """How often each name was counted, in the order of the names."""
    return {name: int(counts.get(name, 0)) for name in names}


def head_counts(dataset: Dataset) -> dict[str, int]:
    """What the cards at the head say, by name."""
    plain = ("sources", "plans", "plan_tables", "observations", "indicator_targets", "findings", "rejects", "numerals")
    counts = {name: len(dataset.rows(name)) for name in plain}
    counts |= _named(dataset.counts("findings", "severity"), SEVERITIES) | _named(dataset.counts("observations", "status"), STATUSES)
    counts["files_failed"] = int((dataset.table("sources")["status"] == "failed").sum())
    counts["tables_of_indicators"] = int((dataset.table("plan_tables")["kind"] == "indicators").sum())
    counts["unresolved"] = int(dataset.counts("numerals", "disposition").get(UNRESOLVED, 0))
    return counts


def accounts(dataset: Dataset) -> tuple[list[Account], list[Account]]:
    """The account over all plans, and that of each plan that has an entry on the page, by kind."""
    table = dataset.table("accounting")
    numbers = ["read", *ACCOUNT_PARTS]
    whole = table.groupby("kind")[numbers].sum().reindex([kind for kind in ACCOUNT_KINDS if kind in set(table["kind"])])
    order = {name.plan_id: place for place, name in enumerate(dataset.plan_names.values()) if name.anchor}
    kinds = {kind: place for place, kind in enumerate(ACCOUNT_KINDS)}
    rows = table[table["plan_id"].isin(order.keys())]
    rows = rows.assign(plan=rows["plan_id"].map(order), place=rows["kind"].map(kinds)).sort_values(["plan", "place"])
    total = [_account(row, None) for row in records(whole.reset_index())]
    return total, [_account(row, dataset.plan_names[row["plan_id"]]) for row in records(rows)]


def _account(row: Mapping[str, object], plan: PlanName | None) -> Account:
    counts = {part: int(str(row[part])) for part in ACCOUNT_PARTS}
    kind = ACCOUNT_KINDS[str(row["kind"])]
    return Account(plan, kind, int(str(row["read"])), _bar(kind, counts, ACCOUNT_PARTS, sum(counts.values())))


def by_rule(rules: Iterable[RuleDoubts]) -> list[Bar]:
    """A bar per rule that found something, the longest first."""
    rules = sorted(rules, key=lambda one: -one.count)
    longest = max((one.count for one in rules), default=0)
    return [
        _bar(Words(one.rule.title_zh, one.rule.title_en), {one.rule.severity: one.count}, SEVERITIES, longest, f"rule-{one.rule.rule_id}")
        for one in rules
    ]


def by_plan(dataset: Dataset) -> list[Bar]:
    """A bar per plan with findings, parted by severity: of the plans with most findings."""
    rows = dataset.plan_counts
    rows = rows.assign(count=rows[list(SEVERITIES)].sum(axis=1))
    rows = rows[rows["count"] > 0].sort_values("count", ascending=False, kind="stable").head(PLANS_DRAWN)
    longest = int(rows["count"].max()) if len(rows) else 0
    names = [dataset.plan_names[row["plan_id"]] for row in records(rows)]
    return [
        _bar(Words(name.title, ""), {severity: row[severity] for severity in SEVERITIES}, SEVERITIES, longest, name.anchor)
        for name, row in zip(names, records(rows), strict=True)
    ]


def by_catalogue(dataset: Dataset) -> list[Bar]:
    """One bar: the observations with and without an indicator of the catalogue."""
    counts = dataset.counts("observations", "indicator_id")
    whole, named = int(counts.sum()), int(counts[counts.index.notna()].sum())
    return [_bar(Words("数值", "observations"), {"named": named, "unnamed": whole - named}, CATALOGUED, whole)] if whole else []


def by_origin(dataset: Dataset) -> list[Bar]:
    """A bar per origin, parted into what was reached and what is promised."""
    found = dataset.counts("observations", "origin", "status")
    counts = {origin: {status: int(found.get((origin, status), 0)) for status in STATUSES} for origin in ORIGINS}
    longest = max(sum(parts.values()) for parts in counts.values())
    return [_bar(ORIGINS[origin], parts, STATUSES, longest) for origin, parts in counts.items() if longest]


def by_sureness(dataset: Dataset) -> list[Bar]:
    """A bar per origin, parted by how sure its rows are: of those that are an indicator's."""
    rows = dataset.table("observations", "core", "origin", "confidence")
    rows = rows[rows["core"].fillna(False).astype("bool")]
    counts = {}
    for origin in ORIGINS:
        sure = rows.loc[rows["origin"] == origin, "confidence"]
        high, fair = int((sure >= _HIGH).sum()), int((sure >= _FAIR).sum())
        counts[origin] = {"accepted": high, "ignored": fair - high, "rejected": len(sure) - fair}
    longest = max(sum(parts.values()) for parts in counts.values())
    return [_bar(ORIGINS[origin], parts, SURENESS, longest) for origin, parts in counts.items() if longest]


def by_disposition(dataset: Dataset) -> list[Bar]:
    """A bar for each thing that became of the plans' numbers, the longest first; what is unresolved stands last."""
    counts = _named(dataset.counts("numerals", "disposition"), DISPOSITIONS)
    longest = max(counts.values())
    kept = sorted(((name, count) for name, count in counts.items() if count), key=lambda one: (one[0] == UNRESOLVED, -one[1]))
    return [_bar(DISPOSITIONS[name], {_colour(name): count}, {_colour(name): DISPOSITIONS[name]}, longest) for name, count in kept]


def _colour(disposition: str) -> str:
    return {"observation": "accepted", "reject": "rejected", UNRESOLVED: "warning"}.get(disposition, "ignored")
