"""A sentence's tokens: figures with unit and bound, ranks, times with their role, separators; each at its place in the sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assets.language.fold import fold
from assets.statements.slots import slots_of
from assets.statements.token_pattern import token_pattern
from assets.statements.tokens import Kind, Token, tokens_of


def tokens(text: str, *kinds: Kind) -> list[Token]:
    """The tokens of a sentence of these kinds."""
    return [token for token in tokens_of(fold(text)) if token.kind in kinds]


def figures(text: str) -> list[tuple[float | None, str | None, str]]:
    """Value, unit and comparator of each figure."""
    return [(token.value, token.unit, token.comparator) for token in tokens(text, Kind.FIGURE)]


def times(text: str) -> list[tuple[str, int | None, int | None]]:
    """Role, start and year of each time."""
    return [(token.role, token.year_start, token.year) for token in tokens(text, Kind.TIME)]


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("达到120家", (120, "家", "=")),
        ("达到１２０家", (120, "家", "=")),
        ("达到1,250件", (1250, "件", "=")),
        ("达到1，250件", (1250, "件", "=")),
        ("达到2.65%", (2.65, "%", "=")),
        ("达到６２．５％", (62.5, "%", "=")),
        ("达到8.5‰", (8.5, "‰", "=")),
        ("达到百分之四十五", (45, "%", "=")),
        ("达到百分之62", (62, "%", "=")),
        ("三家", (3, "家", "=")),
        ("十二家", (12, "家", "=")),
        ("两家", (2, "家", "=")),
        ("一百二十项", (120, "项", "=")),
        ("1.2万亿元", (1.2, "万亿元", "=")),
        ("10亿美元", (10, "亿美元", "=")),
        ("0.62个百分点", (0.62, "个百分点", "=")),
        ("95人年", (95, "人年", "=")),
        ("30 家", (30, "家", "=")),
    ],
)
def test_a_figure_is_its_number_with_the_unit_behind_it(text: str, figure: tuple[float, str, str]) -> None:
    assert figures(text) == [figure]


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("120家以上", ">="), ("120家及以上", ">="), ("不低于120家", ">="), ("不少于120家", ">="), ("至少120家", ">="), ("≥120家", ">="),
        ("至少达到120家", ">="), ("超过120家", ">"), ("突破120家", ">"), ("突破了120家", ">"), ("逾120家", ">"), (">120家", ">"),
        ("120家以内", "<="), ("不超过120家", "<="), ("120家以下", "<="), ("不到120家", "<"), ("不足120家", "<"), ("低于120家", "<"),
        ("约120家", "~"), ("近120家", "~"), ("接近120家", "~"), ("120家左右", "~"), ("120余家", "~"), ("120多家", "~"), ("达到120家", "="),
    ],
)  # fmt: skip
def test_a_bound_stands_before_or_behind_its_figure(text: str, sign: str) -> None:
    assert figures(text) == [(120, "家", sign)]


def test_the_bound_behind_a_figure_is_stronger_than_a_hedge_before_it() -> None:
    assert figures("近120家以上") == [(120, "家", ">=")]


@pytest.mark.parametrize("sign", ["-", "—", "–", "～", "~", "至", "到"])
def test_a_range_has_two_ends(sign: str) -> None:
    (token,) = tokens(f"引进10{sign}15家", Kind.FIGURE)
    assert (token.value, token.value_max, token.unit) == (10, 15, "家")


def test_both_ends_of_a_range_may_have_the_unit() -> None:
    (token,) = tokens("达到2.5%～2.8%左右", Kind.FIGURE)
    assert (token.value, token.value_max, token.unit, token.comparator) == (2.5, 2.8, "%", "~")


@pytest.mark.parametrize(("words", "doublings"), [("翻一番", 1), ("翻了两番", 2), ("翻三番以上", 3)])
def test_a_doubling_is_a_figure_of_times_doubled(words: str, doublings: float) -> None:
    (token,) = tokens(f"数量{words}", Kind.FIGURE)
    assert (token.value, token.unit) == (doublings, "番")


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("居全省第2位", (2, "位", "=")),
        ("列第三位", (3, "位", "=")),
        ("获第十二名", (12, "名", "=")),
        ("居全省首位", (1, "位", "=")),
        ("居全省第一。", (1, "位", "=")),
        ("前10位", (10, "位", "<=")),
        ("前五名", (5, "名", "<=")),
        ("进入前30强", (30, "位", "<=")),
    ],
)
def test_a_rank_is_a_place_or_the_first_so_many(text: str, rank: tuple[float, str, str]) -> None:
    assert [(token.value, token.unit, token.comparator) for token in tokens(text, Kind.RANK)] == [rank]
    assert figures(text) == []


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("2020年达到", ("year", None, 2020)),
        ("2020年底，", ("year", None, 2020)),
        ("到2025年，", ("until", None, 2025)),
        ("至2023年末，", ("until", None, 2023)),
        ("截至2020年底，", ("until", None, 2020)),
        ("2021—2025年，", ("span", 2021, 2025)),
        ("2016年至2020年，", ("span", 2016, 2020)),
        ("“十四五”期间，", ("span", 2021, 2025)),
        ("十三五以来，", ("span", 2016, 2020)),
        ("“十三五”末，", ("until", None, 2020)),
        ("到“十四五”末，", ("until", None, 2025)),
        ("比2015年增加", ("base", None, 2015)),
        ("较“十三五”末增长", ("base", None, 2020)),
        ("比上年增长", ("base", None, None)),
        ("目前，", ("word", None, None)),
        ("规划期末，", ("word", None, None)),
    ],
)
def test_a_time_says_what_it_governs(text: str, time: tuple[str, int | None, int | None]) -> None:
    assert times(text) == [time]


@pytest.mark.parametrize("text", ["新增2020家", "达到2015件", "共2025个", "超过2030万元"])
def test_four_digits_with_a_unit_are_a_count_and_no_year(text: str) -> None:
    assert times(text) == []
    assert len(figures(text)) == 1


@pytest.mark.parametrize("text", ["十五家", "二十五名", "第十五届", "十五条"])
def test_a_chinese_fifteen_is_no_five_year_plan(text: str) -> None:
    assert times(text) == []


@pytest.mark.parametrize(
    "text", ["第28次会议", "5G网络", "PM2.5治理", "28nm工艺", "Web3.0平台", "24小时服务", "3月15日", "863计划", "进一步加强", "有效期5年"]
)
def test_a_number_that_counts_no_indicator_is_no_figure(text: str) -> None:
    assert figures(text) == []


def test_every_token_stands_where_it_is_printed() -> None:
    text = "到2025年，高新技术企业达到１２０家以上，居全省第二位；比2020年增长15%。"
    printed = [text[token.start : token.end] for token in tokens_of(fold(text))]
    assert printed == ["到2025年", "，", "１２０家以上", "，", "第二位", "；", "比2020年", "15%", "。"]


def test_separators_part_sentences_clauses_and_lists() -> None:
    assert [token.kind for token in tokens_of(fold("甲，乙、丙；丁。"))] == [Kind.COMMA, Kind.LIST, Kind.BREAK, Kind.BREAK]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("主营业务收入超100亿元的企业达到3家", [3]),
        ("产值10亿元以上的企业达到12家", [12]),
        ("产值超过10亿元的园区2个、超过5亿元的园区6个", [2, 6]),
        ("企业主营业务收入超100亿元", [100]),
    ],
)
def test_a_threshold_in_a_name_leaves_the_figure_to_what_is_counted(text: str, counted: list[float]) -> None:
    folded = fold(text)
    slots = slots_of(folded, list(tokens_of(folded)), 0, len(folded))
    assert [slot.figure.value for slot in slots if slot.figure] == counted


def test_looking_for_a_first_sign_first_loses_no_token() -> None:
    lines = yaml.safe_load((Path(__file__).parent / "bench.yaml").read_text(encoding="utf-8"))
    text = fold("\n".join(sentence for entry in lines for side in ("for", "against") for sentence in entry[side]))
    every_sign = "".join(sorted(set(text)))
    assert len(text) > 10_000
    assert [m.span() for m in token_pattern().finditer(text)] == [m.span() for m in token_pattern.__wrapped__(every_sign).finditer(text)]
