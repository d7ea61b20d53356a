"""Only http and https on public hosts: what is refused before any connection is made."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from assets.sources.remote.address import checked, is_public, parse_address, redirected, shown, system_resolve
from assets.sources.remote.errors import RefusedError

PUBLIC = ["114.114.114.114", "8.8.8.8", "93.184.216.34", "2400:3200::1", "64:ff9b::808:808", "2002:808:808::1"]
NOT_PUBLIC = [
    "127.0.0.1",
    "127.8.9.1",
    "0.0.0.0",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",  # the metadata service of most clouds
    "100.100.100.200",  # that of Alibaba Cloud
    "168.63.129.16",  # that of Azure, which looks public
    "192.0.0.192",  # that of Oracle's
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "198.18.0.1",
    "203.0.113.7",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:8.8.8.8",
    "::127.0.0.1",
    "64:ff9b:1::1",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2",
    "192.88.99.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::1",
    "2002:c0a8:101::1",
]


@pytest.mark.parametrize("ip", PUBLIC)
def test_addresses_of_the_public_network_are_asked(ip: str) -> None:
    assert is_public(ipaddress.ip_address(ip))


@pytest.mark.parametrize("ip", NOT_PUBLIC)
def test_no_other_address_is_asked(ip: str) -> None:
    assert not is_public(ipaddress.ip_address(ip))


def test_every_address_of_a_host_must_be_public() -> None:
    address = parse_address("http://plans.example/")
    assert checked(address, ["8.8.8.8", "2400:3200::1"], allow_private=False) == ["8.8.8.8", "2400:3200::1"]
    with pytest.raises(RefusedError, match=r"plans\.example has the address 10\.0\.0\.1, which is not a public one"):
        checked(address, ["8.8.8.8", "10.0.0.1"], allow_private=False)
    assert checked(address, ["10.0.0.1"], allow_private=True) == ["10.0.0.1"]
    with pytest.raises(RefusedError, match="has no address"):
        checked(address, [], allow_private=True)


@pytest.mark.parametrize("spelling", ["http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://[::1]/"])
def test_odd_spellings_of_this_machine_are_seen_through(spelling: str) -> None:
    address = parse_address(spelling)
    with pytest.raises(RefusedError):
        checked(address, system_resolve(address.host, address.port), allow_private=False)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://plans.example/a.pdf",
        "gopher://plans.example/",
        "javascript:alert(1)",
        "data:text/html,x",
        "plans.example/a.html",
        "//plans.example/a.html",
        "",
        "http://",
        "http:///a",
        "http://plans.example:99999/",
        "http://plans.example:x/",
        "http://[::1/",
        "http://[plans]/",
        "http://a b.example/",
        "http://.example../",
        "http://plans.example/a\nHost: evil.example",
        "http://plans.example/a\r\nX: y",
        "ht\ttp://plans.example/",
        "http://plans.example\\@evil.example/",
        "http://plans.example/" + "a" * 5000,
        "http://" + "a" * 70 + ".example/",
    ],
)
def test_anything_but_a_plain_web_address_is_refused_with_a_sentence(url: str) -> None:
    with pytest.raises(RefusedError) as refused:
        parse_address(url)
    assert str(refused.value).startswith("The address")
    assert len(str(refused.value)) < 300


@pytest.mark.parametrize("url", ["https://wang:secret@plans.example/a", "https://secret@plans.example/a", "https://:secret@plans.example/"])
def test_user_names_and_passwords_are_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(RefusedError, match="user name or password") as refused:
        parse_address(url)
    assert "secret" not in str(refused.value)
    assert "secret" not in shown(url)


@pytest.mark.parametrize(
    ("url", "same"),
    [
        ("HTTP://Plans.Example:80/a#top", "http://plans.example/a"),
        ("https://plans.example", "https://plans.example/"),
        ("https://plans.example:8443/a?b=c d&e=%e4%b8%ad", "https://plans.example:8443/a?b=c%20d&e=%E4%B8%AD"),
        (
            "https://plans.example/规划/“十四五”.pdf",
            "https://plans.example/%E8%A7%84%E5%88%92/%E2%80%9C%E5%8D%81%E5%9B%9B%E4%BA%94%E2%80%9D.pdf",
        ),
        ("https://plans.example/open/../closed/./%61", "https://plans.example/closed/a"),
        ("https://plans.example/open/%2e%2e/closed", "https://plans.example/closed"),
        ("https://plans.example/../../a/..", "https://plans.example/"),
        ("https://科技.中国/a", "https://xn--2qux23c.xn--fiqs8s/a"),
        ("http://[2400:3200:0::1]:8080/", "http://[2400:3200::1]:8080/"),
    ],
)
def test_one_address_has_one_spelling(url: str, same: str) -> None:
    assert parse_address(url).url == same


@pytest.mark.parametrize(
    ("location", "leads_to"),
    [
        ("/b.html", "https://plans.example/b.html"),
        ("b.html?x=1", "https://plans.example/a/b.html?x=1"),
        ("//other.example/c", "https://other.example/c"),
        ("http://other.example/", "http://other.example/"),
        ("/规划".encode().decode("latin-1"), "https://plans.example/%E8%A7%84%E5%88%92"),
        ("/规划".encode("gbk").decode("latin-1"), "https://plans.example/%B9%E6%BB%AE"),
    ],
)
def test_redirects_lead_on_from_where_they_were_met(location: str, leads_to: str) -> None:
    assert redirected(parse_address("https://plans.example/a/index.html"), location).url == leads_to


@pytest.mark.parametrize(
    "location", ["file:///etc/passwd", "ftp://other.example/", "http://u:p@other.example/", "http://[", "http://a\x00b/"]
)
def test_a_redirect_is_checked_like_the_address_itself(location: str) -> None:
    with pytest.raises(RefusedError):
        redirected(parse_address("https://plans.example/"), location)


def test_a_host_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> list[object]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(RefusedError, match=r"The host no\.example is not known"):
        system_resolve("no.example", 80)
