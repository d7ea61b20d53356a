"""Lines of text to cells: bars, tabs or wide gaps part them; which of the empty ones are cells the table's own habit tells."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mode

from assets.language.fold import fold, squeeze, word
from assets.language.quantity import has_digit
from assets.language.tablewords import CONTINUED, PAGE_NUMBER, is_header_word
from assets.tables.layouts.over_lines import rows_over_lines
from assets.tables.plan_table import Cell, Row
from assets.tables.shape import Shape, is_known_name, shape_of

_RULE_LINE = re.compile(
    r"^[\s|+:─━┄┈┬┴┼├┤┌┐└┘=-]*-{2,}[\s|+:─━┄┈┬┴┼├┤┌┐└┘=-]*$|^[\s|+─━┄┈┬┴┼├┤┌┐└┘=]*[+─━┄┈┬┴┼├┤┌┐└┘=][\s|+─━┄┈┬┴┼├┤┌┐└┘=]*$"
)
_LEAST_RULES = 3  # a rule below the header alone parts no rows
_PIECE = re.compile(r"\S+")
_BLANK = re.compile(r"(?<=\S)\s+(?=\S)")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+| *\t *)(?=\S)")


@dataclass(frozen=True, slots=True)
class CellLines:
    """The lines of a table as cells. ``row_marked``: a line is a row; else the cells are one stream."""

    lines: list[Row]
    row_marked: bool


def split_lines(text: str, start: int, end: int) -> CellLines:
    """The cells in ``text[start:end]``, with their spans in ``text``."""
    every = list(_line_spans(text, start, end))
    rules = [a for a, b in every if text[a:b].strip() and _RULE_LINE.match(fold(text[a:b]))]
    spans = [(a, b) for a, b in every if a not in set(rules)]
    if rows := rows_over_lines(text, spans):
        return CellLines(rows, row_marked=True)
    folded = _with_bars([fold(text[a:b]) for a, b in spans])
    barred = any("|" in line or "\t" in line for line in folded)
    gap = _BLANK if not barred and _are_even(folded) else _GAP
    framed = _is_framed([line.lstrip() for line in folded if line.strip()])
    lines: list[Row] = []
    starts: list[int] = []
    for (a, _), line in zip(spans, folded, strict=True):
        bare = squeeze(line).strip("|")
        if not line.strip() or CONTINUED.match(bare) or PAGE_NUMBER.match(bare):
            continue
        pieces = _split_barred(line, framed) if barred else _split_gapped(line, gap)
        lines.append([_cell(text, a + s, a + e) for s, e in pieces])
        starts.append(a)
    return _with_row_marks(_between_rules(lines, starts, rules, text), text)


def _is_framed(lines: Sequence[str]) -> bool:
    """Whether bars open the lines: the first that has any too, else they open rows whose category stands in a row above."""
    first = next((line for line in lines if "|" in line), "")
    return first.startswith("|") and 2 * sum(line.startswith("|") for line in lines) > len(lines)


def _between_rules(lines: list[Row], starts: Sequence[int], rules: Sequence[int], text: str) -> list[Row]:
    """The lines of a table that rules part into rows (+---+---+): those between two rules are one row, cell by cell."""
    if len(rules) < _LEAST_RULES:
        return lines
    rows: dict[int, list[Row]] = {}
    for line, start in zip(lines, starts, strict=True):
        rows.setdefault(bisect_left(rules, start), []).append(line)
    out: list[Row] = []
    for row in rows.values():
        even = len({len(line) for line in row}) == 1 and any(not cell.text for line in row[1:] for cell in line)
        out += [_over_one_another(row, text)] if even and len(row) > 1 else row
    return out


def _over_one_another(lines: Sequence[Row], text: str) -> Row:
    """Cells broken over lines put together: their words are not one stretch of the text, as other columns stand between."""
    out: Row = []
    for column in zip(*lines, strict=True):
        filled = [cell for cell in column if cell.text]
        first = filled[0] if filled else column[0]
        last = filled[-1] if filled else column[0]
        out.append(first if len(filled) < 2 else Cell("".join(cell.text for cell in filled), first.start, last.end))
    return out


def _with_bars(folded: list[str]) -> list[str]:
    """Where semicolons part the cells of every line and no bars do, the semicolons are the bars."""
    filled = [line for line in folded if line.strip()]
    if any("|" in line or "\t" in line for line in filled) or not all(line.count(";") >= 2 for line in filled):
        return folded
    return [line.replace(";", "|") for line in folded]


def _line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    while at <= end:
        stop = text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield at, stop
        at = stop + 1


def _split_barred(line: str, framed: bool) -> list[tuple[int, int]]:
    """Pieces between bars. A bar that closes the line closes a cell; one that opens it opens one only where the table is framed."""
    edges = [-1, *(i for i, char in enumerate(line) if char in "|\t"), len(line)]
    pieces = [(a + 1, b) for a, b in pairwise(edges)]
    if len(pieces) > 1 and not line[pieces[-1][0] :].strip():
        pieces.pop()
    if framed and len(pieces) > 1 and not line[: pieces[0][1]].strip():
        pieces.pop(0)
    return pieces


def _are_even(lines: Sequence[str]) -> bool:
    """Whether single blanks part every line into as many words, with a figure behind the first of each but the header."""
    words = [line.split() for line in lines if line.strip()]
    return (
        len(words) > _LEAST_RULES
        and len({len(row) for row in words}) == 1 < len(words[0]) - 1
        and all(has_digit(word[0]) for row in words[1:] for word in row[1:])
    )


def _split_gapped(line: str, gap: re.Pattern[str]) -> list[tuple[int, int]]:
    lead = len(line) - len(line.lstrip())
    pieces, at = [], lead
    for match in gap.finditer(line, lead):
        pieces.append((at, match.start()))
        at = match.end()
    return [*pieces, (at, len(line))]


def _cell(text: str, start: int, end: int) -> Cell:
    """The cell without the white space around it (a no-break or ideographic blank is white space too)."""
    printed = text[start:end]
    lead = len(printed) - len(printed.lstrip())
    stripped = printed.strip()
    return Cell(stripped, start + lead, start + lead + len(stripped)) if stripped else Cell("", start, start)


def _with_row_marks(lines: list[Row], text: str) -> CellLines:
    """Decide whether lines are rows, or cells come one a line or all in one line."""
    widths = [len(without_trailing_empties(line)) for line in lines]
    lines = [_split_at_lost_bars(line, max(widths)) for line in lines]
    lines = _rejoined(lines, text, mode(n for n in widths if n > 1) if max(widths) > 1 else 0)
    filled = [sum(bool(cell.text) for cell in line) for line in lines]
    if len(lines) == 1 and len(lines[0]) == 1:
        return CellLines([_flat_cells(lines[0][0])], row_marked=False)
    if len(lines) == 1:
        return CellLines(_split_at_empties(lines[0]), row_marked=_splits_evenly(lines[0]))
    if sorted(filled)[len(filled) // 2] > 1:
        return CellLines(lines, row_marked=True)
    # Lone bars between cells that carry none themselves are separators; among cells with trailing bars they are empty cells.
    lone = sum(count == 0 for count in filled)
    separators = lone * 5 >= 2 * len(lines)
    if separators:
        return CellLines([_between_bars(lines, text)], row_marked=False)
    return CellLines([[cell for line in lines for cell in line]], row_marked=False)


def without_trailing_empties(row: Row) -> Row:
    """The row up to its last filled cell, but for its first: a trailing | | closes nothing."""
    end = len(row)
    while end > 1 and not row[end - 1].text:
        end -= 1
    return row[:end]


def _flat_cells(line: Cell) -> Row:
    """The words of a line that holds a whole table, from its header on (a caption may stand before it)."""
    cells = _words_of(line)
    heads = [is_header_word(cell.word) for cell in cells]
    return cells[next((i for i in range(len(cells) - 2) if all(heads[i : i + 3])), 0) :]


def _words_of(cell: Cell) -> Row:
    return [Cell(m[0], cell.start + m.start(), cell.start + m.end()) for m in _PIECE.finditer(cell.text)]


def _between_bars(lines: list[Row], text: str) -> Row:
    """The cells between lone bars; lines with no bar between them are one cell (2015年 / 实际), unless one of them is a figure."""
    out: Row = []
    goes_on = False
    for line in lines:
        for cell in line:
            if not cell.text:
                goes_on = False
            elif goes_on and not _is_value(out[-1]) and not _is_value(cell):
                out[-1] = joined(text, out[-1], cell)
            else:
                out.append(cell)
                goes_on = True
    return out


def _is_value(cell: Cell) -> bool:
    return shape_of(cell.text) in (Shape.FIGURE, Shape.SEQUENCE, Shape.DASH, Shape.UNIT, Shape.ATTRIBUTE)


def joined(text: str, first: Cell, last: Cell) -> Cell:
    """One cell from the start of the first to the end of the last, with what the plan prints between them but for a page's number."""
    lines = text[first.start : last.end].split("\n")
    numbers = [i for i, line in enumerate(lines) if PAGE_NUMBER.match(word(line))]
    printed = "\n".join(line for i, line in enumerate(lines) if i not in numbers) if numbers else text[first.start : last.end]
    return Cell(printed, first.start, last.end)


def together(cells: Iterable[Cell], text: str, goes_on: Callable[[Cell, Cell], object]) -> Row:
    """The cells, those that are one put together: ``goes_on`` asks it of what stands before, as far as that is put together, and a cell."""
    out: Row = []
    for cell in cells:
        if out and goes_on(out[-1], cell):
            out[-1] = joined(text, out[-1], cell)
        else:
            out.append(cell)
    return out


def _rejoined(lines: list[Row], text: str, width: int) -> list[Row]:
    """Rows whose cells are broken over lines put together: 1 | 全社会研发经费投入占地区, then 生产总值比重 | % | 1.52 | 2.2.

    Short lines are joined, last cell to first cell, where together they make exactly a row of the usual width.
    """
    out: list[Row] = []
    i = 0
    while i < len(lines):
        row, end = without_trailing_empties(lines[i]), i + 1
        while end < len(lines) and _goes_on(row, rest := without_trailing_empties(lines[end]), width):
            row = [*row[:-1], joined(text, row[-1], rest[0]), *rest[1:]]
            end += 1
        whole = end > i + 1 and len(row) == width
        out.append(row if whole else lines[i])
        i = end if whole else i + 1
    return out


def _goes_on(row: Row, line: Row, width: int) -> bool:
    """Whether a line's first cell is the rest of the last cell of the row before it."""
    if not row or not line or not row[-1].text or not line[0].text or _is_value(row[-1]) or _is_value(line[0]) or width < 3:
        return False
    size = len(row) + len(line) - 1
    if len(line) == width == size:  # a lone line above a full row is a band (一、创新投入), unless the two make a known name
        return is_known_name(row[0].word + line[0].word)
    if len(row) == width == size:  # 2025年, then 目标 alone on the next line
        return is_header_word(row[-1].word) and is_header_word(line[0].word)
    return len(row) < width and len(line) < width and size <= width


def _split_at_lost_bars(line: Row, width: int) -> Row:
    """A line that is short of cells, with blanks inside a cell where bars were lost: 科技型中小企业 家 420 600, or 个 131."""
    out = list(line)
    for cell in line:
        pieces = _words_of(cell)
        if (
            len(pieces) > 1
            and not has_digit(pieces[0].text[-1])
            and pieces[0].text[-1] != "."
            and len(out) + len(pieces) - 1 <= width
            and all(_is_value(piece) for piece in pieces[1:])
        ):
            at = out.index(cell)
            out[at : at + 1] = pieces
    return out


def _pieces(line: Row) -> list[Row]:
    rows: list[Row] = [[]]
    for cell in line:
        if cell.text:
            rows[-1].append(cell)
        elif rows[-1]:
            rows.append([])
    return [row for row in rows if row]


def _splits_evenly(line: Row) -> bool:
    """Whether the empty cells of a table in one line are its row marks: | a | b | | c | d |."""
    widths = {len(row) for row in _pieces(line)}
    return len(_pieces(line)) >= 3 and max(widths) - min(widths) <= 1


def _split_at_empties(line: Row) -> list[Row]:
    return _pieces(line) if _splits_evenly(line) else [[cell for cell in line if cell.text]]
