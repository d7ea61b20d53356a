"""How far an actual has come: progress and status of a target beside an actual."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assets.targets.progress import with_progress

Figure = float | tuple[float, float] | str
COMPARATORS = (">=", "<=", ">", "<", "~", "=")
MIRRORED = {">=": "<=", "<=": ">=", ">": "<", "<": ">", "~": "~", "=": "=", "up": "down", "down": "up", "none": "none"}


def printed(figure: Figure | None) -> tuple[str, float, float]:
    """Comparator, value and upper end of '>=1000', 1000 or (50, 60)."""
    if isinstance(figure, str):
        sign = next(sign for sign in COMPARATORS if figure.startswith(sign))
        return sign, float(figure.removeprefix(sign)), math.nan
    low, high = figure if isinstance(figure, tuple) else (math.nan if figure is None else figure, math.nan)
    return "=", low, high


def pair(direction: str, base: float | None, target: Figure, actual: Figure | None, year: int = 2020) -> pd.DataFrame:
    """A target for 2020 from a base of 2015, beside an actual of a year."""
    target_comparator, target_value, target_max = printed(target)
    comparator, value, most = printed(actual)
    return pd.DataFrame(
        {
            "direction": [direction], "target_year": pd.array([2020], dtype="Int64"), "target_comparator": [target_comparator],
            "target_value": [target_value], "target_value_max": [target_max],
            "base_year": pd.array([None if base is None else 2015], dtype="Int64"), "base_value": [math.nan if base is None else base],
            "actual_year": pd.array([None if actual is None else year], dtype="Int64"),
            "actual_comparator": [None if actual is None else comparator], "actual_value": [value], "actual_value_max": [most],
        }
    )  # fmt: skip


def answer(direction: str, base: float | None, target: Figure, actual: Figure | None, year: int = 2020) -> tuple[float | None, str]:
    (row,) = with_progress(pair(direction, base, target, actual, year)).to_dict("records")
    return (None if math.isnan(row["progress"]) else row["progress"]), row["status"]


def test_a_rising_indicator_is_met_at_its_target_and_above() -> None:
    assert answer("up", 567, 1000, 1000) == (1.0, "met")
    assert answer("up", 567, 1000, 1433) == (2.0, "met")
    assert answer("up", 567, 1000, 999) == (pytest.approx(0.9977, abs=1e-4), "missed")
    assert answer("up", 567, 1000, 134) == (-1.0, "missed")


def test_a_falling_indicator_is_met_at_its_target_and_below() -> None:
    assert answer("down", 0.5, 0.4, 0.4) == (1.0, "met")  # 单位GDP能耗
    assert answer("down", 0.5, 0.4, 0.35) == (1.5, "met")
    assert answer("down", 0.5, 0.4, 0.45) == (0.5, "missed")
    assert answer("down", 0.5, 0.4, 0.55) == (-0.5, "missed")


def test_before_the_targets_year_the_straight_path_decides() -> None:
    assert answer("up", 100, 200, 141, 2017) == (0.41, "ahead")
    assert answer("up", 100, 200, 140, 2017) == (0.4, "ahead")  # on the path
    assert answer("up", 100, 200, 139, 2017) == (0.39, "behind")
    assert answer("down", 0.5, 0.4, 0.46, 2017) == (0.4, "ahead")
    assert answer("down", 0.5, 0.4, 0.47, 2017) == (0.3, "behind")


def test_on_a_path_that_leads_away_from_the_better_the_better_side_is_still_ahead() -> None:
    # Growth of an old industry: the plan gives in from 8 to 6, and 7.5 after half of the time is more than it asked for.
    assert answer("up", 8, 6, 7.5, 2018) == (0.25, "ahead")
    assert answer("up", 8, 6, 6.5, 2018) == (0.75, "behind")


def test_a_level_to_be_kept_is_reached_where_the_actual_is_as_good() -> None:
    assert answer("up", 60, 60, 60) == (1.0, "met")
    assert answer("up", 60, 60, 75) == (1.0, "met")
    assert answer("up", 60, 60, 45) == (0.75, "missed")
    assert answer("down", 0.5, 0.5, 0.4) == (1.0, "met")
    assert answer("down", 0.5, 0.5, 0.625) == (0.8, "missed")
    assert answer("up", 60, 60, 60, 2018) == (1.0, "ahead")
    assert answer("up", 60, 60, 59, 2018)[1] == "behind"


def test_a_level_to_be_kept_says_nothing_of_shares_at_nought() -> None:
    assert answer("down", 0, 0, 0) == (1.0, "met")
    assert answer("down", 0, 0, 3) == (0.0, "missed")
    assert answer("up", 0, 0, -2) == (0.0, "missed")
    assert answer("up", -5, -5, -8) == (0.0, "missed")
    assert answer("up", 5, 5, -8) == (0.0, "missed")
    assert answer("down", -5, -5, 3) == (0.0, "missed")
    assert answer("up", 0, 0, "<=5") == (0.0, "unknown")
    assert answer("down", 5, 5, "<=600") == (pytest.approx(0.0083, abs=1e-4), "unknown")
    assert answer("up", 5, 5, "<=600") == (1.0, "unknown")  # a bound that decides nothing is not more than all of it


def test_a_target_of_nought_has_a_way_like_any_other() -> None:
    assert answer("down", 8, 0, 0) == (1.0, "met")  # 清零
    assert answer("down", 8, 0, 2) == (0.75, "missed")
    assert answer("down", 8, "=0", 4, 2018) == (0.5, "behind")


@pytest.mark.parametrize(
    ("target", "met", "missed"),
    [(">=100", 100, 99), (">100", 101, 100), ("<=100", 100, 101), ("<100", 99, 100), ("~100", 98, 97)],
)
@pytest.mark.parametrize("direction", ["up", "down", "none"])
def test_a_bound_is_kept_whatever_the_direction(target: str, met: float, missed: float, direction: str) -> None:
    if target == "~100" and direction == "down":
        met, missed = 102, 103
    assert answer(direction, None, target, met) == (None, "met")
    assert answer(direction, None, target, missed) == (None, "missed")


def test_about_a_target_is_on_the_worse_side_only_a_little_and_on_the_better_any_distance() -> None:
    assert answer("up", 3.7, "~8", 7.9)[1] == "met"  # 8左右
    assert answer("up", 3.7, "~8", 7.8)[1] == "missed"
    assert answer("up", 3.7, "~8", 12)[1] == "met"


def test_what_has_no_better_direction_is_met_close_by_on_either_side() -> None:
    for near in (588, 600, 612):
        assert answer("none", 560, 600, near)[1] == "met"
    for far in (587, 613):
        assert answer("none", 560, 600, far)[1] == "missed"
    assert answer("none", 600, 600, 500) == (pytest.approx(0.8333, abs=1e-4), "missed")
    assert answer("none", 600, 600, 750) == (0.8, "missed")


def test_what_has_no_better_direction_is_ahead_on_the_way_that_its_target_leads() -> None:
    assert answer("none", 500, 600, 545, 2017) == (0.45, "ahead")
    assert answer("none", 500, 600, 535, 2017) == (0.35, "behind")
    assert answer("none", 600, 500, 565, 2017) == (0.35, "behind")


def test_of_a_range_the_end_that_is_enough_counts() -> None:
    assert answer("up", 40, (50, 60), 50) == (1.0, "met")
    assert answer("up", 40, (50, 60), 70)[1] == "met"
    assert answer("up", 40, (50, 60), 49) == (0.9, "missed")
    assert answer("down", 80, (50, 60), 60) == (1.0, "met")
    assert answer("down", 80, (50, 60), 61) == (0.95, "missed")
    assert answer("down", 80, (50, 60), 65, 2018) == (0.75, "ahead")
    assert answer("none", 80, (50, 60), 60) == (1.0, "met")
    assert answer("none", 40, (50, 60), 65)[1] == "missed"
    # Given in from 80 to 50—60: 50 is enough, so the path leads to 50 and is at 62 after three of five years.
    assert answer("up", 80, (50, 60), 63, 2018)[1] == "ahead"
    assert answer("up", 80, (50, 60), 61, 2018)[1] == "behind"


def test_a_base_within_the_range_is_a_level_to_be_kept() -> None:
    assert answer("up", 55, (50, 60), 52) == (1.0, "met")
    assert answer("up", 55, (50, 60), 52, 2018) == (1.0, "ahead")
    assert answer("up", 55, (50, 60), 45) == (0.9, "missed")


def test_an_actual_that_is_a_bound_decides_only_what_it_surely_decides() -> None:
    assert answer("up", 300, 400, ">500")[1] == "met"
    assert answer("up", 300, 500, ">500")[1] == "met"
    assert answer("up", 300, ">500", ">500")[1] == "met"
    assert answer("up", 300, ">500", ">=500")[1] == "unknown"
    assert answer("up", 20, 30, ">=28.1") == (0.81, "unknown")  # at least 81 %: whether it is 30 nobody can tell
    assert answer("up", 20, 30, "<28.1")[1] == "missed"
    assert answer("up", 20, 30, "<30")[1] == "missed"
    assert answer("up", 20, 30, "<=30")[1] == "unknown"
    assert answer("down", 20, "<=10", ">10")[1] == "missed"
    assert answer("down", 20, "<=10", "<10")[1] == "met"
    assert answer("down", 20, "<10", "<10")[1] == "met"
    assert answer("down", 20, "<10", "<=10")[1] == "unknown"
    assert answer("up", 20, 30, ">=26", 2018)[1] == "ahead"
    assert answer("up", 20, 30, ">=25", 2018)[1] == "unknown"
    assert answer("none", 500, 600, ">=595")[1] == "unknown"


def test_an_actual_told_roughly_or_as_a_range_decides_nothing_within_its_width() -> None:
    assert answer("up", 300, 1000, "~1000")[1] == "unknown"  # 近1000 is below it, 1000余 above
    assert answer("up", 300, "~1000", "~1000")[1] == "met"
    assert answer("up", 300, 1000, "~1050")[1] == "met"
    assert answer("up", 300, 1000, "~950")[1] == "missed"
    assert answer("up", 300, 1000, (990, 1010))[1] == "unknown"
    assert answer("down", 300, 250, (240, 250))[1] == "met"


def test_without_a_base_only_the_targets_year_or_a_target_met_already_says_anything() -> None:
    assert answer("up", None, 100, 100) == (None, "met")
    assert answer("up", None, 100, 99) == (None, "missed")
    assert answer("up", None, 100, 100, 2018) == (None, "ahead")
    assert answer("up", None, ">100", 100, 2018) == (None, "unknown")
    assert answer("up", None, 100, 99, 2018) == (None, "unknown")
    assert answer("down", None, 0.4, 0.39, 2018) == (None, "ahead")


def test_on_the_path_is_ahead_even_where_the_target_itself_does_not_count() -> None:
    assert answer("up", 100, ">100", 100, 2018) == (1.0, "ahead")
    assert answer("up", 100, ">100", 100) == (1.0, "missed")
    assert answer("down", 5, "<5", 5, 2018) == (1.0, "ahead")
    assert answer("down", None, "<5", 5, 2018) == (None, "unknown")


def test_without_an_actual_nothing_is_said() -> None:
    assert answer("up", 100, 200, None) == (None, "unknown")
    assert answer("up", 100, 100, None) == (None, "unknown")
    assert answer("none", None, 200, None) == (None, "unknown")


def test_figures_that_differ_by_the_computers_arithmetic_alone_are_equal() -> None:
    assert answer("up", 0.1, 0.3, 0.1 + 0.2 - 1e-16)[1] == "met"
    assert answer("down", 0.5, 0.3, 0.1 + 0.2) == (1.0, "met")
    assert answer("up", -0.1, 0.2, -0.1 + 0.3 / 5, 2016)[1] == "ahead"  # a path through nought
    assert answer("up", 0.3, 0.1 + 0.2, 0.3) == (1.0, "met")  # base = target


def test_a_direction_that_is_none_of_the_catalogues_is_not_read_as_one() -> None:
    with pytest.raises(KeyError, match="sideways"):
        answer("sideways", 1, 2, 3)


# Figures as plans print them: two decimals, not above 1000.
values = st.integers(min_value=-100_000, max_value=100_000).map(lambda hundredths: hundredths / 100)
comparators = st.sampled_from(sorted(COMPARATORS))
directions = st.sampled_from(["up", "down", "none"])
years = st.integers(min_value=2016, max_value=2020)


def scaled(frame: pd.DataFrame, factor: float) -> pd.DataFrame:
    columns = ["target_value", "target_value_max", "base_value", "actual_value", "actual_value_max"]
    return frame.assign(**{column: frame[column] * factor for column in columns})


@st.composite
def pairs(draw: st.DrawFn) -> pd.DataFrame:
    frame = pair(draw(directions), draw(st.none() | values), draw(values), draw(st.none() | values), draw(years))
    frame["target_comparator"], frame["actual_comparator"] = draw(comparators), draw(comparators)
    if draw(st.booleans()):
        frame["target_value_max"] = frame["target_value"] + abs(draw(values))
    return frame


@given(frame=pairs(), factor=st.sampled_from([1e-4, 0.01, 0.06667, 3.0, 10_000.0]))
def test_the_unit_that_figures_are_counted_in_changes_nothing(frame: pd.DataFrame, factor: float) -> None:
    (here,), (there,) = (with_progress(each).to_dict("records") for each in (frame, scaled(frame, factor)))
    assert there["status"] == here["status"]
    assert there["progress"] == pytest.approx(here["progress"], abs=2e-6, nan_ok=True)


@given(frame=pairs())
def test_falling_mirrors_rising(frame: pd.DataFrame) -> None:
    mirrored = scaled(frame, -1.0)
    mirrored["direction"] = frame["direction"].map(MIRRORED)
    for of in ("target", "actual"):
        mirrored[f"{of}_comparator"] = frame[f"{of}_comparator"].map(MIRRORED)
        low, high = mirrored[f"{of}_value"].copy(), mirrored[f"{of}_value_max"]
        mirrored[f"{of}_value"] = high.where(high.notna(), low)  # negated, the upper end is the lower
        mirrored[f"{of}_value_max"] = low.where(high.notna())
    (here,), (there,) = (with_progress(each).to_dict("records") for each in (frame, mirrored))
    assert there["status"] == here["status"]
    is_kept = frame["base_value"].between(frame["target_value"], frame["target_value_max"].fillna(frame["target_value"]))
    if not is_kept.item():  # the share of a level to be kept is one of positive figures
        assert there["progress"] == pytest.approx(here["progress"], nan_ok=True)


@given(direction=directions, base=values, target=values, comparator=comparators, year=years)
def test_progress_is_nought_at_the_base_and_one_at_the_target(
    direction: str, base: float, target: float, comparator: str, year: int
) -> None:
    at_base, at_target = (pair(direction, base, target, actual, year).assign(target_comparator=comparator) for actual in (base, target))
    assert with_progress(at_target)["progress"].item() == 1
    assert with_progress(at_base)["progress"].item() == (1 if base == target else 0)


@given(base=values, target=values, actual=values, more=values.map(abs), direction=st.sampled_from(["up", "down"]), year=years)
def test_a_better_actual_never_has_a_worse_status(
    base: float, target: float, actual: float, more: float, direction: str, year: int
) -> None:
    better = actual + more if direction == "up" else actual - more
    good, grade = {"met", "ahead"}, [answer(direction, base, target, one, year)[1] for one in (actual, better)]
    assert grade[0] not in good or grade[1] in good
