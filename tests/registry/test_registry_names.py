"""Names and aliases of the shipped registry: each means one indicator, as printed too, and what is another thing has another name."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from assets.observations.name_index import NameIndex
from expectations.registry import load_registry

REGISTRY = load_registry()


def test_every_indicator_is_found_by_its_own_name_as_printed_and_with_number_and_unit() -> None:
    index = NameIndex(REGISTRY)
    for indicator in REGISTRY.indicators.values():
        assert index.match(indicator.name_zh).indicator_id == indicator.indicator_id
        assert index.match(f"3.{indicator.name_zh}({indicator.unit})").indicator_id == indicator.indicator_id
        assert index.match(indicator.name_zh, indicator.unit).indicator_id == indicator.indicator_id


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # another denominator
        ("高新技术产业增加值占规上企业增加值比重", "高新技术产业增加值占规上工业增加值比重"),
        ("高新技术产业增加值占规模以上企业增加值的比重", "高新技术产业增加值占规模以上工业企业增加值比重"),
        ("财政科技支出占本级一般公共预算支出比重", "财政科技支出占本级财政支出比重"),
        ("规模以上工业企业研发投入强度", "规模以上工业企业研发投入占营业收入比重"),
        ("制造业增加值占比", "制造业增加值占GDP比重"),
        # another population
        ("大中型企业研发投入占主营业务收入比重", "大中型工业企业研发投入占主营业务收入比重"),
        ("规模以上工业高新技术企业数", "规模以上高新技术企业数"),
        ("规上制造业全员劳动生产率", "制造业全员劳动生产率"),
        ("规上工业亩均税收", "亩均税收"),
        ("规上科技服务业营业收入", "科技服务业总收入"),
        ("主要劳动年龄人口平均受教育年限", "劳动年龄人口平均受教育年限"),
        ("企业发明专利产业化率", "发明专利产业化率"),
        ("发明专利产业化率", "专利产业化率"),
        # another scheme or kind
        ("国家科技进步奖", "国家科学技术奖"),
        ("参与制修订国家标准", "主导或参与制修订国际、国家和行业标准"),
        ("国际科技论文数", "发表科技论文"),
        ("科技金融专营机构", "科技支行"),
        ("省级临床医学研究中心", "临床医学研究中心"),
        ("省级科技成果登记数", "科技成果登记数"),
        ("国家创新型城市创新能力指数", "创新能力指数"),
        # another measure of the same firms
        ("营业收入超100亿元企业", "主营业务收入超100亿元企业数"),
        ("超100亿元企业", "主营业务收入超100亿元的企业"),
        ("软件和信息技术服务业主营业务收入", "软件和信息技术服务业营业收入"),
        ("主导产业产值占比", "主导产业占比"),
        # stock and flow
        ("引进外国专家", "外国专家"),
        ("科技型企业上市", "上市科技企业"),
        ("新组建科技协同创新创业中心", "科技协同创新创业中心"),
    ],
)
def test_names_of_another_denominator_population_scheme_or_kind_of_time_mean_other_indicators(one: str, other: str) -> None:
    index = NameIndex(REGISTRY)
    first, second = index.match(one).indicator_id, index.match(other).indicator_id
    assert first and second and first != second
    assert index.normal_form(one) != index.normal_form(other)


def test_firms_above_scale_are_not_folded_into_industry_above_scale() -> None:
    index = NameIndex(REGISTRY)
    assert index.normal_form("规模以上企业增加值") == "规上企业增加值"
    assert index.normal_form("规模以上工业企业增加值") == "规上工业增加值"
    assert index.match("高新技术产业增加值占全市规上企业增加值比重").indicator_id == "hightech_va_to_above_scale_firms"


def test_a_rankings_name_printed_with_points_is_its_score() -> None:
    index = NameIndex(REGISTRY)
    assert index.match("县域创新能力", "分").indicator_id == "county_innovation_score"  # 以90.75分位列 (辛集)
    assert index.match("中国县域科技创新百佳县市", "分").indicator_id == "top100_counties_score"
    for indicator in REGISTRY.indicators.values():
        if indicator.kind == "rank":
            score = REGISTRY.indicators[str(index.match(indicator.name_zh, "分").indicator_id)]
            assert (score.kind, score.unit, score.direction) == ("index", "分", "up"), indicator
            assert index.match(indicator.name_zh, "位").indicator_id == indicator.indicator_id


def test_no_two_indicators_share_a_name_in_either_language() -> None:
    for language in ("name_zh", "name_en"):
        names = [getattr(indicator, language) for indicator in REGISTRY.indicators.values()]
        assert len(names) == len(set(names)), [name for name in names if names.count(name) > 1]


def test_a_name_or_alias_means_one_indicator_even_in_its_normal_form() -> None:
    index = NameIndex(REGISTRY)
    meanings: dict[str, set[str]] = defaultdict(set)
    for name, indicator_id in [
        *((i.name_zh, i.indicator_id) for i in REGISTRY.indicators.values()),
        *((a.alias, a.indicator_id) for a in REGISTRY.aliases.values()),
    ]:
        meanings[index.normal_form(name)].add(indicator_id)
    assert {form: ids for form, ids in meanings.items() if len(ids) > 1} == {}
    assert "" not in meanings


def test_growth_is_a_measure_and_no_indicator() -> None:
    # Of a population's nature and of what growth is made of is told another thing than how much an indicator grew.
    grown = [
        i.name_zh
        for i in REGISTRY.indicators.values()
        if re.search("(?<!自然)(?<!经济)(?:增长|增速|增幅|涨幅)|(?:降低|下降)率?$", i.name_zh)
    ]
    assert grown == []


# Words for reaching, choosing or planning something: what a sentence says of an indicator and no part of its name. Of works and of
# people brought in the verb tells a flow from the stock (新建高标准农田, 引进高层次人才) and stays.
_BOASTS = "获|评选|荣获|荣膺|夺|斩获|争取|力争|确保|谋划|推进|推动|承担|组织|跻身|位居|超额"


def test_an_alias_carries_no_verb_of_reaching_and_no_quoted_title_of_one_plan() -> None:
    told = [alias for alias in REGISTRY.aliases if re.match(_BOASTS, alias)]
    assert told == []


@pytest.mark.parametrize("alias", ["获国家科学技术奖", "谋划实施产业集群专项项目", "承担省级科技计划项目"])
def test_names_with_such_verbs_would_be_seen(alias: str) -> None:
    assert re.match(_BOASTS, alias)


def test_every_alias_leads_to_its_indicator_as_printed_and_in_its_normal_form() -> None:
    index = NameIndex(REGISTRY)
    for alias in REGISTRY.aliases.values():
        assert index.match(alias.alias).indicator_id == alias.indicator_id
        assert index.match(index.normal_form(alias.alias)).indicator_id == alias.indicator_id, alias
        assert index.match(f"全市{alias.alias}").indicator_id in (alias.indicator_id, None), alias


@pytest.mark.parametrize(
    ("printed", "unit", "indicator_id"),
    [
        ("全省地区生产总值", "亿元", "gdp"),
        ("服务业增加值占GDP的比重", "%", "tertiary_share"),
        ("城镇常住居民人均可支配收入", "元", "income_per_head_urban"),
        ("全市城镇调查失业率", "%", "surveyed_unemployment"),
        ("城镇登记失业率", "%", "registered_unemployment"),
        ("全年粮食总产量", "万吨", "grain_output"),
        ("粮食年产量", "亿斤", "grain_output"),
        ("粮食综合生产能力", "亿斤", "grain_capacity"),
        ("累计建成高标准农田", "万亩", "high_standard_farmland"),
        ("新建高标准农田", "万亩", "high_standard_farmland_new"),
        ("细颗粒物（PM2.5）年均浓度", "微克/立方米", "pm25"),
        ("设区市空气质量优良天数比率", "%", "good_air_share"),
        ("空气质量优良天数", "天", "good_air_days"),
        ("地表水达到或优于Ⅲ类水体比例", "%", "surface_water_good"),
        ("进出口总额", "亿美元", "foreign_trade"),
        ("进出口总额", "亿元", "foreign_trade_cny"),
        ("实际使用外资", "亿元", "foreign_investment_utilised_cny"),
        ("改造老旧小区", "个", "old_communities"),
        ("改造老旧小区", "万户", "old_communities_households"),
        ("每千人口执业（助理）医师数", "人", "doctors_per_1000"),
        ("每千人口拥有3岁以下婴幼儿托位数", "个", "childcare_per_1000"),
        ("规上工业企业营收", "亿元", "above_scale_revenue"),
        ("装备制造业总产值", "亿元", "equipment_output"),
        ("装备制造业增加值", "亿元", "equipment_va"),
        ("3.5G基站数", "个", "base_stations_5g"),
    ],
)
def test_names_that_plans_of_every_kind_use(printed: str, unit: str, indicator_id: str) -> None:
    assert NameIndex(REGISTRY).match(printed, unit).indicator_id == indicator_id
