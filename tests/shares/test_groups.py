"""Groups of plans stay as they are when a plan comes or goes; what is made of one is made once, and anew where it is not whole."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from assets.shares.groups import MOST_PLANS, Product, cut, made_once

PLANS = [f"{number:06}-2021-2025-科技创新规划" for number in range(1_000)]
ROWS = pa.table({"plan_id": ["a", "b"], "value": [1.5, None]})


@pytest.mark.parametrize("changed", [[*PLANS, "000500-2026-2030-科技创新规划"], PLANS[:500] + PLANS[501:]], ids=["one more", "one less"])
def test_a_plan_more_or_less_leaves_the_groups_of_others_as_they_were(changed: list[str]) -> None:
    before, after = ({tuple(group) for group in cut(sorted(plans))} for plans in (PLANS, changed))
    assert len(before) > 3 and len(before - after) <= 2  # its own, and the next one where its own was full
    assert [plan for group in cut(PLANS) for plan in group] == PLANS and max(map(len, cut(PLANS))) <= MOST_PLANS


def test_what_was_made_of_the_same_is_not_made_again(tmp_path: Path) -> None:
    made: list[str] = []

    def once(key: str | None, *parts: str) -> pa.Table:
        def make() -> Product:
            made.append(str(key))
            return Product([ROWS, ROWS.slice(1)])

        first, second = made_once(tmp_path, key, make, *parts)
        assert second.equals(ROWS.slice(1))
        return first

    assert once("a", "targets").equals(ROWS) and once("a", "targets").equals(ROWS) and made == ["a"]
    once("a", "targets", "0.9")
    once("b", "targets")
    once(None, "targets")
    assert made == ["a", "a", "b", "None"]
    for place in tmp_path.glob("??/*"):
        place.write_bytes(place.read_bytes()[:-1])
    assert once("b", "targets").equals(ROWS) and made[-1] == "b" and len(made) == 5


def test_what_another_run_may_make_otherwise_is_not_kept(tmp_path: Path) -> None:
    made_once(tmp_path, "a", lambda: Product([ROWS], is_final=False))
    assert not list(tmp_path.glob("??/*"))
