"""Tables whose rows are places or years and whose columns are indicators under headers of several levels.

街镇 | 投放点更新(个): 2024年, 2025年 | 服务点(个): 2024年, 2025年. What a column is about its header says from top to bottom, less the
years and units in it; a word that names no indicator by itself (面积, 件数) takes the one above it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assets.language.tablewords import (
    CATEGORY_HEAD,
    INDICATOR_HEAD,
    INDICATOR_TAIL,
    NUMBER_HEAD,
    OTHER_HEAD,
    PERIOD_WORDS,
    PLACE_HEAD,
    TAIL_BRACKET,
    TOTAL_PLACE,
    YEAR_AXIS_HEAD,
    is_period_head,
)
from assets.language.unitwords import is_unit
from assets.language.years import find_periods
from assets.tables.captions import Surroundings, unit_for
from assets.tables.columns import header_paths, read_header
from assets.tables.place_labels import is_area, is_place, is_place_or_total
from assets.tables.plan_table import Cell, Column, Role, Row, TableValue
from assets.tables.shape import Shape, is_known_name, shape_of
from assets.tables.values import Reading

_GENERIC = re.compile(r"^(?:总?面积|总?[件户个家人项处座条辆台张套宗块]数|数量|总数|总量|金额|比例|占比|小计|合计|总计|总?规模|长度|容量)$")
_COUNTED = re.compile(r"^总?(?P<unit>[件户个家人项处座条辆台张套宗块])数$")
_MEASURE = re.compile(r"(?<=..)(?<!总)(?:面积|数量|规模|金额|长度|容量)$")
_TOTAL = re.compile(r"小计|合计|总计|总数|总量|总面积")
_STATE = re.compile(r"(?:分布|基本|现有|存量)(?:情况)?$|现有|存量")
_FIGURE = re.compile(r"(?:约|共|合计)?\d[\d.,]*[万亿]?(?:亩|公顷|平方米|平方公里|公里|米|吨|个|家|户|人|件|处|座|条|辆|%|元)")
_ONE = PERIOD_WORDS.pattern.replace("?P<ordinal>", "?:")
_PERIOD = re.compile(rf"(?:{_ONE})(?:年?[-—~至](?:{_ONE})?)*(?:年度?|[末底初])*")
_DUE = re.compile(r"(?:\d{1,2}月|年)[上中下旬底末份]*前?(?:要|应|须)?(?:完成|建成|达到|实现)(?:数|量|任务)?$")
_MONTHS = re.compile(r"^\d{1,2}(?:[-~至]\d{1,2})?月[底末前]*$")
_SHORTEST_PLACE, _LONGEST_WAY = 2, 6  # characters of an area without its sign, and of what is done
_SOME_YEAR = re.compile(r"\d{2}年")
_BARE = re.compile(r"^(?:目标值?|计划数?|实际|完成数?|预期|任务数?|指标数?|数值?|值|年|末|底|、|-)*$")


def is_matrix(rows: Sequence[Row], n_header: int, *, is_rebuilt: bool) -> bool:
    """Whether places or years stand in the rows under headers of several levels, or behind a column of numbers."""
    paths = header_paths(rows[:n_header])
    if any(INDICATOR_HEAD.search(word) or CATEGORY_HEAD.search(word) for path in paths for word in path):
        return False
    numbered = bool(paths and paths[0] and NUMBER_HEAD.match(paths[0][0]))
    axis = 1 if numbered and len(paths) > 1 else 0
    if not numbered and n_header < 2 and not is_rebuilt:
        return False
    head = paths[axis][-1] if paths[axis] else ""
    words = [row[axis].word for row in rows[n_header:] if row[axis].text]
    if not words or all(len(path) == 1 and is_period_head(path[0]) for path in paths[axis + 1 :]):
        return False
    if YEAR_AXIS_HEAD.match(head):
        return sum(bool(PERIOD_WORDS.search(word)) for word in words) * 10 >= 8 * len(words)
    places = sum(is_place_or_total(word) for word in words)
    return places * 2 > len(words) and (bool(PLACE_HEAD.match(head)) or places == len(words))


def read_matrix(rows: Sequence[Row], n_header: int, around: Surroundings) -> Reading:
    """The values of such a table, each with the name that its column's header gives."""
    header, body = rows[:n_header], rows[n_header:]
    paths = header_paths(header)
    roles = _roles(paths, body)
    columns = _dated([_column(path, role) for path, role in zip(paths, roles, strict=True)], around)
    names, columns = _with_deadlines([_name([row[c] for row in header]) for c in range(len(paths))], columns)
    matrix = [[Role.HEADER] * len(roles) for _ in header]
    values: list[TableValue] = []
    for r, row in enumerate(body, n_header):
        matrix.append(list(roles))
        values.extend(_values(row, r, columns, names, around))
    return Reading(matrix, columns, values)


def _roles(paths: Sequence[Sequence[str]], body: Sequence[Row]) -> list[Role]:
    roles = [_role(path, [row[c] for row in body]) for c, path in enumerate(paths)]
    first = next((c for c, role in enumerate(roles) if role is Role.VALUE), 0)
    if Role.PLACE not in roles:  # what stands between the years and the values is what the values are about: 达标区域
        roles = [Role.PLACE if role is Role.OTHER and c < first else role for c, role in enumerate(roles)]
    return roles


def _role(path: Sequence[str], cells: Sequence[Cell]) -> Role:
    head = path[-1] if path else ""
    shapes = Counter(shape_of(cell.text) for cell in cells if cell.text)
    filled = sum(shapes.values())
    if NUMBER_HEAD.match(head):
        return Role.NUMBER
    if YEAR_AXIS_HEAD.match(head):
        return Role.YEAR
    figures = shapes[Shape.FIGURE] + shapes[Shape.SEQUENCE] + shapes[Shape.DASH]
    if filled and figures * 10 >= 7 * filled and not OTHER_HEAD.search(TAIL_BRACKET.sub("", head)):
        return Role.VALUE
    words = [cell.word for cell in cells if cell.text]
    if words and sum(map(is_place_or_total, words)) * 2 > len(words):
        return Role.PLACE
    return Role.OTHER


def _dated(columns: list[Column], around: Surroundings) -> list[Column]:
    """The columns with the year that the caption names, where no header names any (2024年任务分解表; not 纳入24-26年整治)."""
    if around.year is None or any(column.year is not None or _SOME_YEAR.search(column.header) for column in columns):
        return columns
    agree = (None, around.status)
    return [
        replace(column, year=around.year, status=column.status or around.status)
        if column.role is Role.VALUE and column.status in agree
        else column
        for column in columns
    ]


def _column(path: Sequence[str], role: Role) -> Column:
    """What the header says; a figure of what there is (分布情况, 现有) was reached before the plan."""
    if role is not Role.VALUE:
        return Column(role)
    said = read_header(path, role, lambda _: False)
    status = "actual" if said.status is None and any(_STATE.search(word) for word in path) else said.status
    counted = next((found["unit"] for word in reversed(path) if (found := _COUNTED.match(word))), None)
    return replace(said, status=status, unit=said.unit or counted)


def _name(header: Sequence[Cell]) -> Cell | None:
    """The indicator that a column's header cells name."""
    parts: list[tuple[str, Cell]] = []
    for cell in header:
        word = _without_unit(_FIGURE.sub("", _PERIOD.sub("", cell.word)))
        if word and not _BARE.match(word) and not _MONTHS.match(word) and not _is_area(word) and word not in [said for said, _ in parts]:
            parts.append((word, cell))
    if not parts:
        return None
    word, cell = parts[-1]
    if TOTAL_PLACE.match(word) and len(parts) > 1:
        word = _in_total(parts[-2][0])
    elif (_GENERIC.match(word) or _DUE.match(word)) and len(parts) > 1:
        word = parts[-2][0] + word
    elif len(parts) > 1 and _is_way(word) and INDICATOR_TAIL.search(parts[-2][0]):
        word = f"{parts[-2][0]}({word})"
    return Cell(word.removeprefix("其中"), cell.start, cell.end)


def _is_area(word: str) -> bool:
    """Whether a head names a place with its sign: 新建区, not 新建, which says what is done."""
    return is_place(word) and not (len(word) <= _SHORTEST_PLACE and is_area(word))


def _is_way(word: str) -> bool:
    """Whether a head says only in which way the thing above it is counted: 新建 and 改造提升 below 高标准农田建设面积."""
    return len(word) <= _LONGEST_WAY and not INDICATOR_TAIL.search(word) and not is_known_name(word)


def _with_deadlines(names: list[Cell | None], columns: list[Column]) -> tuple[list[Cell | None], list[Column]]:
    """The names, and columns, with what is due by a date named by the one thing counted before it: 改造管网(3月底前完成), 公里.

    Of several such things nobody can tell which one is due: then the column has no name.
    """
    first = next((c for c, name in enumerate(names) if name and _DUE.search(name.word)), 0)
    before = zip(names[:first], columns[:first], strict=True)
    things = {(name.word, column.unit): name.text for name, column in before if name and column.role is Role.VALUE}
    (_, unit), one = next(iter(things.items())) if len(things) == 1 else (("", None), None)
    out: list[Cell | None] = []
    for c, name in enumerate(names):
        due = _DUE.search(name.word) if name else None
        if name is None or due is None:
            out.append(name)
            continue
        whole = name.word[: due.start()] or one
        out.append(Cell(f"{whole}({due[0]})", name.start, name.end) if whole else None)
        columns[c] = replace(columns[c], unit=columns[c].unit or unit)
    return out, columns


def _in_total(name: str) -> str:
    """What 总计 below a name counts: 达标区域面积 in total is 达标区域总面积."""
    return _MEASURE.sub("总\\g<0>", name)


def _without_unit(word: str) -> str:
    bracket = TAIL_BRACKET.search(word)
    return word[: bracket.start()] if bracket and is_unit(bracket["inside"]) else word


def _values(row: Row, r: int, columns: Sequence[Column], names: Sequence[Cell | None], around: Surroundings) -> Iterator[TableValue]:
    def cell_of(role: Role) -> Cell | None:
        return next((cell for cell, column in zip(row, columns, strict=True) if column.role is role and cell.text), None)

    place, year = cell_of(Role.PLACE), cell_of(Role.YEAR)
    for c, (cell, column) in enumerate(zip(row, columns, strict=True)):
        if column.role is not Role.VALUE or (c and cell.text and cell is row[c - 1]):
            continue
        total = bool(year and _TOTAL.search(column.header)) or bool(place and TOTAL_PLACE.match(place.word))
        periods = find_periods(year.word) if year else []
        name = names[c] or around.subject
        yield TableValue(
            row=r, column=c, cell=cell, role=column.role, name=name, parent=None, unit=None,
            unit_line=unit_for(name.word if name else "", around), attribute=None,
            place=place.text if place and not total else column.place,
            heading=replace(column, year=periods[-1].end) if periods else column, quote=(cell.start, cell.end),
        )  # fmt: skip
