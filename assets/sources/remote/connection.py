"""One request over one connection: to an IP address that was checked, within limits of time.

The standard library's HTTP client is enough, given two things that it lacks: it connects to the address that was checked rather than
look the name up again (a name may have another address a moment later), and each read waits no longer than is left of the whole, so
that a server that drips one byte at a time is given up too.
"""

from __future__ import annotations

import errno
import io
import socket
import ssl
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from typing import Any

from assets.sources.remote.address import Address, checked, system_resolve
from assets.sources.remote.errors import RefusedError, UnavailableError
from assets.sources.remote.fetch_settings import FetchSettings

ADDRESSES = 4  # of a host are tried at most
_CHUNK = 64 * 1024
_NOT_THERE = (errno.ECONNREFUSED, errno.EHOSTUNREACH, errno.ENETUNREACH)


def system_connect(ip: str, port: int, timeout: float) -> socket.socket:
    """A connection to an IP address (never a name) and port."""
    return socket.create_connection((ip, port), timeout)


@dataclass(frozen=True, slots=True)
class Network:
    """How names are looked up and connections made; tests put their own in place."""

    resolve: Callable[[str, int], Sequence[str]] = system_resolve
    connect: Callable[[str, int, float], socket.socket] = system_connect


class TimeLimit:
    """The seconds that an attempt may take. Waiting out of politeness is not counted."""

    def __init__(self, seconds: float) -> None:
        """Start to count."""
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; negative once it is over."""
        return self._end - time.monotonic()

    def at_most(self, seconds: float) -> float:
        """``seconds``, or what is left if that is less. Raises ``TimeoutError`` where nothing is left."""
        left = self.left()
        if left <= 0:
            raise TimeoutError
        return min(seconds, left)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Do not count the time of the block."""
        start = time.monotonic()
        try:
            yield
        finally:
            self._end += time.monotonic() - start


class _TimedReader(io.RawIOBase):
    """What comes in over a socket, each read within the limits."""

    def __init__(self, sock: socket.socket, read_timeout: float, limit: TimeLimit) -> None:
        super().__init__()
        self._sock = sock
        self._stream = sock.makefile("rb", buffering=0)
        self._read_timeout = read_timeout
        self._limit = limit

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """What has arrived, at most as much as the buffer holds."""
        self._sock.settimeout(self._limit.at_most(self._read_timeout))
        return self._stream.readinto(buffer)

    def close(self) -> None:
        """Give the socket back."""
        self._stream.close()
        super().close()


class _TimedSocket:
    """The part of a socket that the HTTP client uses."""

    def __init__(self, sock: socket.socket, read_timeout: float, limit: TimeLimit) -> None:
        self._sock = sock
        self._read_timeout = read_timeout
        self._limit = limit
        self.close = sock.close

    def sendall(self, data: bytes) -> None:
        self._sock.settimeout(self._limit.at_most(self._read_timeout))
        self._sock.sendall(data)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_TimedReader(self._sock, self._read_timeout, self._limit))


class _Connection(HTTPConnection):
    """A connection to the checked address of a host."""

    def __init__(self, address: Address, settings: FetchSettings, network: Network, limit: TimeLimit, may_be_private: bool) -> None:
        super().__init__(address.host, address.port)
        self.default_port = 443 if address.scheme == "https" else 80  # left out of the Host header
        self._address, self._settings, self._network, self._limit = address, settings, network, limit
        self._may_be_private = may_be_private

    def connect(self) -> None:
        """Look the host up, check what is found, and connect to just that."""
        found = self._network.resolve(self._address.host, self._address.port)
        ips = checked(self._address, found, allow_private=self._may_be_private)
        sock = self._first_that_answers(ips[:ADDRESSES])
        if self._address.scheme == "https":
            try:
                sock.settimeout(self._limit.at_most(self._settings.connect_timeout))
                sock = tls_context().wrap_socket(sock, server_hostname=self._address.host)
            except BaseException:
                sock.close()
                raise
        self.sock = _TimedSocket(sock, self._settings.read_timeout, self._limit)

    def _first_that_answers(self, ips: Sequence[str]) -> socket.socket:
        for ip in ips[:-1]:
            try:
                return self._connect_to(ip)
            except OSError:
                continue  # a host with an IPv6 address that this network does not reach has an IPv4 one as well
        return self._connect_to(ips[-1])

    def _connect_to(self, ip: str) -> socket.socket:
        return self._network.connect(ip, self._address.port, self._limit.at_most(self._settings.connect_timeout))


def tls_context() -> ssl.SSLContext:
    """Certificates are verified against the system's authorities (SSL_CERT_FILE counts), or certifi's where the system has none."""
    import certifi

    context = ssl.create_default_context()
    places = ssl.get_default_verify_paths()
    if places.cafile is None and places.capath is None:  # Python from python.org on a Mac
        context.load_verify_locations(certifi.where())
    return context


@dataclass(frozen=True, slots=True)
class Response:
    """A server's answer; its body is not read yet. ``url`` is the address that was asked."""

    address: Address
    status: int
    _response: HTTPResponse
    _connection: HTTPConnection
    _limit: TimeLimit
    _slow: FetchSettings

    def header(self, name: str) -> str | None:
        """A header's value on one line and without control characters, which it may have held; None where it is not there or empty."""
        value = self._response.headers.get(name) or ""
        return " ".join("".join(char if char.isprintable() else " " for char in value).split()) or None

    def length(self) -> int | None:
        """How many bytes of the body are still to come, as the server announced; None where it did not."""
        return self._response.length

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes in. Raises :class:`UnavailableError` where it breaks off, :class:`RefusedError` where it only drips."""
        began, size = time.monotonic(), 0
        while True:
            with network_errors(self.address.host, self._limit):
                chunk = self._response.read1(_CHUNK)
            if not chunk:
                break
            yield chunk
            size += len(chunk)
            seconds = time.monotonic() - began
            if seconds > self._slow.patience and size < seconds * self._slow.slowest:
                raise RefusedError(f"{self.address.host} sends less than {self._slow.slowest:g} bytes a second; run again at another time.")
        if self._response.length:
            raise UnavailableError(f"The connection to {self.address.host} broke off {self._response.length} bytes before the end.")

    def close(self) -> None:
        """End the connection."""
        self._response.close()
        self._connection.close()


def request(
    address: Address, headers: Mapping[str, str], settings: FetchSettings, network: Network, limit: TimeLimit, *, is_own: bool
) -> Response:
    """Ask for an address. Raises :class:`RefusedError` or :class:`UnavailableError` where no answer comes.

    ``is_own``: the host is the one that the manifest names, and not one that a server led to; only such a one may be private.
    """
    connection = _Connection(address, settings, network, limit, is_own and settings.allow_private)
    always = {"User-Agent": settings.user_agent, "Accept": "*/*", "Accept-Encoding": "identity", "Connection": "close"}
    try:
        with network_errors(address.host, limit):
            connection.request("GET", address.target, headers={**always, **headers})
            response = connection.getresponse()
    except BaseException:
        connection.close()
        raise
    return Response(address, response.status, response, connection, limit, settings)


@contextmanager
def network_errors(host: str, limit: TimeLimit) -> Iterator[None]:
    """Turn what the network raises into our own two errors."""
    try:
        yield
    except ssl.SSLCertVerificationError as problem:
        why = problem.verify_message
        raise RefusedError(f"The certificate of {host} cannot be verified ({why}); check the address, or save the page by hand.") from None
    except TimeoutError:
        if limit.left() <= 0:
            slow = f"{host} took longer than {limit.seconds:g} seconds; run again to go on from where it stopped."
            raise RefusedError(slow) from None
        raise UnavailableError(f"{host} did not answer in time.", silent=True) from None
    except (OSError, HTTPException) as problem:
        words = (problem.strerror if isinstance(problem, OSError) else None) or type(problem).__name__
        silent = isinstance(problem, OSError) and problem.errno in _NOT_THERE
        raise UnavailableError(f"The connection to {host} failed ({words}).", silent=silent) from None
    except ValueError as problem:  # of the HTTP client: a header that cannot be sent, a number that is none
        raise RefusedError(f"What is exchanged with {host} is not HTTP as it should be ({problem}).") from None
