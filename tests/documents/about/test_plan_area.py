"""Which area or park a plan is about."""

from __future__ import annotations

import pytest

from assets.documents.about.plan_area import CAPTION, HEADLINE, TITLE, Place, find_place
from expectations.registry import load_registry

REGIONS = load_registry().regions


def _found(title: str | None, *issuers: str, text: str = "", captions: tuple[str, ...] = ()) -> Place | None:
    said = [(TITLE, title or ""), *((HEADLINE, issuer) for issuer in issuers), *((CAPTION, caption) for caption in captions)]
    return find_place([(kind, print_) for kind, print_ in said if print_], text, REGIONS).value


def _place(title: str | None, *issuers: str, text: str = "", captions: tuple[str, ...] = ()) -> tuple[str | None, str | None, str | None]:
    place = _found(title, *issuers, text=text, captions=captions)
    return (place.region_code, place.region_name, place.level) if place else (None, None, None)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("嘉兴市科技创新发展“十三五”规划", ("330400", "嘉兴市", "city")),
        ("新乡科技创新规划", ("410700", "新乡市", "city")),  # the city before the county of that name
        ("河北省石家庄市正定县科技规划", ("130123", "正定县", "county")),
        ("浙江省科技创新发展“十四五”规划", ("330000", "浙江省", "province")),
        ("上海市浦东新区科技创新“十四五”规划", ("310115", "浦东新区", "county")),
        ("“十三五”国家科技创新规划", ("000000", "全国", "national")),
        ("国家中长期科学和技术发展规划纲要", ("000000", "全国", "national")),
        ("新乡自创区2018年建设推进计划", ("410700", "新乡自创区", "park")),
        ("苏州工业园区科技创新行动计划", ("320500", "苏州工业园区", "park")),
        ("嘉兴市推进国家自主创新示范区建设实施方案", ("330400", "嘉兴市", "city")),
        ("嘉兴市科技创新示范区建设规划", ("330400", "嘉兴市", "city")),
        ("襄阳市科技创新“十四五”规划实施情况中期评估报告", ("420600", "襄阳市", "city")),
        ("关于《襄阳市规划纲要》实施情况的中期评估报告", ("420600", "襄阳市", "city")),
        ("景德镇市科技创新规划", ("360200", "景德镇市", "city")),
        ("襄阳市乡镇科技服务行动方案", ("420600", "襄阳市", "city")),
        ("襄阳市特色小镇科技创新行动计划", ("420600", "襄阳市", "city")),
        ("襄阳市新型城镇化规划", ("420600", "襄阳市", "city")),
        ("襄阳市科技下乡行动方案", ("420600", "襄阳市", "city")),
        ("呼和浩特高新技术产业开发区2023年工作要点", ("150100", "呼和浩特高新技术产业开发区", "park")),
        ("中国（上海）自由贸易试验区科技创新规划", ("310000", "中国（上海）自由贸易试验区", "park")),
        ("中国科技城（绵阳）“十四五”发展规划", ("510700", "中国科技城", "park")),
        ("珠海市科技創新三年行動計劃（2023—2025年）", ("440400", "珠海市", "city")),
        ("莆田市「十四五」科技創新專項規劃", ("350300", "莆田市", "city")),
        ("「十三五」國家科技創新規劃", ("000000", "全国", "national")),
        ("蘇州工業園區科技創新行動計劃", ("320500", "蘇州工業園區", "park")),
        ("乾县科技创新规划", ("610424", "乾县", "county")),
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
    assert _found("辛集市科技创新规划") == Place("130181", "辛集市", "河北省", "county")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("苏州市吴江区盛泽镇“十四五”科技创新发展规划", ("320509", "盛泽镇", None)),
        ("东莞市大朗镇2023年政府工作报告", ("441900", "大朗镇", None)),
        ("镇江市丹徒区高桥镇科技规划", ("321112", "高桥镇", None)),
        ("德清县新市镇科技规划", ("330521", "新市镇", None)),
        ("盛泽镇“十四五”科技创新发展规划", (None, "盛泽镇", None)),
        ("盛澤鎮「十四五」科技創新發展規劃", (None, "盛澤鎮", None)),
    ],
)
def test_a_town_has_its_own_name_the_code_around_it_and_no_level(title: str, expected: tuple[str | None, str | None, str | None]) -> None:
    assert _place(title) == expected


@pytest.mark.parametrize("title", ["平湖街道科技创新行动计划", "新丰镇2022年工作计划"])
def test_a_town_called_like_a_county_elsewhere_does_not_lie_in_it(title: str) -> None:
    assert _place(title)[0] is None
    assert _place(title, text="平湖街道和新丰镇发展科技。" * 5)[0] is None


def test_the_county_around_a_town_is_its_issuers_or_the_one_that_the_text_names() -> None:
    title = "盛泽镇“十四五”科技创新发展规划"
    assert _place(title, "苏州市吴江区人民政府") == ("320509", "盛泽镇", None)
    assert _place(title, text="苏州市吴江区盛泽镇地处太湖之滨。") == ("320509", "盛泽镇", None)
    assert _place(title, text="吴江区创新。吴江区投入。吴江区提升。苏州市支持。" * 3) == ("320509", "盛泽镇", None)
    assert _place(title, text="苏州市支持。" * 5) == (None, "盛泽镇", None)
    assert _found(title, "吴江区盛泽镇人民政府") == Place("320509", "盛泽镇", "江苏省", None)


def test_a_towns_or_parks_plan_without_a_place_in_its_title_is_its_issuers() -> None:
    assert _place("科技创新“十四五”规划", "吴江区盛泽镇人民政府") == ("320509", "盛泽镇", None)
    assert _place("科技创新“十四五”规划", "苏州工业园区管理委员会") == ("320500", "苏州工业园区", "park")


def test_a_parks_city_is_the_one_that_the_text_prints_before_its_name() -> None:
    text = "东莞松山湖高新区建设加快。深圳、广州投入加大。"
    assert _place("松山湖高新技术产业开发区科技创新规划", text=text) == ("441900", "松山湖高新技术产业开发区", "park")


def test_a_text_in_traditional_script_tells_its_area() -> None:
    assert _place("科技創新規劃", "珠海市人民政府辦公室")[0] == "440400"
    assert _place(None, text="我市發展。臺州市投入。臺州灣。臺州市提升。臺州市領先。")[0] == "331000"


def test_the_country_lies_in_no_province() -> None:
    assert _found("国家中长期科学和技术发展规划纲要") == Place("000000", "全国", None, "national")


@pytest.mark.parametrize(
    "title",
    [
        "人力资源事业发展“十五五”规划",
        "对外合作交流“十四五”规划",
        "现代化大安全体系建设规划",
        "平安建设“十四五”规划",
        "兴国强军人才工作要点",
    ],
)
def test_words_of_a_title_are_no_place(title: str) -> None:
    assert _found(title, text="加强国际合作,统筹资源,构建大安全格局,平安建设见效。" * 20) is None


def test_words_of_a_text_are_no_place_and_the_country_calls_itself_ours() -> None:
    text = "加强知识产权国际合作,配置创新资源,建设通道。" * 20
    assert _found(None, text=text) is None
    assert _place(None, text=text + "我国投入增长。我国企业增加。我国论文领先。") == ("000000", "全国", "national")


def test_an_everyday_word_is_a_place_where_it_is_named_in_full_beside() -> None:
    assert _place("平安区科技创新规划")[1] == "平安区"
    assert _place("通道科技创新规划", text="通道侗族自治县地处湘西南。")[1] == "通道侗族自治县"


def test_an_area_that_the_registry_does_not_know_has_its_titles_name() -> None:
    assert _place("菱渡市科技创新“十四五”规划") == (None, "菱渡市", None)
    assert _place("云坪省科技创新“十四五”规划") == (None, "云坪省", "province")


def test_a_plan_is_not_the_area_whose_law_it_carries_out() -> None:
    assert _place("关于贯彻《上海市生活垃圾管理条例》推进分类体系建设的实施方案", "上海市宝山区人民政府办公室")[1] == "宝山区"


def test_a_number_of_the_countrys_bodies_tells_its_plan() -> None:
    assert find_place([(TITLE, "现代化应急体系建设“十五五”规划")], "", REGIONS, "国发〔2026〕9号").value == Place(
        "000000", "全国", None, "national"
    )
    assert find_place([(TITLE, "现代化应急体系建设“十五五”规划")], "", REGIONS, "浙政发〔2026〕9号").value is None


def test_the_city_that_issues_its_districts_plan_is_no_rival() -> None:
    found = find_place([(TITLE, "秀洲区科技规划"), (HEADLINE, "嘉兴市人民政府")], "", REGIONS)
    assert found.value is not None and (found.value.region_name, found.is_thin) == ("秀洲区", False)


def test_a_place_that_only_its_text_tells_is_thin() -> None:
    assert find_place([], "嘉兴市投入增长。嘉兴市人才增加。嘉兴市创新。我市提升。", REGIONS).is_thin
