"""Which area or park a plan is about."""

from __future__ import annotations

import pytest

from assets.documents.places import Place, find_place
from expectations.registry import load_registry

REGIONS = load_registry().regions


def _place(title: str | None, *issuers: str, text: str = "", captions: tuple[str, ...] = ()) -> tuple[str | None, str | None, str | None]:
    place = find_place(title, issuers, captions, text, REGIONS)
    return (place.region_code, place.region_name, place.level) if place else (None, None, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("嘉兴市科技创新发展“十三五”规划", ("330400", "嘉兴市", "city")),
        ("新乡科技创新规划", ("410700", "新乡市", "city")),  # the city before the county of that name
        ("河北省石家庄市正定县科技规划", ("130123", "正定县", "county")),
        ("浙江省科技创新发展“十四五”规划", ("330000", "浙江省", "province")),
        ("上海市浦东新区科技创新“十四五”规划", ("310115", "浦东新区", "county")),
        ("“十三五”国家科技创新规划", ("100000", "中国", "national")),
        ("国家中长期科学和技术发展规划纲要", ("100000", "中国", "national")),
        ("新乡自创区2018年建设推进计划", ("410700", "新乡自创区", "park")),
        ("苏州工业园区科技创新行动计划", ("320500", "苏州工业园区", "park")),
        ("嘉兴市推进国家自主创新示范区建设实施方案", ("330400", "嘉兴市", "city")),
        ("嘉兴市科技创新示范区建设规划", ("330400", "嘉兴市", "city")),
    ],
)
def test_the_title_tells_the_area(title: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert _place(title) == expected


def test_an_area_of_a_common_name_is_told_by_what_is_named_beside_it() -> None:
    assert _place("鼓楼区科技创新规划", text="南京市鼓楼区地处南京市中心。")[0] == "320106"
    assert _place("鼓楼区科技创新规划", text="福州市鼓楼区是省会核心。")[0] == "350102"


def test_an_area_that_nothing_tells_from_its_equals_is_not_guessed() -> None:
    assert _place("鼓楼区科技创新规划") == (None, None, None)


def test_without_a_place_in_the_title_the_issuer_tells_it() -> None:
    assert _place("科技创新“十四五”规划", "衢州市科学技术局")[0] == "330800"


def test_a_park_without_a_place_in_its_name_lies_where_its_issuer_is() -> None:
    assert _place("中关村科学城科技创新规划", "北京市海淀区人民政府") == ("110108", "中关村科学城", "park")


def test_without_title_and_issuer_the_text_tells_it_by_what_it_names_most_and_calls_itself() -> None:
    text = "我市创新投入增加。浙江省支持发展。嘉兴科技城扩容,嘉兴学院参与,嘉兴接轨上海。全市推进。"
    text += "《上海市规划》《上海市纲要》《上海市方案》《上海市计划》"
    assert _place(None, text=text)[0] == "330400"
    assert _place(None, text="我市发展科技。上海和杭州投入加大。") == (None, None, None)


def test_a_place_knows_its_province() -> None:
    assert find_place("辛集市科技创新规划", [], [], "", REGIONS) == Place("130181", "辛集市", "河北省", "county")
