"""Evidence and the choice between hypotheses: pure, and the same for title, place and period."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Candidate(Generic[T]):
    """A value that one piece of evidence speaks for (with a negative weight: against); ``kind`` names its weight in ``weights.yaml``."""

    value: T
    kind: str


@dataclass(frozen=True, slots=True)
class Choice(Generic[T]):
    """What the evidence comes to: ``value`` is None where nothing says enough; ``kinds`` are those that speak for it, strongest first."""

    value: T | None
    weight: float = 0.0
    rival: float = 0.0
    kinds: tuple[str, ...] = ()

    @property
    def is_thin(self) -> bool:
        """Whether so little speaks for it, or so much for another, that somebody should say what is true."""
        limits = weights()["limits"]
        return bool(self.weight < limits["thin"] or self.weight - self.rival < limits["margin"])


@lru_cache(maxsize=1)
def weights() -> dict[str, Any]:
    """The weights by field and kind, the limits, and the words of every day, as ``weights.yaml`` has them."""
    content = yaml.load(files("assets.documents.about").joinpath("weights.yaml").read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    of_kinds = {field: {kind: float(said["weight"]) for kind, said in content[field].items()} for field in ("title", "period", "place")}
    return {**of_kinds, "limits": content["limits"], "everyday": frozenset(content["everyday"].split())}


def choose(field: str, candidates: Iterable[Candidate[T]]) -> Choice[T]:
    """The value that the evidence speaks for most; of equals the one told first.

    A value's strongest piece of evidence counts whole, each further kind that agrees a quarter, and what contradicts it is taken off.
    """
    of_kind, limits = weights()[field], weights()["limits"]
    told: dict[T, dict[str, float]] = {}
    for candidate in candidates:
        told.setdefault(candidate.value, {})[candidate.kind] = of_kind[candidate.kind]
    scores = {value: _score(list(kinds.values()), limits["agreeing"]) for value, kinds in told.items()}
    order = sorted(scores, key=lambda value: -scores[value])
    if not order or scores[order[0]] < limits["least"]:
        return Choice(None, max(scores.values(), default=0.0))
    kinds = tuple(sorted((kind for kind, weight in told[order[0]].items() if weight > 0), key=lambda kind: -of_kind[kind]))
    return Choice(order[0], scores[order[0]], scores[order[1]] if len(order) > 1 else 0.0, kinds)


def _score(found: list[float], agreeing: float) -> float:
    spoken_for = sorted((weight for weight in found if weight > 0), reverse=True)
    against = sum(weight for weight in found if weight < 0)
    return (spoken_for[0] + agreeing * sum(spoken_for[1:]) if spoken_for else 0.0) + against
