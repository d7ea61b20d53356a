"""Plausible ranges that follow from those of cities, by profile: one line an indicator stands for its five levels.

In: data/city_ranges.csv and profiles.yaml. Out: a range for each level. Ends are rounded to five digits; those of counts to whole
numbers. A line that names an unknown indicator or profile raises ``RegistryError``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from expectations.registry.entries import Indicator, Range
from expectations.registry.load import HERE, Row, read_entries, read_yaml, refuse_unknown

WHOLE = ("count", "rank")


@dataclass(frozen=True, slots=True)
class Step:
    """How the range of one level follows from the city's."""

    level: str
    low: float
    high: float
    most: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class CityRange:
    """An indicator's plausible range for cities, and the profile that the other levels follow."""

    indicator_id: str
    profile: str
    valid_min: float
    valid_max: float


def read_profiles(path: Path = HERE / "profiles.yaml") -> dict[str, tuple[Step, ...]]:
    """The profiles, each with its levels in order."""
    profiles = read_yaml(path).items()
    return {
        name: tuple(Step(level, s["low"], s["high"], s.get("most"), s["reason"]) for level, s in steps.items()) for name, steps in profiles
    }


def ranges_of_cities(path: Path, indicators: Mapping[str, Indicator]) -> Iterator[Range]:
    """The ranges of every indicator in a file of city ranges; a file that is not there has none."""
    if not path.exists():
        return
    profiles = read_profiles()
    columns: dict[str, tuple[str, ...]] = {"indicator_id": (), "profile": tuple(profiles), "valid_min": (), "valid_max": ()}
    for row, found in read_entries(path, columns, _make_city_range, key=lambda r: r.indicator_id):
        refuse_unknown(row, found.indicator_id, indicators)
        whole = indicators[found.indicator_id].kind in WHOLE
        for step in profiles[found.profile]:
            low, high = (_rounded(end, whole=whole) for end in (found.valid_min * step.low, found.valid_max * step.high))
            yield Range(found.indicator_id, step.level, low, high if step.most is None else min(step.most, high), step.reason)


def _rounded(end: float, *, whole: bool) -> float:
    return float(round(end)) if whole else float(f"{end:.5g}")


def _make_city_range(row: Row) -> CityRange:
    low, high = row.number("valid_min"), row.number("valid_max")
    if low > high:
        raise row.error(f"valid_min {low:g} is above valid_max {high:g}; swap or mend them.")
    return CityRange(row.text("indicator_id"), row.text("profile"), low, high)
