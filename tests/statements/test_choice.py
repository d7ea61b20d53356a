"""Which of several readings of a name holds: each sign decides its example, and without it another reading would win."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from assets.language.edge_words import SERVING, WITHIN, Word, words
from assets.statements.choice import best
from assets.statements.choice.readings import chosen
from tests.statements.rows import frame_of, read_rows

EXAMPLES = list(csv.DictReader(files("assets.statements.choice").joinpath("signs.csv").read_text(encoding="utf-8").splitlines()))


def name_in(sentence: str) -> str:
    """The name of the sentence's last figure."""
    return read_rows(frame_of("2021–2025 发展目标").around(sentence))[-1].names[0]


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["sign"] for example in EXAMPLES])
def test_a_sign_decides_its_example(example: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert name_in(example["sentence"]) == example["name"]
    without = {**best.weights(), example["sign"]: 0.0}
    monkeypatch.setattr(best, "weights", lambda: without)
    assert name_in(example["sentence"]) == example["otherwise"]


@pytest.mark.parametrize("verb", [one for one in words() if one.stands(WITHIN)], ids=lambda one: one.word)
def test_a_known_name_behind_a_verb_is_not_what_brings_it_about(verb: Word) -> None:
    before, name, _ = verb.example.split("|")
    assert chosen(before + name) == name


def test_an_unknown_name_keeps_what_brings_it_about() -> None:
    assert chosen("消费券带动销售额") == "消费券带动销售额"
    assert chosen("城镇新增就业") == "城镇新增就业"


@pytest.mark.parametrize("verb", [one for one in words() if one.stands(SERVING)], ids=lambda one: one.word)
def test_what_serves_is_named_with_whom_it_serves(verb: Word) -> None:
    who, whom, _ = verb.example.split("|")
    assert name_in(f"到2025年，{who}12万个{whom}。") == who + whom


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("到2025年，惠及12万户牧民家庭。", "惠及牧民家庭"),
        ("到2025年，光纤网络覆盖93%以上行政村。", "光纤网络覆盖行政村比例"),
        ("到2025年，改造老旧小区80个，惠及2万户。", "改造老旧小区惠及"),
        ("涉及3万人的安置房任务全部完成。", "安置房任务涉及"),
        ("到2025年，农机服务15万亩。", "农机服务"),
    ],
)
def test_whom_something_serves_may_be_elided_or_stand_elsewhere(sentence: str, name: str) -> None:
    assert name_in(sentence) == name
