"""What can go wrong with one address: for good, or for now. The message is one sentence for people."""

from __future__ import annotations


class RefusedError(Exception):
    """The address is not fetched, and asking again would change nothing."""


class UnavailableError(Exception):
    """The address could not be fetched now; asking again may help.

    ``retry_after`` is what the server asked to wait, in seconds. ``silent`` says that the host as a
    whole did not answer, so that its other addresses are not worth many attempts.
    """

    def __init__(self, sentence: str, *, retry_after: float | None = None, silent: bool = False) -> None:
        """Take the sentence and what is known about asking again."""
        super().__init__(sentence)
        self.retry_after = retry_after
        self.silent = silent
