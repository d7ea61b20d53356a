"""Which addresses are asked: http and https on hosts of the public network. Pure, but for ``system_resolve``.

A manifest may come from somebody else, and a server may redirect anywhere: neither may make this program ask a printer, a router or
a cloud's metadata service in its user's name.
"""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from assets.sources.remote.errors import RefusedError, UnavailableError

LONGEST = 4096  # characters; servers commonly take 8000 at most
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\]")  # urllib drops tabs and line ends in silence; browsers take \ for /
_CREDENTIALS = re.compile(r"//[^/?#]*@")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]")
_KEPT = "/:@!$&'()*+,;=~%"  # signs that a path may hold as they are; % because it is escaped already

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Not public, whatever this release of Python says: IANA's registries have grown since its list was made.
_CLOSED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24",  # protocol assignments; a cloud's metadata service at 192.0.0.192
        "192.88.99.0/24",  # relays of 6to4, given up
        "168.63.129.16/32",  # a cloud's inner service at an address that looks public
        "64:ff9b:1::/48",
        "2001::/23",
        "3fff::/20",
        "5f00::/16",
        "fec0::/10",  # site-local, given up
    )
)


@dataclass(frozen=True, slots=True)
class Address:
    """A checked http or https address without credentials and fragment."""

    scheme: str
    host: str  # ASCII, lower case; an IPv6 address without brackets
    port: int
    target: str  # path and query, escaped, beginning with /

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a robots.txt is about."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")

    @property
    def url(self) -> str:
        """The whole address in one spelling."""
        return self.origin + self.target


def shown(url: str) -> str:
    """A URL as it may be printed and logged: without a user name and password."""
    return _CREDENTIALS.sub("//…@", url)


def parse_address(url: str) -> Address:
    """The address that a URL names. Raises :class:`RefusedError` for any but a plain http or https URL."""
    text = url.strip()
    if len(text) > LONGEST or _UNSAFE.search(text):
        raise RefusedError(f"The address is longer than {LONGEST} characters or holds control characters or backslashes; mend it.")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError as problem:
        raise RefusedError(f"The address {shown(text)} is not valid ({problem}); mend it.") from None
    if parts.scheme not in _PORTS:
        raise RefusedError(f"The address {shown(text)} does not begin with http:// or https://; nothing else is fetched.")
    if "@" in parts.netloc:
        raise RefusedError(f"The address {shown(text)} holds a user name or password; only pages open to everybody are fetched.")
    query = f"?{escaped(parts.query, '?')}" if parts.query else ""
    target = _without_dots(escaped(parts.path or "/")) + query
    return Address(parts.scheme, _host(parts.hostname, text), port if port is not None else _PORTS[parts.scheme], target)


def redirected(address: Address, location: str) -> Address:
    """Where a Location header leads. To Python header values are Latin-1: of 规划.html the bytes arrive, UTF-8 or GBK, and are kept."""
    reference = "".join(char if char.isascii() else quote(char.encode("latin-1", "replace")) for char in location)
    try:
        return parse_address(urljoin(address.url, reference.strip()))
    except ValueError:
        raise RefusedError(f"The server {address.host} redirects to an address that is not valid.") from None


def escaped(text: str, also_kept: str = "") -> str:
    """Path or query in one spelling: signs outside ASCII escaped as UTF-8, escapes in capitals, none where none is needed."""
    return _ESCAPE.sub(_one_spelling, quote(text, safe=_KEPT + also_kept))


def _one_spelling(escape: re.Match[str]) -> str:
    char = chr(int(escape[0][1:], 16))
    return char if _UNRESERVED.fullmatch(char) else escape[0].upper()


def _without_dots(path: str) -> str:
    """The path without . and .., so that /open/../closed is asked about as /closed."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            del kept[max(1, len(kept) - 1) :]  # never above the root
        elif segment != ".":
            kept.append(segment)
    return "/".join(kept) + ("/" if segments[-1] in (".", "..") else "")


def _host(name: str | None, url: str) -> str:
    host = (name or "").rstrip(".")
    if ":" in host:
        return str(_ip(host, url))
    try:
        host = host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise RefusedError(f"The address {shown(url)} names no valid host; mend it.")
    return host


def _ip(text: str, url: str) -> IP:
    try:
        return ipaddress.ip_address(text)
    except ValueError:
        raise RefusedError(f"The address {shown(url)} names no valid host; mend it.") from None


def is_public(ip: IP) -> bool:
    """Whether an IP address is one of the public network; of one that wraps an IPv4 address, whether that is."""
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped is not None or ip.scope_id is not None:
            return False
        # Networks with IPv6 alone make a NAT64 address of every IPv4 host.
        inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.sixtofour
        if inner is not None:
            return is_public(inner)
    closed = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast or ip.is_reserved or ip.is_unspecified
    return ip.is_global and not closed and not any(ip in network for network in _CLOSED)


def checked(address: Address, found: Sequence[str], *, allow_private: bool) -> list[str]:
    """The IP addresses of the host, each fit to connect to. Raises :class:`RefusedError` where one of them is not public.

    All must be: a name that has a public and a private address is no name of a public web site.
    """
    ips = [_ip(text, address.url) for text in found]
    closed = next((ip for ip in ips if not is_public(ip)), None)
    if closed is not None and not allow_private:
        raise RefusedError(
            f"The host {address.host} has the address {closed}, which is not a public one; "
            "give --allow-private if it is meant and the manifest is your own."
        )
    if not ips:
        raise RefusedError(f"The host {address.host} has no address.")
    return [str(ip) for ip in ips]


def system_resolve(host: str, port: int) -> list[str]:
    """The IP addresses that the system's resolver gives for a host, without repeats. Raises where there are none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as problem:
        if problem.errno == socket.EAI_NONAME:
            raise RefusedError(f"The host {host} is not known; check the address.") from None
        raise UnavailableError(f"The host {host} could not be looked up ({problem.strerror}).", silent=True) from None
    except (OSError, UnicodeError):
        raise RefusedError(f"The host {host} cannot be looked up; check the address.") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
