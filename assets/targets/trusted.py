"""Which observations the tables made for readers are made from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def trusted(observations: pd.DataFrame, least_confidence: float) -> pd.DataFrame:
    """Those that are an indicator's (``core``) and at least that sure; the others stay in the table observations alone."""
    return observations[observations["core"] & (observations["confidence"] >= least_confidence)].reset_index(drop=True)
