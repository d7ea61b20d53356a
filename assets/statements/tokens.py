"""A sentence to tokens: figures (a number with all that belongs to it), ranks, times, separators. One scan, one grammar of tokens.

Everything is matched on folded text of the same length as the print, so a token's span is a span of the plan's text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from assets.language.numbers import read_chinese, read_counted, read_digits, read_mixed, read_spelled
from assets.language.years import plan_period, years_of_part
from assets.statements.token_pattern import AFTER, BEFORE, MOVES, token_pattern
from expectations.registry import load_registry

PART, RECENT, SHARE = "part", "recent", "share"
# Units of figures that compare: shares, by how many points they differ, times, doublings.
RATIOS, POINTS, MULTIPLE, DOUBLING = ("%", "‰", "成"), ("百分点", "个百分点", "千分点", "个千分点"), "倍", "番"


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
    # Of a time: base (比2015年), until (到2020年), span (“十三五”期间), part (2021年上半年), word (今年, 目前). Of a figure: share.
    role: str = ""
    word: str = ""
    spelled: bool = False  # a Chinese numeral


# Of a small Chinese numeral these make a figure (三家); with others it more often begins a word (一度, 两岸, 三位一体).
_COUNTED_BY_FEW = frozenset(
    ["家", "个", "名", "项", "件", "所", "人", "批次", "亿元", "万元", "亿美元", "个百分点", "百分点", "倍", "座", "条", "支", "篇", "套"]
)
# Names of figures without a unit: 城乡居民收入比缩小到2.3, 创新指数达到61.5.
_UNITLESS = re.compile(r"(?:指数|系数|比值|倍差|之比|收入比)(?:[由从][^,，。;；、]{1,16}[到至])?[^,，。;；、]{0,8}$")
_SHARES_OF_THREE = re.compile(r"(?:三次产业|产业结构|三产)[^。;；]{0,24}$")
_AFTER_A_SHARE = re.compile(r"[%‰][、和与]$")
_MOVES, _LONGEST_MOVE = re.compile(MOVES), 3  # characters
_LINKS = ("和", "、", "及", "与")
_LIST_BACK = 60  # characters of a list that may stand before the last of its figures: 受教育年限分别达到90%、99%、92%、45%和13.5年
_LOOK_BACK = 28  # characters before a figure that may say what it measures


def tokens_of(folded: str, start: int = 0, end: int | None = None) -> Iterator[Token]:
    """The tokens in ``folded[start:end]``, in order; numbers without a unit are left out here (they are accounted for elsewhere)."""
    for match in token_pattern().finditer(folded, start, len(folded) if end is None else end):
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
    if match["plan"] or match["full_plan"] or match["quoted_plan"]:
        return _plan(match)
    if match["recent"]:
        return Token(Kind.TIME, *span, role=RECENT, word=match["recent"])
    return Token(Kind.TIME, *span, role="word", word=match["word"]) if match["word"] else None


def _part_of_year(match: re.Match[str]) -> Token:
    """2021年上半年, 今年1—9月: a time of its own, which never stands for the year."""
    year = int(match["part_year"]) if match["part_year"] else None
    return Token(Kind.TIME, *match.span(), year=year, role=PART, word=match["part_word"] or "")


def _figure(match: re.Match[str]) -> Token | None:
    numeral, unit = match["number"] or "", match["unit"] or (match["scaled"] and f"{match['scale']}{match['scaled']}")
    high = read_digits(match["high"]) if match["high"] else None
    unit = unit or _shared_unit(match)
    if numeral[0] in "百千":
        try:
            value, high = _read_number(numeral[3:])
        except ValueError:
            return None
        unit = "%" if numeral[0] == "百" else "‰"
    elif unit is None and _is_zero_share(match, numeral):
        value, unit = 0.0, "%"
    elif not _may_measure(match, unit):
        return None
    else:
        value = read_mixed(numeral) if any(place in numeral for place in "万千百") else read_digits(numeral)
    if (high is not None and high < value) or (match["low_unit"] and not (unit or "").startswith(match["low_unit"])):
        return None
    sign = _comparator(match["bound"], match["about"] or match["about_scale"], match["after"])
    return Token(Kind.FIGURE, *match.span(), value=value + (0.5 if match["half"] else 0), value_max=high, unit=unit, comparator=sign)


def _shared_unit(match: re.Match[str]) -> str | None:
    """The unit that only the last of listed figures prints: 分别回落2.16和1.66个百分点; None where the next is no such."""
    start, end = match.span()
    if match.string[end : end + 1] not in _LINKS or "分别" not in match.string[max(0, start - _LOOK_BACK) : start]:
        return None
    following = token_pattern().match(match.string, end + 1)
    return (following["unit"] or _shared_unit(following)) if following and following["number"] else None


def _is_zero_share(match: re.Match[str], numeral: str) -> bool:
    """分别为85%、0: of listed shares the one that is nothing prints no sign."""
    behind = match.string[match.end() : match.end() + 1]
    return (
        numeral in ("0", "零")
        and _AFTER_A_SHARE.search(match.string[max(0, match.start() - 2) : match.start()]) is not None
        and behind in ("", *",，。;；)")
    )


def _may_measure(match: re.Match[str], unit: str | None) -> bool:
    """Whether a number with this unit may be a figure: a time (11.6年) only of a name that is one, no unit only of an index or ratio."""
    lead = match.string[max(0, match.start() - (_LOOK_BACK if unit is None else _LIST_BACK)) : match.start()]
    if unit is None:
        behind = match.string[match.end() : match.end() + _LONGEST_MOVE]
        return (not behind or behind[0] in ",，。;；、)" or _MOVES.match(behind) is not None) and _UNITLESS.search(lead) is not None
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
        value = (int(tenths) if tenths.isdigit() else read_chinese(tenths)) + (
            read_chinese(match["tenths_more"] or "") / 10 if more is None else more
        )
        sign = _comparator(match["bound4"], None, match["after4"])
        return Token(Kind.FIGURE, *match.span(), value=value, unit="成", comparator=sign, spelled=True)
    if match["half_of"]:
        return Token(Kind.FIGURE, *match.span())
    if match["ratio"]:
        lead = match.string[max(0, match.start() - _LOOK_BACK) : match.start()]
        return (
            Token(
                Kind.FIGURE,
                *match.span(),
                value=read_digits(match["ratio"]),
                unit=":1",
                comparator=_comparator(match["bound5"], None, None),
            )
            if "比" in lead
            else None
        )
    if match["times"] is None and match["folds"] is None:
        return Token(Kind.FIGURE, *match.span("doubles"), unit="番")
    try:
        value = read_digits(match["folds"]) if match["folds"] else float(read_chinese(match["times"]))
    except ValueError:
        return None
    return Token(Kind.FIGURE, *match.span(), value=value, unit="番", comparator=_comparator(match["bound6"], None, match["after3"]))


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
    bounded = bool(bound or match["about2"] or match["after2"])
    try:
        low, high, scale = read_counted(numeral, match["spelled_high"], bounded=bounded)
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
        return AFTER[after]
    if before:
        return BEFORE[before]
    return "~" if about else "="


def _base(match: re.Match[str]) -> Token:
    year = int(match["base_year"]) if match["base_year"] else plan_period(match["base_plan"])[1] if match["base_plan"] else None
    return Token(Kind.TIME, *match.span(), year=year, role="base", word=match[0])


def _plan(match: re.Match[str]) -> Token | None:
    start, end = plan_period(match["plan"] or match["full_plan"] or match["quoted_plan"] or "")
    word = match["plan_word"] or ""
    if match["plan_part"]:  # “十四五”后三年
        start, end = years_of_part(start, end, match["plan_part"])
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
