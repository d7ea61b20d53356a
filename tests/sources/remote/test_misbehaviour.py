"""Servers that lie, pack, redirect astray or send nonsense: a sentence each, and never a half file among the plans."""

from __future__ import annotations

import gzip
import tracemalloc
import zlib
from pathlib import Path

import pytest

from assets.sources.remote.fetch import Status
from tests.sources.remote.answers import only, whole_files
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import ETAG, PAGE, Site, Visitor, page, redirect


def test_a_file_larger_than_the_limit_is_refused_by_what_the_server_announces(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = lambda visitor: visitor.reply(200, b"x", length=100 * 2**20)
    only(fetch(site.url("/a")), Status.FAILED, "The file is larger than the 64 MB that are fetched")
    assert whole_files(folder) == []


def endless(visitor: Visitor) -> None:
    visitor.wfile.write(b"HTTP/1.1 200 OK\r\nETag: " + ETAG.encode() + b"\r\n\r\n")
    for _ in range(100):
        visitor.wfile.write(b"x" * 2**20)


def test_a_file_that_turns_out_to_be_larger_is_given_up_at_the_limit(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = endless
    only(fetch(site.url("/a"), largest=4 * 2**20), Status.FAILED, "larger than the 4 MB")
    assert whole_files(folder) == []


def packed(body: bytes, encoding: str = "gzip") -> object:
    return page(body, Content_Encoding=encoding, ETag=ETAG)


@pytest.mark.parametrize("route", [packed(gzip.compress(PAGE)), packed(zlib.compress(PAGE), "deflate"), page(Content_Encoding="identity")])
def test_a_page_packed_unasked_is_unpacked(site: Site, fetch: Fetch, folder: Path, route: object) -> None:
    site.routes["/a"] = route  # type: ignore[assignment]
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == PAGE


@pytest.mark.parametrize(
    ("route", "words"),
    [
        (packed(gzip.compress(bytes(64 * 2**20))), "larger than the 4 MB"),
        (packed(gzip.compress(PAGE)[:-20]), "packed page that ends too early"),
        (packed(b"no gzip at all"), "cannot be unpacked"),
        (packed(PAGE, "br"), "packed as 'br', which was not asked for"),
        (page(b""), "an empty page"),
        (page(b"", 204), "answers 204 (No Content)"),
        (page(PAGE, 206), "did not go on where the download had stopped"),
        (page(b"", 304), "nothing has changed, which it was not asked"),
        (page(PAGE, 403), "answers 403 (Forbidden)"),
        (page(PAGE, 999), "answers 999 (no status of the standard)"),
        (lambda visitor: visitor.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n"), "failed (BadStatusLine)"),
        (lambda visitor: None, "failed (RemoteDisconnected)"),
        (lambda visitor: visitor.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200), "failed (HTTPException)"),
        (lambda visitor: visitor.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"), "failed (IncompleteRead)"),
        (lambda visitor: visitor.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc"), "failed (IncompleteRead)"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(site: Site, fetch: Fetch, folder: Path, route: object, words: str) -> None:
    site.routes["/a"] = route  # type: ignore[assignment]
    only(fetch(site.url("/a"), largest=4 * 2**20), Status.FAILED, words)
    assert whole_files(folder) == []


def test_a_small_file_that_unpacks_to_a_huge_one_never_stands_in_memory(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = packed(gzip.compress(bytes(64 * 2**20)))  # type: ignore[assignment]
    tracemalloc.start()
    try:
        only(fetch(site.url("/a"), largest=32 * 2**20, total_timeout=20.0), Status.FAILED, "larger than the 32 MB")
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


def test_bytes_beyond_the_announced_length_are_not_taken_in(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = lambda visitor: visitor.reply(200, PAGE + b"HTTP/1.1 200 OK\r\n\r\nmore", length=len(PAGE))
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == PAGE


def test_five_redirects_are_followed_and_a_sixth_is_not(site: Site, fetch: Fetch) -> None:
    for step in range(6):
        site.routes[f"/{step}"] = redirect(f"/{step + 1}", (301, 302, 303, 307, 308, 302)[step])
    site.routes["/6"] = page()
    only(fetch(site.url("/1")), Status.DOWNLOADED)
    only(fetch(site.url("/0")), Status.FAILED, "redirects more than 5 times")


def test_a_circle_of_redirects_is_seen(site: Site, fetch: Fetch) -> None:
    site.routes["/a"], site.routes["/b"] = redirect("/b"), redirect("/a#x")
    only(fetch(site.url("/a")), Status.FAILED, "redirects in a circle")
    assert site.pages_asked() == ["/a", "/b"]


@pytest.mark.parametrize("to", ["file:///etc/passwd", "ftp://a.example/", "http://u:secret@a.example/", "gopher://127.0.0.1/"])
def test_a_redirect_to_anything_but_a_plain_web_address_is_refused(site: Site, fetch: Fetch, to: str) -> None:
    site.routes["/a"] = redirect(to)
    result = only(fetch(site.url("/a")), Status.FAILED, "The address")
    assert "secret" not in result.sentence
