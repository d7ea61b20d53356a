"""A plan's period and the year it looks out to, the most authoritative statement first."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from assets.documents.about.hypothesis import Candidate, Choice, choose
from assets.documents.outline.dates import find_date
from assets.language.fold import fold
from assets.language.numbers import read_chinese
from assets.language.years import FIVE_YEAR_PLAN, YEAR, find_periods, period_of

_DASH = r"[-—–―~至到]"
# These patterns look through the whole text; where none of the signs that they begin with comes first, they are several times as slow.
# 项目实施期限 and 工程建设周期 are a project's, not the plan's.
_STATED = re.compile(
    r"(?=[规计方行实执])(?<!项目)(?<!课题)(?<!工程)(?<!任务)(?<!合同)(?:规划|计划|方案|行动|实施|执行)(?:期限|期间|期|年限|时限|周期|时间|年度)"
    rf"(?:(?:为|是|:|\(|确定为|定为|从|自){{1,2}}\s*(?P<when>[^。;\n]{{4,60}})|\s*(?P<bare>{YEAR}\s*年?\s*{_DASH}[^。;,\n]{{4,20}}))"
)
_PLAN = re.compile(FIVE_YEAR_PLAN)
_CITATION = re.compile(r"《[^《》]*》")
_SPELLED = str.maketrans("〇零○Oo一二三四五六七八九", "00000123456789")
_SPELLED_YEAR = re.compile(rf"(?:二[〇零○Oo]|一九)[〇零○Oo一二三四五六七八九]{{2}}(?=\s*(?:年|{_DASH}))")
_OUTLOOK = re.compile(
    rf"(?=[展面远12二])(?:(?:展望|面向|远眺)(?:到|至)?\s*(?P<a>{YEAR}|二[〇零○][一二三四五][〇零○一二三四五六七八九])|(?P<b>{YEAR}|二[〇零○][一二三四五][〇零○一二三四五六七八九])\s*年?\s*(?:的)?(?:远景|愿景|中长期|长远))"
)
# Days and months say nothing of the years: 2022年1月至12月, 2021年1月1日—2023年12月31日, 2023年起至2025年, 2021年度—2023年度.
_MONTHS = re.compile(rf"(?<=年)\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?[初底末]?|{_DASH}\s*\d{{1,2}}\s*月(?:\s*\d{{1,2}}\s*日)?[初底末]?")
_YEAR_TAIL = re.compile(rf"(?<=年)(?:度|起|开始|初)(?=\s*{_DASH})")
_ONE_YEAR = re.compile(rf"\s*(?P<year>{YEAR})\s*年(?:度|全年|一年)?\s*\)?")
_COUNT = r"(?P<count>[一二两三四五六七八九十]|\d{1,2})"
_LASTING = re.compile(rf"(?P<start>{YEAR})\s*年(?:起|开始)?[,、\s]*(?:实施)?(?:为期|期限|周期|时间|历时|共)(?:为|是)?\s*{_COUNT}\s*年")
# 力争通过三年努力,到2025年…
_EFFORT = re.compile(
    rf"(?:通过|经过|利用|再用|用|力争|未来)\s*{_COUNT}\s*年(?:左右)?的?(?:时间|努力|奋斗|攻坚|建设|实施)*[,、]?\s*(?:力争|争取|确保)?\s*[到至]\s*(?P<end>{YEAR})\s*年"
)
# 政府工作报告——2024年1月10日在某市第八届人民代表大会第三次会议上: the year it plans is its own, from November on the next.
_DELIVERED = re.compile(r"年.{2,8}日\s*在.{2,40}(?:会议|大会)")
_NEXT_YEAR_FROM = 11  # month
_BY_YEAR = re.compile(rf"[到至]\s*{YEAR}\s*年")
_LEAST_MENTIONS = 3
_EARLIEST_START = 1981  # of a five-year plan that a text without a title may be
_LONGEST_SPAN = 20  # years
_REACHED_BY = re.compile(rf"[到至]\s*(?P<year>{YEAR})\s*年")
_LEAST_DATED, _MOST_OUTSIDE = 5, 0.8  # how many years behind 到…年 can contradict a period, and which share of them
_OF_GOALS, _OF_REVIEW = re.compile("目标|任务|总体要求|指标"), re.compile("完成|回顾|情况")
_NATIONAL_YEARS = frozenset({2030, 2035, 2050, 2060})

Years = tuple[int, int]


def find_period(
    title: str | None,
    captions: Sequence[str],
    content: str,
    *,
    announced: str | None = None,
    headings: Sequence[str] = (),
    told: Years | None = None,
) -> Choice[Years]:
    """First and last year, by what speaks for them: statement, title, date of delivery, announced title, captions, headings, a stated
    effort, the five-year plan named most. What most dated targets contradict is taken back. ``content`` is the text, folded;
    ``told`` the one year that a report of statistics tells."""
    text = _years_only(_CITATION.sub("", content))
    found = list(_candidates(title, captions, text, announced, headings))
    if told and not found:
        found.append(Candidate(told, "told"))
    dated = [int(match["year"]) for match in _REACHED_BY.finditer(text)]
    checked = [Candidate(period, kind) for period in dict.fromkeys(one.value for one in found) if (kind := _kind_of_dated(period, dated))]
    return choose("period", [*found, *checked])


def _candidates(
    title: str | None, captions: Sequence[str], text: str, announced: str | None, headings: Sequence[str]
) -> Iterator[Candidate[Years]]:
    heading, is_told = fold(title or ""), False
    for kind, period in (
        ("stated", _stated(text)),
        ("title_span", _span(_years_only(heading))),
        ("delivered", _delivered(heading)),
        ("title_year", None if _DELIVERED.search(heading) else _single_year(heading)),
        ("announced", _span(_years_only(fold(announced or "")))),
        ("caption", next((found for caption in captions if (found := _span(_years_only(fold(caption))))), None)),
        ("effort", _effort(text)),
        ("heading", _headed(headings)),
    ):
        if period:
            is_told = True
            yield Candidate(period, kind)
    # The five-year plan named most says least and takes longest to be found.
    if not is_told and (period := _most_named(text)):
        yield Candidate(period, "named_most")


def _kind_of_dated(period: Years, dated: Sequence[int]) -> str | None:
    """Whether the years that targets are set for lie inside a period, or nearly all outside.

    A plan of one year speaks of later years all the same, and national strategies set years for everybody.
    """
    told = [year for year in dated if year <= period[1] or year not in _NATIONAL_YEARS]
    outside = sum(not period[0] <= year <= period[1] for year in told)
    if period[0] == period[1] or not told:
        return None
    if len(told) >= _LEAST_DATED and outside >= _MOST_OUTSIDE * len(told):
        return "dated_outside"
    return "dated_inside" if outside <= len(told) / 2 else None


def _headed(headings: Sequence[str]) -> Years | None:
    """The five-year plan that a heading of goals names: “十五五”时期发展目标."""
    for heading in headings:
        if (match := _PLAN.search(heading)) and _OF_GOALS.search(heading) and not _OF_REVIEW.search(heading):
            return period_of(match)
    return None


def _years_only(folded: str) -> str:
    """The text with its years in digits, and without the days and months that stand between the years of a span."""
    text = _SPELLED_YEAR.sub(lambda match: match[0].translate(_SPELLED), folded)
    return _YEAR_TAIL.sub("", _MONTHS.sub("", text))


def _stated(text: str) -> Years | None:
    """What a text states as its period: 规划期为2016—2020年, 实施时间为2022年1月至12月, 自2023年起,为期三年."""
    for match in _STATED.finditer(text):
        when = match["when"] or match["bare"]
        if lasting := _LASTING.match(when):
            start = int(lasting["start"])
            return start, start + _number(lasting["count"]) - 1
        for part in when.split(",")[:2]:  # 规划期为五年,2021—2025年
            if period := _span(part):
                return period
        if one := _ONE_YEAR.fullmatch(when.split(",")[0]):
            return int(one["year"]), int(one["year"])
    return None


def _span(folded: str) -> Years | None:
    """The first span of years or five-year plan that a text names."""
    for period in find_periods(folded):
        if period.start is not None and period.end - period.start <= _LONGEST_SPAN:
            return period.start, period.end
    return None


def _delivered(title: str) -> Years | None:
    """The year that a report plans: that of its delivery, from November on the next."""
    day = find_date(title) if _DELIVERED.search(title) else None
    if day is None:
        return None
    year = day.year + (day.month >= _NEXT_YEAR_FROM)
    return year, year


def _single_year(title: str) -> Years | None:
    """The year of a yearly plan: 2018年建设推进计划; of 2023年工作总结和2024年工作计划 the later. A year looked out to is none."""
    years = [period.end for period in find_periods(_BY_YEAR.sub("", _OUTLOOK.sub("", title)))]
    return (max(years), max(years)) if years else None


def _effort(text: str) -> Years | None:
    match = _EFFORT.search(text)
    return (int(match["end"]) - _number(match["count"]) + 1, int(match["end"])) if match else None


def _most_named(text: str) -> Years | None:
    counts = Counter(period_of(match) for match in _PLAN.finditer(text))
    often = [period for period, count in counts.items() if count >= _LEAST_MENTIONS and period[0] >= _EARLIEST_START]
    return max(often) if often else None


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else read_chinese(printed)


def find_outlook(title: str | None, content: str, period_end: int | None) -> int | None:
    """The year a plan looks out to beyond its period (展望到2035年); titles of other plans do not count."""
    for said in (fold(title or ""), _CITATION.sub("", content)):
        for match in _OUTLOOK.finditer(said):
            year = int((match["a"] or match["b"]).translate(_SPELLED))
            if year > (period_end or 0):
                return year
    return None
