"""The indicator's name out of the cell that prints it: without numbering, unit, marks; a sub-row completed by what it is part of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.fold import fold, squeeze, tidy
from assets.language.tablewords import NUMBERING
from assets.language.unitwords import loose_unit
from assets.language.years import Period, find_periods
from assets.observations.brackets import Told, tail_bracket, told_in_bracket
from assets.tables.plan_table import Cell

_MARKS = re.compile(r"(?:[*#※†‡]|[①-⑳]|[¹²³⁰-⁹]|\[\d{1,2}\])+$")
_BROKEN = re.compile(r"\s*[|｜]?\s*\n\s*[|｜]?\s*")  # a name over two lines, with the bar that ended the first
# Pinyin that a reading aid left behind its character: 研yán发fā投入强度.
_PINYIN = re.compile(r"(?<=[\u4e00-\u9fff])[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]*")
_LEAD = re.compile(r"^[\s:：、,，]+")
# A name that itself says growth: 高新技术产业增加值增速(%) holds a growth of 高新技术产业增加值, 单位GDP能源消耗降低(%) a decline.
_GROWTH_NAME = re.compile(
    r"(?:(?:[五5]年)?累计|年均|同比|年平均)?"
    r"(?P<word>增长率|增长速度|增长幅度|增长|增速|增幅|涨幅|上涨|递增率|下降率|下降幅度|下降|降低率|降低幅度|降低|降幅)$"
)
# A name that says what came on top: 新增发明专利(件) counts a change; 新建, 引进, 培育 count what there is of that kind; an average or a
# share of what was added (新增劳动力平均受教育年限) counts nothing.
_ADDED_NAME = re.compile(
    r"^(?:年均|每年|累计|年度)?(?:新增|净增)(?!.*(?:平均.*|年限|比重|占比|比例|率|强度)$)|..(?:新增|净增)(?:数|量|数量)?$"
)
_ACT = re.compile(r"供应|供给|改造|治理|修复|培育|培训|开工|开通|投放|投入|建设|完成|实施|认定|登记|注册|就业|收储|转移|利用")
_MADE = re.compile(r"^建成(?=[^区]...)")  # says no more than that it is there
_RANK_NAME = re.compile(r"(?:排名|位次|名次|排位)(?:\(.*\))?$")


@dataclass(frozen=True, slots=True)
class PrintedName:
    """An indicator's name and what is printed with it."""

    name: str  # on one line, without numbering, note marks, the unit in brackets and a period before it
    unit: str | None = None  # in the brackets that close the name, as printed: (億元) gives 億元
    marks: tuple[str, ...] = ()  # note marks: 高新技术企业① gives ①
    period: Period | None = None  # 2021—2025年新增省级以上创新平台, 电力装机(2030)
    basis: str | None = None  # 城镇新增就业(五年累计), 年末总户数(期末)
    attribute: str | None = None  # 森林覆盖率(%,约束性)


NO_NAME = PrintedName("")


def read_name(cell: Cell) -> PrintedName:
    """The name in a cell, with the unit, note marks and period printed with it."""
    printed, unit = _without_loose_unit(cell.text.rstrip())
    text = tidy(_PINYIN.sub("", _BROKEN.sub(" ", printed)))
    text = _LEAD.sub("", text[_numbering(text) :])
    period = next((p for p in find_periods(fold(text))[:1] if p.char_start == 0), None)
    if period and not text[period.char_end :].startswith("以"):  # 2000年以前建成的小区 says which of them
        text = text[period.char_end :].lstrip("期间末底,，年度时 ")
    told, marks = Told(unit=unit, period=period), []
    while True:
        if (mark := _MARKS.search(fold(text))) and mark.start() > 0:
            marks.append(mark[0])
            text = text[: mark.start()].rstrip()
        elif (start := tail_bracket(text)) and (said := told_in_bracket(text[start + 1 : -1])) is not None:
            told = told.filled(said)
            text = text[:start].rstrip()
        else:
            text = text[made.end() :] if (made := _MADE.match(fold(text))) else text
            return PrintedName(text, told.unit, tuple(marks), told.period, told.basis, told.attribute)


def _without_loose_unit(text: str) -> tuple[str, str | None]:
    """年接待游客，亿人次 and 粮食产量 万吨 without their unit, and the unit."""
    loose = loose_unit(text)
    return (text[: loose[0]], loose[1]) if loose else (text, None)


def _numbering(text: str) -> int:
    """Where the name begins behind any numbering and list marks (1. ①(二)★)."""
    at = 0
    while match := NUMBERING.match(fold(text[at:])):
        if match.end() >= len(text) - at:
            break
        at += match.end() + len(text[at + match.end() :]) - len(text[at + match.end() :].lstrip())
    return at


def growth_in_name(name: str) -> tuple[str, int] | None:
    """The name without its growth word, and the growth's sign; None for a name that says no growth (or nothing besides)."""
    match = _GROWTH_NAME.search(squeeze(fold(name)))
    if not match or match.start() < 2:
        return None
    kept = name[: len(name) - (len(squeeze(fold(name))) - match.start())]
    return kept.rstrip(" (（年均同比累计") or name, -1 if match["word"][0] in "下降" and not match["word"].startswith("增") else 1


def without_added(name: str) -> str:
    """The name of what was added to: 新增上市公司 gives 上市公司; a name that says no addition stays."""
    match = _ADDED_NAME.match(name)
    return name[match.end() :] if match else name


def name_of_change(name: str) -> str:
    """The name of a change without its verb: 新增公交车 gives 公交车; an act of its own (新增供应住房) stays whole."""
    rest = without_added(name)
    return name if not rest or _ACT.match(rest) else rest


def is_rank_name(name: str) -> bool:
    """Whether the name says that the figure is a rank: 县域创新能力排名."""
    return bool(_RANK_NAME.search(squeeze(fold(name))))


def is_added_name(name: str) -> bool:
    """Whether the name says that the figure counts what was added: 新增省级研发平台."""
    return bool(_ADDED_NAME.search(squeeze(fold(name))))
