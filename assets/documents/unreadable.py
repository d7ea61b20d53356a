"""Why a file cannot be read as a plan, as one sentence for people."""

from __future__ import annotations


class UnreadableError(ValueError):
    """A file's content cannot be read; the message is one sentence on why, and what to do about it."""
