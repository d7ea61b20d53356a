"""What a number is by what stands right beside it, where it states nothing of an indicator. Data: one rule a line.

A rule is a disposition and a pattern that begins at the number, on folded text; what stands before it is looked back for. The first rule
that holds decides. ``RIGHT_BESIDE`` are sure of themselves; ``BY_ITS_UNIT`` only hold where nobody knows better.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from assets.language.years import YEAR
from assets.numerals.numeral_words import CLOSE_QUOTE, LISTED, OPEN_QUOTE, SPELLED


class Rules(NamedTuple):
    """Rules as one pattern: each alternative is a group, whose number is its disposition's place."""

    pattern: re.Pattern[str]
    dispositions: Sequence[str]

    def at(self, folded: str, start: int) -> str | None:
        """The disposition of the number at ``start``; None where no rule holds."""
        match = self.pattern.match(folded, start)
        return self.dispositions[match.lastindex - 1] if match and match.lastindex else None


def _rules(*rules: tuple[str, str]) -> Rules:
    return Rules(re.compile("|".join(f"({pattern})" for _, pattern in rules)), [disposition for disposition, _ in rules])


def _behind(*words: str) -> str:
    """Looks back for any of the words (patterns of fixed length), with or without a blank behind them."""
    return "(?:" + "|".join(f"(?<={word}{blank})" for word in words for blank in ("", r"\s")) + ")"


_N = r"(?>\d+(?:[.,]\d+){0,4})"  # all of the number or nothing: 3.0MW must not be taken for a 3
_COUNTED = r"\s*(?:[家个项亿万件人%‰]|名|[余多][家个项万])"
_RANGE = r"\s*[-—–―~至到、]+\s*"
_MORE = r"(?:[-—~至]\d[\d.]*)?"  # the other end of a range
_ORDINARY = rf"[{SPELLED}]+"
_TEN = "[一二三四五六七八九十]+"
_TO_20 = "十[一二三四五六七八九]?"
_SAID_OF = r"\s*(?:规划|时期|期间|期?末|以来|科技|重点|发展|计划|开局)"
# Numbers that are names of their own, where nothing is counted with them.
_NAMED = r"(?:985|211|863|973|948|123\d\d|110|119|120)"
_LETTER_UNITS = (
    r"(?:(?:[munpμkKcd]?m|mm²|[kmμ]?g|[kKMGT]?[Ww]p?h?|[kKm]?[VAv]|m?Ah|[kKMGT]?Hz|[KMGTkm]?bps|[KMGTPE]?[Bb](?:it|yte)?"
    r"|[EPTG]?F[Ll][Oo][Pp][Ss]|[kMG]?Pa|ppm|dB|[tThLP]|rpm)(?![A-Za-z])|[℃°㎜㎞㎏μΩ])"
)
_UNITS = (
    r"(?:英寸|寸|微克|毫克|轴|毫米|厘米|微米|纳米|公里|千米|海里|米(?!粉)|平方|亩|公顷|吨|轴|千瓦|兆瓦|吉瓦|伏|安时|瓦|赫|兆|摄氏度|度(?!假)|克|千克|公斤"
    r"|毫升|升(?!级|至|到)|立方|马力|目(?!标|前)|核(?!心)|线(?!上|下|路)|代(?!表)|系|型(?!企)|级|层|台|套|辆|头|座|㎡|株|只|羽|张床|[床张](?!位)"
    r"|万(?:吨|亩|台|套|辆|头|株|只|千瓦|平)|亿(?:立方|千瓦|只|枚|块|斤))"
)

_AFTER_NUMBER_OF_DOCUMENT = _behind("[〕\\])]", "[〕\\])]第", "[〕\\])] 第")
_AFTER_PLUS = _behind("[0-9NX][+]")
_AFTER_LISTED = _behind(f"[{LISTED}]")
_TH = _behind("第")

DIGITS_BESIDE = _rules(
    # 辛政办字〔2022〕22号, (2015)第 3 号令
    ("document_number", r"(?<=[〔\[(])\d{4}(?=\s*[〕\])]\s*(?:第\s*)?\d+\s*号)|(?<=〔)\d{4}(?=〕)"),
    ("document_number", rf"{_AFTER_NUMBER_OF_DOCUMENT}\d+(?=\s*号)|\d+(?=\s*号(?:令|文|公告|通告))"),
    # 电话:0573-82528888, 邮编:314000, 科创路 8 号楼 203 室
    ("contact", r"1[3-9]\d{9}(?!\d)|0\d{2,3}(?=[-—]\d{7,8})|(?:(?<=0\d\d\d[-—])|(?<=0\d\d[-—]))\d{7,8}"),
    ("contact", r"(?:(?<=电话:)|(?<=邮编:)|(?<=传真:))\d+|(?<=[路街巷])\d+(?=号)|\d+(?=\s*(?:号[楼院]|室(?!内|温)|栋\d|楼\d))"),
    # “863计划”
    ("name", rf"{_NAMED}(?=计划|工程|高校|院校|热线)"),
    # “1253”工程, “5+2”, “5·115”工程, 1+3+N
    ("slogan", rf"(?<=[{OPEN_QUOTE}])\d+(?=\s*[+\-—×xX*·]\s*[\dNXnx]|[{CLOSE_QUOTE}])|(?<=\d·)\d+(?=[{CLOSE_QUOTE}])"),
    ("slogan", rf"\d+(?=\s*\+\s*(?:[NXnx](?![A-Za-z])|\d))|{_AFTER_PLUS}\d+"),
    # “333人才汇”, 从0到1, 4大体系
    ("slogan", rf"(?<=[{OPEN_QUOTE}])(?:\d{{1,4}}(?=(?!年|月|个?小时|分钟)[一-鿿]{{1,8}}[{CLOSE_QUOTE}])|\d{{3}}(?=人才))"),
    ("slogan", r"(?<=从)0(?=到1)|(?:(?<=从0到)|(?<=0”到“))1|\d{1,2}(?=大(?!于|学)|个?一批|方面|位一体|步走|张牌|[轴带核廊极][,、\d])"),
    # 中国制造2025, 工业4.0, 科技新政3.0版, 5G, 3D打印, 4K, 2C端, 5A级景区
    ("name", rf"{_behind('制造')}20\d\d|(?<=工业)\d\.0|\d\.0(?=[版」”时]|$)"),
    ("name", r"[2-6](?:\.5)?(?=[GgDd](?![A-Za-z])|[BC](?:端|类|市场))|[248](?=[Kk](?![A-Za-z]))|\d(?=A+级)"),
    # G60科创走廊, PM2.5, C919, COVID-19, ISO 9001
    ("name", rf"(?<=[A-Za-z])(?<!GDP)(?<!R&D){_N}|(?<=[A-Za-z][-—]){_N}(?!{_COUNTED}|{_LETTER_UNITS})"),
    ("name", r"(?:(?<=ISO )|(?<=GB/T )|(?<=No\.)|(?<=GB ))\d+"),
    # 863计划, 985、211高校, 世界500强, 全球500企业, 310国道, 1.1类新药, 电科22所
    ("name", rf"{_NAMED}(?![\d.])(?!{_COUNTED})|{_N}(?=\s*(?:强(?!度|化)|国道|省道|高速|号线|后(?=[、,创人青和])|类[新创医]))"),
    # 第34研究所, 每10万人
    ("name", rf"{_TH}\d+(?=研究|医院|中学|附属)|\d+(?=中学|医院)|(?<=每)\d+(?=万?人)|(?<=双)\d+"),
    ("name", r"(?:(?<=世界)|(?<=全球)|(?<=国内)|(?<=中国))\d00(?!\d)(?=企业)"),
    ("name", r"(?:(?<=电科)|(?<=中电)|(?<=集团)|(?<=工业)|(?<=兵器))\d+(?=所|院|厂)"),
    # 表1, 表2-1, 专栏 3, (1)
    ("numbering", rf"{_AFTER_LISTED}\d{{1,2}}(?![\d.%])(?!{_COUNTED}|\s*年[内来末底])|(?<=[表图][\d][-—.])\d+|(?<=\()\d{{1,2}}(?=\))"),
    # 12个月, 2小时, 30日内, 近5年来, 7×24小时
    ("duration", r"\d{1,3}(?:\.\d+)?(?=\s*(?:个?[多余]?(?:小时|分钟|工作日|学期)|[个余多]+月))"),
    ("duration", r"\d{1,3}(?:\.\d+)?(?=\s*(?:秒(?!级)|天(?!然)|周(?![边岁])|日(?:以内|之内|内)))"),
    ("duration", r"\d{1,3}(?=\s*(?:[余多]年|年[期内来间]|[×xX]24小时))"),
    # 2020年, 2016—2020年, 2018-05-24, 2016、2017年, 2035远景目标
    ("date", rf"{YEAR}(?!\d)(?=\s*(?:年|{_RANGE}(?:{YEAR}|\d\d(?!\d))|[-./]\s*\d{{1,2}}(?!\d|[%万亿])|[和及与或,]\s*{YEAR}))"),
    ("date", rf"{YEAR}(?=\s*(?:届|[远愿]景|版|度))|[12](?= \d \d \d\s*[年〕])"),
    ("date", rf"{_behind('[-—–―~至到/]', '年[-—–~至]')}{YEAR}(?![\d.%])(?!{_COUNTED})"),
    ("date", rf"{_behind('20[0-9][0-9][-./]', '20[0-9][0-9]年')}\d{{1,2}}(?=\s*(?:[-./—–~至]+\s*\d{{1,2}}|月|季度))"),
    ("date", r"(?:(?<=20\d\d[-./]\d[-./])|(?<=20\d\d[-./]\d\d[-./])|(?<=20\d\d[-./]))\d{1,2}(?![\d%])"),
    # 5月, 20日, 3季度, 21世纪, 90年代, 1-9月
    ("date", rf"\d{{1,2}}(?=\s*(?:月(?!均)|日(?!均|内|以内|之内|产|处|供)|季度|世纪|0?年代)|{_RANGE}\d{{1,2}}\s*[月日](?!均))"),
    # 09:30, 2011-15年, a year before words: 2025中部国际创新工场
    ("date", r"[012]?\d(?=:[0-5]\d(?!\d))|(?<=\d:)[0-5]\d|(?:(?<=20\d\d[-—–~])|(?<=20\d\d年[-—–~]))\d\d(?=\s*年)"),
    ("date", rf"{YEAR}(?![\d.%])(?!{_COUNTED})(?=\s*(?:[一-鿿)」”,。;、]|$))"),
    # 为期3年, 3-5年
    ("duration", r"\d{1,3}(?=\s*年(?!产|度)|[-—~至]\d{1,2}\s*年)"),
    # 第28次, 2期工程, 3等奖
    ("ordinal", rf"{_TH}\d+|\d+(?=\s*(?:期(?:工程|项目|建设)|等奖))"),
    # [1], 注1:, 注:1.
    ("note_mark", r"(?<=\[)\d{1,2}(?=\])|(?:(?<=注)|(?<=注:)|(?<=注释))\d{1,2}(?=[:.、)])"),
    # 50亿级产业, 45周岁
    ("threshold", rf"{_N}(?=\s*[万亿]+元?级|\s*周?岁)"),
    # 300mm, 2.0MW-3.0MW, 1:5, 3×2
    ("specification", rf"{_N}(?={_MORE}\s*{_LETTER_UNITS}|[×xX*]\d|[:∶]\d)|(?<=[×xX*:∶]){_N}(?!{_COUNTED})"),
)  # fmt: skip

SPELLED_BESIDE = _rules(
    # 二〇二五年, “十三五”, 第十四个五年规划, 五年规划
    ("date", rf"[一二][〇零○九][{SPELLED}○]{{2}}(?=\s*年)|(?:[六七八九十])五(?=[{CLOSE_QUOTE}]|{_SAID_OF})|十[一二三四五六七八九]五"),
    ("date", rf"{_TEN}(?=个五年)|(?<=个)五(?=年[规计发])|五(?=年规划|年计划)"),
    # 九月十八日, 一季度, 二十一世纪
    ("date", rf"{_TEN}(?=月(?:[份底末初至到、,]|{_TEN}|\s*$))|(?<=月){_TEN}(?=日)|[一二三四](?=季度)|{_TEN}(?=世纪)"),
    # 每百万人口, 一二三产业, 第三产业, 百强县, 千人计划, 百千万人才工程, 一类新药
    ("name", r"(?<=每)[十百千万]+(?=人)|[一二三]+(?=产[融值业](?<!大产业)|次产业)(?:(?<=二三)|(?<=第.))|[百千十]+(?=强|佳)"),
    ("name", r"[百千](?=人计划)|百千万(?=人才|工程)|一(?=类新药|类医)|三(?=项费用)"),
    # 第七一八研究所, “神舟十三号”, “七一”
    ("name", rf"{_TH}{_ORDINARY}(?=研究|医院|中学|附属)|{_ORDINARY}(?=号)|[五六七八十]一(?=[{CLOSE_QUOTE}])"),
    # 千亿级产业, 百亿元企业
    ("threshold", rf"{_ORDINARY}(?<=[百千万亿])(?=元?级)|[百千]亿(?=元?(?:以上|企业|产业|园区|集群|台阶|大关|斤))"),
    # (一), 表一, 一是, 第二章
    ("numbering", rf"(?<=\(){_TEN}(?=\))|(?<=[{LISTED}]){_TEN}|{_TEN}(?=是)|{_TH}{_TEN}(?=\s*(?:章|节|篇|编|部分|条(?!件)))"),
    # 每两周召开一次, 一年一次
    ("frequency", r"(?<=每)[两三四五六十](?=[年月周天个日])|(?<=年)[一两](?=[次评考])"),
    # 最多跑一次, 只进一扇门, 八项规定
    ("slogan", r"(?<=跑)一(?=次)|一(?=扇门)|八(?=项规定)"),
    # 第二批, 十八届三中全会, 三等奖, 二级指标, 二期
    ("ordinal", rf"{_TH}{_ORDINARY}|{_TEN}(?=\s*(?:届(?=[{SPELLED}全历省市县区]|中央)|中全会|等奖|级(?=指标|标准|学科|资质|[甲乙医])))"),
    ("ordinal", rf"{_TEN}(?=期(?:工程|项目|建设|[,、。及和竣开投]))|{_TEN}(?=次党代会|次全会)"),
    # 党的十九大, 二十大精神
    ("ordinal", rf"(?<=党的){_TEN}(?=大)|(?:二?十|{_TO_20})(?=大(?:精神|报告|以来|召开|和|、|。|,|提出|[》”)]|作出))"),
    ("duration", rf"{_ORDINARY}(?=[余多]?(?:年|个?月|天|周|日(?:内|之内)|小时|分钟|个工作日|学期|季度))"),
)  # fmt: skip

# How often: 举办大赛5届, 开展活动10场次, 不少于两批次
FREQUENT = re.compile(rf"(?:\d+|{_ORDINARY})[余多]?\s*(?:届|次(?!性|新)|场(?!所|地|景|均)|批|期(?!间|限|货|叠|实施|推进|完成)|轮次)")
# A count behind what is counted, which statements took for a slogan's: 重大科技专项十个, 引进人才八批
COUNT_BEHIND = re.compile(rf"{_ORDINARY}[余多]?[家个名项件所人座条种批][,。;、]")
# Counted things that no indicator counts: 三大产业, 五个方面, 十项指标, “四个意识”, 两大优势产业.
SPELLED_BY_COUNTER = _rules(
    ("slogan", rf"{_ORDINARY}(?=大|位一体|步走|张牌|个?一批|方面|字|期(?:叠加|实施|推进|完成)|水共治|[个项条类种](?=[一-鿿])(?!以上))"),
    ("specification", rf"{_ORDINARY}(?=吨|公里|平方|亩|台|套|辆)"),
)
# What shows that a number with a unit describes one thing: 年产5万吨, 10万吨级, 60万千瓦机组; 8英寸, 64位, 2195型 only describe.
_OF_ONE_THING = r"(?:级|[^,，。;；、\d]{0,10}(?:项目|工程|机组|生产线|产线|装置|码头|泊位|电站|电厂|设备|储罐|锅炉|线路|铁路|大桥|隧道))"
_SIZE_BEFORE = _behind("年产", "日产", "直径", "口径", "总长", "全长", "处理", "占地", "时速", "海拔", "单机")
_ONLY_SIZES = (
    r"(?:英寸|寸|轴|毫米|厘米|微米|纳米|伏|安时|赫|兆赫|摄氏度|马力"
    r"|目(?!标|前)|核(?!心)|线(?!上|下|路)|代(?!表)|系(?!列活)|型(?!企)|层(?!次))"
)
DIGITS_BY_UNIT = _rules(
    ("specification", rf"{_N}(?={_MORE}\s*{_ONLY_SIZES}|\s*系列)"),
    ("specification", rf"{_N}(?={_MORE}\s*[余多]?[万亿]?{_UNITS}{_OF_ONE_THING})|{_SIZE_BEFORE}{_N}(?={_MORE}\s*[余多]?{_UNITS})"),
    # 8AT变速器
    ("name", rf"{_N}(?=[A-Za-z])"),
)
