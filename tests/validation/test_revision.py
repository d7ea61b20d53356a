"""What follows from a set: id, standard value and basis are made anew as reading makes them; the print stays."""

from __future__ import annotations

import pytest

from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.sources.scan import scan
from assets.validation.revision import Reviser
from expectations.registry import load_registry
from tests.conftest import ROOT
from tests.reading import in_plan
from tests.validation.correcting import (
    CONTRACTS,
    FIRMS,
    NAMED,
    NAMELESS,
    PROSE,
    Place,
    entry,
    plans_with,
    problem_of,
    read,
    row_after,
    row_printed,
)

STANDARD = ("indicator_id", "value_std", "value_max_std", "unit_std", "basis")


@pytest.mark.parametrize(
    ("place", "values", "expected"),
    [
        # values → indicator_id, value_std, value_max_std, unit_std, basis
        (NAMELESS, NAMED, ("fiscal_st_expenditure", 10, None, "%", "per_year")),
        (NAMELESS, "{indicator_text: 科技支出增长率}", (None, 10, None, "%", "per_year")),
        (NAMELESS, "{indicator_text: 地方财政科技支出增速}", ("fiscal_st_expenditure", 10, None, "%", "per_year")),
        (NAMELESS, "{indicator_text: 单位GDP能耗降低率}", ("energy_per_gdp", 10, None, "%", "per_year")),  # the cell says 增长
        (CONTRACTS, "{indicator_text: 单位GDP能耗降低率, measure: growth, unit: '%'}", ("energy_per_gdp", -7, None, "%", None)),
        (NAMELESS, "{indicator_text: 地方财政科技支出, measure: level, unit: 亿元}", ("fiscal_st_expenditure", 10, None, "亿元", "period")),
        (FIRMS, "{indicator_text: 本厂合格率}", (None, 130, None, "家", None)),
        (FIRMS, "{indicator_text: null}", (None, 130, None, "家", None)),
        (FIRMS, "{unit: 百分点, measure: change}", ("hightech_enterprises", 130, None, "百分点", None)),
        (CONTRACTS, "{value: 70000, unit: 万元}", ("tech_contract_value", 7, None, "亿元", "period")),
        (CONTRACTS, "{value_max: 8.5}", ("tech_contract_value", 7, 8.5, "亿元", "period")),
        (CONTRACTS, "{unit: 家}", ("tech_contract_value", None, None, None, "period")),
        (CONTRACTS, "{unit: 石}", ("tech_contract_value", None, None, None, "period")),
        (CONTRACTS, "{indicator_id: hightech_enterprises, unit: 个}", ("hightech_enterprises", 7, None, "家", "stock")),
        (CONTRACTS, "{basis: cumulative}", ("tech_contract_value", 7, None, "亿元", "cumulative")),
        (CONTRACTS, "{measure: growth, unit: 倍}", ("tech_contract_value", 700, None, "%", None)),
        (CONTRACTS, "{measure: growth, unit: 倍, basis: since_base}", ("tech_contract_value", 700, None, "%", "since_base")),
        (CONTRACTS, "{measure: rank, unit: 位}", ("tech_contract_value", 7, None, "位", None)),
        (CONTRACTS, "{value: null}", ("tech_contract_value", None, None, None, None)),
        (CONTRACTS, "{year: 2024, status: actual}", ("tech_contract_value", 7, None, "亿元", "period")),
    ],
)  # fmt: skip
def test_id_standard_value_and_basis_follow_from_what_is_set(place: Place, values: str, expected: tuple[object, ...]) -> None:
    row = row_after(values, place)
    assert tuple(row[column] for column in STANDARD) == expected


def test_the_print_stays_whatever_is_set() -> None:
    before, after = row_printed(read(plans_with()), "7"), row_after("{value: 70000, unit: 万元, year: 2024, year_start: 2021}", CONTRACTS)
    assert {column for column in before if before[column] != after[column]} == {"value", "unit", "year", "year_start"}


@pytest.mark.parametrize(
    ("place", "values", "expected"),
    [
        # A fall and a ratio stand in the words of the sentence, in no column; they stay what they are.
        ({"line": 5, "value": "13.5%", "says": "单位GDP能耗累计下降13.5%"}, "{value: 14}", (14, -14, "%")),
        ({"line": 5, "value": "13.5%", "says": "单位GDP能耗累计下降13.5%"}, "{year: 2024}", (13.5, -13.5, "%")),
        ({"line": 5, "value": "13.5%", "says": "能耗累计下降13.5%"}, "{measure: level, indicator_text: 本市占比}", (13.5, 13.5, "%")),
        ({"line": 5, "value": "1.5倍", "says": "研发经费是2020年的1.5倍"}, "{value: 1.6}", (1.6, 60, "%")),
        ({"line": 5, "value": "8%", "says": "规模以上工业增加值年均增长8%"}, "{value: 9}", (9, 9, "%")),
        ({"line": 5, "value": "8%", "says": "规模以上工业增加值年均增长8%"}, "{measure: level}", (8, None, None)),
    ],
)
def test_a_fall_stays_a_fall_and_a_ratio_a_ratio(place: Place, values: str, expected: tuple[object, ...]) -> None:
    row = row_after(values, place, PROSE)
    assert (row["value"], pytest.approx(row["value_std"]), row["unit_std"]) == expected


def test_a_figure_in_words_can_get_a_value_and_a_unit() -> None:
    text = in_plan(
        "指标 | 2020年 | 2025年\n1.高新技术企业(家) | 99 | 翻番\n2.研发机构覆盖率(%) | 61 | 全覆盖\n3.技术合同成交额(亿元) | 6 | 7\n"
    )
    words: Place = {"line": 6, "value": "全覆盖", "says": "2.研发机构覆盖率(%) | 61 | 全覆盖"}
    row = row_after("{value: 95, unit: '%', comparator: '>='}", words, text)
    assert (row["value"], row["unit"], row["comparator"], row["value_std"], row["unit_std"]) == (95, "%", ">=", 95, "%")
    row = row_after("{indicator_text: 规上企业研发机构覆盖率}", words, text)
    assert (row["value"], row["value_std"], row["unit_std"]) == (None, 100, "%")
    assert "a target in words has no unit" in problem_of(entry(**words, set="{unit: '%'}"), text)


WORDS = in_plan(
    """\
    指标 | 2020年 | 2025年
    研发机构(家) | 61 | 全覆盖
    高新技术企业(家) | 99 | 翻番
    地方财政科技支出增速 | 8 | 10
    研发人员(人) | 100 | 200
    """
)


def test_words_that_state_no_share_of_firms_still_state_none() -> None:
    """全覆盖 in a row of 家 is no 100 %; that its unit is 家 stands in no column of a target in words."""
    row = row_after("{binding: binding}", {"line": 5, "value": "全覆盖", "says": "研发机构(家) | 61 | 全覆盖"}, WORDS)
    assert (row["binding"], row["value_std"], row["unit_std"]) == ("binding", None, None)


def test_words_that_are_taken_for_a_growth_state_its_size() -> None:
    row = row_after("{measure: growth}", {"line": 6, "value": "翻番", "says": "高新技术企业(家) | 99 | 翻番"}, WORDS)
    assert (row["value"], row["value_std"], row["unit_std"]) == (None, 100, "%")


@pytest.mark.parametrize(
    ("place", "values", "before", "after"),
    [
        ({"line": 7, "value": "10", "says": "支出增速 | 8 | 10"}, "{measure: growth}", None, "fiscal_st_expenditure"),
        ({"line": 8, "value": "200", "says": "研发人员(人) | 100 | 200"}, "{unit: 人年}", "rd_personnel", "rd_personnel_fte"),
    ],
)
def test_the_indicator_is_looked_up_again_with_a_new_measure_or_unit(place: Place, values: str, before: str | None, after: str) -> None:
    assert row_printed(read(plans_with(text=WORDS)), place["value"])["indicator_id"] == before
    assert row_after(values, place, WORDS)["indicator_id"] == after


def test_a_value_that_is_taken_out_takes_its_unit_and_bound_along() -> None:
    row = row_after("{value: null}", CONTRACTS)
    assert (row["value"], row["value_max"], row["unit"], row["comparator"]) == (None, None, None, "=")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ("{value_max: 5}", "the value would be 7, above the value_max 5; mend one of the two"),
        ("{year_start: 2030}", "the year_start would be 2030, above the year 2025; mend one of the two"),
        ("{value: null, unit: 家}", "a target in words has no unit"),
        ("{unit: 亿元}", "it changes nothing: the reading now gives unit 亿元 by itself; take the entry out"),
        ("{unit: 亿元, scope: null, value: 7.0}", "it changes nothing: the reading now gives unit 亿元, scope —, value 7.0 by itself"),
    ],
)
def test_a_row_that_cannot_be_or_that_is_so_already_is_told(values: str, words: str) -> None:
    assert words in problem_of(entry(**CONTRACTS, set=values))


def test_what_is_made_anew_is_what_reading_makes() -> None:
    """Every row of the sample plans keeps id, basis and standard value where a correction sets again what they follow from."""
    frame = read(identify(read_batch(scan(ROOT / "data" / "plans"))))
    reviser = Reviser(load_registry())
    rows = frame.astype("object").where(frame.notna(), None).to_dict("records")
    assert len(rows) > 200
    for row in rows:
        old = {str(column): cell for column, cell in row.items()}
        again = reviser.revised(old, {"rank_among": "全球", "measure": old["measure"], "indicator_text": old["indicator_text"]})
        assert again == {**old, "rank_among": "全球"}
