"""Whether two figures of one thing agree, as rounding and bounds allow; and the figures held against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

VALUE = ["value_std", "value_max_std", "comparator", "grain", "observation_id"]
AT_LEAST, AT_MOST, ABOUT = (">=", ">"), ("<=", "<"), "~"


def beside_first(rows: pd.DataFrame, key: list[str], columns: list[str]) -> pd.DataFrame:
    """Each row but the first of its key beside that first one, whose ``columns`` end in ``_first``. Linear in the rows."""
    first = rows.drop_duplicates(key)
    others = rows.drop(index=first.index)
    return others.merge(first[[*key, *columns]].rename(columns={name: f"{name}_first" for name in columns}), on=key, how="inner")


def agree(pairs: pd.DataFrame, limits: Mapping[str, float]) -> pd.Series:
    """Of pairs made by ``beside_first`` those whose two figures can both be true.

    Two plain figures agree where one is the other rounded, and less than the limit ``relative`` apart (6 and 6.17 are not one figure,
    96 and 96.02 are); 约 leaves the share ``about`` open to both sides, a bound ``beyond`` to its own (170以上 is not said of 360).
    """
    one, other = _ends(pairs, "", limits), _ends(pairs, "_first", limits)
    relative = limits["relative"]
    size = larger(pairs["value_std"].abs(), pairs["value_std_first"].abs())
    rounding = (larger(pairs["grain"], pairs["grain_first"]) / 2).clip(upper=relative * size) + 1e-9 * size
    return larger(one[0] - other[1], other[0] - one[1]).le(rounding)


def _ends(pairs: pd.DataFrame, suffix: str, limits: Mapping[str, float]) -> tuple[pd.Series, pd.Series]:
    """Lowest and highest value that a figure leaves open."""
    value, top = pairs[f"value_std{suffix}"], pairs[f"value_max_std{suffix}"]
    sign = pairs[f"comparator{suffix}"]
    off, beyond = (value.abs() * limits["about"]).where(sign.eq(ABOUT), 0.0), value.abs() * limits["beyond"]
    low = value - off - beyond.where(sign.isin(AT_MOST), 0.0)
    return low, top.fillna(value) + off + beyond.where(sign.isin(AT_LEAST), 0.0)


def larger(one: pd.Series, other: pd.Series) -> pd.Series:
    """The larger of two numbers, row by row; where the first is empty the other."""
    return one.where(one >= other, other)
