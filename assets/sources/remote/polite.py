"""When a host may be asked again: a pause between requests, what the server asks for, and longer waits after failures."""

from __future__ import annotations

import math
import random
import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from assets.sources.remote.fetch_settings import FetchSettings

_JITTER = (0.5, 1.5)  # so that several machines that failed together do not come back together
LONGEST_CRAWL_DELAY = 60.0  # seconds; some sites state hours, to say no to search engines


class Hosts:
    """The earliest moment of the next request to each host, in seconds of the monotonic clock."""

    def __init__(self, interval: float) -> None:
        """Take the pause between two requests to one host, in seconds."""
        self._interval = interval
        self._intervals: dict[str, float] = {}
        self._free: dict[str, float] = {}

    def free_at(self, host: str) -> float:
        """When the host may be asked; 0 for now."""
        return self._free.get(host, 0.0)

    def wait(self, host: str) -> None:
        """Wait for the host's turn."""
        pause = self.free_at(host) - time.monotonic()
        if pause > 0:
            time.sleep(pause)

    def asked(self, host: str) -> None:
        """A request to the host has ended."""
        self.hold(host, self._intervals.get(host, self._interval))

    def slow_down(self, host: str, delay: float) -> None:
        """The host's robots.txt asks for a longer pause between requests."""
        self._intervals[host] = max(self._interval, min(delay, LONGEST_CRAWL_DELAY))

    def hold(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long."""
        self._free[host] = max(self.free_at(host), time.monotonic() + seconds)


def wait_after(attempt: int, retry_after: float | None, settings: FetchSettings) -> float:
    """Seconds to wait after the attempt of this number (from 1) failed: what the server asked for, else twice as long each time."""
    backoff = settings.backoff * 2.0 ** (attempt - 1) * random.uniform(*_JITTER)
    return backoff if retry_after is None else max(retry_after, backoff)


def seconds_of(retry_after: str | None) -> float | None:
    """A Retry-After header (seconds or a date) as seconds from now; None where there is none or it is neither."""
    if retry_after is None:
        return None
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after[:9])
    try:
        moment = parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    seconds = (moment - datetime.now(UTC)).total_seconds()
    return max(0.0, seconds) if math.isfinite(seconds) else None
