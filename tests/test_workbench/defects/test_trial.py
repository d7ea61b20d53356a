"""The trial: what is drawn, what counts as caught, what is printed, and that the good plans are good."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console

from assets.sources.scan import InputError
from expectations.registry import load_registry
from tests.test_workbench.defects.plans import CITY, EARLIER, PLANS, folder_of, good, tools
from tests.workbench.defects import trial
from tests.workbench.defects.changed_plans import Chain
from tests.workbench.defects.command import GOOD_PLANS, DefectsError, run_defects
from tests.workbench.defects.defect import Defect, Edits
from tests.workbench.defects.report import is_goal_met, share_caught
from tests.workbench.defects.trial import KINDS, Doubt, Outcome, Trial, batches, caught_by, doubts_of, draw
from tests.workbench.defects.world_figures import world_of

# In "0123456789" the 4 became 44: what stood at 5 stands at 6 now; the row holds the cells at 1 and 4.
EDITS = Edits.of([((4, 5), "44")])
DEFECT = Defect("digits", CITY, 1, "4", "44", EDITS, EDITS.apply("0123456789"), ((4, 6),), ((1, 2), (4, 6)), ())


def doubt(at: tuple[int, int], source: str = CITY, rule: str = "two_figures", said: str = "44", severity: str = "warning") -> Doubt:
    return Doubt(rule, severity, source, at, frozenset(), (said, None))


@pytest.mark.parametrize(
    ("found", "is_caught"),
    [
        (doubt((4, 6)), True),
        (doubt((4, 6), severity="info"), True),
        (doubt((1, 2)), True),  # another figure of the row
        (doubt((8, 9)), False),  # elsewhere in the plan
        (doubt((4, 6), source=EARLIER), False),  # the same place of another plan
        (replace(doubt((8, 9)), related=frozenset({(CITY, (4, 6))})), True),
        (replace(doubt((8, 9), source=EARLIER), related=frozenset({(CITY, (4, 6))})), True),
        (replace(doubt((8, 9)), related=frozenset({(CITY, (1, 2))})), False),  # relates to the row, but not to what is wrong in it
        (replace(doubt((8, 9)), related=frozenset({(EARLIER, (4, 6))})), False),
    ],
)
def test_a_defect_is_caught_by_a_doubt_that_names_its_place(found: Doubt, is_caught: bool) -> None:
    assert (caught_by(DEFECT, [], [found]) is not None) == is_caught


def test_what_the_plan_raised_without_the_defect_catches_nothing() -> None:
    assert caught_by(DEFECT, [doubt((4, 5), said="one")], [doubt((4, 6), said="one")]) is None
    assert caught_by(DEFECT, [doubt((1, 2), said="one")], [doubt((1, 2), said="one")]) is None
    assert caught_by(DEFECT, [doubt((4, 5), said="one")], [doubt((4, 6), said="other")]) is not None
    assert caught_by(DEFECT, [doubt((4, 5), rule="unit_missing")], [doubt((4, 6), rule="two_figures")]) is not None


def test_a_doubt_that_only_repeats_the_print_is_the_same_for_another_print(tmp_path: Path) -> None:
    text = PLANS[CITY].replace("专利授权量 | 件 | 6420", "专利授权量 | | 6420")
    chain = Chain(folder_of({CITY: text}, tmp_path), load_registry())
    before = {one for one in doubts_of(chain.clean()) if one.rule_id == "unit_missing"}  # in an order of their ids
    after = {one for one in doubts_of(chain.with_texts({CITY: text.replace("6420", "6240")})) if one.rule_id == "unit_missing"}
    assert before
    assert before == after


def test_the_same_seed_draws_the_same_defects_and_no_two_alike() -> None:
    first, again, other = (draw(good(), tools(), 120, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({(defect.kind, defect.source, defect.text) for defect in first}) == 120


def test_all_kinds_have_their_turn_and_one_without_a_place_leaves_it_to_the_others() -> None:
    counts = Counter(defect.kind for defect in draw(good(), tools(), 40, 1))
    assert len(counts) == len(KINDS)
    assert max(counts.values()) - min(counts.values()) <= 3
    many = Counter(defect.kind for defect in draw(good(), tools(), 5000, 1))
    assert sum(many.values()) < 5000
    assert many["columns swapped"] < many["year shifted"]


def test_defects_that_are_tried_at_once_stand_in_plans_of_different_areas() -> None:
    world = world_of(Chain(GOOD_PLANS, load_registry()).clean(), load_registry())
    defects = draw(world, tools(), 200, 3)
    found = list(batches(defects, world))
    assert sorted(i for batch in found for i in batch) == list(range(200))
    for batch in found:
        areas = [{one.area for one in world.plans[defects[i].source].figures} for i in batch]
        assert len(set().union(*areas)) == sum(map(len, areas))
    assert len(found) < 100


def test_the_good_plans_raise_neither_a_warning_nor_an_error_nor_a_reject() -> None:
    judged = Chain(GOOD_PLANS, load_registry()).clean()
    assert [one for one in doubts_of(judged) if one.severity != "info"] == []
    assert judged.validated.rejects.empty
    assert judged.readings.observations["indicator_id"].notna().all()


def test_the_good_plans_are_read_to_the_last_figure() -> None:
    judged = Chain(GOOD_PLANS, load_registry()).clean()
    world = world_of(judged, load_registry())
    assert len(world.plans) >= 8
    assert len(world.figures) == len(judged.readings.observations)
    tables = [one for one in world.figures if one.table is not None]
    assert len(tables) == sum(is_read == "observation" for is_read in judged.readings.dispositions.values())
    assert sum(one.name_at is not None for one in tables) > 0.9 * len(tables)
    for plan in world.plans.values():
        for one in plan.figures:
            assert plan.text[slice(*one.digits_at)] == one.digits
            assert one.unit_at is None or plan.text[slice(*one.unit_at)] == one.unit
            assert one.year_at is None or plan.text[slice(*one.year_at)] == str(one.year)
            assert one.name_at is None or plan.text[slice(*one.name_at)] == one.name


def test_the_command_counts_every_defect_and_says_whether_the_goal_is_met() -> None:
    out = io.StringIO()
    met = run_defects(None, 30, 1, Console(file=out, width=140))
    said = out.getvalue()
    (row,) = [line.split() for line in said.splitlines() if line.startswith("all")]
    injected, seen, caught, missed, unseen = (int(row[i]) for i in (1, 2, 3, 4, 6))
    assert injected == 30 == seen + unseen
    assert seen == caught + missed
    assert caught > seen / 2
    assert said.rstrip().endswith("the goal is met." if met else "the goal is not met.")


def test_a_validation_that_says_nothing_catches_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(trial, "doubts_of", lambda judged: [])
    out = io.StringIO()
    assert not run_defects(folder_of(PLANS, tmp_path), 20, 1, Console(file=out, width=140))
    assert "0.0% of what can be seen is caught" in out.getvalue()


def _trial(caught: int, missed: int, unseen: int, unfounded: tuple[Doubt, ...] = ()) -> Trial:
    outcomes = [
        *[Outcome(DEFECT, ("range",), doubt((4, 6)))] * caught, *[Outcome(DEFECT, ("range",), None)] * missed,
        *[Outcome(DEFECT, (), None)] * unseen,
    ]  # fmt: skip
    return Trial(tuple(outcomes), good(), unfounded)


def test_what_nobody_can_see_counts_neither_for_nor_against() -> None:
    assert share_caught(_trial(9, 1, 50).outcomes) == 0.9
    assert share_caught(_trial(0, 0, 5).outcomes) == 0.0


def test_the_goal_asks_for_nine_in_ten_and_for_silence_about_good_plans() -> None:
    assert is_goal_met(_trial(9, 1, 0))
    assert not is_goal_met(_trial(8, 2, 0))
    assert not is_goal_met(_trial(10, 0, 0, unfounded=(doubt((4, 6)),)))


def test_a_good_plan_that_is_questioned_is_told(tmp_path: Path) -> None:
    texts = {**PLANS, EARLIER: PLANS[EARLIER].replace("206 | 420", "2060 | 420")}
    out = io.StringIO()
    assert not run_defects(folder_of(texts, tmp_path), 5, 1, Console(file=out, width=140))
    assert re.search(r"Without any defect \d+ warnings or errors stand", out.getvalue())
    assert "target_worse_than_base" in out.getvalue()


def test_wrong_use_is_told_in_a_sentence(tmp_path: Path) -> None:
    console = Console(file=io.StringIO())
    with pytest.raises(InputError, match="does not exist"):
        run_defects(tmp_path / "nowhere", 10, 1, console)
    with pytest.raises(DefectsError, match="no plan as plain text"):
        run_defects(tmp_path, 10, 1, console)
    with pytest.raises(DefectsError, match="--count"):
        run_defects(None, 0, 1, console)
    (tmp_path / "words.txt").write_text("临川洲市“十四五”科技创新规划\n规划期为2021—2025年。\n一、目标\n加强领导。\n", encoding="utf-8")
    with pytest.raises(DefectsError, match="no figure"):
        run_defects(tmp_path, 10, 1, console)
