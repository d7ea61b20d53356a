"""Where a name begins and ends among the words around it: the cheapest path of typed words through them.

A path is words of the edge (verbs, hedges, areas, times: ``edge_words.csv``), then a noun, then words of the edge again. Each word costs
its weight, and a noun what the words and the characters without a word in it cost. So 服务 is a verb in 服务|企业 and the beginning of a
noun in |服务业增加值. Names of the catalogue are words too; a noun that only looks as if it began or ended with a word of the edge (人均)
is in the file with a weight that no other path can have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from assets.language.edge_words import ADVERB, FRONT, HOLDS, KEPT, NOUN, words
from assets.language.known import known_names

_WITHOUT_A_WORD = 1.2  # what a character costs
_KNOWN = 0.8  # what a name of the catalogue costs
_SHORTEST = 2  # characters of a name
_LONGEST = 28  # characters at an edge that are looked at
_KEPT = 2048  # words whose cuts are kept: the steps that read a figure ask for them again
_INFINITE = float("inf")
# What 的 makes a clause of: 达到服务能力标准的卫生院占比 counts those that reach it.
_CLAUSE = re.compile(r".{2,}的(?!总?(?:数量?|量|额|比[重例])$)..")


@dataclass(frozen=True, slots=True)
class _Vocabulary:
    """The words of one edge; ``sizes``: by a word's outermost two characters how long such words are, one character apart."""

    is_front: bool
    edges: Mapping[str, float]
    nouns: Mapping[str, float]
    outermost: Mapping[str, float]  # what nouns begin or end with
    types: Mapping[str, str]
    sizes: Mapping[str, tuple[int, ...]]
    edge_sizes: Mapping[str, tuple[int, ...]]  # the same of words of the edge alone, by the outermost character

    def edges_at(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        """As :meth:`at`, words of the edge alone; this is asked of all words before figures, and most have none."""
        step = 1 if self.is_front else -1
        for size in self.edge_sizes.get(text[at : at + 1] if self.is_front else text[max(0, at - 1) : at], ()):
            other = at + step * size
            if 0 <= other <= len(text) and (word := text[min(at, other) : max(at, other)]) in self.edges:
                yield word, other

    def at(self, text: str, at: int) -> Iterator[tuple[str, int]]:
        """The words of the text that begin at a place (end there, at the other edge), each with the place where it ends (begins)."""
        step, outermost = (1, text[at : at + 2]) if self.is_front else (-1, text[max(0, at - 2) : at])
        for size in (1, *self.sizes.get(outermost, ())):
            other = at + step * size
            if 0 <= other <= len(text):
                word = text[min(at, other) : max(at, other)]
                if word in self.types:
                    yield word, other


@lru_cache(maxsize=3)
def _vocabulary(place: str) -> _Vocabulary:
    here = [one for one in words() if one.stands(place)]
    is_front = place == FRONT
    known = {name: "" for name in known_names() if len(name) > 1}
    types = known | {one.word: one.type for one in here}
    edges = {one.word: one.weight for one in here if one.type not in (NOUN, KEPT)}
    return _Vocabulary(
        is_front=is_front,
        edges=edges,
        nouns=dict.fromkeys(known, _KNOWN),
        outermost={one.word: one.weight for one in here if one.type in (NOUN, KEPT)},
        types=types,
        sizes=_sizes((word for word in types if len(word) > 1), 2, is_front=is_front),
        edge_sizes=_sizes(edges, 1, is_front=is_front),
    )


def _sizes(found: Iterable[str], outermost: int, *, is_front: bool) -> dict[str, tuple[int, ...]]:
    """How long words are, by so many of their outermost characters."""
    sizes: dict[str, set[int]] = {}
    for word in found:
        sizes.setdefault(word[:outermost] if is_front else word[-outermost:], set()).add(len(word))
    return {key: tuple(sorted(lengths)) for key, lengths in sizes.items()}


def left_edge(noun: str) -> int:
    """Where the name begins in the words before a figure or verb; at least two characters are left of them."""
    text = noun[:_LONGEST]
    cuts = _cuts(text, FRONT)
    return 0 if len(cuts) == 1 else _best({at: cost for at, cost in cuts.items() if at == 0 or len(noun) - at >= _SHORTEST}, text, FRONT)


def right_edge(lead: str, place: str) -> int:
    """Where the name ends in the words before a figure: 高新技术企业总数|力争达到; before a verb of making: 重点实验室|建设."""
    text = lead[-_LONGEST:]
    cuts = _cuts(text, place)
    return len(lead) if len(cuts) == 1 else len(lead) - len(text) + _best(cuts, text, place)


def front_cuts(noun: str) -> list[int]:
    """Every place before which words of the edge stand and nothing else, 0 too."""
    return sorted(_cuts(noun[:_LONGEST], FRONT))


def verb_at_front(name: str, types: Collection[str] = (KEPT,)) -> str:
    """The verbs that words begin with, else nothing; as a rule those that belong to what is counted: 引进 of 引进高层次人才."""
    vocabulary, end = _vocabulary(FRONT), 0
    while here := [(len(word), other, vocabulary.types[word]) for word, other in vocabulary.at(name, end) if vocabulary.types[word]]:
        _, other, kind = max(here)
        if kind not in types:
            break
        end = other
    return name[:end]


@lru_cache(maxsize=_KEPT)
def _cuts(text: str, place: str) -> Mapping[int, float]:
    """The places that words of the edge lead to from the text's end on that side, with what the cheapest of them cost."""
    vocabulary = _vocabulary(place)
    begin = 0 if vocabulary.is_front else len(text)
    found, to_do = {begin: 0.0}, [begin]
    for at in to_do:  # grows while it is walked
        for word, other in vocabulary.edges_at(text, at):
            if not _may_stand(word, text, other, vocabulary):
                continue
            if other not in found:
                to_do.append(other)
            found[other] = min(found.get(other, _INFINITE), found[at] + vocabulary.edges[word])
    return found


def _may_stand(word: str, text: str, end: int, vocabulary: _Vocabulary) -> bool:
    """Whether a word before a name may be one here: an adverb before a verb, what may open a clause only where 的 does not close it."""
    kind = vocabulary.types[word]
    if kind == HOLDS:
        return not (vocabulary.is_front and _CLAUSE.match(text, end))
    return kind != ADVERB or not vocabulary.is_front or any(vocabulary.types[one] not in ("", NOUN) for one, _ in vocabulary.at(text, end))


def _best(cuts: Mapping[int, float], text: str, place: str) -> int:
    """The cut of the cheapest path; of equal ones that which leaves the shortest name."""
    vocabulary = _vocabulary(place)
    nouns = _noun_costs(text, vocabulary)
    outward = -1 if vocabulary.is_front else 1
    return min(cuts, key=lambda at: (cuts[at] + _begun(text, at, nouns, vocabulary), outward * at))


def _noun_costs(text: str, vocabulary: _Vocabulary) -> list[float]:
    """What a noun costs from each place to the text's other end (from there to each place, at the edge behind)."""
    costs = [0.0] * (len(text) + 1)
    places: Iterable[int] = range(len(text) - 1, -1, -1) if vocabulary.is_front else range(1, len(text) + 1)
    step = 1 if vocabulary.is_front else -1
    for at in places:
        costs[at] = costs[at + step] + _WITHOUT_A_WORD
        for word, other in vocabulary.at(text, at):
            cost = vocabulary.nouns.get(word)
            if cost is not None and costs[other] + cost < costs[at] and not (vocabulary.is_front and _says_its_verb(word)):
                costs[at] = costs[other] + cost
    return costs


def _begun(text: str, at: int, nouns: list[float], vocabulary: _Vocabulary) -> float:
    """What a noun costs that begins (ends) at a place, with what it begins (ends) with there: 服务业, 人均.

    A word of the edge that is longer wins: 共建成 over 共建.
    """
    here = list(vocabulary.at(text, at))
    longest = max((len(word) for word, _ in here if word in vocabulary.edges), default=0)
    begun = [vocabulary.outermost[word] + nouns[other] for word, other in here if word in vocabulary.outermost and len(word) > longest]
    return min([nouns[at], *begun])


@lru_cache(maxsize=4096)
def _says_its_verb(name: str) -> bool:
    """Whether a name of the catalogue means the same without the words of the edge that it begins with: 建成5G基站."""
    known = known_names()
    return any(at and known.get(name[at:]) == known[name] for at in _cuts(name, FRONT))
