"""Whatever a stage raises over one plan costs that plan alone: the others are published, and it is told what happened and where."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from assets.documents.beside.correction_files import CorrectionError
from assets.documents.plans import Plan
from assets.left_out import kept, left_out, without_broken
from tests.pipelines.plans import plan, write
from tests.pipelines.test_cli import Desk
from tests.reading import plan_of

GOOD, BAD, OTHER = "青州市", "兰考县", "义乌市"


class OwnBugError(Exception):
    """What nobody foresaw."""


@pytest.fixture
def plans() -> list[Plan]:
    return [plan_of(plan(city)) for city in (GOOD, BAD, OTHER)]


def _raises_over(bad: str, error: type[Exception] = OwnBugError) -> Callable[[Plan], str]:
    def read(one: Plan) -> str:
        if bad in one.document.text:
            raise error("cell 3")
        return one.plan_id

    return read


def test_a_stage_over_all_plans_finds_those_that_break_it(plans: list[Plan]) -> None:
    calls: list[int] = []

    def run(some: Any) -> list[str]:
        calls.append(len(some))
        return [_raises_over(BAD)(one) for one in some]

    stage = without_broken("observations", plans, run)
    assert stage.made == [plans[0].plan_id, plans[2].plan_id]
    (told,) = stage.left_out
    assert told.plan_id == plans[1].plan_id and told.stage == "observations"
    assert "OwnBugError: cell 3" in told.reason and "tests/test_left_out.py:" in told.reason
    assert calls[0] == 3 and calls[-1] == 2


def test_where_no_plan_alone_is_to_blame_the_error_is_told_as_it_is(plans: list[Plan]) -> None:
    def run(some: Any) -> int:
        if len(some) == 3:
            raise OwnBugError
        return len(some)

    with pytest.raises(OwnBugError):
        without_broken("observations", plans, run)


def test_what_is_meant_to_stop_a_run_stops_it(plans: list[Plan]) -> None:
    with pytest.raises(CorrectionError):
        without_broken("validation", plans, lambda some: [_raises_over(BAD, CorrectionError)(one) for one in some])


def test_a_copy_of_what_is_left_out_takes_its_place(plans: list[Plan]) -> None:
    from dataclasses import replace

    first, second = (replace(one, same_as=plans[1].plan_id) for one in (plans[0], plans[2]))
    stay = kept([first, plans[1], second], [left_out(plans[1].plan_id, "tables", OwnBugError())])
    assert [one.same_as for one in stay] == [None, first.plan_id]


# Every stage by the function that it runs, as its asset names it; the argument that holds the plan or plans.
STAGES = {
    "assets.shares.work.tables_of": "tables",
    "assets.shares.work.statements_of": "statements",
    "assets.shares.work.tasks_of": "tasks",
    "assets.shares.work.observe": "observations",
    "assets.shares.work.validate": "validation",
    "assets.targets.all_plans.indicator_targets": "targets",
}


def _broken(function: Callable[..., Any]) -> Callable[..., Any]:
    """The function, which now raises where the bad plan is among what it is given."""

    def run(*given: Any) -> Any:
        if any(BAD in f"{one.document.text}{one.document.metadata.title}" for one in _plans_in(given)):  # late stages have no text
            raise OwnBugError("a bug of ours")
        return function(*given)

    return run


def _plans_in(given: tuple[Any, ...]) -> Iterator[Plan]:
    for one in given:
        yield from ([one] if isinstance(one, Plan) else [x for x in one if isinstance(x, Plan)] if isinstance(one, list | tuple) else [])


@pytest.mark.parametrize("function", STAGES)
def test_a_plan_that_breaks_a_stage_is_told_and_the_others_are_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, function: str
) -> None:
    desk = Desk(write(tmp_path / "plans", a_txt=plan(GOOD), b_txt=plan(BAD), c_txt=plan(OTHER)), tmp_path / "dataset")
    module, _, name = function.rpartition(".")
    __import__(module)
    import sys

    monkeypatch.setattr(sys.modules[module], name, _broken(getattr(sys.modules[module], name)))
    result = desk.run()
    assert result.exit_code == 3, result.output
    assert "left out" in result.output and "a bug of ours" in result.output
    rows = dict(desk.ask("SELECT source_path, status || ': ' || coalesce(reason, '') FROM sources"))
    assert rows["a.txt"] == rows["c.txt"] == "parsed: "
    assert STAGES[function] in str(rows["b.txt"]) and "OwnBugError" in str(rows["b.txt"])
    with_targets = {path for (path,) in desk.ask("SELECT DISTINCT plans.source_path FROM plans JOIN indicator_targets USING (plan_id)")}
    assert with_targets == {"a.txt", "c.txt"}
    if STAGES[function] != "targets":
        assert str(rows["b.txt"]).startswith("failed")
        assert desk.ask("SELECT count(*) FROM plans") == [(2,)]


def test_two_rows_of_one_key_cost_their_plan_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from assets.observations.observe import Readings, observe
    from assets.shares import work

    def doubled(*given: Any) -> Readings:
        read = observe(*given)
        bad = [one.plan_id for one in given[0] if BAD in one.document.text]
        twice = read.observations[read.observations["plan_id"].isin(bad)].head(1)
        read.observations = pd.concat([read.observations, twice], ignore_index=True)
        return read

    monkeypatch.setattr(work, "observe", doubled)
    desk = Desk(write(tmp_path / "plans", a_txt=plan(GOOD), b_txt=plan(BAD)), tmp_path / "dataset")
    result = desk.run()
    assert result.exit_code == 3, result.output
    assert "rows of one key" in result.output
    assert desk.ask("SELECT source_path FROM plans") == [("a.txt",)]
