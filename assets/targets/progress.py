"""How far an actual has come: the share of the way from baseline to target, and whether the target is met or the path is kept.

A figure is rarely a point. A target accepts a span of figures (1000以上: 1000 and all above), an actual leaves a span open (超过500: all
above 500). An actual meets a target where its whole span is accepted, misses it where none of it is, and else nothing can be said.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]

# How far a figure may lie beside an approximate one (8左右), or beside a target whose indicator has no better direction (常住人口 600
# 万人), and still answer it, as a share of the figure. Plans print such figures in two digits, so they are right to 5 % (10) or 0.5 %
# (99); 2 % lies between. Judgement.
ABOUT = 0.02
# Two figures are equal within this share of the greatest of their row: 2.73万 × 10000 is not 27300 to the last bit.
_EQUAL = 1e-9
_BETTER = {"up": 1.0, "down": -1.0, "none": 0.0}
_BOUNDS = {">=": 1.0, ">": 1.0, "<=": -1.0, "<": -1.0}


@dataclass(frozen=True, slots=True)
class _Span:
    """Figures from low to high, infinite where there is no end; an open end does not belong to it."""

    low: Numbers
    high: Numbers
    open_low: Truths
    open_high: Truths

    def closed(self) -> _Span:
        """The same span with its ends."""
        return _Span(self.low, self.high, np.zeros_like(self.open_low), np.zeros_like(self.open_high))

    def lies_in(self, other: _Span, slack: Numbers) -> Truths:
        """Whether all of it lies in the other."""
        return _reaches(self.low, other.low, other.open_low & ~self.open_low, slack) & _reaches(
            -self.high, -other.high, other.open_high & ~self.open_high, slack
        )

    def lies_beside(self, other: _Span, slack: Numbers) -> Truths:
        """Whether none of it lies in the other."""
        return ~_reaches(self.high, other.low, self.open_high | other.open_low, slack) | ~_reaches(
            -self.low, -other.high, self.open_low | other.open_high, slack
        )


def _reaches(figure: Numbers, end: Numbers, is_open: Truths, slack: Numbers) -> Truths:
    """Whether a figure is at least as great as an end, or greater where the end does not count."""
    return np.where(is_open, figure > end + slack, figure >= end - slack)


def with_progress(pairs: pd.DataFrame) -> pd.DataFrame:
    """The pairs with ``progress`` and ``status`` of the table target_attainment; the frame given is not changed.

    In: a row a target, with target_comparator, target_value, target_value_max, target_year, base_value, base_year, actual_comparator,
    actual_value, actual_value_max, actual_year and the indicator's direction (up, down, none); values in one unit, those of the base
    and the actual empty where there is none. Raises ``KeyError`` on a direction that is none of these.
    """
    target, target_max, base, actual = (_numbers(pairs, of) for of in ("target_value", "target_value_max", "base_value", "actual_value"))
    greatest = np.fmax.reduce([np.abs(figures) for figures in (target, target_max, base, actual)])
    better = _better(pairs)
    accepted = _accepted(pairs, better)
    way = _way(pairs, better, _EQUAL * greatest)
    reached = _reached(pairs)
    is_as_good = reached.lies_in(accepted.closed(), _EQUAL * greatest)
    progress = np.where(way.is_level, np.where(is_as_good, 1.0, _share(pairs, better)), _ratio(actual - base, way.goal - base))
    status = _status(pairs, reached, accepted, _path(pairs, better, accepted, way), _EQUAL * greatest)
    # Six digits are more than any plan prints, and the same on every machine.
    return pairs.assign(progress=progress.round(6), status=status)


def _numbers(pairs: pd.DataFrame, column: str) -> Numbers:
    return pairs[column].to_numpy(dtype="float64", na_value=np.nan)


def _ends(pairs: pd.DataFrame, value: str) -> tuple[Numbers, Numbers]:
    """Lower and upper end as printed; equal where the figure is no range."""
    low, high = _numbers(pairs, value), _numbers(pairs, f"{value}_max")
    return low, np.where(np.isnan(high), low, high)


def _is(pairs: pd.DataFrame, column: str, *comparators: str) -> Truths:
    return pairs[column].isin(comparators).to_numpy(dtype="bool")


def _better(pairs: pd.DataFrame) -> Numbers:
    """1 where more is better, -1 where less is, 0 where neither: the target's bound says it (控制在5%以内), else the indicator."""
    said = pairs["target_comparator"].map(_BOUNDS).to_numpy(dtype="float64", na_value=np.nan)
    directions = pairs["direction"].to_numpy(dtype="object")
    return np.where(np.isnan(said), np.array([_BETTER[direction] for direction in directions], dtype="float64"), said)


def _accepted(pairs: pd.DataFrame, better: Numbers) -> _Span:
    """The figures that meet the target. Of a range the end that is enough counts: 50—60 is met by 50 where more is better."""
    low, high = _ends(pairs, "target_value")
    about = np.where(_is(pairs, "target_comparator", "~") | (better == 0), ABOUT, 0.0)
    return _Span(
        np.where(better >= 0, low - about * np.abs(low), -np.inf),
        np.where(better <= 0, high + about * np.abs(high), np.inf),
        _is(pairs, "target_comparator", ">"),
        _is(pairs, "target_comparator", "<"),
    )


def _reached(pairs: pd.DataFrame) -> _Span:
    """What the figure reached may be: 超过500 is all above 500, so 400 is met and of 600 nobody can tell; 约30 as ABOUT says."""
    low, high = _ends(pairs, "actual_value")
    about = np.where(_is(pairs, "actual_comparator", "~"), ABOUT, 0.0)
    return _Span(
        np.where(_is(pairs, "actual_comparator", "<=", "<"), -np.inf, low - about * np.abs(low)),
        np.where(_is(pairs, "actual_comparator", ">=", ">"), np.inf, high + about * np.abs(high)),
        _is(pairs, "actual_comparator", ">"),
        _is(pairs, "actual_comparator", "<"),
    )


@dataclass(frozen=True, slots=True)
class _Way:
    """From the baseline to ``goal``, the target or the end of its range that is enough; level where the base is there already."""

    goal: Numbers
    is_level: Truths


def _way(pairs: pd.DataFrame, better: Numbers, slack: Numbers) -> _Way:
    low, high = _ends(pairs, "target_value")
    base = _numbers(pairs, "base_value")
    nearest = np.clip(base, low, high)
    is_level = np.abs(base - nearest) <= slack
    goal = np.where(better > 0, low, np.where(better < 0, high, nearest))
    return _Way(np.where(is_level, base, goal), is_level)


def _share(pairs: pd.DataFrame, better: Numbers) -> Numbers:
    """How much of a level to be kept is there: the actual's share of it where it fell short, its share of the actual where it went beyond.

    0 where that says nothing (清零 kept at 0 and now 3; figures below 0). Never above 1: only the bound of an actual that cannot be
    decided (600以内 where 500 was to be kept) would be.
    """
    low, high = _ends(pairs, "target_value")
    actual = _numbers(pairs, "actual_value")
    is_short = (better > 0) | ((better == 0) & (actual < low))
    share = np.where(is_short, _ratio(actual, low), _ratio(high, actual))
    is_sayable = np.where(is_short, (low > 0) & (actual >= 0), (actual > 0) & (high >= 0))
    return np.where(np.isnan(actual), np.nan, np.where(is_sayable, np.minimum(share, 1.0), 0.0))


def _ratio(part: Numbers, whole: Numbers) -> Numbers:
    """part / whole, empty where whole is 0."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole != 0)


def _path(pairs: pd.DataFrame, better: Numbers, accepted: _Span, way: _Way) -> _Span:
    """The figures that are on time in the actual's year: on or beyond the straight line from base to goal.

    Where the base is to be kept, or where none is known, what meets the target is on time in any year before. A way between figures
    of no better direction leads where it leads: on from the base.
    """
    base = _numbers(pairs, "base_value")
    since, until, at = (_numbers(pairs, column) for column in ("base_year", "target_year", "actual_year"))
    line = base + (way.goal - base) * _ratio(at - since, until - since)
    onward = np.where(better == 0, np.sign(way.goal - base), better)
    is_line, has_base = ~way.is_level & ~np.isnan(base), ~np.isnan(base)
    return _Span(
        np.where(is_line, np.where(onward > 0, line, -np.inf), accepted.low),
        np.where(is_line, np.where(onward < 0, line, np.inf), accepted.high),
        accepted.open_low & ~has_base,  # on the line is ahead: 100 kept on the way to 超过100
        accepted.open_high & ~has_base,
    )


def _status(pairs: pd.DataFrame, reached: _Span, accepted: _Span, path: _Span, slack: Numbers) -> NDArray[np.object_]:
    """met, missed, ahead, behind, unknown; see the table's column. Without a base nothing says that an actual is behind."""
    until, at = _numbers(pairs, "target_year"), _numbers(pairs, "actual_year")
    is_due, is_before, has_base = at == until, at < until, ~np.isnan(_numbers(pairs, "base_value"))
    said = [
        (is_due & reached.lies_in(accepted, slack), "met"),
        (is_due & reached.lies_beside(accepted, slack), "missed"),
        (is_before & reached.lies_in(path, slack), "ahead"),
        (is_before & has_base & reached.lies_beside(path, slack), "behind"),
    ]
    return np.select([holds for holds, _ in said], [word for _, word in said], default="unknown").astype("object")
