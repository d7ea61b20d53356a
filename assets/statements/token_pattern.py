"""What a token looks like: one pattern over folded text, with a named group for each part of a token.

Kept apart from :mod:`assets.statements.tokens`, which says what the parts mean.
"""

from __future__ import annotations

import re
from functools import lru_cache

from assets.language.numbers import CHINESE, CHINESE_SIGNS, DIGITS, MIXED, SPELLED
from assets.language.quantity import BOUND_AFTER, BOUND_BEFORE
from assets.language.unitwords import text_units
from assets.language.years import YEAR

# What makes four digits a count and no year (2020家), and a Chinese 十五 a number and no plan (十五家).
_NO_YEAR_BEFORE = r"\d\s.,%‰\-—~、A-Za-z家个项件名人位年万亿千百余多"
_PLAN_WORD = "期?末|末期|收官之?年|期间|时期|以来|的?(?P<plan_part>[前后][两二三四]年)"
_A_CLASS = "(?<=[过超上])[万亿]元?(?:以上)?(?:项目|企业|产业|集群|级|镇|村|园区)"  # 20个过亿项目
# Behind such a word a dash is the number's sign: 增速为-2.3%, 由上年的-1.5%提高到…; elsewhere it joins or parts (2016-2020年, —投入5亿元).
_MINUS = r"(?<=[为达到是至约的由从长率速幅])-(?=\d)"
_NO_PLAN_BEFORE = "号届条章节次位名个家项年月日亿万千百"
BEFORE = {word: sign for sign, words in BOUND_BEFORE.items() for word in words if word not in ("前", "近", "多于", "控制在")}
BEFORE |= {"近": "~", "将近": "~", "接近": "~", "逾": ">", "过": ">", "破": ">", "不足": "<", "不到": "<", "至少达到": ">="}
BEFORE |= {"不超": "<=", "控制在": "="}
AFTER = {word: sign for sign, words in BOUND_AFTER.items() for word in words if word != "+"}
_STOP = "[,，。;；、)]"
# What may stand behind a number without a unit: 由64.2提高到70.1.
MOVES = "(?:增加|增长|提高|提升|上升|扩大|发展|下降|降低|减少|缩小|[增提升降])[到至]"
# Places in an order: 第3位, 首位, 居全省第3, 前10名.
_RANK = rf"""(?:第(?P<rank>\d{{1,4}}|{CHINESE})(?P<rank_unit>位|名)
            |(?P<first>(?:榜首|首位|第一(?![、和]第二))(?={_STOP}|$))
            |(?<=[国省市区州县球界部西东北南角内盟居列排名位至到])第(?P<rank_bare>\d{{1,4}}|{CHINESE})(?={_STOP}(?!第.{{1,4}}[批届期产])|和第|$)
            |前(?P<top>\d{{1,4}}|{CHINESE})(?P<top_unit>位|名|强)|(?<=[省国市区州])前(?P<top_bare>\d{{1,3}}|{CHINESE})(?={_STOP}|$))"""

# 翻一番, 翻番, 翻1.5番; no 番茄.
_DOUBLES = rf"(?P<doubles>(?:翻了?(?P<times>{CHINESE})?|(?:翻了?)?(?P<folds>(?<![\d.])\d{{1,3}}(?:\.\d)?))番(?!茄))"


_WORD = "截至目前|截止目前|目前|当前|迄今|今年|本年度?|全年|年内|年底前?|去年|上年|规划期末|到?期末|五年来|近年来|规划期内"
_PART = (  # of a year; 去年同期 is the part of that year that was spoken of
    rf"(?<=[去上]年)同期|[上下]半年|前?第?[一二三四两1-4]个?季度|(?<!\d)1?\d月?份?\s?[-—–~至到]+\s?1?\d月份?|前(?:{CHINESE}|1?\d)个月"
)


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


# The signs that a token can begin with; looking for one of these first makes the search four times as fast.
_FIRST_SIGNS = "".join(sorted({word[0] for word in BEFORE})) + (
    '。；;!?！？\n，,：:、0123456789-零〇一二两三四五六七八九十百千万亿“"比较截到至前第榜首翻目当迄今本全年去上下规期五近过两二三四与同'
)


@lru_cache(maxsize=1)
def token_pattern(first_signs: str = _FIRST_SIGNS) -> re.Pattern[str]:
    """The one pattern of all tokens, a named group for each part; ``first_signs``: the signs that a token can begin with."""
    unit, before, after = text_units(), _alternatives(BEFORE), rf"(?!多\d)(?:{_alternatives(AFTER)})"  # 比2020年的20万人多5万人
    scale = rf"(?:万亿|[万亿])(?={_STOP}|台阶|大关|左右|以上|{MOVES}|$)"
    return re.compile(
        rf"""
        (?=[{re.escape(first_signs)}]) (?:
        (?P<break>[。；;!?！？\n]) | (?P<comma>[，,：:]) | (?P<list>、)
        | (?P<base>(?:[比较]|[与同](?=[上去]年))(?:(?P<base_year>{YEAR})\s?年?(?:末|底|初)?
            |[“"]?(?P<base_plan>十[一二三四五六七]|[六七八九十]|(?<=[“"])[一二三四五])五[”"]?(?:末|期末|初|期间|时期)?
            |(?:上年|去年|上一?年度?)(?:同期)?|同期))
        | (?P<day>20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))
        | (?P<part>(?:(?P<part_year>{YEAR})年|(?P<part_word>今年|本年|去年|上年))?\s?(?:{_PART}))
        | (?P<until>截至|截止到?|截止|到|至)?\s?(?:
            (?<!\d)(?P<from>{YEAR})年?\s*[-—–~至到]+\s*(?P<to>{YEAR})年?(?P<span_word>期间)?
            | (?<![\dA-Za-z.])(?P<year>{YEAR})(?P<year_word>\s?年(?:末|底|初|度)?|(?=、20\d\d)|(?=的|[^{_NO_YEAR_BEFORE}]))
            | (?P<spelled_year>[一二][九零〇○][零〇○一二三四五六七八九]{{2}})年(?:末|底|初|度)?
            | (?:第(?P<full_plan>二?十?[一二三四五六七八九]|二?十)个五年(?:规划|计划)?
                |(?<![一二三四五六七八九十百之])[“"]?(?P<plan>十[一二三四五六七]|[六七八九十])五[”"]?(?!普法)
                |[“"](?P<quoted_plan>二?十?[一二三四五六七八九]|二?十)五[”"](?!普法))
              (?P<plan_word>{_PLAN_WORD})?(?![{_NO_PLAN_BEFORE}]|[至到余多][{CHINESE_SIGNS}\d家个]) )
        | (?P<word>{_WORD}) | (?P<recent>(?:近|过去)[两二三四2-4]年来?|[两二三四]年来)
        | {_RANK}
        | (?P<shares>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){{2}})(?![\d:])
        | (?:(?P<bound6>{before})(?:达到?|了)?)?{_DOUBLES}(?P<after3>{after})?
        | (?P<bound5>{before})?(?P<ratio>\d+(?:\.\d+)?(?=:1(?![\d:.]))):1
        | (?P<bound4>{before})?(?P<tenths>[一二三四五六七八九1-9])(?<![\d.]\d)成(?P<tenths_more>[一二三四五六七八九半])?
          (?=[的多]|{_STOP}|以|左右|$)(?P<after4>{after})?
        | (?P<half_of>过半|超半数|超一半)(?={_STOP}|$)
        | (?:(?P<bound>{before})(?:达到?|了)?)?
          (?P<number>[百千]分之(?:{SPELLED}|{DIGITS})|(?<![A-Za-z\d.第·])(?<!·\s)(?:{_MINUS})?(?:{MIXED}|{DIGITS}))
          (?:(?P<low_unit>{unit}|万亿|[万亿])?(?:[-—–~至到]+|一(?=\d))(?P<high>{DIGITS}))?
          (?:(?P<scale>[万亿])(?P<about_scale>余|多)(?P<scaled>{unit})
            |(?P<about>余|多)?\s?(?P<unit>{unit}|{scale})?)(?P<half>(?<=倍)半)?(?P<after>{after})?
        | (?P<bound2>{before})?(?<!第)(?!{_A_CLASS})(?P<spelled>{SPELLED})
          (?:[-—–~至到](?P<spelled_high>[{CHINESE_SIGNS}]+))?(?P<about2>余|多)?
          (?P<unit2>{unit})(?P<half2>(?<=倍)半)?(?P<after2>{after})?)
        """,
        re.X,
    )
