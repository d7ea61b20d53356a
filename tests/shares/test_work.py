"""A plan's share is the same whichever plans it is made together with; put together, shares are the tables of the chain."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from assets.chain import judge, read_plan
from assets.documents.frames import plans_frame
from assets.documents.plans import Plan
from assets.shares.share import BrokenShareError, Share, decoded, encoded, joined
from assets.shares.work import made_of
from assets.validation.together import comparable, held_together
from expectations.registry import load_registry
from tests.pipelines.plans import TABLE, plan
from tests.reading import plan_of

REGISTRY = load_registry()
CITIES = ("青州市", "兰考县", "义乌市", "石狮市")


@pytest.fixture(scope="module")
def plans() -> list[Plan]:
    """Plans with like tables, one with a cell that cannot be read."""
    return [plan_of(plan(city, TABLE if city != CITIES[1] else TABLE.replace("10.5", "X1.5"))) for city in CITIES]


@pytest.fixture(scope="module")
def shares(plans: list[Plan]) -> list[Share]:
    """Their shares, made together."""
    return made_of(plans, REGISTRY).shares


def test_a_share_is_the_same_whichever_plans_are_read_with_it(plans: list[Plan], shares: list[Share]) -> None:
    alone = [share for one in reversed(plans) for share in made_of([one], REGISTRY).shares]
    assert [encoded(share) for share in shares] == [encoded(share) for share in reversed(alone)]


@pytest.mark.parametrize("table", ["observations", "rejects", "findings", "numerals", "accounting"])
def test_shares_put_together_are_the_tables_of_the_chain(plans: list[Plan], shares: list[Share], table: str) -> None:
    made = getattr(judge([read_plan(one) for one in plans], REGISTRY).validated, table)
    batches = [batch for share in reversed(shares) if (batch := share.batch(table)) is not None]
    pd.testing.assert_frame_equal(joined(table, batches), made)
    assert len(made) > 0


def test_a_share_written_and_read_again_is_the_same(shares: list[Share]) -> None:
    again = decoded(encoded(shares[1]))
    assert again == shares[1]
    assert {"X1.5"} <= set(joined("rejects", [again.batch("rejects")])["text"])


@pytest.mark.parametrize("at", [3, 70, -2])  # in the hash, in the head, in the rows
def test_a_share_with_one_other_byte_is_not_taken(shares: list[Share], at: int) -> None:
    content = bytearray(encoded(shares[0]))
    content[at] ^= 1
    with pytest.raises(BrokenShareError):
        decoded(bytes(content))


def test_what_another_plan_says_is_no_sign_in_a_confidence() -> None:
    figure = "截至2020年底，全市高新技术企业数达到{}家。"
    one, other = (plan_of(f"青州市“十四五”科技创新规划\n规划期为2021—2025年。\n一、基础\n{figure.format(n)}\n{n}\n") for n in (120, 980))
    other = replace(other, plan_id=f"{other.plan_id}-zz")
    judged = judge([read_plan(one), read_plan(other)], REGISTRY).validated.observations
    alone = judge([read_plan(other)], REGISTRY).validated.observations
    questioned = judged[judged["plan_id"].eq(other.plan_id)].reset_index(drop=True)
    assert "plans_differ" in set(questioned["flags"].fillna("").str.split(";").explode())
    assert questioned["confidence"].tolist() == alone["confidence"].tolist()


def test_no_plans_are_held_against_nothing() -> None:
    assert held_together([comparable(joined("observations", []))], plans_frame([]), [], REGISTRY).findings.empty
