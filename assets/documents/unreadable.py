"""Why files cannot be read, as one sentence for people."""

from __future__ import annotations

from enum import StrEnum

from assets.stops import StopError


class Fault(StrEnum):
    """Whose fault it is that a file is not read, which decides whether another try could do better."""

    CONTENT = "content"  # its own bytes: every try gives the same
    LIMIT = "limit"  # time or memory, or its reader broke down: once more, on a machine with less to do, then the same
    PASSING = "passing"  # the machine's: nothing is known of the file


class UnreadableError(ValueError):
    """A file's content cannot be read; the message is one sentence on why, and what to do about it."""

    def __init__(self, reason: str, fault: Fault = Fault.CONTENT) -> None:
        """Take the sentence and whose fault it is."""
        super().__init__(reason)
        self.fault = fault


class LimitsError(StopError, ValueError):
    """The setting of a limit on reading cannot be used; the message is one sentence for people."""
