"""What a plan says about itself, from its text and from nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from assets.documents.about.metadata import labelled, read_metadata
from assets.documents.document import PlanMetadata
from assets.documents.writing.plain_text import read_text
from expectations.registry import load_registry

REGIONS = load_registry().regions


def _metadata(text: str) -> PlanMetadata:
    blocks, front = read_text(text)
    return read_metadata(text, blocks, front, {}, REGIONS)


def test_a_notice_with_its_plan_gives_the_plans_title_number_issuer_and_dates() -> None:
    said = _metadata(
        '关于印发金华市科技创新"十四五"规划的通知\n2022年07月16日 字体:[ 大 中 小]\n金政办〔2022〕7号\n金华市人民政府办公室\n'
        "关于印发金华市科技创新“十四五”规划的\n通 知\n各县(市、区)人民政府:\n"
        "《金华市科技创新“十四五”规划》已经市政府同意,现印发给你们,请认真组织实施。\n"
        "金华市人民政府办公室\n2022年7月10日\n金华市科技创新“十四五”规划\n"
        "依据《浙江省人民政府办公厅关于印发规划的通知》(浙政办发〔2021〕41号)和《金华市二〇三五年远景目标纲要》,制定本规划。展望到2035年。\n一、基础\n良好。"
    )
    assert said == PlanMetadata(
        title="金华市科技创新“十四五”规划",
        document_number="金政办〔2022〕7号",
        issuer="金华市人民政府办公室",
        region_code="330700",
        region_name="金华市",
        province="浙江省",
        level="city",
        signed_on=date(2022, 7, 10),
        published_on=date(2022, 7, 16),
        period_start=2021,
        period_end=2025,
        outlook_year=2035,
    )


def test_a_cited_number_is_never_the_plans_own() -> None:
    text = "金华市科技创新规划\n根据《浙江省规划》(浙政办发〔2021〕41号),按照浙委〔2020〕3号要求,制定本规划。\n一、基础\n良好。"
    assert _metadata(text).document_number is None


@pytest.mark.parametrize("printed", ["许政 [2018] 8号", "金政办〔2022〕22号", "金政发(2016)第5号", "文号:金科〔2021〕3号 主题分类:科技"])
def test_numbers_are_read_as_printed(printed: str) -> None:
    number = _metadata(f"关于印发《金华市科技规划》的通知\n{printed}\n金华市科技规划\n一、基础\n良好。").document_number
    assert number is not None
    assert number in printed
    assert number.endswith("号")


def test_a_page_without_a_title_takes_its_area_from_the_caption_and_its_period_from_its_words() -> None:
    said = _metadata(
        "为深入实施战略,根据《浙江省“十三五”规划》,特制定本规划。规划期为2016年~2020年。\n一、基础\n“十二五”以来,我市发展加快。\n"
        "“十三五”金华科技创新主要指标\n指标 | 2015年 | 2020年\n专利(件) | 7 | 20\n研发强度(%) | 2 | 3\n二、任务\n推进。"
    )
    assert (said.title, said.region_code, said.period_start, said.period_end) == (None, "330700", 2016, 2020)


def test_a_parks_yearly_plan_has_the_parks_name_and_the_citys_code() -> None:
    said = _metadata(
        "绍兴高新区2019年创新建设行动计划的通知\n\n0\n2019-03-04 来源:绍兴市人民政府\n\n 2019年是关键之年,制定本计划。\n一、思路\n明确。"
    )
    assert (said.title, said.issuer) == ("绍兴高新区2019年创新建设行动计划", "绍兴市人民政府")
    assert (said.region_code, said.region_name, said.level) == ("330600", "绍兴高新区", "park")
    assert (said.period_start, said.period_end, said.published_on) == (2019, 2019, date(2019, 3, 4))


def test_a_signature_in_chinese_numerals_below_the_body_is_the_signed_date() -> None:
    said = _metadata("金华市科技创新行动计划(2018—2020年)\n一、总则\n推进创新。\n金华市科学技术局\n二〇一八年五月七日")
    assert (said.signed_on, said.issuer, said.published_on) == (date(2018, 5, 7), "金华市科学技术局", None)
    assert (said.period_start, said.period_end) == (2018, 2020)


def test_an_issuer_named_only_in_the_headline_is_found() -> None:
    said = _metadata("金华市人民政府办公室关于印发《金华市科技创新“十三五”规划》的通知\n2016-12-30\n一、基础\n良好。")
    assert (said.issuer, said.title, said.published_on) == ("金华市人民政府办公室", "金华市科技创新“十三五”规划", date(2016, 12, 30))


def test_a_news_site_is_no_issuer() -> None:
    assert _metadata("金华市科技规划\n2018-05-24 来源:中国轻工业网\n一、基础\n良好。").issuer is None


def test_labels_of_one_line_are_told_apart() -> None:
    assert labelled(["索 引 号:000-12 发文机关:某市人民政府 成文日期:2020年1月2日", "来源:甲", "来源:乙"]) == {
        "索引号": "000-12",
        "发文机关": "某市人民政府",
        "成文日期": "2020年1月2日",
        "来源": "甲",
    }


def test_the_signature_holds_before_the_sites_name_at_the_top() -> None:
    said = _metadata(
        "金华市科技局\n首页\n关于印发《金华市科技规划》的通知\n各单位:\n现将规划印发给你们,请认真贯彻落实。\n"
        "金华市科学技术局  金华市财政局\n2021年8月18日\n(此件公开发布)\n附件\n金华市科技规划\n一、基础\n良好。"
    )
    assert (said.issuer, said.signed_on) == ("金华市科学技术局  金华市财政局", date(2021, 8, 18))


def test_a_national_plan_and_an_opinion_signed_in_its_title() -> None:
    said = _metadata("国务院关于印发“十三五”国家科技创新规划的通知\n国发〔2016〕43号\n国务院\n2016年7月28日\n第一章 基础\n良好。")
    assert (said.issuer, said.region_code, said.level, said.signed_on) == ("国务院", "000000", "national", date(2016, 7, 28))
    said = _metadata("金华市人民政府关于加快推进科技强市建设的实施意见\n(2021年2月5日)\n一、要求\n明确。")
    assert (said.issuer, said.signed_on, said.title) == (
        "金华市人民政府",
        date(2021, 2, 5),
        "金华市人民政府关于加快推进科技强市建设的实施意见",
    )


def test_a_box_of_facts_with_bars_above_the_text_is_no_table() -> None:
    text = (
        "索引号 | 000-1 | 主题分类 | 科技\n发文机关 | 金华市人民政府 | 成文日期 | 2021年3月1日\n文号 | 金政发〔2021〕5号 | 有效性 | 有效\n"
        "金华市科技创新“十四五”规划\n一、基础\n良好。"
    )
    said = _metadata(text)
    assert (said.document_number, said.issuer, said.signed_on) == ("金政发〔2021〕5号", "金华市人民政府", date(2021, 3, 1))
    assert said.title == "金华市科技创新“十四五”规划"
    assert [block.kind.value for block in read_text(text)[0]] == ["furniture"] * 3 + ["title", "heading", "paragraph"]


def test_a_notice_in_traditional_script_is_read_like_one_in_simplified() -> None:
    said = _metadata(
        "關於印發《珠海市科技創新三年行動計劃（2023—2025年）》的通知\n發布日期：2023年5月6日 來源：珠海市科技創新局\n珠府辦〔2023〕8號\n"
        "各區人民政府，市府各部門：\n《珠海市科技創新三年行動計劃（2023—2025年）》已經市人民政府同意，現印發給你們，請認真貫徹執行。\n"
        "珠海市人民政府辦公室\n2023年5月5日\n珠海市科技創新三年行動計劃\n（2023—2025年）\n"
        "依據《廣東省規劃》（粵府〔2021〕62號）制定，實施期限為2023年至2025年，展望到2035年。\n一、總則\n良好。"
    )
    assert said == PlanMetadata(
        title="珠海市科技創新三年行動計劃（2023—2025年）",
        document_number="珠府辦〔2023〕8號",
        issuer="珠海市人民政府辦公室",
        region_code="440400",
        region_name="珠海市",
        province="广东省",
        level="city",
        signed_on=date(2023, 5, 5),
        published_on=date(2023, 5, 6),
        period_start=2023,
        period_end=2025,
        outlook_year=2035,
    )


def test_labels_in_traditional_script_are_those_in_simplified_and_values_stay_as_printed() -> None:
    assert labelled(["發文機關：某市人民政府辦公室　文號：某府〔2021〕5號"]) == {
        "发文机关": "某市人民政府辦公室",
        "文号": "某府〔2021〕5號",
    }


def test_a_governments_report_has_its_area_and_year_from_its_subtitle() -> None:
    said = _metadata("政府工作报告\n——2024年1月10日在襄阳市第十九届人民代表大会第三次会议上\n襄阳市市长 王某\n各位代表：\n一、回顾\n良好。")
    assert (said.title, said.region_code, said.period_start, said.period_end) == ("政府工作报告", "420600", 2024, 2024)


def test_the_word_for_a_governments_report_in_a_menu_is_no_title() -> None:
    assert _metadata("首页\n政府工作报告\n规划计划\n为加快发展，制定本规划。\n一、基础\n良好。").title is None


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("襄阳市“十四五”科技创新规划\n实施情况中期评估报告", "襄阳市“十四五”科技创新规划实施情况中期评估报告"),
        ("襄阳市\n\n科技创新“十四五”规划", "襄阳市科技创新“十四五”规划"),
        ("襄阳市2022年度科技创新\n工作计划", "襄阳市2022年度科技创新工作计划"),
        ("规划计划\n襄阳市人民政府门户网站\n襄阳市科技创新规划\n2024年重点工作", "襄阳市科技创新规划"),
        ("创新引领未来\n——襄阳市2024年科技工作报告", "襄阳市2024年科技工作报告"),
        ("《襄阳市科技创新规划》", "襄阳市科技创新规划"),
    ],
)
def test_a_title_over_several_lines_is_one_and_a_line_below_it_is_no_other(lines: str, title: str) -> None:
    said = _metadata(f"{lines}\n一、基础\n良好。")
    assert (said.title, said.region_code) == (title, "420600")


def test_the_caption_of_a_table_that_nothing_stands_above_is_the_title() -> None:
    table = "指标名称 | 单位 | 东台市 | 全市\n高新技术企业 | 家 | 420 | 2300\n新型研发机构 | 家 | 11 | 50"
    said = _metadata(f"盐城市2022年科技创新目标任务分解表\n单位:家\n{table}")
    assert (said.title, said.region_code, said.period_start) == ("盐城市2022年科技创新目标任务分解表", "320900", 2022)
    assert _metadata(f"表1 主要指标\n{table}").title is None
    assert _metadata(f"一、目标\n盐城市目标任务分解表\n{table}").title is None


def test_a_markdown_title_is_read_without_its_marks() -> None:
    said = _metadata("# 铜仁市“十四五”科技创新规划\n规划期：2021—2025年\n## 一、发展目标\n良好。")
    assert (said.title, said.region_code, said.period_end) == ("铜仁市“十四五”科技创新规划", "520600", 2025)


def test_a_title_below_number_addressees_and_notice_is_found() -> None:
    said = _metadata(
        "衢政 [2019] 3号\n各县(市、区)人民政府,市政府各部门:\n《衢州市创新驱动发展战略规划(2019—2030年)》已经市政府第9次常务会议"
        "研究通过,现印发给你们,请认真贯彻执行。\n"
        "2019年4月8日\n衢州市创新驱动发展战略规划(2019—2030年)\n第一章 基础\n“十二五”期间成效明显。“十二五”末投入增长。"
        "“十二五”以来人才增加。"
    )
    assert (said.title, said.document_number) == ("衢州市创新驱动发展战略规划(2019—2030年)", "衢政 [2019] 3号")
    assert (said.period_start, said.period_end, said.signed_on, said.doubts) == (2019, 2030, date(2019, 4, 8), ())


def test_the_title_that_a_notice_announces_is_taken_where_no_line_prints_it() -> None:
    said = _metadata(
        "衢政办发〔2022〕3号\n各县(市、区)人民政府:\n《衢州市科技创新“十四五”规划》已经市政府同意,现印发给你们,请认真执行。\n一、基础\n良好。"
    )
    assert (said.title, said.period_end) == ("衢州市科技创新“十四五”规划", 2025)


def test_a_document_number_behind_the_title_is_no_part_of_it() -> None:
    said = _metadata("# 衢州市可再生能源发展“十五五”规划(衢发改能源〔2026〕67号)\n一、目标\n到2030年,装机达到30万千瓦。")
    assert (said.title, said.document_number) == ("衢州市可再生能源发展“十五五”规划", "衢发改能源〔2026〕67号")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("衢州市国民经济和社会发展第十一个五年(2006—2010 年)规划纲要根据市委的建议编制。\n一、环境\n良好。", "第十一个五年"),
        ("为加快发展,根据省有关规划,制定《衢州市科技创新“十四五”规划》,规划期五年。\n一、环境\n良好。", "“十四五”规划"),
        ("会议号召全市努力奋斗。\n衢州市第十个五年计划纲要\n(2001年2月3日市人大批准)\n一、环境\n良好。", "第十个五年计划"),
    ],
)  # fmt: skip
def test_a_title_in_the_opening_sentence_or_below_another_texts_end(text: str, title: str) -> None:
    assert title in (_metadata(text).title or "")


def test_a_plan_that_is_only_cited_in_the_first_lines_is_not_the_plan() -> None:
    assert _metadata("我市出台《衢州市创新型城市建设实施意见》,成效明显。\n一、基础\n良好。").title is None


def test_another_line_that_ends_like_a_title_gives_way_to_the_notices_own() -> None:
    said = _metadata(
        "衢州市人民政府关于印发《衢州市违法用地整治三年行动方案》的通知\n各县(市、区)人民政府:\n2024年5月8日\n开发边界外不符合规划\n一、目标\n良好。"
    )
    assert said.title == "衢州市违法用地整治三年行动方案"


def test_a_report_is_delivered_on_the_day_that_its_subtitle_tells() -> None:
    said = _metadata("政府工作报告\n——二〇二六年一月二十日在衢州市第九届人民代表大会第五次会议上\n各位代表:\n一、2025年工作回顾\n良好。")
    assert (said.signed_on, said.period_start, said.region_name) == (date(2026, 1, 20), 2026, "衢州市")


def test_a_bulletin_is_of_the_year_in_its_title() -> None:
    said = _metadata("2019年衢州市国民经济和社会发展统计公报\n一、综合\n生产总值1573亿元。")
    assert (said.title, said.period_start, said.period_end) == ("2019年衢州市国民经济和社会发展统计公报", 2019, 2019)


def test_a_sites_column_above_a_reports_title_is_no_part_of_it() -> None:
    assert _metadata("市情要闻\n2026年衢州市政府工作报告\n各位代表:\n一、回顾\n良好。").title == "2026年衢州市政府工作报告"


def test_thin_evidence_is_told_with_the_keys_that_settle_it() -> None:
    doubts = _metadata("“十三五”以来成效大。“十三五”投入增长。“十三五”人才增加。我市创新。").doubts
    assert [(doubt.field, doubt.seen, doubt.keys) for doubt in doubts] == [
        ("title", "", ("title",)),
        ("place", "", ("region_code", "region_name")),
        ("period", "2016–2020", ("period_start", "period_end")),
    ]


def test_a_period_that_most_dated_targets_contradict_is_taken_back() -> None:
    text = "“十二五”期间成效大。“十二五”投入增长。“十二五”人才增加。" + "到2022年,企业增加。到2024年,投入增长。到2025年,人才增加。" * 2
    assert _metadata(text).period_end is None


FIGURES = "到2025年，高新技术企业达到300家，森林覆盖率达到45%。\n"


def test_an_attachment_alone_has_its_title_and_with_it_place_and_period() -> None:
    said = _metadata("附件：嘉兴市科技创新计划（2011—2015年）目标任务分解表\n| 任务内容\n| 牵头部门\n| 五年目标任务\n|\n")
    assert said.title == "嘉兴市科技创新计划（2011—2015年）目标任务分解表"
    assert (said.region_name, said.period_start, said.period_end) == ("嘉兴市", 2011, 2015)


def test_the_press_is_no_source_of_a_place_and_a_government_is() -> None:
    assert _metadata(f"发展目标提出\n来源：甘肃日报\n{FIGURES}").region_name is None
    assert _metadata(f"发展目标提出\n来源：嘉兴市人民政府\n{FIGURES}").region_name == "嘉兴市"


def test_one_character_alone_stands_before_no_areas_name() -> None:
    assert _metadata(f"岱嘉善县科技创新“十四五”规划\n{FIGURES}").region_code is None
    assert _metadata(f"嘉善县科技创新“十四五”规划\n{FIGURES}").region_name == "嘉善县"


@pytest.mark.parametrize(
    ("headline", "period"),
    [
        ("“十三五”旅游业发展确定四大目标", (2016, 2020)),
        ("农业部门公布“十二五”发展目标", (2011, 2015)),
        ("“十二五”目标任务完成情况", (None, None)),
    ],
)
def test_a_headline_of_goals_tells_the_period_of_a_text_without_a_title(headline: str, period: tuple[int | None, int | None]) -> None:
    said = _metadata(f"首页 > 新闻\n\n{headline}\n\n游客人数达到67亿人次。\n")
    assert (said.period_start, said.period_end) == period


def test_a_text_that_is_a_table_alone_has_the_title_that_its_first_line_prints() -> None:
    said = _metadata(
        "|\n嘉兴市服务业改革目标任务分解表 | ||||\n|\n类别 |\n指标 |\n2020年 |\n2025年 | |\n|\n总体 |\n货运量 |\n51 |\n60 | |\n"
    )
    assert (said.title, said.region_name) == ("嘉兴市服务业改革目标任务分解表", "嘉兴市")
