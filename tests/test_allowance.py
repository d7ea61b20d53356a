"""What one plan may cost: beyond it the plan is left out, or the part refused, with a sentence; the other plans are read."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest

from assets.allowance import LONGEST_QUOTE, SENTENCE_FIGURES, CostError, quoted, stage_seconds
from assets.chain import judge, read_plan
from assets.documents.plans import Plan
from assets.documents.unreadable import LimitsError
from assets.shares.work import Made, made_of
from assets.statements.read import PlanStatements, statements_of
from expectations.registry import load_registry
from tests.reading import plan_of

REGISTRY = load_registry()


def _plans() -> list[Plan]:
    plan = plan_of("青州市“十四五”科技创新规划(2021—2025年)\n到2025年，高新技术企业达到300家。\n")
    return [replace(plan, plan_id=name) for name in ("quick", "slow", "other")]


def _made(monkeypatch: pytest.MonkeyPatch, over_slow: Callable[[], object]) -> Made:
    """The shares of the plans, where a stage does something else over the slow one."""

    def read(plan: Plan) -> PlanStatements:
        if plan.plan_id == "slow":
            over_slow()
        return statements_of(plan)

    monkeypatch.setattr("assets.shares.work.statements_of", read)
    return made_of(_plans(), REGISTRY)


def test_a_plan_that_a_stage_never_ends_over_is_left_out_and_the_others_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_STAGE_SECONDS", "0.3")
    made = _made(monkeypatch, lambda: time.sleep(5))
    assert [share.plan_id for share in made.shares] == ["quick", "other"]
    (left,) = made.left_out
    assert (left.plan_id, left.stage, left.is_passing) == ("slow", "statements", True)
    assert "more than 0.3 seconds" in left.reason and "PLAN_INDICATORS_STAGE_SECONDS" in left.reason


def test_a_plan_beyond_memory_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def beyond() -> None:
        raise MemoryError

    made = _made(monkeypatch, beyond)
    assert [share.plan_id for share in made.shares] == ["quick", "other"]
    assert made.left_out[0].is_passing and "memory" in made.left_out[0].reason


def test_a_limit_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_STAGE_SECONDS", "long")
    with pytest.raises(LimitsError, match="PLAN_INDICATORS_STAGE_SECONDS is 'long'"), stage_seconds():
        pass


@pytest.mark.parametrize("text", ["高新技术企业达到10家。" * 20, "| 指标 | 2025年 |\n" + "| 高新技术企业 | 10 |\n" * 20])
def test_a_plan_with_more_figures_than_a_plan_may_tell_is_left_out(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAN_INDICATORS_PLAN_FIGURES", "19")
    with pytest.raises(CostError, match="20 figures, more than the 19 that are read"):
        read_plan(plan_of(f"青州市“十四五”科技创新规划(2021—2025年)\n到2025年，达到下列目标。\n{text}\n"))


def test_a_sentence_with_more_figures_than_any_is_one_reject_and_its_neighbours_are_read() -> None:
    long = "高新技术企业达到10家，" * (SENTENCE_FIGURES + 1)
    plan = plan_of(f"青州市“十四五”科技创新规划(2021—2025年)\n到2025年，技术合同成交额达到25亿元。\n{long}\n研发人员达到300人。\n")
    validated = judge([read_plan(plan)], REGISTRY).validated
    assert sorted(validated.observations["value"]) == [25, 300]
    (reject,) = validated.rejects.query("reason_id == 'sentence_too_long'").itertuples()
    assert plan.document.text[reject.char_start : reject.char_end] == reject.text
    assert set(validated.numerals["disposition"].value_counts().index) >= {"reject", "observation"}
    assert "figure_without_subject" not in set(validated.rejects["reason_id"])


def test_a_quote_is_the_sentence_and_of_a_very_long_one_the_part_around_the_figure() -> None:
    text = "前" * 5_000 + "达到10家" + "后" * 5_000
    assert quoted("甲。达到10家。", (2, 8), 4, 7) == "达到10家。"
    part = quoted(text, (0, len(text)), 5_002, 5_005)
    assert "达到10家" in part and part in text and len(part) <= LONGEST_QUOTE
