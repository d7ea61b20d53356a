"""Files kept from run to run: written in one step, behind a hash that tells whether they are whole, and marked when they are used."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path


def written(place: Path, content: bytes) -> bool:
    """Write a file in one step; whether that could be done."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=".writing-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        return False
    return True


def mark_used(place: Path) -> None:
    """Let a file count as used now; one that cannot be marked is used all the same."""
    with contextlib.suppress(OSError):
        os.utime(place)


def keep_whole(place: Path, body: bytes) -> None:
    """Keep what :func:`kept_whole` gives back; what cannot be written is not kept."""
    written(place, hashlib.sha256(body).hexdigest().encode() + b"\n" + body)


def kept_whole(place: Path) -> bytes | None:
    """What was kept here, marked as used now; None where nothing is, or it is not whole."""
    try:
        digest, _, body = place.read_bytes().partition(b"\n")
    except OSError:
        return None
    mark_used(place)
    return body if digest == hashlib.sha256(body).hexdigest().encode() else None
