"""What is still to be told, by channel: an alert that did not get through is tried again, one that did is not told twice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from pipelines.alerts.channels import Alert, DeliveryError
from pipelines.wording.spoken import say

_GIVEN_UP = 86_400.0  # seconds after which an alert is of no use any more
_MOST_WAITING = 50
_RUNS_REMEMBERED = 200
STALE_AGAIN = 86_400.0  # seconds after which it is told again that the dataset is stale


@dataclass(frozen=True, slots=True)
class Waiting:
    """An alert that is still to go out by a channel, and since when (seconds since 1970)."""

    channel: str
    alert: Alert
    since: float


@dataclass(frozen=True, slots=True)
class Memory:
    """What is remembered from one look to the next: since when is looked, until when was, which runs were told, when staleness was."""

    began: float | None = None
    looked: float | None = None
    runs: tuple[str, ...] = ()
    stale_told: float | None = None
    waiting: tuple[Waiting, ...] = ()

    def to_cursor(self) -> str:
        """It as text."""
        return _MEMORY.dump_json(self).decode()

    @classmethod
    def of(cls, cursor: str | None) -> Memory:
        """What a cursor says; the beginning where there is none."""
        return _MEMORY.validate_json(cursor) if cursor else cls()

    def told_of(self, run_id: str) -> Memory:
        """It with a run that has been told."""
        return replace(self, runs=(*self.runs, run_id)[-_RUNS_REMEMBERED:])

    def with_alerts(self, alerts: Iterable[Alert], names: Iterable[str], now: float) -> Memory:
        """It with alerts that are to go out by every channel."""
        ways = tuple(names)
        added = tuple(Waiting(name, alert, now) for alert in alerts for name in ways)
        return replace(self, waiting=(*self.waiting, *added)[-_MOST_WAITING:])


_MEMORY = TypeAdapter(Memory)


def deliver(memory: Memory, ways: Mapping[str, Callable[[Alert], None]], now: float) -> tuple[Memory, list[str]]:
    """Send what waits; what did not get through waits on, for a day at most. Gives why, a sentence each.

    A channel that fails once is not asked again at the same look: its server would be waited for again and again.
    """
    left: list[Waiting] = []
    problems: dict[str, str] = {}
    for one in memory.waiting:
        if one.channel not in ways or now - one.since > _GIVEN_UP:
            continue
        if one.channel in problems:
            left.append(one)
            continue
        try:
            ways[one.channel](one.alert)
        except DeliveryError as error:
            problems[one.channel] = str(error)
            left.append(one)
    return replace(memory, waiting=tuple(left)), list(problems.values())


def stale_now(memory: Memory, troubles: Iterable[str], now: float) -> tuple[Memory, list[Alert]]:
    """Alerts about a dataset that has grown stale: at once, then once a day; and one when it is so no longer."""
    said = "\n".join(map(say, troubles))
    if not said:
        over = [Alert("well", say("Plan Indicators: builds end well again"))] if memory.stale_told is not None else []
        return replace(memory, stale_told=None), over
    if memory.stale_told is not None and now - memory.stale_told < STALE_AGAIN:
        return memory, []
    return replace(memory, stale_told=now), [Alert("stale", say("Plan Indicators: the dataset is stale"), said)]
