"""One clause of a cell to its sayings: the figure with the words, label and year that stand about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assets.language.fold import squeeze
from assets.language.quantity import BOUND_BEFORE, UnreadableQuantityError
from assets.language.unitwords import is_unit
from assets.language.years import Period
from assets.tables.phrases.cell_tokens import Token
from assets.tables.phrases.cell_words import Kind, words
from assets.tables.phrases.clauses import Clause
from assets.tables.phrases.figures import quantity_of
from assets.tables.phrases.model import Own, Saying

SHARES = ("%", "％", "‰", "百分点", "个百分点")
_GROWTH_NOUNS = ("增速", "增幅", "增长率")
_ADDED = ("新增", "净增", "累计新增", "年均新增")
_BOUNDS = frozenset(word for bound in BOUND_BEFORE.values() for word in bound)
_COMPARED = ("比", "较", "相比", "高于", "低于", "优于")


@dataclass(slots=True)
class Context:
    """What earlier clauses of a cell say for later ones until a semicolon: a year governs, a label where another year or growth follows."""

    period: Period | None = None
    label: str | None = None
    growth: int | None = None  # of the labelled figure

    def enter(self, clause: Clause) -> None:
        """Forget what a semicolon ends."""
        if clause.joint is Kind.STOP:
            self.period, self.label = None, None

    def period_of(self, clause: Clause) -> Period | None:
        """The clause's own year, else the one that governs; 比2020年 is no year of the figure."""
        own = [token.period for token in clause.of(Kind.PERIOD) if not is_since(token)]
        if own:
            self.period = own[-1]
        return self.period


def is_since(token: Token) -> bool:
    """Whether a year is the one that a figure is compared with: 比2020年."""
    return token.kind is Kind.PERIOD and token.text.startswith(("比", "较", "相比"))


def sayings_of(text: str, clause: Clause, context: Context) -> list[Saying]:
    """The clause's one figure, or the two of 由A提高到B; raises ``UnreadableQuantityError`` where its figures do not tell what they are."""
    period = context.period_of(clause)
    figures = clause.figures
    places = [clause.tokens.index(figure) for figure in figures]
    if len(figures) == 1:
        before, behind = clause.tokens[: places[0]], clause.tokens[places[0] + 1 :]
        saying = _saying(text, before, figures[0], behind, context)
        saying.period = period
        return [saying]
    between = clause.tokens[places[0] + 1 : places[-1]]
    if len(figures) != 2 or not clause.of(Kind.FROM) or any(token.kind is Kind.LABEL for token in between):
        raise UnreadableQuantityError(f"{text!r} has {len(figures)} figures in one clause")
    base = _saying(text, clause.tokens[: places[0]], figures[0], [], context)
    goal = _saying(text, between, figures[1], clause.tokens[places[1] + 1 :], context)
    goal.own, goal.label = base.own, base.label
    base.is_base, base.status = True, "actual"
    base.quantity.unit = base.quantity.unit or goal.quantity.unit
    base.period, goal.period = _two_periods(clause, places[0], places[1], period)
    return [base, goal]


def _two_periods(clause: Clause, first: int, last: int, governing: Period | None) -> tuple[Period | None, Period | None]:
    """The years of 由2020年的A提高到2025年的B: each the one before its figure; one year alone is the later figure's."""
    left = [token.period for token in clause.tokens[:first] if token.period]
    right = [token.period for token in clause.tokens[first:last] if token.period]
    if left and right:
        return left[-1], right[-1]
    is_of_base = bool(left) and any(token.kind is Kind.FROM for token in clause.tokens[: clause.tokens.index(_first_period(clause))])
    return (left[-1], None) if is_of_base else (None, governing)


def _first_period(clause: Clause) -> Token:
    return clause.of(Kind.PERIOD)[0]


def _saying(text: str, before: Sequence[Token], figure: Token, behind: Sequence[Token], context: Context) -> Saying:
    assert figure.figure is not None
    label, at = _label_before(text, before)
    label = label if label and any(char.isalpha() for char in label) else None
    own = Own.LABEL if label else Own.ROW
    unit = label if label and is_unit(label) and not label.startswith("每") else None  # 每千人口1.8个 is a name's beginning
    if unit:
        label, own = None, Own.ROW
    elif label is None and figure.figure.unit not in SHARES and (label := _label_behind(text, figure, behind)):
        own = Own.BEHIND
    if label and (label.startswith((*_COMPARED, *words("others"))) or (at is not None and _is_bounded(before[:at]))):
        raise UnreadableQuantityError(f"{text!r} compares with another area")
    if any(token.kind is Kind.PART for token in before):
        own = Own.PART
    leading = before if at is None else [*_basis_words(before[:at]), *before[at:]]
    said = "".join(squeeze(token.text) for token in leading if token.kind is Kind.QUANTIFIER or is_since(token))
    marks = tuple(token.text for token in (*before, *behind) if token.kind is Kind.MARK)
    quantity = quantity_of(figure.figure, said, marks)
    quantity.unit = quantity.unit or unit or _unit_behind(behind)
    spoken_of = any(token.kind is Kind.PERIOD for token in before) or quantity.growth != context.growth
    if not quantity.ordinal and quantity.unit != "位" and any(token.kind is Kind.AMONG for token in before) and "占" not in (label or ""):
        raise UnreadableQuantityError(f"{text!r} gives the figure of a larger area")
    if label is None and context.label and own is Own.ROW and spoken_of:
        label, own = context.label, Own.LABEL
    elif own is Own.LABEL:
        context.label, context.growth = label, quantity.growth
    start = _start(before, figure)
    status = "actual" if any(t.kind is Kind.REACHED for t in before) else "target" if any(t.kind is Kind.PROMISED for t in before) else None
    binding = next((token.text for token in behind if token.kind is Kind.ATTRIBUTE), None)
    return Saying(start, figure.end, quantity, own, label, status=status, binding=binding)


def _label_before(text: str, before: Sequence[Token]) -> tuple[str | None, int | None]:
    """The label before a figure, and behind which token it ends; 新增 before it and 增速 behind it are part of it."""
    places = [i for i, token in enumerate(before) if token.kind is Kind.LABEL]
    if not places:
        return None, None
    first, last = places[0], places[-1]
    end = last
    for i in range(last + 1, len(before)):
        if before[i].kind is Kind.QUANTIFIER and before[i].text.endswith(_GROWTH_NOUNS):
            end = i
    if before[last].text.endswith("占"):  # 占全省12%
        end = next((i for i in range(last + 1, len(before)) if before[i].kind is Kind.AMONG), end)
    if first and before[first - 1].kind is Kind.QUANTIFIER and before[first - 1].text in _ADDED:
        first -= 1
    return text[before[first].start : before[end].end].strip("“”\"'‘’:： "), last + 1


def _is_bounded(before: Sequence[Token]) -> bool:
    """Whether a bound stands before a label, which is then what the figure is held against: 高于全国平均水平0.5个百分点."""
    return any(token.kind is Kind.QUANTIFIER and token.text in _BOUNDS for token in before)


def _basis_words(before: Sequence[Token]) -> list[Token]:
    return [token for token in before if token.kind is Kind.QUANTIFIER and token.text in words("counted")]


def _label_behind(text: str, figure: Token, behind: Sequence[Token]) -> str | None:
    """The noun right behind a figure: 60所左右高水平高职; none of 3万亿元台阶, 50%以上并合理增长."""
    labels = [token for token in behind if token.kind is Kind.LABEL]
    if not labels or text[figure.end : labels[0].start].strip() or labels[0] is not behind[0]:
        return None
    label = labels[0].text
    if label in words("behind") or is_unit(label) or label.startswith(words("remark")):
        return None
    return text[labels[0].start : labels[-1].end]


def _unit_behind(behind: Sequence[Token]) -> str | None:
    """A unit that a bracket parts from its figure: 2000(1000)公里."""
    label = next((token for token in behind if token.kind is Kind.LABEL), None)
    return label.text if label is not None and is_unit(label.text) else None


def _start(before: Sequence[Token], figure: Token) -> int:
    """Where the value's text begins: with the words right before the number."""
    start = figure.start
    for token in reversed(before):
        if token.kind not in (Kind.QUANTIFIER, Kind.REACH, Kind.PLAIN, Kind.PROMISED, Kind.REACHED, Kind.AMONG) and not is_since(token):
            break
        start = token.start
    return start
