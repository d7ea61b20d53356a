"""Readings to what is published: corrections are applied, rules asked, and severity decides what is accepted, flagged or rejected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.observations.observe import Readings
from assets.statements.read import PlanStatements
from assets.tables.frames import table_cells_frame
from assets.tables.plan_table import PlanTable
from assets.validation.accounting import accounting_frame
from assets.validation.confidence.row_signs import grounds_of
from assets.validation.confidence.weighing import Grounds, judged
from assets.validation.corrections import Confirmed, Corrected, CorrectionError, apply_corrections, confirmed_of, unused
from assets.validation.findings import CORRECTED, About, findings_frame, flags
from assets.validation.numeral_account import OBSERVATION, REJECT, numerals_frame
from assets.validation.rejects import reject_id_of, with_refused, with_unresolved
from expectations.registry import Registry
from expectations.registry.schema import conform, whole_numbers
from expectations.rules.ask import ACROSS, doubts, errors
from expectations.rules.evidence import Evidence
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

REJECTED_BY_REVIEWER, PLAN_UNCERTAIN = "rejected_by_reviewer", "plan_uncertain"
FILE_SET_ASIDE = "file_set_aside"
_LONGEST_TOLD = 80  # characters of a reject that its finding repeats
_PRINTED = ["observation_id", "plan_id", "indicator_text", "value_text"]


@dataclass(frozen=True, slots=True)
class Validated:
    """What is published of the readings: frames of the tables observations, rejects, findings, numerals and accounting.

    ``dispositions`` says of each value cell (table, row, column) what became of it, ``grounds`` what the confidence of each
    observation is made of, ``confirmed`` which rules across plans a reviewer overrules.
    """

    observations: pd.DataFrame
    rejects: pd.DataFrame
    findings: pd.DataFrame
    numerals: pd.DataFrame
    accounting: pd.DataFrame
    dispositions: Mapping[tuple[str, int, int], str]
    grounds: Grounds
    confirmed: Sequence[Confirmed] = ()


def validate(
    readings: Readings,
    plans: Sequence[Plan],
    tables: Sequence[PlanTable],
    statements: Sequence[PlanStatements],
    registry: Registry,
) -> Validated:
    """Everything that was read, accepted with its flags or rejected with its reason: each plan by itself, however many are given.

    What several plans say of one thing is held against each other afterwards (``assets.validation.together``).
    Raises ``CorrectionError``, all its sentences at once, where a correction file matches nothing or its guard no longer holds.
    """
    corrected = apply_corrections(readings.observations, plans, registry)
    evidence = Evidence(corrected.observations, plans_frame(plans), table_cells_frame(tables, {}), registry)
    found, refused, confirmed = _asked(evidence, corrected)
    rows = corrected.observations
    is_refused = rows["observation_id"].isin(refused)
    reasons = {observation_id: one.rule_id for observation_id, one in refused.items()}
    rejects = with_refused(readings.rejects, rows[is_refused], reasons, plans, registry)
    accepted = rows[~is_refused]
    flagged = flags(found, registry)
    told = accepted["observation_id"].map(flagged).astype("object")
    accepted = accepted.assign(flags=told.where(told.notna(), None))
    grounds = grounds_of(accepted, plans, tables, statements, registry)
    accepted = conform(judged(accepted, grounds), registry.tables["observations"])
    numerals = numerals_frame(plans, statements, accepted, rejects, registry.tables["numerals"])
    rejects = with_unresolved(rejects, numerals, plans, registry)
    findings = _findings(found, plans, rows, rejects, refused, registry)
    dispositions = _dispositions(readings.dispositions, accepted, rows[is_refused])
    accounting = accounting_frame(plans, tables, dispositions, numerals, registry)
    return Validated(accepted, rejects, findings, numerals, accounting, dispositions, grounds, confirmed)


def _asked(evidence: Evidence, corrected: Corrected) -> tuple[list[Found], dict[str, Found], list[Confirmed]]:
    """All findings that no reviewer overrules, of each refused observation the finding that refuses it, what is confirmed across plans."""
    by_rule = errors(evidence)
    refused = {one.observation_id: one for one in reversed(by_rule) if not _is_confirmed(one, corrected)}
    for observation_id, correction in corrected.rejected.items():
        refused[observation_id] = Found(REJECTED_BY_REVIEWER, observation_id, f"{correction.reason} ({correction.by})", "")
    asked = [*by_rule, *doubts(evidence, frozenset(refused))]
    confirmed = confirmed_of(corrected.confirmed, asked)
    if problems := unused((one for one in confirmed if one.rule_id not in ACROSS), asked):
        raise CorrectionError(*problems)
    found = [one for one in asked if not _is_confirmed(one, corrected) and one.observation_id not in corrected.rejected]
    found += [one for one in refused.values() if one.rule_id == REJECTED_BY_REVIEWER]
    return [*found, *_of_reviewers(asked, corrected)], refused, [one for one in confirmed if one.rule_id in ACROSS]


def _is_confirmed(found: Found, corrected: Corrected) -> bool:
    return found.rule_id in corrected.confirmed.get(found.observation_id, {})


def _of_reviewers(asked: Iterable[Found], corrected: Corrected) -> list[Found]:
    """What reviewers changed or overruled, as findings: a change by hand is as visible as what was read."""
    changes = [
        Found(CORRECTED, one.observation_id, one.before, f"{one.after} ({one.correction.reason} {one.correction.by})")
        for one in corrected.changed
    ]
    overruled = [
        Found(CORRECTED, one.observation_id, f"{one.rule_id}: {one.observed}", f"{by.reason} ({by.by})")
        for one in asked
        if (by := corrected.confirmed.get(one.observation_id, {}).get(one.rule_id)) is not None
    ]
    return changes + overruled


def _findings(
    found: Sequence[Found],
    plans: Sequence[Plan],
    rows: pd.DataFrame,
    rejects: pd.DataFrame,
    refused: Mapping[str, Found],
    registry: Registry,
) -> pd.DataFrame:
    """Table ``findings``: a row for each finding, and one for each reject of reading and each doubt about what a plan is about."""
    asked = {one.observation_id for one in found}
    columns = [rows[name] for name in _PRINTED]
    about = {oid: About(plan, name, value) for oid, plan, name, value in zip(*columns, strict=True) if oid in asked}
    reject_ids = {observation_id: reject_id_of(observation_id) for observation_id in refused}
    by_now = set(reject_ids.values())
    of_reading = []
    columns = [rejects[name] for name in ("reject_id", "plan_id", "reason_id", "text")]
    for reject_id, plan_id, reason, text in zip(*columns, strict=True):
        if reject_id not in by_now:
            of_reading.append(Found(reason, reject_id, text, ""))
            about[reject_id] = About(plan_id, None, text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD] + "…")
            reject_ids[reject_id] = reject_id
    about |= {plan.plan_id: About(plan.plan_id, plan.document.metadata.title, plan.source_path) for plan in plans}
    return findings_frame([*found, *of_reading, *doubtful_plans(plans), *set_aside(plans)], about, reject_ids, registry)


def doubtful_plans(plans: Sequence[Plan]) -> list[Found]:
    """What little speaks for in a plan's title, place and period, with the sidecar's keys that settle it."""
    found = []
    for plan in plans:
        if doubts := plan.document.metadata.doubts:
            seen = "; ".join(f"{doubt.field} {doubt.seen or '?'} ({doubt.evidence})" for doubt in doubts)
            found.append(Found(PLAN_UNCERTAIN, plan.plan_id, seen, ", ".join(key for doubt in doubts for key in doubt.keys)))
    return found


def set_aside(plans: Sequence[Plan]) -> list[Found]:
    """What plans' files hold that is not read as their text: struck through, hidden, without a value, or merely recognised."""
    return [Found(FILE_SET_ASIDE, plan.plan_id, f"{kind}: {said}", "") for plan in plans for kind, said in plan.document.asides]


def _dispositions(
    read: Mapping[tuple[str, int, int], str], accepted: pd.DataFrame, refused: pd.DataFrame
) -> dict[tuple[str, int, int], str]:
    """What became of each value cell: one all of whose figures were refused is rejected."""
    of_refused, of_accepted = _cells(refused), _cells(accepted) if len(refused) else set()
    return {cell: REJECT if fate == OBSERVATION and cell in of_refused - of_accepted else fate for cell, fate in read.items()}


def _cells(rows: pd.DataFrame) -> set[tuple[str, int, int]]:
    placed = rows[rows["table_id"].notna()]
    return set(zip(placed["table_id"], whole_numbers(placed["row_index"]), whole_numbers(placed["column_index"]), strict=True))
