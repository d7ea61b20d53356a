"""The words of value cells by kind: those of ``words.yaml``, and the bounds, growth and basis words that quantities know."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

import yaml

from assets.language.quantity import BASIS, BOUND_BEFORE, FILLER, GROWTH


class Kind(StrEnum):
    """What a stretch of a cell is taken for."""

    FIGURE = "figure"
    PERIOD = "period"
    QUANTIFIER = "quantifier"  # 不低于, 年均, 增长: read with the number behind it
    REACH = "reach"
    PLAIN = "plain"
    REACHED = "reached"
    PROMISED = "promised"
    PART = "part"
    FROM = "from"
    UNTOLD = "untold"
    ATTRIBUTE = "attribute"
    AMONG = "among"
    MARK = "mark"
    LABEL = "label"
    ARROW = "arrow"
    SLASH = "slash"
    LIST = "list"
    COMMA = "comma"
    STOP = "stop"
    OPEN = "open"
    CLOSE = "close"


WORDS = (Kind.QUANTIFIER, Kind.REACH, Kind.PLAIN, Kind.REACHED, Kind.PROMISED, Kind.PART, Kind.FROM, Kind.AMONG)
SEPARATORS = (Kind.ARROW, Kind.SLASH, Kind.LIST, Kind.COMMA, Kind.STOP)


@lru_cache(maxsize=1)
def _data() -> dict[str, list[str]]:
    raw = yaml.safe_load(files("assets.tables.phrases").joinpath("words.yaml").read_text(encoding="utf-8"))
    reach = raw.pop("reach")
    return {**raw, "reach": [verb + end for verb in reach["verbs"] for end in reach["ends"]]}


def words(kind: str) -> tuple[str, ...]:
    """The words listed under a key of ``words.yaml``; of ``reach`` each verb with each ending."""
    return tuple(_data()[kind])


@lru_cache(maxsize=1)
def _kinds() -> dict[str, Kind]:
    quantifiers = [*(word for bound in BOUND_BEFORE.values() for word in bound), *GROWTH, *BASIS, *FILLER, *words("counted")]
    table = dict.fromkeys(words("reach"), Kind.REACH) | dict.fromkeys(quantifiers, Kind.QUANTIFIER)
    for kind in (Kind.PLAIN, Kind.REACHED, Kind.PROMISED, Kind.PART, Kind.FROM, Kind.UNTOLD, Kind.ATTRIBUTE, Kind.AMONG):
        table |= dict.fromkeys(words(kind), kind)
    return table | dict.fromkeys(words("names"), Kind.LABEL)


@lru_cache(maxsize=1)
def _longest() -> int:
    return max(map(len, _kinds()))


def word_at(text: str, at: int) -> tuple[str, Kind] | None:
    """The longest word of a cell that begins there, with its kind; None where none does."""
    for size in range(min(_longest(), len(text) - at), 0, -1):
        kind = _kinds().get(text[at : at + size])
        if kind is not None:
            return text[at : at + size], kind
    return None
