"""How the work stands, for people: a label and its lines each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from rich.console import Console

from pipelines.console import SHOWN, show_lines
from pipelines.environment import said
from pipelines.watching.pace import duration
from pipelines.watching.pending import Pending
from pipelines.watching.record import End, Record
from pipelines.watching.scheduler import Scheduler
from pipelines.watching.state import State
from pipelines.wording.spoken import say

_ENDS = {
    End.PUBLISHED: "published the release {}",
    End.UNCHANGED: "nothing new: the release {} says the same",
    End.STOPPED: "a check stopped the publication",
    End.FAILED: "it failed",
}


def show_state(state: State, console: Console) -> None:
    """Print it."""
    zone = ZoneInfo(said("TIME_ZONE"))
    for label, lines in _sections(state, zone):
        show_lines(console, label, lines, "red" if label == "trouble" else "default")


def _sections(state: State, zone: tzinfo) -> Iterator[tuple[str, list[str]]]:
    yield "release", [_release(state, zone)]
    if state.last_build is not None:
        yield "last build", _last(state.last_build, zone)
    if state.running is not None:
        yield "at work", [state.running.sentence()]
    if state.pending is not None:
        yield "pending", list(_pending(state.pending))
    yield "not read", [f"{one.source_path}: {say(one.reason)}" for one in state.unread[:SHOWN]] + _more(state.unread) or ["none"]
    yield "next run", list(_next(state.scheduler, state.now, zone))
    if state.troubles:
        yield "trouble", list(state.troubles)


def _release(state: State, zone: tzinfo) -> str:
    if state.release is None:
        return "none yet"
    age = duration((state.now - state.release.made_at).total_seconds())
    plans = state.release.rows.get("plans", 0)
    return f"{state.release.release_id}, {age} old (published {_at(state.release.made_at, zone)}), {plans} plans"


def _last(last: Record, zone: tzinfo) -> list[str]:
    told = _ENDS[last.end].replace("{}", last.release_id or "")
    return [f"{_at(last.ended_at, zone)}: {say(told)}", *(f"  {say(reason)}" for reason in last.reasons[:SHOWN])]


def _pending(found: Pending) -> Iterator[str]:
    if found.is_nothing:
        yield "nothing: the release was made from the files that are here"
    for told, paths in (("new", found.new), ("changed", found.changed), ("gone", found.gone), ("to be tried again", found.again)):
        if paths:
            yield f"{len(paths)} {told}: {', '.join(paths[:SHOWN])}{', …' if len(paths) > SHOWN else ''}"
    if found.is_other:
        yield "the code, the registry or a setting is other than that of the release"


def _next(found: Scheduler | None, now: datetime, zone: tzinfo) -> Iterator[str]:
    if found is None:
        yield "no schedule of Dagster's is known here (DAGSTER_HOME); a timer of the system's knows its own"
        return
    if found.next_run is not None:
        yield f"{_at(found.next_run, zone)}, in {duration((found.next_run - now).total_seconds())}; before that when files change"
    else:
        yield "none"
    if found.at_work or found.waiting:
        yield f"{found.at_work} runs at work, {found.waiting} waiting"


def _at(moment: datetime, zone: tzinfo) -> str:
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")


def _more(entries: Sequence[object]) -> list[str]:
    return [f"… and {len(entries) - SHOWN} more; table sources has all of them"] if len(entries) > SHOWN else []
