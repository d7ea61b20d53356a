"""A sentence to tokens: figures (a number with all that belongs to it), ranks, times, separators. One scan, one grammar of tokens.

Everything is matched on folded text of the same length as the print, so a token's span is a span of the plan's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assets.language.numbers import CHINESE, CHINESE_SIGNS, DIGITS, MIXED, SPELLED, read_chinese, read_digits, read_mixed, read_spelled
from assets.language.quantity import BOUND_AFTER, BOUND_BEFORE
from assets.language.unitwords import text_units
from assets.language.years import YEAR, plan_period
from expectations.registry import load_registry

PART, SHARE = "part", "share"


class Kind(StrEnum):
    """What a token is."""

    FIGURE = "figure"
    RANK = "rank"
    TIME = "time"
    BREAK = "break"  # 。;
    COMMA = "comma"
    LIST = "list"  # 、


@dataclass(slots=True)  # not frozen: a frozen one takes four times as long to make, and there is one for each comma
class Token:
    """A stretch of a sentence with its meaning; offsets in the text scanned. Never changed once made."""

    kind: Kind
    start: int
    end: int
    value: float | None = None
    value_max: float | None = None
    unit: str | None = None  # folded
    comparator: str = "="
    among: str | None = None  # of a rank
    year: int | None = None
    year_start: int | None = None
    role: str = ""  # of a time: base (比2015年), until (到2020年), span (“十三五”期间), part (2021年上半年), word (今年, 目前); of a figure: share
    word: str = ""
    spelled: bool = False  # a Chinese numeral


# What makes four digits a count and no year (2020家), and a Chinese 十五 a number and no plan (十五家).
_NO_YEAR_BEFORE = r"\d\s.,%‰\-—~、A-Za-z家个项件名人位年万亿千百余多"
# Behind such a word a dash is the number's sign: 增速为-2.3%, 由上年的-1.5%提高到…; elsewhere it joins or parts (2016-2020年, —投入5亿元).
_MINUS = r"(?<=[为达到是至约的由从长])-(?=\d)"
_NO_PLAN_BEFORE = "号届条章节次位名个家项年月日亿万千百"
_BEFORE = {word: sign for sign, words in BOUND_BEFORE.items() for word in words if word not in ("前", "近", "多于", "控制在")}
_BEFORE |= {"近": "~", "将近": "~", "接近": "~", "逾": ">", "过": ">", "破": ">", "不足": "<", "不到": "<", "至少达到": ">=", "不超": "<=", "控制在": "="}
_AFTER = {word: sign for sign, words in BOUND_AFTER.items() for word in words if word != "+"}
_STOP = "[,，。;；、)]"
# Of a small Chinese numeral these make a figure (三家); with others it more often begins a word (一度, 两岸, 三位一体).
_COUNTED_BY_FEW = frozenset(["家", "个", "名", "项", "件", "所", "人", "批次", "亿元", "万元", "亿美元", "个百分点", "百分点", "倍", "座", "条", "支", "篇", "套"])
_ROUND = {"": 1.0, "十": 10.0, "百": 100.0, "千": 1000.0}  # 产值突破千亿元, 出口突破百万辆, 进出口突破万亿元
# Names of figures without a unit: 城乡居民收入比缩小到2.3, 创新指数达到61.5.
_UNITLESS = re.compile(r"(?:指数|系数|比值|倍差|之比|收入比)[^,，。;；、]{0,8}$")
_SHARES_OF_THREE = re.compile(r"(?:三次产业|产业结构|三产)[^。;；]{0,24}$")
_SCALE = re.compile(r"(?:万亿|[万亿])$")
_LOOK_BACK = 28  # characters before a figure that may say what it measures


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


# The signs that a token can begin with; looking for one of these first makes the search four times as fast.
_FIRST_SIGNS = "".join(sorted({word[0] for word in _BEFORE})) + (
    '。；;!?！？\n，,：:、0123456789-零〇一二两三四五六七八九十百千万亿“"比较截到至前第榜首翻目当迄今本全年去上下规期五近'
)


@lru_cache(maxsize=1)
def _pattern(first_signs: str = _FIRST_SIGNS) -> re.Pattern[str]:
    unit, before, after = text_units(), _alternatives(_BEFORE), _alternatives(_AFTER)
    scale = rf"(?:万亿|[万亿])(?={_STOP}|台阶|大关|左右|以上|$)"
    return re.compile(
        rf"""
        (?=[{re.escape(first_signs)}]) (?:
        (?P<break>[。；;!?！？\n]) | (?P<comma>[，,：:]) | (?P<list>、)
        | (?P<base>[比较](?:(?P<base_year>{YEAR})\s?年?(?:末|底|初)?|[“"]?(?P<base_plan>十?[一二三四五六七八九])五[”"]?(?:末|期末|初)?
            |上年|去年|上一?年度?|同期))
        | (?P<day>20\d\d[-./]\d{{1,2}}[-./]\d{{1,2}}(?!\d))
        | (?P<part>(?:(?P<part_year>{YEAR})年|(?P<part_word>今年|本年|去年|上年))?\s?(?:[上下]半年|前?第?[一二三四1-4]个?季度
            |(?<!\d)1?\d月?份?\s?[-—–~至到]+\s?1?\d月份?|前(?:{CHINESE}|1?\d)个月))
        | (?P<until>截至|截止到?|截止|到|至)?\s?(?:
            (?<!\d)(?P<from>{YEAR})年?\s*[-—–~至到]+\s*(?P<to>{YEAR})年?(?P<span_word>期间)?
            | (?<![\dA-Za-z.])(?P<year>{YEAR})(?P<year_word>\s?年(?:末|底|初|度)?|(?=、20\d\d)|(?=的|[^{_NO_YEAR_BEFORE}]))
            | (?P<spelled_year>[一二][九零〇○][零〇○一二三四五六七八九]{{2}})年(?:末|底|初|度)?
            | (?<![一二三四五六七八九十百])[“"]?(?P<plan>十[一二三四五六七]|[七八九十])五[”"]?
              (?P<plan_word>期?末|末期|收官之?年|期间|时期|以来)?(?![{_NO_PLAN_BEFORE}]|[至到余多][{CHINESE_SIGNS}\d家个]) )
        | (?P<word>截至目前|截止目前|目前|当前|迄今|今年|本年度?|全年|年内|年底前?|去年|上年|规划期末|到?期末|五年来|近年来|规划期内)
        | (?:第(?P<rank>\d{{1,4}}|{CHINESE})(?P<rank_unit>位|名)
            |(?P<first>(?:榜首|首位|第一)(?={_STOP}|$))
            |(?<=[国省市区州县球界部西东北南角内盟居列排名位至到])第(?P<rank_bare>\d{{1,4}}|{CHINESE})(?={_STOP}(?!第.{{1,4}}[批届期产])|和第|$)
            |前(?P<top>\d{{1,4}}|{CHINESE})(?P<top_unit>位|名|强)|(?<=[省国市区州])前(?P<top_bare>\d{{1,3}}|{CHINESE})(?={_STOP}|$))
        | (?P<shares>\d+(?:\.\d+)?(?::\d+(?:\.\d+)?){{2}})(?![\d:])
        | (?P<bound5>{before})?(?P<ratio>\d+(?:\.\d+)?(?=:1(?![\d:.]))):1
        | (?P<bound4>{before})?(?P<tenths>[一二三四五六七八九1-9])(?<![\d.]\d)成(?P<tenths_more>[一二三四五六七八九半])?(?=[的多]|{_STOP}|以|左右|$)(?P<after4>{after})?
        | (?P<half_of>过半|超半数|超一半)(?={_STOP}|$)
        | (?:(?P<bound>{before})(?:达到?|了)?)?
          (?P<number>[百千]分之(?:{SPELLED}|{DIGITS})|(?<![A-Za-z\d.第])(?:{_MINUS})?(?:{MIXED}|{DIGITS}))
          (?:(?P<low_unit>{unit}|万亿|[万亿])?[-—–~至到]+(?P<high>{DIGITS}))?
          (?:(?P<scale>[万亿])(?P<about_scale>余|多)(?P<scaled>{unit})
            |(?P<about>余|多)?\s?(?P<unit>{unit}|{scale})?)(?P<half>(?<=倍)半)?(?P<after>{after})?
        | (?P<bound2>{before})?(?<!第)(?P<spelled>{SPELLED})(?:[-—–~至到](?P<spelled_high>[{CHINESE_SIGNS}]+))?(?P<about2>余|多)?
          (?P<unit2>{unit})(?P<half2>(?<=倍)半)?(?P<after2>{after})?
        | (?P<doubles>翻了?(?P<times>{CHINESE})?番)(?P<after3>{after})?)
        """,
        re.X,
    )


def tokens_of(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens in ``folded[start:end]``, in order; numbers without a unit are left out here (they are accounted for elsewhere)."""
    for match in _pattern().finditer(folded, start, len(folded) if end is None else end):
        kind = match.lastgroup or ""
        if simple := _SIMPLE.get(kind):
            yield Token(simple, *match.span())
        elif kind == "shares":
            yield from _shares(match)
        elif token := _read(match):
            yield token


def _read(match: re.Match[str]) -> Token | None:
    if match["number"]:
        return _figure(match)
    if match["spelled"]:
        return _spelled(match)
    if match["tenths"] or match["half_of"] or match["ratio"] or match["doubles"]:
        return _special(match)
    if match["rank"] or match["rank_bare"] or match["top"] or match["top_bare"] or match["first"]:
        return _rank(match)
    return _time(match)


_SIMPLE = {"break": Kind.BREAK, "comma": Kind.COMMA, "list": Kind.LIST}


def _time(match: re.Match[str]) -> Token | None:
    span = match.span()
    if match["base"]:
        return _base(match)
    if match["part"]:
        return _part_of_year(match)
    if match["from"]:
        return Token(Kind.TIME, *span, year=int(match["to"] or 0), year_start=int(match["from"]), role="span")
    if match["year"] or match["spelled_year"]:
        year = int(match["year"]) if match["year"] else read_chinese((match["spelled_year"] or "").replace("○", "〇"))
        return Token(Kind.TIME, *span, year=year, role="until" if match["until"] else "year")
    if match["plan"]:
        return _plan(match)
    return Token(Kind.TIME, *span, role="word", word=match["word"]) if match["word"] else None


def _part_of_year(match: re.Match[str]) -> Token:
    """2021年上半年, 今年1—9月: a time of its own, which never stands for the year; without a year the current one's."""
    if match["part_year"]:
        return Token(Kind.TIME, *match.span(), year=int(match["part_year"]), role=PART)
    return Token(Kind.TIME, *match.span(), role="word", word=match["part_word"] or "今年")


def _figure(match: re.Match[str]) -> Token | None:
    numeral, unit = match["number"] or "", match["unit"] or (match["scaled"] and f"{match['scale']}{match['scaled']}")
    high = read_digits(match["high"]) if match["high"] else None
    if numeral[0] in "百千":
        try:
            value, high = _read_number(numeral[3:])
        except ValueError:
            return None
        unit = "%" if numeral[0] == "百" else "‰"
    elif not _may_measure(match, unit):
        return None
    else:
        value = read_mixed(numeral) if any(place in numeral for place in "万千百") else read_digits(numeral)
    if (high is not None and high < value) or (match["low_unit"] and match["low_unit"] not in (unit, (unit or "")[:-1])):
        return None
    sign = _comparator(match["bound"], match["about"] or match["about_scale"], match["after"])
    return Token(Kind.FIGURE, *match.span(), value=value + (0.5 if match["half"] else 0), value_max=high, unit=unit, comparator=sign)


def _may_measure(match: re.Match[str], unit: str | None) -> bool:
    """Whether a number with this unit may be a figure: a time (11.6年) only of a name that is one, no unit only of an index or ratio."""
    lead = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
    if unit is None:
        behind = match.string[match.end() : match.end() + 1]
        return (not behind or behind in ",，。;；、)") and _UNITLESS.search(lead) is not None
    names = _times().get(unit)
    return names is None or names.search(lead) is not None


@lru_cache(maxsize=1)
def _times() -> dict[str, re.Pattern[str]]:
    """Units of time with what must stand before them: 平均受教育年限达到11.6年."""
    return {unit: re.compile(rf"(?:{names})[^。;；]*$") for unit, names in load_registry().unit_rules.grammar.time.items()}


def _read_number(numeral: str) -> tuple[float, float | None]:
    """The number behind 百分之: 三, 15.5, 三点二, 二三十; 百 is a hundred. Raises ``ValueError`` where it is none."""
    if numeral[0].isdigit():
        return read_digits(numeral), None
    return (100.0, None) if numeral == "百" else read_spelled(numeral)


def _special(match: re.Match[str]) -> Token | None:
    """近七成, 六成五, 过半, 2.5:1, 翻两番; 翻番 alone prints no number and is a figure in words."""
    if match["tenths"]:
        more = {"半": 0.5, None: 0.0}.get(match["tenths_more"])
        tenths = match["tenths"]
        value = (int(tenths) if tenths.isdigit() else read_chinese(tenths)) + (read_chinese(match["tenths_more"] or "") / 10 if more is None else more)
        sign = _comparator(match["bound4"], None, match["after4"])
        return Token(Kind.FIGURE, *match.span(), value=value, unit="成", comparator=sign, spelled=True)
    if match["half_of"]:
        return Token(Kind.FIGURE, *match.span())
    if match["ratio"]:
        lead = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
        return Token(Kind.FIGURE, *match.span(), value=read_digits(match["ratio"]), unit=":1", comparator=_comparator(match["bound5"], None, None)) if "比" in lead else None
    if match["times"] is None:
        return Token(Kind.FIGURE, *match.span("doubles"), unit="番")
    try:
        value = float(read_chinese(match["times"]))
    except ValueError:
        return None
    return Token(Kind.FIGURE, *match.span(), value=value, unit="番", comparator=_comparator(None, None, match["after3"]))


def _shares(match: re.Match[str]) -> Iterator[Token]:
    """三次产业结构调整为8.3:41.4:50.3: three shares in %, a figure each."""
    start = match.start()
    if not _SHARES_OF_THREE.search(match.string[max(0, start - 2 * _LOOK_BACK) : start]):
        return
    for part in re.finditer(r"[\d.]+", match[0]):
        yield Token(Kind.FIGURE, start + part.start(), start + part.end(), value=read_digits(part[0]), unit="%", role=SHARE)


def _spelled(match: re.Match[str]) -> Token | None:
    """两万三千人, 三至五家, 百万辆 behind a bound; a small numeral only with a counter that makes a figure of it."""
    numeral, unit, bound = match["spelled"] or "", match["unit2"] or "", match["bound2"]
    scale = "" if "点" in numeral else match_[0] if (match_ := _SCALE.search(numeral)) else ""
    head = numeral.removesuffix(scale)
    try:
        if head in _ROUND and head != "十":
            if not (bound or match["about2"] or match["after2"]):
                return None
            low, high = _ROUND[head], None
        else:
            low, high = read_spelled(head)
        if match["spelled_high"]:
            high = read_spelled(match["spelled_high"])[0]
    except ValueError:
        return None
    is_few = len(numeral) == 1 and not match["about2"] and not bound
    if (is_few and unit not in _COUNTED_BY_FEW) or not _may_measure(match, unit) or (high is not None and high < low):
        return None
    sign = _comparator(bound, match["about2"], match["after2"])
    value = low + (0.5 if match["half2"] else 0)
    return Token(Kind.FIGURE, *match.span(), value=value, value_max=high, unit=scale + unit, comparator=sign, spelled=True)


def _comparator(before: str | None, about: str | None, after: str | None) -> str:
    if after:
        return _AFTER[after]
    if before:
        return _BEFORE[before]
    return "~" if about else "="


def _base(match: re.Match[str]) -> Token:
    year = int(match["base_year"]) if match["base_year"] else plan_period(match["base_plan"])[1] if match["base_plan"] else None
    return Token(Kind.TIME, *match.span(), year=year, role="base", word=match[0])


def _plan(match: re.Match[str]) -> Token | None:
    start, end = plan_period(match["plan"] or "")
    word = match["plan_word"] or ""
    if "末" in word or "收官" in word or match["until"]:
        return Token(Kind.TIME, *match.span(), year=end, role="until")
    return Token(Kind.TIME, *match.span(), year=end, year_start=start, role="span", word=word)


def _rank(match: re.Match[str]) -> Token | None:
    if match["first"]:
        return Token(Kind.RANK, *match.span(), value=1.0, unit="位")
    printed = match["rank"] or match["rank_bare"] or match["top"] or match["top_bare"] or ""
    try:
        value = float(printed) if printed.isdigit() else float(read_chinese(printed))
    except ValueError:
        return None
    unit = match["rank_unit"] or match["top_unit"] or "位"
    exact = match["rank"] or match["rank_bare"]
    return Token(Kind.RANK, *match.span(), value=value, unit="位" if unit == "强" else unit, comparator="=" if exact else "<=")
