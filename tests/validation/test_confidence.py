"""How sure rows are, and which of them are an area's indicators: golden rows, an order, and weights that are what the command makes."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from assets.documents.writing.looks import RECOGNISED
from assets.language.incidental import kind_of
from assets.validation.confidence.name_signs import signs_of_name
from assets.validation.confidence.weighing import CONFIDENCE, CORE, START, Grounds, judged, shipped_weights
from assets.validation.validate import Validated
from tests.reading import HEAD, TAIL, in_plan, plan_of, validated
from tests.workbench.confidence import weights_made

SLACK = 0.3  # log-odds by which a weight may differ before the file must be made anew: small changes of the reading move all a little


def said(sentence: str, heading: str = "") -> Validated:
    return validated(plan_of(HEAD + heading + sentence + TAIL))


def confidences(sentence: str) -> dict[str, float]:
    rows = said(sentence).observations
    return dict(zip(rows["value_text"], rows["confidence"], strict=True))


@pytest.mark.parametrize(
    "sentence",
    [
        "到2025年,全社会研发经费投入强度达到2.8%。",
        "到2025年,高新技术企业达到1200家。",
        "2020年,城镇登记失业率为3.1%,居全省第4位。",
        "到2025年,每千人口执业医师数达到3.2人。",
        "地区生产总值年均增长6.5%左右。",
        "2020年,新增省级企业技术中心14家。",
        "到2025年,森林覆盖率提高1.5个百分点。",
    ],
)
def test_what_could_stand_in_a_table_of_indicators_is_core(sentence: str) -> None:
    assert said(sentence).observations["core"].all()


@pytest.mark.parametrize(
    "sentence",
    [
        "2020年,召开新闻发布会61场。",
        "2020年,5家企业入选国家优秀案例。",
        "2020年,举办创新创业大赛3场。",
        "2020年,出台政策措施12条。",
        "2020年,与37个国家和地区开展科技合作。",
    ],
)
def test_what_is_counted_in_passing_is_not(sentence: str) -> None:
    rows = said(sentence).observations
    assert len(rows) == 1
    assert not rows["core"].any()


def test_a_table_of_indicators_is_core_and_sure() -> None:
    table = "指标名称 | 单位 | 2020年 | 2025年\n高新技术企业数 | 家 | 567 | 1000\n发明专利授权量 | 件 | 1200 | 2400\n"
    rows = validated(plan_of(in_plan(table))).observations
    assert rows["core"].tolist() == [True] * 4
    assert (rows["confidence"] > 0.9).all()


@pytest.mark.parametrize(
    ("sure", "doubtful"),
    [
        # A name of the catalogue with its own year before the figure; a word for anything; a name of two characters behind the figure.
        ("到2025年,高新技术企业达到1200家。", "到2025年,项目达到1200个。"),
        ("到2025年,高新技术企业达到1200家。", "推动形成1200个亮点。"),
        ("到2025年,全社会研发经费投入强度达到2.8%。", "力争其中合作的比重达到2.8%。"),
    ],
)
def test_a_sure_row_stands_above_a_doubtful_one(sure: str, doubtful: str) -> None:
    (high,), (low,) = confidences(sure).values(), confidences(doubtful).values()
    assert high > low + 0.02


def test_what_a_plan_is_about_enters_its_rows() -> None:
    sentence = "到2025年,高新技术企业达到1200家。"
    (known,) = confidences(sentence).values()
    lost = validated(plan_of("关于科技工作\n一、发展目标\n" + sentence + TAIL)).observations["confidence"]
    assert lost.tolist()[0] < known


def test_text_that_a_program_recognised_is_less_sure() -> None:
    plain = plan_of(in_plan("到2025年,高新技术企业达到1200家。"))
    scanned = replace(plain, document=replace(plain.document, asides=((RECOGNISED, "1 page"),)))
    (sure,), (less,) = (validated(plan).observations["confidence"] for plan in (plain, scanned))
    assert less < sure - 0.01


def test_the_reasons_add_up_to_the_confidence() -> None:
    found = said("到2025年,高新技术企业达到1200家。")
    (row,) = found.observations.to_dict("records")
    weights = shipped_weights()
    grounds = found.grounds
    reasons = {one.sign: one.weight for one in grounds.reasons(str(row["observation_id"]))}
    assert reasons["catalogue: knows the name"] > 0
    assert all(weights[CONFIDENCE, "text", sign] == weight for sign, weight in reasons.items())
    assert sorted(map(abs, reasons.values()), reverse=True) == [abs(weight) for weight in reasons.values()]


def test_a_sign_without_a_weight_says_nothing() -> None:
    rows = pd.DataFrame({"observation_id": ["a", "b"]})
    grounds = Grounds(["a", "b"], ["text", "table"], {"colour": ["colour: red", None], "size": ["size: unheard of", "size: small"]})
    weights = {
        (CONFIDENCE, "text", START): 1.0, (CONFIDENCE, "text", "colour: red"): -1.0, (CONFIDENCE, "table", "size: small"): 3.0,
        (CONFIDENCE, "table", "colour: red"): 9.0, (CORE, "table", START): -1.0,
    }  # fmt: skip
    found = judged(rows, grounds, weights)
    assert found["confidence"].tolist() == [0.5, 0.9526]
    assert found["core"].tolist() == [True, False]


@pytest.mark.parametrize(
    ("name", "signs"),
    [
        ("众创空间和", ("name: middling", "name begins: with a noun", "name ends: broken off", "name holds: a list")),
        ("企业", ("name: a word for anything", "name begins: with a noun", "name ends: like an indicator", "name holds: nothing odd")),
        ("推动园区达到", ("name: middling", "name begins: with a verb", "name ends: with a verb", "name holds: nothing odd")),
        ("2处湿地", ("name: short", "name begins: with a noun", "name ends: with another noun", "name holds: a number")),
        (None, ("name: none", "name begins: –", "name ends: –", "name holds: –")),
    ],
)
def test_the_shape_of_a_name_tells(name: str | None, signs: tuple[str, ...]) -> None:
    assert signs_of_name(name) == signs


def test_words_of_incidental_things_are_told_by_their_examples() -> None:
    words = Path(weights_made.__file__).parents[3] / "assets" / "language" / "incidental.csv"
    for row in csv.DictReader(words.read_text(encoding="utf-8").splitlines()):
        assert kind_of(row["word"]) == row["kind"], row["word"]
        assert row["word"] in row["example"]
    assert kind_of("高新技术企业") == "nothing odd"


def test_the_weights_are_what_the_command_makes(shared: Path) -> None:
    def weights(lines: str) -> dict[tuple[str, str, str], float]:
        return {(row["model"], row["origin"], row["sign"]): float(row["weight"]) for row in csv.DictReader(lines.splitlines())}

    made, shipped = weights(weights_made.make(weights_made.all_samples(shared))), shipped_weights()
    off = {sign: (shipped.get(sign), weight) for sign, weight in made.items() if abs(shipped.get(sign, 0.0) - weight) > SLACK}
    assert off == {}, "python -m tests.workbench confidence makes them anew"
