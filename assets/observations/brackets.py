"""What the bracket that closes a name says of its figures: (亿元), (%,约束性), (五年累计), (2030年); others are part of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.fold import fold, squeeze
from assets.language.quantity import BASIS
from assets.language.tablewords import ATTRIBUTE_CELL, UNIT_LINE
from assets.language.unitwords import is_unit
from assets.language.years import Period, find_periods

_OPENING, _CLOSING = "([〔", ")]〕"
_PARTS = re.compile(r"[,，、;；]")
_INNER = re.compile(r"\(([^()]*)\)$")
_PERIOD_ALONE = re.compile(r"(?:到|至|截至)?(?P<period>.+?)(?:年?末|年?底|期间|期末|数据|值)?")
# How the row's figures are counted; 期末 (at the end) only says that they are no total.
_COUNTED = re.compile(
    r"(?:[一二三四五六七八九十\d]年|期内|规划期内?|期间)?(?P<word>累计|合计|年均|年平均)(?:新增|值|数|量)?|(?P<end>期末|年末|期末值|期末数)"
)
_RATE = re.compile(r"1?/\d*[十百千万亿]+")  # deaths of 1/10万
_REMARK = re.compile(r"(?:特色|核心|新增|参考|监测|国家|省级?|市级?|考核)指标")


@dataclass(frozen=True, slots=True)
class Told:
    """What brackets behind a name tell of the row's figures."""

    unit: str | None = None  # as printed
    period: Period | None = None
    basis: str | None = None
    attribute: str | None = None

    def filled(self, other: Told) -> Told:
        """This, and what the other tells besides."""
        return Told(self.unit or other.unit, self.period or other.period, self.basis or other.basis, self.attribute or other.attribute)


def tail_bracket(text: str) -> int:
    """Where the bracket opens that closes the text, inner brackets passed over: 数量(万套(间)) gives that of 万套; 0 where none does."""
    folded, depth = fold(text), 0
    if not folded or folded[-1] not in _CLOSING:
        return 0
    for at in range(len(folded) - 1, -1, -1):
        depth += (folded[at] in _CLOSING) - (folded[at] in _OPENING)
        if depth == 0:
            return at
    return 0


def told_in_bracket(inside: str) -> Told | None:
    """What the inside of a bracket tells, each part being a unit, attribute, year or way of counting; None where any is not."""
    printed = squeeze(inside)
    if unit := _unit(printed):
        return Told(unit=unit)
    told: dict[str, str | Period] = {}
    for part in _PARTS.split(printed):
        found = _told(part)
        if found is None:
            return None
        told |= found
    return Told(**told)  # type: ignore[arg-type]


def _told(part: str) -> dict[str, str | Period] | None:
    folded = fold(part)
    if unit := _unit(part):
        return {"unit": unit}
    if ATTRIBUTE_CELL.match(folded):
        return {"attribute": folded}
    if counted := _COUNTED.fullmatch(folded):
        return {"basis": BASIS.get(counted["word"], "cumulative")} if counted["word"] else {}
    if (alone := _PERIOD_ALONE.fullmatch(folded)) and len(periods := find_periods(folded)) == 1:
        whole = periods[0].char_start <= alone.start("period") + 1 and periods[0].char_end >= alone.end("period") - 1
        return {"period": periods[0]} if whole else None
    return {} if _REMARK.fullmatch(folded) else None


def _unit(printed: str) -> str | None:
    """The unit in 亿元, 单位:亿元 or 万套(间), as printed."""
    line = UNIT_LINE.fullmatch(fold(printed))
    said = printed[len(printed) - len(line["unit"]) :] if line else printed
    inner = _INNER.search(fold(said))
    nested = inner is not None and is_unit(inner[1]) and is_unit(said[: inner.start()])
    known = nested or is_unit(said) or bool(_RATE.fullmatch(fold(said)))
    return said if known and said else None
