"""What becomes of a whole download: a file under a readable name with its record, or nothing where just that is here already."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from assets.sources.remote.download import Served
from assets.sources.remote.file_names import file_name
from assets.sources.remote.manifest import Entry
from assets.sources.remote.provenance import Provenance
from assets.sources.remote.store import FileState, Partial, Store, sha256_of
from assets.sources.remote.title import holds_title

TIME_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Kept:
    """The record of an address's file; ``new`` where its content was not here before. ``warnings`` are sentences."""

    record: Provenance
    new: bool
    warnings: tuple[str, ...]


def keep(store: Store, entry: Entry, served: Served | Provenance, partial: Partial) -> Kept:
    """Store what an attempt brought: a new file, or the record again where nothing has changed. Raises ``OSError``."""
    if isinstance(served, Provenance):
        record = replace(served, title=entry.title, note=entry.note)
        store.record(record)
        return Kept(record, False, _title_warnings(store, record))
    known = store.records.get(entry.url)
    sha256 = sha256_of(partial.path)
    if known is not None and known.sha256 == sha256 and store.state(known) is FileState.WHOLE:
        partial.drop()
        record = replace(known, etag=served.etag, last_modified=served.last_modified, title=entry.title, note=entry.note)
        store.record(record)
        return Kept(record, False, _title_warnings(store, record))
    record = _stored(store, entry, served, partial, sha256)
    store.record(record)
    warnings = _title_warnings(store, record)
    if known is not None and known.file != record.file and store.retire(known, record.file):
        warnings += (f"The page has changed since {known.fetched_at[:10]}; the earlier copy was put into remote/.earlier.",)
    return Kept(record, True, warnings)


def _stored(store: Store, entry: Entry, served: Served, partial: Partial, sha256: str) -> Provenance:
    """The record of a new download, whose file is moved in unless another address has brought the same content."""
    data = partial.path.read_bytes()
    twin = store.same_content(sha256)
    if twin is None:
        name = file_name(entry.name or entry.title, served.final_url, data, sha256)
        store.move_in(partial, name)
    else:
        name = twin.file
        partial.drop()
    return Provenance(
        url=entry.url,
        final_url=served.final_url,
        file=name,
        fetched_at=datetime.now(UTC).strftime(TIME_FORMAT),
        sha256=sha256,
        bytes=len(data),
        status=served.status,
        media_type=served.media_type,
        etag=served.etag,
        last_modified=served.last_modified,
        title=entry.title,
        note=entry.note,
    )


def _title_warnings(store: Store, record: Provenance) -> tuple[str, ...]:
    if record.title is not None and holds_title((store.folder / record.file).read_bytes(), record.title) is False:
        return (f"The page does not hold the expected title {record.title}; see whether it is the right one.",)
    return ()
