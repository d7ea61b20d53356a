"""Folding keeps offsets: a match in the folded text is a span in the print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.fold import fold, squeeze, tidy


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("２０２５年：１３０％", "2025年:130%"),
        ("指标｜目标", "指标|目标"),
        ("每萬人口發明專利擁有量", "每万人口发明专利拥有量"),  # a page in traditional script is read by the same words
        ("〔13.5〕①㎡", "〔13.5〕①㎡"),  # brackets that mean a total, note marks and squared units stay what they are
        ("－5．2", "-5.2"),
    ],
)
def test_look_alikes_become_one_sign(printed: str, folded: str) -> None:
    assert fold(printed) == folded


def test_blanks_between_chinese_characters_are_dropped_and_others_kept_single() -> None:
    assert tidy("高新技术 企业\n数量  R&D  personnel") == "高新技术企业数量R&D personnel"
    assert squeeze("3 000　家") == "3000家"
