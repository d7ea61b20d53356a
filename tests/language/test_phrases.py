"""The grammar of growth, rank, level and area: every rule finds its example, and every word is what makes a rule find its own."""

from __future__ import annotations

import csv
import re
from importlib.resources import files

import pytest

from assets.language.phrases import phrase


def rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("assets.language").joinpath(name).read_text(encoding="utf-8").splitlines()))


RULES, WORDS = rows("phrase_rules.csv"), rows("phrase_words.csv")


def found(rule: str, text: str, bar: int) -> list[tuple[int, int]]:
    """Where the rule finds something that begins or ends at the bar."""
    return [match.span() for match in phrase(rule).finditer(text) if bar in match.span() and match[0]]


@pytest.mark.parametrize("row", RULES, ids=[row["rule"] for row in RULES])
def test_a_rule_finds_its_example(row: dict[str, str]) -> None:
    before, behind = row["example"].split("|")
    assert found(row["rule"], before + behind, len(before))


@pytest.mark.parametrize("kind", sorted({row["type"] for row in WORDS}))
def test_each_word_of_a_type_is_needed_in_its_example(kind: str) -> None:
    rules = [row["rule"] for row in RULES if re.search(rf"[{{|]{kind}[}}|]", row["types"])]
    assert rules
    for row in WORDS:
        if row["type"] == kind:
            before, behind = row["example"].split("|")
            text, without = before + behind, before + behind.replace(row["word"], "某" * len(row["word"]), 1)
            assert any(found(rule, text, len(before)) != found(rule, without, len(before)) for rule in rules), row


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("rank", "中欧班列"),
        ("rank", "执业单位"),
        ("among", "世界级"),
        ("among", "国内生产总值"),
        ("opens a rank", "居民收入"),
        ("change", "增加值"),
        ("fall", "增长"),
        ("moves", "提高能力"),
        ("qualifier", "省级研发平台"),
        ("level", "县域经济"),
    ],
)
def test_what_looks_like_a_word_of_the_grammar_is_none(rule: str, text: str) -> None:
    assert not any(match[0] for match in phrase(rule).finditer(text))


def test_a_change_tells_how_and_what() -> None:
    match = phrase("change").search("货运量年均增长速度约")
    assert match is not None and (match["how"], match["what"]) == ("年均", "增长")
