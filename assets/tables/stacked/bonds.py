"""Whether two cells, one below the other, are one word cut in two: 农村生 / 活污水治理率, 万元G / DP用水量.

Columns are narrow, and words are cut where the column ends. The catalogue's names tell which two characters stand together within a
name (生活), the plan's own text whether the two halves stand together elsewhere.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from assets.language.known import known_names
from assets.language.tablewords import INDICATOR_TAIL, TAIL_BRACKET
from assets.tables.shape import is_known_name

_OFTEN = 3  # names that hold a pair, for it to tell
WHOLE = 4.0  # both make a name that is known, or a word of Latin letters
TOGETHER = 1.5  # the pair stands within names, and the second half is none by itself
NEVER_TOGETHER = -0.5
_FEWEST = 3  # characters of each half that the text is searched for


@lru_cache(maxsize=1)
def _pairs() -> Counter[str]:
    """In how many known names each two characters stand together."""
    return Counter(pair for name in known_names() for pair in {name[i : i + 2] for i in range(len(name) - 1)})


def bond(first: str, second: str, text: str = "") -> float:
    """What speaks for two (folded) words being one that was cut: from ``NEVER_TOGETHER`` to ``WHOLE``; 0 where nothing tells.

    ``text``: of the plan, where both may stand together on one line.
    """
    if not first or not second:
        return 0.0
    pair = first[-1] + second[0]
    if is_known_name(first + second) or (pair.isascii() and pair.isalpha()):
        return WHOLE
    bare = TAIL_BRACKET.sub("", second)
    if is_known_name(second) or second[0] in "(（":
        return 0.0
    if len(first) >= _FEWEST and len(bare) >= _FEWEST and first + bare in text:
        return WHOLE
    held = _pairs()[pair]
    if held >= _OFTEN and not (is_known_name(first) and INDICATOR_TAIL.search(first)):
        return TOGETHER
    return 0.0 if held else NEVER_TOGETHER
