"""A frame's first rows as a Markdown table: what Dagster's UI shows of an asset, and of the rows that a check stops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

SHOWN_ROWS = 5
SHOWN_CHARACTERS = 60


def markdown_table(frame: pd.DataFrame, columns: Sequence[str] | None = None, rows: int = SHOWN_ROWS, whole: int | None = None) -> str:
    """The first rows of a frame, all or the named columns, cells cut to a readable length; says so where there are none or more.

    ``whole`` is how many rows there are where the frame holds the first of them only.
    """
    if frame.empty:
        return "No rows."
    names = list(dict.fromkeys(columns if columns is not None else frame.columns))
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in frame[names].head(rows).itertuples(index=False)]
    more = (len(frame) if whole is None else whole) - rows
    return "\n".join(lines) + (f"\n\n… and {more} more." if more > 0 else "")


def _cell(cell: object) -> str:
    """A cell in one line; Markdown's bar and line breaks taken out of its way."""
    import pandas as pd

    text = "" if cell is None or cell is pd.NA or cell is pd.NaT or cell != cell else " ".join(str(cell).split())
    if len(text) > SHOWN_CHARACTERS:
        text = text[: SHOWN_CHARACTERS - 1] + "…"
    return text.replace("|", "\\|")
