"""What anyone could see of a defect: a careful reader with the plan, the other plans and the registry, and no knowledge of the rules.

The plans without the defect are the truth. A reason counts where it holds of a figure with the defect in the plan and did not hold of
it before; a defect without any reason is one that nobody can see, because nothing in the plans is there to tell it by.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from expectations.registry import Registry
from tests.workbench.defects import figure_relations as relations
from tests.workbench.defects.defect import Defect, Figure, GoodPlan, World
from tests.workbench.defects.figure_relations import value_of

REASONS = (
    "range", "unit", "growth", "direction", "jump", "total", "part", "quotient", "repetition", "two years", "other plan", "year",
    "name", "row twice",
)  # fmt: skip
_SHARE = re.compile(r"占.*(?:比重|比例|比)$|占比$|覆盖率$")
_NATIONAL_YEARS = frozenset({2030, 2035, 2050, 2060})
_YEARS = range(1990, 2061)
_BASE_AGE = 5  # years before the plan from which a table's only baseline is too old to be meant
_TELLING_DIGITS = 3  # a number with so many digits is not told of two years by chance


def reasons(defect: Defect, world: World, registry: Registry) -> tuple[str, ...]:
    """By what the defect can be seen, in the order of ``REASONS``; empty where nobody can."""
    truth = {figure.number: figure for figure in world.figures}
    now = {**truth, **{figure.number: figure for figure in defect.after}}
    before = Reader(truth.values(), world.plans, registry)
    after = Reader([*now.values(), *defect.added], world.plans, registry)
    seen: set[str] = set()
    for figure in defect.after:
        seen |= after.doubts(figure) - before.doubts(truth[figure.number])
    for figure in defect.added:
        seen |= after.doubts(figure)
    return tuple(reason for reason in REASONS if reason in seen)


class Reader:
    """One who knows all figures of all plans, and the registry."""

    def __init__(self, figures: Iterable[Figure], plans: Mapping[str, GoodPlan], registry: Registry) -> None:
        """Sort the figures by what they are about and by where they stand."""
        self.plans, self.registry = plans, registry
        self.by_subject: dict[tuple[str, str, str | None], list[Figure]] = {}
        self.by_table: dict[str, list[Figure]] = {}
        self.by_place: dict[tuple[str, str | None], list[Figure]] = {}
        for figure in figures:
            self.by_subject.setdefault(figure.subject, []).append(figure)
            self.by_place.setdefault((figure.source, figure.scope), []).append(figure)
            if figure.table is not None:
                self.by_table.setdefault(figure.table, []).append(figure)

    def doubts(self, figure: Figure) -> set[str]:
        """Every reason to doubt a figure, or those that it must agree with."""
        asked: dict[str, Callable[[Figure], bool]] = {
            "range": self._out_of_range, "unit": self._unlawful, "growth": self._grows_otherwise, "direction": self._goes_back,
            "jump": self._jumps, "total": self._adds_up_otherwise, "part": self._exceeds, "quotient": self._divides_otherwise,
            "repetition": self._told_otherwise, "two years": self._told_of_two_years, "other plan": self._told_otherwise_elsewhere,
            "year": self._misdated, "name": lambda one: one.indicator_id is None, "row twice": self._stands_twice,
        }  # fmt: skip
        return {reason for reason, ask in asked.items() if ask(figure)}

    # --- the figure alone ---

    def _out_of_range(self, one: Figure) -> bool:
        if one.measure == "change" and one.unit_std == relations.POINTS:
            return abs(value_of(one)) * self._years_of(one) > 100
        if one.measure != "level":
            return False
        limits = self.registry.ranges.get((one.indicator_id or "", one.level or ""))
        if limits is not None and one.standard is not None:
            if relations.is_whole_number(one, self.registry) and not one.standard.is_integer():
                return True
            return not limits.valid_min <= one.standard <= limits.valid_max
        return one.value < 0 or (one.unit == "%" and one.value > 100 and bool(_SHARE.search(one.name)))

    def _unlawful(self, one: Figure) -> bool:
        return one.indicator_id is not None and one.factor is None

    @staticmethod
    def _years_of(one: Figure) -> int:
        return max(one.year - one.year_start, 1) if one.year is not None and one.year_start is not None else 1

    # --- the figure among those of the same subject ---

    def _peers(self, one: Figure) -> list[Figure]:
        return [f for f in self.by_subject.get(one.subject, ()) if f.number != one.number and f.source == one.source]

    def _levels(self, one: Figure) -> list[Figure]:
        """The levels of one plan about the same subject, the figure among them."""
        own = [one, *self._peers(one)]
        return [f for f in own if f.measure == "level" and f.basis != "cumulative" and f.year is not None and f.factor is not None]

    def _grows_otherwise(self, one: Figure) -> bool:
        stated = [
            f for f in (one, *self._peers(one)) if f.measure in ("growth", "change") and f.year is not None and f.year_start is not None
        ]
        levels = self._levels(one)
        return any(self._differs(growth, levels, one) for growth in stated)

    def _differs(self, stated: Figure, levels: list[Figure], one: Figure) -> bool:
        near = [f for f in levels if f.printed_in == stated.printed_in]
        base, level = (self._at(year, near) or self._at(year, levels) for year in (stated.year_start, stated.year))
        if base is None or level is None or one.number not in (base.number, level.number, stated.number) or stated.factor is None:
            return False
        if stated.basis == "per_year":
            return relations.growth_differs(base, level, stated, self._years_of(stated))
        exact = relations.is_whole_number(base, self.registry)
        return stated.basis == "since_base" and relations.increase_differs(base, level, stated, exact)

    @staticmethod
    def _at(year: int | None, levels: list[Figure]) -> Figure | None:
        """The level of a year, what was reached before what was promised."""
        return min((f for f in levels if f.year == year), key=lambda f: (f.status != "actual", f.number), default=None)

    def _goes_back(self, one: Figure) -> bool:
        indicator = self.registry.indicators.get(one.indicator_id or "")
        sign = {"up": 1, "down": -1}.get(indicator.direction if indicator else "", 0)
        if not sign or one.measure != "level" or one.year is None or one.factor is None:
            return False
        others = [f for f in self._levels(one) if f.year != one.year]
        pairs = [(one, f) if (f.year or 0) > one.year else (f, one) for f in others]
        return any(later.status == "target" and sign * (value_of(later) - value_of(earlier)) < -1e-9 for earlier, later in pairs)

    def _jumps(self, one: Figure) -> bool:
        if one.measure == "growth" and one.basis == "per_year":
            return (1 + max(value_of(one), 0) / 100) ** self._years_of(one) >= relations.JUMP
        if one.measure != "level" or one.factor is None or one.basis == "cumulative":
            return False
        counts = relations.is_whole_number(one, self.registry)
        others = [f for f in self.by_subject[one.subject] if f.measure == "level" and f.basis != "cumulative" and f.factor is not None]
        return any(relations.jumps(one, f, counts) for f in others if f.number != one.number and (f.source == one.source or one.area))

    def _told_otherwise(self, one: Figure) -> bool:
        return any(relations.differ(one, f) for f in self._told_again(one, self._peers(one)) if f.printed_in != one.printed_in)

    @staticmethod
    def _told_again(one: Figure, others: Iterable[Figure]) -> list[Figure]:
        """Those that tell the same fact: measure, kind of time, status and years."""
        fact = (one.measure, one.basis, one.status, one.year, one.year_start, one.unit_std)
        return [f for f in others if one.year and fact == (f.measure, f.basis, f.status, f.year, f.year_start, f.unit_std)]

    def _told_of_two_years(self, one: Figure) -> bool:
        if one.measure != "level" or len(one.digits.replace(".", "").replace(",", "").strip("0")) < _TELLING_DIGITS:
            return False
        return any(f.measure == "level" and f.year != one.year and f.standard == one.standard is not None for f in self._peers(one))

    def _told_otherwise_elsewhere(self, one: Figure) -> bool:
        others = [f for f in self.by_subject[one.subject] if f.source != one.source and f.status == "actual" and one.area]
        return one.status == "actual" and one.measure == "level" and any(relations.differ(one, f) for f in self._told_again(one, others))

    # --- the figure in its table and among other subjects ---

    def _stands_twice(self, one: Figure) -> bool:
        if one.table is None:
            return False
        same_table = [f for f in self.by_subject[one.subject] if f.table == one.table and f.number != one.number]
        return any(f.cell != one.cell for f in self._told_again(one, same_table))

    def _adds_up_otherwise(self, one: Figure) -> bool:
        exact = relations.is_whole_number(one, self.registry)
        sums = relations.sums_in(self.by_table.get(one.table or "", ()))
        return any(
            one.number in (total.number, *(part.number for part in parts)) and relations.sum_differs(total, parts, exact)
            for total, parts in sums
        )

    def _beside(self, one: Figure) -> list[Figure]:
        """The levels of the plan for the same place, year and status."""
        same = (one.year, one.status, one.area)
        return [
            f for f in self.by_place[one.source, one.scope]
            if f.measure == "level" and f.factor is not None and (f.year, f.status, f.area) == same and f.basis != "cumulative"
        ]  # fmt: skip

    def _exceeds(self, one: Figure) -> bool:
        if one.measure != "level" or one.factor is None:
            return False
        wholes = relations.wholes_of(one.indicator_id)
        beside = self._beside(one)
        pairs = [(one, f) for f in beside if f.indicator_id in wholes and f.unit_std == one.unit_std]
        pairs += [(f, one) for f in beside if one.indicator_id in relations.wholes_of(f.indicator_id) and f.unit_std == one.unit_std]
        in_table = [f for f in beside if f.table is not None and f.table == one.table]
        pairs += [(part, whole) for whole in in_table for part in relations.parts_of(whole, in_table) if part.unit_std == whole.unit_std]
        return any(value_of(part) > value_of(whole) + 1e-9 for part, whole in pairs if one.number in (part.number, whole.number))

    def _divides_otherwise(self, one: Figure) -> bool:
        if one.measure != "level" or one.factor is None:
            return False
        beside = {f.indicator_id: f for f in (*self._beside(one), one)}
        terms = [[beside.get(name) for name in names] for names in relations.quotients_with(one.indicator_id)]
        return any(r is not None and n is not None and d is not None and relations.quotient_differs(r, n, d) for r, n, d in terms)

    # --- the figure's year ---

    def _misdated(self, one: Figure) -> bool:
        plan = self.plans[one.source]
        if one.year is None or plan.period_start is None or plan.period_end is None:
            return False
        if one.year not in _YEARS:
            return True
        meant = one.year in (plan.outlook, *_NATIONAL_YEARS) or plan.period_start <= one.year <= plan.period_end
        late = one.year > plan.signed if plan.signed else one.year > plan.period_start
        return (one.status == "target" and not meant) or (one.status == "actual" and late) or self._is_misheaded(one, plan)

    def _is_misheaded(self, one: Figure, plan: GoodPlan) -> bool:
        """Whether the years over (or beside) a table's levels leave out the plan's end, repeat or fall, or begin long before the plan."""
        levels = [f for f in self.by_table.get(one.table or "", ()) if f.measure == "level" and f.cell and f.year is not None]
        if not levels or plan.period_start is None:
            return False
        for axis in (1, 0):
            heads = {(f.cell[axis], f.year or 0, f.status) for f in levels if f.cell}
            if len({place for place, _, _ in heads}) == len(heads) > 1:
                years = [year for _, year, _ in sorted(heads)]
                told = {(year, status) for _, year, status in heads}
                base = relations.latest(f for f in levels if f.status == "actual")
                old = base is not None and base.year is not None and base.year <= plan.period_start - _BASE_AGE
                return plan.period_end not in years or years != sorted(years) or len(told) < len(heads) or old
        return False
