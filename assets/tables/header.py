"""Headers: which cells are header, which column each stands over, and which columns a header may have lost."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from assets.language.tablewords import (
    ATTRIBUTE_HEAD,
    CATEGORY_HEAD,
    GOAL_HEAD,
    GROWTH_HEAD,
    INDICATOR_HEAD,
    ITEM_HEAD,
    MEASURE_HEAD,
    NUMBER_HEAD,
    OTHER_HEAD,
    PERIOD_WORDS,
    PLACE_HEAD,
    PRODUCT_HEAD,
    REFERENCE_HEAD,
    TAIL_BRACKET,
    UNIT_HEAD,
    WEIGHT_HEAD,
    YEAR_AXIS_HEAD,
    YEAR_CELL,
    is_header_word,
    is_period_head,
    without_mark,
)
from assets.language.years import find_periods
from assets.tables.plan_table import Cell, Role, Row
from assets.tables.shape import Shape, shape_of

_MOST_HEAD_ROWS = 3
_OR_GROWTH = re.compile(r"年?/年均")  # 2030年/年均 heads levels and rates alike
Columns = list[tuple[Role, int | None]]  # role, and the header cell's place; None for a column the header does not print


def is_header_row(row: Row) -> bool:
    """A row of header words without a figure; years are words here."""
    shapes = [shape_of(cell.text) for cell in row if cell.text and not YEAR_CELL.match(cell.word)]
    heads = sum(is_header_word(cell.word) for cell in row)
    plain = sum(s in (Shape.FIGURE, Shape.DASH, Shape.ATTRIBUTE, Shape.SEQUENCE) for s in shapes)
    return heads > 0 and plain == 0 and 2 * heads >= len(shapes)


def is_new_header(row: Row) -> bool:
    """Whether a row in the middle of a grid heads another table: 指标 | 2024年 | 2028年 below rows of 2025年 and 2030年."""
    words = {cell.word for cell in row if cell.text}
    heads = any(INDICATOR_HEAD.match(word) or NUMBER_HEAD.match(word) for word in words)
    return len(words) > 2 and heads and any(PERIOD_WORDS.search(word) and is_period_head(word) for word in words) and is_header_row(row)


def has_figures(row: Row) -> bool:
    """Whether any cell is a figure or says that there is none; a year is a word."""
    return any(_is_figure(cell) and not YEAR_CELL.match(cell.word) for cell in row)


def is_head_alone(rows: Sequence[Row]) -> bool:
    """Whether all that a table prints is a header: its rows stand on the next page."""
    words = {cell.word for row in rows for cell in row if cell.text}
    return (
        len(rows) <= _MOST_HEAD_ROWS
        and all(map(is_header_row, rows))
        and any(map(INDICATOR_HEAD.match, words))
        and any(map(is_period_head, words))
    )


def fitted(header: list[Row], rows: Sequence[Row]) -> list[Row]:
    """A header over the columns of rows that go on below it: they may leave out empty columns at an end (备注), or the number in front.

    Empty where it fits over none of them. A header of as many columns is taken as it is.
    """
    more = len(header[0]) - len(rows[0]) if header else 0
    if more <= 0:
        return header
    leaf = [cell.word for cell in header[-1]]
    width = len(leaf) - more
    is_numbered = all(NUMBER_HEAD.match(word) for word in leaf[:more])
    start = more if is_numbered else 0
    if not is_numbered and any(is_period_head(word) or INDICATOR_HEAD.match(word) or UNIT_HEAD.match(word) for word in leaf[width:]):
        return []
    fits = all(_fits(word, [row[c] for row in rows if row[c].text]) for c, word in enumerate(leaf[start : start + width]))
    return [row[start : start + width] for row in header] if fits else []


def _fits(word: str, cells: Sequence[Cell]) -> bool:
    """Whether cells may stand in a column with this head: units, figures and names each below their own."""
    shapes = {shape_of(cell.text) for cell in cells}
    if UNIT_HEAD.match(word):
        return shapes <= {Shape.UNIT}
    if is_period_head(word):
        return any(map(_is_figure, cells))
    return not INDICATOR_HEAD.match(word) or not shapes & {Shape.FIGURE, Shape.SEQUENCE, Shape.UNIT}


def settled_header(header: Sequence[Row], width: int) -> tuple[list[Row], Row]:
    """Header rows over the columns of the lowest: upper rows, and the lowest filled from above where a row span was lost.

    In text a header cell over two rows is printed in the first only, one over two columns once: 指标 | 单位 | “十三五” | “十四五”,
    below it 2019年 | 2020年 | 2025年 | 年均增长.
    """
    if len(header) == 1:
        return [], header[-1]
    header = _with_empties(header)
    leaf = header[-1]
    if len(leaf) >= width and all(len(row) <= len(leaf) for row in header) and any(not cell.text for row in header for cell in row):
        return [_spanning(row, leaf) for row in header[:-1]], _merged_down(header)
    tops = [cell for cell in header[0] if cell.text]
    below = [cell for cell in leaf if cell.text]
    words = {cell.word for cell in below}
    spanned = [i for i, cell in enumerate(tops) if _stands_alone(cell.word) and cell.word not in words]
    over = [cell for i, cell in enumerate(tops) if i not in spanned]
    first = next((i for i in range(len(tops)) if i not in spanned), len(tops))
    left, right = [tops[i] for i in spanned if i < first], [tops[i] for i in spanned if i > first]
    return [[*left, *_spread(over, below), *right]], [*left, *below, *right]


def _with_empties(header: Sequence[Row]) -> Sequence[Row]:
    """The rows at one width where the lowest prints empty cells below what reaches down: those at its end were lost with its last bar."""
    leaf, width = header[-1], max(map(len, header))
    if leaf[0].text:
        return header
    return [[*row, *[Cell("", row[-1].end, row[-1].end)] * (width - len(row))] for row in header]


def _spanning(row: Row, leaf: Row) -> Row:
    """An upper header row over all columns of the lowest; a printed empty cell right of a word belongs to that word's span."""
    out: Row = []
    for i, below in enumerate(leaf):
        cell = row[i] if i < len(row) else Cell("", below.start, below.start)
        out.append(out[-1] if out and not cell.text and below.text and leaf[i - 1].text else cell)
    return out


def _merged_down(header: Sequence[Row]) -> Row:
    """The lowest row with each empty cell filled from the same place above."""
    leaf = list(header[-1])
    for upper in header[:-1]:
        for i, cell in enumerate(upper):
            if not leaf[i].text and cell.text:
                leaf[i] = cell
    return leaf


def _stands_alone(word: str) -> bool:
    """Whether a header word heads a column by itself; a period or a kind of value (“十四五”, 实际值) may stand over several."""
    return role_of_header(word) not in (Role.VALUE, Role.GROWTH, Role.OTHER) or bool(OTHER_HEAD.search(word) or PLACE_HEAD.match(word))


def _spread(over: Sequence[Cell], below: Sequence[Cell]) -> Row:
    """For each lower header cell the upper one it stands under: by the year in the period, else in equal shares."""
    spans = [(cell, find_periods(cell.word)) for cell in over]
    out: list[Cell | None] = []
    for cell in below:
        year = next((p.end for p in find_periods(cell.word)), None)
        fitting = [top for top, periods in spans for p in periods if year is not None and (p.start or p.end) <= year <= p.end]
        out.append(fitting[0] if fitting else out[-1] if out and year is None else None)
    if over and not any(out) and len(below) % len(over) == 0:
        return [cell for cell in over for _ in range(len(below) // len(over))]
    return [top or Cell("", cell.start, cell.start) for top, cell in zip(out, below, strict=True)]


def _is_figure(cell: Cell) -> bool:
    return shape_of(cell.text) in (Shape.FIGURE, Shape.SEQUENCE, Shape.DASH)


@lru_cache(maxsize=4096)
def role_of_header(word: str) -> Role:
    """The role a header's (folded) word speaks for; OTHER where it speaks for none."""
    word = without_mark(word)
    if PLACE_HEAD.match(word) and not UNIT_HEAD.match(word):
        return Role.PLACE
    if YEAR_AXIS_HEAD.match(word):
        return Role.YEAR
    for pattern, role in (
        (NUMBER_HEAD, Role.NUMBER),
        (UNIT_HEAD, Role.UNIT),
        (ATTRIBUTE_HEAD, Role.ATTRIBUTE),
        (INDICATOR_HEAD, Role.INDICATOR),
        (CATEGORY_HEAD, Role.CATEGORY),
        (WEIGHT_HEAD, Role.WEIGHT),
    ):
        if pattern.search(word):
            return role
    if ITEM_HEAD.match(word):
        return Role.INDICATOR
    if GROWTH_HEAD.search(word) and not OTHER_HEAD.search(word) and not _OR_GROWTH.search(word):
        return Role.GROWTH
    if REFERENCE_HEAD.search(word):
        return Role.OTHER
    if OTHER_HEAD.search(TAIL_BRACKET.sub("", word)) and not PERIOD_WORDS.search(word):
        return Role.OTHER
    if is_period_head(word) or is_period_head(TAIL_BRACKET.sub("", word)):
        return Role.VALUE
    return Role.OTHER


def settled_roles(roles: Sequence[Role], words: Sequence[str]) -> list[Role]:
    """The roles of columns with these header words, as they are side by side.

    Behind a column of products what is measured of them (产量), in a unit that the table tells, is a column of values.
    """
    out = _with_goals(without_items(roles, words), words)
    named = out.index(Role.INDICATOR) if Role.INDICATOR in out else 0
    out = [Role.CATEGORY if i < named and GOAL_HEAD.match(word) else role for i, (role, word) in enumerate(zip(out, words, strict=True))]
    products = next((i for i, word in enumerate(words) if PRODUCT_HEAD.match(word) and out[i] is Role.OTHER), len(words))
    counted = [word for word in words[products:] if MEASURE_HEAD.match(TAIL_BRACKET.sub("", word))]
    told = [word for word in counted if Role.UNIT in out or TAIL_BRACKET.search(word)]
    dated = any(is_period_head(word) for word in words[products:])
    if not told and not dated:
        return out
    return [
        Role.INDICATOR if i == products else Role.VALUE if role is Role.OTHER and words[i] in told else role for i, role in enumerate(out)
    ]


def _with_goals(roles: list[Role], words: Sequence[str]) -> list[Role]:
    """The roles where no column of names is printed as such: goals before columns of years (工作目标 | 2025年 | 2026年) are the names."""
    dated = [i for i, word in enumerate(words) if PERIOD_WORDS.search(word) and is_period_head(word)]
    goals = [i for i, word in enumerate(words) if GOAL_HEAD.match(word)]
    if Role.INDICATOR in roles or len(goals) != 1 or not dated or goals[0] > dated[0]:
        return roles
    return [Role.INDICATOR if i == goals[0] else role for i, role in enumerate(roles)]


def without_items(roles: Sequence[Role], words: Sequence[str]) -> list[Role]:
    """The roles of columns with these header words: beside a column of indicators one of tasks (重点工程) only goes with it.

    Before the indicators it says what they belong to.
    """
    named = [role is Role.INDICATOR and not ITEM_HEAD.match(word) for role, word in zip(roles, words, strict=True)]
    first = named.index(True) if any(named) else 0
    item = [Role.CATEGORY if i < first else Role.OTHER for i in range(len(roles))]
    out = [item[i] if any(named) and role is Role.INDICATOR and not named[i] else role for i, role in enumerate(roles)]
    return [Role.CATEGORY if any(named) and word == "板块" else role for role, word in zip(out, words, strict=True)]


def printed_columns(leaf: Row) -> Columns:
    """The columns that a header prints. Beside a place or year that runs down the side, a column of no other kind holds values."""
    roles = settled_roles([role_of_header(cell.word) for cell in leaf], [cell.word for cell in leaf])
    axis = next((i for i, role in enumerate(roles) if role is not Role.NUMBER), 0)
    if roles and roles[axis] in (Role.PLACE, Role.YEAR) and Role.INDICATOR not in roles:
        words = [cell.word for cell in leaf]
        roles[axis + 1 :] = [_of_axis(word, role) for word, role in zip(words[axis + 1 :], roles[axis + 1 :], strict=True)]
    return list(zip(roles, range(len(roles)), strict=True))


def _of_axis(word: str, role: Role) -> Role:
    """The role of a column behind places or years: what is no remark and no growth rate is a column of values (精品居住区提升(个))."""
    if role is Role.OTHER and (OTHER_HEAD.search(TAIL_BRACKET.sub("", word)) or REFERENCE_HEAD.search(word)):
        return role
    return Role.VALUE if role is Role.OTHER else role


def supposed_columns(printed: Columns) -> list[Columns]:
    """The printed columns, and what they may be with a category, name, number or unit column that the header lost."""
    roles = [role for role, _ in printed]
    if Role.INDICATOR not in roles and any(role in (Role.PLACE, Role.YEAR) for role in roles[:2]):
        return [printed]
    based = [printed]
    if Role.INDICATOR not in roles:
        based = [[(Role.INDICATOR, None), *printed]]
        # A first header that speaks for nothing else may well head the names: 创新指标体系, 目标.
        if roles and roles[0] in (Role.OTHER, Role.CATEGORY):
            based.append([(Role.INDICATOR, 0), *printed[1:]])
    out: list[Columns] = []
    for columns in based:
        at = next(i for i, (role, _) in enumerate(columns) if role is Role.INDICATOR)
        with_unit = [*columns[: at + 1], (Role.UNIT, None), *columns[at + 1 :]]
        for variant in [columns] if Role.UNIT in roles else [columns, with_unit]:
            out.append(variant)
            if Role.CATEGORY not in roles:
                out.append([(Role.CATEGORY, None), *variant])
            if Role.NUMBER not in roles:
                out.append([*variant[:at], (Role.NUMBER, None), *variant[at:]])
                if Role.CATEGORY in roles[:at]:
                    out.append([(Role.NUMBER, None), *variant])
                if Role.CATEGORY not in roles:
                    out.append([(Role.CATEGORY, None), *variant[:at], (Role.NUMBER, None), *variant[at:]])
    return out
