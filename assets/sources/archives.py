"""Files inside archives (ZIP, TAR, GZIP, RAR, 7z …), seen and read like any other file, without anything being written to disk.

A member is ``a.zip!/b.docx``; an archive inside an archive goes on: ``a.zip!/b.zip!/c.docx``. What a member's own bytes are and
say is told as for a file of the folder; here is only how to come by them, and how much of them there may be.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from assets.sources import held, media, zips
from assets.sources.held import LARGEST, LARGEST_HELD, MOST_RATIO, RATIO_FROM, BrokenOffError, Held
from assets.sources.zips import Entry, ZipError

__all__ = ["LARGEST", "LARGEST_ARCHIVE", "MARK", "Found", "Member", "Place", "content", "kind", "largest", "open_regular", "walk"]

MARK = "!/"
LARGEST_ARCHIVE = 1024 * 1024 * 1024  # bytes of a ZIP archive
MOST_UNPACKED = 1024 * 1024 * 1024  # bytes that an archive may hold unpacked, archives inside it included
_HEAD = 64 * 1024  # bytes by which an archive that is no ZIP is told
DEEPEST = 3  # archives inside one another that are opened


@dataclass(frozen=True, slots=True)
class Member:
    """Where a file inside an archive is: the archive's path, and the position in the directory of each archive on the way."""

    archive: Path  # absolute
    inside: tuple[int, ...]


Place = Path | Member


@dataclass(frozen=True, slots=True)
class Found:
    """A member as it was found: the hash of its bytes where they can be read, else one sentence why not."""

    name: str  # from the outermost archive on: b.zip!/c.docx
    place: Member
    size: int
    sha256: str | None = None
    problem: str | None = None
    is_link: bool = False
    members: int | None = None  # of an archive inside: how many files it holds
    archive_type: str | None = None  # of an archive inside: its media type


@dataclass(slots=True)
class _Room:
    """What may still be unpacked of an archive, and what of it not at all."""

    left_aside: Callable[[str], bool]
    bytes: int
    entries: int


def open_regular(path: Path) -> BinaryIO:
    """A regular file for reading. A pipe that took a file's place is not waited for. Raises ``OSError``."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise OSError(22, "Not a regular file")
        return os.fdopen(handle, "rb")
    except OSError:
        os.close(handle)
        raise


def content(place: Place) -> bytes:
    """A file's bytes, wherever it is; at most one more than :data:`LARGEST`. Raises ``OSError`` and :class:`ZipError`."""
    if isinstance(place, Path):
        with open_regular(place) as stream:
            return stream.read(LARGEST + 1)
    *outer, index = place.inside
    opened = _opened(place.archive, tuple(outer), _stamp(place.archive))
    if index >= len(opened.entries):
        raise ZipError("The archive changed while the folder was being read; run again.")
    return _bytes_of(opened, opened.entries[index], LARGEST)


def kind(stream: BinaryIO) -> str | None:
    """The media type of a file that is an archive of files and no document, else None; the stream stands where it stood before."""
    before = stream.tell()
    try:
        stream.seek(0)
        head = stream.read(_HEAD)
        if zips.is_zip(head):
            return media.ZIP if media.zip_type(stream) == media.ZIP else None
        media_type = media.binary_type(head)
        return media_type if held.is_held(media_type) else None
    finally:
        stream.seek(before)


def largest(media_type: str) -> int:
    """Bytes that an archive of this kind may have."""
    return LARGEST_ARCHIVE if media_type == media.ZIP else LARGEST_HELD


def walk(path: Path, stream: BinaryIO, left_aside: Callable[[str], bool]) -> Iterator[Found]:
    """The files in an archive, those of archives inside it after their archive.

    Raises :class:`ZipError` where it has no directory, and behind its files where there is more of it that cannot be read.
    ``left_aside`` tells by a member's name that it is nothing to be opened; it is found without its bytes.
    """
    yield from _walk(stream, path.name, Member(path, ()), "", _Room(left_aside, MOST_UNPACKED, zips.MOST_ENTRIES))


def _walk(stream: BinaryIO, own_name: str, at: Member, before: str, room: _Room) -> Iterator[Found]:
    opened = _open(stream, own_name, min(room.bytes, LARGEST_HELD))
    room.entries -= len(opened.entries)
    if room.entries < 0:
        raise ZipError(f"With the archives inside it the archive has more than {zips.MOST_ENTRIES:,} entries; split it.")
    for index, entry in enumerate(opened.entries):
        if not entry.is_folder:
            yield from _found(opened, entry, before + entry.name, Member(at.archive, (*at.inside, index)), room)
    if opened.trouble is not None:
        raise BrokenOffError(opened.trouble)


def _found(opened: _Opened, entry: Entry | Held, name: str, place: Member, room: _Room) -> Iterator[Found]:
    """A member, and what is inside where it is an archive itself."""
    if entry.is_link or room.left_aside(entry.name):
        yield Found(name, place, entry.size, is_link=entry.is_link)
        return
    try:
        data = _unpacked(opened, entry, room)
    except ZipError as failure:
        yield Found(name, place, entry.size, problem=str(failure))
        return
    inner, digest = io.BytesIO(data), hashlib.sha256(data).hexdigest()
    archive_type = kind(inner)
    if archive_type is None:
        yield Found(name, place, len(data), digest)
        return
    if len(place.inside) >= DEEPEST:
        problem = f"Archives more than {DEEPEST} deep in one another are not opened; unpack it."
        yield Found(name, place, len(data), digest, problem, archive_type=archive_type)
        return
    inside: list[Found] = []
    trouble = None
    try:
        inside.extend(_walk(inner, entry.name, place, name + MARK, room))
    except ZipError as failure:
        trouble = str(failure)
    members = sum(len(found.place.inside) == len(place.inside) + 1 for found in inside)
    yield Found(name, place, len(data), digest, trouble, members=None if trouble else members, archive_type=archive_type)
    yield from inside


def _unpacked(opened: _Opened, entry: Entry | Held, room: _Room) -> bytes:
    """A member's bytes, where it is no bomb. Raises :class:`ZipError`."""
    if isinstance(entry, Entry):
        _check(entry)
    if entry.size > room.bytes:
        raise ZipError(f"Unpacked, the archive has more than {MOST_UNPACKED // 2**20:,} MB, and this file is beyond them; split it.")
    room.bytes -= entry.size
    return _bytes_of(opened, entry, entry.size)


def _check(entry: Entry) -> None:
    """Raises :class:`ZipError` where an entry of a ZIP is a bomb by its directory, or cannot be opened."""
    if entry.is_encrypted:
        raise ZipError("The file is locked with a password; unpack the archive with it beside the other files.")
    if entry.overlaps:
        raise ZipError("The file shares bytes with another file of its archive, as files made to fill a disk do; it is not unpacked.")
    if entry.size > RATIO_FROM and entry.size > MOST_RATIO * entry.packed:
        grows = f"from {entry.packed / 2**20:.1f} to {entry.size / 2**20:,.0f} MB"
        raise ZipError(f"The file would grow {grows}, as files made to fill a disk do; it is not unpacked.")
    if entry.size > LARGEST:
        raise ZipError(f"The file has {entry.size / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it.")


@dataclass(slots=True)
class _Opened:
    stream: BinaryIO
    entries: Sequence[Entry | Held]
    trouble: str | None = None  # why not all that the archive holds could be read


def _open(stream: BinaryIO, own_name: str, most: int) -> _Opened:
    """An archive, opened. A compressed file inside it is called as the archive itself, without the archive's suffix."""
    media_type = kind(stream)
    if media_type is None or media_type == media.ZIP:
        return _Opened(stream, zips.directory(stream))
    stream.seek(0)
    unpacked = held.unpacked(stream.read(LARGEST_HELD), media_type, most)
    stem = PurePosixPath(own_name).stem
    return _Opened(stream, [file if file.name else replace(file, name=stem) for file in unpacked.files], unpacked.trouble)


def _bytes_of(opened: _Opened, entry: Entry | Held, most: int) -> bytes:
    if isinstance(entry, Entry):
        return zips.unpack(opened.stream, entry, most)
    if entry.data is None:
        raise ZipError(entry.problem or "The archive changed while the folder was being read; run again.")
    return entry.data


def _stamp(path: Path) -> tuple[int, int, int]:
    """What tells a file from the one that took its place."""
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns


@lru_cache(maxsize=3)  # members are read one after another: the archive they are in, and the one that this is in
def _opened(archive: Path, inside: tuple[int, ...], stamp: tuple[int, int, int]) -> _Opened:
    if not inside:
        stream = open_regular(archive)
    else:
        *outer, index = inside
        around = _opened(archive, tuple(outer), stamp)
        if index >= len(around.entries):
            raise ZipError("The archive changed while the folder was being read; run again.")
        stream = io.BytesIO(_bytes_of(around, around.entries[index], LARGEST))
    return _open(stream, archive.name, LARGEST_HELD)
