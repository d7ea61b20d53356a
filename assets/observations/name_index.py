"""Printed indicator names to catalogue ids: as printed, then by alias, then by a normal form whose steps are data.

In: the name as a plan prints it (numbering and a unit in brackets may still be on it). Out: a ``NameMatch``. A name that is in
none of the three gives no id: it is never guessed. The steps stand in ``expectations/registry/normal_form.yaml``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from assets.language.fold import fold
from assets.observations.units import UnitTable
from expectations.registry import Fold, Registry

How = Literal["exact", "alias", "normal_form"]
_KEPT = 8192  # names whose normal form is kept: plans call things by the same names again and again

# Signs that point to a note; NFKC would make digits of them (①高新… → 1高新…).
_CIRCLED = re.compile("[①-⒛⓪-⓿❶-➓]")
_PLAIN = re.compile("[一-鿿]+")  # a name that only the steps may change, as nearly all of the catalogue's
_SPACED_NUMBER = re.compile(r"^\s*\d{1,2}\s+(?=[^\d\s.%])")  # "1 高新技术企业数": the row's number, told by the space
_OPENING = str.maketrans("〔【[{", "((((")
_CLOSING = str.maketrans("〕】]}", "))))")
_BRACKET = re.compile(r"\(([^()]*)\)")
_UNIT_LABEL = re.compile(r"^单位:?")
_UNIT_SEPARATORS = re.compile(r"[、,/或和]")
# What a bracket may hold besides a unit without changing what is meant: the term's other name, an attribute, a note's number, and
# 累计, a year or prices, which the observation tells. 省级(含)以上 is 省级以上.
_GLOSS = re.compile(
    r"^(?:|R&D|GDP|PCT|研发|研究与试验发展|国内生产总值|地区生产总值|高企|(?:约束性|预期性|特色)(?:指标)?|指导性|含"
    r"|(?:[\d五]年)?累计|20\d\d年|现价|当年价|不变价|注?\d{1,2})$"
)


@dataclass(frozen=True, slots=True)
class NameMatch:
    """The indicator that a printed name means, and by which way it was found; both None where it is not in the catalogue."""

    indicator_id: str | None
    how: How | None


NO_MATCH = NameMatch(None, None)


class NameIndex:
    """The catalogue's names, ready to be looked up. A user's names win over the shipped ones at each of the three ways."""

    def __init__(self, registry: Registry) -> None:
        """Index every name and alias of the registry."""
        self._folds = registry.normal_form
        self._any_fold = re.compile("|".join(f"(?:{fold.pattern.pattern})" for fold in self._folds) or "(?!)")
        self._units = UnitTable(registry)
        self._form_of = lru_cache(maxsize=_KEPT)(self._normal_form)
        self._by_unit = registry.unit_rules.indicator_by_unit
        self._indicators = registry.indicators
        self._counters = frozenset().union(*registry.unit_rules.counters.values())
        users = [(i.name_zh, i.indicator_id) for i in registry.indicators.values() if i.indicator_id in registry.users_indicators]
        users_aliases = [(a.alias, a.indicator_id) for a in registry.aliases.values() if a.is_users]
        self._names = {i.name_zh: i.indicator_id for i in registry.indicators.values()}
        self._aliases = {a.alias: a.indicator_id for a in registry.aliases.values()}
        shipped = self._by_normal_form([*self._names.items(), *self._aliases.items()])
        self._forms = shipped | self._by_normal_form([*users, *users_aliases])

    def match(self, printed: str, unit: str | None = None) -> NameMatch:
        """The indicator of a printed name.

        With ``unit``, the unit printed with it, names that mean one indicator by heads and another by full-time equivalents
        (研发人员: 人 or 人年) go to the one that the unit says.
        """
        name = printed.strip()
        if name in self._names:
            return NameMatch(self._as_counted(self._names[name], unit), "exact")
        if name in self._aliases:
            return NameMatch(self._as_counted(self._aliases[name], unit), "alias")
        found = self._forms.get(self.normal_form(name))
        return NameMatch(self._as_counted(found, unit), "normal_form") if found else NO_MATCH

    def normal_form(self, printed: str) -> str:
        """The name without what does not change its meaning; the normal form of a normal form is itself."""
        return self._form_of(printed)

    def _normal_form(self, printed: str) -> str:
        form = printed
        while (again := self._pass(form)) != form:
            form = again
        return form

    def tells_something_else(self, indicator_id: str, unit: str | None) -> bool:
        """Whether a level's printed unit says that the name stands for another figure: a share where the indicator is none
        (公园 89.4%: of the parks), things counted where it is measured (4条高速公路建成通车: no length).
        """
        indicator, known = self._indicators[indicator_id], self._units.lookup(unit) if unit else None
        if known is None or indicator.kind == "index":
            return False
        if (known.canonical_unit == "%") != (indicator.unit in ("%", "‰")):
            return "%" in (known.canonical_unit, indicator.unit)
        return known.canonical_unit in self._counters and indicator.kind in ("quantity", "area", "money")

    def _as_counted(self, indicator_id: str, unit: str | None) -> str:
        variants = self._by_unit.get(indicator_id)
        known = self._units.lookup(unit) if variants and unit else None
        return variants.get(known.canonical_unit, indicator_id) if variants and known else indicator_id

    def _pass(self, name: str) -> str:
        name = fold(name)
        if not _PLAIN.fullmatch(name):
            name = _CIRCLED.sub("", _SPACED_NUMBER.sub("", name))
            name = "".join(unicodedata.normalize("NFKC", name).upper().split())
            name = name.translate(_OPENING).translate(_CLOSING)
            name = _BRACKET.sub(self._without_gloss, name)
        return _fold(name, self._folds) if self._any_fold.search(name) else name

    def _without_gloss(self, bracket: re.Match[str]) -> str:
        inside = _UNIT_LABEL.sub("", bracket[1])
        parts = (inside,) if self._units.lookup(inside) else _UNIT_SEPARATORS.split(inside)
        return "" if all(_GLOSS.match(part) or self._units.lookup(part) for part in parts) else bracket[0]

    def _by_normal_form(self, names: Iterable[tuple[str, str]]) -> dict[str, str]:
        """Normal form → id; a form that two ids share says nothing and is left out."""
        found: dict[str, set[str]] = {}
        for name, indicator_id in names:
            found.setdefault(self.normal_form(name), set()).add(indicator_id)
        return {form: next(iter(ids)) for form, ids in found.items() if len(ids) == 1 and form}


def _fold(name: str, folds: tuple[Fold, ...]) -> str:
    for one in folds:
        name = one.pattern.sub(one.to, name)
    return name
