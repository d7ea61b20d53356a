"""A value cell to what it says: 45%(预期性), 49% → 53%, 〔5000〕(其中农民工〔1750〕), 每年新增30家,五年累计新增8家."""

from __future__ import annotations

import re

from assets.language.fold import fold
from assets.language.quantity import Quantity, UnreadableQuantityError, is_not_set, read_quantity
from assets.language.years import Period
from assets.tables.phrases.asides import add_asides
from assets.tables.phrases.cell_tokens import Token, tokens_of, without_figures_of_names
from assets.tables.phrases.cell_words import Kind
from assets.tables.phrases.clauses import Clause, clauses_of
from assets.tables.phrases.model import CellSaid, Saying
from assets.tables.phrases.places import with_places
from assets.tables.phrases.sayings import Context, sayings_of

_POWER = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_BLANK_INSIDE = re.compile(r"[\d.]\s+[\d.]")


def read_cell(text: str, *, spaced: bool = False) -> CellSaid:
    """All that a value cell's text says; never raises. Every number in it stands in a saying, in ``unread``, or says no value.

    ``spaced``: the table is known to print blanks inside numbers (1. 31, 15 . 8).
    """
    if _POWER.fullmatch(fold(text).strip()):
        return CellSaid(unread=[(0, len(text))])  # 1.5E+03: how many digits Excel left out of it nobody knows
    if spaced and _BLANK_INSIDE.search(fold(text)) and (whole := _whole(text, spaced=True)) is not None:
        return CellSaid([whole])
    printed = tokens_of(text)
    tokens = without_figures_of_names(_unwrapped(printed))
    clauses = clauses_of(tokens)
    if not any(token.figure for token in tokens):
        return _of_words(text, tokens, clauses)
    said = CellSaid()
    context = Context()
    for clause in clauses:
        context.enter(clause)
        found = _found(text, clause, context, said)
        add_asides(text, clause, found, said)
    if is_alone(clauses, said):
        said.sayings[0].start, said.sayings[0].end = _stripped(text)
    with_places(said)
    _account_for(printed, said)
    return said


def _account_for(printed: list[Token], said: CellSaid) -> None:
    """Whatever figure stands in no saying and no label is unread: none is lost."""
    spans = [*((saying.start, saying.end) for saying in said.sayings), *said.unread, *said.untold]
    labels = [fold(saying.label) for saying in said.sayings if saying.label]
    for token in printed:
        told = any(start <= token.start and token.end <= end for start, end in spans) or any(token.text in label for label in labels)
        if token.figure is not None and not told:
            said.unread.append((token.start, token.end))


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """The tokens without a bracket around the whole cell: (86.4%)."""
    kinds = [token.kind for token in tokens]
    around = len(kinds) > 2 and kinds[0] is Kind.OPEN and kinds[-1] is Kind.CLOSE and Kind.OPEN not in kinds[1:]
    return tokens[1:-1] if around and Kind.CLOSE not in kinds[1:-1] else tokens


def _found(text: str, clause: Clause, context: Context, said: CellSaid) -> list[Saying]:
    """The sayings of one clause, added to the cell's; a clause of words beside figures says something only with a year of its own."""
    if clause.is_untold and clause.figures:
        said.pass_over(clause.start, clause.end, counts_else=clause.counts_else)
    if clause.is_untold or not clause.tokens or is_not_set(text[clause.start : clause.end]):
        return []
    if not clause.figures:
        period = context.period_of(clause)
        is_first = not said.sayings and clause.joint is None and clause.asides
        spoken = [token for token in clause.tokens if token.kind not in (Kind.PERIOD, Kind.ATTRIBUTE, Kind.MARK)]
        is_goal = clause.joint is Kind.ARROW and said.sayings  # 7.9张→合理控制
        if not spoken or not (is_first or is_goal or (period is not None and clause.joint is not None and clause.of(Kind.PERIOD))):
            return _attributed(clause, said)
        words = text[spoken[0].start : spoken[-1].end]
        found = [Saying(spoken[0].start, spoken[-1].end, Quantity(words=fold(words)), period=period)]
    else:
        try:
            found = sayings_of(text, clause, context)
        except UnreadableQuantityError:
            said.unread.append((clause.start, clause.end))
            return []
    if clause.joint is Kind.ARROW and said.sayings:
        _from_to(said.sayings[-1], found[0])
    said.sayings += found
    return found


def _attributed(clause: Clause, said: CellSaid) -> list[Saying]:
    """An attribute behind a comma is the whole cell's: 98%以上,约束性."""
    for attribute in clause.of(Kind.ATTRIBUTE):
        for saying in said.sayings:
            saying.binding = saying.binding or attribute.text
    return []


def _from_to(base: Saying, goal: Saying) -> None:
    base.is_base = True
    base.quantity.unit = base.quantity.unit or goal.quantity.unit
    goal.quantity.unit = goal.quantity.unit or base.quantity.unit


def _of_words(text: str, tokens: list[Token], clauses: list[Clause]) -> CellSaid:
    """A cell without a figure in digits: a figure in words (翻番, 三家), a target in words, or nothing that says a value."""
    spoken = [token for clause in clauses for token in clause.tokens if token.kind is not Kind.ATTRIBUTE]
    main = clauses[0] if clauses else None
    if not spoken or (any(token.kind is Kind.UNTOLD for token in spoken) and (not main or not main.tokens or main.of(Kind.UNTOLD))):
        return CellSaid()
    if main is None or not main.tokens or is_not_set(text[main.start : main.end]):
        return CellSaid()
    asides = any(clause.asides for clause in clauses)
    saying = _whole(text[: main.end] if asides and len(clauses) == 1 else text)
    if saying is None:  # its digits are years: 2030年前如期实现
        start, end = _stripped(text)
        saying = Saying(start, end, Quantity(words=fold(text[start:end])))
    periods = [token for token in spoken if token.period]  # 恢复至2019年水平 is no figure of 2019
    saying.period = periods[0].period if len(periods) == 1 and spoken[0] is periods[0] else None
    attributes = [token.text for token in tokens if token.kind is Kind.ATTRIBUTE]
    saying.binding = attributes[0] if attributes else None
    return CellSaid([saying])


def _whole(text: str, *, spaced: bool = False) -> Saying | None:
    try:
        quantity = read_quantity(text, spaced=spaced)
    except UnreadableQuantityError:
        return None
    said = Period(None, quantity.year, 0, 0) if quantity.year else None  # 60. 6(2019年)
    return Saying(*_stripped(text), quantity, period=said)


def _stripped(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def is_alone(clauses: list[Clause], said: CellSaid) -> bool:
    """Whether the cell is one figure of the row's indicator and words, without brackets: its value's text is the whole cell."""
    if len(said.sayings) != 1 or said.unread or any(clause.asides for clause in clauses):
        return False
    return said.sayings[0].label is None and said.sayings[0].quantity.value is not None
