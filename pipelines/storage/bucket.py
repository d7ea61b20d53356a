"""A place in a bucket: where it is, the pointer in it, and its releases. By pyarrow's own filesystem; nothing else is needed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from assets.release.errors import ReleaseError
from assets.release.layout import is_release_id
from pipelines.environment import said, setting

if TYPE_CHECKING:
    from pyarrow.fs import FileSystem

POINTER, RELEASES = "current.json", "releases"
SCHEME = "s3://"
_SECONDS = 30.0  # that the storage may take to connect, and to answer


class StorageError(ReleaseError):
    """The storage cannot be written or read as it should; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A place in a storage; ``root`` is the bucket and the folder in it, ``url`` what people call it."""

    files: FileSystem
    root: str
    url: str

    def path(self, *parts: str) -> str:
        """The path of something below the place."""
        return "/".join([self.root, *parts])

    def current(self) -> str | None:
        """The release that the pointer names; None before the first. Raises ``StorageError`` where it names none."""
        from pyarrow.fs import FileType

        with storage_errors(self.url):
            if self.files.get_file_info(self.path(POINTER)).type is FileType.NotFound:
                return None
            told = self.read(POINTER)
        try:
            release_id = json.loads(told)["release"]
        except (ValueError, KeyError, TypeError):
            release_id = None
        if not isinstance(release_id, str) or not is_release_id(release_id):
            raise StorageError(f"{POINTER} in {self.url} names no release; copy a release there anew.")
        return release_id

    def read(self, *parts: str) -> bytes:
        """The bytes of an object."""
        with self.files.open_input_stream(self.path(*parts)) as stream:
            content: bytes = stream.read()
        return content

    def write(self, content: bytes, *parts: str) -> None:
        """Write a small object in one request: a reader finds the old one or the new one."""
        with self.files.open_output_stream(self.path(*parts)) as stream:
            stream.write(content)

    def releases(self) -> list[str]:
        """The ids of the releases that are there, whole or not, the oldest first."""
        from pyarrow.fs import FileSelector, FileType

        found = self.files.get_file_info(FileSelector(self.path(RELEASES), allow_not_found=True))
        return sorted(one.base_name for one in found if one.type is FileType.Directory and is_release_id(one.base_name))

    def sizes(self, release_id: str) -> dict[str, int]:
        """The objects of a release with their sizes in bytes, by path in the release."""
        from pyarrow.fs import FileSelector, FileType

        folder = self.path(RELEASES, release_id)
        found = self.files.get_file_info(FileSelector(folder, allow_not_found=True, recursive=True))
        return {one.path.removeprefix(f"{folder}/"): one.size for one in found if one.type is FileType.File}


def bucket_of(url: str) -> Bucket:
    """The place that an address (``s3://bucket/folder``) names, by the settings of the environment. Raises ``StorageError``."""
    if not setting("STORAGE").fits(url):
        raise StorageError(f"{url} is no place in a storage; give s3://bucket/folder.")
    from pyarrow.fs import S3FileSystem

    endpoint = urlsplit(said("STORAGE_ENDPOINT"))
    if endpoint.netloc:
        # Other storages than AWS refuse the checksums that its client sends of itself; whoever wants them can say so.
        os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
        os.environ.setdefault("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required")
    with storage_errors(url):
        files = S3FileSystem(
            endpoint_override=endpoint.netloc + endpoint.path.rstrip("/") or None,
            scheme=endpoint.scheme or "https",
            region=said("STORAGE_REGION"),
            connect_timeout=_SECONDS,
            request_timeout=_SECONDS,
            background_writes=False,
            allow_delayed_open=True,  # what is small goes in one request
        )
    return Bucket(files, url.removeprefix(SCHEME).strip("/"), url)


@contextmanager
def storage_errors(url: str) -> Iterator[None]:
    """Turn what the storage's client raises into a ``StorageError``."""
    import pyarrow as pa

    try:
        yield
    except (OSError, pa.ArrowException) as error:
        why = " ".join(str(error).split())[:300]
        raise StorageError(f"The storage {url} cannot be used ({why}); look at its settings and keys.") from error
