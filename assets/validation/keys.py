"""Rows of our own that share a key: nothing may be published of them, for nobody could tell them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from expectations.registry import Registry

if TYPE_CHECKING:
    import pandas as pd


class KeyCollisionError(Exception):
    """Two rows of a table have one key; the message names both."""


def check_keys(frames: Mapping[str, pd.DataFrame], registry: Registry) -> None:
    """Raises :class:`KeyCollisionError` at the first table (frames by the tables' names) with two rows of one key."""
    for name, frame in frames.items():
        key = list(registry.tables[name].key)
        twice = frame[frame.duplicated(key)]
        if len(twice):
            said = ", ".join(f"{column} {twice.iloc[0][column]}" for column in key)
            raise KeyCollisionError(f"table {name} has {len(twice) + 1} rows of one key: {said}")
