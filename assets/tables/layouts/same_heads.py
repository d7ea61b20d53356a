"""Columns that say the same year and status, and what else their heads say to tell them apart: 城区 and 镇区 over 2025年 and 2030年."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assets.language.fold import fold
from assets.language.tablewords import BASE_WORDS, PERIOD_WORDS, TAIL_BRACKET, TARGET_WORDS
from assets.tables.plan_table import Cell, Column, Role, TableValue

_LONGEST = 12  # characters of what tells columns apart


def told_apart(columns: Sequence[Column], paths: Sequence[Sequence[str]]) -> tuple[list[Column], Mapping[int, str]]:
    """The columns, those that nothing tells from another without a meaning; and what tells the others apart, by column."""
    alike: dict[object, list[int]] = {}
    for c, column in enumerate(columns):
        if column.role in (Role.VALUE, Role.GROWTH) and column.year is not None and c < len(paths) and paths[c]:
            alike.setdefault((replace(column, header=""), paths[c][-1]), []).append(c)
    out, said = list(columns), {}
    for places in alike.values():
        own = {c: _own(paths[c], [paths[other] for other in places if other != c]) for c in places}
        if len(places) < 2 or len({tuple(paths[c]) for c in places}) < 2:
            continue
        for c in places:
            if own[c]:
                said[c] = own[c]
            elif sum(not words for words in own.values()) > 1:
                out[c] = Column(Role.OTHER)
    return out, said


def _own(path: Sequence[str], others: Sequence[Sequence[str]]) -> str:
    """The word of a column's head that the others' do not have, if it says more than base or target."""
    words = [word for word in path if all(word not in other for other in others)]
    return next((w for w in words if len(w) <= _LONGEST and not any(p.search(w) for p in (PERIOD_WORDS, BASE_WORDS, TARGET_WORDS))), "")


def of_column(value: TableValue, words: str) -> TableValue:
    """The value with its name and what its column is about: 供水能力(镇区)."""
    if value.name is None or words in value.name.word:
        return value
    text = value.name.text
    bracket = TAIL_BRACKET.search(fold(text))
    at = bracket.start() if bracket else len(text)
    return replace(value, name=Cell(f"{text[:at]}({words}){text[at:]}", value.name.start, value.name.end))
