"""A row as it is after a reviewer set some of its columns: what follows from them (id, standard value, basis) is made as in reading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assets.documents.beside.correction_files import Value
from assets.language.fold import fold, squeeze
from assets.language.quantity import Quantity, UnreadableQuantityError, read_quantity
from assets.observations.name_index import NameIndex
from assets.observations.observe import indicator_of
from assets.observations.sense import Sense
from assets.observations.standard import BASIS_OF, Standard, standardized
from assets.observations.units import UnitTable
from assets.observations.whole_names import growth_in_name
from expectations.registry import Registry

Row = dict[str, Any]  # a row of observations by column, None where empty

_NAMING = frozenset({"indicator_text", "unit", "measure"})  # what the catalogue's id is looked up by
_MOVES = ("growth", "change")
_DIRECTIONS = ((1, False), (-1, False), (1, True))  # sign, is_ratio


class RevisionError(ValueError):
    """A row cannot be what a correction wants; the message says what to do, without file and entry."""


class Reviser:
    """Applies the values of ``set`` corrections to rows."""

    def __init__(self, registry: Registry) -> None:
        """Take the catalogue, a user's own included, that ids and units are looked up in."""
        self._registry, self._names, self._units = registry, NameIndex(registry), UnitTable(registry)

    def revised(self, old: Row, wanted: Mapping[str, Value]) -> Row:
        """The row with the wanted values and what follows from them. Raises :class:`RevisionError`; the row given is not changed."""
        if all(old[column] == value for column, value in wanted.items()):
            said = ", ".join(f"{column} {'—' if value is None else value}" for column, value in wanted.items())
            raise RevisionError(f"it changes nothing: the reading now gives {said} by itself; take the entry out.")
        new = {**old, **wanted}
        if "value" in wanted and wanted["value"] is None:  # what went with the number goes with it, unless it is wanted
            new = {**new, "value_max": None, "unit": None, "comparator": "=", **wanted}
        self._refuse_nonsense(new)
        if "indicator_id" not in wanted and wanted.keys() & _NAMING:
            new["indicator_id"] = indicator_of(new["indicator_text"], new["unit"], new["measure"], self._names)
        return self._with_standard(old, new, wanted)

    def _refuse_nonsense(self, row: Row) -> None:
        if row["indicator_id"] is not None and row["indicator_id"] not in self._registry.indicators:
            advice = "take one of table indicators, or add it in a folder of your own (--registry)"
            raise RevisionError(f"the indicator_id {row['indicator_id']!r} is not in the catalogue; {advice}.")
        if row["value"] is None and (row["unit"], row["value_max"], row["comparator"]) != (None, None, "="):
            raise RevisionError("a target in words has no unit, no value_max and the comparator =; give it a value, or leave these out.")
        for low, high in (("value", "value_max"), ("year_start", "year")):
            if row[low] is not None and row[high] is not None and row[low] > row[high]:
                raise RevisionError(f"the {low} would be {row[low]:g}, above the {high} {row[high]:g}; mend one of the two.")

    def _with_standard(self, old: Row, new: Row, wanted: Mapping[str, Value]) -> Row:
        """The new row with standard value and basis made anew."""
        if new["value"] is None and old["value"] is None and new["measure"] == old["measure"]:
            return new  # the words are the same; a share is only read of them where no other unit governs, which no column tells
        standard = self._standard(new, *self._direction(old, new))
        if "basis" not in wanted:
            is_catalogues = old["basis"] == self._catalogue_basis(old)
            own = None if is_catalogues or new["measure"] != old["measure"] else old["basis"]
            new["basis"] = own or standard.basis
        return new | {"value_std": standard.value, "value_max_std": standard.value_max, "unit_std": standard.unit}

    def _catalogue_basis(self, row: Row) -> str | None:
        """What the catalogue says of the time of a level of this row's indicator."""
        if row["measure"] != "level" or row["indicator_id"] is None:
            return None
        return BASIS_OF.get(self._registry.indicators[row["indicator_id"]].flow_or_stock)

    def _direction(self, old: Row, new: Row) -> tuple[int, bool]:
        """Whether a growth or change falls (-1), and whether it is told as a ratio (是…的1.5倍): no column says either.

        In a table the cell's words and the name tell it; in a sentence the words around, of which the row's own standard value is left.
        """
        if new["measure"] not in _MOVES:
            return 1, False
        if old["origin"] == "text" and old["measure"] in _MOVES and old["value_std"] is not None:
            return next(way for way in _DIRECTIONS if self._standard(old, *way).value == old["value_std"])
        grown = growth_in_name(new["indicator_text"] or "") if new["measure"] == "growth" else None
        return _growth_word(new["value_text"]) or (grown[1] if grown else 1), False

    def _standard(self, row: Row, sign: int, is_ratio: bool) -> Standard:
        words = squeeze(fold(row["value_text"])) if row["value"] is None else None
        quantity = Quantity(row["value"], row["value_max"], row["unit"], row["comparator"], words=words)
        sense = Sense(row["measure"], row["basis"], row["status"], row["year"], row["year_start"], row["unit"], sign, is_ratio)
        return standardized(quantity, sense, row["indicator_id"], row["indicator_text"], self._registry, self._units)


def _growth_word(printed: str) -> int | None:
    """1 or -1 where the cell itself says growth or decline: 降低18%."""
    try:
        return read_quantity(printed, spaced=True).growth
    except UnreadableQuantityError:
        return None
