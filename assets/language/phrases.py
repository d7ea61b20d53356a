"""What a figure's words say of growth, rank, level and area: a small grammar over typed words, both as data.

The words are ``phrase_words.csv`` (word, type, what it does not stand behind, before and not before, example); the rules, each a row of
types with an example, ``phrase_rules.csv``. A rule reads like a pattern whose letters are types: ``{rise|fall}{pace}?`` is a word of either
type and perhaps one of the next; ``{@among}`` is what another rule says. An example has a bar before what the rule finds, or behind it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_SLOT = re.compile(r"\{(?P<rule>@)?(?P<types>[a-z_|]+)\}")
_EDGES = {"$": "$", "#": r"\d"}  # the end of the words, any digit


@lru_cache(maxsize=32)
def phrase(rule: str) -> re.Pattern[str]:
    """The pattern of a rule of ``phrase_rules.csv``; raises ``KeyError`` where there is none of this name."""
    return re.compile(_pattern(rule))


def _pattern(rule: str) -> str:
    rules = {row["rule"]: row["types"] for row in _rows("phrase_rules.csv")}
    return _SLOT.sub(lambda slot: _pattern(slot["types"]) if slot["rule"] else _any_of(slot["types"].split("|")), rules[rule])


def _any_of(types: list[str]) -> str:
    """Any word of these types, the longest first."""
    words = _words()
    chosen = sorted((word for one in types for word in words[one]), key=lambda word: -len(word[0]))
    return "(?:" + "|".join(pattern for _, pattern in chosen) + ")"


@lru_cache(maxsize=1)
def _words() -> Mapping[str, list[tuple[str, str]]]:
    """By type: the words, each with its pattern."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row in _rows("phrase_words.csv"):
        behind = f"(?<![{row['not_behind']}])" if row["not_behind"] else ""
        pattern = behind + re.escape(row["word"]) + _ahead("=", list(row["before"])) + _ahead("!", row["not_before"].split())
        found.setdefault(row["type"], []).append((row["word"], pattern))
    return found


def _ahead(sign: str, signs: list[str]) -> str:
    return f"(?{sign}{'|'.join(_EDGES.get(one) or re.escape(one) for one in signs)})" if signs else ""


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(files("assets.language").joinpath(name).read_text(encoding="utf-8").splitlines()))
