"""What became of rows at first sight is kept as figures, and moves what is thought of signs as far as it can tell something."""

from __future__ import annotations

from pathlib import Path

import pytest

from assets.validation.confidence.weighing import CONFIDENCE, FIRST_SIGHT, START
from tests.workbench.confidence import first_sight
from tests.workbench.confidence.annotated import Sample
from tests.workbench.confidence.weights_made import model_of, odds_of

SURE, DOUBTFUL = "catalogue: knows the name", "name: very short"


def samples(sign: str, right: int, wrong: int) -> list[Sample]:
    """Rows of plans of their own with a sign, so many of them right and so many wrong."""
    answers = [True] * right + [False] * wrong
    return [Sample(f"plan {sign} {i}", "text", (sign,), answer, answer) for i, answer in enumerate(answers)]


def test_rows_are_kept_by_batch_and_found_again(tmp_path: Path) -> None:
    first, second = samples(SURE, 2, 1), [Sample("a plan", "table", (SURE, DOUBTFUL), None, False)]
    first_sight.keep("first", first, tmp_path)
    first_sight.keep("second", second, tmp_path)
    assert first_sight.batches(tmp_path) == {"first": first, "second": second}
    first_sight.keep("first", second, tmp_path)
    assert first_sight.outcomes(tmp_path) == second + second


def test_the_rows_that_the_project_keeps_hold_signs_and_no_text() -> None:
    kept = first_sight.outcomes()
    assert len(kept) > 1000
    assert all(": " in sign and "。" not in sign for one in kept for sign in one.signs)


def test_plans_at_first_sight_are_surer_or_less_sure_by_how_their_rows_fared() -> None:
    known = samples(SURE, 90, 10)
    worse, better = (model_of(CONFIDENCE, "text", known, samples(SURE, right, 100 - right)) for right in (60, 99))
    assert worse[START] == better[START]
    assert worse[FIRST_SIGHT] < -1 < 0 < better[FIRST_SIGHT]
    one = samples(SURE, 1, 0)
    assert odds_of(one, worse) < odds_of(one, better)


@pytest.mark.parametrize("count", [3, 60])
def test_a_sign_moves_with_how_often_it_was_seen(count: int) -> None:
    known = samples(SURE, 90, 10) + samples(DOUBTFUL, 50, 50)
    before = model_of(CONFIDENCE, "text", known, [])[DOUBTFUL]
    after = model_of(CONFIDENCE, "text", known, samples(SURE, 90, 10) + samples(DOUBTFUL, 0, count))[DOUBTFUL]
    assert after < before
    assert (before - after > 0.3) == (count > 10)
