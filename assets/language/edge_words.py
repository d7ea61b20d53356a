"""Typed words that stand before and behind names, and what only looks like one of them.

The words are data: ``edge_words.csv`` has a line for each (word, type, place, weight, example). A word that may be two things has a line
for each: 联合 is an adverb before 培养, and 联合实验室 a noun that begins so.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

# Types that the grammar asks for; the others (area, time, link, there, reach, making) only tell people what a word is.
NOUN, KEPT, HOLDS, ADVERB, DEED, AIM = "noun", "kept", "holds", "adverb", "deed", "aim"
# Where a word stands: before a name, behind it and before the figure or the verb of reaching; between who does it and it;
# between what serves people or places and how many.
FRONT, REACHING, MAKING, WITHIN, SERVING = "front", "end", "behind", "within", "serving"
_BOTH = "both"  # before a name, or behind it and before the figure


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it is, where it stands, what it costs a path, and an example with its edges: 全市|常住人口|达到."""

    word: str
    type: str
    place: str
    weight: float
    example: str

    def stands(self, place: str) -> bool:
        """Whether it may stand there."""
        return self.place == place or (self.place == _BOTH and place in (FRONT, REACHING))


@lru_cache(maxsize=1)
def words() -> tuple[Word, ...]:
    """All words of the file."""
    lines = files("assets.language").joinpath("edge_words.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Word(row["word"], row["type"], row["place"], float(row["weight"]), row["example"]) for row in csv.DictReader(lines))
