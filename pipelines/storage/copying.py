"""A release is copied into a bucket: all its files, then its descriptor, and only when all of them are there the pointer to it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from assets.release.layout import INFO_FILE, Layout
from assets.release.releases import PACKAGE_FILE, current_release, read_info, verify
from pipelines.environment import said
from pipelines.storage.bucket import POINTER, RELEASES, Bucket, StorageError, bucket_of, storage_errors


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a copy: the release that the pointer names now, the files and bytes that were sent, the releases removed."""

    release_id: str
    url: str
    files: int
    bytes: int
    removed: tuple[str, ...]

    def sentence(self) -> str:
        """It in words."""
        if not self.files:
            return f"The release {self.release_id} is in {self.url} already; it is the current one there."
        return f"Copied the release {self.release_id} to {self.url}: {self.files} files, {self.bytes / 1e6:.1f} MB."


def copy_current(output: Path, url: str | None = None) -> Copied | None:
    """Copy the current release to the storage named, else to the one that is set; None where none is.

    Raises ``StorageError`` or ``ReleaseError``; what readers of the storage find stays what it was until the pointer is switched.
    """
    url = url or said("STORAGE")
    if not url:
        return None
    current = current_release(output)
    if current is None:
        raise StorageError(f"There is no release in {output} yet, so none can be copied.")
    return copy_release(Layout(output).releases / current.release_id, bucket_of(url), int(said("KEEP")))


def copy_release(folder: Path, bucket: Bucket, keep: int) -> Copied:
    """Copy a release's folder, switch the pointer to it, and remove all but the ``keep`` latest releases there."""
    if problems := verify(folder):
        raise StorageError(f"The release {folder.name} is not whole: {problems[0]} It is not copied.")
    with storage_errors(bucket.url):
        sent = [] if _is_there(folder, bucket) else _send(folder, bucket)
        _check(folder, bucket)
        if bucket.current() != folder.name:
            bucket.write(_pointer(folder), POINTER)
        removed = _prune(bucket, folder.name, keep)
    return Copied(folder.name, bucket.url, len(sent), sum(path.stat().st_size for path in sent), tuple(removed))


def _files(folder: Path) -> dict[str, Path]:
    """A release's files by their paths in it, its descriptor last: where that is, all are."""
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {name: path for name, path in found.items() if name != PACKAGE_FILE} | {PACKAGE_FILE: found[PACKAGE_FILE]}


def _is_there(folder: Path, bucket: Bucket) -> bool:
    """Whether the release is there whole: its descriptor, which is sent last, with the same bytes."""
    if PACKAGE_FILE not in bucket.sizes(folder.name):
        return False
    return bucket.read(RELEASES, folder.name, PACKAGE_FILE) == (folder / PACKAGE_FILE).read_bytes()


def _send(folder: Path, bucket: Bucket) -> list[Path]:
    sent = []
    for name, path in _files(folder).items():
        with path.open("rb") as source, bucket.files.open_output_stream(bucket.path(RELEASES, folder.name, name)) as stream:
            shutil.copyfileobj(source, stream, 8 * 2**20)
        sent.append(path)
    return sent


def _check(folder: Path, bucket: Bucket) -> None:
    """Raises ``StorageError`` where an object is not there or has another size."""
    sizes = bucket.sizes(folder.name)
    wrong = [name for name, path in _files(folder).items() if sizes.get(name) != path.stat().st_size]
    if wrong:
        raise StorageError(f"{wrong[0]} of the release {folder.name} did not arrive whole in {bucket.url}; copy it again.")


def _pointer(folder: Path) -> bytes:
    info = read_info(folder)
    told = {
        "release": info.release_id,
        "path": f"{RELEASES}/{info.release_id}",
        "info": f"{RELEASES}/{info.release_id}/{INFO_FILE}",
        "made_at": info.made_at.isoformat(),
        "content_hash": info.content_hash,
    }
    return json.dumps(told, indent=2).encode() + b"\n"


def _prune(bucket: Bucket, current: str, keep: int) -> list[str]:
    """Remove the oldest releases there, never the one that is current: its descriptor first, so that no rest is taken for a whole one."""
    others = [one for one in bucket.releases() if one != current]
    removed = others[: max(0, len(others) - (keep - 1))]
    for release_id in removed:
        if PACKAGE_FILE in bucket.sizes(release_id):
            bucket.files.delete_file(bucket.path(RELEASES, release_id, PACKAGE_FILE))
        bucket.files.delete_dir(bucket.path(RELEASES, release_id))
    return removed
