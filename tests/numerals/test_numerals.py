"""Every number of a text is found, with its span, and told what it is; words that only look like numbers are none."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.documents.document import Block, BlockKind, Document
from assets.documents.plans import Plan
from assets.language.fold import fold
from assets.numerals.numerals import find_numerals, numerals_of


def account(text: str, kind: BlockKind = BlockKind.PARAGRAPH, *, number: str | None = None, passed: str = "") -> list[tuple[str, str]]:
    """The numbers of a text that is one block, each with what it is; ``passed``: figure=reason of statements."""
    figure, _, reason = passed.partition("=")
    at = text.find(figure)
    passed_over = [(at, at + len(figure), reason)] if passed else []
    plan = Plan("p", "p.txt", Document(text, (Block(kind, 0, len(text), number=number),)))
    return [(text[numeral.start : numeral.end], numeral.disposition) for numeral in numerals_of(plan, passed_over)]


def printed(text: str) -> list[str]:
    return [text[start:end] for start, end in find_numerals(fold(text))]


# --- What is a number -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("投入1,234.5万元、２５００家、3 000人", ["1,234.5", "２５００", "3 000"]),
        ("2018.05.24发布,见1.2.3节", ["2018", "05", "24", "1", "2", "3"]),
        ("到 2 0 2 5 年", ["2 0 2 5"]),
        ("占比2.5%—3%", ["2.5", "3"]),
        ("建成三家、两批次、八项、一百二十个", ["三", "两", "八", "一百二十"]),
        ("增长百分之十八,占三分之二,增长一倍,翻两番", ["百分之十八", "三分之二", "一", "两"]),
        ("居第二位,“十三五”末,十四五时期,二〇二五年", ["二", "十三五", "十四五", "二〇二五"]),
        ("四大体系、五个方面、一二三产业、十余家", ["四", "五", "一二三", "十"]),
        ("“一区四园”和“两化一特”、一核两极三带", ["一", "四", "两", "一", "一", "两", "三"]),
        ("面积5km²,①按期,CO₂,Ⅱ类", ["5", "²", "①", "₂", "Ⅱ"]),
        ("千亿级产业、百亿元企业、突破万亿元", ["千亿", "百亿", "万亿"]),
        ("每百万人、百强县、千人计划", ["百万", "百", "千"]),
        ("十五项标准,“十五”计划", ["十五", "十五"]),
    ],
)
def test_numbers_are_found_as_printed(text: str, numbers: list[str]) -> None:
    assert printed(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "一批企业进一步发展,国内一流,一体化推进,一系列政策",
        "“一带一路”建设,统一部署,唯一,万一,一定,一方面,另一方面,逐一,十分重要",
        "新一代信息技术、下一代互联网、新一轮革命、打造一支队伍、走出一条路子",
        "长三角、珠三角、第三方机构、零部件、零的突破、二氧化碳",
        "千方百计、千家万户、百花齐放、万众创新、四川省、三亚市、三明市、六安市、五家渠市、九江市",
        "海峡两岸、两院院士、一企一策、一事一议、一票否决、一站式服务、最后一公里",
        "三维设计、二次电池、二手车、数十家、几百人、转下一年度使用、两位数增长",
        "九元科技、九次方大数据、三元材料、百川能源",
    ],
)
def test_words_that_have_lost_their_number_are_none(text: str) -> None:
    assert printed(text) == []


def test_a_point_counts_as_a_decimal_and_not_as_the_end_of_a_heading_number() -> None:
    assert printed("投入1.5亿元") == ["1.5"]
    assert printed("1.2035年远景目标") == ["1", "2035"]
    assert printed("  1.3D打印") == ["1", "3"]


SIGNS = "0123456789０５９٣①②²一二两三四五六七八九十百千万亿零〇第年月家个项大“”()《》.,、。:%+- \n一区四园批步体甲乙A企业产"


@given(st.text(alphabet=SIGNS, max_size=60))
def test_every_digit_of_a_text_lies_in_exactly_one_number(text: str) -> None:
    spans = list(find_numerals(fold(text)))
    assert all(end <= start for (_, end), (start, _) in pairwise(spans))
    covered = {place for start, end in spans for place in range(start, end)}
    assert {place for place, sign in enumerate(text) if sign.isdigit()} <= covered


@given(st.text(alphabet=SIGNS, max_size=60))
def test_every_number_is_told_what_it_is_by_place_alone(text: str) -> None:
    assert len(account(text)) == len(list(find_numerals(fold(text))))


@pytest.mark.parametrize("piece", ["一", "1.", "一区", "“", "《", "1 ", "每", "3D", "第一"])
def test_the_time_taken_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(text: str) -> float:
        started = time.process_time()
        account(text)
        return time.process_time() - started

    assert min(seconds(piece * 8_000) for _ in range(3)) < 40 * min(seconds(piece * 800) for _ in range(3)) + 0.02


# --- What a number is -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # dates and periods
        ("到2020年,较“十二五”末增长", [("2020", "date"), ("十二五", "date")]),
        ("规划期为2021—2025年,展望二〇三五年", [("2021", "date"), ("2025", "date"), ("二〇三五", "date")]),
        ("2018-05-24 09:30发布", [("2018", "date"), ("05", "date"), ("24", "date"), ("09", "date"), ("30", "date")]),
        ("2022年7月10日,1-9月,一季度,5月底", [(n, "date") for n in ("2022", "7", "10", "1", "9", "一", "5")]),
        ("国民经济和社会发展第十三个五年规划", [("十三", "date"), ("五", "date")]),
        ("提高到2015的水平,2016、2017年,21世纪", [(n, "date") for n in ("2015", "2016", "2017", "21")]),
        # lengths of time, how often
        ("为期3年,5年内,近三年,连续五年,12个月,30日内", [(n, "duration") for n in ("3", "5", "三", "五", "12", "30")]),
        ("三年行动计划,15分钟到达,1-2年", [("三", "duration"), ("15", "duration"), ("1", "duration"), ("2", "duration")]),
        ("每两周召开一次会议,每月调度1次", [("两", "frequency"), ("一", "frequency"), ("1", "frequency")]),
        ("组织不少于两批次,举办大赛5届", [("两", "frequency"), ("5", "frequency")]),
        # numbers of documents, of headings and items, notes, titles
        ("按照临科发〔2019〕15号文件和第 3 号令", [("2019", "document_number"), ("15", "document_number"), ("3", "document_number")]),
        ("一是加强领导。二是加大投入。", [("一", "numbering"), ("二", "numbering")]),
        ("重点是:(1)平台;(2)人才;③资金,见表2-1和专栏3", [(n, "numbering") for n in ("1", "2", "③", "2", "1", "3")]),
        ("1.强化保障\n2、加强考核\n(三)监督", [("1", "numbering"), ("2", "numbering"), ("三", "numbering")]),
        ("按有效期内统计[2],注1:快报数", [("2", "note_mark"), ("1", "note_mark")]),
        ("落实《三年行动计划(2018—2020年)》", [("三", "citation"), ("2018", "citation"), ("2020", "citation")]),
        # orders
        ("第28次会议,十八届三中全会,党的十九大精神", [("28", "ordinal"), ("十八", "ordinal"), ("三", "ordinal"), ("十九", "ordinal")]),
        ("获二等奖,二期工程,二级标准,第一批试点", [("二", "ordinal"), ("二", "ordinal"), ("二", "ordinal"), ("一", "ordinal")]),
        # names
        ("5G、3D打印、4K超高清、工业4.0、PM2.5、G60科创走廊", [(n, "name") for n in ("5", "3", "4", "4.0", "2.5", "60")]),
        ("863科技园、985、211高校、“863计划”、世界500强、310国道", [(n, "name") for n in ("863", "985", "211", "863", "500", "310")]),
        ("中国制造2025、ISO 9001、1.1类新药、中电科22所、一二三产业", [(n, "name") for n in ("2025", "9001", "1.1", "22", "一二三")]),
        ("每10万人,百强县,千人计划,第三产业,第七一八研究所", [(n, "name") for n in ("10", "百", "千", "三", "七一八")]),
        # slogans and lists
        ("“1253”工程、“5+2”、1+3+N体系、“333人才汇”", [(n, "slogan") for n in ("1253", "5", "2", "1", "3", "333")]),
        (
            "四张牌,“一区四园”,“三个覆盖”,最多跑一次",
            [("四", "slogan"), ("一", "slogan"), ("四", "slogan"), ("三", "slogan"), ("一", "slogan")],
        ),
        ("新材料、电子两大产业,三类平台,五水共治", [("两", "slogan"), ("三", "slogan"), ("五", "slogan")]),
        # bounds, products, money of rules
        ("主营业务收入超100亿元的企业,5亿元以上企业,千亿级产业", [("100", "threshold"), ("5", "threshold"), ("千亿", "threshold")]),
        ("研发投入强度3%以上的规上企业,引进45岁以下人才", [("3", "threshold"), ("45", "threshold")]),
        ("2.0MW-3.0MW风机、300mm晶圆、耐300℃、3×350MW", [(n, "specification") for n in ("2.0", "3.0", "300", "300", "3", "350")]),
        ("年产5万吨项目,8英寸产线,占地200亩,6轴机器人", [(n, "specification") for n in ("5", "8", "200", "6")]),
        ("给予20万元奖励,最高补助500万元", [("20", "incentive"), ("500", "incentive")]),
        ("电话:0512-65551234,科技路88号", [("0512", "contact"), ("65551234", "contact"), ("88", "contact")]),
        # what nobody knows stays to be seen
        ("托管1镇,工作站46�", [("1", "unresolved"), ("46", "unresolved")]),
    ],
)
def test_what_a_number_is_by_the_words_beside_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert account(text) == expected


def test_a_figure_that_statements_passed_over_is_what_they_say() -> None:
    assert account("二重8万台设备", passed="8万台=specification") == [("8", "specification")]
    assert account("改造40座", passed="40座=incentive") == [("40", "incentive")]


def test_a_figure_without_a_subject_is_explained_by_its_words_or_by_nobody() -> None:
    assert account("分别为46家", passed="46家=no_subject") == [("46", "unresolved")]
    assert account("收入超50亿元的企业", passed="超50亿元=no_subject") == [("50", "threshold")]


def test_a_count_behind_what_it_counts_is_no_slogan() -> None:
    assert account("组织重大科技专项十个,", passed="十个=slogan") == [("十", "unresolved")]
    assert account("围绕十项创新指标", passed="十项=slogan") == [("十", "slogan")]


def test_the_number_of_a_heading_is_numbering_and_one_within_it_what_its_words_say() -> None:
    text = "(二)2035年目标和“一区四园”"
    assert account(text, BlockKind.HEADING, number="(二)") == [("二", "numbering"), ("2035", "date"), ("一", "slogan"), ("四", "slogan")]
    assert account("实现50的跨越", BlockKind.HEADING) == [("50", "heading")]


def test_what_stands_in_a_table_about_the_plan_or_on_the_page_is_told_by_its_place() -> None:
    assert account("指标 | 2020年 | 500强", BlockKind.TABLE) == [("2020", "table_cell"), ("500", "table_cell")]
    assert account("①为快报数", BlockKind.NOTE) == [("①", "note_mark")]
    assert account("第100号", BlockKind.FRONT) == [("100", "ordinal")]
    assert account("浏览量 3587", BlockKind.FRONT) == [("3587", "front")]
    assert account("1、版权2018年", BlockKind.FURNITURE) == [("1", "furniture"), ("2018", "furniture")]


def test_a_number_alone_on_its_line_is_the_pages() -> None:
    assert account("提升能力\n— 12 —\n加强保障") == [("12", "furniture")]


def test_the_traditional_script_is_read_alike() -> None:
    assert account("舉辦兩屆,貫徹“兩學一做”,給予20萬元獎勵") == [
        ("兩", "frequency"), ("兩", "slogan"), ("一", "slogan"), ("20", "incentive"),
    ]  # fmt: skip
