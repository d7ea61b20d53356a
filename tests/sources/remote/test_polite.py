"""A polite visitor: robots.txt first, a pause between requests, waits as long as it is asked to."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise

import pytest

from assets.sources.remote.fetch import Status
from assets.sources.remote.fetch_settings import FetchSettings
from assets.sources.remote.polite import LONGEST_CRAWL_DELAY, Hosts, seconds_of, wait_after
from tests.sources.remote.conftest import QUICK, Fetch
from tests.sources.remote.site import PAGE, Site, in_turn, page, redirect


def test_the_servers_are_told_who_asks_and_nothing_more(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = page()
    fetch(site.url("/a"), contact="mailto:plans@example.org")
    for asked in site.asked:
        assert asked.headers["user-agent"].startswith("plan-indicators")
        assert asked.headers["user-agent"].endswith("(+mailto:plans@example.org)")
        assert set(asked.headers) == {"host", "user-agent", "accept", "accept-encoding", "connection"}


def test_whatever_stands_in_the_contact_the_header_stays_one_line_of_ascii() -> None:
    agent = replace(QUICK, contact="王敏\r\nX: y (plans)").user_agent
    assert agent.isascii() and agent.isprintable() and agent.count("(") == 1


def test_robots_txt_is_asked_for_once_a_site_and_obeyed(site: Site, fetch: Fetch) -> None:
    site.routes["/robots.txt"] = page(b"User-agent: *\nDisallow: /closed\nDisallow: /*.pdf$\n")
    site.routes["/a"] = site.routes["/closed/b"] = site.routes["/c.pdf"] = page()
    site.routes["/d"] = redirect("/closed/b")
    results = fetch(*(site.url(path) for path in ("/a", "/closed/b", "/c.pdf", "/d")))
    assert [result.status.value for result in results] == ["downloaded", "failed", "failed", "failed"]
    assert results[1].sentence == "The robots.txt of 127.0.0.1 asks programs not to fetch this address; save the page by hand."
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/d"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_site_without_a_robots_txt_is_open(site: Site, fetch: Fetch, status: int) -> None:
    site.routes["/robots.txt"], site.routes["/a"] = page(b"", status), page()
    assert fetch(site.url("/a"))[0].status is Status.DOWNLOADED


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_site_whose_robots_txt_fails_is_closed_for_now(site: Site, fetch: Fetch, status: int) -> None:
    site.routes["/robots.txt"], site.routes["/a"] = page(b"", status), page()
    [result] = fetch(site.url("/a"))
    assert result.status is Status.FAILED
    assert "That was about its robots.txt, without which nothing is fetched. Given up after 3 attempts." in result.sentence
    assert site.pages_asked() == []


def test_a_robots_txt_that_works_at_the_second_attempt_is_enough(site: Site, fetch: Fetch) -> None:
    site.routes["/robots.txt"] = in_turn(page(b"", 500), redirect("/r.txt"))
    site.routes["/r.txt"], site.routes["/a"] = page(b"User-agent: *\nDisallow: /b\n"), page()
    assert fetch(site.url("/a"))[0].status is Status.DOWNLOADED


def test_between_two_requests_to_a_host_there_is_a_pause(site: Site, fetch: Fetch) -> None:
    for path in ("/a", "/b"):
        site.routes[path] = page(PAGE + path.encode())
    site.routes["/c"] = redirect("/b")
    fetch(site.url("/a"), site.url("/b"), site.url("/c"), interval=0.15)
    assert [asked.path for asked in site.asked] == ["/robots.txt", "/a", "/b", "/c", "/b"]
    assert all(second.at - first.at >= 0.15 for first, second in pairwise(site.asked))


def test_the_pause_of_one_host_does_not_hold_up_another(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = site.routes["/b"] = site.routes["/c"] = page()
    other = site.url("/c").replace("127.0.0.1", "localhost")
    start = time.monotonic()
    fetch(site.url("/a"), site.url("/b"), other, interval=0.2)
    assert [asked.path for asked in site.asked].index("/c") < [asked.path for asked in site.asked].index("/b")
    assert time.monotonic() - start < 0.9


def test_a_crawl_delay_makes_the_pause_longer_within_reason() -> None:
    hosts = Hosts(interval=2.0)
    hosts.slow_down("slow.example", 10.0)
    hosts.slow_down("hours.example", 86_400.0)
    hosts.slow_down("quick.example", 0.0)
    now = time.monotonic()
    for name, pause in (("slow", 10.0), ("hours", LONGEST_CRAWL_DELAY), ("quick", 2.0), ("other", 2.0)):
        hosts.asked(f"{name}.example")
        assert hosts.free_at(f"{name}.example") - now == pytest.approx(pause, abs=0.1)


def test_a_crawl_delay_is_obeyed(site: Site, fetch: Fetch) -> None:
    site.routes["/robots.txt"], site.routes["/a"] = page(b"User-agent: *\nCrawl-delay: 0.2\n"), page()
    fetch(site.url("/a"), site.url("/none"))
    assert site.asked[-1].at - site.asked[-2].at >= 0.2


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_server_in_trouble_is_asked_again(site: Site, fetch: Fetch, status: int) -> None:
    site.routes["/a"] = in_turn(page(b"", status), page(b"", status), page())
    assert fetch(site.url("/a"))[0].status is Status.DOWNLOADED
    assert site.pages_asked() == ["/a"] * 3


def test_a_server_in_trouble_is_not_asked_for_ever(site: Site, fetch: Fetch) -> None:
    site.routes["/a"] = page(b"", 503)
    [result] = fetch(site.url("/a"))
    assert result.sentence == "The server 127.0.0.1 answers 503 (Service Unavailable); try again later. Given up after 3 attempts."
    assert site.pages_asked() == ["/a"] * 3


def test_a_server_that_names_a_time_is_left_alone_so_long_with_all_its_pages(site: Site, fetch: Fetch) -> None:
    site.routes["/a"], site.routes["/b"] = in_turn(page(b"", 429, Retry_After="1"), page()), page()
    results = fetch(site.url("/a"), site.url("/b"))
    assert all(result.source_path is not None for result in results)
    first, second, *_ = (asked for asked in site.asked if asked.path in ("/a", "/b"))
    assert second.at - first.at >= 0.95


def test_a_server_that_asks_for_more_than_a_run_can_wait_is_told(site: Site, fetch: Fetch) -> None:
    site.routes["/a"], site.routes["/b"] = page(b"", 429, Retry_After="3600"), page()
    first, second = fetch(site.url("/a"), site.url("/b"))
    assert first.sentence.endswith("It asks to wait 3600 seconds; run again then.")
    assert second.sentence == "Not asked, because 127.0.0.1 asked to be left alone for now; run again later."
    assert site.pages_asked() == ["/a"]


def test_a_retry_after_is_seconds_or_a_date_and_nonsense_is_nothing() -> None:
    assert seconds_of("120") == 120
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=90), usegmt=True)
    assert seconds_of(soon) == pytest.approx(90, abs=2)
    assert seconds_of("Mon, 02 Jan 2006 15:04:05 GMT") == 0
    for nothing in (None, "soon", "-5", "１２", "Mon, 99 Jan 2006 15:04:05 GMT"):
        assert seconds_of(nothing) is None
    assert seconds_of("9" * 5000) == 999_999_999


def test_waits_double_with_some_chance_in_them_and_are_never_shorter_than_asked() -> None:
    settings = FetchSettings(backoff=2.0)
    for attempt, usual in ((1, 2.0), (2, 4.0), (3, 8.0)):
        waits = {wait_after(attempt, None, settings) for _ in range(50)}
        assert 0.5 * usual <= min(waits) < max(waits) <= 1.5 * usual
    assert wait_after(1, 60.0, settings) == 60.0


def test_what_is_set_by_default_is_polite() -> None:
    settings = FetchSettings()
    assert settings.interval >= 2.0 and not settings.allow_private and settings.largest == 64 * 2**20
    assert QUICK.allow_private, "the tests' own settings are for the site on this machine"
