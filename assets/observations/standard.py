"""The value that can be compared: a level in the catalogue's unit, growth in %, change in its own unit or 百分点, rank in 位."""

from __future__ import annotations

from dataclasses import dataclass

from assets.language.quantity import Quantity, growth_in_words, share_in_words
from assets.language.unitwords import POINTS
from assets.observations.sense import Sense
from assets.observations.units import UnitTable
from expectations.registry import Registry

BASIS_OF = {"stock": "stock", "flow": "period", "cumulative": "cumulative"}  # a ratio is neither


@dataclass(frozen=True, slots=True)
class Standard:
    """Standard value, upper end and unit; all None where there is no lawful conversion. ``basis``: what the catalogue says of a level."""

    value: float | None = None
    value_max: float | None = None
    unit: str | None = None
    basis: str | None = None


def standardized(
    quantity: Quantity, sense: Sense, indicator_id: str | None, name: str | None, registry: Registry, units: UnitTable
) -> Standard:
    """The standard value of a figure. Without a catalogue id a level goes to its printed unit's canonical unit."""
    if quantity.value is None:
        return _of_words(quantity.words or "", sense)
    if sense.measure == "rank":
        return Standard(quantity.value, quantity.value_max, "位")
    if sense.unit_word is None:
        return Standard()
    if sense.measure == "growth":
        if sense.is_ratio and sense.unit_word == "倍":
            low, high = (None if number is None else (number - 1) * 100 for number in (quantity.value, quantity.value_max))
            return Standard(low, high, "%")
        if sense.unit_word == "番":
            return Standard(float(2**quantity.value - 1) * 100, None, "%")
        factor = {"%": 1.0, "成": 10.0, "倍": 100.0}.get(sense.unit_word)
        return _scaled(quantity, sense.sign * factor, "%") if factor else _converted(quantity, sense, "%", units)
    if sense.measure == "change":
        return _scaled(quantity, sense.sign, "百分点") if sense.unit_word in POINTS else _canonical(quantity, sense, units)
    if indicator_id is None:
        return _canonical(quantity, sense, units)
    return _level(quantity, sense, indicator_id, name or "", registry, units)


def _level(quantity: Quantity, sense: Sense, indicator_id: str, name: str, registry: Registry, units: UnitTable) -> Standard:
    indicator = registry.indicators[indicator_id]
    value, top = (
        None if number is None or sense.unit_word is None else units.convert_for(number, sense.unit_word, indicator, name)
        for number in (quantity.value, quantity.value_max)
    )
    basis = BASIS_OF.get(indicator.flow_or_stock)
    return Standard(basis=basis) if value is None else Standard(value, top, indicator.unit, basis)


def _of_words(words: str, sense: Sense) -> Standard:
    growth = growth_in_words(words)
    if growth is not None and sense.measure == "growth":
        return Standard(growth, None, "%")
    share = share_in_words(words)
    return Standard(share, None, "%") if share is not None and sense.measure == "level" and sense.unit_word in (None, "%") else Standard()


def _scaled(quantity: Quantity, factor: float, unit: str) -> Standard:
    low, high = (None if number is None else number * factor for number in (quantity.value, quantity.value_max))
    return Standard(low, high, unit)


def _converted(quantity: Quantity, sense: Sense, unit: str, units: UnitTable) -> Standard:
    value, top = (
        None if number is None or sense.unit_word is None else units.convert(sense.sign * number, sense.unit_word, unit)
        for number in (quantity.value, quantity.value_max)
    )
    return Standard() if value is None else Standard(value, top, unit)


def _canonical(quantity: Quantity, sense: Sense, units: UnitTable) -> Standard:
    unit = units.lookup(sense.unit_word) if sense.unit_word else None
    return _converted(quantity, sense, unit.canonical_unit, units) if unit else Standard()
