"""The process that unpacks archives for :mod:`assets.sources.held`: an archive's bytes on its input, the files in it on its output.

TAR and GZIP, bzip2 and XZ are read by the standard library, RAR and 7z by libarchive. It works under limits that the system holds it
to: an archive that breaks a library costs that archive alone, and nothing is ever written.
"""

from __future__ import annotations

import bz2
import ctypes
import gzip
import io
import lzma
import re
import resource
import sys
import tarfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from assets.sources import media, zips
from assets.sources.held import LARGEST, MOST_RATIO, RATIO_FROM, SECONDS, BrokenOffError, Held, written

_CHUNK = 256 * 1024
_MEMORY = 2 * 2**30  # bytes of address space: the archive, what it holds, and the libraries
_CUT = "The archive is damaged or was cut short; copy it again."
_DAMAGED = "The file is damaged inside its archive; pack it again."
_NOT_REGULAR = "Not a regular file (a device, pipe or socket)."
_LOCKED = "The file is locked with a password; unpack the archive with it beside the other files."
_METHOD = "The file is packed by a method that is not read ({}); unpack the archive beside the other files."
_LOCKED_WORDS = re.compile(r"encrypt|crypto|passphrase|password", re.I)
_METHOD_WORDS = re.compile(r"unsupported|not supported|unavailable|unknown", re.I)
_OPENERS: dict[str, Callable[[io.BytesIO], io.BufferedIOBase]] = {
    media.GZIP: lambda stream: gzip.GzipFile(fileobj=stream),
    media.BZIP2: bz2.BZ2File,
    media.XZ: lzma.LZMAFile,
}
_BROKEN = (OSError, EOFError, zlib.error, lzma.LZMAError)  # what these raise over bytes that are not theirs
_TAR_BROKEN = (tarfile.TarError, OSError, ValueError, OverflowError)


class _Room:
    """What may still be unpacked. Raises :class:`BrokenOffError` where an archive of ``packed`` bytes goes beyond it."""

    def __init__(self, packed: int, most: int) -> None:
        self._packed, self._most, self.used, self._files = packed, most, 0, 0

    def take(self, size: int) -> None:
        """So many bytes more."""
        self.used += size
        if self.used > RATIO_FROM and self.used > MOST_RATIO * self._packed:
            grows = f"from {self._packed / 2**20:.1f} to more than {self.used / 2**20:,.0f} MB"
            raise BrokenOffError(f"The archive would grow {grows}, as files made to fill a disk do; the rest of it is not unpacked.")
        if self.used > self._most:
            raise BrokenOffError(f"Unpacked, the archive has more than {self._most // 2**20:,} MB; split it.")

    def count(self) -> None:
        """One entry more."""
        self._files += 1
        if self._files > zips.MOST_ENTRIES:
            raise BrokenOffError(f"The archive has more than {zips.MOST_ENTRIES:,} entries; split it.")


def members(data: bytes, media_type: str, most: int) -> Iterator[Held]:
    """The files in an archive, in its order, of at most ``most`` bytes. Raises :class:`BrokenOffError` where more cannot be read."""
    room = _Room(len(data), most)
    if media_type == media.TAR:
        yield from _of_tar(data, room)
    elif media_type in _OPENERS:
        yield from _of_stream(data, media_type, room)
    else:
        yield from _by_libarchive(data, media_type, room)


def _of_stream(data: bytes, media_type: str, room: _Room) -> Iterator[Held]:
    """The one file of a compressed one, or the files of the TAR that it is."""
    pieces: list[bytes] = []
    trouble = None
    try:
        with _OPENERS[media_type](io.BytesIO(data)) as stream:
            while piece := stream.read(_CHUNK):
                room.take(len(piece))
                pieces.append(piece)
    except _BROKEN:
        trouble = BrokenOffError(_CUT)
    inside = b"".join(pieces)
    if media.binary_type(inside[:1024]) == media.TAR:
        yield from _of_tar(inside, _Room(len(inside), len(inside)))
    elif trouble is None:
        yield _file("", [inside], len(inside), _Room(len(inside), len(inside)))
    if trouble is not None:
        raise trouble


def _of_tar(data: bytes, room: _Room) -> Iterator[Held]:
    try:
        with tarfile.open(fileobj=io.BytesIO(data), mode="r:", encoding="utf-8", errors="surrogateescape") as archive:
            while (info := archive.next()) is not None:
                room.count()
                yield _tar_member(archive, info, room)
            if any(data[archive.offset : archive.offset + tarfile.BLOCKSIZE]) or archive.offset >= len(data):
                raise BrokenOffError(_CUT)
    except BrokenOffError:
        raise
    except _TAR_BROKEN:
        raise BrokenOffError(_CUT) from None


def _tar_member(archive: tarfile.TarFile, info: tarfile.TarInfo, room: _Room) -> Held:
    name = zips.name_of(info.name.encode("utf-8", "surrogateescape"))
    if info.isdir() or info.issym() or info.islnk():
        return Held(name, 0, is_folder=info.isdir(), is_link=not info.isdir())
    if not info.isreg():
        return Held(name, 0, problem=_NOT_REGULAR)
    stream = archive.extractfile(info)
    assert stream is not None
    return _file(name, iter(lambda: stream.read(_CHUNK), b""), info.size, room)


def _by_libarchive(data: bytes, media_type: str, room: _Room) -> Iterator[Held]:
    import libarchive

    form = "7zip" if media_type == media.SEVEN_ZIP else "rar5" if data[6:7] == b"\x01" else "rar"
    try:
        with libarchive.memory_reader(data, form, "none") as archive:
            for entry in archive:
                room.count()
                yield _foreign_member(entry, room)
    except libarchive.ArchiveError as problem:
        raise BrokenOffError(_as_told(problem, _CUT)) from None


def _foreign_member(entry: Any, room: _Room) -> Held:
    import libarchive

    said = entry.pathname or b""
    name = zips.name_of(said if isinstance(said, bytes) else said.encode("utf-8", "surrogateescape"))
    if entry.isdir or entry.issym or entry.islnk:
        return Held(name, 0, is_folder=entry.isdir, is_link=not entry.isdir)
    if not entry.isreg:
        return Held(name, 0, problem=_NOT_REGULAR)
    if libarchive.ffi.libarchive.archive_entry_is_encrypted(ctypes.c_void_p(entry._entry_p)):
        return Held(name, entry.size or 0, problem=_LOCKED)  # of RAR it would give the locked bytes as they are
    try:
        return _file(name, _blocks(entry), entry.size, room)
    except libarchive.ArchiveError as problem:
        return Held(name, entry.size or 0, problem=_as_told(problem, _DAMAGED))


def _blocks(entry: Any) -> Iterator[bytes]:
    """An entry's bytes. The library's own loop takes a warning for a length."""
    import libarchive

    buffer = ctypes.create_string_buffer(_CHUNK)
    while (length := libarchive.ffi.read_data(entry._archive_p, buffer, _CHUNK)) > 0:
        yield ctypes.string_at(buffer, length)
    if length < 0:
        raise libarchive.ArchiveError("damaged")


def _as_told(problem: Exception, otherwise: str) -> str:
    """What libarchive says, as one of our sentences."""
    said = str(problem).partition(" (errno")[0]
    if _LOCKED_WORDS.search(said):
        return _LOCKED
    return _METHOD.format(said.rstrip(".")) if _METHOD_WORDS.search(said) else otherwise


def _file(name: str, pieces: Iterator[bytes] | list[bytes], size: int | None, room: _Room) -> Held:
    """A file with its bytes, or why it has none."""
    if size is not None and size > LARGEST:
        return _too_large(name, size)
    read: list[bytes] = []
    length = 0
    for piece in pieces:
        room.take(len(piece))
        length += len(piece)
        if length > LARGEST:
            return _too_large(name, length)
        read.append(piece)
    if size is not None and length != size:
        return Held(name, length, problem=_DAMAGED)
    return Held(name, length, b"".join(read))


def _too_large(name: str, size: int) -> Held:
    problem = f"The file has {size / 2**20:.0f} MB, more than the {LARGEST // 2**20} MB that are read; split it."
    return Held(name, size, problem=problem)


def main() -> None:
    """Unpack the archive on the input. Arguments: its media type, and how many bytes there may be in it."""
    media_type, most = sys.argv[1], int(sys.argv[2])
    for kind, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, int(SECONDS)),
    ):
        resource.setrlimit(kind, (value, value))
    output = sys.stdout.buffer
    try:
        for member in members(sys.stdin.buffer.read(), media_type, most):
            output.write(written(member))
    except BrokenOffError as trouble:
        output.write(written(trouble))
    output.write(written(None))
    output.flush()


if __name__ == "__main__":
    main()
