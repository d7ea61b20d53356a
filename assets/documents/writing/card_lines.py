"""Cards: a block of labels and values for each indicator (指标名称：…, 单位：%, 2025年：98.4), a label before its value or above it.

Where such blocks begin and end; the tables stage makes a row of each card.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from assets.language.fold import fold, word
from assets.language.quantity import has_digit
from assets.language.tablewords import ATTRIBUTE_CELL, INDICATOR_HEAD, NUMBERING, is_header_word, is_period_head

_LEAST_CARDS = 2
_LEAST_LABELS = 3
_PARTS = re.compile(r"[;\t]| {2,}")
_LABELLED = re.compile(r"\s*(?P<label>[^:,。]{1,18}?)\s*:\s*(?P<value>.*?)\s*$")
_LONGEST_LABEL = 18  # characters
_LONGEST_VALUE = 60
_LONGEST_RUN = 1200  # lines, blank ones too


class Field(NamedTuple):
    """A label and its value: spans of the text, and the label's word."""

    word: str
    label: tuple[int, int]
    value: tuple[int, int]


Fields = list[Field]


def cards_run(lines: Sequence[str], at: int) -> int:
    """Where the cards that begin at a line end (exclusive, 0-based); ``at`` itself where none begin there. Lines are folded."""
    if not INDICATOR_HEAD.match(word(lines[at].partition(":")[0])):
        return at
    text = "\n".join(lines[at : at + _LONGEST_RUN])
    cards = cards_of(text)
    return at + text.count("\n", 0, cards[-1][-1].value[1]) + 1 if cards else at


def cards_of(text: str) -> list[Fields]:
    """The cards that a text begins with, each as its fields; empty where it begins with none."""
    lines = [(start, fold(line)) for start, line in _lines(text) if line.strip()]
    found = [tuple(_labelled(start, line)) for start, line in lines] if lines and ":" in lines[0][1] else _in_pairs(lines)
    if not found or not found[0] or not INDICATOR_HEAD.match(found[0][0].word):
        return []
    first = found[0][0].word
    cards: list[Fields] = []
    for at, fields in enumerate(found):
        if fields and fields[0].word == first:
            cards.append([])
        elif not fields and _is_opener(found, at, first):
            continue
        elif not fields:
            break
        cards[-1].extend(fields)
    alike = all({field.word for field in card} & {field.word for field in before} - {first} for before, card in pairwise(cards))
    whole = all(len(card) >= _LEAST_LABELS for card in cards) and alike and _hold_figures(text, cards)
    return cards if len(cards) >= _LEAST_CARDS and whole else []


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        yield at, line
        at += len(line) + 1


def _is_opener(found: Sequence[Sequence[Field]], at: int, first: str) -> bool:
    """Whether a line only announces the next card: 指标2, (二)."""
    return at + 1 < len(found) and bool(found[at + 1]) and found[at + 1][0].word == first


def _labelled(start: int, line: str) -> Iterator[Field]:
    """The fields of a line of labels with colons; none where any part of it is no label with its value."""
    at, fields = 0, []
    for part in [*_PARTS.finditer(line), None]:
        stop = part.start() if part else len(line)
        piece = _LABELLED.match(line[at:stop])
        if line[at:stop].strip():
            label = word(piece["label"]) if piece else ""
            if piece is None or not is_header_word(label) or len(piece["value"]) > _LONGEST_VALUE:
                return
            spans = [(start + at + a, start + at + b) for a, b in (piece.span("label"), piece.span("value"))]
            fields.append(Field(label, *spans))
        at = part.end() if part else stop
    yield from fields


def _in_pairs(lines: Sequence[tuple[int, str]]) -> list[tuple[Field, ...]]:
    """Lines by turns a label and its value, each two as one field; a line that is neither ends the cards or opens the next one."""
    found: list[tuple[Field, ...]] = []
    known: set[str] = set()
    at = 0
    while at < len(lines):
        label = word(lines[at][1])
        is_label = not NUMBERING.match(label) and len(label) <= _LONGEST_LABEL and is_header_word(label) and at + 1 < len(lines)
        if is_label and (label in known or not _is_label_of_two(lines, at)):
            known.add(label)
            found.append((Field(label, _span(lines[at]), _span(lines[at + 1])),))
            at += 2
        else:
            found.append(())
            at += 1
        if len(found) == 1 and not found[0]:
            return []
    return found


def _is_label_of_two(lines: Sequence[tuple[int, str]], at: int) -> bool:
    """Whether another label stands where the value would: two heads of a header, one below the other."""
    value = word(lines[at + 1][1])
    return is_header_word(value) and not ATTRIBUTE_CELL.match(value) and not is_period_head(word(lines[at][1]))


def _span(line: tuple[int, str]) -> tuple[int, int]:
    start, printed = line
    lead = len(printed) - len(printed.lstrip())
    return start + lead, start + len(printed.rstrip())


def _hold_figures(text: str, cards: Sequence[Fields]) -> bool:
    """Whether most cards tell a figure below a period."""
    told = sum(any(is_period_head(field.word) and has_digit(text[slice(*field.value)]) for field in card) for card in cards)
    return 2 * told > len(cards)
