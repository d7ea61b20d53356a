"""Where names begin and end: every word of the file is read in its example as what it is, and what may be two things in both."""

from __future__ import annotations

import pytest

from assets.language.edge_words import FRONT, MAKING, NOUN, REACHING, Word, words
from assets.language.edges import left_edge, right_edge, verb_at_front


def parted(lead: str) -> str:
    """The words before a figure with a bar at each edge of the name in them."""
    end = right_edge(lead, REACHING)
    begin = left_edge(lead[:end])
    return f"{lead[:begin]}|{lead[begin:end]}|{lead[end:]}"


@pytest.mark.parametrize("place", [FRONT, REACHING, MAKING])
def test_each_word_is_read_in_its_example_as_what_it_is(place: str) -> None:
    for one in words():
        before, name, behind = one.example.split("|")
        assert one.word in one.example.replace("|", "")
        if one.stands(place):
            assert _cut_of(one, place, before + name + behind) == (len(before) if place == FRONT else len(before + name)), one


def _cut_of(one: Word, place: str, lead: str) -> int:
    return left_edge(lead[: right_edge(lead, REACHING)]) if place == FRONT else right_edge(lead, place)


@pytest.mark.parametrize(
    "example",
    [
        "全市|服务企业|达到", "|服务业增加值|达到",
        "在|城区公交站点|达到", "|在校大学生|达到",
        "共建成|高标准农田|已达", "|共建园区产值|达到",
        "联合|培养博士生|达到", "|联合实验室|达到",
        "基本建成|绿色矿山|达到", "|基本医疗保险参保率|达到",
        "有|高新技术企业|约", "|有线电视入户率|达到",
        "初|常住人口|为", "|初中毛入学率|达到",
        "|农村居民家庭人均|达到", "|森林覆盖率|年均达到",
        "|对外贸易总额|突破", "|对欧洲出口|达到",
        "我省|第一产业增加值|已达", "|城镇调查失业率|控制在",
    ],
)  # fmt: skip
def test_what_looks_alike_is_told_apart_by_what_stands_beside_it(example: str) -> None:
    assert parted(example.replace("|", "")) == example


def test_a_verb_of_a_closed_clause_says_which_are_counted() -> None:
    assert parted("达到服务标准的社区医院占比提高到") == "|达到服务标准的社区医院占比|提高到"
    assert parted("达到创新型企业") == "达到|创新型企业|"


def test_a_name_of_the_catalogue_is_a_word_unless_its_verb_says_nothing() -> None:
    assert parted("全市全国重点实验室达到") == "全市|全国重点实验室|达到"
    assert parted("累计建成5G基站达到") == "累计建成|5G基站|达到"


def test_verbs_that_belong_to_what_is_counted_stay_with_it() -> None:
    assert parted("累计引进高层次人才达到") == "累计|引进高层次人才|达到"
    assert verb_at_front("引进高层次人才") == "引进"
    assert verb_at_front("孵化器") == ""


def test_nouns_that_only_look_like_words_of_the_edge_win_over_any_path() -> None:
    assert max(one.weight for one in words() if one.type == NOUN) < 0 < min(one.weight for one in words() if one.type != NOUN)
