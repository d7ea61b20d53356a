"""Work over many items on several cores: chunks of items go to processes, and a process that dies costs the one item that killed it."""

from __future__ import annotations

import gc
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from typing import Generic, TypeVar

from assets.cluster import connected, sent, threads

T = TypeVar("T")
R = TypeVar("R")
LEAST_ITEMS = 64  # with fewer, the processes take longer to start than they save
_MOST_A_CHUNK, _LEAST_A_CHUNK = 64, 8
_CHUNKS_A_PROCESS = 4  # so that no process waits long for the last one
_COLLECTED_AFTER = (20_000, 20, 50)  # objects more than before; collections of the youngest, of the middle generation
_PRELOADED = ("assets.shares.work",)  # what every process needs, loaded once and shared


@dataclass(frozen=True, slots=True)
class Done(Generic[T, R]):
    """What became of some items: ``result`` is what the function made of them, None where its process died over the one item."""

    items: Sequence[T]
    result: R | None


def keep_loaded() -> None:
    """What is loaded stays: the collector of garbage does not look through it again, which takes a seventh of a small build."""
    if not gc.get_freeze_count():
        gc.freeze()
        gc.set_threshold(*_COLLECTED_AFTER)


def cores() -> int:
    """The cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def mapped(function: Callable[[Sequence[T]], R], items: Sequence[T], processes: int, cluster: str | None = None) -> Iterator[Done[T, R]]:
    """What ``function`` makes of the items, a chunk at a time, as it comes; what it raises is raised here.

    With one process, or few items, all is done in this one; else in processes, or on the workers of the ``cluster`` at an address.
    Function, items and results must be fit to be pickled. Raises ``ClusterError`` where there is no cluster.
    """
    if cluster is not None and len(items) >= LEAST_ITEMS:
        yield from _on_cluster(function, items, cluster)
        return
    chunks = _chunks(items, processes)
    if processes == 1 or len(items) < LEAST_ITEMS:
        for chunk in chunks:
            yield Done(chunk, function(chunk))
        return
    suspects: list[T] = []
    waiting = deque(chunks)
    while waiting:
        yield from _until_one_dies(function, waiting, suspects, processes)
    while suspects:
        yield from _one_by_one(function, suspects)


def _chunks(items: Sequence[T], processes: int) -> list[Sequence[T]]:
    size = min(_MOST_A_CHUNK, max(_LEAST_A_CHUNK, len(items) // (processes * _CHUNKS_A_PROCESS)))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _on_cluster(function: Callable[[Sequence[T]], R], items: Sequence[T], address: str) -> Iterator[Done[T, R]]:
    """Chunks as tasks; the items of a chunk that workers died over each as a task of its own."""
    suspects: list[T] = []
    with connected(address) as client:
        for chunk, result in sent(client, function, _chunks(items, threads(client))):
            if result is None and len(chunk) > 1:
                suspects.extend(chunk)
            else:
                yield Done(chunk, result)
        for chunk, result in sent(client, function, [[item] for item in suspects]):
            yield Done(chunk, result)


def _executor(processes: int) -> ProcessPoolExecutor:
    """Processes that are forked from one that has loaded the code and nothing else: this one has threads, and a fork of it might hang."""
    context = get_context("forkserver")
    context.set_forkserver_preload(list(_PRELOADED))
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)


def _begin() -> None:
    keep_loaded()
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when the one that it works for is gone, killed too: nobody would take its work, and nobody else would end it."""
    parent = parent_process()
    if parent is not None:

        def watch() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


def _until_one_dies(
    function: Callable[[Sequence[T]], R], waiting: deque[Sequence[T]], suspects: list[T], processes: int
) -> Iterator[Done[T, R]]:
    """The chunks worked at by one set of processes, as long as all of them live; what they had at hand when one died are suspects."""
    running: dict[Future[R], Sequence[T]] = {}
    with _executor(processes) as pool:
        while waiting or running:
            try:
                while waiting and len(running) <= processes:
                    future = pool.submit(function, waiting[0])
                    running[future] = waiting.popleft()
                for future in wait(running, return_when=FIRST_COMPLETED).done:
                    yield Done(running[future], future.result())
                    del running[future]
            except BrokenProcessPool:
                suspects.extend(item for chunk in running.values() for item in chunk)
                return


def _one_by_one(function: Callable[[Sequence[T]], R], suspects: list[T]) -> Iterator[Done[T, R]]:
    """Suspects, each alone in its process, up to the first that dies."""
    with _executor(1) as pool:
        while suspects:
            item = suspects.pop(0)
            try:
                yield Done([item], pool.submit(function, [item]).result())
            except BrokenProcessPool:
                yield Done([item], None)
                return
