"""Findings as rows: an id, a sentence in each language, and whose flags they set."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assets.language.ids import digest
from expectations.registry import Registry, Rule
from expectations.registry.schema import conform_rows
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

SEPARATOR = ";"
CORRECTED = "corrected"  # id of the rule by which a change by hand is told
NO_NAME = {"en": "(a row without a name)", "zh": "（名称缺失）"}


@dataclass(frozen=True, slots=True)
class About:
    """The row that a finding is about, as printed; of a plan its title and source path."""

    plan_id: str | None
    name: str | None
    value: str


def findings_frame(
    found: Iterable[Found],
    about: Mapping[str, About],
    reject_ids: Mapping[str, str],
    registry: Registry,
    before: Iterable[tuple[str, ...]] = (),
) -> pd.DataFrame:
    """Table ``findings``; ``before`` are those found already, by rule, observation and related ones.

    ``about`` knows every observation and reject by its id. ``reject_ids`` names the reject of each observation that was not accepted,
    and each reject by itself: their findings point to the reject, and no finding refers to a lost row.
    """
    schema = registry.tables["findings"]
    seen: Counter[tuple[str, ...]] = Counter(before)
    rows = []
    for one in found:
        same = (one.rule_id, one.observation_id, *one.related)
        row = _row(one, about[one.observation_id], reject_ids, registry.rules[one.rule_id])
        rows.append({**row, "finding_id": digest(*same, *([str(seen[same])] if seen[same] else []))})
        seen[same] += 1  # a reviewer may set a row and confirm it
    return conform_rows([[row.get(column) for column in schema.columns] for row in rows], schema)


def _row(found: Found, about: About, reject_ids: Mapping[str, str], rule: Rule) -> dict[str, object]:
    reject_id = reject_ids.get(found.observation_id)
    told = {"value": about.value, "observed": found.observed, "expected": found.expected}
    related = [one for one in found.related if one not in reject_ids]
    return {
        "rule_id": found.rule_id,
        "severity": rule.severity,
        "plan_id": about.plan_id,
        "observation_id": found.observation_id if reject_id is None and rule.applies_to != "plan" else None,
        "reject_id": reject_id,
        "related_observation_ids": SEPARATOR.join(related) or None,
        "message": rule.says_en.format(name=about.name or NO_NAME["en"], **told),
        "message_zh": rule.says_zh.format(name=about.name or NO_NAME["zh"], **told),
        "observed": found.observed,
        "expected": found.expected,
    }


def flags(found: Iterable[Found], registry: Registry) -> dict[str, str]:
    """The flags of each questioned observation: ids of rules in the order of the registry, joined by ';'."""
    of_row: dict[str, set[str]] = {}
    for one in found:
        questioned = (one.observation_id, *one.related) if registry.rules[one.rule_id].questions == "all" else (one.observation_id,)
        for observation_id in questioned:
            of_row.setdefault(observation_id, set()).add(one.rule_id)
    cells = {rules: joined(rules, registry) for rules in set(map(frozenset, of_row.values()))}
    return {row: cells[frozenset(rules)] for row, rules in of_row.items()}


def joined(rules: Iterable[str], registry: Registry) -> str:
    """Ids of rules as one cell, in the order of the registry."""
    order = {rule_id: number for number, rule_id in enumerate(registry.rules)}
    return SEPARATOR.join(sorted(rules, key=order.__getitem__))
