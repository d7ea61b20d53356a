"""What speaks for a reading of a name and against it, each sign with its weight, and which of several readings has most.

The weights are data (``signs.csv``: sign, weight, a sentence, its name, and how it would be read otherwise). As in a log-linear model
they are added up, and the reading with most is taken; of equal ones the first.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assets.language.edges import verb_at_front
from assets.language.fold import squeeze
from assets.language.known import known_names
from assets.statements.tokens import DOUBLING, MULTIPLE, RATIOS, Token
from expectations.registry import load_registry

BEHIND_TIME, GROWN = "behind a time or area", "measure of what is grown"
_OF_ANY = (*RATIOS, MULTIPLE, DOUBLING)  # the growth of any indicator is told in these


@dataclass(frozen=True, slots=True)
class Reading:
    """A name as it may be meant; ``way``: the sign of how it was made out of the words, where that says something."""

    name: str
    way: str = ""


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """The weight of each sign."""
    lines = files("assets.statements.choice").joinpath("signs.csv").read_text(encoding="utf-8").splitlines()
    return {row["sign"]: float(row["weight"]) for row in csv.DictReader(lines)}


def best(readings: Sequence[Reading], figure: Token | None = None) -> str:
    """The name of the reading that most speaks for; ``figure``: the level that it has, None where its unit tells nothing (a growth)."""
    if len(readings) == 1:
        return readings[0].name
    weight = weights()
    return max(readings, key=lambda reading: sum(weight[sign] for sign in _signs(reading, figure))).name


def _signs(reading: Reading, figure: Token | None) -> Iterator[str]:
    if reading.way:
        yield reading.way
    known, name = known_names(), squeeze(reading.name)
    indicator = known.get(name) or known.get(name[len(verb_at_front(name)) :])
    if indicator is None:
        return
    yield "known"
    if figure is not None and figure.unit not in (None, *_OF_ANY, *load_registry().lawful_units(indicator)):
        yield "unit of something else"
