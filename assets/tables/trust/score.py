"""How sure a grid is: a number from 0 to 1 out of what its rows and columns show.

A grid that was cut wrongly shows it: names that are attributes, units or numbers, units and attributes among the values, columns of
mixed kinds, numbers that do not count up, rows short of values. Each share of what is in order is a factor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assets.language.quantity import has_digit
from assets.language.tablewords import (
    BASE_WORDS,
    INDICATOR_TAIL,
    OTHER_HEAD,
    PERIOD_WORDS,
    TAIL_BRACKET,
    TARGET_WORDS,
    TOTAL_PLACE,
    is_period_head,
)
from assets.language.years import YEAR, find_periods
from assets.tables.columns import header_paths
from assets.tables.place_labels import is_area, is_place
from assets.tables.plan_table import Cell, Role, Row, TableValue
from assets.tables.shape import Shape, shape_of
from assets.tables.values import Reading

BAR = 0.6  # below this a grid is a guess, and nothing is published from it
CLEAR_LEAD = 1.2  # less than this ahead of a grid with another header, the header is a toss-up
_ONE_YEAR = re.compile(rf"^\(?{YEAR}年?(?:{BASE_WORDS.pattern}|{TARGET_WORDS.pattern}|[值数])*\)?$")
_STRANGE = 0.8  # of a column of words whose head is none of remarks, beside places or years
_DOUBT = 0.5
_MOSTLY = 0.7
_NO_NAME = (Shape.BODY, Shape.ATTRIBUTE, Shape.STATUS, Shape.UNIT, Shape.FIGURE, Shape.SEQUENCE, Shape.DASH, Shape.EMPTY)
_HEAD_ONLY = re.compile(r"^(?:规划|预期|计划|工作)?(?:目标|现状|基期|基准|实际|完成|达到|预期|规划|计划)(?:值|数|情况)?$")
_NO_VALUE = (Shape.ATTRIBUTE, Shape.UNIT, Shape.HEAD, Shape.BODY)
_REMARK = (Shape.FIGURE, Shape.SEQUENCE)  # what a column of remarks hardly holds
_NO_HEAD = (Shape.ATTRIBUTE, Shape.STATUS, Shape.FIGURE, Shape.SEQUENCE, Shape.DASH)
_LONGEST_UNIT = 8
_KINDS = {
    Role.ATTRIBUTE: lambda cell: shape_of(cell.text) in (Shape.ATTRIBUTE, Shape.DASH),
    Role.UNIT: lambda cell: (
        shape_of(cell.text) in (Shape.UNIT, Shape.DASH) or (shape_of(cell.text) is Shape.WORDS and len(cell.word) <= _LONGEST_UNIT)
    ),
    Role.PLACE: lambda cell: shape_of(cell.text) in (Shape.WORDS, Shape.NAME, Shape.HEAD),
    Role.YEAR: lambda cell: bool(PERIOD_WORDS.search(cell.word)),
}
_NO_DATA = ({Role.CATEGORY}, {Role.OTHER})  # rows over the whole width (一、发展水平; a page's number) are of no column's kind
_MOST_ALIKE = 3  # rows of one name, where neither years nor places tell them apart


def is_name(cell: Cell | None) -> bool:
    """Whether a cell may name an indicator: not an attribute, a status word, a unit, a number or a header's period."""
    if cell is None:
        return False
    if shape_of(cell.text) in _NO_NAME or TOTAL_PLACE.match(cell.word) or is_area(cell.word):
        return False
    return not (is_period_head(cell.word) and (PERIOD_WORDS.search(cell.word) or _HEAD_ONLY.match(cell.word)))


def grid_score(rows: Sequence[Row], reading: Reading, unsure: int, *, is_rebuilt: bool, lead: float) -> float:
    """The score of a table as read, ``unsure`` of whose values may belong to another column; ``lead``: of its grid over the next best.

    A grid whose rows the page marks is questioned only by its names.
    """
    values = [value for value in reading.values if value.cell.text]
    if not values:
        return 0.0
    names = _share(is_name(value.name) for value in _first_of_rows(values))
    header = [row for row, roles in zip(rows, reading.roles, strict=False) if Role.HEADER in roles]
    if not is_rebuilt:
        return round(names * (_DOUBT if _is_shifted(header, reading) else 1.0), 3)
    kinds = _share(_may_be_value(value.cell) for value in values)
    sure = 1 - unsure / len(values)
    doubt = _DOUBT if lead < CLEAR_LEAD or _are_names_behind(reading) or _is_contradicted(header) else 1.0
    return round(doubt * names * kinds * sure * _distinct(values) * _pure(rows, reading), 3)


def _is_shifted(header: Sequence[Row], reading: Reading) -> bool:
    """Whether the heads stand over the wrong columns: figures without a head, beside words or another year under that of a year."""
    paths = header_paths(header)
    columns = [c for c, column in enumerate(reading.columns) if column.role in (Role.VALUE, Role.GROWTH) and c < len(paths)]
    cells = {c: [value.cell for value in reading.values if value.column == c and value.cell.text] for c in columns}
    bare = any(not paths[c] and any(shape_of(cell.text) is Shape.FIGURE for cell in cells[c]) for c in columns)
    words = any(paths[c] and cells[c] and not any(has_digit(cell.text) for cell in cells[c]) for c in columns)
    return bare and (words or _is_contradicted(header))


def _are_names_behind(reading: Reading) -> bool:
    """Whether the names stand behind the figures: no table prints them so, but one that lost its first head is cut so."""
    roles = [column.role for column in reading.columns]
    return Role.INDICATOR in roles and Role.VALUE in roles[: roles.index(Role.INDICATOR)]


def _is_contradicted(header: Sequence[Row]) -> bool:
    """Whether a column's head names one year over another (2028年 over 2030年): then its words were put over the wrong columns."""
    for path in header_paths(header):
        years = {period.end for word in path for period in find_periods(word) if period.start is None and _ONE_YEAR.search(word)}
        if len(path) > 1 and len(years) > 1:
            return True
    return False


def _is_remark_head(word: str) -> bool:
    return bool(OTHER_HEAD.search(TAIL_BRACKET.sub("", word)))


def _may_be_value(cell: Cell) -> bool:
    shape = shape_of(cell.text)
    if shape in (Shape.WORDS, Shape.NAME) and is_place(cell.word):
        return False
    return shape not in _NO_VALUE and not (shape is Shape.NAME and bool(INDICATOR_TAIL.search(cell.word)))


def _may_be_head(cell: Cell) -> bool:
    """Whether a cell may be header: no attribute or number; 2026年约1700亩 and 3月底前完成20% may be."""
    shape = shape_of(cell.text)
    words = sum(char >= "\u4e00" for char in cell.word)
    return shape not in _NO_HEAD or (shape is Shape.FIGURE and (words > 3 or bool(PERIOD_WORDS.search(cell.word))))


def _pure(rows: Sequence[Row], reading: Reading) -> float:
    """The shares of cells that are of their column's kind, multiplied; and of header cells that are none of the body."""
    header = [cell for row, roles in zip(rows, reading.roles, strict=False) if Role.HEADER in roles for cell in row if cell.text]
    body = [row for row, roles in zip(rows, reading.roles, strict=False) if set(roles) not in _NO_DATA and Role.HEADER not in roles]
    pure = _share(map(_may_be_head, header))
    headed = [row for row, roles in zip(rows, reading.roles, strict=False) if Role.HEADER in roles]
    paths: Sequence[Sequence[str]] = header_paths(headed) or [()] * len(reading.columns)  # columns that nothing heads
    axes = [c for c, column in enumerate(reading.columns) if column.role in (Role.PLACE, Role.YEAR)]
    if axes and Role.INDICATOR not in [column.role for column in reading.columns]:
        pure *= _share(any(row[c].text for c in axes) for row in body)
        strange = [c for c, column in enumerate(reading.columns) if column.role is Role.OTHER and not any(map(_is_remark_head, paths[c]))]
        pure *= _STRANGE ** sum(any(row[c].text for row in body) for c in strange)
    for c, column in enumerate(reading.columns):
        cells = [row[c] for row in body if row[c].text]
        if column.role is Role.NUMBER:
            pure *= _counting(cells)
        elif column.role is Role.VALUE:
            share = _share(_may_be_value(cell) for cell in cells)
            pure *= share if share < _MOSTLY else 1.0
        elif column.role is Role.OTHER and any(map(_is_remark_head, paths[c])):
            pure *= _share(shape_of(cell.text) not in _REMARK for cell in cells)
        elif column.role in _KINDS:
            pure *= _share(_KINDS[column.role](cell) for cell in cells)
    return pure


def _counting(cells: Sequence[Cell]) -> float:
    """The share of numbers that go on from the one before or begin again."""
    numbers = [int(digits) if (digits := "".join(char for char in cell.word if char.isdecimal())) else 0 for cell in cells]
    return _share(number == before + 1 or number in (0, 1) for before, number in zip([0, *numbers], numbers, strict=False))


def _share(answers: Iterable[bool]) -> float:
    said = list(answers)
    return sum(said) / len(said) if said else 1.0


def _first_of_rows(values: Sequence[TableValue]) -> list[TableValue]:
    by_row = {value.row: value for value in reversed(values)}
    return list(by_row.values())


def _distinct(values: Sequence[TableValue]) -> float:
    """The share of rows whose name is not that of many others."""
    rows = _first_of_rows(values)
    if any(value.place or value.heading.role is Role.YEAR for value in rows):
        return 1.0
    names = [(value.name.word if value.name else "", value.heading.year, value.parent.word if value.parent else "") for value in rows]
    return _share(names.count(name) <= _MOST_ALIKE for name in names)
