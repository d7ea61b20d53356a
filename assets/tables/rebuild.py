"""The grid of a table out of what the page gives: spans (HTML), rows of ragged width, or a mere stream of cells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import takewhile

from assets.documents.model import RawCell
from assets.language.tablewords import (
    ATTRIBUTE_HEAD,
    CATEGORY_HEAD,
    GROWTH_HEAD,
    INDICATOR_HEAD,
    NUMBER_HEAD,
    OTHER_HEAD,
    TAIL_BRACKET,
    UNIT_HEAD,
    YEAR_CELL,
    is_header_word,
    is_period_head,
)
from assets.tables.align import Alignment, align_rows, align_stream
from assets.tables.cells import CellLines
from assets.tables.model import Cell, Role, Row
from assets.tables.shape import Shape, shape_of

EXTRA_COLUMN_COST = 1.0  # of supposing a column that the header does not print


def grid_of_spans(text: str, cells: Iterable[RawCell]) -> list[Row]:
    """A full grid from cells with row and column spans; a merged cell is repeated in each place it covers."""
    cells = list(cells)
    height = max((c.row + c.row_span for c in cells), default=0)
    width = max((c.column + c.column_span for c in cells), default=0)
    grid: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for raw in cells:
        cell = Cell(text[raw.start : raw.end], raw.start, raw.end)
        for r in range(raw.row, raw.row + raw.row_span):
            for c in range(raw.column, raw.column + raw.column_span):
                grid[r][c] = grid[r][c] or cell
    return [_filled(row) for row in grid if any(row)]


def _filled(row: Sequence[Cell | None]) -> Row:
    """The row with an empty cell where the page gives none, placed behind the cell before it."""
    at = next(cell.start for cell in row if cell)
    out: Row = []
    for cell in row:
        out.append(cell or Cell("", at, at))
        at = out[-1].end
    return out


def grid_of_lines(lines: CellLines) -> list[Row]:
    """A full grid from lines of cells; a ragged row's cells go to the columns they fit best."""
    if lines.row_marked:
        return _grid_of_rows([_without_trailing_empties(row) for row in lines.lines])
    return _grid_of_stream(lines.lines[0])


def _without_trailing_empties(row: Row) -> Row:
    end = len(row)
    while end > 1 and not row[end - 1].text:
        end -= 1
    return row[:end]


def _grid_of_rows(rows: list[Row]) -> list[Row]:
    header = list(takewhile(is_header_row, rows)) or rows[:1]
    printed = {_words(row) for row in header}
    body = rows[len(header) :]
    data = [row for row in body if len(row) > 1 and _words(row) not in printed]
    widths = {len(row) for row in data}
    leaf = _leaf_header(header, max(widths, default=0))
    if not data or (len(widths) == 1 and len(leaf) in widths):
        laid = list(data)
        upper = header[:-1] if len(header) > 1 else []
    else:
        best = _best_alignment(leaf, lambda roles: align_rows(data, roles), max(widths, default=0))
        if best is None:
            return _rectangle(rows)
        upper, leaf, laid = _laid_out(_upper_header(header, len(leaf)), leaf, *best)
    return _rectangle([*upper, leaf, *_in_place(body, data, laid, len(leaf))])


def _words(row: Row) -> tuple[str, ...]:
    return tuple(cell.word for cell in row if cell.text)


def _in_place(body: Sequence[Row], data: Sequence[Row], laid: Sequence[Row], width: int) -> list[Row]:
    """The body in its printed order: data as laid out, a lone cell (a band: 一、创新投入) over the whole width, headers as printed."""
    by_row = {id(row): out for row, out in zip(data, laid, strict=True)}
    return [by_row.get(id(row)) or (row * width if len(row) == 1 else row[:width]) for row in body]


def is_header_row(row: Row) -> bool:
    """A row of header words without a figure; years are words here."""
    shapes = [shape_of(cell.text) for cell in row if cell.text and not YEAR_CELL.match(cell.word)]
    heads = sum(is_header_word(cell.word) for cell in row)
    plain = sum(s in (Shape.FIGURE, Shape.DASH, Shape.ATTRIBUTE, Shape.SEQUENCE) for s in shapes)
    return heads > 0 and plain == 0 and 2 * heads >= len(shapes)


def _leaf_header(header: Sequence[Row], width: int) -> Row:
    """The lowest header row, its columns on the left filled from above where a row span was lost in the text."""
    leaf = list(header[-1])
    if len(header) == 1:
        return leaf
    missing = [cell for cell in header[0] if _is_row_spanned(cell.word)]
    present = {cell.word for cell in leaf if cell.text}
    left = [
        cell for cell in missing if cell.word not in present and not OTHER_HEAD.search(cell.word) and not ATTRIBUTE_HEAD.match(cell.word)
    ]
    right = [cell for cell in missing if cell.word not in present and cell not in left]
    bare = [cell for cell in leaf if cell.text]
    if len(bare) < len(leaf) and len(leaf) >= width - 1 and len(leaf) - len(bare) == len(left) + len(right):
        return _merged_down(header)
    return [*left, *bare, *right]


def _is_row_spanned(word: str) -> bool:
    return any(p.search(word) for p in (NUMBER_HEAD, CATEGORY_HEAD, INDICATOR_HEAD, UNIT_HEAD, ATTRIBUTE_HEAD)) or bool(
        OTHER_HEAD.search(word)
    )


def _merged_down(header: Sequence[Row]) -> Row:
    """The lowest row with each empty cell filled from the same place above."""
    leaf = list(header[-1])
    for upper in header[:-1]:
        for i, cell in enumerate(upper[: len(leaf)]):
            if not leaf[i].text and cell.text:
                leaf[i] = cell
    return leaf


def _upper_header(header: Sequence[Row], width: int) -> list[Row]:
    """Header rows above the lowest, kept where their cells stand over the same columns."""
    return [list(row) for row in header[:-1] if len(row) <= width]


def _grid_of_stream(cells: Row) -> list[Row]:
    header = list(takewhile(lambda cell: is_header_word(cell.word), cells))
    body = _without_repeats(cells[len(header) :], header)
    best: tuple[Row, Columns, Alignment] | None = None
    for leaf in _leaves_of_stream(header):
        found = _best_alignment(leaf, lambda roles: align_stream(body, roles), 0)
        if found and (best is None or found[1].score > best[2].score):
            best = (leaf, *found)
    if best is None:
        return _rectangle([[cell] for cell in cells])
    _, leaf, laid = _laid_out([], *best)
    return _rectangle([leaf, *laid])


def _leaves_of_stream(header: Row) -> list[Row]:
    """The header, and the header without words that stand over others (“十三五” over 2020年实际)."""
    leaves = [header]
    below = [cell for i, cell in enumerate(header) if not _stands_over(header, i)]
    if 2 <= len(below) < len(header):
        leaves.append(below)
    return leaves


def _stands_over(header: Row, i: int) -> bool:
    word = header[i].word
    return (
        "五" in word and not any(char.isdigit() for char in word) and any(char.isdigit() for cell in header[i + 1 :] for char in cell.word)
    )


def _without_repeats(cells: Row, header: Row) -> Row:
    """The stream without the header where it is printed again on a new page."""
    words = [cell.word for cell in header]
    out: Row = []
    i = 0
    while i < len(cells):
        if len(words) > 1 and [cell.word for cell in cells[i : i + len(words)]] == words:
            i += len(words)
        else:
            out.append(cells[i])
            i += 1
    return out


def role_of_header(word: str) -> Role:
    """The role a header's (folded) word speaks for; OTHER where it speaks for none."""
    for pattern, role in (
        (NUMBER_HEAD, Role.NUMBER),
        (UNIT_HEAD, Role.UNIT),
        (ATTRIBUTE_HEAD, Role.ATTRIBUTE),
        (INDICATOR_HEAD, Role.INDICATOR),
        (CATEGORY_HEAD, Role.CATEGORY),
    ):
        if pattern.search(word):
            return role
    if GROWTH_HEAD.search(word) and not OTHER_HEAD.search(word):
        return Role.GROWTH
    if is_period_head(TAIL_BRACKET.sub("", word)):
        return Role.VALUE
    return Role.OTHER


Columns = list[tuple[Role, int | None]]  # role, and the header cell's place; None for a column the header does not print


def _best_alignment(leaf: Row, align: Callable[[list[Role]], Alignment | None], width: int) -> tuple[Columns, Alignment] | None:
    """Try the printed columns, and those with a category, name, number or unit column that the header lost."""
    printed: Columns = [(role_of_header(cell.word), i) for i, cell in enumerate(leaf)]
    best: tuple[float, Columns, Alignment] | None = None
    for columns in _supposed(printed):
        if width > len(columns):
            continue
        alignment = align([role for role, _ in columns])
        if alignment is None:
            continue
        score = alignment.score - EXTRA_COLUMN_COST * (len(columns) - len(printed))
        if best is None or score > best[0]:
            best = (score, columns, alignment)
    return (best[1], best[2]) if best else None


def _supposed(printed: Columns) -> list[Columns]:
    roles = [role for role, _ in printed]
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
                if Role.CATEGORY not in roles:
                    out.append([(Role.CATEGORY, None), *variant[:at], (Role.NUMBER, None), *variant[at:]])
    return out


def _laid_out(upper: Sequence[Row], leaf: Row, columns: Columns, alignment: Alignment) -> tuple[list[Row], Row, list[Row]]:
    """Upper header rows, header and aligned rows over the same columns; a category is carried down its span."""
    at = leaf[0].start if leaf else alignment.rows[0][0][1].start
    header = [leaf[place] if place is not None else Cell("", at, at) for _, place in columns]
    shift = next((i for i, (_, place) in enumerate(columns) if place is not None), 0)
    laid: list[Row] = []
    for row in alignment.rows:
        laid.append(_laid_row(row, columns, laid[-1] if laid else None))
    return [[*([Cell("", at, at)] * shift), *row] for row in upper], header, laid


def _laid_row(row: list[tuple[int, Cell]], columns: Columns, above: Row | None) -> Row:
    placed = dict(row)
    at = row[0][1].start
    out: Row = []
    for j, (role, _) in enumerate(columns):
        cell = placed.get(j) or Cell("", at, at)
        if not cell.text and role is Role.CATEGORY and above is not None:
            cell = above[j]
        out.append(cell)
        at = placed[j].end if j in placed else at
    return out


def _rectangle(rows: list[Row]) -> list[Row]:
    width = max((len(row) for row in rows), default=0)
    return [[*row, *(Cell("", row[-1].end, row[-1].end) for _ in range(width - len(row)))] for row in rows]
