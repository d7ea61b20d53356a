"""Ranges that follow from the city's by a profile: what each level makes of them, what wins, what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from expectations.registry import RegistryError, load_registry
from expectations.registry.load import DATA, read_rows
from expectations.registry.profiles import ranges_of_cities, read_profiles

REGISTRY = load_registry()
LEVELS = REGISTRY.tables["indicator_ranges"].columns["level"].values
HEADER = "indicator_id,profile,valid_min,valid_max\n"


def made(folder: Path, lines: str) -> dict[tuple[str, str], tuple[float, float]]:
    """The ends of every range that a file of these lines gives."""
    path = folder / "city_ranges.csv"
    path.write_text(HEADER + lines, encoding="utf-8")
    return {(r.indicator_id, r.level): (r.valid_min, r.valid_max) for r in ranges_of_cities(path, REGISTRY.indicators)}


def test_a_profile_tells_every_level_with_its_reason() -> None:
    for name, steps in read_profiles().items():
        assert sorted(step.level for step in steps) == sorted(LEVELS), name
        assert all(step.reason.endswith(".") for step in steps), name


@pytest.mark.parametrize(
    ("line", "level", "ends"),
    [
        ("gdp,sums,10,60000\n", "city", (10, 60000)),
        ("gdp,sums,10,60000\n", "county", (0.5, 30000)),
        ("gdp,sums,10,60000\n", "national", (300, 3600000)),
        ("gdp,sums,10,60000\n", "park", (0, 60000)),
        ("st_smes,sums,0,15\n", "county", (0, 8)),  # a count ends on a whole number
        ("forest_cover,shares,2,90\n", "county", (0, 100)),  # a share ends at the whole
        ("forest_cover,shares,2,50\n", "county", (0, 60)),
        ("pm25,intensities,5,130\n", "park", (0, 650)),
        ("life_expectancy,alike,55,92\n", "national", (55, 92)),
    ],
)
def test_a_level_follows_from_the_citys_range(tmp_path: Path, line: str, level: str, ends: tuple[float, float]) -> None:
    assert made(tmp_path, line)[line.split(",")[0], level] == ends


def test_a_line_of_its_own_for_a_level_wins(tmp_path: Path) -> None:
    (tmp_path / "ranges.csv").write_text("indicator_id,level,valid_min,valid_max,reason\npm25,county,1,99,Ours.\n", encoding="utf-8")
    ours = load_registry(tmp_path)
    assert ours.ranges["pm25", "county"].valid_max == 99
    assert ours.ranges["pm25", "city"] == REGISTRY.ranges["pm25", "city"]


def test_an_indicator_stands_in_one_of_the_two_files() -> None:
    by_profile = {row.cells["indicator_id"] for row in read_rows(DATA / "city_ranges.csv", HEADER.strip().split(","))}
    by_level = {
        row.cells["indicator_id"] for row in read_rows(DATA / "ranges.csv", ("indicator_id", "level", "valid_min", "valid_max", "reason"))
    }
    assert by_profile | by_level == REGISTRY.indicators.keys()
    assert by_profile & by_level == set()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("no_such,sums,0,1\n", "city_ranges.csv, line 2: the indicator no_such is not known"),
        ("gdp,halves,0,1\n", "profile is 'halves'; write one of sums, shares, intensities, alike"),
        ("gdp,sums,5,1\n", "valid_min 5 is above valid_max 1; swap or mend them"),
        ("gdp,sums,0,1\ngdp,sums,0,2\n", "line 3: gdp stands already on line 2"),
    ],
)
def test_a_broken_line_is_refused_in_words(tmp_path: Path, line: str, words: str) -> None:
    with pytest.raises(RegistryError) as refused:
        made(tmp_path, line)
    assert words in str(refused.value)


def test_a_folder_without_the_file_has_no_such_ranges(tmp_path: Path) -> None:
    assert list(ranges_of_cities(tmp_path / "city_ranges.csv", REGISTRY.indicators)) == []
