"""Archives that are read from their beginning to their end (TAR, GZIP, bzip2, XZ, RAR, 7z), unpacked in a process of their own.

Such an archive has no directory by which one file could be had without those before it: all that it holds is unpacked at once, in
memory, within a bound. RAR and 7z need the extra ``archives``.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from typing import IO

from assets.sources import media
from assets.sources.zips import ZipError

LARGEST = 64 * 1024 * 1024  # bytes of a file; the longest plans have some 300 kB of text, scans some tens of MB
LARGEST_HELD = 256 * 1024 * 1024  # bytes of such an archive, and of all that is in it: it is held in memory
MOST_RATIO = 100  # times its packed size that a member may have: text packs to a tenth, a scan hardly at all
RATIO_FROM = 10 * 1024 * 1024  # bytes; below this a member of blanks does no harm
SECONDS = 60.0  # that unpacking one archive may take
_STANDARD = (media.TAR, media.GZIP, media.BZIP2, media.XZ)
_FOREIGN = (media.RAR, media.SEVEN_ZIP)
_HEAD = struct.Struct("<QQ")  # bytes of the label, bytes of the file
_LABEL_MOST = 64 * 1024


class BrokenOffError(ZipError):
    """What follows in an archive cannot be read; the message is one sentence for people."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file in such an archive: its bytes, or one sentence why not."""

    name: str  # decoded, forward slashes, no way out of the archive; empty where the archive is one compressed file
    size: int
    data: bytes | None = None
    problem: str | None = None
    is_folder: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What an archive holds, in its order, and why not more where something of it cannot be read."""

    files: list[Held]
    trouble: str | None = None


def is_held(media_type: str | None) -> bool:
    """Whether content of this type is an archive that can be unpacked here."""
    return media_type in _STANDARD or (media_type in _FOREIGN and has_libarchive())


@cache
def has_libarchive() -> bool:
    """Whether the extra ``archives`` and the system's libarchive are there."""
    if find_spec("libarchive") is None:
        return False
    try:
        import libarchive  # noqa: F401
    except (ImportError, OSError, AttributeError):  # the system's library is missing, or lacks a function that the Python part looks up
        return False
    return True


def unpacked(data: bytes, media_type: str, most: int) -> Unpacked:
    """All that an archive holds, of at most ``most`` bytes in bounded time and memory. Raises :class:`ZipError` without an answer."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "assets.sources.unpacking", media_type, str(most)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "LC_ALL": "C.UTF-8", "PYTHONPATH": os.pathsep.join(path or os.curdir for path in sys.path)},
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    timer = threading.Timer(SECONDS, process.kill)
    timer.start()
    try:
        process.stdin.write(data)
        process.stdin.close()
        answer = _read(process.stdout, most)
    except OSError:
        answer = None
    finally:
        timer.cancel()
        process.kill()
        code = process.wait()
        process.stdout.close()
    if answer is None:
        ended = signal.Signals(-code).name if code < 0 else f"code {code}"
        raise ZipError(f"The archive could not be unpacked within its limits ({ended}); unpack it beside the other files.")
    return answer


def _read(stream: IO[bytes], most: int) -> Unpacked | None:
    """What the process gives, to its end; None where it breaks off."""
    files: list[Held] = []
    trouble, left = None, most
    while len(head := stream.read(_HEAD.size)) == _HEAD.size:
        length, size = _HEAD.unpack(head)
        if length > _LABEL_MOST or size > left:
            return None
        left -= size
        try:
            label = json.loads(stream.read(length))
            data = stream.read(size)
        except ValueError:
            return None
        if label is None:
            return Unpacked(files, trouble)
        if isinstance(label, str):
            trouble = label
        elif len(data) == size:
            files.append(Held(**label, data=data if label["problem"] is None else None))
    return None


def written(member: Held | BrokenOffError | None) -> bytes:
    """A member, why no more can be read, or the end, as the process that unpacks gives it."""
    data = b""
    label: object = None
    if isinstance(member, Held):
        data = member.data or b""
        label = {name: getattr(member, name) for name in ("name", "size", "problem", "is_folder", "is_link")}
    elif member is not None:
        label = str(member)
    said = json.dumps(label).encode()
    return _HEAD.pack(len(said), len(data)) + said + data
