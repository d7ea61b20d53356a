"""Tables as this stage knows them: a full grid of cells, each with what it was taken for and where it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from assets.language.fold import word


class Role(StrEnum):
    """What a cell or column is taken for (table ``table_cells``, column ``role``)."""

    HEADER = "header"
    CATEGORY = "category"
    NUMBER = "number"
    INDICATOR = "indicator"
    UNIT = "unit"
    VALUE = "value"
    GROWTH = "growth"
    ATTRIBUTE = "attribute"
    PLACE = "place"
    YEAR = "year"
    NOTE = "note"
    WEIGHT = "weight"  # how much an indicator counts in an evaluation: 权重, 分值
    OTHER = "other"


@dataclass(frozen=True)
class Cell:
    """A printed cell: its text and its span in the plan's text (start == end where it is empty)."""

    text: str
    start: int
    end: int

    @cached_property
    def word(self) -> str:
        """The text for matching (see :func:`assets.language.fold.word`)."""
        return word(self.text)


Row = list[Cell]


@dataclass(frozen=True, slots=True)
class Column:
    """What a column of values says by its header: years, actual or target, growth, unit, place; None where it does not say."""

    role: Role
    year: int | None = None
    year_start: int | None = None
    status: str | None = None
    unit: str | None = None
    place: str | None = None
    basis: str | None = None
    header: str = ""


@dataclass(frozen=True, slots=True)
class TableValue:
    """One value cell with all that governs it in its table, before any of it is read."""

    row: int
    column: int
    cell: Cell
    role: Role  # VALUE or GROWTH
    name: Cell | None  # None where the row lost its name
    parent: Cell | None  # of a sub-row (其中:发明专利) the row it is part of
    unit: str | None  # of the row's unit column
    unit_line: str | None  # 单位:亿元, printed above the table
    attribute: str | None
    place: str | None
    heading: Column
    quote: tuple[int, int]  # the printed row, as a span of the plan's text


@dataclass(frozen=True, slots=True)
class YearsSaid:
    """The years that a table's columns of levels name: as reached, as promised, and without saying which."""

    actual: tuple[int, ...] = ()
    target: tuple[int, ...] = ()
    unsaid: tuple[int, ...] = ()
    undated_base: bool = False  # a column of reached values names no year (基期, 现状值)


@dataclass(frozen=True, slots=True)
class Refused:
    """A part of a table that is not read: a span of the plan's text, why (id of a rule), and the value cells (row, column) in it."""

    reason: str
    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """A table of a plan: grid, roles, notes, and the value cells to be read."""

    table_id: str
    plan_id: str
    caption: str | None
    note: str | None
    kind: str  # indicators | other
    rows: Sequence[Row]
    roles: Sequence[Sequence[Role]]
    columns: Sequence[Column] = ()
    values: Sequence[TableValue] = field(default=())
    years: YearsSaid = YearsSaid()
    mark_years: Mapping[str, int] = field(default_factory=dict)  # * → 2019, where a note says so
    is_spaced: bool = False  # numbers are printed with blanks inside (1. 31)
    bracket_basis: str | None = None  # what 〔 〕 mean here, where a note says so
    grid_score: float | None = None  # of an indicator table, 0 to 1: how sure its grid is
    refused: tuple[Refused, ...] = ()  # what was not read of it, because the grid does not say enough


def plan_of_table(table_id: str) -> str:
    """The plan_id in a table's id: its plan's and its number, 330400-2016-2020-科技创新规划#t3."""
    return table_id.rpartition("#t")[0]
