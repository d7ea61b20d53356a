"""The names in an OLE file's directory (old Word, Excel, PowerPoint, WPS), which tell what the file is. Nothing else is read of it."""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER_SIZE = 512
_ENTRY_SIZE = 128
_IN_HEADER = 109  # sectors of the allocation table that the header names; 109 of them reach over 6.8 MB, where the directory mostly stands
_MOST_SECTORS = 512  # of the directory; a plan's has one or two, and a chain that runs in a circle ends here
_LAST = 0xFFFFFFFA  # sector numbers from here on are marks, not places


def names(data: bytes) -> list[str]:
    """Names of the streams and folders in an OLE file, in the directory's order; as many as can be read of a broken one."""
    if len(data) < _HEADER_SIZE or not data.startswith(MAGIC):
        return []
    shift = min(struct.unpack_from("<H", data, 30)[0], 12)  # 9 or 12: sectors of 512 or 4096 bytes
    size = 1 << max(shift, 9)
    (sector,) = struct.unpack_from("<L", data, 48)
    table = struct.unpack_from(f"<{_IN_HEADER}L", data, 76)
    found: list[str] = []
    for _ in range(_MOST_SECTORS):
        at = (sector + 1) * size
        if sector >= _LAST or at >= len(data):
            break
        found += [name for i in range(at, min(at + size, len(data) - _ENTRY_SIZE + 1), _ENTRY_SIZE) if (name := _name(data, i))]
        sector = _next(data, table, sector, size)
    return found


def _name(data: bytes, at: int) -> str:
    """The name of the directory entry at an offset; empty where the entry is not used."""
    length, kind = struct.unpack_from("<HB", data, at + 64)
    return data[at : at + length - 2].decode("utf-16-le", "replace") if kind and 2 < length <= 64 else ""


def _next(data: bytes, table: tuple[int, ...], sector: int, size: int) -> int:
    """The sector that follows another, by the allocation table; the end where the table does not reach."""
    which, place = divmod(sector, size // 4)
    if which >= len(table) or table[which] >= _LAST:
        return _LAST
    at = (table[which] + 1) * size + 4 * place
    return int(struct.unpack_from("<L", data, at)[0]) if at + 4 <= len(data) else _LAST
