"""A release that falls far below the last one is stopped, by the bands recorded in the registry."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import pytest

from expectations.checks.collapse import files_gone, no_collapse
from expectations.registry import load_registry
from expectations.registry.bands import read_bands
from tests.expectations.test_checks import run, shown


@dataclass(frozen=True)
class Last:
    release_id: str
    rows: Mapping[str, int]
    files: int = 0
    gone: tuple[str, ...] = ()
    is_accepted: bool = False


def verdict(now: Mapping[str, int], last: Last | None):  # type: ignore[no-untyped-def]
    frames = {name: pd.DataFrame(index=range(count)) for name, count in now.items()}
    return run(
        no_collapse,
        out_indicator_targets=frames["indicator_targets"],
        plans=frames["plans"],
        observations=frames["observations"],
        last=last,
    )


HUNDRED = {"plans": 10, "observations": 1000, "indicator_targets": 300}


@pytest.mark.parametrize(
    ("now", "passes"),
    [
        (HUNDRED, True),
        (HUNDRED | {"observations": 501}, True),
        (HUNDRED | {"observations": 499}, False),
        (HUNDRED | {"plans": 4}, False),
        (HUNDRED | {"indicator_targets": 0}, False),
    ],
)
def test_half_of_the_rows_gone_stops(now: Mapping[str, int], passes: bool) -> None:
    assert verdict(now, Last("r", HUNDRED)).passed is passes


def test_the_fallen_table_is_shown_with_the_reason_and_the_way_out() -> None:
    result = verdict(HUNDRED | {"observations": 10}, Last("r", HUNDRED))
    assert "| observations | 1000 | 10 | 0.5 |" in shown(result)
    assert "--accept-fall" in str(result.description)


def test_a_first_release_and_a_small_one_may_be_anything() -> None:
    none = {"plans": 0, "observations": 0, "indicator_targets": 0}
    assert verdict(none, None).passed
    assert verdict(none, Last("r", {"plans": 3, "observations": 39, "indicator_targets": 19})).passed


def test_bands_are_of_published_tables_and_say_why() -> None:
    for band in read_bands():
        assert band.table in load_registry().tables
        assert 0 < band.least_share < 1 and band.why.endswith(".")


def test_what_is_accepted_stops_nothing() -> None:
    assert verdict(dict.fromkeys(HUNDRED, 0), Last("r", HUNDRED, is_accepted=True)).passed


@pytest.mark.parametrize(
    ("last", "passed", "stops"),
    [
        (None, True, False),
        (Last("r", {}, files=10), True, False),
        (Last("r", {}, 10, tuple("abcde")), False, False),
        (Last("r", {}, 10, tuple("abcdef")), False, True),
        (Last("r", {}, 10, tuple("abcdef"), is_accepted=True), False, False),
        (Last("r", {}, 3, tuple("abc")), False, False),
    ],
)
def test_files_gone_are_told_and_stop_only_where_too_many_are(last: Last | None, passed: bool, stops: bool) -> None:
    result = run(files_gone, core_sources=pd.DataFrame(index=range(3)), last=last)
    assert (result.passed, result.severity.name == "ERROR" and not result.passed) == (passed, stops)
    assert passed or "not in the folder any more" in str(result.description)
    assert not stops or "--accept-fall" in str(result.description)
