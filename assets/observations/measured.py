"""What a column measures of the things down its rows: 产量 of 水泥, 饮料酒 and 服装 in a table of products."""

from __future__ import annotations

import re

from assets.language.fold import fold, squeeze
from assets.language.tablewords import INDICATOR_TAIL, MEASURE_HEAD, TAIL_BRACKET
from assets.language.years import find_periods
from assets.tables.plan_table import PlanTable, Role, TableValue
from assets.tables.shape import is_known_name

_SHARE = re.compile(r"^(?:比重|占比|构成)$")  # 人口数 | 比重 beside 城镇
_SHARES = re.compile(r"(?:率|比重|占比|比例|构成)$")
_SHARE_WORDS = {"构成": "占比"}


def measure_of(value: TableValue, table: PlanTable) -> str | None:
    """The measure that a value column's header is nothing but, of a growth column that of the values to its left; else None."""
    left = [column for column in table.columns[: value.column] if column.role is Role.VALUE]
    heading = value.heading if value.role is Role.VALUE else left[-1] if left else None
    if heading is None:
        return None
    words = squeeze(TAIL_BRACKET.sub("", fold(heading.header.rpartition(" ")[2])))
    for period in reversed(find_periods(words)):
        words = words[: period.char_start] + words[period.char_end :]
    return words if MEASURE_HEAD.match(words) or _SHARE.match(words) else None


def with_measure(name: str, measure: str | None) -> str:
    """The name of a thing with what is measured of it: 水泥产量; a name that says its measure stays (发电量, 粮食总产量)."""
    folded = squeeze(fold(TAIL_BRACKET.sub("", name)))
    if measure is not None and _SHARE.match(measure):
        return name if _SHARES.search(folded) else name + _SHARE_WORDS.get(measure, measure)
    if measure is None or INDICATOR_TAIL.search(folded):
        return name
    return name + measure if is_known_name(folded + measure) or not is_known_name(folded) else name
