"""Shares made on a Dask cluster are those made here, byte by byte, also where a worker is killed in the run."""

from __future__ import annotations

import importlib.util
import os
import signal
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from assets import pool
from assets.cluster import ClusterError, connected
from assets.documents.plans import identify
from assets.documents.reading.read import read_batch
from assets.pool import mapped
from assets.shares.gather import gather, orders_of
from assets.shares.share_store import Store
from assets.sources.scan import scan
from tests.pipelines.plans import plan, write

if TYPE_CHECKING:
    from distributed import LocalCluster

needs_dask = pytest.mark.skipif(importlib.util.find_spec("distributed") is None, reason="needs the extra `cluster` (Dask)")
CITIES = ("青州市", "兰考县", "义乌市", "石狮市", "昆山市", "宜兴市", "海宁市", "桐乡市", "余姚市", "慈溪市")
DEADLY = 3


@pytest.fixture(scope="module")
def cluster() -> Iterator[LocalCluster]:
    """Two workers, one of them to be killed. A chunk that a worker died over is given up at once: each new worker costs a second."""
    import dask
    from distributed import LocalCluster

    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 0}),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as started,
    ):
        yield started


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"LEAST_ITEMS": 2, "_LEAST_A_CHUNK": 2}.items():
        monkeypatch.setattr(pool, name, value)


def dies(items: Sequence[int]) -> list[int]:
    """The items; one of them ends its worker."""
    if DEADLY in items:
        os._exit(9)
    return list(items)


def _files(store: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in store.glob("??/*")}


@needs_dask
def test_shares_made_on_a_cluster_are_the_same_where_a_worker_is_killed(cluster: Any, tmp_path: Path) -> None:
    folder = write(tmp_path / "plans", **{f"p{number}_txt": plan(city) for number, city in enumerate(CITIES)})
    outcomes = read_batch(scan(folder))
    orders = orders_of(identify(outcomes), outcomes)
    killed: list[int] = []

    def kill(_done: int, _total: int) -> None:
        if not killed:
            killed.append(next(iter(cluster.workers.values())).pid)
            os.kill(killed[0], signal.SIGKILL)

    gather(orders, Store(tmp_path / "here"), tmp_path / "cache", None, 1)
    found = gather(orders, Store(tmp_path / "there"), tmp_path / "cache", None, 1, kill, cluster.scheduler_address)
    assert killed and not found.left_out
    assert _files(tmp_path / "there") == _files(tmp_path / "here") and len(found.parts) == len(CITIES)


@needs_dask
def test_what_kills_a_worker_costs_itself_alone(cluster: Any) -> None:
    done = list(mapped(dies, range(8), 1, cluster.scheduler_address))
    assert [list(one.items) for one in done if one.result is None] == [[DEADLY]]
    assert sorted(item for one in done for item in one.items) == list(range(8))


@needs_dask
def test_an_address_without_a_cluster_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assets.cluster.SECONDS_TO_CONNECT", 0.2)
    with pytest.raises(ClusterError, match=r"no cluster with a worker at tcp://127\.0\.0\.1:9"):
        connected("tcp://127.0.0.1:9")


def test_without_the_extra_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(ClusterError, match=r"plan-indicators\[cluster\]"):
        connected("tcp://127.0.0.1:9")
