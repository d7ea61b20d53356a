"""How indicators relate, as data: which counts a part of which, which names look alike, which ratio is of what, what cannot be.

In: parts.csv, families.csv, quotients.csv and bounds.csv of a folder. Out: the registry with their lines added, each checked against
the catalogue. A line that cannot be true raises ``RegistryError`` with one sentence that names file, line and what to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Context, Decimal
from pathlib import Path

from expectations.registry.entries import Bound, Membership, Part, Quotient, are_of_one_kind
from expectations.registry.load import Row, columns_of, read_entries, refuse_unknown
from expectations.registry.whole import Registry

FILES = ("parts.csv", "families.csv", "quotients.csv", "bounds.csv")
_EXACT = Context(prec=60)
_AGREED = 1e-9  # a factor written with all its digits is the units' own


def with_relations(registry: Registry, folder: Path) -> Registry:
    """The registry with the lines of a folder's relation files added; a file that is not there adds nothing.

    A family, quotient or bound of an indicator that has one already replaces it; a part may not be told twice.
    """
    return replace(
        registry,
        parts=_with_parts(registry, folder / "parts.csv"),
        families=_with_families(registry, folder / "families.csv"),
        quotients=_with_quotients(registry, folder / "quotients.csv"),
        bounds=_with_bounds(registry, folder / "bounds.csv"),
    )


def _with_parts(registry: Registry, path: Path) -> tuple[Part, ...]:
    parts = list(registry.parts)
    if not path.exists():
        return registry.parts
    wholes: dict[str, list[str]] = {}
    for part in parts:
        wholes.setdefault(part.part_id, []).append(part.whole_id)
    for row, part in read_entries(path, columns_of(Part), _make_part, key=lambda p: f"{p.part_id} as a part of {p.whole_id}"):
        for indicator_id in (part.part_id, part.whole_id):
            refuse_unknown(row, indicator_id, registry.indicators)
        if part.whole_id in wholes.get(part.part_id, ()):
            raise row.error(f"{part.part_id} is a part of {part.whole_id} already; take the line out.")
        if part.part_id == part.whole_id:
            raise row.error(f"{part.part_id} is no part of itself; mend one of the two ids.")
        if part.part_id in _all_above(part.whole_id, wholes):
            raise row.error(f"{part.whole_id} is a part of {part.part_id}, so it cannot be its whole as well; take one of the lines out.")
        ours, wholes_unit = (registry.units[registry.indicators[one].unit].canonical_unit for one in (part.part_id, part.whole_id))
        if not are_of_one_kind(ours, wholes_unit, registry.unit_rules):
            raise row.error(f"{part.part_id} is counted in {ours} and {part.whole_id} in {wholes_unit}; a part has the unit of its whole.")
        wholes.setdefault(part.part_id, []).append(part.whole_id)
        parts.append(part)
    return tuple(parts)


def _all_above(indicator_id: str, wholes: Mapping[str, Iterable[str]]) -> set[str]:
    """Every whole that an indicator is a part of, directly or not."""
    found: set[str] = set()
    waiting = [indicator_id]
    while waiting:
        for whole in wholes.get(waiting.pop(), ()):
            if whole not in found:
                found.add(whole)
                waiting.append(whole)
    return found


def _make_part(row: Row) -> Part:
    return Part(row.text("part_id"), row.text("whole_id"), row.text("reason"))


def _with_families(registry: Registry, path: Path) -> Mapping[str, Membership]:
    families = dict(registry.families)
    if not path.exists():
        return families
    for row, member in read_entries(path, columns_of(Membership), _make_membership, key=lambda m: m.indicator_id):
        refuse_unknown(row, member.indicator_id, registry.indicators)
        families[member.indicator_id] = member
        alike = [m.indicator_id for m in families.values() if (m.family, m.variant) == (member.family, member.variant)]
        if len(alike) > 1:
            raise row.error(f"{' and '.join(alike)} have one variant, {member.variant}; say what tells them apart.")
    return families


def _make_membership(row: Row) -> Membership:
    return Membership(row.text("family"), row.text("indicator_id"), row.text("variant"))


def _with_quotients(registry: Registry, path: Path) -> tuple[Quotient, ...]:
    quotients = {quotient.ratio_id: quotient for quotient in registry.quotients}
    if not path.exists():
        return registry.quotients
    for row, quotient in read_entries(path, columns_of(Quotient), _make_quotient, key=lambda q: q.ratio_id):
        named = (quotient.ratio_id, quotient.numerator_id, quotient.denominator_id)
        for indicator_id in named:
            refuse_unknown(row, indicator_id, registry.indicators)
        if len(set(named)) < len(named):
            raise row.error("the ratio, its numerator and its denominator must be three indicators; mend the ids.")
        expected = _units_factor(quotient, registry)
        if expected is not None and abs(quotient.factor - expected) > _AGREED * expected:
            raise row.error(f"factor is {quotient.factor:g}, but the units of the three give {expected:g}; mend the factor or an id.")
        quotients[quotient.ratio_id] = quotient
    return tuple(quotients.values())


def _units_factor(quotient: Quotient, registry: Registry) -> float | None:
    """The factor that the three units ask for: 100 for %, 10000 for 件/万人 of 件 and 人; None where they do not tell."""
    ratio, numerator, denominator = (
        registry.indicators[one].unit for one in (quotient.ratio_id, quotient.numerator_id, quotient.denominator_id)
    )
    above, _, below = ratio.partition("/")
    if ratio == "%":  # per cent of one unit: hundred times both in the numerator's
        above = below = numerator
    upper, lower = _conversion(numerator, above, registry), _conversion(denominator, below, registry)
    if upper is None or lower is None:
        return None
    return float(_EXACT.divide(upper, lower)) * (100 if ratio == "%" else 1)


def _conversion(unit: str, to_unit: str, registry: Registry) -> Decimal | None:
    source, target = registry.units.get(unit), registry.units.get(to_unit)
    if source is None or target is None or not are_of_one_kind(source.canonical_unit, target.canonical_unit, registry.unit_rules):
        return None
    return _EXACT.divide(Decimal(source.factor_text), Decimal(target.factor_text))


def _make_quotient(row: Row) -> Quotient:
    factor = row.number("factor")
    if factor <= 0:
        raise row.error(f"factor is {row.cells['factor']!r}; write a number above 0.")
    return Quotient(row.text("ratio_id"), row.text("numerator_id"), row.text("denominator_id"), factor, row.text("reason"))


def _with_bounds(registry: Registry, path: Path) -> Mapping[str, Bound]:
    bounds = dict(registry.bounds)
    if not path.exists():
        return bounds
    for row, bound in read_entries(path, columns_of(Bound), _make_bound, key=lambda b: b.indicator_id):
        refuse_unknown(row, bound.indicator_id, registry.indicators)
        bounds[bound.indicator_id] = bound
    return bounds


def _make_bound(row: Row) -> Bound:
    low, high = row.optional_number("possible_min"), row.optional_number("possible_max")
    if low is not None and high is not None and low > high:
        raise row.error(f"possible_min {low:g} is above possible_max {high:g}; swap or mend them.")
    return Bound(row.text("indicator_id"), low, high, row.text("reason"))
