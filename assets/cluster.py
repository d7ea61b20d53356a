"""Work over many items on the machines of a Dask cluster: the same chunks as processes get, and the same care for what kills a worker.

The workers need this package and the storage that its folders lie on, under the same paths. ``distributed`` comes with the extra
``cluster`` and is imported here alone, when a cluster is asked for.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from distributed import Client, Future

T = TypeVar("T")
R = TypeVar("R")
SECONDS_TO_CONNECT = 30
CHUNKS_A_THREAD = 2  # sent ahead, so that a thread never waits for its next one; what they give is not held here or there for long


class ClusterError(Exception):
    """The cluster cannot be used; the message is one sentence on why, and what to do."""


def connected(address: str) -> Client:
    """A client of the scheduler at an address, such as ``tcp://10.0.0.1:8786``, with at least one worker. Raises :class:`ClusterError`."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("Work on a cluster needs the extra: pip install 'plan-indicators[cluster]'.") from error
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
        client.wait_for_workers(1, timeout=SECONDS_TO_CONNECT)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"There is no cluster with a worker at {address}; start one, or set no address.") from error
    return client


def threads(client: Client) -> int:
    """How many chunks the workers can work at at once."""
    of_workers: Mapping[str, int] = client.nthreads()
    return max(1, sum(of_workers.values()))


def sent(client: Client, function: Callable[[Sequence[T]], R], chunks: Iterable[Sequence[T]]) -> Iterator[tuple[Sequence[T], R | None]]:
    """What the function makes of each chunk, as it comes; None of one that workers died over. What the function raises is raised here.

    A chunk whose worker dies is sent to another one, as often as the scheduler allows (``distributed.scheduler.allowed-failures``).
    """
    from distributed import KilledWorker, as_completed

    waiting = deque(chunks)
    running: dict[Future, Sequence[T]] = {}
    done = as_completed(loop=client.loop)
    while waiting or running:
        while waiting and len(running) < CHUNKS_A_THREAD * threads(client):
            future = client.submit(function, waiting[0], pure=False)
            running[future] = waiting.popleft()
            done.add(future)
        future = next(done)
        chunk = running.pop(future)
        try:
            yield chunk, future.result()
        except KilledWorker:
            yield chunk, None
        future.release()
