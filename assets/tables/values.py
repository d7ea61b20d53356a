"""From a grid with known columns to its value cells, each with the name, unit, place and header that govern it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from assets.language.fold import squeeze
from assets.language.quantity import UnreadableQuantityError, read_quantity
from assets.language.tablewords import (
    ADDED_HEAD,
    INDEX_HEAD,
    PROGRESS_HEAD,
    SUB_ROW,
    TAIL_BRACKET,
    TARGET_WORDS,
    TOTAL_PLACE,
)
from assets.language.years import find_periods
from assets.tables.captions import SHARE, Surroundings, is_share, unit_for
from assets.tables.columns import header_paths, read_header, unit_in_bracket
from assets.tables.layouts.same_heads import of_column, told_apart
from assets.tables.phrases.told_years import year_told
from assets.tables.place_labels import is_place
from assets.tables.plan_table import Cell, Column, Role, Row, TableValue
from assets.tables.shape import Shape, is_known_name, shape_of
from assets.tables.sub_names import Wholes, stands_where

_ONE_YEAR = re.compile(r"同比|环比|年度|当年|比上年|较上年")
_SUBTOTAL = re.compile(r"^(?:小计|合计|总计)$")  # 创新平台 | 小计 | 25 counts the 创新平台; 合计 over unlike kinds counts nothing
VALUE_ROLES = (Role.VALUE, Role.GROWTH)


@dataclass(frozen=True, slots=True)
class Reading:
    """A table read with its indicators in rows: what each cell was taken for, the value columns, the values."""

    roles: list[list[Role]]
    columns: list[Column]
    values: list[TableValue]


def read_grid(rows: Sequence[Row], n_header: int, roles: Sequence[Role], around: Surroundings) -> Reading:
    """The value cells of a grid whose first ``n_header`` rows are header and whose columns have the given roles.

    What the table itself does not say its caption may: the one indicator it is about, where no column holds names
    (各县区高新技术企业目标分解表), and the year of columns that name none (2020年完成情况).
    """
    paths = header_paths(rows[:n_header])
    roles = [Role.OTHER if any(map(_tells_of_others, path)) else role for path, role in zip(paths, roles, strict=True)]
    columns = _of_one_year([_column(path, role, around) for path, role in zip(paths, roles, strict=True)])
    columns, said = told_apart(columns, paths)
    matrix = [[Role.HEADER] * len(roles) for _ in range(n_header)]
    values: list[TableValue] = []
    above: Cell | None = None
    unit_above: Cell | None = None
    sub = False
    wholes = Wholes()
    header_words = {tuple(cell.word for cell in row) for row in rows[:n_header]}
    for r in range(n_header, len(rows)):
        row = rows[r]
        kind = _kind_of_row(row, header_words)
        if kind is not None:
            matrix.append([kind] * len(row))
            if kind is Role.CATEGORY:
                wholes.take_band(next(cell for cell in row if cell.text))
            continue
        matrix.append(_roles_of_row(row, roles))
        name = _name_of(row, roles, wholes) or (around.subject if Role.INDICATOR not in roles else None)
        own = next(_cells(row, roles, Role.UNIT), None)
        sub = name is not None and above is not None and (bool(SUB_ROW.match(name.word)) or (sub and _is_bare(row, roles)))
        unit = own or (unit_above if sub else None)  # 其中: what a part is counted in the whole is
        line = wholes.unit_line(name, unit_for(name.word if name else "", around))
        found = _values_of(rows, r, columns, name, above if sub and _may_be_parts(own, unit_above) else None, unit, line)
        measured = list(found) if unit or line else _in_one_unit(found)
        values.extend(value if value.column not in said else of_column(value, said[value.column]) for value in measured)
        unit_above = unit
        above = name if not sub else above
    return Reading(matrix, columns, values)


def _in_one_unit(values: Iterable[TableValue]) -> list[TableValue]:
    """A row's values; those that print no unit are in the one that the others of the row print: ≤60dB | 54.0 | 54.2."""
    row = list(values)
    levels = [value for value in row if value.role is Role.VALUE and value.heading.unit is None and value.cell.text]
    units = {id(value): _own_unit(value.cell) for value in levels}
    said = {unit for unit in units.values() if unit}
    if len(said) != 1 or len(levels) < 2:
        return row
    return [replace(value, unit_line=next(iter(said))) if id(value) in units and not units[id(value)] else value for value in row]


def _own_unit(cell: Cell) -> str | None:
    """The unit that a cell prints behind its level; None for a growth, and for what is no figure."""
    try:
        quantity = read_quantity(cell.text)
    except UnreadableQuantityError:
        return None
    return None if quantity.growth is not None or quantity.ordinal else quantity.unit


def _tells_of_others(word: str) -> bool:
    """Whether a head is of figures that are none of the indicator's: per hundred of another year's, or how much of a target was done."""
    return bool(INDEX_HEAD.search(word) or PROGRESS_HEAD.search(word))


def _may_be_parts(unit: Cell | None, whole: Cell | None) -> bool:
    """Whether what is counted in one unit may be part of what is counted in the other: 在校生, 万人 is none of 毛入学率, %."""
    return unit is None or whole is None or (_bare_unit(unit) == SHARE) == (_bare_unit(whole) == SHARE)


def _is_bare(row: Row, roles: Sequence[Role]) -> bool:
    """Whether a row prints neither number nor unit in a table that has columns of both: below 其中 it is a further part."""
    return (
        Role.NUMBER in roles and Role.UNIT in roles and not any(_cells(row, roles, Role.NUMBER)) and not any(_cells(row, roles, Role.UNIT))
    )


def _column(path: Sequence[str], role: Role, around: Surroundings) -> Column:
    """What a column's header says; of a level without a year and word of its own, what the caption says."""
    if role not in VALUE_ROLES:
        return Column(role)
    if any(word.startswith(around.larger) for word in path if around.larger):
        return Column(Role.OTHER)  # 全省目标 in a city's plan
    column = _with_share(read_header(path, role, is_place), path, around)
    if role is Role.VALUE and column.year is None and (year := year_told(squeeze(column.header), around.told)) is not None:
        return replace(column, year=year)
    agrees = column.status is None or around.status in (None, column.status)
    if role is Role.VALUE and column.year is None and agrees and around.year is not None:
        return replace(column, year=around.year, status=column.status or around.status)
    return column


def _with_share(column: Column, path: Sequence[str], around: Surroundings) -> Column:
    """A column of shares or of growth in per cent where the line above the table names % beside another unit: 单位：万人、%."""
    if column.unit is not None or not around.unit_beside_shares or not path:
        return column
    rates = column.role is Role.GROWTH and not ADDED_HEAD.search(column.header)
    return replace(column, unit=SHARE) if rates or is_share(path[-1]) else column


def _of_one_year(columns: list[Column]) -> list[Column]:
    """A column of 同比 or 年度增长 takes year and status of the values to its left: 2023年完成 | 同比(%).

    Of growth of the same year (2024年 over 实际完成 and 增长) the word beside it tells the status too; so do columns of values each with
    its growth behind it (2024年完成 | 增长(%) | 2025年计划 | 增长(%)).
    """
    out: list[Column] = []
    each = _each_with_its_growth(columns)
    for column in columns:
        left = next((c for c in reversed(out) if c.role is Role.VALUE), None)
        is_undated = column.role is Role.GROWTH and column.year is None and left is not None
        follows = is_undated and (each or _ONE_YEAR.search(column.header))
        beside = column.role is Role.GROWTH and left is not None and left.year == column.year and column.status is None
        out.append(replace(column, year=left.year, status=left.status) if (follows or beside) and left else column)
    return out


def _each_with_its_growth(columns: Sequence[Column]) -> bool:
    """Whether two or more dated columns of values each have a column of growth right behind them, headed alike."""
    grown = [(left, column) for left, column in pairwise(columns) if column.role is Role.GROWTH]
    dated = all(left.role is Role.VALUE and left.year is not None and column.year is None for left, column in grown)
    alike = {column.header for _, column in grown}
    return len(grown) > 1 and dated and len(alike) == 1


def _kind_of_row(row: Row, header_words: set[tuple[str, ...]]) -> Role | None:
    """HEADER for a header printed again, CATEGORY for a band over the whole width (一、创新投入), None for a row of data."""
    if tuple(cell.word for cell in row) in header_words:
        return Role.HEADER
    filled = {(cell.start, cell.text) for cell in row if cell.text}
    if (
        len(filled) == 1
        and len(row) > 2
        and all(cell is row[0] for cell in row)
        and shape_of(row[0].text) in (Shape.FIGURE, Shape.SEQUENCE)
    ):
        return Role.OTHER  # a page's number between two rows
    if len(filled) == 1 and shape_of(next(iter(filled))[1]) not in (Shape.FIGURE, Shape.SEQUENCE, Shape.DASH):
        return Role.CATEGORY
    return Role.OTHER if not filled else None


def _roles_of_row(row: Row, roles: Sequence[Role]) -> list[Role]:
    """The columns' roles; a name merged over the category's column is a name in both places."""
    out = list(roles)
    for c in range(len(row) - 1):
        if roles[c + 1] is Role.INDICATOR and roles[c] is Role.CATEGORY and row[c].text and row[c] is row[c + 1]:
            out[c] = Role.INDICATOR
    return out


def _cells(row: Row, roles: Sequence[Role], role: Role) -> Iterator[Cell]:
    return (cell for cell, r in zip(row, roles, strict=True) if r is role and cell.text)


def _name_of(row: Row, roles: Sequence[Role], wholes: Wholes) -> Cell | None:
    """The indicator's cell; where it is empty, a category cell that itself reads like a name (a row without sub-division)."""
    name = next(_cells(row, roles, Role.INDICATOR), None)
    if name is not None and _SUBTOTAL.match(TAIL_BRACKET.sub("", name.word)):
        whole = next((cell for cell in _cells(row, roles, Role.CATEGORY) if not _SUBTOTAL.match(cell.word)), None)
        return _counted_in(whole, name) if whole else None
    is_grade = name is not None and shape_of(name.text) is Shape.FIGURE and stands_where(name.word) is not None
    if name is not None and (is_grade or shape_of(name.text) not in (Shape.DASH, Shape.FIGURE, Shape.SEQUENCE)):
        categories = [cell for cell in _cells(row, roles, Role.CATEGORY) if cell is not name]
        figures = any(shape_of(cell.text) is not Shape.DASH for role in VALUE_ROLES for cell in _cells(row, roles, role))
        known = next((one for cell in categories if (one := _with_category(name, cell)) is not name), None)
        return known or (name if SUB_ROW.match(name.word) and not wholes.is_parted else wholes.of(name, categories, has_figures=figures))
    return next(
        (cell for cell in _cells(row, roles, Role.CATEGORY) if shape_of(cell.text) is Shape.NAME and unit_in_bracket(cell.word)), None
    )


def _counted_in(whole: Cell, total: Cell) -> Cell:
    """The name of a total with the unit printed behind it: 用水总量 | 合计(亿立方米)."""
    bracket = TAIL_BRACKET.search(total.word)
    return Cell(whole.text + total.word[bracket.start() :], whole.start, whole.end) if bracket else whole


def _with_category(name: Cell, category: Cell) -> Cell:
    """A name that only with its category is one the catalogue knows: 高中阶段教育 | 毛入学率(%), 城镇化率 | 常住人口(%)."""
    bare, unit = TAIL_BRACKET.sub("", name.word), unit_in_bracket(name.word)
    is_rate = unit == SHARE and is_share(category.word) and not is_share(bare)  # 常住人口(%) counts no people
    if is_rate and is_known_name(bare + category.word):
        return Cell(f"{bare}{squeeze(category.text)}({unit})", name.start, name.end)
    if not is_known_name(category.word + name.word) or is_known_name(name.word):
        return name
    return Cell(squeeze(category.text) + name.text, name.start, name.end)


def _values_of(
    rows: Sequence[Row], r: int, columns: Sequence[Column], name: Cell | None, parent: Cell | None, unit: Cell | None, unit_line: str | None
) -> Iterator[TableValue]:
    row = rows[r]
    roles = [column.role for column in columns]
    attribute = next(_cells(row, roles, Role.ATTRIBUTE), None)
    place = next(_cells(row, roles, Role.PLACE), None)
    year = next(_cells(row, roles, Role.YEAR), None)
    for c, (cell, column) in enumerate(zip(row, columns, strict=True)):
        if column.role not in VALUE_ROLES or (c and cell.text and cell is row[c - 1]):
            continue
        where = place.text if place and not TOTAL_PLACE.match(place.word) else column.place
        yield TableValue(
            row=r, column=c, cell=cell, role=column.role, name=name, parent=parent,
            unit=_bare_unit(unit) if unit and shape_of(unit.text) is not Shape.DASH else None, unit_line=unit_line,
            attribute=attribute.word if attribute else None, place=where,
            heading=_with_year(column, year) if year else column,
            quote=(cell.start, cell.end),
        )  # fmt: skip


def _bare_unit(cell: Cell) -> str:
    """The unit in a cell of its own, without the brackets it may stand in: （%）."""
    unit = squeeze(cell.text)
    return unit[1:-1] if len(unit) > 2 and unit[0] in "(（[" and unit[-1] in ")）]" else unit


def _with_year(column: Column, cell: Cell) -> Column:
    """The column's header with the row's own year (a table with one row for each year of an indicator)."""
    said = read_header([cell.word, *([column.header] if column.header else [])], column.role, is_place)
    periods = find_periods(cell.word)
    # 目标值 over the years of the rows says of none of them that it is promised: the first may be the base.
    by_year = periods and said.status == "target" and not find_periods(column.header) and not TARGET_WORDS.search(cell.word)
    status = None if by_year else said.status
    return replace(said, year=periods[-1].end if periods else said.year, status=status, place=said.place or column.place)


def printed_rows(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """For each row of a printed grid the span from its first own cell to its last; a cell merged down from above is not its own."""
    spans = []
    above: set[int] = set()
    for row in rows:
        filled = [cell for cell in row if cell.text]
        own = [cell for cell in filled if id(cell) not in above] or filled
        spans.append((own[0].start, own[-1].end) if own else (row[0].start, row[0].end))
        above = {id(cell) for cell in filled}
    return spans
