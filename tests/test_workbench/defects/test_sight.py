"""What anyone could see of a defect, decided from what the plans tell twice and from the registry alone."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from expectations.registry import load_registry
from tests.conftest import ROOT
from tests.test_workbench.defects.plans import CITY, EARLIER, figure, good
from tests.workbench.defects import figure_relations as relations
from tests.workbench.defects import sight
from tests.workbench.defects.defect import Defect, Edits, Figure
from tests.workbench.defects.figure_units import factor_with
from tests.workbench.defects.sight import reasons


def seen(after: Sequence[Figure], added: Sequence[Figure] = ()) -> set[str]:
    """By what anyone could see that these figures stand in the plan instead."""
    source = (*after, *added)[0].source
    defect = Defect("", source, 1, "", "", Edits.of([]), "", (), (), tuple(after), tuple(added))
    return set(reasons(defect, good(), load_registry()))


def printed(one: Figure, digits: str) -> Figure:
    """The figure with another number printed."""
    return replace(one, digits=digits, value=float(digits))


@pytest.mark.parametrize(
    ("name", "year", "digits", "expected"),
    [
        # a range of the registry, bounds by definition
        ("全社会研发经费支出占地区生产总值比重", 2020, "228", {"range", "growth", "direction", "jump", "quotient"}),
        ("科技型中小企业数", 2020, "120.6", {"range", "jump"}),  # no such number of firms
        # a stated growth: 15.0 % a year leads from 448 to 900
        ("高新技术企业数", 2025, "990", {"growth", "repetition"}),  # and the total of the places is 900
        ("高新技术企业数", 2025, "905", set()),
        ("每万人口发明专利拥有量", 2025, "22", {"growth"}),
        ("每万人口发明专利拥有量", 2025, "20.1", set()),
        # the wrong side of the baseline, an order of magnitude
        ("科技型中小企业数", 2025, "1042", {"direction"}),
        ("科技型中小企业数", 2025, "9700", {"jump"}),
        ("科技型中小企业数", 2025, "4200", set()),  # no growth is stated, nothing else tells it
        # a part above its whole, a ratio beside its numerator and denominator
        ("发明专利授权量", 2020, "10140", {"direction", "part"}),
        ("发明专利授权量", 2020, "1041", set()),
        ("地区生产总值", 2020, "3406", {"growth", "quotient"}),
        # told again in the text, and by another plan
        ("高新技术企业数", 2020, "484", {"growth", "repetition"}),
        ("高新技术企业数", 2020, "449", set()),  # within one per cent
    ],
)
def test_a_wrong_number_is_seen_by_what_it_must_agree_with(name: str, year: int, digits: str, expected: set[str]) -> None:
    assert seen([printed(figure(name, year), digits)]) == expected


def test_a_wrong_growth_is_seen_by_its_levels_or_by_itself() -> None:
    growth = figure("高新技术企业数", 2025, "growth")
    assert seen([printed(growth, "51.0")]) == {"growth"}
    assert seen([printed(growth, "150")]) == {"growth", "jump"}
    assert seen([printed(growth, "15.2")]) == set()
    assert seen([printed(figure("全社会研发经费支出占地区生产总值比重", 2025, "change"), "0.05")]) == {"growth"}


def test_an_increase_is_seen_by_the_two_levels_it_lies_between() -> None:
    increase = figure("高新技术企业", 2020, "change", in_text=True)
    assert seen([printed(increase, "224")]) == {"growth"}
    assert seen([printed(figure("高新技术企业", 2015, in_text=True), "260")]) == {"growth", "other plan"}


def test_another_plan_tells_what_was_reached_in_the_same_year() -> None:
    assert seen([printed(figure("高新技术企业数", 2015, source=EARLIER), "260")]) == {"other plan"}
    assert seen([printed(figure("全社会研发经费支出", 2015, source=EARLIER), "36.8")]) == set()  # nobody else tells it


def test_a_total_is_held_against_its_parts_to_the_last_firm_and_to_the_rounding_of_money() -> None:
    assert seen([printed(figure("高新技术企业", 2025, place="石坞县"), "185")]) == {"total"}
    assert "total" in seen([printed(figure("高新技术企业", 2025, place="合计"), "901")])
    assert seen([printed(figure("技术合同成交额", 2025, place="石坞县"), "16.0")]) == set()  # each is rounded to a tenth
    assert seen([printed(figure("技术合同成交额", 2025, place="石坞县"), "19.5")]) == {"total"}


def test_places_that_change_their_values_leave_the_total_as_it_is() -> None:
    one, other = figure("高新技术企业", 2025, place="砚溪县"), figure("高新技术企业", 2025, place="石坞县")
    assert seen([printed(one, other.digits), printed(other, one.digits)]) == set()


def test_a_unit_of_another_kind_is_seen_and_one_of_the_same_kind_by_the_value_alone() -> None:
    rows = [figure("科技型中小企业数", 2020), figure("科技型中小企业数", 2025)]
    assert seen([replace(f, unit="%", factor=factor_with(f, "%", load_registry())) for f in rows]) == {"unit"}
    money = [figure("全社会研发经费支出", 2020), figure("全社会研发经费支出", 2025)]
    assert "range" in seen([replace(f, unit="万元", factor=factor_with(f, "万元", load_registry())) for f in money])


def test_a_shifted_year_is_seen_in_a_header_that_no_longer_fits_the_plan() -> None:
    column = [f for f in good().plans[CITY].of_tables if f.year == 2025 and f.cell and f.cell[1] == 3]
    assert "year" in seen([replace(f, year=2052) for f in column])
    assert "year" in seen([replace(f, year=2024) for f in column])  # the plan's last year is left out
    assert "two years" not in seen([replace(f, year=2024) for f in column])


def test_a_shifted_year_in_a_sentence_is_seen_where_the_number_is_told_of_another_year() -> None:
    told = figure("高新技术企业", 2020, in_text=True)
    assert seen([replace(told, year=2010)]) == {"two years"}
    assert "year" in seen([replace(told, year=2120)])
    alone = figure("高新技术企业", 2015, in_text=True)
    assert seen([replace(alone, year=2014)]) == set()  # another plan prints that number, for 2015: two plans may count otherwise


def test_a_name_is_seen_where_it_means_nothing_or_what_another_row_means() -> None:
    rows = [figure("科技型中小企业数", 2020), figure("科技型中小企业数", 2025)]
    assert seen([replace(f, name="科技型中小企", indicator_id=None) for f in rows]) == {"name"}
    assert "row twice" in seen([replace(f, name="高新技术企业数", indicator_id="hightech_enterprises") for f in rows])
    assert seen([replace(f, name="科技型中小企业") for f in rows]) == set()


def test_a_row_printed_twice_is_seen() -> None:
    row = [figure("科技型中小企业数", 2020), figure("科技型中小企业数", 2025)]
    assert seen([], [replace(f, number=-1 - i, cell=(-1, (f.cell or (0, 0))[1])) for i, f in enumerate(row)]) == {"row twice"}


def test_nothing_is_seen_where_nothing_has_changed() -> None:
    for one in good().figures:
        assert seen([one]) == set()


@pytest.mark.parametrize(("part", "whole"), [("key_labs_national", "key_labs_municipal_up"), ("invention_patent_grants", "patent_grants")])
def test_parts_are_known_by_the_catalogues_ids(part: str, whole: str) -> None:
    assert whole in relations.wholes_of(part)
    assert part not in relations.wholes_of(whole)


def test_every_part_and_quotient_is_of_the_catalogue() -> None:
    known = load_registry().indicators.keys()
    assert {*relations._WHOLE, *relations._WHOLE.values()} <= known
    assert {name for ratio, terms in relations._QUOTIENT.items() for name in (ratio, *terms)} <= known


@pytest.mark.parametrize("module", [sight, relations], ids=["sight", "relations"])
def test_who_decides_what_can_be_seen_knows_no_rule(module: object) -> None:
    path = Path(str(module.__file__))  # type: ignore[attr-defined]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert imported <= {
        "__future__", "collections.abc", "expectations.registry", "tests.workbench.defects", "tests.workbench.defects.defect",
        "tests.workbench.defects.figure_relations",
    }  # fmt: skip
    assert path.is_relative_to(ROOT)
    assert "registry.rules" not in path.read_text(encoding="utf-8")
