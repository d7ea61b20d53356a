"""What the command line says: plain sentences, safe for any terminal, and a stream that fails never stops the work."""

from __future__ import annotations

import errno
import os
from typing import Any

from rich.console import Console

from assets.sources.zips import CONTROL, without_control


class PlainConsole(Console):
    """A console for sentences that may repeat names of files: their control signs are spelled, so that no name colours or moves anything.

    Where its stream cannot be written to, what is said is lost and the work goes on; ``lost`` then says why, as an ``errno``.
    """

    lost: int | None = None

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, soft_wrap=True, highlight=False, markup=False)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print sentences."""
        said = [_spelled(text) if isinstance(text, str) else text for text in objects]
        try:
            super().print(*said, **options)
            self.file.flush()
        except OSError as problem:
            self._lose(problem.errno or errno.EIO)

    def on_broken_pipe(self) -> None:
        """Whoever read has gone away; rich would end the process."""
        self._lose(errno.EPIPE)

    def _lose(self, why: int) -> None:
        self.lost = why
        _into_nothing(2 if self.stderr else 1)


def _spelled(text: str) -> str:
    """Sentences without control signs but the ends of their lines."""
    return "\n".join(map(without_control, text.split("\n"))) if CONTROL.search(text) else text


def _into_nothing(stream: int) -> None:
    """Let a broken stream lead nowhere, or the interpreter would fail over what is left in it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)
