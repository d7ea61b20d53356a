"""What tells that a plan is the country's, and areas that only the title knows."""

from __future__ import annotations

import pytest

from assets.documents.about.country import is_cited_as_national, number_is_national, speaks_of_the_country, title_is_national
from assets.documents.about.unlisted import unlisted_area


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("国发〔2026〕3号", True),
        ("国办发〔2025〕41号", True),
        ("发改能源〔2026〕77号", True),
        ("工信部规〔2026〕9号", True),
        ("苏发改能源〔2021〕77号", False),
        ("嘉政办发〔2021〕7号", False),
        ("云科规〔2022〕1号", False),
    ],
)
def test_the_countrys_bodies_put_no_place_before_their_number(number: str, expected: bool) -> None:
    assert number_is_national(number) is expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("中华人民共和国国民经济和社会发展第十一个五年规划纲要", True),
        ("“十五五”国家应急体系规划", True),
        ("国家级高新区发展行动方案", False),
        ("中国(某地)自由贸易试验区规划", True),  # whoever asks has looked for an area in the title first
        ("知识产权保护规划", False),
    ],
)
def test_a_title_of_the_country(title: str, expected: bool) -> None:
    assert title_is_national(title) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("国务院2026年6月印发,共9章。", True),
        ("经国务院同意,工业和信息化部于2026年7月印发。", True),
        ("根据国务院印发的有关文件,制定本规划。", False),
        ("依据《国务院关于印发某规划的通知》(国发〔2021〕3号)制定。", False),
        ("市政府2026年印发。", False),
    ],
)
def test_who_is_said_to_have_issued_the_plan(text: str, expected: bool) -> None:
    assert is_cited_as_national(text) is expected


def test_how_a_text_speaks_of_itself() -> None:
    assert speaks_of_the_country("我国创新能力提升。我国投入增长。我国人才增加。")
    assert not speaks_of_the_country("我国发展阶段变化。我国机遇多。我国市场大。" + "全省投入增长。我省人才增加。")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("菱渡市科技创新“十四五”规划", ("菱渡市", None)),  # a 市 may be of a county's level
        ("2026年云坪省政府工作报告", ("云坪省", "province")),
        ("“十五五”沙塘县应急规划", ("沙塘县", "county")),
        ("北坪区住房发展规划", ("北坪区", "county")),
        ("新型城市建设规划", None),
        ("城市更新行动计划", None),
        ("全市科技工作要点", None),
        ("革命老区振兴规划", None),
        ("高新区发展规划", None),
        ("中心城区综合交通规划", None),
        ("知识产权强市建设规划", None),
        ("智慧社区建设方案", None),
    ],
)
def test_an_area_that_only_the_title_knows(title: str, expected: tuple[str, str | None] | None) -> None:
    assert unlisted_area(title) == expected
