"""Which printed words are units: a grammar over the registry's base units.

A unit is a base (家, 斤, 标准箱), multiplied (亿斤), counted in rounds (万艘次), with another base in brackets (万套(间)), divided
(微克/立方米, 件/万人, 元每吨). Bases and what may divide them are data: ``units.csv`` and the grammar in ``unit_rules.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from assets.language.fold import fold, squeeze
from expectations.registry import load_registry

POINTS = ("百分点", "个百分点")  # what shares differ by
_MULTIPLE = "[十百千万亿]{0,2}"
_PER = r"(?:每|/)"
_MULTIPLES = re.compile(r"^[十百千万亿]+")
_EXPONENTS = str.maketrans("23", "²³")
_LATIN = re.compile(r"[A-Za-z]")
_END_OF_LATIN = "(?![A-Za-z0-9])"


@lru_cache(maxsize=1)
def bases() -> frozenset[str]:
    """The base units, folded: those of the registry without multiples (but 千瓦) and divisors, square metres with a raised 2 too."""
    parts = {part for unit in load_registry().units for part in fold(unit).split("/")}
    printed = {rest if (rest := _MULTIPLES.sub("", part)) in parts or rest == "人民币" else part for part in parts}
    return frozenset(printed | {unit.translate(_EXPONENTS) for unit in printed if _LATIN.match(unit)}) - {""}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, bases() | load_registry().unit_rules.grammar.divisors), key=len, reverse=True))
    rounds = "".join(sorted(load_registry().unit_rules.grammar.rounds))
    one = rf"{_MULTIPLE}(?:[{rounds}]次|{words}|[十百千万亿]+)(?:\((?:{words})\))?"
    return re.compile(rf"(?:每\w{{1,4}})?{one}(?:{_PER}{one})?")


def is_unit(text: str) -> bool:
    """Whether the text is a unit and nothing else: %, 家, 万元/人, 件/万人, 微克/立方米; not 培育 or R&D."""
    word = squeeze(fold(text))
    return bool(_pattern().fullmatch(word) or _pattern().fullmatch(word.strip("()")))


_BEFORE_BRACKET = re.compile(r"[(（]")
_LOOSE = re.compile(r"(?<=\S)(?:[,，]\s*|[ \t\u3000\xa0]+)(?P<unit>[^\s,，(（][^\s,，]*)$")


def _opened(text: str) -> int:
    return text.count("(") + text.count("（")


def loose_unit(text: str) -> tuple[int, str] | None:
    """Where a name with its unit behind a comma or blank ends, and the unit: 年接待游客,亿人次 gives 5 and 亿人次; 稳定,有序 nothing.

    A lone character behind a blank may be the rest of a word broken there (科技专 项).
    """
    found = _LOOSE.search(text)
    if found is None or not is_unit(found["unit"]) or found["unit"].count(")") + found["unit"].count("）") > _opened(found["unit"]):
        return None
    is_rest = len(_BEFORE_BRACKET.split(found["unit"])[0]) == 1 and found["unit"] >= "\u4e00" and found[0][0] not in ",，"
    return None if is_rest else (found.start(), found["unit"])


@lru_cache(maxsize=1)
def text_units() -> str:
    """The units that may stand behind a number in running text, as a pattern on folded text without groups.

    Stricter than :func:`is_unit`: a sign behind may make another word of a base (5对外), and some bases need a multiple (亿度).
    """
    grammar = load_registry().unit_rules.grammar
    whole = bases() - grammar.multiplied - grammar.tables_only
    latin = {base for base in whole if _LATIN.search(base)}
    rounds = rf"[{''.join(sorted(grammar.rounds))}]次"
    words = _trie(whole - latin, grammar.not_before)
    many = _trie(grammar.multiplied, grammar.not_before)
    one = (
        rf"(?:{rounds}|{words}|[万亿]{{1,2}}(?:{rounds}|{words}|{many})|[十百千]{{1,2}}[万亿]?(?:{words})"
        rf"|(?:万\s?)?(?:{_trie(latin)}){_END_OF_LATIN})"
    )
    other = rf"(?:\((?:{_trie(bases() - latin)})\))?"  # 万套(间)
    divisors = rf"[十百千万亿]{{0,2}}(?:{_trie({*grammar.divisors, *bases()})})"
    rate = r"/\s?10{0,2}\s?[万亿](?:人口?)?(?![\d.])"  # 孕产妇死亡率 9.6/10万
    return rf"(?:(?:[万亿十百千]{{0,2}}元?人民币)|{rate}|{one}{other}(?:/{divisors}|每{divisors}|/[A-Za-z]{{1,3}}[23]?{_END_OF_LATIN})?)"


def _trie(words: Iterable[str], not_before: Mapping[str, str] | None = None) -> str:
    """Words as nested alternatives, the longest first: one look at a sign instead of one at each of three hundred words.

    ``not_before``: the signs behind a word that make another word of it.
    """
    guards = not_before or {}
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[0], set()).add(word)
    return "|".join(
        re.escape(first) + _branches({word[1:]: f"(?![{guards[word]}])" if word in guards else "" for word in group})
        for first, group in sorted(by_first.items())
    )


def _branches(ends: Mapping[str, str]) -> str:
    """What follows a common beginning: ``ends`` are the rests of words, each with what must not stand behind it."""
    longer: dict[str, dict[str, str]] = {}
    for rest, guard in ends.items():
        if rest:
            longer.setdefault(rest[0], {})[rest[1:]] = guard
    branches = [re.escape(first) + _branches(below) for first, below in sorted(longer.items())]
    if "" in ends:
        branches.append(ends[""])
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
