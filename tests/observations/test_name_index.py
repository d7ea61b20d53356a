"""Printed names to catalogue ids: many prints of one name, and the near misses that must stay apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.observations.name_index import NO_MATCH, NameIndex
from expectations.registry import load_registry

REGISTRY = load_registry()
INDEX = NameIndex(REGISTRY)


@pytest.mark.parametrize(
    ("printed", "indicator_id"),
    [
        # the names of three real plans' tables
        ("R&D经费占GDP比重(%)", "rd_intensity"),
        ("企业R&D经费支出占主营业务收入比重(%)", "enterprise_rd_to_main_revenue"),
        ("每万名从业人员中R&D人员数(人)", "rd_personnel_per_10k_employed"),
        ("每万人发明专利拥有量(件)", "invention_patents_per_10k"),
        ("全员劳动生产率(万元/人)", "labour_productivity"),
        ("技术交易总额(亿元)", "tech_transaction_value"),
        ("高新技术产业增加值占规模以上工业增加值比重(%)", "hightech_va_to_above_scale"),
        ("规模以上工业企业新产品产值率(%)", "new_product_rate"),
        ("高新技术企业数(家)", "hightech_enterprises"),
        ("科技型中小企业数(家)", "st_smes"),
        ("高新技术产业投资(亿元)", "hightech_industry_investment"),
        ("2.每万人口高价值拥有发明专利拥有量(件)", "high_value_patents_per_10k"),
        ("3.规模以上工业企业研发投入占营业收入比重(%)", "industrial_rd_to_revenue"),
        ("4.科技领军(培育)企业(家)", "st_leading_enterprises"),
        ("7.高新技术产业增加值占规模以上工业增加值比例(%)", "hightech_va_to_above_scale"),
        ("8.数字经济核心产业增加值占地区生产总值比重(%)", "digital_core_share"),
        ("9.技术合同成交额(亿元)", "tech_contract_value"),
        ("10.市级以上创新创业平台数量(家)", "innovation_startup_platforms_municipal_up"),
        # other prints of the genre
        ("全社会研究与试验发展（R＆D）经费支出占地区生产总值（GDP）的比重（％）", "rd_intensity"),
        ("全社会R&D经费投入与GDP之比", "rd_intensity"),
        ("研发经费支出相当于GDP的比例", "rd_intensity"),
        ("全市研发 投入 强度", "rd_intensity"),
        ("研究与试验发展（R&D）经费投入总额〔亿元〕", "rd_expenditure"),
        ("规上工业企业R&D经费支出占营业收入之比（%）", "industrial_rd_to_revenue"),
        ("★每万人口高价值发明专利拥有量（件）①", "high_value_patents_per_10k"),
        ("①高新技术企业总数", "hightech_enterprises"),
        ("1 高新技术企业数（家、个）", "hightech_enterprises"),
        ("（一）国家高新技术企业数量（单位：家）", "hightech_enterprises"),
        ("省级及以上科技企业孵化器、众创空间（家）", "incubators_provincial_up"),
        ("国家级和省级创新平台数量", "innovation_platforms_provincial_up"),
        ("省级（含）以上重点实验室", "key_labs_provincial_up"),
        ("公民具备科学素质的比例[预期性]", "science_literacy_share"),
        ("专精特新‘小巨人’企业", "srdi_little_giants"),
        ("财政性科技投入占财政支出的比重", "fiscal_st_share"),
        ("技术合同成交额（亿元，累计）", "tech_contract_value"),
        ("常住人口城镇化率(%)", "urbanisation_rate"),
    ],
)
def test_a_print_of_a_catalogue_name_is_found(printed: str, indicator_id: str) -> None:
    assert INDEX.match(printed).indicator_id == indicator_id


def test_the_way_a_name_was_found_is_told() -> None:
    assert INDEX.match("高新技术企业数").how == "exact"
    assert INDEX.match("高新技术企业").how == "alias"
    assert INDEX.match("5.高新技术企业数量(家)").how == "normal_form"
    assert INDEX.match("创新实力") == NO_MATCH


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("每万人口发明专利拥有量", "每万人口高价值发明专利拥有量"),
        ("每万人口发明专利拥有量", "每万人口发明专利授权量"),
        ("每万人口发明专利拥有量", "每万人口专利拥有量"),
        ("专利申请量", "专利授权量"),
        ("专利申请量", "发明专利申请量"),
        ("发明专利授权量", "有效发明专利拥有量"),
        ("高新技术企业数", "高新技术后备企业数"),
        ("高新技术企业数", "新认定高新技术企业数"),
        ("高新技术企业数", "规模以上高新技术企业数"),
        ("高新技术产业增加值占规模以上工业增加值比重", "高新技术产业增加值占工业增加值比重"),
        ("高新技术产业增加值占规模以上工业增加值比重", "高新技术产业增加值占地区生产总值比重"),
        ("高新技术产业增加值占规模以上工业增加值比重", "高技术制造业增加值占规模以上工业增加值比重"),
        ("高新技术产业增加值占规模以上工业增加值比重", "高新技术产业增加值占比"),
        ("高新技术产业产值占规模以上工业总产值比重", "高新技术产业增加值占规模以上工业增加值比重"),
        ("高新技术产业投资", "高技术产业投资"),
        ("规模以上工业企业研发投入占营业收入比重", "规模以上工业企业研发投入占主营业务收入比重"),
        ("规模以上工业企业研发投入占营业收入比重", "规模以上工业企业研发投入占销售收入比重"),
        ("规模以上工业企业研发投入占营业收入比重", "企业研发投入占营业收入比重"),
        ("企业研发投入占全社会研发投入比重", "规模以上工业企业研发投入占全社会研发投入比重"),
        ("国家科技型中小企业", "省科技型中小企业"),
        ("国家科技型中小企业", "科技型中小企业"),
        ("科技型企业", "科技型中小企业"),
        ("科技型中小企业", "新备案科技型中小企业"),
        ("省级研发平台", "省级以上研发平台"),
        ("省级研发平台", "国家级研发平台"),
        ("省级研发平台", "市级研发平台"),
        ("市级研发平台", "市级以上研发平台"),
        ("省级重点实验室", "省实验室"),
        ("工程技术研究中心", "工程研究中心"),
        ("科技企业孵化器", "众创空间"),
        ("科技企业孵化器", "科技企业孵化器和众创空间"),
        ("技术合同成交额", "技术交易总额"),
        ("技术合同成交额", "科技成果交易额"),
        ("技术合同成交额", "吸纳技术合同成交额"),
        ("技术合同成交额", "技术合同成交项数"),
        ("研发人员", "研发人员全时当量"),
        ("每万名就业人员中研发人员数", "每万人口研发人员数"),
        ("规模以上工业企业研发机构覆盖率", "规模以上工业企业研发活动覆盖率"),
        ("财政科技支出占财政支出比重", "财政科技支出占一般公共预算支出比重"),
        ("财政科技支出占财政支出比重", "财政科技支出占财政经常性支出比重"),
        ("财政科技支出占财政支出比重", "财政科技支出占比"),
        ("科技小巨人企业", "专精特新“小巨人”企业"),
        ("数字经济核心产业增加值占GDP比重", "数字经济增加值占GDP比重"),
        ("全员劳动生产率", "规模以上工业企业全员劳动生产率"),
        ("科技进步贡献率", "农业科技进步贡献率"),
        ("单位GDP能耗", "规模以上工业单位增加值能耗"),
        ("居民人均可支配收入", "城乡居民人均可支配收入"),
        ("粮食产量", "粮食综合生产能力"),
        ("城镇新增就业", "新增技能人才"),
        ("新能源装机", "清洁能源装机"),
        ("知识产权质押融资额", "专利质押融资额"),
        ("创新能力排名", "科技创新指数"),
    ],
)
def test_near_misses_stay_apart(left: str, right: str) -> None:
    first, second = INDEX.match(left).indicator_id, INDEX.match(right).indicator_id
    assert first and second and first != second
    assert INDEX.normal_form(left) != INDEX.normal_form(right)


@pytest.mark.parametrize(
    "printed",
    [
        "创新实力",  # a group's name
        "高新技术企业年均增长",  # a measure stands in it
        "新增高新技术企业数",  # a change of the stock, which is the sentence's to say
        "研发经费占全省比重",  # another denominator
        "规上工业企业研发费用占营业收入比重",  # book-keeping expenses are no R&D expenditure
        "科技型中小企业(国家)",  # a bracket that may say a scheme is not dropped
        "省级以上重点实验室(工程技术研究中心)",
        "每百万人口商标数",
        "6G基站数",
        "城乡居民文化消费",
        "指数",
        "",
        "(%)",
    ],
)
def test_what_is_not_in_the_catalogue_is_not_guessed(printed: str) -> None:
    assert INDEX.match(printed) == NO_MATCH


@pytest.mark.parametrize("level", ["", "国家级", "省级", "省级以上", "市级", "市级以上"])
@pytest.mark.parametrize("word", ["发明", "有效", "申请", "授权", "高价值", "后备", "新认定", "新备案", "培育", "在孵"])
def test_no_word_that_makes_another_indicator_is_folded_away(level: str, word: str) -> None:
    with_word, without = f"{level}{word}甲乙数量(个)", f"{level}甲乙数量(个)"
    assert INDEX.normal_form(with_word) == f"{level}{word}甲乙"
    assert INDEX.normal_form(without) == f"{level}甲乙"


def test_the_printed_unit_tells_heads_from_full_time_equivalents() -> None:
    assert INDEX.match("每万名就业人员中研发人员数", "人").indicator_id == "rd_personnel_per_10k_employed"
    assert INDEX.match("每万名就业人员中研发人员数", "人年").indicator_id == "rd_personnel_fte_per_10k_employed"
    assert INDEX.match("R&D人员总量", "万人年").indicator_id == "rd_personnel_fte"
    assert INDEX.match("发明专利拥有量", "件/万人").indicator_id == "invention_patents_per_10k"
    assert INDEX.match("发明专利拥有量", "件").indicator_id == "invention_patents_in_force"
    assert INDEX.match("发明专利拥有量", "光年").indicator_id == "invention_patents_in_force"


names = st.sampled_from([i.name_zh for i in REGISTRY.indicators.values()] + [a.alias for a in REGISTRY.aliases.values()])
PIECES = """
    研发 R&D 投入 支出 占 GDP 生产总值 的 比重 比例 之比 每万 人 口 就业人员 中 拥有 量 数 总额 规模以上 工业 企业 (%) (家) ( ) 1. 一、 ①
    全市 与 和 省级 及以上 国家 、 占比 收入 *
""".split()  # noqa: SIM905 (forty quoted words on forty lines would hide what they are)
fragments = st.lists(st.sampled_from(PIECES), max_size=9).map("".join)


@given(names | fragments | st.text(max_size=20))
def test_the_normal_form_of_a_normal_form_is_itself(name: str) -> None:
    form = INDEX.normal_form(name)
    assert INDEX.normal_form(form) == form


@given(
    names,
    st.sampled_from(["", "1.", "12、", "（三）", "★", "①"]),
    st.sampled_from(["", "（%）", "(家)", "〔亿元〕", "*", "[1]", "（件/万人）"]),
)
def test_numbering_marks_and_a_units_bracket_change_nothing(name: str, before: str, after: str) -> None:
    assert INDEX.match(before + name + after).indicator_id == INDEX.match(name).indicator_id


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("公园数", "%"),  # 24小时开放的公园占比达到89.4%
        ("高速公路通车里程", "条"),  # 4条高速公路建成通车
        ("粮食产量", "个"),
        ("单位GDP能耗", "%"),
        ("新能源汽车市场渗透率", "万辆"),
        ("一般公共预算收入", "%"),
    ],
)
def test_a_share_is_no_count_and_things_are_no_length(name: str, unit: str) -> None:
    found = INDEX.match(name).indicator_id
    assert found and INDEX.tells_something_else(found, unit)


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        ("公园数", "座"),
        ("高速公路通车里程", "公里"),
        ("粮食产量", "亿斤"),
        ("婴儿死亡率", "‰"),
        ("森林覆盖率", "%"),
        ("每万人口发明专利拥有量", "件"),
        ("综合科技创新水平指数", "%"),  # a score that plans print as a share
        ("研发人员全时当量", "人"),  # of one kind, and questioned by a rule
        ("高新技术企业数", None),
        ("高新技术企业数", "没有这个单位"),
    ],
)
def test_a_unit_of_its_own_kind_leaves_the_indicator(name: str, unit: str | None) -> None:
    found = INDEX.match(name).indicator_id
    assert found and not INDEX.tells_something_else(found, unit)
