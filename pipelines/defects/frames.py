"""Frames as plain rows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

Record = Mapping[str, object]


def records(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The frame's rows, None for empty cells."""
    columns = [str(column) for column in frame.columns]
    cells = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(columns, row, strict=True)) for row in cells.itertuples(index=False, name=None)]


def text_of(cell: object) -> str | None:
    """A cell of a string column."""
    return None if cell is None else str(cell)


def year_of(cell: object) -> int | None:
    """A cell of a year column."""
    return None if cell is None else int(str(cell))


def span_of(row: Record) -> tuple[int, int]:
    """char_start and char_end of a row."""
    return int(str(row["char_start"])), int(str(row["char_end"]))
