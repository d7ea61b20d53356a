"""What a robots.txt asks of this program, by RFC 9309."""

from __future__ import annotations

import time

import pytest

from assets.sources.remote.robots import OPEN, Rule, parse_robots


def allows(text: str, target: str) -> bool:
    return parse_robots(text.encode(), "plan-indicators").allows(target)


def test_nothing_said_is_nothing_forbidden() -> None:
    assert OPEN.allows("/a")
    assert allows("", "/a")
    assert allows("User-agent: *\nDisallow:\n", "/a")
    assert allows("<html><body>Disallow everything</body></html>", "/a")


def test_rules_for_everybody_hold_unless_there_are_rules_for_this_program() -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: Plan-Indicators/1.0\nDisallow: /closed\n"
    assert allows(text, "/open")
    assert not allows(text, "/closed/a.html")
    assert not allows("User-agent: *\nDisallow: /\n\nUser-agent: other\nAllow: /", "/a")


def test_groups_of_one_program_count_together_and_several_programs_share_a_group() -> None:
    both = "User-agent: plan-indicators\nUser-agent: other\nDisallow: /a\nSitemap: /map\nDisallow: /b\n"
    text = f"{both}User-agent: plan-indicators\nDisallow: /c"
    assert [allows(text, target) for target in ("/a", "/b", "/c", "/d")] == [False, False, False, True]


def test_the_longest_rule_decides_and_of_two_as_long_the_one_that_allows() -> None:
    text = "User-agent: *\nDisallow: /zwgk\nAllow: /zwgk/kjgh\nDisallow: /same\nAllow: /same\n"
    assert not allows(text, "/zwgk/other")
    assert allows(text, "/zwgk/kjgh/2021.html")
    assert allows(text, "/same")


@pytest.mark.parametrize(
    ("pattern", "fitting", "other"),
    [
        ("/*.pdf$", "/a/b.pdf", "/a/b.pdf?x"),
        ("/*.pdf", "/a/b.pdf?x", "/a/b.html"),
        ("/a*b*c", "/aXbYcZ", "/acb"),
        ("/a*ab$", "/aab", "/ab"),
        ("/a$", "/a", "/ab"),
        ("/*?", "/a?b", "/a"),
        ("/规划", "/%E8%A7%84%E5%88%92/1", "/%E8%A7%84"),
        ("/%7Ejoe", "/~joe/a", "/joe"),
    ],
)
def test_wildcards_ends_and_escapes(pattern: str, fitting: str, other: str) -> None:
    text = f"User-agent: *\nDisallow: {pattern}"
    assert not allows(text, fitting)
    assert allows(text, other)


def test_a_crawl_delay_is_read_and_nonsense_in_its_place_is_not() -> None:
    assert parse_robots(b"User-agent: *\nCrawl-delay: 7.5\n", "plan-indicators").delay == 7.5
    for nonsense in (b"soon", b"-3", b"inf", b"nan"):
        assert parse_robots(b"User-agent: *\nCrawl-delay: " + nonsense, "plan-indicators").delay == 0


def test_bytes_that_are_no_text_and_marks_at_the_beginning_do_no_harm() -> None:
    assert not parse_robots(b"\xef\xbb\xbfUser-agent: *\r\nDisallow: /a # \xff\xfe\r\n", "plan-indicators").allows("/a")


def test_a_pattern_made_to_be_slow_is_not() -> None:
    rule = Rule("/" + "a*" * 2000 + "b", False)
    start = time.perf_counter()
    assert not rule.fits("/" + "a" * 4000)
    assert time.perf_counter() - start < 0.5
