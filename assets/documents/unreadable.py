"""Why files cannot be read, as one sentence for people."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A file's content cannot be read; the message is one sentence on why, and what to do about it."""


class LimitsError(ValueError):
    """The setting of a limit on reading cannot be used; the message is one sentence for people."""
