"""The choice between hypotheses."""

from __future__ import annotations

import pytest

from assets.documents.about.hypothesis import Candidate, choose, weights

FIVE, NEXT = (2021, 2025), (2026, 2030)


def test_the_strongest_piece_of_evidence_wins_and_those_that_agree_add_a_little() -> None:
    alone = choose("period", [Candidate(FIVE, "title_span"), Candidate(NEXT, "caption")])
    assert (alone.value, alone.kinds) == (FIVE, ("title_span",))
    agreed = choose("period", [Candidate(FIVE, "title_span"), Candidate(FIVE, "caption")])
    assert agreed.value == FIVE and agreed.weight > alone.weight


def test_what_contradicts_is_taken_off_so_that_the_next_wins() -> None:
    told = [Candidate(FIVE, "caption"), Candidate(FIVE, "dated_outside"), Candidate(NEXT, "named_most")]
    assert choose("period", told).value == NEXT


def test_where_only_what_is_contradicted_speaks_nothing_is_chosen() -> None:
    assert choose("period", [Candidate(FIVE, "named_most"), Candidate(FIVE, "dated_outside")]).value is None


def test_nothing_is_chosen_of_nothing_and_that_is_thin() -> None:
    nothing = choose("title", [])
    assert nothing.value is None and nothing.is_thin


@pytest.mark.parametrize(
    ("kinds", "is_thin"),
    [(["title_span"], False), (["stated"], False), (["named_most"], True), (["heading"], True), (["caption", "dated_inside"], False)],
)
def test_thin_is_what_stands_where_plans_do_not_tell_it(kinds: list[str], is_thin: bool) -> None:
    assert choose("period", [Candidate(FIVE, kind) for kind in kinds]).is_thin is is_thin


def test_two_that_weigh_nearly_the_same_are_thin() -> None:
    assert choose("period", [Candidate(FIVE, "title_year"), Candidate(NEXT, "announced")]).is_thin


def test_equal_candidates_of_one_kind_count_once() -> None:
    once, twice = ([Candidate("甲", "own")] * count for count in (1, 2))
    assert choose("title", once) == choose("title", twice)


def test_every_weight_lies_where_the_limits_can_tell_it_apart() -> None:
    limits = weights()["limits"]
    assert 0 < limits["least"] < limits["thin"]
    assert all(max(weights()[field].values()) > limits["thin"] for field in ("title", "period", "place"))
