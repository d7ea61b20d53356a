"""Names that the catalogue knows, found in a sentence's words: what cuts verbs, places and levels off a name never cuts into one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from assets.language.fold import fold, squeeze
from expectations.registry import load_registry

_TOKENS = re.compile(r"[、,\d:]|第[一二三]|[一二两三四五六七八九十百千]")  # signs that the reader of tokens may stop at
_FEWEST = 3  # characters: a shorter one (产值) is part of too many other words


@lru_cache(maxsize=1)
def known_names() -> Mapping[str, str]:
    """All names and aliases of the catalogue, folded and without blanks, with the indicator each means."""
    registry = load_registry()
    aliases = {squeeze(fold(a.alias)): a.indicator_id for a in registry.aliases.values()}
    return aliases | {squeeze(fold(i.name_zh)): i.indicator_id for i in registry.indicators.values()}


@lru_cache(maxsize=1)
def _lengths() -> Mapping[str, list[int]]:
    """How long known names are that end with these two characters, the longest first."""
    found: dict[str, set[int]] = {}
    for name in known_names():
        if len(name) >= _FEWEST:
            found.setdefault(name[-2:], set()).add(len(name))
    return {end: sorted(lengths, reverse=True) for end, lengths in found.items()}


def known_end_of(words: str) -> str:
    """The longest known name that the words end with (加快全国重点实验室 ends with 全国重点实验室); empty where there is none."""
    names = known_names()
    return next((words[-size:] for size in _lengths().get(words[-2:], ()) if words[-size:] in names), "")


def known_over(words: str, cut: int, most: int) -> int:
    """Where a known name ends that holds the place ``cut``, at most ``most`` characters behind it (健康素养水平|达到); else ``cut``."""
    lengths, names = _lengths(), known_names()
    for end in range(min(len(words), cut + most), cut, -1):
        for size in lengths.get(words[end - 2 : end], ()):
            if end - cut < size <= end and words[end - size : end] in names:
                return end
    return cut


def is_cut_into(name: str, whole: str) -> bool:
    """Whether a name is the rest of a known one and means something else: 重点实验室 of 全国重点实验室; not 5G基站 of 建成5G基站."""
    return len(whole) > len(name) and name in whole and known_names().get(name) != known_names()[whole]


def known_in(words: str) -> str:
    """The longest known name anywhere in the words; empty where there is none."""
    found = (known_end_of(words[:end]) for end in range(len(words), _FEWEST - 1, -1))
    return max(found, key=len, default="")


@lru_cache(maxsize=1)
def _with_signs() -> Mapping[str, list[tuple[str, int]]]:
    """Names that hold signs of a list or a number, with a place in each, by the two characters that stand there."""
    found: dict[str, list[tuple[str, int]]] = {}
    for name in known_names():
        if len(name) > _FEWEST and _TOKENS.search(name):
            for at in range(len(name) - 1):
                found.setdefault(name[at : at + 2], []).append((name, at))
    return found


def end_of_name_around(folded: str, at: int) -> int:
    """Where the longest known name ends that holds the sign at ``at`` (、 of 孵化器、众创空间, 超 of 超100亿元企业数); else ``at``."""
    held = _with_signs().get(folded[at : at + 2])
    if held is None:
        return at
    return max((at - before + len(name) for name, before in held if before <= at and folded.startswith(name, at - before)), default=at)
