"""The one treatment of marked print: raised marks and exponents, what is set aside, signs that print nothing."""

from __future__ import annotations

import pytest

from assets.documents.writing.looks import HIDDEN, PLAIN, STRUCK, Aside, Look, legible, raised, shown

RAISED, CUT, UNSEEN = Look(raised=True), Look(struck=True), Look(hidden=True)


@pytest.mark.parametrize(
    ("before", "mark", "said"),
    [
        ("820", "1", "[1]"),
        ("瞪羚企业", "12", "[12]"),
        ("2025年", "3", "[3]"),
        ("45", "[2]", "[2]"),
        ("45", "（注1）", "（注1）"),
        ("45", "1,2", "[1][2]"),
        ("310", "4", "[4]"),
        ("10", "1", "[1]"),
        # No note: units, powers, formulas, words.
        ("60万m", "2", "²"),
        ("km", "3", "³"),
        ("10", "4", "⁴"),
        ("2.5×10", "2", "²"),
        ("10", "-3", "⁻³"),
        ("R", "2", "²"),
        ("45", "①", "①"),
        ("45", "*", "*"),
        ("5", "th", "th"),
        ("到", "2025年", "2025年"),
        ("指数", "2025", "2025"),
    ],
)
def test_raised_signs_are_notes_or_powers_and_never_part_of_the_figure(before: str, mark: str, said: str) -> None:
    assert raised(mark, before) == said


def test_a_mark_set_in_pieces_is_one() -> None:
    assert shown([("38", PLAIN), ("[", RAISED), ("1", RAISED), ("]", RAISED), ("家", PLAIN)], Aside()) == "38[1]家"


def test_struck_and_hidden_runs_are_no_text_but_are_told() -> None:
    aside = Aside()
    assert shown([("90", CUT), ("95", PLAIN), ("内部", UNSEEN), ("项", PLAIN)], aside) == "95项"
    assert aside.stated() == {STRUCK: "90", HIDDEN: "内部"}


def test_long_lists_of_what_is_set_aside_are_cut() -> None:
    aside = Aside()
    for at in range(30):
        aside.take(f"第{at}项" + "长" * 60 * (at == 0), STRUCK)
    said = aside.stated()[STRUCK]
    assert said.startswith("第0项长") and "…; 第1项" in said and said.endswith("and 18 more")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1\u200b2\u00ad00\ufeff家", "1200家"),
        ("年均增\u2ed38%", "年均增长8%"),
        ("\u2f08\u2ea0", "人民"),
        ("“\u2f17四五”规划", "“十四五”规划"),
        ("葛\U000e0100城", "葛城"),
        ("50万m²，①㎡", "50万m²，①㎡"),
        ("plain", "plain"),
    ],
)
def test_signs_that_print_nothing_go_and_radicals_are_characters(text: str, said: str) -> None:
    assert legible(text) == said
