"""Plans to statements: sentence by sentence through the content blocks, each under its section and the time that governs it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from assets.documents.model import Block, BlockKind
from assets.documents.plans import Plan
from assets.language.fold import fold
from assets.statements.frame import ACTUAL, TARGET, Frame, Time
from assets.statements.lexicon import ACTUAL_HEADING, DOING_HEADING, TARGET_HEADING, ZONE_HEADING, ZONE_VERBS
from assets.statements.model import Statement
from assets.statements.passage import Passage
from assets.statements.sentence import SentenceReader
from assets.statements.tokens import Kind, Token, tokens_of

_SENTENCE_END = re.compile(r"[。！？!?\n]+[”」』）)]*")
_HAS_NUMBER = re.compile(
    r"\d|[一二两三四五六七八九十百千][家名项件所人位批亿万%个座条倍番成吨亩公平台辆户张场套支篇点元余多]|[百千]分之|过半|[超破过逾]万|第[一二三四五六七八九十]|首位"
)
_LIST_ITEM = re.compile(r"^\s*(?:[-—–]{1,3}|[·•●■◆▪➢]|[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[一二三四五六七八九]是)")


@dataclass(slots=True)
class PlanStatements:
    """What one plan's running text says, and which figures say nothing, with the reason."""

    plan_id: str
    statements: list[Statement] = field(default_factory=list)
    passed_over: list[tuple[int, int, str]] = field(default_factory=list)  # start, end, disposition


def read_statements(plans: Sequence[Plan]) -> list[PlanStatements]:
    """The statements of every plan's running text."""
    return [statements_of(plan) for plan in plans]


def statements_of(plan: Plan) -> PlanStatements:
    """The statements of one plan."""
    out = PlanStatements(plan.plan_id)
    text = plan.document.text
    folded = fold(text)
    walk = _Walk(Frame.of_plan(plan.document.metadata))
    for block in plan.document.blocks:
        if block.kind in (BlockKind.HEADING, BlockKind.BOX):
            walk.enter(block, text, folded)
        elif block.kind is BlockKind.PARAGRAPH:
            _paragraph(text, folded, block, walk, out)
    return out


def _paragraph(text: str, folded: str, block: Block, walk: _Walk, out: PlanStatements) -> None:
    """Read one paragraph; the last year it names governs what follows under the same heading, if that is a list."""
    passage = Passage.of(text, folded, block.start, block.end)
    is_item = bool(_LIST_ITEM.match(passage.folded))
    frame = walk.frame()
    time, whole = frame.time, None
    for start, end in sentences(passage.folded, 0, len(passage.folded)):
        if not _HAS_NUMBER.search(passage.folded, start, end):
            continue
        reader = SentenceReader(passage.printed, passage.folded, frame.under(time), start, end, whole)
        out.statements.extend(passage.placed(statement) for statement in reader.read())
        out.passed_over.extend((*passage.span(token.start, token.end), reason) for token, reason in reader.passed_over)
        last, whole = reader.times.time, reader.subjects.total
        if last is not None and last.start is None:
            time = last if last.carries else None
    walk.leave(time, is_item, "展望" in passage.folded)


def sentences(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of a stretch of text, without the white space around them."""
    at = start
    for match in _SENTENCE_END.finditer(folded, start, end):
        yield from _trimmed(folded, at, match.end())
        at = match.end()
    yield from _trimmed(folded, at, end)


def _trimmed(folded: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    if end - start >= 4:
        yield start, end


@dataclass(slots=True)
class _Section:
    level: int
    status: str | None
    scope: str | None
    time: Time | None = None


class _Walk:
    """Where in the plan we are: the open headings, and the time that governs what follows."""

    def __init__(self, frame: Frame) -> None:
        self.base = frame
        self.open: list[_Section] = []

    def enter(self, block: Block, text: str, folded: str) -> None:
        heading = folded[block.start : block.end]
        level = block.level or 1
        while self.open and self.open[-1].level >= level:
            self.open.pop()
        above = self.open[-1] if self.open else None
        name = heading[len(block.number or "") if text.startswith(block.number or "", block.start) else 0 :].strip()
        tokens = list(tokens_of(name))
        own = self._time_in_heading(name, tokens)
        status = status_of_heading(name, above.status if above else None)
        if self._names_the_past(tokens) and not TARGET_HEADING.search(name):
            status = ACTUAL
        time = own or (above.time if above else None)
        self.open.append(_Section(level, status, zone_of_heading(name) or (above.scope if above else None), time))

    def _names_the_past(self, tokens: Sequence[Token]) -> bool:
        """“十二五”科技工作 heads what was reached in a plan that begins in 2016."""
        start = self.base.plan_start
        return start is not None and any(t.kind is Kind.TIME and t.year is not None and t.year < start for t in tokens)

    def _time_in_heading(self, name: str, tokens: Sequence[Token]) -> Time | None:
        for token in tokens:
            if token.kind is Kind.TIME and token.role in ("until", "year") and token.year is not None:
                return Time(token.year, None, None, name[token.start : token.end])
        return None

    def frame(self) -> Frame:
        section = self.open[-1] if self.open else _Section(0, None, None)
        return Frame(self.base.plan_start, self.base.plan_end, section.status, section.time, section.scope)

    def leave(self, time: Time | None, is_item: bool, is_outlook: bool) -> None:
        beyond = time is not None and time.year is not None and self.base.plan_end is not None and time.year > self.base.plan_end
        if self.open and not is_item and not is_outlook and not beyond:
            self.open[-1].time = time if time and time.carries else self.open[-1].time


def status_of_heading(name: str, above: str | None = None) -> str | None:
    """What a section's heading says of its figures: 现实基础 are reached, 战略目标 promised; else what the heading above says."""
    actual, target = ACTUAL_HEADING.search(name), TARGET_HEADING.search(name)
    if actual and not (target and target[0] in ("目标", "指标", "任务")):
        return ACTUAL
    if target:
        return TARGET
    return TARGET if DOING_HEADING.search(name) and above is None else above


def zone_of_heading(name: str) -> str | None:
    """The zone that a section is about: 大力推进秀洲国家高新区建设 is about 秀洲国家高新区."""
    match = ZONE_HEADING.search(name.rstrip("。."))
    if not match:
        return None
    zone = ZONE_VERBS.sub("", match["zone"])
    return zone if 3 <= len(zone) <= 16 and not re.search(r"各类|和|及|、|与", zone) else None
