"""What the command line says: plain sentences, safe for any terminal, and a stream that fails never stops the work."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from typing import Any

from rich.cells import set_cell_size
from rich.console import Console
from rich.text import Text

from assets.sources.zips import CONTROL, without_control
from pipelines.wording.spoken import say

SHOWN = 10  # entries of a list that are shown before it is cut
LABEL_WIDTH = 14
_PICTURES = 0x2400  # Unicode's pictures of control signs, in their order


class PlainConsole(Console):
    """A console for sentences that may repeat names of files, and for texts of plans: no sign in them colours or moves anything.

    In sentences such signs are spelled; in texts with styles, whose places count, one sign that can be seen stands for each.

    Where its stream cannot be written to, what is said is lost and the work goes on; ``lost`` then says why, as an ``errno``.
    """

    lost: int | None = None

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, soft_wrap=True, highlight=False, markup=False)

    def print(self, *objects: Any, **options: Any) -> None:
        """Print sentences."""
        said = [_spelled(one) if isinstance(one, str) else _seen(one) if isinstance(one, Text) else one for one in objects]
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


def show_lines(console: Console, label: str, lines: Iterable[str], style: str = "default") -> None:
    """Print a label and its lines, the further ones below the first, in the reader's language."""
    for number, line in enumerate(lines):
        head = Text(set_cell_size(say(label) if number == 0 else "", LABEL_WIDTH), style="bold")
        console.print(head.append(say(line), style=f"{style} not bold"))


def _spelled(text: str) -> str:
    """Sentences without control signs but the ends of their lines."""
    return "\n".join(map(without_control, text.split("\n"))) if CONTROL.search(text) else text


def _seen(text: Text) -> Text:
    """A text with styles, with a sign to be seen for each control sign but the ends of its lines: ␛ for an escape sign."""
    if CONTROL.search(text.plain.replace("\n", "")):
        text = text.copy()
        text.plain = "\n".join(CONTROL.sub(_picture, line) for line in text.plain.split("\n"))
    return text


def _picture(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return chr(_PICTURES + code) if code < 0x20 else "\N{REPLACEMENT CHARACTER}"


def _into_nothing(stream: int) -> None:
    """Let a broken stream lead nowhere, or the interpreter would fail over what is left in it when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream)
    os.close(nowhere)
