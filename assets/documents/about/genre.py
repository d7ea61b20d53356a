"""Whether a document promises or reports: a statistical communique tells one year that is over, with or without a title."""

from __future__ import annotations

import re
from collections import Counter

from assets.documents.document import PlanMetadata
from assets.language.fold import fold
from assets.language.years import FIVE_YEAR_PLAN, YEAR

# A report of what was: its year is the last that is over, and it promises nothing.
_REPORTS = re.compile(r"公报|年报|统计(?:分析|报告)|(?<!政府)工作总结(?!.*(?:计划|打算|安排|思路|要点|谋划))")
_PLANS = re.compile(r"规划|计划|纲要|方案|意见|要点|行动|安排|目标|任务|建议|打算|措施|谋划|思路|部署|报告|责任|白皮书|分工")
# What statisticians write and planners do not: 比上年增长5.2%, 年末常住人口, 初步核算.
_COUNTED = re.compile(r"[比较](?:上|去)年|同比|初步核算|年末|全年")
_PROMISED = re.compile(rf"力争|确保|争取|到\s*{YEAR}\s*年|目标|规划|预期|{re.sub('[?]P<[a-z_]+>', '?:', FIVE_YEAR_PLAN)}")
_TOLD_YEAR = re.compile(rf"(?P<year>{YEAR})\s*年(?!\s*\d{{1,2}}\s*月)")
_CITATION = re.compile(r"《[^《》]*》")
_LEAST_COUNTED = 4  # words of counting before a text without a title is taken for statistics
_MOST_PROMISED = 0.25  # words of promise for each of counting
_LEAST_SHARE = 0.6  # of the years named, the one that is told


def names_a_report(title: str | None) -> bool:
    """Whether a title names a report of what was: 2023年国民经济和社会发展统计公报."""
    return _REPORTS.search(fold(title or "")) is not None


def names_a_plan(title: str | None) -> bool:
    """Whether a title names a kind of document that plans: 规划, 行动方案, 工作要点."""
    return _PLANS.search(fold(title or "")) is not None


def reads_like_statistics(folded: str) -> bool:
    """Whether a (folded) text counts what was and promises next to nothing."""
    counted = len(_COUNTED.findall(folded))
    return counted >= _LEAST_COUNTED and len(_PROMISED.findall(folded)) <= _MOST_PROMISED * counted


def tells_the_past(plan: PlanMetadata) -> bool:
    """Whether a document reports and promises nothing: by its title; where that names no kind of plan, by the words of its text."""
    return names_a_report(plan.title) or (plan.reads_like_statistics and not names_a_plan(plan.title))


def told_year(folded: str) -> tuple[int, int] | None:
    """The one year that a (folded) text of statistics tells, as a period; None where it names several alike, or none. No dates."""
    named = Counter(int(match["year"]) for match in _TOLD_YEAR.finditer(_CITATION.sub("", folded)))
    year, times = max(named.items(), key=lambda one: one[1], default=(0, 0))
    return (year, year) if times and times >= _LEAST_SHARE * named.total() else None
