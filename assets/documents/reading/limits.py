"""Reading under limits: what may be slow, large or broken is read in a process of its own, which is ended where it goes too far.

One such process (:mod:`assets.documents.reading.worker`) is started when the first file needs it and used again, for it starts in
about half a second. A file that makes it hang, crash or run out of memory costs that file alone: its row says why, the next file has a
new process.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import re
import signal
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from assets.documents.reading.readers import Content, content_of, needs_of
from assets.documents.unreadable import Fault, LimitsError
from assets.sources import media
from expectations.registry import Regions

if TYPE_CHECKING:
    from pydantic import TypeAdapter

SECONDS_VARIABLE = "PLAN_INDICATORS_READ_SECONDS"
SECONDS = 60.0  # a plan of 300 pages takes some seconds; without a limit one file could stop the nightly run
LARGEST_HERE = 512 * 1024  # bytes of text or HTML that are read in this process; the longest plans have some 300 kB
MOST_MARKS_HERE = 5_000  # line ends and tags of such a file; most plans and pages have fewer, and some work takes time by their square
REQUEST = struct.Struct("<QQdQ")  # bytes of the file, bytes of address space, seconds of processor time, bytes of the media type
LENGTH = struct.Struct("<Q")
_START_SECONDS = 60.0  # loading code on a slow disk is no file's fault
_END_SECONDS = 5.0  # a process that gives no more answers has this long to end by itself, so that it can be told how
_USED_UP = 200  # files after which the process is replaced, so that what libraries leak does not add up
_LARGEST_ANSWER = 256 * 2**20  # bytes; a document's text is bounded, its blocks and cells are by its lines
_MEMORY_WORDS = re.compile(rb"MemoryError|bad_alloc|[Oo]ut of memory|[Cc]annot allocate memory")
_ERROR_LINE = re.compile(rb"^(?:[\w.]+\.)?(\w+(?:Error|Exception))\b", re.M)
_log = logging.getLogger(__name__)


def seconds_setting() -> float:
    """Seconds that reading one file may take, as the environment says. Raises :class:`LimitsError`."""
    said = os.environ.get(SECONDS_VARIABLE, "").strip() or str(SECONDS)
    with contextlib.suppress(ValueError):
        if 0 < (seconds := float(said)) <= 86_400:
            return seconds
    raise LimitsError(f"{SECONDS_VARIABLE} is {said!r}; give the seconds that reading one file may take, for example 60.")


def read_within_limits(data: bytes, regions: Regions) -> Content:
    """What a file's bytes are and say, in bounded time and memory; content without a document but with a reason where they do not do."""
    media_type = media.binary_type(data)
    if _is_harmless(data, media_type):
        return content_of(data, media_type, regions)
    return _WORKER.read(data, media_type, seconds_setting())


def _is_harmless(data: bytes, media_type: str | None) -> bool:
    """Whether bytes are text or a page of the size of plans, for which our own readers take seconds at most."""
    if media_type is not None or len(data) > LARGEST_HERE or data.count(b"\n") + data.count(b"\r") + data.count(b"<") > MOST_MARKS_HERE:
        return False
    # XML may be Word's, which is for LibreOffice to read.
    return not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml")


@cache
def answers() -> TypeAdapter[Content]:
    """How an answer is written and read: as JSON, so that a reader that was taken over by a file can hand back data and no code."""
    from pydantic import TypeAdapter

    return TypeAdapter(Content)


class _TroubleError(Exception):
    """The process gave no answer; the message is the reason. ``is_certain``: a fresh process would do no better."""

    def __init__(self, reason: str, *, is_certain: bool = False, fault: Fault = Fault.LIMIT) -> None:
        super().__init__(reason)
        self.is_certain, self.fault = is_certain, fault


class _Process:
    """A process that reads one file after another. Raises :class:`_TroubleError` where it cannot be started or gives no answer."""

    def __init__(self, module: str) -> None:
        self.owner, self.files = os.getpid(), 0
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (closed by end)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path or str(os.curdir) for path in sys.path)},
            start_new_session=True,  # so that it can be ended with all that it has started
        )
        with self._ended_after(_START_SECONDS):
            is_ready = self._received(1) is not None
        if not is_ready:
            self.end()
            raise _TroubleError("The process that reads files could not be started; run again.", is_certain=True, fault=Fault.PASSING)

    def read(self, data: bytes, media_type: str | None, seconds: float) -> Content:
        """What the process makes of a file's bytes."""
        self.files += 1
        memory, times = needs_of(media_type)
        seconds *= times
        with self._ended_after(seconds) as is_late:
            said = (media_type or "").encode()
            answer = self._exchange(REQUEST.pack(len(data), memory, seconds * (os.cpu_count() or 1), len(said)) + said, data)
        if is_late.is_set():
            reason = f"Reading it took more than {seconds:g} seconds; split it, or allow more with {SECONDS_VARIABLE}."
            raise _TroubleError(reason, is_certain=True)
        if answer is None:
            raise _TroubleError(self._why(memory))
        try:
            return answers().validate_json(answer)
        except ValueError:
            raise _TroubleError(_broke_down("its answer makes no sense")) from None

    @contextlib.contextmanager
    def _ended_after(self, seconds: float) -> Iterator[threading.Event]:
        """While it is entered, the process is ended when the time is over; that unblocks whoever reads from it or writes to it."""
        is_late = threading.Event()

        def end() -> None:
            is_late.set()
            self._kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            yield is_late
        finally:
            timer.cancel()

    def _exchange(self, header: bytes, data: bytes) -> bytes | None:
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(header + data)
            self._process.stdin.flush()
        except OSError:
            return None
        length = self._received(LENGTH.size)
        size = LENGTH.unpack(length)[0] if length is not None else _LARGEST_ANSWER + 1
        return self._received(size) if size <= _LARGEST_ANSWER else None

    def _received(self, size: int) -> bytes | None:
        """As many bytes from the process; None where it ended before."""
        assert self._process.stdout is not None
        data = self._process.stdout.read(size)
        return data if len(data) == size else None

    def _why(self, memory: int) -> str:
        """Why the process ended, as a sentence; what it wrote goes to the log."""
        try:
            code = self._process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self._kill()
            code = self._process.wait()
        self._errors.seek(0)
        said = self._errors.read()[-20_000:]
        _log.warning("A reader ended with %s: %s", code, said.decode("utf-8", "replace"))
        if _MEMORY_WORDS.search(said):
            return f"Reading it takes more than {memory // 2**30} GB of memory; split it, or save it in a simpler form."
        names = _ERROR_LINE.findall(said)
        return _broke_down(names[-1].decode() if names else signal.Signals(-code).name if code < 0 else f"code {code}")

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process and all that it has started."""
        self._kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _broke_down(why: str) -> str:
    return f"The reader broke down over it ({why}); it may be damaged: open it and save it again."


class Worker:
    """The process that reads, started when it is needed and replaced after trouble. ``module`` is what runs in it."""

    def __init__(self, module: str = "assets.documents.reading.worker") -> None:
        self._module = module
        self._lock = threading.Lock()
        self._process: _Process | None = None

    def read(self, data: bytes, media_type: str | None, seconds: float) -> Content:
        """What the process makes of a file's bytes. What it fails at after other files, a fresh process tries again."""
        with self._lock:
            while True:
                try:
                    process = self._ready()
                    was_used = process.files > 0
                    return process.read(data, media_type, seconds)
                except _TroubleError as trouble:
                    self.end()
                    if trouble.is_certain or not was_used:
                        return Content(media_type, reason=str(trouble), fault=trouble.fault)
                except BaseException:  # Ctrl-C: the process may be at work on a file that nobody waits for
                    self.end()
                    raise

    def _ready(self) -> _Process:
        process = self._process
        if process is not None and process.owner != os.getpid():
            process = None  # this is a copy of the process that started it, and it is that one's
        if process is not None and process.files >= _USED_UP:
            process.end()
            process = None
        self._process = process or _Process(self._module)
        return self._process

    def end(self) -> None:
        """End the process, if there is one; the next file starts another."""
        if self._process is not None and self._process.owner == os.getpid():
            self._process.end()
        self._process = None


_WORKER = Worker()
atexit.register(_WORKER.end)
