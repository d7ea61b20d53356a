"""What the rules, a reviewer and the checks do to a build, from the command line: published, rejected, corrected, stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pipelines.plans import TABLE, plan, plan_without_table, write
from tests.pipelines.test_cli import Desk

CITIES = ("青州市", "兰考县", "义乌市", "昆山市", "瑞金市", "敦化市", "瑞丽市", "延吉市", "荣成市", "即墨区")
SET = """\
- at: {{line: 8, value: "2.8"}}
  says: 研发经费投入强度 | % | 2.1 | 2.8 | 预期性
  action: set
  values: {{value: {value}}}
  reason: The printed plan has another figure.
  by: 王敏, 2026-11-20
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path / "plans", tmp_path / "dataset")


def test_an_impossible_value_is_rejected_and_the_rest_published(desk: Desk) -> None:
    table = TABLE.replace("技术合同成交额 | 亿元 | 10.5 | 25", "规模以上工业企业研发机构覆盖率 | % | 42.8 | 428")
    result = Desk.run(Desk(write(desk.input, a_txt=plan(table=table)), desk.output))
    assert result.exit_code == 0
    assert "1 error" in result.output and "rejects       1 (1 impossible_value)" in result.output
    assert desk.ask("SELECT count(*) FROM observations WHERE value_text = '428'") == [(0,)]
    assert desk.ask("SELECT reason_id, text FROM rejects") == [("impossible_value", "428")]
    assert desk.ask("SELECT severity, reject_id IS NOT NULL FROM findings WHERE rule_id = 'impossible_value'") == [("error", True)]
    page = (desk.output / "current" / "quality.html").read_text(encoding="utf-8")
    assert "数值不可能成立" in page and "428" in page


def test_a_correction_is_published_and_told(desk: Desk) -> None:
    write(desk.input, a_txt=plan())
    (desk.input / "a.txt.corrections.yaml").write_text(SET.format(value=2.9), encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 0, result.output
    assert desk.ask("SELECT value, value_std, value_text FROM observations WHERE value_text = '2.8'") == [(2.9, 2.9, "2.8")]
    ((message,),) = desk.ask("SELECT message FROM findings WHERE rule_id = 'corrected'")
    assert "王敏, 2026-11-20" in str(message) and "2.8" in str(message) and "2.9" in str(message)
    assert desk.ask("SELECT status FROM sources WHERE source_path LIKE '%corrections%'") == [("ignored",)]


def test_a_reviewer_may_set_a_row_and_confirm_it(desk: Desk) -> None:
    confirm = SET.format(value=9).replace("action: set", "action: confirm").replace("values: {value: 9}", "rules: [value_outside_range]")
    write(desk.input, a_txt=plan())
    (desk.input / "a.txt.corrections.yaml").write_text(SET.format(value=90) + confirm, encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 0, result.output
    assert desk.ask("SELECT rule_id FROM findings ORDER BY rule_id") == [("corrected",), ("corrected",), ("magnitude_jump",)]


def test_a_correction_that_no_longer_fits_stops_the_build_and_the_old_release_stays(desk: Desk) -> None:
    write(desk.input, a_txt=plan())
    assert desk.run().exit_code == 0
    before = desk.current()
    (desk.input / "a.txt.corrections.yaml").write_text(SET.format(value=2.9).replace("2.1 |", "2.0 |"), encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 1
    assert "a.txt.corrections.yaml" in result.output and "Traceback" not in result.output
    assert desk.current() == before


def test_a_correction_without_its_plan_stops_the_build(desk: Desk) -> None:
    write(desk.input, a_txt=plan())
    (desk.input / "b.txt.corrections.yaml").write_text(SET.format(value=2.9), encoding="utf-8")
    result = desk.run()
    assert result.exit_code == 1
    assert "b.txt.corrections.yaml" in result.output and desk.current() is None


def test_a_collapse_is_stopped_and_can_be_accepted(desk: Desk) -> None:
    write(desk.input, **{f"p{number}_txt": plan(city) for number, city in enumerate(CITIES)})
    assert desk.run().exit_code == 0
    before = desk.current()
    for number, city in enumerate(CITIES[:8]):
        (desk.input / f"p{number}.txt").write_text(plan_without_table(city), encoding="utf-8")
    stopped = desk.run()
    assert stopped.exit_code == 1
    assert "no_collapse" in stopped.output and "--accept-fall" in stopped.output
    assert desk.current() == before
    assert desk.run("build", "--accept-fall").exit_code == 0
    assert desk.current() != before


def test_files_that_were_taken_out_are_no_collapse(desk: Desk) -> None:
    write(desk.input, **{f"p{number}_txt": plan(city) for number, city in enumerate(CITIES)})
    assert desk.run().exit_code == 0
    for number in range(4):
        (desk.input / f"p{number}.txt").unlink()
    told = desk.run()
    assert told.exit_code == 0 and "4 files that the last release read plans from are not in the folder any more" in told.output
    assert desk.ask("SELECT count(*) FROM plans") == [(6,)]
    for number in range(4, 8):
        (desk.input / f"p{number}.txt").unlink()
    stopped = desk.run()
    assert stopped.exit_code == 1 and "files_gone" in stopped.output and "--accept-fall" in stopped.output
    assert desk.run("build", "--accept-fall").exit_code == 0
    assert desk.ask("SELECT count(*) FROM plans") == [(2,)]
