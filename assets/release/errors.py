"""What can go wrong with a release, as sentences for people."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
NO_ACCESS = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})


class ReleaseError(Exception):
    """A release could not be made, read or switched. The message is one sentence on what happened and what to do."""


class ReleaseLockedError(ReleaseError):
    """Another run is publishing into the same output folder."""


class BrokenReleaseError(ReleaseError):
    """``current`` names a release that is not there or cannot be read."""


@contextmanager
def disk_errors(output: Path) -> Iterator[None]:
    """Turn an ``OSError`` on the output folder into a ``ReleaseError`` that says what to do about it."""
    try:
        yield
    except OSError as error:
        raise ReleaseError(f"{_cause(error, output)} Whatever release was current still is.") from error


def _cause(error: OSError, output: Path) -> str:
    if error.errno in NO_ROOM:
        return f"The disk that holds {output} is full; free some space and run again."
    if error.errno in NO_ACCESS:
        return f"The output folder {output} cannot be written to ({error.strerror}); mend its permissions or choose another with --output."
    where = f" at {error.filename}" if error.filename else ""
    return f"Writing to the output folder {output} failed{where} ({error.strerror or error}); mend that and run again."
