"""A web site on this machine that answers as a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

PAGE = "<html><body><h1>云汀市“十四五”科技创新规划</h1><p>到2025年，研发投入达到3.5%。</p></body></html>".encode()
BIG = bytes(range(256)) * 4000  # about 1 MB that is no text
ETAG = '"v1"'


@dataclass(frozen=True)
class Asked:
    """A request as it came in."""

    at: float
    path: str
    headers: dict[str, str]


class Visitor(BaseHTTPRequestHandler):
    """One request; what a route may do with it."""

    protocol_version = "HTTP/1.1"
    server: Site

    def do_GET(self) -> None:
        self.close_connection = True
        self.server.asked.append(Asked(time.monotonic(), self.path, {key.lower(): value for key, value in self.headers.items()}))
        self.server.routes.get(self.path.partition("?")[0], page(b"not found", status=404))(self)

    def reply(self, status: int, body: bytes, length: int | None = None, **headers: str) -> None:
        """Head and body; ``length`` says another length than the body has. Underscores in names of headers stand for hyphens."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


Route = Callable[[Visitor], None]


def page(body: bytes = PAGE, status: int = 200, **headers: str) -> Route:
    return lambda visitor: visitor.reply(status, body, **headers)


def redirect(to: str, status: int = 302) -> Route:
    return page(b"", status, Location=to)


def in_turn(*routes: Route) -> Route:
    """The first route for the first request, and so on; the last for all that follow."""
    left = list(routes)

    def serve(visitor: Visitor) -> None:
        route = left.pop(0) if len(left) > 1 else left[0]
        route(visitor)

    return serve


def resumable(body: bytes, breaks_at: int | None, etag: str = ETAG) -> Route:
    """A file that honours Range and If-Range; the first request is cut off after ``breaks_at`` bytes."""
    cuts = [] if breaks_at is None else [breaks_at]

    def serve(visitor: Visitor) -> None:
        asked = visitor.headers.get("Range")
        if asked is not None and visitor.headers.get("If-Range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            visitor.reply(206, body[start:], ETag=etag, Content_Range=f"bytes {start}-{len(body) - 1}/{len(body)}")
        else:
            visitor.reply(200, body[: cuts.pop()] if cuts else body, length=len(body), ETag=etag)

    return serve


class Site(ThreadingHTTPServer):
    """The site; fill ``routes``, look into ``asked``."""

    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Visitor)
        self.routes: dict[str, Route] = {}
        self.asked: list[Asked] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def pages_asked(self) -> list[str]:
        """The paths asked for, apart from robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A visitor that hung up is no error here."""


def closed_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
