"""A printed list of responsible bodies becomes single names, each written one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.language.fold import fold
from assets.tasks.owner_marks import owner_marks
from assets.tasks.owners import bodies_in, duties_in, is_owner_label, owners_in

LISTS = {
    # the area that a list prints once
    "责任单位:市科技局、财政局,各高校、科研院所": ["市科技局", "市财政局", "各高校", "科研院所"],
    "责任单位:市科技局、农业局，高新区、经开区": ["市科技局", "市农业局", "高新区", "经开区"],
    "责任单位：县科技局、教育局，各乡（镇）人民政府": ["县科技局", "县教育局", "各乡(镇)人民政府"],
    "省科技厅、工业和信息化厅按职责分工负责": ["省科技厅", "省工业和信息化厅"],
    "自治区科技厅、财政厅": ["自治区科技厅", "自治区财政厅"],
    "责任单位：市科技局、市场监管局、市政园林局": ["市科技局", "市市场监管局", "市市政园林局"],
    "责任单位：市场监管局、科技局": ["市场监管局", "科技局"],
    "责任单位：市科技局、临江海关、临江大学、农科院、中科院某所": ["市科技局", "临江海关", "临江大学", "市农科院", "中科院某所"],
    "责任单位：市科技局、国家税务总局临江市税务局、财政局": ["市科技局", "国家税务总局临江市税务局", "市财政局"],
    "责任单位：市科技局、红旗区科技局、财政局": ["市科技局", "红旗区科技局", "财政局"],
    "责任单位：市科技局、高新区管委会、财政局": ["市科技局", "高新区管委会", "市财政局"],
    "责任单位：市委组织部、宣传部、人社局、团市委、科协": ["市委组织部", "市委宣传部", "市人社局", "团市委", "市科协"],
    "责任单位：市委、市政府各部门": ["市委", "市政府各部门"],
    "责任单位：各区县党委、政府，高新区党工委、管委会": ["各区县党委", "各区县政府", "高新区党工委", "高新区管委会"],
    # what parts bodies, and what does not
    "责任单位：市发展改革委（市大数据局）、市工业和信息化局；各县（市、区）人民政府": [
        "市发展改革委(市大数据局)",
        "市工业和信息化局",
        "各县(市、区)人民政府",
    ],
    "责任单位：各县、市、区人民政府，各镇、街道": ["各县、市、区人民政府", "各镇、街道"],
    "责任单位：市教育局和市住房和城乡建设局及有关部门": ["市教育局", "市住房和城乡建设局", "有关部门"],
    "责任单位：市人才办、不动产登记和交易中心": ["市人才办", "市不动产登记和交易中心"],
    "责任单位：市科技局 市财政局\u3000市发展和改革委员会": ["市科技局", "市财政局", "市发展和改革委员会"],
    "责任单位：市科\n技局、市财 政局": ["市科技局", "市财政局"],
    "责任单位：市科技局\n市财政局": ["市科技局", "市财政局"],
    "责任单位：市科技局<br>市财政局": ["市科技局", "市财政局"],
    "责任单位：市科技局、市财政局、市科技局": ["市科技局", "市财政局"],
    "责任单位:市自创区建设领导小组各成员单位": ["市自创区建设领导小组各成员单位"],
    "責任單位：市科技局、財政局": ["市科技局", "市财政局"],
    # duties, others and deadlines
    "市科技局牵头，市财政局、市人社局配合": ["市科技局", "市财政局", "市人社局"],
    "由市科技局会同市财政局负责": ["市科技局", "市财政局"],
    "责任单位：市科技局（牵头）、市财政局（配合）": ["市科技局", "市财政局"],
    "牵头单位：市科技局；配合单位：财政局；完成时限：2020年12月底前": ["市科技局", "市财政局"],
    "完成时限：2022年；责任单位：市科技局": ["市科技局"],
    "责任单位及完成时限:市科技局,2025年底前": ["市科技局"],
    "责任单位：市科技局、市财政局，列首位的为牵头单位，下同": ["市科技局", "市财政局"],
    "责任单位：市科技局等部门": ["市科技局"],
    "责任单位：市科技局、市财政局等有关部门，持续推进": ["市科技局", "市财政局", "有关部门"],
    "责任单位：各高等学校": ["各高等学校"],
    "责任人：张三；责任单位：市科技局": ["市科技局"],
}


@pytest.mark.parametrize("printed", LISTS)
def test_a_printed_list_gives_one_name_for_each_body(printed: str) -> None:
    assert [owner.name for owner in owners_in(fold(printed))] == LISTS[printed]


@pytest.mark.parametrize(
    "label", ["责任单位", "牵头单位", "责任部门", "配合单位", "主要责任单位", "参加单位", "完成单位", "牵头(责任)单位"]
)
def test_labels_of_owners_are_known(label: str) -> None:
    assert is_owner_label(label)
    assert [owner.name for owner in owners_in(f"{label}:市科技局")] == ["市科技局"]


@pytest.mark.parametrize("label", ["单位", "建设单位", "承担单位", "责任人", "完成时限", "责任编辑", "计量单位"])
def test_other_labels_are_none_of_owners(label: str) -> None:
    assert not is_owner_label(label)


@pytest.mark.parametrize(
    "words",
    [
        "龙头企业牵头、高校参与",
        "市科技局牵头编制年度计划",
        "市科技局牵头,各部门按职责制定方案",
        "市科技局负责管理",
        "市科技局",
        "责任单位:市科技局牵头",
    ],
)
def test_words_that_only_sound_like_duties_name_no_owners(words: str) -> None:
    assert duties_in(words) is None


def test_a_list_with_anything_but_bodies_in_it_is_no_list_of_bodies() -> None:
    assert [owner.name for owner in bodies_in("工业和信息化部、公安部") or ()] == ["工业和信息化部", "公安部"]
    assert bodies_in("生物医药、新材料") is None
    assert bodies_in("清华大学、北京大学") is None


def marked(text: str) -> list[tuple[str, list[str]]]:
    """The marks in the first line of a text: what they cover, and whom they name."""
    marks = owner_marks(text, 0, len(text.split("\n")[0]))
    return [(text[mark.start : mark.end], [owner.name for owner in mark.owners]) for mark in marks]


MARKS = {
    "建成平台。（市科技局牵头，市财政局配合）": [("（市科技局牵头，市财政局配合）", ["市科技局", "市财政局"])],
    "达到120家。【责任单位：市工信局，各县（市、区）政府】": [
        ("【责任单位：市工信局，各县（市、区）政府】", ["市工信局", "各县(市、区)政府"])
    ],
    "支持上市(各县(市、区)政府负责)": [("(各县(市、区)政府负责)", ["各县(市、区)政府"])],
    "提升能力。(工业和信息化部、公安部)": [("(工业和信息化部、公安部)", ["工业和信息化部", "公安部"])],
    "市科技局牵头，市财政局配合。": [("市科技局牵头，市财政局配合。", ["市科技局", "市财政局"])],
    "给予补助。责任单位：市委组织部、科技局。2.对项目给予补助。责任单位：市发改委。": [
        ("责任单位：市委组织部、科技局。", ["市委组织部", "市科技局"]),
        ("责任单位：市发改委。", ["市发改委"]),
    ],
    "责任单位：市科技局,\n市财政局\n其他工作": [("责任单位：市科技局,\n市财政局", ["市科技局", "市财政局"])],
    # a bracket that a line break cuts, that lost its end, that lost its colon, that stands behind one that was never closed
    "建成平台。(责任单位:市科\n技局、财政局)": [("(责任单位:市科\n技局、财政局)", ["市科技局", "市财政局"])],
    "建成平台。(责任单位:市科技局、财政局": [("(责任单位:市科技局、财政局", ["市科技局", "市财政局"])],
    "建成平台。(责任单位市科技局、财政局)": [("(责任单位市科技局、财政局)", ["市科技局", "市财政局"])],
    "建设基地(一期。(责任单位:市科技局)": [("(责任单位:市科技局)", ["市科技局"])],
    # sentences about responsibility are none
    "组建联合体(企业牵头、高校参与)。": [],
    "各责任单位要落实责任,责任单位和个人要尽职。": [],
    "引进“双一流”高校(清华大学)。(北京大学)": [],
    "市科技局牵头编制年度计划，2023年开展中期评估。": [],
    "培育市场主体(市场监管部门口径)。": [],
}


@pytest.mark.parametrize("text", MARKS)
def test_owners_are_found_where_a_text_names_them(text: str) -> None:
    assert marked(text) == MARKS[text]


LONG_NAMES = [
    "市发展改革委(市大数据局)",
    "市工业和信息化局",
    "市住房和城乡建设局",
    "市自创区建设领导小组各成员单位",
    "各县(市、区)人民政府",
]
SHORT_NAMES = ["市科技局", "市委组织部", "高新区", "经开区管委会", "各高校", "科研院所", "有关部门", "临江大学", "市科协", "团市委"]
NAMES = st.sampled_from([*LONG_NAMES, *SHORT_NAMES])
OPENINGS = st.sampled_from(["({}:{})", "（{}：{}）", "【{}：{}】", "\n{}：{}", "{}：{}。"])
LABELS = st.sampled_from(["责任单位", "牵头单位", "责任部门", "主要责任单位", "参加单位"])


@given(
    names=st.lists(NAMES, min_size=1, max_size=6, unique=True),
    signs=st.lists(st.sampled_from("、，,；;"), min_size=6),
    form=OPENINGS,
    label=LABELS,
)
def test_names_in_any_order_and_form_are_read_back(names: list[str], signs: list[str], form: str, label: str) -> None:
    printed = names[0] + "".join(sign + name for sign, name in zip(signs, names[1:], strict=False))
    text = "建成中试基地。" + form.format(label, printed)
    start = text.find("\n") + 1
    (mark,) = owner_marks(text, start, len(text))
    assert [owner.name for owner in mark.owners] == names
    assert text[: mark.start].strip() == "建成中试基地。" and mark.end == len(text)


@given(st.text(alphabet="责任单位牵头负责市科技局:：、，。()（）【】\n 12", max_size=60))
def test_whatever_is_printed_marks_lie_in_the_text_in_order_and_name_someone(text: str) -> None:
    last = 0
    for mark in owner_marks(text, 0, len(text)):
        assert last <= mark.start < mark.end <= len(text)
        assert mark.owners and all(owner.name for owner in mark.owners)
        last = mark.end
