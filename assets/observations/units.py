"""Printed units: look-up and lawful conversion, in exact decimal arithmetic.

In: a value and the unit as printed. Out: the value in another unit, or None where no lawful conversion exists: people (人) never
become full-time equivalents (人年), dollars never yuan, percentage points never per cent.
"""

from __future__ import annotations

import re
from decimal import Context, Decimal
from functools import lru_cache

from assets.language.fold import fold
from expectations.registry import Indicator, Registry, Unit
from expectations.registry.unit_signs import plain_unit

# A float holds 15 decimal digits surely; products are rounded there, so that 2496000 × 0.0001 is 249.6 and no neighbour of it.
_FLOAT_DIGITS = Context(prec=15)
_EXACT = Context(prec=60)
_ONE = Decimal(1)
_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_OTHER = re.compile(r"\([^()]+\)$")


class UnitTable:
    """The registry's units, ready to be looked up and converted."""

    def __init__(self, registry: Registry) -> None:
        """Index the units by their folded print."""
        self._units = {_folded(name): unit for name, unit in registry.units.items()}
        self._rules = registry.unit_rules

    def lookup(self, printed: str) -> Unit | None:
        """The unit of a print (width, spaces and case folded: ％ is %, 万 元 is 万元), None where it is not known."""
        return self._units.get(_folded(printed)) or self._put_together(_folded(printed))

    def _put_together(self, printed: str) -> Unit | None:
        """A multiple of a known unit (亿斤), or one with another in brackets (万套(间)); a divided one must be in the table."""
        plain = _OTHER.sub("", printed)
        for size in range(len(plain)):
            multiple, base = plain[:size], self._units.get(plain[size:])
            if base is not None and (multiple or plain != printed):
                factor = Decimal(base.factor_text)
                for sign in multiple:
                    factor = _EXACT.multiply(factor, Decimal(_MULTIPLES[sign]))
                return Unit(printed, base.canonical_unit, float(factor), f"{factor:f}")
            if plain[size] not in _MULTIPLES:
                return None
        return None

    def convert(self, value: float, printed_unit: str, to_unit: str) -> float | None:
        """The value in ``to_unit``, or None where a unit is unknown or the two are not of one kind.

        Of one kind are units with one canonical unit, and counters of one class (个 for 家: unit_rules.yaml).
        """
        factor = self._factor(printed_unit, to_unit)
        return None if factor is None else _times(value, factor)

    def convert_for(self, value: float, printed_unit: str, indicator: Indicator, printed_name: str) -> float | None:
        """The value in the indicator's unit, where the printed name may say a divisor that the printed unit leaves out.

        每万人口发明专利拥有量 (件) is 件/万人; 每百万人口… (件) a hundredth of it; 亩均税收 (万元) is 万元/亩. Without such words in the
        name, a bare 件 is no 件/万人, and None is returned.
        """
        converted = self.convert(value, printed_unit, indicator.unit)
        if converted is not None:
            return converted
        numerator, slash, divisor = indicator.unit.partition("/")
        said = self._divisor_said(printed_name, divisor) if slash else None
        factor = self._factor(printed_unit, numerator) if said is not None else None
        return None if factor is None or said is None else _times(value, _EXACT.multiply(factor, said))

    def _divisor_said(self, name: str, divisor: str) -> Decimal | None:
        """How many of the catalogue's divisor the name's amounts to: 每千人口 is ten times 万人, and 千人 itself."""
        folded = _folded(name)
        rules = (rule for rule in self._rules.divisors if rule.divisor == divisor)
        return next((rule.factor for rule in rules if rule.pattern.search(folded)), None)

    def _factor(self, printed_unit: str, to_unit: str) -> Decimal | None:
        source, target = self.lookup(printed_unit), self.lookup(to_unit)
        if source is None or target is None or not self._of_one_kind(source.canonical_unit, target.canonical_unit):
            return None
        return _EXACT.divide(Decimal(source.factor_text), Decimal(target.factor_text))

    def _of_one_kind(self, left: str, right: str) -> bool:
        return left == right or any(left in units and right in units for units in self._rules.counters.values())


@lru_cache(maxsize=4096)  # a plan prints a few dozen units, thousands of times
def _folded(unit: str) -> str:
    """The unit's plain signs, in simplified script."""
    return plain_unit(fold(unit))


def _times(value: float, factor: Decimal) -> float:
    """The product, exact but for the last rounding to a float; a factor of one gives the value itself."""
    return value if factor == _ONE else float(_FLOAT_DIGITS.multiply(Decimal(repr(float(value))), factor))
