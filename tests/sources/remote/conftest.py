"""A site that misbehaves when told to, settings with short limits, and a way to fetch from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from assets.sources.remote.connection import Network
from assets.sources.remote.fetch import Result, fetch_all
from assets.sources.remote.fetch_settings import FetchSettings
from tests.sources.remote.site import Site

QUICK = FetchSettings(
    interval=0.0, attempts=3, backoff=0.01, longest_wait=2.0, connect_timeout=1.0, read_timeout=0.3, total_timeout=1.0, allow_private=True
)
Fetch = Callable[..., list[Result]]


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The input folder."""
    return tmp_path / "plans"


@pytest.fixture
def fetch(tmp_path: Path, folder: Path) -> Fetch:
    """Fetch addresses, or manifest entries, into the input folder with quick settings, some of them changed."""

    def run(*entries: str | dict[str, str], network: Network | None = None, **changed: object) -> list[Result]:
        manifest = tmp_path / "manifest.yaml"
        content = [{"url": entry} if isinstance(entry, str) else entry for entry in entries]
        manifest.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        settings = replace(QUICK, **changed)  # type: ignore[arg-type]
        return fetch_all(manifest, folder, settings, lambda _: None, network=network)

    return run
