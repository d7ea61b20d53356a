"""Administrative areas: their codes, their tree, and their names in a text."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expectations.registry import load_registry
from expectations.registry.regions import COUNTRY, Region, Regions, short_names
from tests.workbench.build_regions import ended, with_beginnings

REGIONS = load_registry().regions


def names_in(text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.code) for hit in REGIONS.find_in(text)]


def test_all_current_areas_are_there_and_lead_up_to_the_country() -> None:
    current = [region for region in REGIONS if region.valid_to is None]
    assert sum(region.level == "province" for region in current) == 34
    assert 330 <= sum(region.level == "city" for region in current) <= 340
    assert 2800 <= sum(region.level == "county" for region in current) <= 2900
    assert all(REGIONS.lies_in(region.region_code, COUNTRY) for region in REGIONS)
    assert all(region.valid_from is None or region.valid_to is None or region.valid_from <= region.valid_to for region in REGIONS)


@pytest.mark.parametrize(
    ("code", "name", "level", "province"),
    [
        ("330400", "嘉兴市", "city", "浙江省"),
        ("410700", "新乡市", "city", "河南省"),
        ("130181", "辛集市", "county", "河北省"),
        ("419001", "济源市", "county", "河南省"),
        ("310115", "浦东新区", "county", "上海市"),
        ("441900", "东莞市", "city", "广东省"),
    ],
)
def test_an_area_by_its_code(code: str, name: str, level: str, province: str) -> None:
    region = REGIONS.by_code(code)
    assert region and (region.name_zh, region.level) == (name, level)
    enclosing = REGIONS.province_of(code)
    assert enclosing and enclosing.name_zh == province


def test_the_country_lies_in_no_province() -> None:
    assert REGIONS.by_code("100000") is REGIONS.by_code(COUNTRY)
    assert REGIONS.province_of(COUNTRY) is None
    assert not REGIONS.find_in("高于全国平均水平")


def test_the_statistics_bureaus_codes_are_aliases() -> None:
    assert [getattr(REGIONS.by_code(code), "name_zh", None) for code in ("139002", "139001")] == ["辛集市", "定州市"]
    assert REGIONS.by_code("999999") is None and REGIONS.province_of("999999") is None


def test_an_area_that_ended_since_2011_keeps_its_row_with_its_last_year() -> None:
    region = REGIONS.by_code("330104")
    assert region and (region.name_zh, region.valid_to) == ("江干区", date(2021, 12, 31))


def test_the_longest_name_is_found_and_says_whether_it_is_the_full_one() -> None:
    hits = REGIONS.find_in("嘉兴市科技创新“十三五”规划,新乡国家自主创新示范区")
    assert [(hit.name, hit.code, hit.is_full) for hit in hits] == [
        ("嘉兴市", "330400", True),
        ("新乡", "410700", False),
        ("新乡", "410721", False),
    ]
    assert (hits[1].start, hits[1].end) == (15, 17)


def test_a_name_of_several_areas_gives_all_of_them() -> None:
    assert {code for _, code in names_in("鼓楼区科技创新规划")} == {"320106", "320302", "350102", "410204"}
    assert names_in("吉林科技")[0] == ("吉林", "220000")
    assert ("吉林", "220200") in names_in("吉林科技")


@pytest.mark.parametrize(
    ("text", "code"),
    [("内蒙古科技", "150000"), ("凉山州科技", "513400"), ("恩施州", "422800"), ("襄樊市“十一五”", "420600"), ("前郭尔罗斯", "220721")],
)
def test_short_and_former_names(text: str, code: str) -> None:
    assert code in {found for _, found in names_in(text)}


def test_districts_and_one_character_counties_have_no_short_name() -> None:
    assert short_names("和平区") == () and short_names("赵县") == () and short_names("浦东新区") == ()
    assert short_names("神农架林区") == ("神农架",)
    assert names_in("新华社、河东、向阳生长") == []


@given(st.text(alphabet="嘉兴市鼓楼区吉林省凉山州规划", max_size=30))
def test_a_hit_is_what_stands_in_the_text_and_hits_never_overlap(text: str) -> None:
    hits = REGIONS.find_in(text)
    assert all(text[hit.start : hit.end] == hit.name for hit in hits)
    spans = sorted({(hit.start, hit.end) for hit in hits})
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_of_areas_with_one_name_the_current_comes_first() -> None:
    areas = [Region("110101", "甲乙县", "county", None, None, date(2012, 12, 31)), Region("110181", "甲乙县", "county", None)]
    assert [hit.code for hit in Regions(areas).find_in("甲乙县")] == ["110181", "110101"]


def event(year: int, kind: str, old: tuple[str, str] | None, new: tuple[str, str] | None) -> dict[str, object]:
    sides = ({"code": side and side[0] + "000000", "name": side and side[1]} for side in (old, new))
    return {"year": year, "type": kind, "level": 3, "old": next(sides), "new": next(sides)}


def test_change_events_give_years_of_beginning_and_end_but_no_false_ends() -> None:
    current = {"330110": Region("330110", "余杭区", "county", "330100"), "410783": Region("410783", "长垣市", "county", "410700")}
    events = [
        event(2019, "撤县设市", ("410728", "长垣县"), ("410783", "长垣市")),
        event(2021, "撤县设区", ("330110", "余杭区"), ("330110", "临平区")),
        event(2015, "同名改码", ("130181", "辛集市"), ("139002", "辛集市")),
        event(2005, "撤销", ("410799", "旧区"), None),
        event(2018, "驻地迁移", ("410798", "甲县"), ("410798", "甲县")),
    ]
    begun = with_beginnings(current, events)
    assert begun["410783"].valid_from == date(2019, 1, 1) and begun["330110"].valid_from is None
    gone = list(ended({**current, "130181": Region("130181", "辛集市", "county", "130100")}, events))
    assert [(region.name_zh, region.valid_to) for region in gone] == [("长垣县", date(2019, 12, 31))]
