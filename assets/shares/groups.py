"""Plans in groups, and what is made of a group's shares together: kept as the shares are, for as long as none of them changes.

Groups are cut behind plans whose own id says so, so that a plan more or less changes its own group (and the next
one, where its own is full) and leaves all others as they were.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from assets.kept_files import keep_whole, kept_whole
from assets.shares.share_store import key_of

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

PLANS_A_GROUP = 100  # on average
MOST_PLANS = 256  # whose rows are in memory at once


class Product(NamedTuple):
    """What is made of a group: rows, and whether another run would make the same of it."""

    tables: Sequence[pa.Table]
    is_final: bool = True


@dataclass(frozen=True, slots=True)
class Group:
    """Some plans, in order, and their rows of a table, some of its columns; ``key`` says what the rows are made from.

    ``folder`` is where shares are kept; without it, or without a key, nothing is.
    """

    plan_ids: Sequence[str]
    key: str | None
    rows: Callable[[], pd.DataFrame]
    folder: Path | None = None

    def once(self, make: Callable[[], Product], *parts: str) -> Sequence[pa.Table]:
        """What ``make`` makes of the group, or made in an earlier run of the same rows and of these ``parts`` of its name."""
        return made_once(self.folder, self.key, make, *parts)


def cut(plan_ids: Iterable[str]) -> Iterator[list[str]]:
    """The plans in groups, in their order."""
    group: list[str] = []
    for plan_id in plan_ids:
        group.append(plan_id)
        if zlib.crc32(plan_id.encode()) % PLANS_A_GROUP == 0 or len(group) == MOST_PLANS:
            yield group
            group = []
    if group:
        yield group


def made_once(folder: Path | None, key: str | None, make: Callable[[], Product], *parts: str) -> Sequence[pa.Table]:
    """What ``make`` makes, or made in an earlier run under the same key and parts; it is kept where it is final."""
    if folder is None or key is None:
        return make().tables
    name = key_of(key, *parts)
    place = folder / name[:2] / name
    if (found := _read(place)) is not None:
        return found
    made = make()
    if made.is_final:
        keep_whole(place, _encoded(made.tables))
    return made.tables


def _encoded(tables: Sequence[pa.Table]) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    for table in tables:
        with pa.ipc.new_stream(sink, table.schema, options=pa.ipc.IpcWriteOptions(compression="zstd")) as writer:
            writer.write_table(table)
    body: bytes = sink.getvalue().to_pybytes()
    return body


def _read(place: Path) -> Sequence[pa.Table] | None:
    """The tables that stand in a file, which is marked as used now; None where it is not there or not whole."""
    import pyarrow as pa

    body = kept_whole(place)
    if body is None:
        return None
    stream, found = pa.BufferReader(body), []
    while stream.tell() < len(body):
        found.append(pa.ipc.open_stream(stream).read_all())
    return found
