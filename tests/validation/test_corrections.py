"""A reviewer's corrections: they reach the one row that is meant, or the run stops with a sentence on each that does not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import cast

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.observations.observe import observe
from assets.sources.scan import scan
from assets.statements.read import read_statements
from assets.tables.read import read_tables
from assets.validation.corrections import apply_corrections, confirmed_of, corrections_without_plan, unused
from assets.validation.validate import validate
from expectations.registry import load_registry
from expectations.rules.found import Found
from pipelines.wording.told_errors import SENTENCES
from tests.conftest import ROOT
from tests.reading import HEAD, in_plan
from tests.validation.correcting import (
    CONTRACTS,
    FIRMS,
    NAMED,
    NAMELESS,
    PROSE,
    TABLE,
    Place,
    corrected_by,
    entry,
    plans_with,
    problem_of,
    read,
    row_printed,
)

# --- what corrections do ------------------------------------------------------------------------------------------------


def test_without_corrections_nothing_is_looked_at() -> None:
    untouched = cast(pd.DataFrame, object())  # any look at it would fail
    plans = plans_with()
    assert plans
    corrected = apply_corrections(untouched, plans, load_registry())
    assert corrected.observations is untouched
    assert (corrected.rejected, corrected.confirmed, corrected.changed) == ({}, {}, ())


def test_a_rejected_row_stays_in_the_frame_and_names_its_correction() -> None:
    corrected = corrected_by(entry(**FIRMS))
    ((observation_id, correction),) = corrected.rejected.items()
    assert row_printed(corrected.observations, "130")["observation_id"] == observation_id
    assert (correction.label, correction.reason, correction.by) == ("plan.txt.corrections.yaml, entry 1", "核对过纸质规划", "王敏")
    assert (corrected.confirmed, corrected.changed) == ({}, [])


def test_a_confirmed_row_names_the_rules_that_are_overruled() -> None:
    corrected = corrected_by(entry(**FIRMS, rules="[value_outside_range, two_figures]"))
    assert {oid: list(rules) for oid, rules in corrected.confirmed.items()} == {
        row_printed(corrected.observations, "130")["observation_id"]: ["value_outside_range", "two_figures"]
    }
    assert corrected.rejected == {}


def test_a_set_changes_its_row_alone_and_tells_what_stood_there_before() -> None:
    plans = plans_with(entry(**NAMELESS, set=NAMED))
    before = read(plans)
    kept = before.copy()
    corrected = apply_corrections(before, plans, load_registry())
    pd.testing.assert_frame_equal(before, kept)
    (change,) = corrected.changed
    assert change.before == "indicator_id: —; indicator_text: —"
    assert change.after == "indicator_id: fiscal_st_expenditure; indicator_text: 地方财政科技支出"
    assert change.correction is plans[0].corrections[0]
    assert list(corrected.observations["observation_id"]) == list(before["observation_id"])
    assert list(corrected.observations.dtypes) == list(before.dtypes)
    others = before["observation_id"] != change.observation_id
    pd.testing.assert_frame_equal(corrected.observations[others], before[others])


def test_a_row_can_be_set_and_confirmed() -> None:
    corrected = corrected_by(entry(**FIRMS, set="{unit: 户}") + entry(**FIRMS, rules="[two_figures]"))
    assert [change.observation_id for change in corrected.changed] == list(corrected.confirmed)


def test_an_indicator_of_a_users_own_catalogue_can_be_set(tmp_path: Path) -> None:
    (tmp_path / "indicators.csv").write_text(
        "indicator_id,name_zh,name_en,dimension,unit,kind,direction,flow_or_stock,definition\n"
        "beacons,灯塔企业数,Beacon firms,enterprise,家,count,up,stock,Fast growing firms.\n"
    )
    written = entry(**FIRMS, set="{indicator_id: beacons}")
    corrected = corrected_by(written, registry=load_registry(tmp_path))
    assert row_printed(corrected.observations, "130")["indicator_id"] == "beacons"
    assert "the indicator_id 'beacons' is not in the catalogue; take one of table indicators" in problem_of(written)


# --- which row is meant -------------------------------------------------------------------------------------------------


def test_white_space_and_the_width_of_signs_do_not_count() -> None:
    written = entry(6, "１３０", "高新技术企业（家）|99|  １３０｜预期性")
    assert list(corrected_by(written).rejected) == [row_printed(read(plans_with()), "130")["observation_id"]]


def test_nth_counts_equal_values_in_what_is_quoted() -> None:
    frame = read(plans_with())
    for nth, year in ((1, 2020), (2, 2025)):
        (found,) = corrected_by(entry(7, "3", "2.科技领军企业(家) | 3 | 3", nth=nth)).rejected
        assert found == row_printed(frame, "3", year=year)["observation_id"]
    assert "3 stands 2 times in what `says` quotes; say which it is with nth" in problem_of(entry(7, "3", "2.科技领军企业(家) | 3 | 3"))
    assert "3 stands 2 times in what `says` quotes, so nth cannot be 3" in problem_of(entry(7, "3", "2.科技领军企业(家) | 3 | 3", nth=3))


def test_a_row_number_that_equals_the_value_leaves_no_doubt() -> None:
    text = TABLE.replace("| 6 | 7 |", "| 6 | 3 |")
    (found,) = corrected_by(entry(8, "3", "3.技术合同成交额(亿元) | 6 | 3"), text).rejected
    assert found == row_printed(read(plans_with(text=text)), "3", indicator_id="tech_contract_value")["observation_id"]


def test_a_part_of_a_number_is_not_the_value() -> None:
    for printed in ("13", "30", "3.5", "1.3", "1,300", "'3,000'"):
        text = TABLE.replace("| 6 | 7 |", f"| {printed} | 7 |")
        written = entry(8, "3", f"技术合同成交额(亿元) | {printed} | 7".replace("'", "''"))
        assert "3 is only a part of a number in what `says` quotes" in problem_of(written, text)
    assert "no figure printed 高新技术企业 is read on line 6 (what is read there is" in problem_of(entry(6, "高新技术企业", FIRMS["says"]))


def test_what_is_read_as_a_figure_is_no_part_of_one() -> None:
    plans = plans_with(entry(4, "5家", "建成1.5家研究院"), HEAD + "到2025年,建成1.5家研究院。\n")
    frame = read(plans)
    assert list(frame["value_text"]) == ["1.5家"]
    cut = frame.assign(value_text="5家", char_start=frame["char_start"] + 2)  # as if the reading took 1. for a number of the list
    assert list(apply_corrections(cut, plans, load_registry()).rejected) == list(frame["observation_id"])


def test_where_one_value_is_read_as_several_rows_name_or_scope_tells_which() -> None:
    both: Place = {"line": 4, "value": "130家", "says": "科技型中小企业、高新技术企业均增长到130家"}
    frame = read(plans_with(text=PROSE))
    assert len(frame[frame["value_text"] == "130家"]) == 2
    problem = problem_of(entry(**both), PROSE)
    assert "2 rows of 130家 on line 4 fit `at`; give one of those read there: name " in problem
    (found,) = corrected_by(entry(**both, name="高新技术企业"), PROSE).rejected
    assert found == row_printed(frame, "130家", indicator_text="高新技术企业")["observation_id"]
    assert "no row of 130家 on line 4 fit" in problem_of(entry(**both, name="瞪羚企业"), PROSE)
    zones: Place = {"line": 6, "value": "5万平方米", "says": "高新区、经开区孵化器面积均达到5万平方米"}
    (found,) = corrected_by(entry(**zones, scope="经开区"), PROSE).rejected
    assert found == row_printed(frame, "5万平方米", scope="经开区")["observation_id"]


def test_a_quotation_may_run_over_several_lines() -> None:
    cells = "指标名称 2020年 2025年 高新技术企业数(家) 99 130 科技型中小企业数(家) 130 130 技术合同成交额(亿元) 6 7"
    text = in_plan("\n".join(f"{cell} |" for cell in cells.split()))  # one cell a line, as in 嘉兴
    (found,) = corrected_by(entry(11, "130", "科技型中小企业数(家) | 130 | 130 |", nth=1), text).rejected
    frame = read(plans_with(text=text))
    assert found == row_printed(frame, "130", indicator_id="st_smes", year=2020)["observation_id"]


@settings(max_examples=10, deadline=None)
@given(above=st.integers(0, 40), line=st.integers(1, 60))
def test_lines_that_come_or_go_above_do_not_move_a_correction(above: int, line: int) -> None:
    text = TABLE.replace("一、发展目标\n", "一、发展目标\n" + "全面提升创新能力。\n" * above)
    corrected = corrected_by(entry(line, "130", FIRMS["says"]), text)
    assert list(corrected.rejected) == [row_printed(corrected.observations, "130")["observation_id"]]


def test_where_several_places_say_the_same_the_line_tells_which_or_the_run_stops() -> None:
    row = "1.高新技术企业(家) | 99 | 130 | 预期性\n"
    text = TABLE.replace(
        "\n二、保障", "\n二、区县目标\n指标名称 | 2020年 | 2025年 | 指标属性\n" + row + "2.科技领军企业(家) | 1 | 2 | 预期性\n三、保障"
    )
    frame = read(plans_with(text=text))
    for line in (6, 11):
        (found,) = corrected_by(entry(line, "130", FIRMS["says"]), text).rejected
        assert found == row_printed(frame, "130", line=line)["observation_id"]
    problem = problem_of(entry(7, "130", FIRMS["says"]), text)
    assert (
        "the plan says “高新技术企业(家) | 99 | 130” in 2 places (line 6, 11); name the line that is meant, or quote more of it" in problem
    )


def test_a_line_that_says_a_short_quotation_twice_must_be_quoted_further() -> None:
    problem = problem_of(entry(7, "3", "3 |", nth=2))
    assert "the plan says “3 |” in 2 places (line 7); name the line that is meant, or quote more of it" in problem


# --- corrections that do not hold any more ------------------------------------------------------------------------------


def test_a_correction_expires_with_what_it_quotes() -> None:
    written = entry(**NAMELESS, set=NAMED)
    problem = problem_of(written, TABLE.replace("年均增长10%", "年均增长12%"))
    assert problem == (
        "plan.txt.corrections.yaml, entry 1: the plan does not say “创新实力 | — | 年均增长10% | 预期性” any more "
        "(line 5 says “创新实力 | — | 年均增长12% | 预期性 | |”); look it up again, then mend the entry or take it out."
    )
    assert "(it has 11 lines)" in problem_of(entry(70, "年均增长9%", "年均增长9%"))


def test_a_correction_expires_with_the_reading_of_its_value() -> None:
    """The text is the same, but the cell is not read as a figure (any more): here a dash, which says that nothing is set."""
    problem = problem_of(entry(5, "—", NAMELESS["says"]))
    assert "no figure printed — is read on line 5 (what is read there is 年均增长10%); mend `value` or `nth`" in problem
    problem = problem_of(entry(1, "临江市", "临江市“十四五”科技创新规划"))
    assert "no figure printed 临江市 is read on line 1 (nothing else is read there either)" in problem


def test_a_correction_expires_once_the_reading_gives_the_same() -> None:
    named = TABLE.replace("创新实力 | — | 年均", "创新实力 | 地方财政科技支出 | — | 年均").replace("指标名称 |", "类别 | 指标名称 |")
    named = re.sub(r"(?m)^(?=\d\.)", "同上 | ", named)
    frame = read(plans_with(text=named))
    assert row_printed(frame, "年均增长10%")["indicator_text"] == "地方财政科技支出"
    written = entry(5, "年均增长10%", "— | 年均增长10% | 预期性", set=NAMED)
    assert "it changes nothing: the reading now gives indicator_text 地方财政科技支出 by itself" in problem_of(written, named)


def test_two_entries_that_lead_to_one_row_are_told() -> None:
    problem = problem_of(entry(**FIRMS) + entry(60, "130", "99 | 130", rules="[two_figures]"))
    assert problem.startswith("plan.txt.corrections.yaml, entry 2: it is about the same row as entry 1; keep one entry for a row")


def test_the_problems_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    wrong = entry(1, "9", "没有这句9") + entry(**FIRMS) + entry(**CONTRACTS, set="{unit: 亿元}")
    for name, corrections in (("a", wrong), ("b", "- at: {line: 3}\n- by: 王敏"), ("c", entry(2, "8", "8"))):
        text = TABLE.replace("临江市", {"a": "嘉兴市", "b": "辛集市", "c": "新乡市"}[name])
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
        (tmp_path / f"{name}.txt.corrections.yaml").write_text(corrections, encoding="utf-8")
    plans = identify(read_batch(scan(tmp_path)))
    with pytest.raises(CorrectionError) as raised:
        apply_corrections(read(plans), plans, load_registry())
    assert sorted(re.findall(r"(\w)\.txt\.corrections\.yaml, entry (\d)", str(raised.value))) == [
        ("a", "1"), ("a", "3"), ("b", "1"), ("b", "2"), ("c", "1"),
    ]  # fmt: skip
    assert len(str(raised.value).splitlines()) == 5


def test_a_confirm_of_a_rule_that_does_not_question_the_row_is_told() -> None:
    corrected = corrected_by(entry(**FIRMS, rules="[two_figures, value_outside_range, row_twice]"))
    (row,) = corrected.confirmed
    findings = [
        Found("two_figures", row, "130 家", "99 家"),
        Found("value_outside_range", "another", "130 家", "0–9 家", (row,)),  # questions its own row alone
        Found("row_twice", "another", "130 家", "130 家", (row,)),
    ]
    of_range, of_twice = unused(confirmed_of(corrected.confirmed, findings), findings)
    assert of_range == (
        "plan.txt.corrections.yaml, entry 1: value_outside_range does not question the row of 130 on line 6 (any more); "
        "take it out of `rules`, and the entry if no other is left."
    )
    assert of_twice.startswith("plan.txt.corrections.yaml, entry 1: row_twice is raised at another row and names the row of 130 on line 6")
    assert len(unused(confirmed_of(corrected.confirmed, []), [])) == 3
    assert unused(confirmed_of({}, findings), findings) == []


def test_a_correction_file_without_a_plan_that_is_read_is_told(tmp_path: Path) -> None:
    good, broken = entry(**FIRMS), "- nonsense"
    for name, content in {
        "a.txt": TABLE, "a.txt.corrections.yaml": good,
        "b.txt": TABLE.replace("临江", "嘉兴"), "b.txt.corrections.yaml": broken,
        "c.txt": "\u3000\n", "c.txt.corrections.yaml": good,
        "d.txt": TABLE, "d.txt.corrections.yaml": good,
        "gone.txt.corrections.yaml": good, "a.txt.corrections.yml": good,
    }.items():  # fmt: skip
        (tmp_path / name).write_text(content, encoding="utf-8")
    assert corrections_without_plan(read_batch(scan(tmp_path))) == [
        "a.txt.corrections.yml: The name of a correction file must end in .corrections.yaml; rename it.",
        "c.txt.corrections.yaml: its plan could not be read (The file holds no text); "
        "mend the plan, or move the correction file out of the folder.",
        "d.txt.corrections.yaml: Not used: its file has the same bytes as a.txt, which is the one that is read; "
        "write the corrections beside that one.",
        "gone.txt.corrections.yaml: A correction file without its plan: gone.txt is not in the folder; "
        "put it beside the plan, under its name.",
    ]


def test_the_example_of_the_page_for_reviewers_holds(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"<!-- example -->\n```yaml\n(.*?)```", page, re.S)
    name = "xinji-2021-2025.txt"
    (tmp_path / name).write_bytes((ROOT / "data" / "plans" / name).read_bytes())
    (tmp_path / f"{name}.corrections.yaml").write_text(example, encoding="utf-8")
    plans = identify(read_batch(scan(tmp_path)))
    tables, statements, registry = read_tables(plans), read_statements(plans), load_registry()
    validated = validate(observe(plans, tables, statements, registry), plans, tables, statements, registry)
    assert row_printed(validated.observations, "年均增长10%")["indicator_id"] == "fiscal_st_expenditure"
    assert "15名" not in set(validated.observations["value_text"])
    assert "rejected_by_reviewer" in set(validated.rejects["reason_id"])
    assert "two_figures" not in set(validated.findings["rule_id"])
    assert list(validated.findings["rule_id"]).count("corrected") == 2


def test_what_is_wrong_with_corrections_is_a_sentence_for_people_and_no_bug() -> None:
    assert CorrectionError in SENTENCES
