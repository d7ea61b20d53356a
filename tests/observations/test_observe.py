"""Table values to observations: measure, year, status, unit, standard value — and what is not accepted."""

from __future__ import annotations

import pytest

from tests.reading import in_plan, read, rows_of

YEARS = "指标 | 2020年 | 2025年"
GROWTH = YEARS + " | 年均增长"


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        # header | row → measure, basis, status, value, unit, year, year_start
        (YEARS, "高新技术企业(家) | 99 | 130", ("level", "stock", "target", 130, "家", 2025, None)),
        ("指标 | 现状值 | 目标值", "高新技术企业(家) | 99 | 130", ("level", "stock", "target", 130, "家", 2025, None)),
        ("指标 | 2025年 | 基期", "高新技术企业(家) | 130 | 99", ("level", "stock", "actual", 99, "家", 2020, None)),
        ("指标 | “十三五”末 | “十四五”末", "高新技术企业(家) | 99 | 130", ("level", "stock", "target", 130, "家", 2025, None)),
        (GROWTH, "高新技术企业(家) | 99 | 130 | 5.6%", ("growth", "per_year", "target", 5.6, "%", 2025, 2020)),
        (GROWTH + "(%)", "高新技术企业(家) | 99 | 130 | 5.6", ("growth", "per_year", "target", 5.6, "%", 2025, 2020)),
        (GROWTH, "研发投入强度(%) | 1 | 2 | 0.2个百分点", ("change", "per_year", "target", 0.2, "个百分点", 2025, 2020)),
        (YEARS, "技术合同成交额(亿元) | 6 | 年均增长10%", ("growth", "per_year", "target", 10, "%", 2025, 2020)),
        (YEARS, "研发投入强度(%) | 1.2 | 提高1个百分点", ("change", "since_base", "target", 1, "个百分点", 2025, 2020)),
        (YEARS, "高新技术产业增加值增速(%) | 8 | 10", ("growth", "year_on_year", "target", 10, "%", 2025, None)),
        (YEARS, "新增研发平台(个) | 3 | 10", ("change", "period", "target", 10, "个", 2025, None)),
        (YEARS, "科技创新能力排名 | 第26位 | 前20位", ("rank", None, "target", 20, "位", 2025, None)),
        (YEARS, "技术合同成交额(亿元) | 6 | 〔35〕", ("level", "cumulative", "target", 35, "亿元", 2025, 2021)),
        ("指标 | 单位 | 2020年 | 2025年", "科技型企业 | 家 | 2.1万 | 4万", ("level", "stock", "target", 4, "万家", 2025, None)),
    ],
)  # fmt: skip
def test_sense_of_a_value(header: str, row: str, expected: tuple[object, ...]) -> None:
    columns = ("measure", "basis", "status", "value", "unit", "year", "year_start")
    values = [r for r in rows_of(in_plan(f"{header}\n{row}\n全员劳动生产率(万元/人) | 6 | 7\n"), *columns) if r[3] == expected[3]]
    assert expected in values


@pytest.mark.parametrize(
    ("row", "standard"),
    [
        ("技术合同成交额(万元) | 60000 | 70000", (7, "亿元")),
        ("科技型中小企业(万家) | 0.5 | 1.2", (12000, "家")),
        ("研发投入强度(‰) | 14.5 | 22", (2.2, "%")),
        ("每万人口发明专利拥有量(件) | 2 | 3.5", (3.5, "件/万人")),  # the name itself says 每万人
        ("高新技术企业(亿元) | 99 | 130", (None, None)),  # no lawful conversion from money to firms
    ],
)
def test_standard_values_come_by_lawful_conversion_only(row: str, standard: tuple[object, ...]) -> None:
    rows = rows_of(in_plan(f"指标 | 2020年 | 2025年\n{row}\n全员劳动生产率(万元/人) | 6 | 7\n"), "value_std", "unit_std")
    assert rows[1] == standard


def test_targets_in_words_keep_their_words_and_state_a_value_only_where_the_words_do() -> None:
    text = in_plan(
        "指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | 翻番\n"
        "规上企业研发机构覆盖率(%) | 61 | 全覆盖\n城镇调查失业率(%) | 5.2 | 保持在合理区间\n"
    )
    rows = rows_of(text, "value_text", "value", "value_std", "unit_std", "status")
    assert rows[1][:2] == ("翻番", None)
    assert rows[3] == ("全覆盖", None, 100, "%", "target")
    assert rows[5] == ("保持在合理区间", None, None, None, "target")


def test_every_value_cell_is_an_observation_not_set_or_a_reject() -> None:
    readings = read(
        in_plan("指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | —\n科技型中小企业(家) | 1/3 | 750\n技术合同成交额(亿元) | / | 7\n")
    )
    assert sorted(readings.dispositions.values()) == ["not_set", "not_set", "observation", "observation", "observation", "reject"]
    (reject,) = readings.rejects.to_dict("records")
    assert (reject["text"], reject["reason_id"]) == ("1/3", "unreadable_value")


def test_ids_do_not_depend_on_where_the_row_stands() -> None:
    table = "指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | 130\n技术合同成交额(亿元) | 6 | 7\n"
    here = read(in_plan(table)).observations
    there = read(in_plan("全面落实创新驱动发展战略。\n" + table)).observations
    assert set(here["observation_id"]) == set(there["observation_id"])
    assert not set(here["char_start"]) & set(there["char_start"])


def test_the_same_row_printed_twice_is_two_observations() -> None:
    table = "指标 | 2020年 | 2025年\n高新技术企业(家) | 99 | 130\n技术合同成交额(亿元) | 6 | 7\n"
    frame = read(in_plan(table + "二、重点任务\n再次列出目标。\n" + table)).observations
    assert len(frame) == 8
    assert frame["observation_id"].is_unique


@pytest.mark.parametrize("name", ["单位GDP能耗降低率", "单位GDP能耗降低", "单位GDP二氧化碳排放降低", "单位地区生产总值能源消耗下降"])
def test_a_fall_has_one_id_in_table_and_text(name: str) -> None:
    said = f"到2025年，{name}达到13.5%。\n"
    table = f"指标 | 2020年 | 2025年\n{name}（%） | 12 | 13.5\n技术合同成交额(亿元) | 6 | 7\n"
    frame = read(in_plan(said + table), with_text=True).observations
    both = frame[frame["value"].eq(13.5)]
    assert set(both["origin"]) == {"table", "text"}
    assert both["indicator_id"].nunique() == 1 and both["indicator_id"].notna().all()


def test_spans_and_quotes_hold_the_print() -> None:
    from tests.reading import plan_of

    text = in_plan("创新主体 | 高新技术企业（家） | ９９ | １３０以上 | |\n指标 | 2020年 | 2025年\n研发投入强度（％） | 1.45 | 2.2左右\n")
    plan = plan_of(text)
    for row in read(text).observations.itertuples():
        assert plan.document.text[row.char_start : row.char_end] == row.value_text
        assert row.value_text in row.quote
        assert row.quote in plan.document.text
        assert plan.document.text.split("\n")[row.line - 1].find(row.value_text) >= 0


@pytest.mark.parametrize(
    ("row", "sentence", "indicator_id"),
    [
        # a reduction in % is the growth of the level's indicator, whichever way it is printed
        ("单位GDP能耗降低率(%) | — | 〔14〕", "到2025年，全市单位GDP能耗降低14%。", "energy_per_gdp"),
        ("单位地区生产总值二氧化碳排放累计下降(%) | — | 18", "到2025年，单位地区生产总值二氧化碳排放下降18%。", "co2_per_gdp"),
        ("万元GDP用水量下降(%) | — | 16", "到2025年，全县万元GDP用水量下降16%。", "water_per_gdp"),
        ("规上工业单位增加值能耗降低(%) | — | 13.5", "到2025年，规模以上工业单位增加值能耗降低13.5%。", "energy_per_industry"),
        ("地区生产总值年均增长(%) | — | 6.5", "“十四五”期间，全区地区生产总值年均增长6.5%。", "gdp"),
        ("居民消费价格涨幅(%) | — | 3", "2025年，居民消费价格上涨3%。", "consumer_prices"),
    ],
)
def test_text_and_table_agree_on_one_indicator_of_a_growth(row: str, sentence: str, indicator_id: str) -> None:
    in_table = read(in_plan(f"{YEARS}\n{row}")).observations.iloc[-1]
    in_text = read(in_plan(sentence), with_text=True).observations.iloc[-1]
    assert (in_table["indicator_id"], in_text["indicator_id"]) == (indicator_id, indicator_id)
    assert in_table["measure"] == "growth" and in_table["value_std"] == in_text["value_std"]


@pytest.mark.parametrize(
    ("sentence", "name", "measure"),
    [
        ("到2025年，新增公共停车位3.2万个。", "公共停车位", "change"),  # the verb of a change is none of the name
        ("到2025年，净增有出口实绩企业85家。", "有出口实绩企业", "change"),
        ("到2025年，城镇新增就业4.5万人。", "城镇新增就业", "level"),  # a flow of that name
        ("到2025年，新增上市公司6家。", "新增上市公司", "change"),  # … and one that the catalogue knows by it
    ],
)
def test_a_changes_name_is_without_its_verb_and_a_flows_with_it(sentence: str, name: str, measure: str) -> None:
    row = read(in_plan(sentence), with_text=True).observations.iloc[-1]
    assert (row["indicator_text"], row["measure"]) == (name, measure)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("到2025年，新增上市公司6家。", "listed_companies_new"),  # an id of its own where the catalogue has one
        ("到2025年，新增规模以上服务业企业120家。", "above_scale_service_firms"),  # else a change of the stock
        ("到2025年，净增经营主体2.5万户。", "market_entities"),
        ("到2025年，进出口总额达到450亿元。", "foreign_trade_cny"),
        ("到2025年，进出口总额达到62亿美元。", "foreign_trade"),
    ],
)
def test_what_was_added_and_which_currency(sentence: str, found: str) -> None:
    assert read(in_plan(sentence), with_text=True).observations["indicator_id"].tolist() == [found]
