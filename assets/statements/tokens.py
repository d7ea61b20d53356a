"""A sentence to tokens: figures (a number with all that belongs to it), ranks, times, separators. One scan, one grammar of tokens.

Everything is matched on folded text of the same length as the print, so a token's span is a span of the plan's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assets.language.fold import fold
from assets.language.numbers import CHINESE, DIGITS, read_chinese, read_digits
from assets.language.quantity import BOUND_AFTER, BOUND_BEFORE
from assets.language.years import YEAR, plan_period
from expectations.registry import load_registry

# Units that measure time or order things: with them a number dates, orders or lasts, and says nothing of an indicator.
_NO_UNITS = frozenset(
    [
        "年",
        "月",
        "个月",
        "日",
        "天",
        "小时",
        "期",
        "类",
        "度",
        "组",
        "片",
        "门",
        "起",
        "部",
        "份",
        "对",
        "间",
        "米",
        "千米",
        "只",
        "单",
        "例",
        "级",
        "岁",
        "届",
    ]
)
# Counters that make a figure of a Chinese numeral (三家, 两批次); 个 and 大 more often count what a slogan counts (四个一批, 八大产业).
_ROUND_NUMBERS = {"十": 10.0, "百": 100.0, "千": 1000.0, "万": 10000.0}  # 产值突破千亿元
_SPELLED_UNITS = "家|个|名|项|件|所|人|批次|亿元|万元|个百分点|百分点|倍|座|条|支|篇|套|万"


class Kind(StrEnum):
    """What a token is."""

    FIGURE = "figure"
    RANK = "rank"
    TIME = "time"
    BREAK = "break"  # 。;
    COMMA = "comma"
    LIST = "list"  # 、


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a sentence with its meaning; offsets in the text scanned."""

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
    role: str = ""  # of a time: base (比2015年), until (到2020年), span (“十三五”期间), word (今年, 目前), part (上半年, 1—9月)
    word: str = ""
    spelled: bool = False  # a Chinese numeral


# What makes four digits a count and no year (2020家), and a Chinese 十五 a number and no plan (十五家).
_NO_YEAR_BEFORE = r"\d\s.,%‰\-—~、A-Za-z家个项件名人位年万亿千百余多"
# Behind such a word a dash is the number's sign: 增速为-2.3%, 由上年的-1.5%提高到…; elsewhere it joins or parts (2016-2020年, —投入5亿元).
_MINUS = r"(?<=[为达到是至约的由从长])-(?=\d)"
_NO_PLAN_BEFORE = "号届条章节次位名个家项年月日亿万千百"
_BEFORE = {word: sign for sign, words in BOUND_BEFORE.items() for word in words if word not in ("前", "近", "多于", "控制在")}
_BEFORE |= {"近": "~", "将近": "~", "接近": "~", "逾": ">", "过": ">", "不足": "<", "不到": "<", "至少达到": ">=", "控制在": "="}
_AFTER = {word: sign for sign, words in BOUND_AFTER.items() for word in words if word != "+"}


def _alternatives(words: object) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))  # type: ignore[call-overload]


@lru_cache(maxsize=1)
def text_units() -> str:
    """The units that may stand behind a number in running text, longest first, as a pattern."""
    return _alternatives({fold(unit) for unit in load_registry().units} - _NO_UNITS)


# The signs that a token can begin with; looking for one of these first makes the search four times as fast.
_FIRST_SIGNS = "".join(sorted({word[0] for word in _BEFORE})) + (
    '。；;!?！？\n，,：:、0123456789-零〇一二两三四五六七八九十百千万“"比较截到至前第榜首翻目当迄今本全年去上下规期五近'
)


@lru_cache(maxsize=1)
def _pattern(first_signs: str = _FIRST_SIGNS) -> re.Pattern[str]:
    unit, before, after = text_units(), _alternatives(_BEFORE), _alternatives(_AFTER)
    return re.compile(
        rf"""
        (?=[{re.escape(first_signs)}]) (?:
        (?P<break>[。；;!?！？\n]) | (?P<comma>[，,：:]) | (?P<list>、)
        | (?P<base>[比较](?:(?P<base_year>{YEAR})\s?年?(?:末|底|初)?
            |[“"]?(?P<base_plan>十[一二三四五六七]|[六七八九十])五[”"]?(?:末|期末|初)?|(?:上年|去年|上一?年度?)(?:同期)?|同期))
        | (?P<until>截至|截止到?|截止|到|至)?\s?(?:
            (?<!\d)(?P<from>{YEAR})年?\s*[-—–~至到]+\s*(?P<to>{YEAR})年?(?P<span_word>期间)?
            | (?<![\dA-Za-z.])(?P<year>{YEAR})(?P<year_word>\s?年(?:末|底|初|度)?|(?=、20\d\d)|(?=的|[^{_NO_YEAR_BEFORE}]))
            | (?:第(?P<full_plan>二?十?[一二三四五六七八九]|二?十)个五年(?:规划|计划)?
                |(?<![一二三四五六七八九十百之])[“"]?(?P<plan>十[一二三四五六七]|[六七八九十])五[”"]?(?!普法)
                |[“"](?P<quoted_plan>二?十?[一二三四五六七八九]|二?十)五[”"](?!普法))
              (?P<plan_word>期?末|末期|收官之?年|期间|时期|以来)?(?![{_NO_PLAN_BEFORE}]) )
        | (?P<part>上半年|下半年|前[二三两]?个?季度|第?[一二三四]个?季度|(?<!\d)\d{{1,2}}\s?[-—–~至到]\s?\d{{1,2}}月份?|前\d{{1,2}}个月)
        | (?P<word>截至目前|截止目前|目前|当前|迄今|今年|本年度?|全年|年内|年底前?|去年|上年|规划期末|到?期末|五年来|近年来|规划期内)
        | (?:第(?P<rank>\d{{1,4}}|{CHINESE})(?P<rank_unit>位|名)
            |(?P<first>(?:榜首|首位|第一)(?=[,，。;；、)]|$))
            |前(?P<top>\d{{1,4}}|{CHINESE})(?P<top_unit>位|名|强)|(?<=[省国市区州])前(?P<top_bare>\d{{1,3}}|{CHINESE})(?=[,，。;；、)]|$))
        | (?:(?P<bound>{before})(?:达到?|了)?)?
          (?P<number>百分之(?:{CHINESE}|{DIGITS})|(?<![A-Za-z\d.第])(?:{_MINUS})?(?:{DIGITS}))
          (?:(?P<low_unit>{unit})?[-—–~至到]+(?P<high>{DIGITS}))?
          (?:(?P<scale>[万亿])(?P<about_scale>余|多)(?P<scaled>{unit})
            |(?P<about>余|多)?\s?(?P<unit>{unit})?)(?P<after>{after})?
        | (?P<bound3>突破|超过|超|逾)(?P<round>[十百千万])(?P<unit3>{unit})
        | (?P<bound2>{before})?(?<!第)(?P<spelled>(?:{CHINESE}))(?P<about2>余|多)?(?P<unit2>{_SPELLED_UNITS})(?P<after2>{after})?
        | (?P<doubles>翻了?(?P<times>{CHINESE})?番)(?P<after3>{after})?)
        """,
        re.X,
    )


def tokens_of(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens in ``folded[start:end]``, in order; numbers without a unit are left out here (they are accounted for elsewhere)."""
    for match in _pattern().finditer(folded, start, len(folded) if end is None else end):
        simple = _SIMPLE.get(match.lastgroup or "")
        token = Token(simple, *match.span()) if simple else _read(match)
        if token is not None:
            yield token


def _read(match: re.Match[str]) -> Token | None:
    group = match.groupdict()
    if group["number"]:
        return _figure(match, group)
    if group["spelled"]:
        return _spelled(match, group)
    if group["round"]:
        value = _ROUND_NUMBERS[group["round"]]
        return Token(Kind.FIGURE, *match.span(), value=value, unit=group["unit3"], comparator=_BEFORE[group["bound3"] or ""], spelled=True)
    if group["base"]:
        return _base(match, group)
    if group["from"]:
        return Token(Kind.TIME, *match.span(), year=int(group["to"]), year_start=int(group["from"]), role="span")
    if group["year"]:
        return Token(Kind.TIME, *match.span(), year=int(group["year"]), role="until" if group["until"] else "year")
    if group["plan"] or group["full_plan"] or group["quoted_plan"]:
        return _plan(match, group)
    if group["part"]:
        return Token(Kind.TIME, *match.span(), role="part", word=group["part"])
    if group["word"]:
        return Token(Kind.TIME, *match.span(), role="word", word=group["word"])
    if group["rank"] or group["top"] or group["top_bare"] or group["first"]:
        return _rank(match, group)
    if group["doubles"]:
        return _doubling(match, group)
    return None


_SIMPLE = {"break": Kind.BREAK, "comma": Kind.COMMA, "list": Kind.LIST}


def _figure(match: re.Match[str], group: dict[str, str | None]) -> Token | None:
    numeral, unit = group["number"] or "", group["unit"] or (group["scaled"] and f"{group['scale']}{group['scaled']}")
    if numeral.startswith("百分之"):
        share = _share(numeral.removeprefix("百分之"))
        if share is None:
            return None
        value, unit = share, "%"
    elif unit is None:
        return None
    else:
        value = read_digits(numeral)
    high = read_digits(group["high"]) if group["high"] else None
    if high is not None and high < value:
        return None
    return Token(
        Kind.FIGURE,
        *match.span(),
        value=value,
        value_max=high,
        unit=unit,
        comparator=_comparator(group["bound"], group["about"] or group["about_scale"], group["after"]),
    )


def _doubling(match: re.Match[str], group: dict[str, str | None]) -> Token | None:
    """翻两番 is a figure of 2 番; 翻番 alone prints no number and is a figure in words."""
    if group["times"] is None:
        return Token(Kind.FIGURE, *match.span("doubles"), unit="番")
    try:
        value = float(read_chinese(group["times"]))
    except ValueError:
        return None
    return Token(Kind.FIGURE, *match.span(), value=value, unit="番", comparator=_comparator(None, None, group["after3"]))


def _share(numeral: str) -> float | None:
    """The number behind 百分之: 三, 15.5; 百 is a hundred; None where it is none (百分之二三十)."""
    if numeral[0].isdigit():
        return read_digits(numeral)
    try:
        return 100.0 if numeral == "百" else float(read_chinese(numeral))
    except ValueError:
        return None


def _spelled(match: re.Match[str], group: dict[str, str | None]) -> Token | None:
    try:
        value = float(read_chinese(group["spelled"] or ""))
    except ValueError:
        return None
    sign = _comparator(group["bound2"], group["about2"], group["after2"])
    return Token(Kind.FIGURE, *match.span(), value=value, unit=group["unit2"], comparator=sign, spelled=True)


def _comparator(before: str | None, about: str | None, after: str | None) -> str:
    if after:
        return _AFTER[after]
    if before:
        return _BEFORE[before]
    return "~" if about else "="


def _base(match: re.Match[str], group: dict[str, str | None]) -> Token:
    year = int(group["base_year"]) if group["base_year"] else plan_period(group["base_plan"])[1] if group["base_plan"] else None
    return Token(Kind.TIME, *match.span(), year=year, role="base", word=match[0])


def _plan(match: re.Match[str], group: dict[str, str | None]) -> Token | None:
    start, end = plan_period(group["plan"] or group["full_plan"] or group["quoted_plan"] or "")
    word = group["plan_word"] or ""
    if "末" in word or "收官" in word or group["until"]:
        return Token(Kind.TIME, *match.span(), year=end, role="until")
    return Token(Kind.TIME, *match.span(), year=end, year_start=start, role="span", word=word)


def _rank(match: re.Match[str], group: dict[str, str | None]) -> Token | None:
    if group["first"]:
        return Token(Kind.RANK, *match.span(), value=1.0, unit="位")
    printed = group["rank"] or group["top"] or group["top_bare"] or ""
    try:
        value = float(printed) if printed.isdigit() else float(read_chinese(printed))
    except ValueError:
        return None
    unit = group["rank_unit"] or group["top_unit"] or "位"
    return Token(Kind.RANK, *match.span(), value=value, unit="位" if unit == "强" else unit, comparator="=" if group["rank"] else "<=")
