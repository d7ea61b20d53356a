"""Requests as a polite visitor makes them: one at a time, robots.txt first, redirects followed one checked step after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus

from assets.sources.remote.address import Address, parse_address, redirected, shown
from assets.sources.remote.connection import Network, Response, TimeLimit, request
from assets.sources.remote.errors import RefusedError, UnavailableError
from assets.sources.remote.fetch_settings import PROJECT, REDIRECTS, FetchSettings
from assets.sources.remote.polite import Hosts, seconds_of
from assets.sources.remote.robots import LARGEST, OPEN, Robots, parse_robots

_REDIRECTING = (301, 302, 303, 307, 308)
_FOR_NOW = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)  # 520 to 524: a proxy in front did not reach the site
_ROBOTS = "/robots.txt"

MayAsk = Callable[[Address, TimeLimit, bool], None]  # the bool: whether the address's host is the manifest's own
Headers = Callable[[Address], Mapping[str, str]]  # further request headers for the address of a step


class Session:
    """What one run knows of the hosts it asks: their robots.txt, and when they may be asked again."""

    def __init__(self, settings: FetchSettings, network: Network) -> None:
        """Begin without knowing any host."""
        self.settings = settings
        self.hosts = Hosts(settings.interval)
        self._network = network
        self._robots: dict[str, Robots] = {}

    @contextmanager
    def get(self, url: str, headers: Headers, limit: TimeLimit) -> Iterator[Response]:
        """Ask for a URL, and for what it redirects to; the answer is a page, a part of one or 304, or else one of our errors is raised."""
        response = self._follow(parse_address(url), headers, limit, self._ask_robots, may_be_own=True)
        try:
            _raise_for(response)
            yield response
        finally:
            response.close()
            self.hosts.asked(response.address.host)

    def _follow(self, address: Address, headers: Headers, limit: TimeLimit, may_ask: MayAsk, *, may_be_own: bool) -> Response:
        """The first answer that is no redirect. ``may_be_own``: the address is the manifest's own, not one that a server led to."""
        seen, own = {address.url}, address.host
        for _ in range(REDIRECTS + 1):
            is_own = may_be_own and address.host == own
            may_ask(address, limit, is_own)
            response = self._request(address, headers(address), limit, is_own)
            location = response.header("Location")
            if response.status not in _REDIRECTING or location is None:
                return response
            response.close()
            self.hosts.asked(address.host)
            address = redirected(address, location)
            if address.url in seen:
                raise RefusedError(f"The server redirects in a circle, back to {shown(address.url)}; check the address.")
            seen.add(address.url)
        raise RefusedError(f"The server redirects more than {REDIRECTS} times; check the address.")

    def _request(self, address: Address, headers: Mapping[str, str], limit: TimeLimit, is_own: bool) -> Response:
        with limit.paused():
            self.hosts.wait(address.host)
        try:
            return request(address, headers, self.settings, self._network, limit, is_own=is_own)
        except BaseException:
            self.hosts.asked(address.host)
            raise

    def _ask_robots(self, address: Address, limit: TimeLimit, is_own: bool) -> None:
        """Raise :class:`RefusedError` where the site asks programs to leave the address alone."""
        if address.origin not in self._robots:
            robots = self._fetch_robots(address, limit, is_own)
            self._robots[address.origin] = robots
            self.hosts.slow_down(address.host, robots.delay)
        if not self._robots[address.origin].allows(address.target):
            raise RefusedError(f"The robots.txt of {address.host} asks programs not to fetch this address; save the page by hand.")

    def _fetch_robots(self, address: Address, limit: TimeLimit, is_own: bool) -> Robots:
        """The site's rules; a site that has none (any 4xx but 429) is open, one that fails (5xx, 429, no answer) is closed for now."""
        try:
            return self._read_robots(parse_address(address.origin + _ROBOTS), limit, is_own)
        except UnavailableError as error:
            words = f"{error} That was about its robots.txt, without which nothing is fetched."
            raise UnavailableError(words, retry_after=error.retry_after, silent=True) from None

    def _read_robots(self, address: Address, limit: TimeLimit, is_own: bool) -> Robots:
        response = self._follow(address, lambda _: {}, limit, lambda *_: None, may_be_own=is_own)
        try:
            if response.status != HTTPStatus.TOO_MANY_REQUESTS and 400 <= response.status < 500:
                return OPEN
            _raise_for(response)
            data = bytearray()
            for chunk in response.chunks():
                data += chunk
                if len(data) >= LARGEST:
                    break
            return parse_robots(bytes(data), PROJECT)
        finally:
            response.close()
            self.hosts.asked(response.address.host)


def _raise_for(response: Response) -> None:
    """Raise where the answer is neither a page nor 304."""
    status = response.status
    if status in (HTTPStatus.OK, HTTPStatus.PARTIAL_CONTENT, HTTPStatus.NOT_MODIFIED, HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE):
        return
    said = f"The server {response.address.host} answers {status} ({_phrase(response)})"
    if status in _FOR_NOW:
        raise UnavailableError(f"{said}; try again later.", retry_after=seconds_of(response.header("Retry-After")))
    raise RefusedError(f"{said}; check the address in a browser.")


def _phrase(response: Response) -> str:
    try:
        return HTTPStatus(response.status).phrase
    except ValueError:
        return "no status of the standard"
