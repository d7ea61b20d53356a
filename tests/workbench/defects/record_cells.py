"""The cells of a frame's plain rows."""

from __future__ import annotations

from collections.abc import Mapping

Record = Mapping[str, object]


def text_of(cell: object) -> str | None:
    """A cell of a string column."""
    return None if cell is None else str(cell)


def year_of(cell: object) -> int | None:
    """A cell of a year column."""
    return None if cell is None else int(str(cell))


def span_of(row: Record) -> tuple[int, int]:
    """char_start and char_end of a row."""
    return int(str(row["char_start"])), int(str(row["char_end"]))
