"""Every rule asked in validation: plans that trigger it, with what it finds, and near misses that do not (cases.yaml)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import yaml

from assets.documents.plans import Plan
from assets.validation.validate import Validated
from expectations.registry import load_registry
from expectations.rules.ask import RULES
from tests.reading import plan_of, validated

CASES: dict[str, dict[str, list[dict[str, Any]]]] = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
TITLES = {"2016–2020": "“十三五”", "2021–2025": "“十四五”", "2024–2025": "", "none": ""}


def plan(body: str, period: str = "2021–2025") -> Plan:
    """A plan of 临江市 around a body; one of no period does not say its years."""
    years = "" if period == "none" else f"规划期为{period.replace('–', '—')}年。\n"
    return plan_of(f"临江市{TITLES[period]}科技创新规划\n{years}一、发展目标\n{body.strip()}\n二、保障措施\n加强组织领导，落实目标责任。\n")


def read(case: dict[str, Any]) -> Validated:
    plans = (
        [plan(one["body"], one["period"]) for one in case["plans"]]
        if "plans" in case
        else [plan(case["body"], case.get("period", "2021–2025"))]
    )
    return validated(*plans)


def found(made: Validated, rule: str) -> Iterator[str]:
    """The rule's findings in the order printed: value: observed => expected."""
    rows = pd.concat(
        [made.observations.rename(columns={"value_text": "text"}), made.rejects.rename(columns={"reject_id": "observation_id"})]
    )
    place = {row.observation_id: (row.plan_id, row.char_start, row.text) for row in rows.itertuples()}
    of_rule = made.findings[made.findings["rule_id"].eq(rule)]
    ids = of_rule["observation_id"].fillna(of_rule["reject_id"])
    told = sorted((place[one], seen, wanted) for one, seen, wanted in zip(ids, of_rule["observed"], of_rule["expected"], strict=True))
    return (f"{text}: {seen} => {wanted}" for (_, _, text), seen, wanted in told)


def cases(side: str) -> list[object]:
    return [pytest.param(rule, case, id=f"{rule}-{number}") for rule, sides in CASES.items() for number, case in enumerate(sides[side])]


@pytest.mark.parametrize(("rule", "case"), cases("triggers"))
def test_a_rule_finds_what_it_is_for(rule: str, case: dict[str, Any]) -> None:
    got = list(found(read(case), rule))
    assert len(got) == len(case["finds"]) and all(one.startswith(want) for one, want in zip(got, case["finds"], strict=True)), got


@pytest.mark.parametrize(("rule", "case"), cases("near_misses"))
def test_a_rule_leaves_alone_what_only_looks_like_it(rule: str, case: dict[str, Any]) -> None:
    made = read(case)
    assert len(made.observations), "a near miss must be read at all"
    assert list(found(made, rule)) == []


def test_every_rule_of_validation_has_its_function_and_its_cases() -> None:
    asked = {rule_id for rule_id, rule in load_registry().rules.items() if rule.asked == "validation"}
    assert asked == set(RULES) == set(CASES)
    assert all(sides["triggers"] and sides["near_misses"] for sides in CASES.values())


@pytest.mark.parametrize("rule", load_registry().rules.values(), ids=lambda rule: rule.rule_id)
def test_every_rule_is_described_for_people_in_both_languages(rule: Any) -> None:
    told = {"name": "高新技术企业", "value": "130家", "observed": "130 家", "expected": "99 家"}
    assert all((rule.title_en, rule.title_zh, rule.description_en, rule.description_zh, rule.rationale, rule.example))
    assert rule.says_en.format(**told).endswith(".") and rule.says_zh.format(**told).endswith("。")
    assert "130" in rule.says_en.format(**told) and "130" in rule.says_zh.format(**told)
