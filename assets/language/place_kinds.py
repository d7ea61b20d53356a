"""Kinds of places: 建制镇, 森林公园 and 灌区 are what is counted or measured, no place that a figure could be about.

The words are data (``place_kinds.csv``: word, where it stands, example): at the end of a longer word too, or as the whole word alone.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _kinds() -> re.Pattern[str]:
    lines = files("assets.language").joinpath("place_kinds.csv").read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(lines))
    ends, wholes = ("|".join(re.escape(row["word"]) for row in rows if row["stands"] == stands) for stands in ("end", "whole"))
    return re.compile(rf".*(?:{ends})|{wholes}")


def is_kind_of_place(word: str) -> bool:
    """Whether a (folded) word only says what kind of place it is: 农业产业强镇, 社区; not 青浦镇, 云龙社区."""
    return _kinds().fullmatch(word) is not None
