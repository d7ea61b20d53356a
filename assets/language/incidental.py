"""Words of what is counted in passing and is no area's indicator: those chosen, awards, events, acts of government, comparisons.

The words are data (``incidental.csv``: kind, word, example); they decide nothing alone but are signs among others.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from importlib.resources import files

NOTHING = "nothing odd"


@lru_cache(maxsize=1)
def _words() -> tuple[re.Pattern[str], dict[str, str]]:
    lines = files("assets.language").joinpath("incidental.csv").read_text(encoding="utf-8").splitlines()
    kinds = {row["word"]: row["kind"] for row in csv.DictReader(lines)}
    return re.compile("|".join(sorted(map(re.escape, kinds), key=len, reverse=True))), kinds


def kind_of(text: str) -> str:
    """The kind of the first of these words in a folded text; ``nothing odd`` where there is none."""
    pattern, kinds = _words()
    found = pattern.search(text)
    return kinds[found[0]] if found else NOTHING
