"""Work items with the bodies that answer for them, out of a plan's running text and its tables of tasks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from assets.documents.document import Block, BlockKind, Document
from assets.documents.outline.sections import Section, innermost_section, sections_of
from assets.documents.plans import Plan
from assets.language.fold import tidy, word
from assets.language.ids import digest
from assets.tables.plan_table import PlanTable
from assets.tasks.duties import Owner, deadline_line, year_of
from assets.tasks.owner_marks import OwnerMark, joined, owner_marks
from assets.tasks.task_spans import BETWEEN, TaskSpan, list_sign_end, span_of
from assets.tasks.task_tables import TaskColumns, columns_of, tasks_in_rows


@dataclass(frozen=True, slots=True)
class Task:
    """A task; columns as in tables ``tasks`` and ``task_owners``. ``text`` is the plan's text from char_start to char_end."""

    task_id: str
    plan_id: str
    section_id: str | None
    heading: str
    text: str
    owners: tuple[Owner, ...]
    deadline: str | None
    char_start: int
    char_end: int

    @property
    def deadline_year(self) -> int | None:
        """The year that the deadline names."""
        return year_of(self.deadline)


@dataclass(frozen=True, slots=True)
class _Item:
    """A heading with the paragraphs up to the next heading; before a plan's first heading there is none."""

    head: Block | None
    section: Section | None
    paragraphs: Sequence[Block]

    @property
    def body(self) -> int:
        """Where what the heading heads begins."""
        return self.head.end if self.head else self.paragraphs[0].start


def tasks_of(plan: Plan, tables: Sequence[PlanTable]) -> list[Task]:
    """The tasks of a plan in the order printed; ``tables`` are its own.

    Owners with nothing before or behind them that they could answer for (a line above all text) make no task.
    """
    text = plan.document.text
    sections = sections_of(plan.plan_id, plan.document)
    spans = [span for item in _items(plan.document, sections) for span in _tasks_of_item(text, item)]
    columns: TaskColumns | None = None
    for table in tables:
        columns = columns_of(table, columns)
        spans.extend(tasks_in_rows(table, columns) if columns else _tasks_in_cells(text, table))
    return _numbered(plan, sorted(spans, key=lambda span: (span.start, span.end)), sections)


def _items(document: Document, sections: Sequence[Section]) -> Iterator[_Item]:
    """The plan's text as headings with their paragraphs."""
    by_start = {section.char_start: section for section in sections}
    head: Block | None = None
    section: Section | None = None
    paragraphs: list[Block] = []
    for block in document.blocks:
        if block.kind is BlockKind.PARAGRAPH:
            paragraphs.append(block)
        elif block.start in by_start:
            if head or paragraphs:
                yield _Item(head, section, paragraphs)
            head, section, paragraphs = block, by_start[block.start], []
    if head or paragraphs:
        yield _Item(head, section, paragraphs)


def _tasks_of_item(text: str, item: _Item) -> Iterator[TaskSpan]:
    blocks = [item.head, *item.paragraphs] if item.head else item.paragraphs
    marks = _together(text, [mark for block in blocks for mark in owner_marks(text, block.start, block.end)])
    alone = len(marks) == 1
    last = item.body
    for mark in marks:
        if text[last : mark.start].strip(BETWEEN):
            yield _closed_by_mark(text, item, last, mark, alone=alone)
        elif last == item.body and item.head and item.section:
            yield _led_by_mark(text, item.head, item.section, mark, alone=alone)
        last = mark.end


def _together(text: str, marks: Sequence[OwnerMark]) -> list[OwnerMark]:
    """The marks, those that follow each other made one: 牵头单位:… in a line, 配合单位:… in the next."""
    together: list[OwnerMark] = []
    for mark in marks:
        follows = together and not text[together[-1].end : mark.start].strip(BETWEEN)
        together.append(joined(together.pop(), mark) if follows else mark)
    return [_with_deadline_behind(text, mark) for mark in together]


def _with_deadline_behind(text: str, mark: OwnerMark) -> OwnerMark:
    """The mark, and with it a line of its own behind it that says by when: 责任单位:市科技局 and then 完成时限:2022年底前."""
    behind = deadline_line(text, mark.end)
    return mark if behind is None else replace(mark, end=behind[1], deadline=mark.deadline or behind[0])


def _closed_by_mark(text: str, item: _Item, last: int, mark: OwnerMark, *, alone: bool) -> TaskSpan:
    """The task that ends where its owners are named. It is the section's where no other stands there or it runs in behind the heading."""
    span = span_of(text, _start_of_task(text, item, last, mark, alone=alone), mark.start, None, mark.owners, mark.deadline)
    above = text[item.body : span.start]
    if item.head is None or above.strip() or ("\n" in above and not alone):
        return span
    return span_of(text, span.start, span.end, _heading(text, item.head, item.head.end), mark.owners, mark.deadline)


def _start_of_task(text: str, item: _Item, last: int, mark: OwnerMark, *, alone: bool) -> int:
    """Where the task that a mark closes begins, behind the mark before it (``last``).

    A bracket that stands alone in its section closes the section's text; where others stand there too, its own paragraph. A line
    of its own closes what stands since the mark before. A list's item begins a task in either case.
    """
    at = bisect_right(item.paragraphs, mark.start, key=lambda paragraph: paragraph.start) - 1
    own = item.paragraphs[at].start if at >= 0 else last
    if text[own : mark.start].strip(BETWEEN) and (not alone or item.head is None):
        return max(last, own)
    back = takewhile(lambda paragraph: paragraph.start > last, (item.paragraphs[i] for i in range(at, -1, -1)))
    return next((p.start for p in back if p.start < mark.start and list_sign_end(text[p.start : p.end])), last)


def _led_by_mark(text: str, head: Block, section: Section, mark: OwnerMark, *, alone: bool) -> TaskSpan:
    """The task whose owners stand in its heading or right behind it: what follows in the section, else the heading itself."""
    heading_end = min(head.end, mark.start)
    heading = _heading(text, head, heading_end)
    follows = text[mark.end : section.char_end].strip(BETWEEN)
    if alone and follows and not _names_owners(text, mark.end, section.char_end):
        return replace(span_of(text, mark.end, section.char_end, heading, mark.owners, mark.deadline), headed_at=head.start)
    return span_of(text, head.start + len(head.number or ""), heading_end, heading, mark.owners, mark.deadline)


def _names_owners(text: str, start: int, end: int) -> bool:
    """Whether any line of a stretch names owners: then its parts are tasks of their own."""
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop == -1 else stop
        if owner_marks(text, start, stop):
            return True
        start = stop + 1
    return False


def _heading(text: str, head: Block, end: int) -> str:
    """A heading's words up to ``end``, without its number and full stop."""
    return tidy(text[head.start : end].removeprefix(head.number or "")).lstrip(":：、.．").strip().removesuffix("。")


def _tasks_in_cells(text: str, table: PlanTable) -> Iterator[TaskSpan]:
    """Tasks in the cells of a table that has no column of owners: a box set as a table, each of its items with a bracket."""
    cells = {(cell.start, cell.end) for row in table.rows for cell in row if cell.text} if table.kind == "other" else set()
    for start, end in sorted(cells):
        last = start
        for mark in owner_marks(text, start, end):
            if text[last : mark.start].strip(BETWEEN):
                yield span_of(text, last, mark.start, None, mark.owners, mark.deadline)
            last = mark.end


def _numbered(plan: Plan, spans: Sequence[TaskSpan], sections: Sequence[Section]) -> list[Task]:
    """Tasks with ids made of the plan, the heading and its ordinal among equals, so that a task keeps its id when others come and go."""
    seen: dict[str, int] = {}
    tasks = []
    for span in spans:
        name = word(span.heading)
        seen[name] = seen.get(name, 0) + 1
        section = innermost_section(sections, span.start if span.headed_at is None else span.headed_at)
        tasks.append(
            Task(
                task_id=digest(plan.plan_id, name, str(seen[name])),
                plan_id=plan.plan_id,
                section_id=section.section_id if section else None,
                heading=span.heading,
                text=plan.document.text[span.start : span.end],
                owners=span.owners,
                deadline=span.deadline,
                char_start=span.start,
                char_end=span.end,
            )
        )
    return tasks
