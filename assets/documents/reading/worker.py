"""The process that reads files for :mod:`assets.documents.reading.limits`: takes bytes on its input, gives what they say on its output.

It works under limits that the system holds it to, whatever the file does to the libraries that read it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from typing import BinaryIO

from assets.documents.reading.limits import LENGTH, REQUEST, answers
from assets.documents.reading.readers import content_of
from expectations.registry import load_registry

LARGEST_WRITTEN = 512 * 2**20  # bytes of a file in the temporary folder; only LibreOffice writes any
_SECONDS_BEYOND = 10  # of processor time, after which a process that nobody waits for any more is ended by the system


def main() -> None:
    """Read files until the input ends."""
    requests, replies = _streams()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who waits for the answer
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, LARGEST_WRITTEN)
    regions = load_registry().regions
    write = answers().dump_json
    replies.write(b"\x01")
    replies.flush()
    while len(header := requests.read(REQUEST.size)) == REQUEST.size:
        length, memory, seconds, length_of_type = REQUEST.unpack(header)
        media_type = requests.read(length_of_type).decode() or None
        data = requests.read(length)
        if len(data) < length:
            return
        _limit(resource.RLIMIT_AS, memory)
        _limit(resource.RLIMIT_CPU, int(_used_seconds() + seconds) + _SECONDS_BEYOND)
        answer = write(content_of(data, media_type, regions))
        replies.write(LENGTH.pack(len(answer)) + answer)
        replies.flush()


def _streams() -> tuple[BinaryIO, BinaryIO]:
    """Where requests come from and answers go to; what libraries print goes with the errors."""
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    requests = os.fdopen(os.dup(0), "rb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    return requests, replies


def _limit(kind: int, value: int) -> None:
    """Set the limit that holds; it can be moved for the next file, up to what the system allows."""
    most = resource.getrlimit(kind)[1]
    resource.setrlimit(kind, (value if most == resource.RLIM_INFINITY else min(value, most), most))


def _used_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
