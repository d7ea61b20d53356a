"""Which characters of a plan are a number. Data, as patterns on folded text; :mod:`assets.numerals.numerals` asks them.

Digits always are one. Chinese numerals are one where a counter, an order or a slogan makes them one (三家, 第二位, 一区四园), and none in
words that have lost their number: 一批, 进一步, 一体化, 一带一路, 十分.
"""

from __future__ import annotations

import re

from assets.language.numbers import CHINESE, DIGITS

SPELLED = "零〇○一二两三四五六七八九十百千万亿"
OPEN_QUOTE = '“"‘「『'
CLOSE_QUOTE = '”"’」』'
# Superscripts, subscripts, circled and bracketed figures, Roman numerals of one character, fractions.
MARKS = "¹²³⁰⁴-⁹₀-₉①-⒛⓪⓵-⓿❶-➓㈠-㈩㊀-㊉Ⅰ-ⅻ¼-¾⅐-⅞"
_DIGIT = "一二三四五六七八九"

# What a number begins with. Looked for by itself, because one set of characters is found many times faster than alternatives are.
START = re.compile(rf"[\d{MARKS}{SPELLED}]")
# A number, or what may be one. Some copies part the digits of a year (2 0 2 5 年); several points make several numbers: 2018.05.24, 1.2.3.
NUMERAL = re.compile(
    rf"""
      (?P<digits> [12](?:[ ]\d){{3}}(?=\s*[年〕]) | \d+(?=\.\d+\.\d) | (?<=\d\.)\d+ | {DIGITS} )
    | (?P<mark> [{MARKS}] )
    | (?P<share> [百千万]分之(?:{CHINESE}|{DIGITS}) | [{_DIGIT}十]+分之[{_DIGIT}十]+ )
    | (?P<year> [一二][〇零○九][〇零○{_DIGIT}]{{2}}(?=\s*年) )
    | (?P<plan> (?<![{SPELLED}第])(?:十[{_DIGIT}]五|[六七八九十]五(?=\s*(?:[{CLOSE_QUOTE}]|规划|时期|期间|以来|期?末|科技|重点|发展))) )
    | (?P<spelled> [零〇一二两三四五六七八九十百千][{SPELLED}]* | 万亿(?:(?<=[破超过达近]万亿)|(?=级)) )
    """,
    re.X,
)

# Behind 二 to 十, 两, 百 and 千 these make a number of them; not where they begin another word (三项目, 十分, 两支持).
COUNTERS = re.compile(
    r"""家|个(?!体|性|别|税)|名(?!单|称|优|义|录)|位(?!一体化)|项(?!目)|件|所|批(?!准|发|复|示|量)|次(?!生|要|序|方|元|日)|倍|座|条|支(?!持|撑|付|出|部|援|行)|篇|套
    |年|月|日(?!益|常|前|均|报|本)|天|周(?!边|期|围|转)|届|期(?!望|待|间|货|限)|[章编](?!程|制)|节(?!能|点|约|水)|部分|类|种(?!子|业|植)|轮|方面|处(?!理|置|于)|场(?!所|地|景)
    |台(?!阶)|张|辆|艘|颗|架|栋|幢|户|亩|吨|公里|平方|季度|等奖|强|佳|小时|分钟|星期|学期|世纪|中全会|成(?=[以左的多半,，。;；、)一二三四五六七八九]|$)|大(?!学|型|会|力|量|批|数|小|局|湾|桥|道|家|众|专|气|洋|陆|田|连)
    |位一体|步走|级(?=指标|标准|学科|甲|乙|医|资质|子)|产业|产(?=融)|[余多](?=[家个项名件人座所批次条篇种年万亿])|人(?!才|工|口|民|员|均|类|体|文|生|士|力|大|选|机|事|社)|番|代(?=半导体)|水共治""",
    re.X,
)
# Behind 一 fewer do: 一个, 一条, 一支, 一套 say no more than "a".
COUNTERS_OF_ONE = re.compile(
    r"""家|[名座所件倍届]|项(?!目)|年(?!生|一|度)|期(?!待|望|间)|季度|等奖|类(?=新药|医)|[章篇编节](?!程|制)|次(?!性|次|元)|月(?=[份底末初至到、,一二三]|\s*$)|日(?!益|常)
    |周(?!边|围)|天|产业|级(?=指标|标准|学科|资质)|番|扇门|部分(?=\s)""",
    re.X,
)
# Before 一 these make another word of it: 统一, 唯一, 新一轮, 每一家, 某一年, 关键一年.
BEFORE_ONE = frozenset("统唯单同逐任某每这那另下上新专万划归整键要局官之最")
# Before a round number these say that it only gives a size: 数十家, 几百人.
BEFORE_ROUND = frozenset("数几")
# Words that look like a number with its counter and are none. Areas' names (五家渠, 三台县) come from the registry.
NO_NUMBERS = re.compile(
    r"""三方(?!面|阵|协议)|一时间|一带一路|百分(?!之)|十分(?!之)|千方百计|千家万户|万千|千万(?![元吨千家人亩个平级])|百花|百姓|百年(?!一)|[三四五]维|五金|四季|三角|三甲|[三五]江|九三
    |(?<!第)一[批体]|[一两三四]位数|两院(?=[”"」]?院士)|一一|二手|二次(?=元|创业|能源|开发|利用|电池|供水)|[二三]元|三资|八达|十字|五官|五谷|七夕|一年四季|一家[人之]|百家[争讲]|千人一面|三番五次|[一二三四五]氧化""",
    re.X,
)
# What counts in turn: 一区四园, 一核两极三带, 三高四新; 双, 多 and N may count too, and not all of it may be 一 (一企一策).
IN_TURN = re.compile(rf"(?:[{_DIGIT}两十百千双多N][一-鿿]{{1,3}}?){{2,}}$")
IN_TURN_BARE = re.compile(rf"(?:[{_DIGIT}两十][区园核轴带廊极链圈翼城心片组团点线面横纵镇港谷基市院器湾群][、,]?){{2,8}}")
QUOTED = re.compile(rf"[{OPEN_QUOTE}]([^{OPEN_QUOTE}{CLOSE_QUOTE}\n]{{2,14}})[{CLOSE_QUOTE}]")
# 表一, 附图二, 专栏三, 附件四, 指标五.
LISTED = "表图栏件标"
