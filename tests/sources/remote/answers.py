"""What tests of downloads look at: the one result, the files that stand, and a network with the addresses that it is told."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from pathlib import Path

from assets.sources.remote.connection import Network
from assets.sources.remote.fetch import Result, Status
from tests.sources.remote.site import Site


def whole_files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "remote").iterdir() if path.name != "provenance.jsonl")


def only(results: list[Result], status: Status, words: str = "") -> Result:
    [result] = results
    assert result.status is status, result.sentence
    assert words in result.sentence
    assert result.sentence.endswith(".")
    return result


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
