"""TAR, GZIP, RAR and 7z files for tests, honest and not. RAR files are written by hand, stored: nothing free packs them."""

from __future__ import annotations

import io
import struct
import tarfile
from collections.abc import Mapping
from zlib import crc32

LINK, FIFO, DEVICE = tarfile.SYMTYPE, tarfile.FIFOTYPE, tarfile.BLKTYPE


def tarred(files: Mapping[str | bytes, bytes | str], packing: str = "", **others: bytes) -> bytes:
    """A TAR of these files, packed with ``gz``, ``bz2`` or ``xz``; ``others`` are members of another kind, a name and a type each."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{packing}", format=tarfile.GNU_FORMAT, errors="surrogateescape") as archive:
        for name, content in files.items():
            data = content.encode() if isinstance(content, str) else content
            info = tarfile.TarInfo(name.decode("utf-8", "surrogateescape") if isinstance(name, bytes) else name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
        for name, kind in others.items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    return stream.getvalue()


def rar4(files: Mapping[bytes, bytes], *, flags: int = 0, method: int = 0x30, mode: int = 0o100644, size: int | None = None) -> bytes:
    """A RAR of version 4 with stored files; names as bytes, as Chinese Windows leaves them."""
    out = b"Rar!\x1a\x07\x00" + _rar4_block(b"\x73", 0, b"\0" * 6)
    for name, data in files.items():
        head = struct.pack("<LLBLLBBHL", len(data), size or len(data), 3, crc32(data), 0x5A21_0000, 20, method, len(name), mode) + name
        out += _rar4_block(b"\x74", 0x8000 | flags, head) + data
    return out + _rar4_block(b"\x7b", 0x4000, b"")


def _rar4_block(kind: bytes, flags: int, rest: bytes) -> bytes:
    body = kind + struct.pack("<HH", flags, 7 + len(rest)) + rest
    return struct.pack("<H", crc32(body) & 0xFFFF) + body


def rar5(files: Mapping[str, bytes], *, crc: int | None = None) -> bytes:
    """A RAR of version 5 with stored files."""
    out = b"Rar!\x1a\x07\x01\x00" + _rar5_block(1, 0, b"\0")
    for name, data in files.items():
        told = name.encode()
        body = _number(4) + _number(len(data)) + _number(0o100644) + struct.pack("<L", crc32(data) if crc is None else crc)
        body += _number(0) + _number(1) + _number(len(told)) + told
        out += _rar5_block(2, 2, _number(len(data)) + body) + data
    return out + _rar5_block(5, 0, b"\0")


def _rar5_block(kind: int, flags: int, rest: bytes) -> bytes:
    body = _number(kind) + _number(flags) + rest
    body = _number(len(body)) + body
    return struct.pack("<L", crc32(body)) + body


def _number(value: int) -> bytes:
    out = bytearray()
    while True:
        value, low = value >> 7, value & 0x7F
        out.append(low | (0x80 if value else 0))
        if not value:
            return bytes(out)


def seven_zip(files: Mapping[str, bytes]) -> bytes:
    """A 7z file, packed by LZMA; needs libarchive."""
    import libarchive

    pieces: list[bytes] = []
    with libarchive.custom_writer(lambda data: pieces.append(bytes(data)) or len(data), "7zip") as archive:
        for name, data in files.items():
            archive.add_file_from_memory(name, len(data), data)
    return b"".join(pieces)
