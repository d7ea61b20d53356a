"""A reviewer's corrections applied to what was read: rows changed, rejected, or confirmed against the rules that question them.

A correction holds as long as the plan says what it quotes and one row is read from the place that it names. Any other one stops the
run: none is passed over in silence once the plan, or the reading of it, has changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from assets.documents.beside.correction_files import Action, Correction, CorrectionError, clashes, plain
from assets.documents.plans import Plan
from assets.documents.reading.read import ReadOutcome, Status
from assets.language.fold import fold
from assets.sources.scan import Role
from assets.validation.revision import Reviser, RevisionError, Row
from expectations.registry import Registry, load_registry
from expectations.registry.schema import conform, conform_rows, records
from expectations.rules.found import Found

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "Change", "Confirmed", "Corrected", "CorrectionError", "apply_corrections", "confirmed_of", "corrections_without_plan", "unused",
]  # fmt: skip

Span = tuple[int, int]  # start and end in the plan's text
_DIGIT_BEFORE, _DIGIT_BEHIND = re.compile(r"[0-9][.,]?$"), re.compile(r"[.,]?[0-9]")
_SHOWN = 80  # characters of a line that a message shows


@dataclass(frozen=True, slots=True)
class Change:
    """A row that a correction changed: what stood there before and what stands now, both as `column: value; …`."""

    observation_id: str
    before: str
    after: str
    correction: Correction


@dataclass(frozen=True, slots=True)
class Corrected:
    """What corrections make of observations. ``observations`` has every ``set`` applied; rejected rows are still in it."""

    observations: pd.DataFrame
    rejected: Mapping[str, Correction]  # by observation_id
    confirmed: Mapping[str, Mapping[str, Correction]]  # by observation_id and the rule_id that is overruled
    changed: Sequence[Change]


class _MissedError(ValueError):
    """A correction does not lead to one row; the message says what to do, without file and entry."""


def apply_corrections(observations: pd.DataFrame, plans: Sequence[Plan], registry: Registry) -> Corrected:
    """The observations (a frame of that table) after the corrections of their plans. The frame given is not changed.

    Where no plan has corrections it is given back as it is. Raises :class:`CorrectionError`, every problem of every file at once, where
    a correction file cannot be used, or a correction leads to no row or to several, quotes what the plan no longer says, stands against
    another correction, or sets what the row has already.
    """
    concerned = [plan for plan in plans if plan.corrections or plan.corrections_problems]
    if not concerned:
        return Corrected(observations, {}, {}, ())
    problems = [problem for plan in concerned for problem in plan.corrections_problems]
    placed = _placed(concerned, observations, problems)
    after = _revised(placed, Reviser(registry), problems)
    if problems:
        raise CorrectionError(*problems)
    changed = [_change(row, after[row["observation_id"]], correction) for row, correction in _with(Action.SET, placed)]
    rejected = {row["observation_id"]: correction for row, correction in _with(Action.REJECT, placed)}
    confirmed = {row["observation_id"]: dict.fromkeys(c.rules, c) for row, c in _with(Action.CONFIRM, placed)}
    return Corrected(_with_rows(observations, after, registry), rejected, confirmed, changed)


def _placed(plans: Iterable[Plan], observations: pd.DataFrame, problems: list[str]) -> list[tuple[Row, Correction]]:
    """Each correction with its row; of those that have none, or one that another correction has, ``problems`` hears."""
    placed: list[tuple[Row, Correction]] = []
    of_row: dict[str, list[Correction]] = {}
    for plan in plans:
        rows = _PlanRows(plan, observations)
        for correction in plan.corrections:
            try:
                row = rows.find(correction)
            except _MissedError as missed:
                problems.append(f"{correction.label}: {missed}")
            else:
                placed.append((row, correction))
                of_row.setdefault(row["observation_id"], []).append(correction)
    problems += [sentence for corrections in of_row.values() for sentence in clashes(corrections)]
    return placed


def _revised(placed: Iterable[tuple[Row, Correction]], reviser: Reviser, problems: list[str]) -> dict[str, Row]:
    """The rows that corrections set, as they are then, by observation_id; of what cannot be set ``problems`` hears."""
    after: dict[str, Row] = {}
    for row, correction in _with(Action.SET, placed):
        try:
            after[row["observation_id"]] = reviser.revised(row, correction.values)
        except RevisionError as wrong:
            problems.append(f"{correction.label}: {wrong}")
    return after


class Confirmed(NamedTuple):
    """A rule that a reviewer overrules of a row: ``is_raised`` by the plan alone; where in the correction file, who and why."""

    observation_id: str
    rule_id: str
    is_raised: bool
    label: str
    value: str
    line: int
    reason: str
    by: str


def confirmed_of(confirmed: Mapping[str, Mapping[str, Correction]], findings: Iterable[Found]) -> list[Confirmed]:
    """Each rule that a ``confirm`` names, and whether it is among the findings."""
    own = {(found.observation_id, found.rule_id) for found in findings} if confirmed else set()
    return [
        Confirmed(row, rule, (row, rule) in own, c.label, c.at.value, c.at.line, c.reason, c.by)
        for row, by_rule in confirmed.items()
        for rule, c in by_rule.items()
    ]


def unused(confirmed: Iterable[Confirmed], findings: Iterable[Found]) -> list[str]:
    """A sentence for each rule that a ``confirm`` names and that does not question its row, neither before nor by ``findings``."""
    waiting = [one for one in confirmed if not one.is_raised]
    if not waiting:
        return []
    rules = load_registry().rules
    own: set[tuple[str, str]] = set()
    beside: set[tuple[str, str]] = set()
    for found in findings:
        own.add((found.observation_id, found.rule_id))
        if rules[found.rule_id].questions == "all":
            beside.update((related, found.rule_id) for related in found.related)
    said = []
    for one in waiting:
        if (one.observation_id, one.rule_id) not in own:
            row = f"the row of {one.value} on line {one.line}"
            elsewhere = f"{one.rule_id} is raised at another row and names {row} beside it; confirm it there (see table findings)."
            nothing = f"{one.rule_id} does not question {row} (any more); take it out of `rules`, and the entry if no other is left."
            said.append(f"{one.label}: {elsewhere if (one.observation_id, one.rule_id) in beside else nothing}")
    return said


def corrections_without_plan(outcomes: Sequence[ReadOutcome]) -> list[str]:
    """A sentence for each correction file among all that was read whose plan is missing or was not read: nobody would apply it.

    A file beside a plan that was read is not told of here, even where it is broken: :func:`apply_corrections` does.
    """
    plans = {outcome.source.corrections: outcome for outcome in outcomes if outcome.source.corrections is not None}
    said = []
    for outcome in outcomes:
        if outcome.source.role is not Role.CORRECTIONS:
            continue
        name, plan = outcome.source.source_path, plans.get(outcome.source.path)
        if plan is None or plan.status is Status.DUPLICATE:
            said.append(f"{name}: {outcome.source.problem}")
        elif plan.status is not Status.PARSED:
            why = f"its plan could not be read ({(plan.reason or '').rstrip('.')})"
            said.append(f"{name}: {why}; mend the plan, or move the correction file out of the folder.")
    return said


class _PlanRows:
    """The observations of one plan, to be found by what a correction says of them."""

    def __init__(self, plan: Plan, observations: pd.DataFrame) -> None:
        self._text = fold(plan.document.text)
        self._at = [offset for offset, sign in enumerate(self._text) if not sign.isspace()]  # of each character of _plain
        self._plain = "".join(self._text[offset] for offset in self._at)
        self._lines = [0, *(offset + 1 for offset, sign in enumerate(self._text) if sign == "\n")]
        self._rows: dict[Span, list[Row]] = {}
        for row in records(observations[observations["plan_id"] == plan.plan_id]):
            self._rows.setdefault((row["char_start"], row["char_end"]), []).append(row)

    def find(self, correction: Correction) -> Row:
        """The one row that a correction is about. Raises :class:`_MissedError`."""
        at = correction.at
        places = self._places(plain(at.value), *self._quoted(correction))
        if not places:
            raise _MissedError(f"{at.value} is only a part of a number in what `says` quotes; write `value` as the plan prints it.")
        if at.nth is not None and at.nth > len(places):
            raise _MissedError(f"{at.value} stands {len(places)} times in what `says` quotes, so nth cannot be {at.nth}; mend it.")
        chosen = places if at.nth is None else places[at.nth - 1 : at.nth]
        read = [place for place in chosen if place in self._rows]
        if not read:
            raise _MissedError(self._nothing_read(at.value, self._line(chosen[0][0])))
        if len(read) > 1:
            raise _MissedError(f"{at.value} stands {len(places)} times in what `says` quotes; say which it is with nth, or quote less.")
        rows = self._rows[read[0]]
        meant = [row for row in rows if _is(at.name, row["indicator_text"]) and _is(at.scope, row["scope"])]
        if len(meant) != 1:
            names = "; ".join(f"name {row['indicator_text'] or '—'}, scope {row['scope'] or '—'}" for row in rows)
            how_many = "no row" if not meant else f"{len(meant)} rows"
            raise _MissedError(f"{how_many} of {at.value} on line {rows[0]['line']} fit `at`; give one of those read there: {names}.")
        return meant[0]

    def _quoted(self, correction: Correction) -> Span:
        """Where in the plain text the quotation stands: the one place, whatever its line, else the one on the line named."""
        says, line = plain(correction.says), correction.at.line
        starts, start = [], self._plain.find(says)
        while start >= 0:
            starts.append(start)
            start = self._plain.find(says, start + 1)
        if not starts:
            raise _MissedError(
                f"the plan does not say {_shown(correction.says)} any more ({self._print_of(line)}); "
                "look it up again, then mend the entry or take it out."
            )
        spans = [(start, start + len(says)) for start in starts]
        here = [span for span in spans if self._line(self._at[span[0]]) <= line <= self._line(self._at[span[1] - 1])]
        if len(spans) > 1 and len(here) != 1:
            lines = ", ".join(map(str, sorted({self._line(self._at[start]) for start in starts})))
            many = f"the plan says {_shown(correction.says)} in {len(spans)} places (line {lines})"
            raise _MissedError(f"{many}; name the line that is meant, or quote more of it.")
        return here[0] if len(spans) > 1 else spans[0]

    def _places(self, value: str, start: int, end: int) -> list[Span]:
        """Where the value is printed in a quotation, as offsets in the text; 3 is not printed in 13 or 3.5."""
        places = []
        at = self._plain.find(value, start, end)
        while at >= 0:
            first, behind = self._at[at], self._at[at + len(value) - 1] + 1
            if (first, behind) in self._rows or not self._is_in_a_number(first, behind):
                places.append((first, behind))
            at = self._plain.find(value, at + 1, end)
        return places

    def _is_in_a_number(self, first: int, behind: int) -> bool:
        text = self._text
        begins = text[first].isdigit() and _DIGIT_BEFORE.search(text, max(first - 2, 0), first)
        return bool(begins or (text[behind - 1].isdigit() and _DIGIT_BEHIND.match(text, behind)))

    def _line(self, offset: int) -> int:
        return bisect_right(self._lines, offset)

    def _print_of(self, line: int) -> str:
        """What a line prints, for messages."""
        if line > len(self._lines):
            return f"it has {len(self._lines)} lines"
        start, end = self._lines[line - 1], self._lines[line] if line < len(self._lines) else len(self._text)
        return f"line {line} says {_shown(self._text[start:end])}"

    def _nothing_read(self, value: str, line: int) -> str:
        there = [row["value_text"] for rows in self._rows.values() for row in rows if row["line"] == line]
        read = f"what is read there is {', '.join(there)}" if there else "nothing else is read there either"
        return f"no figure printed {value} is read on line {line} ({read}); mend `value` or `nth`, or take the entry out."


def _shown(text: str) -> str:
    text = text.strip()
    return f"“{text[:_SHOWN]}…”" if len(text) > _SHOWN else f"“{text}”"


def _is(wanted: str | None, read: str | None) -> bool:
    """Whether a row's text is the one that a locator names; a locator that names none leaves it open."""
    return wanted is None or plain(wanted) == plain(read or "")


def _with(action: Action, placed: Iterable[tuple[Row, Correction]]) -> Iterator[tuple[Row, Correction]]:
    return ((row, correction) for row, correction in placed if correction.action is action)


def _change(before: Row, after: Row, correction: Correction) -> Change:
    differing = [column for column in before if before[column] != after[column]]
    return Change(before["observation_id"], _told(before, differing), _told(after, differing), correction)


def _told(row: Row, columns: Iterable[str]) -> str:
    """Cells as text that reads alike in every language: value: 6.17; unit: —."""
    cells = {column: row[column] for column in columns}
    shown = {column: f"{cell:.12g}" if isinstance(cell, float) else str("—" if cell is None else cell) for column, cell in cells.items()}
    return "; ".join(f"{column}: {cell}" for column, cell in shown.items())


def _with_rows(observations: pd.DataFrame, after: Mapping[str, Row], registry: Registry) -> pd.DataFrame:
    """The frame with some rows, by observation_id, in place of those that stood there."""
    if not after:
        return observations
    import pandas as pd

    table = registry.tables["observations"]
    made = conform_rows([[row[column] for column in table.columns] for row in after.values()], table)
    return conform(pd.concat([observations[~observations["observation_id"].isin(after)], made], ignore_index=True), table)
