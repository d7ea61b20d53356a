"""Correction files: ``<plan file>.corrections.yaml`` holds what a reviewer overrules of what was read from the plan beside it.

    - at: {line: 24, value: 年均增长10%}              # where the value stands, and how it is printed
      says: 创新实力 | — | 年均增长10% | 预期性         # what the plan must still say there; else the correction has expired
      action: set                                    # set, reject or confirm
      values: {indicator_text: 地方财政科技支出}
      reason: The printed plan, page 12, names the row.
      by: 王敏, 2026-11-20

What all this means to a reviewer: ``docs/corrections.md``. Here the file is read; ``assets.validation.corrections`` applies it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from assets.stops import StopError
from expectations.registry import Column, Registry, load_registry

Value = str | float | int | None

KEYS = ("at", "says", "action", "values", "rules", "reason", "by")
LOCATOR_KEYS = ("line", "value", "nth", "name", "scope")
SETTABLE = (
    "indicator_id", "indicator_text", "region_code", "scope", "measure", "basis", "rank_among", "status", "comparator", "value",
    "value_max", "unit", "year", "year_start", "binding",
)  # fmt: skip
_YEARS = range(1950, 2101)
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_LONGEST_TOLD, _MOST_TOLD = 1_500, 100  # characters of a problem, and problems of a file, that are told
_WHOLE = re.compile(r"[1-9][0-9]{0,8}")


class CorrectionError(StopError, ValueError):
    """Corrections cannot be used or do not hold any more. The message has a line for each problem: file, entry, what to do."""

    def __init__(self, *problems: str) -> None:
        """Take the problems, a sentence each."""
        super().__init__("\n".join(problems))
        self.problems = problems


class Action(StrEnum):
    """What a correction does to a row."""

    SET = "set"  # other values for some of its columns
    REJECT = "reject"  # it is no figure about an indicator
    CONFIRM = "confirm"  # it is right, whatever the rules named say


@dataclass(frozen=True, slots=True)
class Locator:
    """The row that a correction is about; the columns are those of the row as read."""

    line: int  # 1-based, in the plan's text
    value: str  # value_text
    nth: int | None = None  # where the value stands more than once in what the guard says: which of them, from 1
    name: str | None = None  # indicator_text, where one value is read as several rows
    scope: str | None = None  # likewise


@dataclass(frozen=True, slots=True)
class Correction:
    """One entry of a correction file. ``values`` holds what a ``set`` gives, ``rules`` the rules that a ``confirm`` overrules."""

    file: str  # source_path of the correction file
    entry: int  # 1 for the first
    at: Locator
    says: str
    action: Action
    reason: str
    by: str
    values: Mapping[str, Value] = field(default_factory=dict)
    rules: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """File and entry, as messages name it."""
        return f"{self.file}, entry {self.entry}"


class _EntryError(ValueError):
    """An entry is wrong; the message says what to do, without file and number."""


def read_corrections(data: bytes, name: str) -> tuple[Correction, ...]:
    """The corrections in a file's bytes; ``name`` is the file's, for messages.

    Raises :class:`CorrectionError` with the first problem of every entry that is wrong: then none of the file counts.
    """
    content = _content(data, name)
    if content is None:
        return ()
    if not isinstance(content, list):
        raise CorrectionError(f"{name} must hold a list of corrections, each beginning with `- at:`; docs/corrections.md has examples.")
    registry = load_registry()
    made: list[Correction] = []
    problems: list[str] = []
    for number, entry in enumerate(content, start=1):
        try:
            made.append(_correction(entry, name, number, registry))
        except _EntryError as problem:
            problems.append(
                f"{name}, entry {number}: {problem if len(str(problem)) <= _LONGEST_TOLD else f'{str(problem)[:_LONGEST_TOLD]}…'}"
            )
    by_place: dict[tuple[object, ...], list[Correction]] = {}
    for correction in made:
        at = correction.at
        by_place.setdefault((at.line, plain(at.value), at.nth, plain(at.name or ""), plain(at.scope or "")), []).append(correction)
    problems += [problem for group in by_place.values() for problem in clashes(group)]
    if len(problems) > _MOST_TOLD:
        problems[_MOST_TOLD:] = [f"{name} has {len(problems) - _MOST_TOLD:,} more entries that are wrong."]
    if problems:
        raise CorrectionError(*problems)
    return tuple(made)


def clashes(corrections: Sequence[Correction]) -> list[str]:
    """A sentence for each of the corrections of one row that cannot stand beside the one before it; a set and a confirm can."""
    found = []
    for before, after in pairwise(corrections):
        if before.action is after.action or Action.REJECT in (before.action, after.action) or len(corrections) > 2:
            found.append(
                f"{after.label}: it is about the same row as entry {before.entry}; "
                "keep one entry for a row, or one that sets and one that confirms."
            )
    return found


def plain(text: str) -> str:
    """The text as corrections compare it: width and script folded, without white space."""
    from assets.language.fold import fold, squeeze  # its tables take a moment, and the command line only wants CorrectionError

    return squeeze(fold(text))


def _content(data: bytes, name: str) -> object:
    """The file as lists, mappings by text, texts and None: YAML would make 1.2 of the value 1.20 and refuse the comparator =."""
    from assets.documents.beside.as_written import AsWrittenError, read_as_written  # here, because it loads the YAML parser

    try:
        return read_as_written(data)
    except AsWrittenError as problem:
        raise CorrectionError(f"{name}{problem}") from None


def _correction(entry: object, file: str, number: int, registry: Registry) -> Correction:
    keys = _keys(entry, KEYS, "an entry")
    at = _locator(keys.get("at"))
    says = _text(keys, "says", "quote the line, row or sentence that holds the value")
    if plain(at.value) not in plain(says):
        raise _EntryError(f"`says` does not hold the value {at.value!r}; quote a part of the plan with the value in it.")
    action = _text(keys, "action", f"write one of {', '.join(Action)}")
    if action not in list(Action):
        raise _EntryError(f"the action {action!r} is not known; use one of {', '.join(Action)}.")
    for key, wanted in (("values", Action.SET), ("rules", Action.CONFIRM)):
        if (keys.get(key) is not None) != (action == wanted):
            raise _EntryError(f"`{key}` and the action {wanted} go together: write both or neither.")
    reason = _text(keys, "reason", "say how you know")
    by = _text(keys, "by", "say who decided, and when")
    values = _values(keys["values"], registry) if action == Action.SET else {}
    rules = _rules(keys["rules"], registry) if action == Action.CONFIRM else ()
    return Correction(file, number, at, says, Action(action), reason, by, values, rules)


def _keys(content: object, known: Collection[str], what: str) -> dict[str, object]:
    if not isinstance(content, dict) or not content:
        raise _EntryError(f"{what} must hold lines of the form `key: value`, with keys out of {', '.join(known)}.")
    unknown = next((key for key in content if key not in known), None)
    if unknown is not None:
        raise _EntryError(
            f"{what} has the key {unknown!r}, which is not known; use {', '.join(known)}, and quotes around a text with commas or colons."
        )
    return content


def _text(keys: Mapping[str, object], key: str, advice: str) -> str:
    text = keys.get(key)
    if not isinstance(text, str) or not text.strip():
        raise _EntryError(f"`{key}` must be a text; {advice}.")
    return text.strip()


def _locator(content: object) -> Locator:
    keys = _keys(content, LOCATOR_KEYS, "`at`")
    line = _whole(keys, "line", "the value's line in the plan's text, from 1")
    value = _text(keys, "value", "write the value as the plan prints it, for example 年均增长10%")
    nth = _whole(keys, "nth", "1 for the first of equal values") if "nth" in keys else None
    name, scope = (_text(keys, key, "write it as it was read, or leave the key out") if key in keys else None for key in ("name", "scope"))
    return Locator(line, value, nth, name, scope)


def _whole(keys: Mapping[str, object], key: str, meaning: str) -> int:
    text = keys.get(key)
    if not isinstance(text, str) or not _WHOLE.fullmatch(text):
        raise _EntryError(f"`{key}` must be a whole number ({meaning}), not {text!r}.")
    return int(text)


def _values(content: object, registry: Registry) -> dict[str, Value]:
    columns = registry.tables["observations"].columns
    return {name: _value(columns[name], text, registry) for name, text in _keys(content, SETTABLE, "`values`").items()}


def _value(column: Column, text: object, registry: Registry) -> Value:
    """A value for a column of observations. The indicator's id is looked up later: a user's own catalogue may hold it."""
    if text is None:
        if not column.nullable:
            raise _EntryError(f"the {column.name} of a row cannot be empty; write a value.")
        return None
    if not isinstance(text, str) or not text.strip():
        raise _EntryError(f"the {column.name} must be a single value, not {text!r}; write null for an empty one.")
    text = text.strip()
    if column.values and text not in column.values:
        raise _EntryError(f"the {column.name} {text!r} is not known; use one of {', '.join(column.values)}.")
    if column.type == "number":
        return _number(column.name, text)
    if column.type == "year":
        return _year(column.name, text)
    return _region(text, registry) if column.name == "region_code" else text


def _number(name: str, text: str) -> float:
    if not _NUMBER.fullmatch(text):
        raise _EntryError(f"the {name} {text!r} is not a number; write digits such as 6.17, the unit in `unit`.")
    return float(text)


def _year(name: str, text: str) -> int:
    digits = text.removesuffix("年")
    if not _WHOLE.fullmatch(digits) or int(digits) not in _YEARS:
        raise _EntryError(f"the {name} {text!r} is not a year; write it as 2025.")
    return int(digits)


def _region(text: str, registry: Registry) -> str:
    region = registry.regions.by_code(text)
    if region is None:
        raise _EntryError(f"the region_code {text!r} is not a GB/T 2260 code of the registry; look it up in table regions.")
    return region.region_code


def _rules(content: object, registry: Registry) -> tuple[str, ...]:
    """Rules that question observations as they are read or validated."""
    known = [rule.rule_id for rule in registry.rules.values() if rule.applies_to == "observation" and rule.asked != "review"]
    if not isinstance(content, list) or not content or len(set(map(str, content))) < len(content):
        raise _EntryError("`rules` must be a list of different rules, for example [stated_growth_differs].")
    unknown = next((rule for rule in content if rule not in known), None)
    if unknown is not None:
        raise _EntryError(f"{unknown!r} is no rule that questions a row; use one of {', '.join(known)}.")
    return tuple(content)
