"""A task as found in the text, before it has an id, and what it is called by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.documents.outline.numbering import number_end
from assets.language.fold import fold, tidy
from assets.tasks.duties import Owner, labelled_deadline

WHITE = " \t\r\n\u3000\xa0"
BETWEEN = "。;；,，、" + WHITE  # what may stand between two marks of one task, or a mark and the next task
_LIST_SIGN = re.compile(r"[-—–]{1,2}|[●○◆◇■□▲△★☆·•]+")
_CLAUSE_END = re.compile(r"[,，。;；:：!！?？\n]")


@dataclass(frozen=True, slots=True)
class TaskSpan:
    """A task as found: where its text stands in the plan's text (code points), what it is called, who answers for it."""

    start: int
    end: int
    heading: str
    owners: tuple[Owner, ...]
    deadline: str | None = None
    headed_at: int | None = None  # where the heading stands, of a task whose text goes on over parts of its section


def span_of(text: str, start: int, end: int, heading: str | None, owners: tuple[Owner, ...], deadline: str | None = None) -> TaskSpan:
    """The span without white space and signs around it; without a heading given, it is called by its first clause.

    Where the words around the owners tell no deadline, a label of deadlines in the text itself may (完成时限:2022年底).
    """
    while start < end and text[start] in BETWEEN:
        start += 1
    while end > start and text[end - 1] in WHITE:
        end -= 1
    by = deadline or labelled_deadline(fold(text[start:end]))
    return TaskSpan(start, end, heading or first_clause(text[start:end]), owners, by)


def first_clause(words: str) -> str:
    """The first clause of a task without its number or list sign: ——建设中试基地,…… gives 建设中试基地."""
    rest = words[list_sign_end(words) :].lstrip(WHITE)
    end = _CLAUSE_END.search(rest)
    return tidy(rest[: end.start()] if end else rest)


def list_sign_end(words: str) -> int:
    """Where the number or sign that begins a list's item ends; 0 where none does."""
    sign = _LIST_SIGN.match(words)
    return sign.end() if sign else number_end(words)
