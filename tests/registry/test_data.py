"""The shipped registry holds together: every name means one thing, every id has its range, every reference leads somewhere."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest

from assets.observations.name_index import NameIndex
from assets.observations.units import UnitTable
from expectations.registry import load_registry

REGISTRY = load_registry()
LEVELS = REGISTRY.tables["indicator_ranges"].columns["level"].values


def test_every_indicator_has_a_definition_a_known_unit_and_a_range_at_every_level() -> None:
    for indicator in REGISTRY.indicators.values():
        assert re.fullmatch(r"[a-z][a-z0-9_]*", indicator.indicator_id)
        assert indicator.definition.endswith(".")
        said, named = (set(re.findall(r"[a-z&]+", text.lower())) for text in (indicator.definition, indicator.name_en))
        assert said - named, f"the definition of {indicator.indicator_id} only repeats its name"
        assert indicator.unit in REGISTRY.units, indicator
        missing = [level for level in LEVELS if (indicator.indicator_id, level) not in REGISTRY.ranges]
        assert not missing, (indicator.indicator_id, missing)


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


@pytest.mark.parametrize(
    ("indicator_id", "unit", "value", "expected"),
    [
        ("grain_output", "亿斤", 250, 1250),  # 万吨
        ("grain_yield", "斤/亩", 900, 450),  # 公斤/亩
        ("income_per_head", "万元", 4.5, 45000),  # 元/人, which the name says
        ("pm25", "μg/m³", 29, 29),
        ("power_generated", "亿度", 120, 120),
        ("power_capacity", "亿千瓦", 1.2, 12000),  # 万千瓦
        ("port_containers", "万TEU", 30, 300000),
        ("beds_per_1000", "张", 7.5, 7.5),
        ("gps_per_10k", "人", 4, 4),
        ("water_per_gdp", "立方米", 40, 40),
        ("energy_total", "亿吨标准煤", 0.5, 5000),  # 万吨标准煤
        ("computing_power", "万P", 1.2, 12),  # EFLOPS
        ("soil_loss_treated", "万亩", 1.5, 10),  # 平方公里
        ("accident_deaths_coal", "人", 0.1, 0.1),
    ],
)
def test_printed_units_come_to_the_catalogues(indicator_id: str, unit: str, value: float, expected: float) -> None:
    indicator = REGISTRY.indicators[indicator_id]
    assert UnitTable(REGISTRY).convert_for(value, unit, indicator, indicator.name_zh) == pytest.approx(expected)


def test_every_canonical_unit_is_itself_a_unit_with_factor_one() -> None:
    for unit in REGISTRY.units.values():
        canonical = REGISTRY.units[unit.canonical_unit]
        assert (canonical.canonical_unit, canonical.factor) == (canonical.unit, 1), unit


def test_the_unit_rules_name_known_units_and_indicators() -> None:
    for units in REGISTRY.unit_rules.counters.values():
        assert units <= REGISTRY.units.keys()
        assert all(REGISTRY.units[unit].canonical_unit == unit for unit in units)
    counted = [i.unit.partition("/") for i in REGISTRY.indicators.values()]
    divisors = {divisor for numerator, _, divisor in counted if divisor and numerator in REGISTRY.units}
    printed_whole = {"立方米"}  # 微克/立方米: no name says the divisor
    assert {rule.divisor for rule in REGISTRY.unit_rules.divisors} == divisors - printed_whole
    for indicator_id, variants in REGISTRY.unit_rules.indicator_by_unit.items():
        assert {indicator_id, *variants.values()} <= REGISTRY.indicators.keys()
        assert variants.keys() <= REGISTRY.units.keys()


@pytest.mark.parametrize(
    ("indicator_id", "level", "values"),
    [
        ("rd_intensity", "city", (2.73, 3.20, 1.45)),
        ("enterprise_rd_to_main_revenue", "city", (1.32, 1.6)),
        ("rd_personnel_per_10k_employed", "city", (122.31, 129)),
        ("invention_patents_per_10k", "city", (7.4, 20)),
        ("labour_productivity", "city", (10.6, 14.5)),
        ("tech_transaction_value", "city", (13.66, 30)),
        ("hightech_va_to_above_scale", "city", (42.3, 50)),
        ("new_product_rate", "city", (37.8, 40)),
        ("hightech_enterprises", "city", (567, 1000)),
        ("st_smes", "city", (1623, 3000)),
        ("hightech_industry_investment", "city", (259.19, 521.3)),
        ("high_value_patents_per_10k", "county", (0.7, 1.17)),
        ("industrial_rd_to_revenue", "county", (0.54, 0.67)),
        ("st_leading_enterprises", "county", (0, 2)),
        ("hightech_enterprises", "county", (99, 130)),
        ("st_smes", "county", (649, 750)),
        ("hightech_va_to_above_scale", "county", (2.8, 7.8)),
        ("digital_core_share", "county", (1.2, 2.2)),
        ("tech_contract_value", "county", (6, 7)),
        ("innovation_startup_platforms_municipal_up", "county", (37, 45)),
        ("county_innovation_score", "county", (90.75,)),
        ("hightech_va_to_above_scale_firms", "county", (3,)),
        ("income_per_head", "county", (21500, 60300)),
        ("surveyed_unemployment", "province", (5.1, 5.5)),
        ("grain_output", "national", (65000, 71500)),
        ("life_expectancy", "city", (77.3, 84.1)),
        ("tertiary_enrolment", "province", (61.5, 104)),
        ("pm25", "city", (18, 62)),
        ("urban_new_jobs", "city", (32000,)),
        ("output_per_mu", "park", (500,)),
        ("tax_per_mu", "park", (30,)),
    ],
)
def test_ranges_hold_what_real_plans_print(indicator_id: str, level: str, values: tuple[float, ...]) -> None:
    found = REGISTRY.ranges[indicator_id, level]
    assert all(found.valid_min <= value <= found.valid_max for value in values), found


@pytest.mark.parametrize(
    ("indicator_id", "value"),
    [("hightech_industry_investment", 65298), ("rd_intensity", 273), ("high_value_patents_per_10k", 1170), ("science_literacy_share", 120)],
)
def test_a_slip_of_magnitude_lies_outside_the_citys_range(indicator_id: str, value: float) -> None:
    assert value > REGISTRY.ranges[indicator_id, "city"].valid_max


@pytest.mark.parametrize("level", ["national", "province", "city"])
def test_a_range_of_a_ratio_is_narrow_enough_to_catch_a_lost_decimal_point_at_one_of_its_ends(level: str) -> None:
    for indicator in REGISTRY.indicators.values():
        found = REGISTRY.ranges[indicator.indicator_id, level]
        if indicator.kind in ("ratio", "intensity") and found.valid_min > 0:
            assert found.valid_max <= 1000 * found.valid_min, found


def test_a_range_gives_its_reason_and_a_count_of_whole_things_ends_on_a_whole_number() -> None:
    for found in REGISTRY.ranges.values():
        assert found.reason.endswith("."), found
        if REGISTRY.indicators[found.indicator_id].kind in ("count", "rank"):
            assert found.valid_min == int(found.valid_min) and found.valid_max == int(found.valid_max), found


@pytest.mark.parametrize(
    ("indicator_id", "level", "value"),
    [
        ("rd_intensity", "county", 145),  # 1.45
        ("hightech_va_to_above_scale", "city", 0.05),
        ("tax_per_mu", "city", 3200),
        ("labour_productivity", "city", 145),  # 14.5
        ("tech_contract_to_gdp", "city", 120),
        ("gdp", "city", 3),
        ("resident_population", "city", 450),  # 450万人 that lost its 万
        ("digital_core_share", "county", 0.012),
        ("surveyed_unemployment", "city", 55),
        ("income_per_head", "city", 4.6),  # 万元 read as 元
        ("life_expectancy", "county", 7.91),
        ("forest_cover", "province", 420),
    ],
)
def test_a_slip_lies_outside_the_range(indicator_id: str, level: str, value: float) -> None:
    found = REGISTRY.ranges[indicator_id, level]
    assert not found.valid_min <= value <= found.valid_max, found


def test_every_rule_speaks_both_languages_and_gives_its_reason() -> None:
    for rule in REGISTRY.rules.values():
        assert rule.severity in ("error", "warning", "info")
        assert rule.applies_to in ("observation", "reject", "table", "plan")
        assert re.search("[\u4e00-\u9fff]", rule.title_zh) and re.search("[\u4e00-\u9fff]", rule.description_zh), rule
        assert not re.search("[\u4e00-\u9fff]", rule.title_en), rule
        assert rule.rationale and rule.example, rule


def test_every_reference_between_table_schemas_leads_to_a_column_and_every_key_is_one() -> None:
    for table in REGISTRY.tables.values():
        assert set(table.key) <= table.columns.keys(), table.name
        for column in table.columns.values():
            if column.refers:
                other, _, name = column.refers.partition(".")
                assert name in REGISTRY.tables[other].columns, (table.name, column)
