"""What does not hold of a plan's rows is noted with its share, and checks word it as they word whole frames."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.shares import work
from assets.shares.gather import Gathered, Shares, shares_of
from assets.shares.share import Share
from assets.shares.table_folder import own_folder
from assets.shares.work import made_of
from expectations.checks.account import adds_up, flags_and_findings_agree
from expectations.checks.observations import questioned, spans_hold_text
from expectations.checks.tables import checks_of, schema_check
from expectations.own import ADDS_UP, QUESTIONED, ROWS
from expectations.registry import load_registry
from tests.expectations.test_checks import run, shown
from tests.pipelines.plans import TABLE, plan
from tests.reading import plan_of

REGISTRY = load_registry()
ODD = "\n到2025年，研发经费投入强度达到280%。\n"


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """A sound plan, and one with a figure beyond any range."""
    return [plan_of(plan("青州市")), plan_of(plan("兰考县") + ODD)]


def together(shares: list[Share], plans: list[Plan], folder: Path) -> Shares:
    found = Gathered()
    for share in shares:
        found.add(share, share)
    return shares_of(found, plans, REGISTRY, folder)


def test_a_sound_plan_has_no_doubts_and_another_its_own(plans: list[Plan]) -> None:
    sound, odd = made_of(plans, REGISTRY).shares
    assert sound.doubts == {}
    assert set(odd.doubts) == {QUESTIONED} and odd.doubts[QUESTIONED][ROWS] == 1
    assert odd.doubts == made_of(plans[1:], REGISTRY).shares[0].doubts


def test_a_check_on_held_tables_words_what_it_words_on_frames(plans: list[Plan], tmp_path: Path) -> None:
    shares = together(made_of(plans, REGISTRY).shares, plans, tmp_path)
    held = shares.table("observations")
    results = [run(questioned, core_observations=rows, plans=plans_frame(plans), registry=REGISTRY) for rows in (held, held.frame())]
    assert not results[0].passed and results[0].description == results[1].description
    assert "280" in shown(results[0]) and shown(results[0]) == shown(results[1])
    assert run(spans_hold_text, core_observations=held, plan_texts=shares.table("plan_texts")).passed


def test_what_is_broken_in_a_share_stops_the_publication(plans: list[Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frames = work._frames

    def misread(*given: object) -> dict[str, object]:
        made = dict(frames(*given))  # type: ignore[arg-type]
        rows = made["accounting"]
        return made | {"accounting": rows.assign(read=rows["read"] + 1)}

    monkeypatch.setattr(work, "_frames", misread)
    shares = together(made_of(plans, REGISTRY).shares, plans, tmp_path)
    result = run(adds_up, core_accounting=shares.table("accounting"))
    count = len(shares.table("accounting"))
    assert not result.passed and result.description == f"{count} accounts do not add up."
    assert shares.table("accounting").plans_in_doubt(ADDS_UP) == tuple(sorted(plan.plan_id for plan in plans))


def test_one_key_twice_is_seen_across_pieces(plans: list[Plan], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("registry.table_rows", "surely"):
        monkeypatch.setattr(f"expectations.{module}.PIECE_ROWS", 1)
    (share,) = shares = made_of(plans[:1], REGISTRY).shares
    twice = replace(together(shares, plans[:1], tmp_path), parts={"one": share, "again": share})
    result = run(schema_check(REGISTRY.tables["sections"]), twice.table("sections"))
    assert not result.passed and "no two rows share section_id" in str(result.description)


def test_a_doubt_that_plans_raise_together_is_held_against_its_flag(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [plan_of(plan("兰考县")), plan_of(plan("兰考县", TABLE.replace("2.1", "1.4")).replace("科技创新", "工业发展"))]
    shares = together(made_of(others, REGISTRY).shares, others, tmp_path)
    tables = {name: shares.table(name) for name in ("observations", "findings")}
    given = {"core_rejects": shares.table("rejects"), "registry": REGISTRY}
    assert shares.across.flags and run(flags_and_findings_agree, **given, **tables).passed
    monkeypatch.setattr(Shares, "_flagged", lambda _, batch: batch)
    result = run(flags_and_findings_agree, **given, findings=tables["findings"], observations=shares.table("observations"))
    assert not result.passed and "finding without flag" in shown(result)


def test_ids_of_rows_that_are_not_there_are_found_in_held_tables(plans: list[Plan], tmp_path: Path) -> None:
    check = next(
        one for one in checks_of(REGISTRY.tables) if "core_sections" in str(one.check_keys) and "references" in str(one.check_keys)
    )
    shares = together(made_of(plans, REGISTRY).shares, plans, tmp_path)
    assert run(check, sections=shares.table("sections"), plans=plans_frame(plans)).passed
    result = run(check, sections=shares.table("sections"), plans=plans_frame(plans[:1]))
    assert not result.passed and "plan_id stands in plans.plan_id" in str(result.description)
    assert plans[1].plan_id in shown(result)


def test_the_tables_of_ended_runs_go_but_for_the_last(tmp_path: Path) -> None:
    ended = [tmp_path / name for name in ("one", "other")]
    for folder in ended:
        folder.mkdir()
    living = own_folder(tmp_path)
    assert not ended[0].is_dir() or not ended[1].is_dir()
    assert own_folder(tmp_path) != living and living.is_dir()
