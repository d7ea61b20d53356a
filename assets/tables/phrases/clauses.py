"""Tokens to clauses: a figure with what belongs to it, what joins it to the clause before, and the brackets behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assets.tables.phrases.cell_tokens import Token
from assets.tables.phrases.cell_words import SEPARATORS, Kind


@dataclass(slots=True)
class Clause:
    """Tokens between two separators. ``joint``: the separator before it; ``asides``: the clauses of each bracket behind its tokens."""

    joint: Kind | None = None
    is_implied: bool = False  # begun without any sign
    is_untold: bool = False  # 中未设该指标: it says that there is no value
    tokens: list[Token] = field(default_factory=list)
    asides: list[list[Clause]] = field(default_factory=list)

    @property
    def figures(self) -> list[Token]:
        """Its figures in order."""
        return [token for token in self.tokens if token.figure is not None]

    def of(self, *kinds: Kind) -> list[Token]:
        """Its tokens of some kinds."""
        return [token for token in self.tokens if token.kind in kinds]

    @property
    def counts_else(self) -> bool:
        """Whether its first figure stands beside words of its own, before or right behind it: 纲要29项主要指标."""
        first = next((i for i, token in enumerate(self.tokens) if token.figure is not None), len(self.tokens))
        return any(token.kind is Kind.LABEL for token in self.tokens[: first + 2])

    @property
    def start(self) -> int:
        """Where its first token begins."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where its last token ends, brackets aside."""
        return self.tokens[-1].end


def clauses_of(tokens: Sequence[Token]) -> list[Clause]:
    """The clauses of a cell; a bracket that nobody closes ends with the cell, one that nobody opened is passed over."""
    clauses, at = _clauses(tokens, 0)
    while at < len(tokens):
        more, at = _clauses(tokens, at)
        clauses += more
    return clauses


def _clauses(tokens: Sequence[Token], at: int) -> tuple[list[Clause], int]:
    """The clauses from ``at`` to the bracket's end or the cell's, and where to go on."""
    out = [Clause()]
    while at < len(tokens):
        token = tokens[at]
        at += 1
        if token.kind is Kind.CLOSE:
            break
        if token.kind is Kind.OPEN:
            inside, at = _clauses(tokens, at)
            out[-1].asides.append(inside)
        elif token.kind in SEPARATORS:
            out.append(Clause(joint=token.kind))
        else:
            out.extend(_next_statement(out[-1], token))
            out[-1].tokens.append(token)
    return _told_untold([clause for clause in out if clause.tokens or clause.asides]), at


def _told_untold(clauses: list[Clause]) -> list[Clause]:
    """Mark the clauses that say there is no value: what was begun without a sign is of one sentence with what is before it."""
    untold = False
    for i, clause in reversed(list(enumerate(clauses))):
        untold = bool(clause.of(Kind.UNTOLD)) or (untold and i + 1 < len(clauses) and clauses[i + 1].is_implied)
        clause.is_untold = untold
    return clauses


def _next_statement(clause: Clause, token: Token) -> list[Clause]:
    """A new clause where one begins behind a finished figure without any sign: 国家级1家省级8家, 92%(国控)88%(市控)."""
    if not clause.figures:
        return []
    begins = token.kind is Kind.PART or (token.kind in (Kind.LABEL, Kind.PERIOD) and clause.tokens[0].kind is token.kind)
    begins = begins or (token.kind is Kind.FIGURE and bool(clause.asides))
    return [Clause(joint=Kind.LIST, is_implied=True)] if begins else []
