"""The log of one build: everything that libraries and the graph say, in a file, so that the terminal holds sentences only."""

from __future__ import annotations

import logging
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from assets.release.errors import disk_errors
from assets.sources.zips import without_control
from pipelines.settings import log_folder
from pipelines.watching.json_lines import JsonLines, are_wanted

TALKATIVE = ("alembic", "great_expectations")  # libraries that log every step of their own start
NAME = "build-%Y%m%dT%H%M%S%fZ"
KEPT = 20


class UnforeseenError(Exception):
    """Something failed that nobody foresaw; the message says so in a sentence and names the log with the traceback."""


class _Plain(logging.Formatter):
    """Lines without control signs, which names of files may bring along and which would write to whoever looks at the log."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as text."""
        return "\n".join(without_control(line.replace("\t", "    ")) for line in super().format(record).split("\n"))


class BuildLog:
    """While it is entered, log lines and warnings of this process go to a file of their own below the output folder.

    Lines of JSON where ``PLAN_INDICATORS_LOG`` asks for them (``.jsonl``), else lines to read (``.log``).
    An error that nobody foresaw is written there with its traceback and leaves as ``UnforeseenError``.
    """

    def __init__(self, output: Path) -> None:
        folder = log_folder(output)
        self.path = folder / f"{datetime.now(UTC).strftime(NAME)}.{'jsonl' if are_wanted() else 'log'}"
        with disk_errors(output):
            folder.mkdir(parents=True, exist_ok=True)
            for old in sorted(folder.glob("build-*"))[: -(KEPT - 1)]:
                old.unlink()
            self._handler = logging.FileHandler(self.path, encoding="utf-8", errors="backslashreplace")
        self._handler.setFormatter(JsonLines() if are_wanted() else _Plain("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def __enter__(self) -> BuildLog:
        """Start to listen."""
        root = logging.getLogger()
        root.addHandler(self._handler)
        root.setLevel(logging.INFO)
        logging.captureWarnings(True)
        for library in TALKATIVE:
            logging.getLogger(library).setLevel(logging.WARNING)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop to listen; turn what nobody foresaw into a sentence."""
        unforeseen = isinstance(error, Exception) and not _is_told(error)
        if unforeseen:
            logging.getLogger(__name__).error("".join(traceback.format_exception(kind, error, trace)))
        logging.captureWarnings(False)
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()
        if unforeseen:
            name = kind.__name__ if kind is not None else "error"
            raise UnforeseenError(f"The build failed ({name}: {error}). This is a bug; {self.path} says where.") from error


def _is_told(error: Exception) -> bool:
    """Whether an error's message is a sentence for people."""
    from pipelines.wording.told_errors import SENTENCES

    return isinstance(error, SENTENCES)
