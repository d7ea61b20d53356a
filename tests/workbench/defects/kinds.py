"""The kinds of defects in a cell or a sentence: each takes a good plan and chance, and gives one defect, or None where it finds no place.

What a defect does to the text is done to the plan's figures as well, as a careful reader would read them: that is all ``sight`` is told.
"""

from __future__ import annotations

import re
from dataclasses import replace
from random import Random

from tests.workbench.defects import figure_relations as relations
from tests.workbench.defects.defect import Defect, Edits, Figure, GoodPlan, Span
from tests.workbench.defects.figure_units import SWAPS, factor_with
from tests.workbench.defects.making import Tools, defect_of, holds, one_number, pick

SHORTEST_NAME = 2
_STATUS_WORDS = re.compile(r"实际|完成|现状|基数|基期|实绩|目标|规划|预期|计划")


def decimal_point_lost(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """2.73 becomes 273."""
    figure = pick(chance, [f for f in plan.figures if "." in f.digits])
    return None if figure is None else one_number("decimal point lost", plan, figure, figure.digits.replace(".", ""))


def digits_exchanged(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """1206 becomes 1260: two neighbouring digits that differ; no number begins with a 0 before another digit."""
    figure = pick(chance, plan.figures)
    if figure is None:
        return None
    digits = figure.digits
    ways = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1) if digits[i : i + 2].isdigit()]
    ways = [way for way in ways if way != digits and not re.match(r"0\d", way)]
    return one_number("digits exchanged", plan, figure, chance.choice(ways)) if ways else None


def negative_share(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """2.28 becomes -2.28 in a row of shares."""
    figure = pick(chance, [f for f in plan.figures if f.measure == "level" and f.unit == "%" and f.value > 0])
    if figure is None:
        return None
    edits = Edits.of([((figure.digits_at[0], figure.digits_at[0]), "-")])
    return defect_of("negative share", plan, edits, [replace(figure, value=-figure.value)], (figure.digits, f"-{figure.digits}"))


def total_wrong(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """One digit of a total that adds up, or of one of its parts, becomes another: 1050 becomes 1080."""
    tables: dict[str | None, list[Figure]] = {}
    for one in plan.of_tables:
        tables.setdefault(one.table, []).append(one)
    sums = [found for table in tables.values() for found in relations.sums_in(table) if not relations.sum_differs(*found, exact=False)]
    figure = pick(chance, [one for total, parts in sums for one in (total, *parts)])
    if figure is None:
        return None
    at = chance.choice([i for i, sign in enumerate(figure.digits) if sign.isdigit()])
    digit = chance.choice([d for d in "123456789" if d != figure.digits[at]])
    return one_number("total does not add up", plan, figure, figure.digits[:at] + digit + figure.digits[at + 1 :])


def unit_swapped(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """亿元 becomes 万元, 家 becomes %: in a unit column, the name's brackets, a header or the text, for all figures it governs."""
    places = sorted({f.unit_at for f in plan.figures if f.unit_at is not None and f.unit in SWAPS})
    if not places:
        return None
    at = chance.choice(places)
    governed = [f for f in plan.figures if f.unit_at == at]
    old = plan.text[slice(*at)]
    new = chance.choice(SWAPS[old])
    after = [replace(f, unit=new, factor=factor_with(f, new, tools.registry)) for f in governed]
    return defect_of("unit swapped", plan, Edits.of([(at, new)]), after, (old, new))


def year_shifted(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """2025 becomes 2052 or 2015: one digit of a year in a header, in a row's cell or in a sentence is another."""
    places = sorted({f.year_at for f in plan.figures if f.year_at is not None})
    if not places:
        return None
    at = chance.choice(places)
    old = plan.text[slice(*at)]
    i = chance.choice((1, 2, 2, 3, 3, 3))  # the last digits of a year are those misprinted
    new = old[:i] + chance.choice([d for d in "0123456789" if d != old[i]]) + old[i + 1 :]
    after = [_redated(f, at, int(old), int(new), plan) for f in plan.figures if f.year_at == at or _follows(f, at, int(old), plan)]
    return defect_of("year shifted", plan, Edits.of([(at, new)]), after, (old, new))


def _follows(figure: Figure, at: Span, year: int, plan: GoodPlan) -> bool:
    """Whether a growth or increase is reckoned from or to the year printed at a place: in the same table or line, no year of its own."""
    if figure.measure not in ("growth", "change") or year not in (figure.year, figure.year_start):
        return False
    governed = next(f for f in plan.figures if f.year_at == at)
    if figure.table is None or governed.table is None:
        return figure.table == governed.table and plan.text.count("\n", *sorted((at[0], figure.at[0]))) == 0
    return figure.table == governed.table and not figure.period_is_named


def _redated(figure: Figure, at: Span, old: int, new: int, plan: GoodPlan) -> Figure:
    if figure.year_at != at:
        return replace(
            figure, year=new if figure.year == old else figure.year, year_start=new if figure.year_start == old else figure.year_start
        )
    status = figure.status
    if figure.table is not None and plan.period_start is not None and not _STATUS_WORDS.search(_cell_around(plan.text, at)):
        status = "actual" if new < plan.period_start else "target"  # a header that is a mere year says it by the year
    return replace(figure, year=new, status=status)


def _cell_around(text: str, at: Span) -> str:
    start = max(text.rfind(sign, 0, at[0]) for sign in "|｜\t\n") + 1
    return re.split(r"[|｜\t\n]", text[start:], maxsplit=1)[0]


def name_truncated(plan: GoodPlan, chance: Random, tools: Tools) -> Defect | None:
    """规模以上工业企业… becomes 上工业企业…: characters cut from the start or the end of a name in a table."""
    wholes = {f.parent for f in plan.of_tables}
    names = sorted({f.name_at for f in plan.of_tables if f.name_at and not any(holds(whole, f.name_at) for whole in wholes)})
    names = [at for at in names if at[1] - at[0] > SHORTEST_NAME]
    if not names:
        return None
    at = chance.choice(names)
    old = plan.text[slice(*at)]
    cut = chance.randint(1, min(len(old) // 2, len(old) - SHORTEST_NAME))
    new = old[cut:] if chance.random() < 0.5 else old[:-cut]
    after = [replace(f, name=new, indicator_id=tools.names.match(new, f.unit).indicator_id) for f in plan.of_tables if f.name_at == at]
    return defect_of("name truncated", plan, Edits.of([(at, new)]), [_of_indicator(f, tools) for f in after], (old, new))


def _of_indicator(figure: Figure, tools: Tools) -> Figure:
    """A level under another indicator is held to that one's unit."""
    indicator = tools.registry.indicators.get(figure.indicator_id or "")
    if indicator is None or figure.measure != "level" or indicator.unit == figure.unit_std:
        return figure
    unit = tools.registry.units.get(figure.unit or "")
    lawful = unit is not None and unit.canonical_unit == indicator.unit
    return replace(figure, unit_std=indicator.unit, factor=unit.factor if unit is not None and lawful else None)
