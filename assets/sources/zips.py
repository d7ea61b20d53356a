"""ZIP files read with bounds, in memory: the directory, and one entry's bytes. Nothing is ever written.

The standard library's reader gives up a whole archive over one odd name, cannot tell names in GBK, and lets a directory or an entry
grow as it likes; here a directory has a bound, every entry is judged by itself, and only what was asked for is unpacked.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import BinaryIO

MAGIC = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")  # an entry, an empty archive, the first part of a split one
LARGEST_DIRECTORY = 8 * 2**20  # bytes; 10,000 entries with names of 200 bytes have some 3 MB
MOST_ENTRIES = 10_000  # the largest collections of plans seen have some hundreds; what has more is a backup or an attack
_STORED, _DEFLATED = 0, 8  # other methods are rare, and some (bzip2, LZMA) unpack a few bytes to gigabytes in one step
_CHUNK = 256 * 1024
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_LONGEST_COMMENT = 65_535
_GB_COMMON, _BIG5_COMMON = range(0xB0, 0xD8), range(0xA4, 0xC7)  # first bytes of the 3,755 and 5,401 common characters
_UTF8_NAME, _ENCRYPTED = 0x800, 0x41  # flags
_UNIX_LINK = 0o120000
_FULL = 0xFFFFFFFF
# Signs that move a terminal's cursor, colour it or turn the order of letters, and halves of signs that no table can hold.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_DRIVE = re.compile(r"[A-Za-z]:")


class ZipError(ValueError):
    """An archive or an entry of it cannot be read; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an archive's directory."""

    name: str  # decoded, forward slashes, no way out of the archive; may occur twice
    method: int
    packed: int  # bytes in the archive
    size: int  # bytes unpacked, as the directory says
    crc: int
    offset: int  # of its header in the archive
    is_folder: bool = False
    is_link: bool = False
    is_encrypted: bool = False
    overlaps: bool = False  # shares bytes with another entry, as only bombs do


def is_zip(data: bytes) -> bool:
    """Whether bytes begin as a ZIP file does (Word, Excel and OFD files too)."""
    return data.startswith(MAGIC)


def directory(stream: BinaryIO) -> list[Entry]:
    """The entries of an archive, in the directory's order. Raises :class:`ZipError` where there is no directory that can be read."""
    where = _end_record(stream)
    if where is None:
        raise ZipError("The archive has no directory: it is broken or was cut short; copy it again.")
    count, size, offset, end = where
    if count > MOST_ENTRIES:
        raise ZipError(f"The archive has {count:,} entries, more than the {MOST_ENTRIES:,} that are read; split it.")
    start = end - size  # what stands before the archive (a self-extractor's program) shifts all offsets
    if size > LARGEST_DIRECTORY or start < 0:
        raise ZipError("The archive's directory is broken or far too large; pack the files again.")
    stream.seek(start)
    entries = list(islice(_entries(stream.read(size), start - offset), MOST_ENTRIES + 1))
    if len(entries) > MOST_ENTRIES:
        raise ZipError(f"The archive has more than {MOST_ENTRIES:,} entries; split it.")
    return _with_overlaps(entries, start)


def unpack(stream: BinaryIO, entry: Entry, most: int) -> bytes:
    """An entry's bytes. Raises :class:`ZipError` where it has more than ``most``, is damaged, or is packed in a way that is not read."""
    if entry.size > most:
        raise ZipError(f"Unpacked, the file has more than {most:,} bytes; split it.")
    pieces, size, crc = [], 0, 0
    for piece in _inflated(stream, entry):
        size += len(piece)
        if size > entry.size:
            break
        crc = zlib.crc32(piece, crc)
        pieces.append(piece)
    if size != entry.size or crc != entry.crc:
        raise ZipError("The file is damaged inside its archive; pack it again.")
    return b"".join(pieces)


def name_of(raw: bytes) -> str:
    """A member's name as it is shown, from its bytes as an archive holds them: UTF-8, else GBK or Big5; no way out of the archive."""
    return _shown(_decoded(raw, 0, b""))


def without_control(name: str) -> str:
    """A name with its control signs spelled: an escape sign as ``\\x1b``, so that no terminal, log or table gets it."""
    return CONTROL.sub(lambda sign: f"\\x{ord(sign[0]):02x}" if ord(sign[0]) < 256 else f"\\u{ord(sign[0]):04x}", name)


def first_names(data: bytes) -> list[str]:
    """Names of the first entries by their own headers: of an archive that was cut short, and so has lost its directory."""
    names: list[str] = []
    at = 0
    while len(names) < 50 and (header := data[at : at + _LOCAL.size]).startswith(MAGIC[0]) and len(header) == _LOCAL.size:
        flags, packed, n_name, n_extra = (_LOCAL.unpack(header)[i] for i in (2, 7, 9, 10))
        names.append(_shown(_decoded(data[at + _LOCAL.size :][:n_name], flags, b"")))
        at += _LOCAL.size + n_name + n_extra + packed
        if flags & 8 and not packed:  # the length stands behind the entry: look for the next header
            at = max(data.find(MAGIC[0], at), 0) or len(data)
    return names


def _end_record(stream: BinaryIO) -> tuple[int, int, int, int] | None:
    """Entries, bytes and offset of the directory as the end record states them, and where the directory ends."""
    length = stream.seek(0, io.SEEK_END)
    tail_at = max(length - _END.size - _LONGEST_COMMENT, 0)
    stream.seek(tail_at)
    tail = stream.read(length - tail_at)
    at = tail.rfind(MAGIC[1])
    if at < 0 or len(tail) - at < _END.size:
        return None
    _, _, _, _, count, size, offset, _ = _END.unpack_from(tail, at)
    end = tail_at + at
    locator = tail[at - _LOCATOR64.size : at] if at >= _LOCATOR64.size else b""
    if not locator.startswith(b"PK\x06\x07"):
        return count, size, offset, end
    stream.seek(min(_LOCATOR64.unpack(locator)[2], length))
    record = stream.read(_END64.size)
    if len(record) < _END64.size or not record.startswith(b"PK\x06\x06"):
        return None
    *_, count, size, offset = _END64.unpack(record)
    return count, size, offset, end - _LOCATOR64.size - _END64.size


def _entries(data: bytes, shift: int) -> Iterator[Entry]:
    at = 0
    while at + _ENTRY.size <= len(data):
        signature, made_by, _, flags, method, _, _, crc, packed, size, n_name, n_extra, n_comment, *_, mode, offset = _ENTRY.unpack_from(
            data, at
        )
        if signature != b"PK\x01\x02":
            raise ZipError("The archive's directory is broken; pack the files again.")
        at += _ENTRY.size
        raw, extra = data[at : at + n_name], data[at + n_name : at + n_name + n_extra]
        at += n_name + n_extra + n_comment
        size, packed, offset = _wide(extra, size, packed, offset)
        name = _decoded(raw, flags, extra)
        yield Entry(
            _shown(name),
            method,
            packed,
            size,
            crc,
            offset + shift,
            is_folder=name.endswith(("/", "\\")),
            is_link=made_by >> 8 == 3 and mode >> 16 & 0o170000 == _UNIX_LINK,
            is_encrypted=bool(flags & _ENCRYPTED),
        )


def _wide(extra: bytes, size: int, packed: int, offset: int) -> tuple[int, int, int]:
    """Size, packed size and offset with those of the ZIP64 field where the directory has no room for them."""
    wide = iter(struct.unpack(f"<{len(field) // 8}Q", field[: len(field) // 8 * 8]) if (field := _field(extra, 1)) else ())
    size, packed, offset = (next(wide, value) if value == _FULL else value for value in (size, packed, offset))
    return size, packed, offset


def _field(extra: bytes, wanted: int) -> bytes:
    """One of an entry's extra fields; empty where it has none of this kind."""
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<2H", extra, at)
        if kind == wanted:
            return extra[at + 4 : at + 4 + length]
        at += 4 + length
    return b""


def _decoded(raw: bytes, flags: int, extra: bytes) -> str:
    """A name as its packer meant it: marked UTF-8, else as the Unicode field says, else valid UTF-8, else GBK or Big5 (Chinese Windows)."""
    unicode_field = _field(extra, 0x7075)
    if len(unicode_field) > 5 and unicode_field[1:5] == struct.pack("<L", zlib.crc32(raw)):
        raw, flags = unicode_field[5:], _UTF8_NAME
    for encoding in ("utf-8",) if flags & _UTF8_NAME else ("utf-8", "gb18030"):
        try:
            name = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return (_as_big5(raw, name) if encoding == "gb18030" else None) or name
    return raw.decode("cp437")


def _as_big5(raw: bytes, as_gbk: str) -> str | None:
    """A name as Big5 (Windows in Hong Kong and Taiwan), where that makes common characters of what would be rare ones in GBK."""
    try:
        name = raw.decode("big5")
    except UnicodeDecodeError:
        return None
    return name if _common(name, "big5", _BIG5_COMMON) > _common(as_gbk, "gb18030", _GB_COMMON) else None


def _common(name: str, encoding: str, leads: range) -> float:
    """The share of a name's Chinese characters that their set counts among the common ones, by the first byte."""
    signs = [sign.encode(encoding) for sign in name if not sign.isascii()]
    return sum(len(sign) == 2 and sign[0] in leads for sign in signs) / len(signs) if signs else 0.0


def _shown(name: str) -> str:
    """A name as it stands behind ``a.zip!/``: ``../../etc/passwd`` is shown as ``(..)/(..)/etc/passwd``, ``C:\\x`` as ``(C:)/x``."""
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".")]
    safe = [f"({part})" if part == ".." or (at == 0 and _DRIVE.fullmatch(part)) else part for at, part in enumerate(parts)]
    return without_control("/".join(safe)) or "(no name)"


def _with_overlaps(entries: list[Entry], end: int) -> list[Entry]:
    """The entries, those marked that share bytes with the one behind them or with the directory."""
    order = sorted(range(len(entries)), key=lambda i: entries[i].offset)
    shared: set[int] = set()
    for at, i in enumerate(order):
        entry = entries[i]
        following = entries[order[at + 1]].offset if at + 1 < len(order) else end
        if entry.offset < 0 or entry.offset + _LOCAL.size + entry.packed > following:
            shared.update((i, *order[at + 1 : at + 2]))
    return [replace(entry, overlaps=True) if i in shared else entry for i, entry in enumerate(entries)]


def _inflated(stream: BinaryIO, entry: Entry) -> Iterator[bytes]:
    if entry.method not in (_STORED, _DEFLATED):
        raise ZipError(f"The file is packed by a method that is not read ({entry.method}); unpack the archive beside the other files.")
    stream.seek(entry.offset)
    header = stream.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(MAGIC[0]):
        raise ZipError("The file is not where its archive's directory says; pack it again.")
    n_name, n_extra = _LOCAL.unpack(header)[9:11]
    stream.seek(n_name + n_extra, io.SEEK_CUR)
    left = entry.packed
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    while left > 0 and (data := stream.read(min(left, _CHUNK))):
        left -= len(data)
        if entry.method == _STORED:
            yield data
            continue
        while data and not inflater.eof:
            try:
                piece = inflater.decompress(data, _CHUNK)  # never more at once, whatever the bytes claim
            except zlib.error:
                raise ZipError("The file is damaged inside its archive; pack it again.") from None
            data = inflater.unconsumed_tail
            if piece:
                yield piece
    if entry.method == _DEFLATED:
        yield inflater.flush()
