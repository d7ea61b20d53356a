"""What the last build came to, as a note below the output: by the command line and by Dagster alike."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from pipelines.settings import WORK_FOLDER

_FILE = "outcome.json"


class End(StrEnum):
    """How a build ended."""

    PUBLISHED = "published"
    UNCHANGED = "unchanged"  # it ended well, with nothing new to publish
    STOPPED = "stopped"  # a blocking check held the publication back
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Record:
    """A build that has ended; ``reasons`` are sentences, where it did not end well."""

    ended_at: datetime
    end: End
    release_id: str | None = None
    reasons: tuple[str, ...] = ()

    @property
    def went_well(self) -> bool:
        """Whether what is published is what the input says."""
        return self.end in (End.PUBLISHED, End.UNCHANGED)


def keep_record(output: Path, end: End, release_id: str | None = None, reasons: tuple[str, ...] = (), now: datetime | None = None) -> None:
    """Note how a build ended; when one last ended well stays noted beside a failure. A folder that cannot be written keeps nothing."""
    record = Record(now or datetime.now(UTC), end, release_id, reasons)
    good = record.ended_at if record.went_well else last_good(output)
    told = asdict(record) | {"ended_at": record.ended_at.isoformat(), "last_good": good.isoformat() if good is not None else None}
    write_whole(_place(output), json.dumps(told, ensure_ascii=False))


def last_record(output: Path) -> Record | None:
    """The last build that is noted."""
    told = _told(output)
    with contextlib.suppress(KeyError, ValueError, TypeError):
        reasons = tuple(map(str, told["reasons"]))  # type: ignore[call-overload]
        release_id = None if told["release_id"] is None else str(told["release_id"])
        return Record(datetime.fromisoformat(str(told["ended_at"])), End(str(told["end"])), release_id, reasons)
    return None


def last_good(output: Path) -> datetime | None:
    """When a build last ended well, as far as that is noted."""
    with contextlib.suppress(KeyError, ValueError):
        return datetime.fromisoformat(str(_told(output)["last_good"]))
    return None


def write_whole(place: Path, text: str) -> None:
    """Write a note in one step, so that whoever reads it finds the old one or the new one; what cannot be written is left out.

    Its folder is not made: where no build has been, there is nothing to note.
    """
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(dir=place.parent, prefix=f"{place.name}.")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace") as stream:
                stream.write(text)
            Path(name).replace(place)
        except OSError:
            Path(name).unlink(missing_ok=True)


def _told(output: Path) -> dict[str, object]:
    try:
        told = json.loads(_place(output).read_bytes())
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _place(output: Path) -> Path:
    return output / WORK_FOLDER / _FILE
