"""The doubts that the quality page lists: findings, and rejects that no finding tells of, a fair choice of each rule's.

A release may hold tens of thousands of findings, and the page shall open on a phone. Each rule shows at most ``DOUBTS_A_RULE``, fewer
where many rules found something, taken from the plans in turn, so that one plan full of doubts does not hide the others'.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Any

from assets.release.errors import ReleaseError
from assets.release.quality.dataset import Dataset, PlanName, cut
from assets.release.quality.words import SEVERITIES, Words
from expectations.registry import Rule
from expectations.registry.schema import records
from expectations.registry.table_rows import pieces_of

if TYPE_CHECKING:
    import pandas as pd

DOUBTS_A_RULE = 50
DOUBTS_IN_ALL = 800  # about 3 MB of page with their passages; more rules than 16 share it, each at least with 20
LEAST_A_RULE = 20
RELATED_A_DOUBT = 2
LONGEST_TEXT = 240
_KNOWN_BY = ["rule_id", "plan_id", "finding_id"]
_NAMED = ["rule_id", "finding_id", "plan_id", "observation_id", "reject_id", "related_observation_ids"]
_COLUMNS = [*_NAMED, "message_zh", "message", "observed", "expected", "text", "source_path"]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One finding, or one reject that no finding tells of.

    ``says`` is its sentence, ``line`` the line of its passage in the plan's text, 1-based. ``observations`` are the rows questioned and
    concerned, the questioned one first; those that are not in the release (any more) are left out. ``reject_id`` is None where the
    reject has no place in a plan's text.
    """

    anchor: str
    rule: Rule
    says: Words
    observed: str | None
    expected: str | None
    plan: PlanName | None
    source_path: str | None
    line: int | None
    observations: tuple[str, ...]
    reject_id: str | None
    is_finding: bool

    @property
    def is_grave(self) -> bool:
        """Whether a reader of one plan should see it: graver than info, or something that was not accepted."""
        return self.rule.severity != "info" or not self.is_finding

    @property
    def passages(self) -> tuple[str, ...]:
        """Anchors of the passages it rests on, its own first."""
        own = () if self.reject_id is None else (f"r-{self.reject_id}",)
        return own + tuple(f"o-{observation_id}" for observation_id in self.observations)


@dataclass(frozen=True, slots=True)
class RuleDoubts:
    """A rule that found something: how many findings, how many rejects that no finding tells of, and the doubts that are listed."""

    rule: Rule
    findings: int
    rejects: int
    listed: tuple[Doubt, ...]

    @property
    def count(self) -> int:
        """All its doubts."""
        return self.findings + self.rejects


def doubts_by_rule(dataset: Dataset) -> list[RuleDoubts]:
    """Each rule that found something, the gravest first, then the most frequent.

    Raises ``ReleaseError`` where a finding or a reject names a rule that the registry does not have.
    """
    alone = dataset.rejects_alone.rename(columns={"reason_id": "rule_id"})
    found, refused = dataset.counts("findings", "rule_id").to_dict(), alone["rule_id"].value_counts().to_dict()
    for rule_id in [*found, *refused]:
        if rule_id not in dataset.registry.rules:
            raise ReleaseError(f"Findings or rejects name the rule {rule_id}, which rules.yaml does not have; add it there.")
    listed: dict[str, list[Doubt]] = {}
    chosen = _chosen(chain(pieces_of(dataset.rows("findings"), _KNOWN_BY), [alone]), max(1, len({*found, *refused})))
    chosen = _with_words(chosen, alone, dataset)
    known = _known(chosen, dataset)
    dataset.hold_texts(chosen["plan_id"].dropna())
    for row in records(_placed(chosen, known, dataset)):
        listed.setdefault(row["rule_id"], []).append(_doubt(row, known, dataset))
    by_rule = [
        RuleDoubts(rule, int(found.get(rule_id, 0)), int(refused.get(rule_id, 0)), tuple(listed[rule_id]))
        for rule_id, rule in dataset.registry.rules.items()
        if rule_id in listed
    ]
    gravity = list(SEVERITIES)
    return sorted(by_rule, key=lambda one: (gravity.index(one.rule.severity), -one.count))


def _chosen(pieces: Iterable[pd.DataFrame], rules: int) -> pd.DataFrame:
    """Of each rule the first of every plan, then the second of every plan and so on, up to the rule's share of so many rules.

    What is left of the pieces so far is held against the next one: a doubt that has no place among some has none among more.
    """
    import pandas as pd

    share = max(LEAST_A_RULE, min(DOUBTS_A_RULE, DOUBTS_IN_ALL // rules))
    columns = [*_KNOWN_BY, "reject_id"]
    chosen = pd.DataFrame(columns=columns, dtype="object")
    for piece in pieces:
        doubts = pd.concat([chosen[columns], piece.reindex(columns=columns)], ignore_index=True).astype("object")
        turn = doubts.groupby(["rule_id", "plan_id"], dropna=False).cumcount()
        in_turn = doubts.assign(turn=turn).sort_values(["turn", "plan_id"], kind="stable")
        chosen = in_turn.groupby("rule_id").head(share)
    return chosen


def _with_words(chosen: pd.DataFrame, rejects: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """The doubts chosen with all that is told of them, in their order."""
    import pandas as pd

    findings = dataset.among("findings", "finding_id", set(chosen["finding_id"].dropna()))
    alone = rejects[rejects["reject_id"].isin(chosen["reject_id"].dropna())]
    whole = pd.concat([frame.reindex(columns=_COLUMNS).astype("object") for frame in (findings, alone)], ignore_index=True)
    order = {key: place for place, key in enumerate(chosen["finding_id"].fillna(chosen["reject_id"]))}
    whole["order"] = whole["finding_id"].fillna(whole["reject_id"]).map(order)
    return whole.sort_values("order", ignore_index=True)


def _known(doubts: pd.DataFrame, dataset: Dataset) -> Mapping[str, int]:
    """By the id of each observation that the doubts name, where it stands in its plan's text; those that are there alone."""
    named = set(doubts["observation_id"].dropna())
    named.update(*(cell.split(";")[:RELATED_A_DOUBT] for cell in doubts["related_observation_ids"].dropna()))
    rows = dataset.among("observations", "observation_id", named, "observation_id", "char_start")
    return dict(zip(rows["observation_id"], rows["char_start"], strict=True))


def _placed(doubts: pd.DataFrame, known: Mapping[str, int], dataset: Dataset) -> pd.DataFrame:
    """The doubts with ``start``, where the row questioned stands in its plan's text, in the order of plans and places."""
    rejects = dataset.table("rejects", "reject_id", "char_start").set_index("reject_id")["char_start"].astype("float64")
    refused = doubts["reject_id"].map(rejects)
    start = doubts["observation_id"].map(known).astype("float64").fillna(refused)
    rows = doubts.assign(start=start, is_placed_reject=refused.notna())
    order = {plan_id: place for place, plan_id in enumerate(dataset.plan_names)}
    return rows.assign(place=rows["plan_id"].map(order)).sort_values(["place", "start"], kind="stable")


def _doubt(row: Mapping[str, Any], known: Mapping[str, int], dataset: Dataset) -> Doubt:
    rule = dataset.registry.rules[row["rule_id"]]
    plan = dataset.plan_names.get(row["plan_id"])
    related = (row["related_observation_ids"] or "").split(";")
    concerned = [row["observation_id"], *related[:RELATED_A_DOUBT]]
    return Doubt(
        anchor=f"f-{row['finding_id']}" if row["finding_id"] else f"x-{row['reject_id']}",
        rule=rule,
        says=_says(row),
        observed=row["observed"] and cut(row["observed"], LONGEST_TEXT),
        expected=row["expected"] and cut(row["expected"], LONGEST_TEXT),
        plan=plan,
        source_path=plan.source_path if plan else row["source_path"],
        line=None if row["start"] is None or plan is None else dataset.line(plan.plan_id, int(row["start"])),
        observations=tuple(dict.fromkeys(one for one in concerned if one in known)),
        reject_id=row["reject_id"] if row["is_placed_reject"] else None,
        is_finding=row["finding_id"] is not None,
    )


def _says(row: Mapping[str, Any]) -> Words:
    if row["message"] is not None:
        return Words(cut(row["message_zh"], LONGEST_TEXT), cut(row["message"], LONGEST_TEXT))
    text = cut(row["text"], LONGEST_TEXT)
    return Words(f"“{text}”未采用。", f"“{text}” was not accepted.")
