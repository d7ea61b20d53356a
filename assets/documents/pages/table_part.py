"""A part of a table as one page prints it: cells with their texts, from a lattice of ruling lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from assets.documents.pages.lattice import Lattice, Region
from assets.documents.pages.lines import Stretch, joined, stretches_of, whole
from assets.documents.pages.marks import Glyph
from assets.language.quantity import has_digit

_LONGEST_CELL = 2_000  # characters; a longer cell is a column of the page, not of a table
_MOST_SENTENCES = 20  # closed by 。 in one cell of a table of data
_PADDING = 12.0  # points that a cell keeps free left and right of its text, together
_FULL = 1.3  # of the letters' size; a line with less room left is full
_LEAST_STACKED = 3  # lines in cells beside one another that are rows without rules
_LONGEST_FIGURE = 16  # characters of a line there
_LEAST_SINGLE, _LONGEST_SINGLE = 3, 40  # cells of a row by itself, and their characters
_SAME_ROW = 3.0  # points between the baselines of one such row


@dataclass(frozen=True, slots=True)
class PartCell:
    """A cell: the places it covers, its text, and whether its last line is full, so that the text may go on elsewhere."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    full: bool = False
    is_header: bool = False


@dataclass(slots=True)
class TablePart:
    """A table, or as much of it as stands on one page. ``xs``: the edges of its columns; every cell is there, empty ones too."""

    xs: list[float]
    top: float
    bottom: float
    n_rows: int
    cells: list[PartCell] = field(default_factory=list)
    ruled: bool = True  # False: the edges are guessed from the texts
    page_rows: list[int] = field(default_factory=list)  # the first row of each further page that it runs over
    is_single: bool = False  # a row by itself, which is one of a table only where the page before or behind has the rest of it

    @property
    def x0(self) -> float:
        """Its left edge."""
        return self.xs[0]

    @property
    def x1(self) -> float:
        """Its right edge."""
        return self.xs[-1]

    def cell_at(self, row: int, column: int) -> PartCell:
        """The cell that covers a place."""
        return next(
            cell
            for cell in self.cells
            if cell.row <= row < cell.row + cell.row_span and cell.column <= column < cell.column + cell.column_span
        )


def is_table(lattice: Lattice, texts: Sequence[str]) -> bool:
    """Whether a lattice with these texts (of its regions) holds a table's cells, not the parts of a page or a frame around text."""
    filled = [region for region, text in zip(lattice.regions, texts, strict=True) if text]
    if len(filled) < 3 or any(len(text) > _LONGEST_CELL or text.count("。") > _MOST_SENTENCES for text in texts):
        return False
    widest = max(sum(1 for region in filled if region.row <= row < region.row + region.row_span) for row in range(len(lattice.ys) - 1))
    return widest > 1 and len({region.row for region in filled}) > 1


def is_single_row(lattice: Lattice, texts: Sequence[str]) -> bool:
    """Whether a lattice is one row of short cells, as the page's end leaves of a table: its header alone, or its last row."""
    filled = [text for text in texts if text]
    return (
        len(lattice.ys) == 2 and len(filled) >= _LEAST_SINGLE and all(len(text) <= _LONGEST_SINGLE and "。" not in text for text in texts)
    )


def part_of(lattice: Lattice, inside: Sequence[Sequence[Glyph]]) -> TablePart:
    """The table of a lattice, with the glyphs of each of its regions."""
    part = TablePart(list(lattice.xs), lattice.ys[0], lattice.ys[-1], len(lattice.ys) - 1)
    for region, glyphs in zip(lattice.regions, inside, strict=True):
        width = lattice.xs[region.column + region.column_span] - lattice.xs[region.column]
        text, full = cell_text(glyphs, width)
        part.cells.append(PartCell(*region, text, full))
    return _with_stacked_rows(part, dict(zip(lattice.regions, inside, strict=True)))


def cell_text(glyphs: Sequence[Glyph], width: float) -> tuple[str, bool]:
    """A cell's text, its lines run on, and whether its last line is full. ``width``: the cell's, in points."""
    text, full = "", False
    for line in stretches_of(glyphs):
        stretch = whole(line)
        text = joined(text, stretch.text, apart=not full)
        full = stretch.x1 - stretch.x0 > width - _PADDING - _FULL * stretch.size
    return text, full


def _with_stacked_rows(part: TablePart, inside: Mapping[Region, Sequence[Glyph]]) -> TablePart:
    """The part with each band of rows that no level rules part cut into its rows: names and figures stand line beside line."""
    cells: list[PartCell] = []
    shift = 0
    for row in range(part.n_rows):
        band = [cell for cell in part.cells if cell.row == row]
        crossed = any(cell.row <= row < cell.row + cell.row_span and cell.row_span > 1 for cell in part.cells)
        lines = (
            {}
            if crossed
            else {
                cell: [whole(line) for line in stretches_of(inside[Region(cell.row, cell.column, cell.row_span, cell.column_span)])]
                for cell in band
            }
        )
        bases = _stacked_bases(list(lines.values()))
        if not bases:
            cells.extend(replace(cell, row=row + shift) for cell in band)
            continue
        for cell, stretches in lines.items():
            texts = [""] * len(bases)
            for stretch in stretches:
                at = min(range(len(bases)), key=lambda i: abs(bases[i] - stretch.base))
                texts[at] = joined(texts[at], stretch.text)
            cells.extend(PartCell(row + shift + at, cell.column, 1, cell.column_span, text) for at, text in enumerate(texts))
        shift += len(bases) - 1
    part.cells, part.n_rows = cells, part.n_rows + shift
    return part


def _stacked_bases(columns: Sequence[Sequence[Stretch]]) -> list[float]:
    """The baselines of rows that stand in one band: those that two columns of short figures share; none where it is one row."""
    stacks = [
        [stretch.base for stretch in lines]
        for lines in columns
        if len(lines) >= _LEAST_STACKED and all(len(stretch.text) <= _LONGEST_FIGURE and has_digit(stretch.text) for stretch in lines)
    ]
    for at, stack in enumerate(stacks):
        for other in stacks[at + 1 :]:
            if len(stack) == len(other) and all(abs(a - b) <= _SAME_ROW for a, b in zip(stack, other, strict=True)):
                return stack
    return []
