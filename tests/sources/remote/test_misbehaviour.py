"""Servers that break off, drip, lie, redirect astray or never answer: a sentence each, and never a half file among the plans."""

from __future__ import annotations

import gzip
import socket
import time
import tracemalloc
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest

from assets.sources.remote import download
from assets.sources.remote.connection import Network
from assets.sources.remote.fetch import Result, Status
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import BIG, ETAG, PAGE, Site, Visitor, closed_port, in_turn, page, redirect, resumable


def whole_files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "remote").iterdir() if path.name != "provenance.jsonl")


def only(results: list[Result], status: Status, words: str = "") -> Result:
    [result] = results
    assert result.status is status, result.sentence
    assert words in result.sentence
    assert result.sentence.endswith(".")
    return result


# --- broken off ------------------------------------------------------------------------------------------------------------


def test_a_download_that_breaks_off_is_gone_on_with(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = resumable(BIG, breaks_at=400_000)
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == BIG
    assert [(asked.headers.get("range"), asked.headers.get("if-range")) for asked in site.asked if asked.path == "/a"] == [
        (None, None),
        ("bytes=400000-", ETAG),
    ]
    assert whole_files(folder) == [Path(str(result.source_path)).name]


def test_the_next_run_goes_on_where_the_last_one_gave_up(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = resumable(BIG, breaks_at=400_000)
    only(fetch(site.url("/a"), attempts=1), Status.FAILED, "broke off 624000 bytes before the end. Given up after 1 attempt.")
    assert whole_files(folder) == [".partial"]
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == BIG
    assert site.asked[-1].headers["range"] == "bytes=400000-"
    assert whole_files(folder) == [Path(str(result.source_path)).name]


def test_a_file_that_changed_meanwhile_is_fetched_whole(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = in_turn(resumable(BIG, breaks_at=400_000), resumable(BIG[::-1], None, etag='"v2"'))
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == BIG[::-1]


@pytest.mark.parametrize(
    "astray",
    [
        page(BIG[:-400_000], 206, ETag=ETAG, Content_Range=f"bytes 0-{len(BIG) - 400_001}/{len(BIG)}"),
        page(BIG[::-1][400_000:], 206, ETag='"v2"', Content_Range=f"bytes 400000-{len(BIG) - 1}/{len(BIG)}"),
        page(BIG[:-400_000], 206, ETag=ETAG),
        page(b"", 416),
    ],
    ids=["another part", "another file", "no word on which part", "no such part"],
)
def test_a_server_that_does_not_go_on_as_asked_is_asked_for_all(site: Site, fetch: Fetch, folder: Path, astray: object) -> None:
    site.routes["/a"] = in_turn(resumable(BIG, breaks_at=400_000), astray, page(BIG))  # type: ignore[arg-type]
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == BIG


def test_another_address_is_not_asked_for_the_rest(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = in_turn(redirect("/b"), redirect("/c"))
    site.routes["/b"], site.routes["/c"] = resumable(BIG, breaks_at=400_000), resumable(BIG[::-1], None)
    result = only(fetch(site.url("/a")), Status.DOWNLOADED)
    assert (folder / str(result.source_path)).read_bytes() == BIG[::-1]


def test_without_a_mark_to_know_the_file_by_nothing_half_is_kept(site: Site, fetch: Fetch, folder: Path) -> None:
    site.routes["/a"] = lambda visitor: visitor.reply(200, BIG[:1000], length=len(BIG))
    only(fetch(site.url("/a")), Status.FAILED, "Given up after 3 attempts.")
    assert whole_files(folder) == []
    assert not any("range" in asked.headers for asked in site.asked)


def test_an_interruption_leaves_no_half_file_and_what_was_done_before(
    site: Site, fetch: Fetch, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.routes["/a"], site.routes["/b"], site.routes["/c"] = page(), page(BIG, ETag=ETAG), page(BIG[1:])
    whole = download._decoded

    def interrupted(response: object) -> object:
        for chunk in whole(response):  # type: ignore[arg-type]
            yield chunk
            if chunk[:4] == BIG[:4]:
                raise KeyboardInterrupt

    monkeypatch.setattr(download, "_decoded", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fetch(site.url("/a"), site.url("/b"), site.url("/c"))
    monkeypatch.undo()
    assert len(whole_files(folder)) == 2 and whole_files(folder)[0] == ".partial"
    results = fetch(site.url("/a"), site.url("/b"), site.url("/c"))
    assert [result.status.value for result in results] == ["unchanged", "downloaded", "downloaded"]
    assert (folder / str(results[1].source_path)).read_bytes() == BIG
    assert len(whole_files(folder)) == 3


# --- slow ------------------------------------------------------------------------------------------------------------------


def drip_body(visitor: Visitor) -> None:
    visitor.reply(200, b"", length=1000)
    drip(visitor, b"x" * 1000)


def drip_head(visitor: Visitor) -> None:
    drip(visitor, b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 1000)


def drip_chunks(visitor: Visitor) -> None:
    visitor.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    drip(visitor, b"1\r\nx\r\n" * 1000)


def drip(visitor: Visitor, data: bytes) -> None:
    for at in range(len(data)):
        visitor.wfile.write(data[at : at + 1])
        time.sleep(0.02)


@pytest.mark.parametrize("route", [drip_body, drip_head, drip_chunks])
def test_a_server_that_drips_is_given_up_when_the_whole_takes_too_long(site: Site, fetch: Fetch, folder: Path, route: object) -> None:
    site.routes["/a"] = route  # type: ignore[assignment]
    start = time.monotonic()
    only(fetch(site.url("/a"), total_timeout=0.4), Status.FAILED, "took longer than 0.4 seconds")
    assert time.monotonic() - start < 1.0
    assert whole_files(folder) == []


def test_a_server_that_does_not_answer_is_asked_again_and_given_up(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = lambda visitor: time.sleep(0.5)
    site.routes["/b"] = page()
    first, second = fetch(site.url("/a"), site.url("/b"), read_timeout=0.1)
    assert (first.status, second.status) == (Status.FAILED, Status.DOWNLOADED)
    assert first.sentence == "127.0.0.1 did not answer in time. Given up after 3 attempts."


def test_the_other_addresses_of_a_host_that_is_not_there_get_one_attempt(site: Site, fetch: Fetch) -> None:
    site.routes["/d"] = page()
    gone = f"http://127.0.0.1:{closed_port()}"
    results = fetch(f"{gone}/a", f"{gone}/b", f"{gone}/c", site.url("/d").replace("127.0.0.1", "localhost"))
    assert [result.sentence.partition("). ")[2] for result in results[:3]] == [
        "That was about its robots.txt, without which nothing is fetched. Given up after 3 attempts.",
        "That was about its robots.txt, without which nothing is fetched. Given up after 1 attempt.",
        "That was about its robots.txt, without which nothing is fetched. Given up after 1 attempt.",
    ]
    assert results[3].status is Status.DOWNLOADED


# --- large, packed, empty, nonsense ----------------------------------------------------------------------------------------


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


# --- redirects -------------------------------------------------------------------------------------------------------------


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


# --- private addresses -----------------------------------------------------------------------------------------------------


class Names:
    """A network in which names have the addresses given, in turn; a public address is this machine's site."""

    def __init__(self, site: Site, **addresses: Sequence[list[str]]) -> None:
        self.site = site
        self.addresses = {f"{name}.example": list(found) for name, found in addresses.items()}
        self.connected: list[str] = []

    def resolve(self, host: str, port: int) -> list[str]:
        found = self.addresses.get(host, [[host]])
        return found.pop(0) if len(found) > 1 else found[0]

    def connect(self, ip: str, port: int, timeout: float) -> socket.socket:
        self.connected.append(ip)
        return socket.create_connection(("127.0.0.1", self.site.port), timeout)

    @property
    def network(self) -> Network:
        return Network(self.resolve, self.connect)


@pytest.mark.parametrize("host", ["127.0.0.1", "169.254.169.254", "[::1]", "[::ffff:127.0.0.1]", "192.168.0.1", "inside.example"])
def test_private_addresses_are_not_even_connected_to(site: Site, fetch: Fetch, host: str) -> None:
    names = Names(site, inside=[["93.184.216.34", "10.0.0.8"]])
    result = only(fetch(f"http://{host}/", network=names.network, allow_private=False), Status.FAILED, "is not a public one")
    assert "--allow-private" in result.sentence
    assert names.connected == []


def test_a_redirect_to_a_private_address_is_refused(site: Site, fetch: Fetch) -> None:
    names = Names(site, plans=[["93.184.216.34"]], inside=[["10.0.0.8"]])
    for to in (site.url("/secret"), "http://inside.example/secret"):
        site.routes["/a"] = redirect(to)
        only(fetch("http://plans.example/a", network=names.network, allow_private=False), Status.FAILED, "is not a public one")
    assert "/secret" not in site.pages_asked()
    assert set(names.connected) == {"93.184.216.34"}


def test_what_may_be_private_is_the_manifests_own_host_and_never_where_it_leads(site: Site, fetch: Fetch) -> None:
    names = Names(site, own=[["10.0.0.7"]], inside=[["10.0.0.8"]], plans=[["93.184.216.34"]])
    site.routes["/here"], site.routes["/a"] = page(), redirect("/here")
    only(fetch("http://own.example/a", network=names.network), Status.DOWNLOADED)
    site.routes["/b"] = redirect("http://inside.example/secret")
    for host in ("own", "plans"):
        only(fetch(f"http://{host}.example/b", network=names.network), Status.FAILED, "inside.example has the address 10.0.0.8")
    site.routes["/robots.txt"] = redirect("http://inside.example/robots.txt")
    only(fetch("http://plans.example/c", network=names.network), Status.FAILED, "inside.example has the address 10.0.0.8")
    assert "10.0.0.8" not in names.connected


def test_a_server_that_drips_for_long_is_given_up_before_the_time_is_over(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = drip_body
    start = time.monotonic()
    only(fetch(site.url("/a"), total_timeout=60.0, patience=0.2), Status.FAILED, "sends less than 1000 bytes a second")
    assert time.monotonic() - start < 5


def test_a_run_that_has_taken_its_time_leaves_the_rest_for_the_next(site: Site, fetch: Fetch) -> None:
    site.routes["/a"], site.routes["/b"] = page(), page()
    first, second = fetch(site.url("/a"), site.url("/b"), interval=30.0, whole_timeout=0.5)
    assert first.status is Status.DOWNLOADED
    assert second.status is Status.FAILED and "run again to go on" in second.sentence


def test_a_robots_txt_that_redirects_to_a_private_address_is_refused(site: Site, fetch: Fetch) -> None:
    names = Names(site, plans=[["93.184.216.34"]])
    site.routes["/robots.txt"], site.routes["/a"] = redirect(site.url("/secret")), page()
    only(fetch("http://plans.example/a", network=names.network, allow_private=False), Status.FAILED, "is not a public one")
    assert site.pages_asked() == []


def test_the_connection_is_made_to_the_address_that_was_checked(site: Site, fetch: Fetch) -> None:
    """A name may have a public address when it is checked and a private one a moment later: it is looked up once a connection."""
    site.routes["/a"] = page()
    names = Names(site, plans=[["93.184.216.34"], ["93.184.216.35"], ["127.0.0.1"]])
    only(fetch("http://plans.example/a", network=names.network, allow_private=False), Status.DOWNLOADED)
    assert names.connected == ["93.184.216.34", "93.184.216.35"], "one for robots.txt, one for the page"
    assert {asked.headers["host"] for asked in site.asked} == {"plans.example"}
    only(fetch("http://plans.example/a", network=names.network, allow_private=False), Status.FAILED, "is not a public one")


def test_of_several_addresses_the_next_is_tried_where_one_does_not_answer(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = page()
    names = Names(site, plans=[["2400:3200::1", "93.184.216.34"]])

    def no_ipv6(ip: str, port: int, timeout: float) -> socket.socket:
        if ":" in ip:
            raise OSError(101, "Network is unreachable")
        return names.connect(ip, port, timeout)

    only(fetch("http://plans.example/a", network=Network(names.resolve, no_ipv6), allow_private=False), Status.DOWNLOADED)
