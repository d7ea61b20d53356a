"""One plan's share of the published tables: small Arrow batches, written as bytes that say by themselves whether they are whole."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from assets.table_file import as_batch, plain_schema
from assets.validation.corrections import Confirmed
from expectations.own import Doubts
from expectations.registry import load_registry
from expectations.registry.table_rows import as_frame

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

TABLES = (
    "plan_texts", "plan_pages", "sections", "plan_tables", "table_cells", "tasks", "task_owners", "observations", "rejects", "findings",
    "numerals", "accounting",
)  # fmt: skip
_CODEC = "zstd"
_SOUND: Doubts = MappingProxyType({})


class BrokenShareError(ValueError):
    """Bytes are no share, or not a whole one."""


class Place(NamedTuple):
    """Where the rows of a table stand in a share's body: start and length in bytes, the length unpacked, a check sum of the packed."""

    start: int
    length: int
    unpacked: int
    check: int


@dataclass(frozen=True, slots=True)
class Share:
    """A plan's rows by table, written; and what is needed of it to hold it against other plans.

    ``unmatched_names`` are printed names that are not in the catalogue, with the number of rows; ``doubts`` what does not hold of the rows
    by themselves; ``places`` says where in ``body`` each table's rows stand.
    """

    plan_id: str
    unmatched_names: Mapping[str, int]
    confirmed: Sequence[Confirmed]
    doubts: Doubts
    places: Mapping[str, Place]
    body: bytes

    def batch(self, table: str) -> pa.RecordBatch | None:
        """Its rows of a table; None where it has none."""
        place = self.places.get(table)
        return unpacked(table, self.body[place.start : place.start + place.length], place) if place else None


def unpacked(table: str, packed: bytes, place: Place) -> pa.RecordBatch:
    """Rows of a table as they were before they were written. Raises :class:`BrokenShareError` where the bytes are others."""
    import pyarrow as pa

    if zlib.crc32(packed) != place.check:
        raise BrokenShareError(f"The rows of {table} are not those that were written.")
    return pa.ipc.read_record_batch(pa.decompress(packed, place.unpacked, codec=_CODEC), _schema(table))


@cache
def _schema(table: str) -> pa.Schema:
    """The schema of a table's rows: thousands of shares are read by it."""
    return plain_schema(load_registry().tables[table])


def share_of(
    plan_id: str,
    batches: Mapping[str, pa.RecordBatch],
    unmatched_names: Mapping[str, int],
    confirmed: Sequence[Confirmed],
    doubts: Doubts = _SOUND,
) -> Share:
    """The share of a plan with these rows; a table that is not among ``batches`` has none of it."""
    import pyarrow as pa

    body = bytearray()
    places = {}
    for table, batch in batches.items():
        plain = batch.serialize()
        packed = pa.compress(plain, codec=_CODEC, asbytes=True)
        places[table] = Place(len(body), len(packed), plain.size, zlib.crc32(packed))
        body += packed
    return Share(plan_id, unmatched_names, confirmed, doubts, places, bytes(body))


def encoded(share: Share) -> bytes:
    """A share as bytes: the hash of what follows, a line of JSON, the rows."""
    head = {"plan_id": share.plan_id, "names": share.unmatched_names, "confirmed": share.confirmed}
    head |= {"doubts": share.doubts, "places": share.places}
    rest = json.dumps(head, ensure_ascii=False).encode() + b"\n" + share.body
    return hashlib.sha256(rest).hexdigest().encode() + b"\n" + rest


def decoded(content: bytes) -> Share:
    """The share that these bytes are. Raises :class:`BrokenShareError` where they are none, or not as they were written."""
    digest, _, rest = content.partition(b"\n")
    if digest != hashlib.sha256(rest).hexdigest().encode():
        raise BrokenShareError("The bytes are not those that were written.")
    line, _, body = rest.partition(b"\n")
    head: dict[str, Any] = json.loads(line)
    places = {table: Place(*place) for table, place in head["places"].items()}
    confirmed = [Confirmed(*one) for one in head["confirmed"]]
    return Share(head["plan_id"], head["names"], confirmed, head["doubts"], places, body)


def split(table: str, frame: pd.DataFrame, owners: Iterable[str]) -> dict[str, pa.RecordBatch]:
    """The rows of a frame of a table by the plan that each belongs to (``owners``, row by row), in their order."""
    import pyarrow as pa

    rows: dict[str, list[int]] = {}
    for at, owner in enumerate(owners):
        rows.setdefault(owner, []).append(at)
    whole = as_batch(load_registry().tables[table], frame)
    return {owner: whole.take(pa.array(places)) for owner, places in rows.items()}


def joined(table: str, batches: Iterable[pa.RecordBatch], columns: Sequence[str] | None = None) -> pd.DataFrame:
    """The rows of many shares as one frame, as ``conform`` makes it: sorted by key; ``columns`` alone where they are given."""
    import pyarrow as pa

    schema = load_registry().tables[table]
    key = schema.key
    needed = None if columns is None else tuple(dict.fromkeys([*columns, *key]))
    if needed is not None:
        batches = (batch.select(list(needed)) for batch in batches)
    whole = pa.Table.from_batches(batches, plain_schema(schema, needed)).combine_chunks()
    whole = whole.sort_by([(name, "ascending") for name in key])
    return as_frame(whole.select(list(columns or whole.column_names)))
