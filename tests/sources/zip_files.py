"""ZIP files for tests, honest and not: names in GBK, locked, overlapping and swollen entries."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Mapping
from zlib import crc32


def zipped(files: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of these files."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def doubled(name: str, *contents: bytes) -> bytes:
    """An archive with several files of one name."""
    stream = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as archive:
        warnings.simplefilter("ignore")
        for content in contents:
            archive.writestr(name, content)
    return stream.getvalue()


def raw_zip(
    name: bytes, content: bytes, *, flags: int = 0, method: int = 0, size: int | None = None, crc: int | None = None, **more: int
) -> bytes:
    """An archive of one stored file, every field as given. ``mode``: Unix rights; ``offset``: where the directory puts the file."""
    size, crc = len(content) if size is None else size, crc32(content) if crc is None else crc
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, flags, method, 0, 0, crc, len(content), size, len(name), 0) + name
    fields = (20 | 3 << 8, 20, flags, method, 0, 0, crc, len(content), size, len(name), 0, 0, 0, 0, more.get("mode", 0) << 16)
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *fields, more.get("offset", 0)) + name
    before = len(local) + len(content)
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(entry), before, 0)
    return local + content + entry + end


def overlapping(names: int, content: bytes) -> bytes:
    """An archive whose directory names the same bytes many times, as bombs do that are small and hold terabytes."""
    one = zipped({"0000.txt": content})
    at = one.index(b"PK\x01\x02")
    entry, end = one[at : one.index(b"PK\x05\x06")], one[one.index(b"PK\x05\x06") :]
    directory = b"".join(entry.replace(b"0000.txt", f"{i:04}.txt".encode()) for i in range(names))
    return one[:at] + directory + end[:8] + struct.pack("<2HL", names, names, len(directory)) + end[16:]
