"""Plans to statements: sentence by sentence through the content blocks, each under its section and the time that governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assets.allowance import SENTENCE_FIGURES, check_figures
from assets.documents.document import Block, BlockKind
from assets.documents.plans import Plan
from assets.language.cues import cue_of_opening
from assets.language.fold import fold
from assets.statements.passage import Passage
from assets.statements.sentence import SentenceReader
from assets.statements.statement import Statement
from assets.statements.when.course import Course
from assets.statements.when.setting import Setting

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”」』）)]*")
_SHORTEST = 4  # characters of a sentence
# What a number may begin with comes first: looked for by itself, it is found twice as soon as the alternatives.
_HAS_NUMBER = re.compile(
    r"(?=[\d一二两三四五六七八九十百千过超破逾第首])(?:\d|[一二两三四五六七八九十百千][家名项件所人位批亿万%个座条倍番成吨亩公平台辆户张场套支篇点元余多]|[百千]分之|过半|[超破过逾]万|第[一二三四五六七八九十]|首位)"
)
_FIGURE = re.compile(r"\d+(?:\.\d+)?|[一二两三四五六七八九十百千万亿]+")
_LIST_ITEM = re.compile(r"^\s*(?:[-—–]{1,3}|[·•●■◆▪➢]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九]是)")


@dataclass(slots=True)
class PlanStatements:
    """What one plan's running text says, and which figures say nothing, with the reason."""

    plan_id: str
    statements: list[Statement] = field(default_factory=list)
    passed_over: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, disposition
    refused: list[tuple[int, int]] = field(default_factory=list)  # sentences with more figures than are read of one


def read_statements(plans: Sequence[Plan]) -> list[PlanStatements]:
    """The statements of every plan's running text."""
    return [statements_of(plan) for plan in plans]


def statements_of(plan: Plan) -> PlanStatements:
    """The statements of one plan."""
    out = PlanStatements(plan.plan_id)
    text = plan.document.text
    folded = fold(text)
    course = Course(Setting.of_plan(plan.document.metadata))
    for block in plan.document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.BOX):
            course.enter(block, text, folded)
        elif block.kind is BlockKind.PARAGRAPH:
            _paragraph(text, folded, block, course, out)
    check_figures(len(out.statements), "text")
    return out


def _paragraph(text: str, folded: str, block: Block, course: Course, out: PlanStatements) -> None:
    """Read one paragraph; an opening clause governs what follows in it, the last year it names what follows under the same heading."""
    passage = Passage.of(text, folded, block.start, block.end)
    is_item = bool(_LIST_ITEM.match(passage.folded))
    setting = course.setting()
    time, whole = setting.time, None
    for start, end in sentences(passage.folded, 0, len(passage.folded)):
        if (cue := cue_of_opening(passage.folded[start:end], setting.clock)) is not None:
            setting, time = setting.after(cue), None
            course.hear(cue, introduces=passage.folded.endswith(":") and end == len(passage.folded))
        if not _HAS_NUMBER.search(passage.folded, start, end):
            continue
        if end - start > SENTENCE_FIGURES and len(_FIGURE.findall(passage.folded, start, end)) > SENTENCE_FIGURES:
            out.refused.append(passage.span(start, end))
            continue
        reader = SentenceReader(passage.printed, passage.folded, setting.under(time), start, end, whole)
        out.statements.extend(passage.placed(statement) for statement in reader.read())
        out.passed_over.extend((*passage.span(token.start, token.end), reason) for token, reason in reader.passed_over)
        last, whole = reader.times.time, reader.subjects.total
        if last is not None and last.start is None:
            time = last if last.carries else None
    course.leave(time, is_item=is_item, is_outlook="展望" in passage.folded)


def sentences(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch of text, without the white space around them."""
    at = start
    for stop in [*(match.end() for match in _SENTENCE_END.finditer(folded, start, end)), end]:
        first, last = at, stop
        while first < last and folded[first].isspace():
            first += 1
        while last > first and folded[last - 1].isspace():
            last -= 1
        if last - first >= _SHORTEST:
            yield first, last
        at = stop
