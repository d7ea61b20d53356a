"""Tables of tasks: one column says what is to be done, another who answers for it; each row is a task."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assets.language.fold import fold, tidy
from assets.language.tablewords import PROJECT_HEAD, TASK_HEAD, is_header_word
from assets.tables.columns import header_paths
from assets.tables.plan_table import Cell, PlanTable, Role, Row
from assets.tasks.duties import Owner, Part, heads_deadlines, role_of
from assets.tasks.owners import completed, is_owner_label, owners_in
from assets.tasks.task_spans import TaskSpan, first_clause

_TASK_HEAD = re.compile(
    r"^[^\d()]{0,6}(?:任务|举措|措施|事项|工作|内容|项目|工程|行动)(?:名称|内容|事项|分解|描述|要点|清单)?(?:\([^()]*\))?$"
)
_BARE_DUTY = re.compile(r"^(?:牵头|配合|责任|负责)$")  # below a header that spans both: 责任分工 over 牵头 and 配合


@dataclass(frozen=True, slots=True)
class TaskColumns:
    """Which columns of a table hold tasks (of several the first is the name, the last the text) and which their owners."""

    tasks: tuple[int, ...]
    owners: tuple[int, ...]
    roles: tuple[Part | None, ...]  # of each column of owners, what its header says of them
    deadlines: tuple[int, ...]
    header: tuple[tuple[str, ...], ...]  # the words of the header's rows, to know them where they are printed again


def columns_of(table: PlanTable, before: TaskColumns | None) -> TaskColumns | None:
    """The columns of tasks and of owners that a table's header names; None where it lacks either, or is one of indicators.

    A table printed on after a page's end, without caption and header, has the columns of the table ``before``.
    """
    if table.kind != "other":
        return None
    header = [row for row, roles in zip(table.rows, table.roles, strict=True) if roles[0] is Role.HEADER]
    paths = header_paths(header)
    owners = tuple(c for c, path in enumerate(paths) if any(is_owner_label(head) or _BARE_DUTY.match(head) for head in path))
    tasks = tuple(c for c, path in enumerate(paths) if c not in owners and any(_TASK_HEAD.match(head) for head in path))
    if tasks and owners:
        roles = tuple(role_of(" ".join(paths[c])) for c in owners)
        deadlines = tuple(c for c, path in enumerate(paths) if any(heads_deadlines(head) for head in path))
        return TaskColumns(tasks, owners, roles, deadlines, tuple(map(_words, header)))
    goes_on = table.caption is None and not any(_heads_column(cell.word) for cell in table.rows[0])
    return before if before and goes_on and len(before.header[0]) == len(table.rows[0]) else None


def _heads_column(cell: str) -> bool:
    return is_header_word(cell) or bool(PROJECT_HEAD.search(cell) or TASK_HEAD.match(cell))


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.word for cell in row)


def tasks_in_rows(table: PlanTable, columns: TaskColumns) -> list[TaskSpan]:
    """A task for each row of the table's body that says what is to be done; rows that share one merged cell for it are one task.

    A row whose owners' cell is empty is a task without owners: who answers for it is not said.
    """
    found: dict[tuple[int, int], TaskSpan] = {}
    name: Cell | None = None  # of a name that is merged down and printed once
    for row in table.rows:
        if _words(row) in columns.header or len({cell.start for cell in row if cell.text}) < 2:
            continue  # the header, also where it is printed again; a row that one merged cell fills (一、创新平台)
        name = row[columns.tasks[0]] if row[columns.tasks[0]].text else name
        cell = next((row[c] for c in reversed(columns.tasks) if row[c].text), None)
        if cell is None:
            continue
        before = found.get((cell.start, cell.end))
        owners = completed((*(before.owners if before else ()), *_owners(row, columns)))
        deadline = next((tidy(row[c].text) for c in columns.deadlines if row[c].text), before.deadline if before else None)
        heading = tidy(name.text) if name and name is not cell else first_clause(cell.text)
        found[cell.start, cell.end] = TaskSpan(cell.start, cell.end, heading, owners, deadline)
    return list(found.values())


def _owners(row: Row, columns: TaskColumns) -> tuple[Owner, ...]:
    cells = [(owners_in(fold(row[c].text)), role) for c, role in zip(columns.owners, columns.roles, strict=True)]
    return tuple(Owner(owner.name, owner.role or role) for owners, role in cells for owner in owners)
