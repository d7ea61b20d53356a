"""What must agree among figures, as a careful reader reckons: growth, totals, parts, quotients, repetitions. Own arithmetic throughout.

Every function answers for figures as they stand; tolerances are those of the print (half of the last digit), plus what a reader would
let pass as another way of rounding or reckoning.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from expectations.registry import Registry
from tests.workbench.defects.defect import Figure

POINTS = "百分点"
TOTAL = re.compile(r"^(?:合计|总计|小计|全[市县区省国州](?:合计)?)$")
SAME = 0.01  # of a figure: what two prints of one fact may differ by, besides rounding
GROWTH_POINTS, GROWTH_SHARE = 0.15, 0.06  # of a stated growth in %: what it may be off in points, or by this share of itself
CHANGE_POINTS = 0.01  # the same for a change stated in percentage points, which plans print with two decimals
QUOTIENT = 0.05
JUMP = 8.0
JUMP_YEARS = 10
FEW = 5  # counts below this jump easily: 2 laboratories become 20

# part → whole, of one area and year; those by level of recognition (国家级 in 省级以上 in 市级以上) are told by the ids themselves.
_WHOLE = {
    "invention_patent_grants": "patent_grants", "invention_patent_applications": "patent_applications",
    "high_value_patents": "invention_patents_in_force", "invention_patents_in_force": "patents_in_force",
    "high_value_patents_per_10k": "invention_patents_per_10k", "invention_patents_per_10k": "patents_per_10k",
    "rd_expenditure_enterprise": "rd_expenditure", "rd_expenditure_industrial": "rd_expenditure", "rd_expenditure_basic": "rd_expenditure",
    "rd_expenditure": "gdp", "above_scale_value_added": "gdp", "digital_core_value_added": "gdp", "industrial_value_added": "gdp",
    "hightech_value_added": "gdp", "hightech_exports": "exports", "exports": "foreign_trade",
    "hightech_enterprises_above_scale": "hightech_enterprises", "fiscal_st_expenditure": "public_budget_expenditure",
    "fiscal_st_expenditure_own_level": "fiscal_st_expenditure",
}  # fmt: skip
_RECOGNISED = (("_national", "_provincial_up"), ("_provincial", "_provincial_up"), ("_provincial_up", "_municipal_up"))
# ratio in % → numerator, denominator
_QUOTIENT = {
    "rd_intensity": ("rd_expenditure", "gdp"), "hightech_va_to_above_scale": ("hightech_value_added", "above_scale_value_added"),
    "hightech_va_to_gdp": ("hightech_value_added", "gdp"), "digital_core_share": ("digital_core_value_added", "gdp"),
    "enterprise_rd_share": ("rd_expenditure_enterprise", "rd_expenditure"),
    "basic_research_share": ("rd_expenditure_basic", "rd_expenditure"),
    "invention_grant_share": ("invention_patent_grants", "patent_grants"), "tech_contract_to_gdp": ("tech_contract_value", "gdp"),
    "hightech_export_share": ("hightech_exports", "exports"), "fiscal_st_to_gdp": ("fiscal_st_expenditure", "gdp"),
}  # fmt: skip


def value_of(figure: Figure) -> float:
    """The figure in its standard unit, else as printed."""
    return figure.value if figure.standard is None else figure.standard


def is_whole_number(figure: Figure, registry: Registry) -> bool:
    """Whether the figure counts things one by one: exact, and never a fraction."""
    indicator = registry.indicators.get(figure.indicator_id or "")
    return indicator is not None and indicator.kind == "count" and figure.factor == 1 and "年" not in (figure.unit or "")


def differ(one: Figure, other: Figure) -> bool:
    """Whether two prints of one fact tell different figures, beyond rounding."""
    a, b = value_of(one), value_of(other)
    return abs(a - b) > one.half_digit + other.half_digit + 1e-9 and abs(a - b) > SAME * max(abs(a), abs(b))


def growth_differs(base: Figure, target: Figure, stated: Figure, years: int) -> bool:
    """Whether a growth a year, in % or points, is neither the compound nor the simple one between two levels."""
    corners = [
        (value_of(base) + i * base.half_digit, value_of(target) + j * target.half_digit) for i, j in itertools.product((-1, 0, 1), repeat=2)
    ]
    if stated.unit_std == POINTS:
        return _beyond([(t - b) / years for b, t in corners], stated, max(CHANGE_POINTS, GROWTH_SHARE * abs(value_of(stated))))
    if any(b <= 0 or t < 0 for b, t in corners):
        return False
    room = max(GROWTH_POINTS, GROWTH_SHARE * abs(value_of(stated)))
    compound = [((t / b) ** (1 / years) - 1) * 100 for b, t in corners]
    simple = [(t / b - 1) / years * 100 for b, t in corners]
    return _beyond(compound, stated, room) and _beyond(simple, stated, room)


def _beyond(reckoned: Sequence[float], stated: Figure, room: float) -> bool:
    low, high = min(reckoned) - stated.half_digit, max(reckoned) + stated.half_digit
    return not low - room <= value_of(stated) <= high + room


def increase_differs(base: Figure, level: Figure, stated: Figure, exact: bool) -> bool:
    """Whether a level less its stated increase (比2015年增加242家, 增长一倍) is another baseline than the one printed."""
    if stated.measure == "growth":
        if value_of(base) <= 0:
            return False
        grown = (value_of(level) / value_of(base) - 1) * 100
        return abs(grown - value_of(stated)) > max(1.0, GROWTH_SHARE * abs(value_of(stated)))
    room = 0.0 if exact else level.half_digit + base.half_digit + stated.half_digit
    return abs(value_of(level) - value_of(stated) - value_of(base)) > room + 1e-9


def sum_differs(total: Figure, parts: Sequence[Figure], exact: bool) -> bool:
    """Whether parts do not add up to their total, beyond the rounding of each."""
    room = 0.0 if exact else total.half_digit + sum(part.half_digit for part in parts)
    return abs(value_of(total) - sum(map(value_of, parts))) > room + 1e-9


def sums_in(table: Sequence[Figure]) -> list[tuple[Figure, list[Figure]]]:
    """The totals that a table prints with their parts: 合计 over places, and a row with several under 其中. They need not add up."""
    levels = [figure for figure in table if figure.measure == "level" and figure.factor is not None]
    found = []
    for total in levels:
        beside = [f for f in levels if (f.status, f.year) == (total.status, total.year) and f.number != total.number]
        if total.place and TOTAL.match(total.place):
            of_places = [f for f in beside if f.place and (f.indicator_id, f.name) == (total.indicator_id, total.name)]
            found.append((total, of_places))
        found.append((total, parts_of(total, beside)))
    return [(total, parts) for total, parts in found if len(parts) > 1]


def parts_of(whole: Figure, beside: Iterable[Figure]) -> list[Figure]:
    """The figures under 其中 below a whole, of the same place."""
    at = whole.name_at
    return [f for f in beside if at and f.parent and f.parent[0] <= at[0] and at[1] <= f.parent[1] and f.place == whole.place]


def wholes_of(indicator_id: str | None) -> set[str]:
    """The indicators that this one is a part of, directly or not."""
    wholes: set[str] = set()
    open_ids = [indicator_id] if indicator_id else []
    while open_ids:
        one = open_ids.pop()
        upper = {one.removesuffix(part) + whole for part, whole in _RECOGNISED if one.endswith(part)}
        upper |= {_WHOLE[one]} if one in _WHOLE else set()
        open_ids += upper - wholes
        wholes |= upper
    return wholes


def quotients_with(indicator_id: str | None) -> list[tuple[str, str, str]]:
    """Ratio, numerator and denominator of every quotient that the indicator is one of."""
    return [(ratio, *terms) for ratio, terms in _QUOTIENT.items() if indicator_id in (ratio, *terms)]


def quotient_differs(ratio: Figure, numerator: Figure, denominator: Figure) -> bool:
    """Whether a ratio in % is not that of its numerator and denominator."""
    if value_of(denominator) <= 0 or value_of(ratio) <= 0:
        return False
    reckoned = value_of(numerator) / value_of(denominator) * 100
    return abs(reckoned - value_of(ratio)) > QUOTIENT * value_of(ratio) + ratio.half_digit


def jumps(one: Figure, other: Figure, is_count: bool) -> bool:
    """Whether two levels lie an order of magnitude apart, as no ordinary growth within ten years does."""
    low, high = sorted((value_of(one), value_of(other)))
    near = one.year is not None and other.year is not None and 0 < abs(one.year - other.year) <= JUMP_YEARS
    return near and low > 0 and high >= JUMP * low and not (is_count and low < FEW)


def latest(figures: Iterable[Figure]) -> Figure | None:
    """The figure of the latest year; None of none."""
    return max((f for f in figures if f.year is not None), key=lambda f: f.year or 0, default=None)
