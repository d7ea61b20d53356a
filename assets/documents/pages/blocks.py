"""A page's marks to its blocks in reading order: lines of text with the edges of their column, and tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from statistics import median

from assets.documents.pages.lattice import Lattice, find_lattices
from assets.documents.pages.lines import Stretch, gaps, stretches_of, whole
from assets.documents.pages.marks import Glyph, PageMarks
from assets.documents.pages.table_part import TablePart, cell_text, is_single_row, is_table, part_of
from assets.documents.pages.unruled import find_unruled

_FRAME_OF_PAGE = 0.6  # of the page's area; a frame this large is the page's border
_LEAST_COLUMN_LINES = 3  # lines on both sides of a gutter
_CERTAIN_LINES = 4  # with fewer, sentences must show that a column is one of running text
_LEAST_FILL = 0.75  # of a column's width that its lines fill: running text does, figures beside names do not
_CROSSING = 2.0  # points by which a line may stand into the gutter
_MOST_COLUMNS = 3  # times that a page is parted in two


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line of running text. ``left`` and ``right``: the edges of the column that it stands in; ``wide``: that is the whole page."""

    x0: float
    x1: float
    base: float
    size: float
    text: str
    bold: bool
    left: float
    right: float
    wide: bool = False


Block = TextLine | TablePart
Row = list[Stretch]  # what stands on one baseline


@dataclass(slots=True)
class PageParts:
    """A page with its ruled tables and frames taken out: what is left are rows of text, furniture among them."""

    width: float
    height: float
    rows: list[Row]
    tables: list[TablePart] = field(default_factory=list)
    frames: list[tuple[float, list[Row]]] = field(default_factory=list)  # top edge, and rows of the text in the frame


def parts_of(marks: PageMarks) -> PageParts:
    """A page's ruled tables, framed texts, and the rows of text beside them."""
    largest = _FRAME_OF_PAGE * marks.width * marks.height
    lattices = find_lattices(marks.rules)
    lattices = [lattice for lattice in lattices if len(lattice.regions) > 1 or lattice.area < largest]
    inside: list[list[list[Glyph]]] = [[[] for _ in lattice.regions] for lattice in lattices]
    outside: list[Glyph] = []
    for glyph in marks.glyphs:
        for at, lattice in enumerate(lattices):
            if (region := lattice.region_at(glyph)) is not None:
                inside[at][region].append(glyph)
                break
        else:
            outside.append(glyph)
    parts = PageParts(marks.width, marks.height, [])
    for lattice, cells in zip(lattices, inside, strict=True):
        _sort_in(lattice, cells, parts, outside, largest)
    parts.rows = stretches_of(outside)
    parts.tables.sort(key=lambda table: table.top)
    return parts


def _sort_in(lattice: Lattice, cells: list[list[Glyph]], parts: PageParts, outside: list[Glyph], largest: float) -> None:
    """Add a lattice as a table, or as a frame around text; the text of one as large as the page stands in no frame."""
    texts = [cell_text(glyphs, 0)[0] for glyphs in cells]
    if is_table(lattice, texts):
        parts.tables.append(part_of(lattice, cells))
    elif is_single_row(lattice, texts):
        parts.tables.append(replace(part_of(lattice, cells), is_single=True))
    elif lattice.area >= largest:
        outside.extend(glyph for glyphs in cells for glyph in glyphs)
    else:
        for region, glyphs in zip(lattice.regions, cells, strict=True):
            if rows := stretches_of(glyphs):
                parts.frames.append((lattice.ys[region.row], rows))


def blocks_of(parts: PageParts) -> list[Block]:
    """The blocks of a page in reading order: column after column between what runs over the page's whole width."""
    blocks: list[tuple[float, list[Block]]] = [(table.top, [table]) for table in parts.tables]
    blocks.extend((top, _column(rows)) for top, rows in parts.frames)
    cuts = sorted(top for top, _ in blocks)
    for rows in _between(parts.rows, cuts):
        blocks.extend(_with_unruled(rows))
    return [block for _, group in sorted(blocks, key=lambda item: item[0]) for block in group]


def _with_unruled(rows: list[Row]) -> list[tuple[float, list[Block]]]:
    """Rows over the page's width as blocks, each with its top edge: tables without rules, and what stands between them column by column."""
    blocks: list[tuple[float, list[Block]]] = []
    at = 0
    for first, last, table in [*find_unruled(rows), (len(rows), len(rows), None)]:
        if rows[at:first]:
            columns = _columns(rows[at:first], 0)
            blocks.append((rows[at][0].base, [block for column in columns for block in _column(column, wide=len(columns) == 1)]))
        if table is not None:
            blocks.append((rows[first][0].base, [table]))
        at = last
    return blocks


def _between(rows: Sequence[Row], cuts: Sequence[float]) -> list[list[Row]]:
    """Rows parted where a table or frame stands between them."""
    groups: dict[int, list[Row]] = {}
    for row in rows:
        groups.setdefault(sum(1 for cut in cuts if cut <= row[0].base), []).append(row)
    return list(groups.values())


def _columns(rows: list[Row], depth: int) -> list[list[Row]]:
    """Rows as columns in reading order; a single one where no gutter parts the page."""
    gutter = _gutter(rows) if depth < _MOST_COLUMNS else None
    if gutter is None:
        return [rows]
    columns: list[list[Row]] = []
    for crosses, band in _bands(rows, gutter):
        left = [[s for s in row if s.x1 <= gutter + _CROSSING] for row in band]
        right = [[s for s in row if s.x1 > gutter + _CROSSING] for row in band]
        sides = [[row for row in side if row] for side in (left, right)]
        if crosses or not all(map(_is_running, sides)):
            columns.append(band)
        else:
            columns.extend(column for side in sides for column in _columns(side, depth + 1))
    return columns


def _gutter(rows: Sequence[Row]) -> float | None:
    """The x that most rows leave free in a wide gap, where enough do."""
    between = [gap for row in rows for gap in gaps(row)]
    if len(between) < _LEAST_COLUMN_LINES:
        return None
    middles = sorted((left + right) / 2 for left, right in between)
    best = max(middles, key=lambda x: sum(1 for left, right in between if left < x < right))
    return best if sum(1 for left, right in between if left < best < right) >= _LEAST_COLUMN_LINES else None


def _bands(rows: Sequence[Row], gutter: float) -> list[tuple[bool, list[Row]]]:
    """Runs of rows that cross a gutter, and that do not."""
    bands: list[tuple[bool, list[Row]]] = []
    for row in rows:
        crosses = any(s.x0 < gutter - _CROSSING and s.x1 > gutter + _CROSSING for s in row)
        if bands and bands[-1][0] is crosses:
            bands[-1][1].append(row)
        else:
            bands.append((crosses, [row]))
    return bands


def _is_running(rows: Sequence[Row]) -> bool:
    """Whether rows are those of a column of running text: enough of them, most as wide as the column."""
    if len(rows) < _LEAST_COLUMN_LINES or (len(rows) < _CERTAIN_LINES and not any("。" in s.text for row in rows for s in row)):
        return False
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    return median(sum(s.x1 - s.x0 for s in row) for row in rows) >= _LEAST_FILL * (right - left)


def _column(rows: list[Row], *, wide: bool = False) -> list[Block]:
    """A column's rows as lines, with the tables that stand in them without rules."""
    left, right = min(row[0].x0 for row in rows), max(row[-1].x1 for row in rows)
    blocks: list[Block] = []
    at = 0
    for first, last, table in find_unruled(rows):
        blocks.extend(_line(row, left, right, wide=wide) for row in rows[at:first])
        blocks.append(table)
        at = last
    blocks.extend(_line(row, left, right, wide=wide) for row in rows[at:])
    return blocks


def _line(row: Row, left: float, right: float, *, wide: bool) -> TextLine:
    s = whole(row)
    return TextLine(s.x0, s.x1, s.base, s.size, s.text, s.bold, left, right, wide)
