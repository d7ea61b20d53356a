"""Tables of a release in a bucket, as Arrow tables: what notebooks read where they have no output folder."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from assets.release.layout import published_as
from pipelines.storage.bucket import RELEASES, StorageError, bucket_of, storage_errors

if TYPE_CHECKING:
    import pyarrow as pa


def table_of(url: str, table: str, release: str | date | None = None) -> pa.Table:
    """A table of the release that the pointer in the bucket names, of one by its id, or of the last one published by the end of a day.

    Raises ``StorageError``.
    """
    import pyarrow.parquet as pq

    bucket = bucket_of(url)
    with storage_errors(url):
        there = bucket.releases()
        release_id = bucket.current() if release is None else published_as(release, there)
        if release_id is None:
            raise StorageError(f"There is no release {release or ''} in {url}; there are: {', '.join(there) or 'none'}.")
        if f"parquet/{table}.parquet" not in bucket.sizes(release_id):
            raise StorageError(f"The release {release_id} in {url} has no table {table}.")
        return pq.read_table(bucket.path(RELEASES, release_id, "parquet", f"{table}.parquet"), filesystem=bucket.files)
