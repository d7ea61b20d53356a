"""Addresses of this machine and of the local network: not even connected to, wherever a name or a redirect leads."""

from __future__ import annotations

import socket

import pytest

from assets.sources.remote.connection import Network
from assets.sources.remote.fetch import Status
from tests.sources.remote.answers import Names, only
from tests.sources.remote.conftest import Fetch
from tests.sources.remote.site import Site, page, redirect


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
