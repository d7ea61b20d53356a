"""A worker whose readers misbehave as broken libraries do; what a mail says names how. For the tests of limits."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable

from assets.documents.reading import readers, worker
from assets.documents.rendition import Rendition
from assets.documents.unreadable import UnreadableError
from assets.documents.writing.plain_text import render_text
from assets.sources import media

_kept: list[bytes] = []  # what a library leaks


def misbehave(data: bytes) -> Rendition:
    """Do what the file says."""
    what = data.partition(b"\r\n\r\n")[2].decode()
    said = _DEEDS[what]() if what in _DEEDS else None
    return render_text(said or f"嘉兴市科技创新“十三五”规划\n{what}")


def _hang() -> None:
    while True:
        time.sleep(1)


def _hang_with_child() -> None:
    child = os.fork()
    if child == 0:
        _hang()
    with open(os.environ["CHILD_FILE"], "w") as stream:  # noqa: PTH123
        stream.write(str(child))
    _hang()


def _eat() -> None:
    pieces = []
    while True:
        pieces.append(bytearray(64 * 2**20))


def _leak() -> None:
    """Take most of the memory that there is, and keep it."""
    _kept.append(bytes(1500 * 2**20))


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _exit() -> None:
    os._exit(3)


def _bug() -> None:
    raise KeyError("w:val")


def _refuse() -> None:
    raise UnreadableError("The file is locked with a password.")


def _talk() -> None:
    print("a library prints this")
    os.write(1, b"and a C library this\n")


def _binary() -> str:
    return "嘉兴市规划\n一\x00二\ud800三"


def _write_much() -> None:
    with open(os.environ["CHILD_FILE"], "wb") as stream:  # noqa: PTH123
        for _ in range(20):
            stream.write(bytes(64 * 2**20))


_DEEDS: dict[str, Callable[[], str | None]] = {
    "hang": _hang,
    "hang with child": _hang_with_child,
    "eat": _eat,
    "leak": _leak,
    "crash": _crash,
    "exit": _exit,
    "bug": _bug,
    "refuse": _refuse,
    "talk": _talk,
    "binary": _binary,
    "write much": _write_much,
    "cores": lambda: f"嘉兴市规划\n{__import__('resource').getrlimit(4)[0]}",
}

if __name__ == "__main__":
    readers.READERS = {media.EML: readers.Reader("__main__", "misbehave")}
    worker.main()
