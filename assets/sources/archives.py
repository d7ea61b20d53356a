"""Files inside ZIP archives, seen and read like any other file, without anything being written to disk.

A member is ``a.zip!/b.docx``; an archive inside an archive goes on: ``a.zip!/b.zip!/c.docx``. What a member's own bytes are and
say is told as for a file of the folder; here is only how to come by them, and how much of them there may be.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

from assets.sources import media, zips
from assets.sources.zips import Entry, ZipError

MARK = "!/"
LARGEST = 64 * 1024 * 1024  # bytes of a file; the longest plans have some 300 kB of text, scans some tens of MB
LARGEST_ARCHIVE = 1024 * 1024 * 1024  # bytes of an archive
MOST_UNPACKED = 1024 * 1024 * 1024  # bytes that an archive may hold unpacked, archives inside it included
MOST_RATIO = 100  # times its packed size that a member may have: text packs to a tenth, a scan hardly at all
RATIO_FROM = 10 * 1024 * 1024  # bytes; below this a member of blanks does no harm
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
    return zips.unpack(opened.stream, opened.entries[index], LARGEST)


def is_archive(stream: BinaryIO) -> bool:
    """Whether a file is a ZIP of files and no document; the stream stands where it stood before."""
    before = stream.tell()
    try:
        stream.seek(0)
        return zips.is_zip(stream.read(4)) and media.zip_type(stream) == media.ZIP
    finally:
        stream.seek(before)


def count(stream: BinaryIO) -> int:
    """How many files an archive holds, those of archives inside it not counted. Raises :class:`ZipError`."""
    return sum(not entry.is_folder for entry in zips.directory(stream))


def walk(path: Path, stream: BinaryIO, left_aside: Callable[[str], bool]) -> Iterator[Found]:
    """The files in an archive, those of archives inside it after their archive. Raises :class:`ZipError` where it has no directory.

    ``left_aside`` tells by a member's name that it is nothing to be opened; it is found without its bytes.
    """
    yield from _walk(stream, Member(path, ()), "", _Room(left_aside, MOST_UNPACKED, zips.MOST_ENTRIES))


def _walk(stream: BinaryIO, at: Member, before: str, room: _Room) -> Iterator[Found]:
    entries = zips.directory(stream)
    room.entries -= len(entries)
    if room.entries < 0:
        raise ZipError(f"With the archives inside it the archive has more than {zips.MOST_ENTRIES:,} entries; split it.")
    for index, entry in enumerate(entries):
        if not entry.is_folder:
            yield from _found(stream, entry, before + entry.name, Member(at.archive, (*at.inside, index)), room)


def _found(stream: BinaryIO, entry: Entry, name: str, place: Member, room: _Room) -> Iterator[Found]:
    """A member, and what is inside where it is an archive itself."""
    if entry.is_link or room.left_aside(entry.name):
        yield Found(name, place, entry.size, is_link=entry.is_link)
        return
    try:
        data = _unpacked(stream, entry, room)
    except ZipError as problem:
        yield Found(name, place, entry.size, problem=str(problem))
        return
    inner, digest = io.BytesIO(data), hashlib.sha256(data).hexdigest()
    if not is_archive(inner):
        yield Found(name, place, len(data), digest)
        return
    if len(place.inside) >= DEEPEST:
        yield Found(name, place, len(data), digest, f"Archives more than {DEEPEST} deep in one another are not opened; unpack it.")
        return
    try:
        members = count(inner)
        inside = list(_walk(inner, place, name + MARK, room))
    except ZipError as problem:
        yield Found(name, place, len(data), digest, str(problem))
        return
    yield Found(name, place, len(data), digest, members=members)
    yield from inside


def _unpacked(stream: BinaryIO, entry: Entry, room: _Room) -> bytes:
    """A member's bytes, where it is no bomb. Raises :class:`ZipError`."""
    if entry.is_encrypted:
        raise ZipError("The file is locked with a password; unpack the archive with it beside the other files.")
    if entry.overlaps:
        raise ZipError("The file shares bytes with another file of its archive, as files made to fill a disk do; it is not unpacked.")
    if entry.size > RATIO_FROM and entry.size > MOST_RATIO * entry.packed:
        grows = f"from {entry.packed / 2**20:.1f} to {entry.size / 2**20:,.0f} MB"
        raise ZipError(f"The file would grow {grows}, as files made to fill a disk do; it is not unpacked.")
    if entry.size > LARGEST:
        raise ZipError(f"The file has {entry.size / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it.")
    if entry.size > room.bytes:
        raise ZipError(f"Unpacked, the archive has more than {MOST_UNPACKED // 2**20:,} MB, and this file is beyond them; split it.")
    room.bytes -= entry.size
    return zips.unpack(stream, entry, entry.size)


@dataclass(slots=True)
class _Opened:
    stream: BinaryIO
    entries: list[Entry]


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
        stream = io.BytesIO(zips.unpack(around.stream, around.entries[index], LARGEST))
    return _Opened(stream, zips.directory(stream))
