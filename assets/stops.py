"""What is meant to stop a whole run, where anything else that a stage raises costs one plan."""

from __future__ import annotations


class StopError(Exception):
    """Somebody must act before anything is published; the message is one sentence for people, or one a problem."""
