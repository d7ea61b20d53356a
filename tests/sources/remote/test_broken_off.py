"""Servers that break off or never come to an end: gone on with or given up, and never a half file among the plans."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from assets.sources.remote import download
from assets.sources.remote.fetch import Status
from tests.sources.remote.answers import only, whole_files
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import BIG, ETAG, Site, Visitor, closed_port, in_turn, page, redirect, resumable


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
