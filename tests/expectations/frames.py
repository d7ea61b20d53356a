"""Frames of small tables, right by default, for faults to be put into."""

from __future__ import annotations

from datetime import date

import pandas as pd

from expectations.registry import Column, TableSchema
from expectations.registry.schema import FRAME_TYPES

THINGS = TableSchema(
    name="things",
    description="Things.",
    stage="tables",
    layer="core",
    key=("thing_id", "part"),
    columns={
        column.name: column
        for column in (
            Column("thing_id", "string", "Id.", refers="boxes.box_id"),
            Column("part", "integer", "Part.", nullable=True),
            Column("colour", "string", "Colour.", values=("red", "blue")),
            Column("year", "integer", "Year.", nullable=True, unit="year"),
            Column("value", "number", "Value.", nullable=True),
            Column("value_max", "number", "Upper end.", nullable=True),
            Column("seen_on", "date", "Day.", nullable=True),
            Column("char_start", "integer", "Start.", nullable=True),
            Column("char_end", "integer", "End.", nullable=True),
        )
    },
)
BOXES = TableSchema("boxes", "Boxes.", "documents", "core", ("box_id",), {"box_id": Column("box_id", "string", "Id.")})
RIGHT: dict[str, object] = {
    "thing_id": "a",
    "part": 1,
    "colour": "red",
    "year": 2020,
    "value": 1.0,
    "value_max": None,
    "seen_on": date(2020, 1, 1),
    "char_start": 3,
    "char_end": 3,
}


def things(*changes: dict[str, object]) -> pd.DataFrame:
    """A frame of things with a row for each of the changes, numbered by part unless they say otherwise; not conformed."""
    rows = [RIGHT | {"part": number} | change for number, change in enumerate(changes)]
    frame = pd.DataFrame(rows, columns=list(THINGS.columns), dtype="object")
    types = {name: FRAME_TYPES[column.type] for name, column in THINGS.columns.items()}
    return frame.astype({name: kind for name, kind in types.items() if kind != "object"})


def boxes(*ids: str) -> pd.DataFrame:
    """A frame of boxes."""
    return pd.DataFrame({"box_id": pd.Series(ids, dtype="object")})
