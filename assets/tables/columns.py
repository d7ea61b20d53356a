"""Columns: each one's role, from the header's words and from what the column holds; and what a value column's header says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from assets.language.tablewords import (
    BASE_WORDS,
    CATEGORY_HEAD,
    CUMULATIVE_HEAD,
    GROWTH_HEAD,
    NUMBERING,
    OTHER_HEAD,
    PERIOD_WORDS,
    TAIL_BRACKET,
    TARGET_WORDS,
    TOTAL_PLACE,
    is_period_head,
)
from assets.language.unitwords import is_unit
from assets.language.years import FIVE_YEAR_WORD, YEAR, Period, find_periods
from assets.tables.header import role_of_header, settled_roles
from assets.tables.plan_table import Cell, Column, Role, Row
from assets.tables.shape import Shape, shape_of

_FIVE = FIVE_YEAR_WORD
_LONGEST_UNIT = 8
_RATED = re.compile(r"^[^()%]*\d[\d.,]*[^()%]*\([^()]*\d+(?:\.\d+)?%?[^()]*\)$")
IsPlace = Callable[[str], bool]
_SINCE_HEAD = re.compile(rf"[比较](?P<year>{YEAR}年?|{_FIVE}末?)")  # 比2020年增长(%): the year is the base
_DEADLINE = re.compile(r"前(?:要|应|须)?完成|月[底末中上下旬份]*完成\d")  # 3月底前完成20%: a milestone
_END_OF_PERIOD = re.compile(rf"(?:{_FIVE}|{YEAR}年?)(?:时?期)?(?:期末|末期|末)")  # “十三五”期末 says when, not what is promised
_AMONG = re.compile(r"^其中:?")
_REACHED = ("实际", "完成", "实现", "达到", "基数", "现状", "预计")


def header_paths(header: Sequence[Row]) -> list[list[str]]:
    """For each column the (folded) words of its header cells from top to bottom, each once.

    In an upper row an empty cell takes the word to its left: in text a spanning header is printed once (“十三五” | | “十四五” |).
    """
    width = len(header[0]) if header else 0
    paths: list[list[str]] = [[] for _ in range(width)]
    for level, row in enumerate(header):
        spanning = ""
        for c, cell in enumerate(row):
            upper = level + 1 < len(header)
            spanning = cell.word or (spanning if upper and header[level + 1][c].word else "")
            if spanning and spanning not in paths[c]:
                paths[c].append(spanning)
    return paths


def column_roles(header: Sequence[Row], body: Sequence[Row], is_place: IsPlace) -> list[Role]:
    """The role of each column of a grid whose indicators stand in rows."""
    paths = header_paths(header)
    width = len(body[0]) if body else len(paths)
    roles = [_role_of_column(paths[c] if c < len(paths) else [], [row[c] for row in body], is_place) for c in range(width)]
    words = [paths[c][-1] if c < len(paths) and paths[c] else "" for c in range(width)]
    return _one_indicator_column(settled_roles(roles, words), body)


def _role_of_column(path: Sequence[str], cells: Sequence[Cell], is_place: IsPlace) -> Role:
    shapes = Counter(shape_of(cell.text) for cell in cells if cell.text)
    filled = sum(shapes.values()) or 1
    spoken = _spoken_role(path)
    figures = (shapes[Shape.FIGURE] + shapes[Shape.SEQUENCE] + shapes[Shape.DASH]) / filled
    if shapes[Shape.ATTRIBUTE] * 2 >= filled:
        return Role.ATTRIBUTE
    if spoken is Role.ATTRIBUTE and not shapes[Shape.ATTRIBUTE] and any(CATEGORY_HEAD.search(word) for word in path):
        return Role.CATEGORY  # 类型 heads attributes in one table, categories in another
    if shapes[Shape.UNIT] * 2 > filled and spoken not in (Role.VALUE, Role.GROWTH):
        return Role.UNIT
    if spoken is Role.UNIT and _may_be_units(cells):
        return Role.UNIT  # some are unknown to the registry
    if spoken is Role.NUMBER or (spoken in (Role.OTHER, Role.INDICATOR, Role.CATEGORY) and counts_up(cells)):
        return Role.NUMBER
    if spoken is Role.WEIGHT:
        return Role.WEIGHT
    if spoken is Role.ATTRIBUTE and shapes[Shape.WORDS] + shapes[Shape.NAME] == filled:
        return Role.CATEGORY  # 类型 of the indicator, not 约束性 or 预期性
    if spoken is Role.GROWTH and path and is_period_head(TAIL_BRACKET.sub("", path[-1])) and _are_rated(cells):
        return Role.VALUE  # 2480(6%) under 2030年(年均增长)
    if spoken in (Role.VALUE, Role.GROWTH):
        dated = any(PERIOD_WORDS.search(word) for word in path)
        return spoken if figures > 0 or dated or not _are_names(shapes, filled) else Role.CATEGORY
    if spoken in (Role.OTHER, Role.UNIT) and _are_places(cells, is_place):
        return Role.PLACE
    if (
        sum(is_period_head(cell.word) and bool(PERIOD_WORDS.search(cell.word)) for cell in cells if cell.text) * 10 >= 8 * filled
        and spoken is not Role.INDICATOR
    ):
        return Role.YEAR
    if spoken is Role.OTHER and path and (is_place(path[-1]) or TOTAL_PLACE.match(path[-1])) and figures >= 0.5:
        return Role.VALUE
    if spoken is Role.OTHER and not path:
        return Role.INDICATOR if shapes[Shape.NAME] * 2 >= filled else Role.VALUE if figures >= 0.6 else Role.CATEGORY
    return Role.OTHER if spoken is Role.UNIT else spoken


def _are_rated(cells: Sequence[Cell]) -> bool:
    """Whether figures are followed by a rate in brackets in most cells."""
    filled = [cell.word for cell in cells if cell.text]
    return 2 * sum(bool(_RATED.match(word)) for word in filled) > len(filled)


def _may_be_units(cells: Sequence[Cell]) -> bool:
    """Whether cells below 单位 may be units, as one of them at least is: %, then PFlops/s."""
    shapes = [shape_of(cell.text) for cell in cells if cell.text]
    words = all(shape is not Shape.WORDS or len(cell.word) <= _LONGEST_UNIT for shape, cell in zip(shapes, cells, strict=False))
    return Shape.UNIT in shapes and words and set(shapes) <= {Shape.UNIT, Shape.DASH, Shape.WORDS}


def _spoken_role(path: Sequence[str]) -> Role:
    """The role the header's words speak for, the lowest word first; a period above a bare word (目标 under “十四五”) is a value."""
    if any(GROWTH_HEAD.search(word) for word in path) and not any(OTHER_HEAD.search(word) for word in path):
        return Role.GROWTH
    for word in reversed(path):
        role = role_of_header(word)
        if role is not Role.OTHER:
            return role
    return Role.OTHER


def _are_names(shapes: Counter[Shape], filled: int) -> bool:
    return (shapes[Shape.NAME] + shapes[Shape.WORDS]) * 10 >= 8 * filled


def counts_up(cells: Sequence[Cell]) -> bool:
    """Whether the column counts 1, 2, 3 …: a number column, printed or not."""
    digits = [
        int("".join(ch for ch in c.word if ch.isdigit()))
        for c in cells
        if shape_of(c.text) is Shape.SEQUENCE and any(ch.isdecimal() for ch in c.word)
    ]
    filled = [cell for cell in cells if cell.text]
    if digits and len(digits) == len(filled) and all(NUMBERING.match(cell.word) for cell in filled):
        return True
    in_order = digits == list(range(digits[0], digits[0] + len(digits))) if digits else False
    return in_order and len(digits) >= 3 and 2 * len(digits) > len(filled)


def _are_places(cells: Sequence[Cell], is_place: IsPlace) -> bool:
    words = [cell.word for cell in cells if cell.text]
    return len(words) >= 2 and sum(is_place(word) or bool(TOTAL_PLACE.match(word)) for word in words) * 2 > len(words)


def _one_indicator_column(roles: list[Role], body: Sequence[Row]) -> list[Role]:
    """Of several name columns the last holds the indicators, those before it the categories; with none, the wordiest one does."""
    named = [c for c, role in enumerate(roles) if role is Role.INDICATOR]
    for c in named[:-1]:
        roles[c] = Role.CATEGORY
    if not named:
        first_value = next((c for c, role in enumerate(roles) if role in (Role.VALUE, Role.GROWTH)), 0)
        wordy = [
            c for c in range(first_value) if roles[c] in (Role.OTHER, Role.CATEGORY) and any(cell.text for cell in (row[c] for row in body))
        ]
        if wordy:
            roles[wordy[-1]] = Role.INDICATOR
    return roles


def read_header(path: Sequence[str], role: Role, is_place: IsPlace) -> Column:
    """What the header of a value or growth column says: years, actual or target, unit, place. Nothing is supplied that it does not say."""
    words = " ".join(path)
    periods = next((found for word in reversed(path) if (found := find_periods(word))), [])
    since = _SINCE_HEAD.search(words)
    period = periods[-1] if periods and not since else None
    total = CUMULATIVE_HEAD.search(
        " ".join(word for word in path if not TOTAL_PLACE.match(word))
    )  # 合计 of the places is no total of years
    place = next((name for word in reversed(path) if is_place(name := _AMONG.sub("", TAIL_BRACKET.sub("", word)))), None)
    return Column(
        role=role,
        year=period.end if period else None,
        year_start=find_periods(since["year"])[-1].end if since else _start(period, role, is_total=total is not None),
        status=_status(path),
        unit=next((unit for word in reversed(path) if (unit := unit_in_bracket(word) or _unit_at_end(word))), None),
        place=place,
        basis="per_year" if "年均" in words and "累计" not in words else "cumulative" if total and "年均" not in words else None,
        header=words,
    )


def _start(period: Period | None, role: Role, *, is_total: bool) -> int | None:
    """The period's first year where the figure is of the whole period; a level “at the end of 十四五” has none."""
    if period is None or period.start is None:
        return None
    return period.start if role is Role.GROWTH or is_total else None


def _status(path: Sequence[str]) -> str | None:
    """Reached or promised, by the lowest word that says it: 2020年现状值 under 现状及目标 was reached."""
    if _DEADLINE.search(" ".join(path)):
        return "target"
    return next((said for word in reversed(path) if (said := _status_of(word))), None)


def _status_of(word: str) -> str | None:
    if TARGET_WORDS.search(_END_OF_PERIOD.sub("", word)):
        return "actual" if any(reached in word for reached in _REACHED) and "目标" not in word else "target"
    return "actual" if BASE_WORDS.search(word) else None


def _unit_at_end(word: str) -> str | None:
    """The sign of a share that a header ends with outside of any bracket: 增长%."""
    return word[-1] if word[-1:] in ("%", "‰") and not word[-2:-1].isdigit() else None


def unit_in_bracket(word: str) -> str | None:
    """The unit in the brackets that close a name or header: R&D经费占GDP比重(%) gives %; 科技领军(培育)企业 none."""
    found = TAIL_BRACKET.search(word)
    inside = found["inside"].removeprefix("单位").lstrip(":") if found else ""
    return inside if inside and is_unit(inside) else None
