"""What rules and severity make of readings: accepted and flagged, or rejected with the reason, and nothing lost on the way."""

from __future__ import annotations

import pandas as pd
import pytest

from assets.validation.validate import Validated
from expectations.registry import load_registry
from tests.reading import in_plan, plan_of, validated

GOOD = """
指标 | 2020年 | 2025年 | 年均增长
高新技术企业(家) | 99 | 130 | 5.6%
规模以上工业企业研发机构覆盖率(%) | 42.8 | 60 | —
技术合同成交额(亿元) | 6 | 7 | 见附件2
"""


def made(table: str) -> Validated:
    return validated(plan_of(in_plan(table)))


def account(said: Validated, kind: str) -> tuple[int, ...]:
    (row,) = said.accounting[said.accounting["kind"].eq(kind)].itertuples()
    return row.read, row.accepted, row.rejected, row.ignored


def by_value(said: Validated) -> dict[str, str | None]:
    """The flags of each observation by its print."""
    return dict(zip(said.observations["value_text"], said.observations["flags"], strict=True))


def test_good_rows_are_accepted_without_a_flag() -> None:
    said = made(GOOD)
    assert set(by_value(said).values()) == {None}
    assert list(said.rejects["reason_id"]) == ["unreadable_value"]
    assert account(said, "value_cell") == (9, 7, 1, 1)


def test_a_warning_flags_the_row_and_publishes_it() -> None:
    said = made(GOOD.replace("5.6%", "15.6%"))
    assert by_value(said)["15.6%"] == "stated_growth_differs"
    (finding,) = said.findings[said.findings["rule_id"].eq("stated_growth_differs")].itertuples()
    assert finding.severity == "warning"
    assert finding.message == "高新技术企业: the plan states 15.6 %/年; its own figures give 5.6 %/年 (99 → 130 家, 2020–2025)."
    assert finding.message_zh == "“高新技术企业”：规划称15.6 %/年，按其自身数据应为5.6 %/年 (99 → 130 家, 2020–2025)。"
    assert len(finding.related_observation_ids.split(";")) == 2


def test_an_error_sends_the_row_to_rejects_with_its_place_and_reason() -> None:
    good, said = made(GOOD), made(GOOD.replace("42.8", "428"))
    assert set(by_value(good)) - set(by_value(said)) == {"42.8"}
    assert "428" not in by_value(said)
    (reject,) = said.rejects[said.rejects["reason_id"].eq("impossible_value")].itertuples()
    (finding,) = said.findings[said.findings["rule_id"].eq("impossible_value")].itertuples()
    assert reject.text == "428" and reject.plan_id is not None
    assert (finding.reject_id, finding.observation_id, finding.severity) == (reject.reject_id, None, "error")
    assert account(said, "value_cell") == (9, 6, 2, 1)


def test_a_rejected_row_is_held_against_no_other() -> None:
    said = made(GOOD.replace("42.8", "428"))
    assert "target_worse_than_base" not in set(said.findings["rule_id"])


def test_the_fate_of_a_cell_and_of_its_number_follow_the_verdict() -> None:
    said = made(GOOD.replace("42.8", "428"))
    (number,) = said.numerals[said.numerals["text"].eq("428")].itertuples()
    assert (number.disposition, number.observation_ids) == ("reject", None)
    assert sorted(said.dispositions.values()) == ["not_set"] + ["observation"] * 6 + ["reject"] * 2


def test_a_number_that_nobody_understands_is_a_reject_too() -> None:
    said = validated(plan_of(in_plan("2022年达到100亿元，成效明显。\n")))
    (reject,) = said.rejects.itertuples()
    (number,) = said.numerals[said.numerals["text"].eq("100")].itertuples()
    assert (reject.reason_id, reject.text, number.disposition) == ("figure_without_subject", "100", "unresolved")
    read, accepted, rejected, ignored = account(said, "number")
    assert rejected == 1 and read == accepted + rejected + ignored


def test_every_reject_has_a_finding_and_every_flag_too() -> None:
    said = made(GOOD.replace("42.8", "428").replace("5.6%", "15.6%"))
    assert set(said.rejects["reject_id"]) == set(said.findings["reject_id"].dropna())
    flagged = {(row.observation_id, rule) for row in said.observations.itertuples() if row.flags for rule in row.flags.split(";")}
    found = {(row.observation_id, row.rule_id) for row in said.findings.itertuples() if row.observation_id}
    assert found <= flagged


def test_both_rows_of_a_contradiction_are_flagged_by_one_finding() -> None:
    said = validated(
        plan_of(
            in_plan("到2025年,高新技术企业达到150家。\n指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | 130\n技术合同成交额(亿元) | 6 | 7\n")
        )
    )
    assert by_value(said)["150家"] == by_value(said)["130"] == "two_figures"
    assert list(said.findings["rule_id"]) == ["two_figures"]


def test_no_finding_refers_to_a_row_that_was_rejected() -> None:
    said = made("指标 | 2020年 | 2025年\n规模以上工业企业研发机构覆盖率(%) | 42.8 | 428\n规模以上工业企业研发机构覆盖率(%) | 42.8 | 428\n")
    kept = set(said.observations["observation_id"])
    related = said.findings["related_observation_ids"].dropna().str.split(";").explode()
    assert set(related) <= kept
    assert set(said.findings["observation_id"].dropna()) <= kept


@pytest.mark.parametrize("table", ["observations", "rejects", "findings", "numerals", "accounting"])
def test_the_same_plans_give_the_same_rows_in_any_order(table: str) -> None:
    one = plan_of(in_plan(GOOD.replace("5.6%", "15.6%")))
    other = plan_of("青州市“十三五”科技创新规划\n规划期为2016—2020年。\n一、发展目标\n到2020年，高新技术企业达到90家。\n")
    pd.testing.assert_frame_equal(getattr(validated(one, other), table), getattr(validated(other, one), table))


def test_finding_ids_name_one_row_each() -> None:
    said = made(GOOD.replace("5.6%", "15.6%") * 2)
    assert said.findings["finding_id"].is_unique


def test_no_plan_at_all_gives_empty_tables_of_the_right_columns() -> None:
    said = validated()
    for table in ("observations", "rejects", "findings", "numerals", "accounting"):
        frame = getattr(said, table)
        assert frame.empty and list(frame.columns) == list(load_registry().tables[table].columns)


def test_times_an_earlier_year_agree_with_the_levels() -> None:
    text = (
        "2020年，高新技术企业达到6198家，科技型中小企业达到8069家。"
        "到2025年，高新技术企业突破1.5万家，科技型中小企业突破2万家，分别为2020年的2.4倍和2.5倍左右。\n"
    )
    said = validated(plan_of(in_plan(text)))
    assert by_value(said)["2.4倍"] is None
    assert said.observations.set_index("value_text").loc["2.4倍", "value_std"] == 140


def test_what_little_speaks_for_in_a_plan_is_one_finding_of_the_plan() -> None:
    said = validated(plan_of("“十三五”投入增长。“十三五”人才增加。“十三五”以来高新技术企业达到130家。\n"))
    (doubt,) = said.findings[said.findings["rule_id"].eq("plan_uncertain")].itertuples()
    assert pd.isna(doubt.observation_id) and pd.isna(doubt.reject_id) and not pd.isna(doubt.plan_id)
    assert doubt.expected == "title, region_code, region_name, period_start, period_end"
    assert "period 2016–2020" in doubt.message and ".meta.yaml" in doubt.message
    assert "plan_uncertain" not in validated(plan_of(in_plan(GOOD))).findings["rule_id"].to_list()


def test_what_a_file_holds_but_does_not_print_is_one_finding_of_the_plan() -> None:
    page = "<h1>临江市“十四五”科技创新规划</h1><p>规划期为2021—2025年。</p><p>到2025年，森林覆盖率达到<s>38%</s>40%。</p>"
    said = validated(plan_of(f"<html><body>{page}</body></html>", "plan.html"))
    (told,) = said.findings[said.findings["rule_id"].eq("file_set_aside")].itertuples()
    assert (told.severity, "struck: 38%" in told.message) == ("warning", True)
    assert list(said.observations["value_text"]) == ["40%"]
    plain = validated(plan_of(f"<html><body>{page.replace('<s>38%</s>', '')}</body></html>", "plan.html"))
    assert "file_set_aside" not in plain.findings["rule_id"].to_list()
