"""Where tables stand in plain text: runs of lines that bars, tabs, wide gaps or sheer shortness show to be cells.

Plans are copied out of pages in many ways: one row a line with bars (辛集 表1), one cell a line with a trailing bar (嘉兴),
one cell a line with nothing, columns held apart by blanks, an indicator's name with “2020年 99” lines under it. Here only the
stretch of lines is found; the grid is rebuilt by the tables stage.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assets.documents.writing.card_lines import cards_run
from assets.documents.writing.stacked_lines import stacked_run
from assets.language.fold import fold, word
from assets.language.quantity import UnreadableQuantityError, has_digit, is_not_set, read_quantity
from assets.language.tablewords import (
    CAPTION_LINE,
    CONTINUED,
    DATED_VALUE,
    NOTE_LINE,
    PAGE_NUMBER,
    is_header_word,
)

LONGEST_CELL = 60  # a cell's text; what is longer and ends in 。 is a paragraph that merely ends in a bar (嘉兴's 专栏)
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十百\d]+[章节篇])")
_GAP = re.compile(r"(?<=\S)(?: {2,}|\t+| *\t *)(?=\S)")
_BARS = re.compile(r"[|\t]")
_LEAST_EVEN_ROWS = 3
_LONGEST_BAND = 20  # characters of a section row
_SENTENCE = re.compile(r"[。;；!?？!]")
_RULE_LINE = re.compile(r"^[\s|+:─━┄┈┬┴┼├┤┌┐└┘=-]+$")


def find_tables(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Line ranges (0-based, end exclusive) of the tables in a plan's lines. Linear: a run that is no table is not looked at again."""
    folded = [fold(line).strip(" \u3000\xa0\r") for line in lines]
    found: list[tuple[int, int]] = []
    barren = dict.fromkeys(_FINDERS, 0)  # up to which line a finder need not look again
    at = 0
    while at < len(folded):
        for finder in _FINDERS:
            end, looked = finder(folded, at) if at >= barren[finder] else (at, at)
            if end > at:
                found.append((_with_header_above(folded, at, found[-1][1] if found else 0) if finder is _barred else at, end))
                at = end
                break
            barren[finder] = max(barren[finder], looked)
        else:
            at += 1
    return found


Found = tuple[int, int]  # where the table ends (at the start itself: there is none), and up to where the lines were looked through


def _is_prose(line: str) -> bool:
    return len(line) > LONGEST_CELL and bool(_SENTENCE.search(line))


def _has_bar(line: str) -> bool:
    """Whether bars or tabs part the line into cells, or close a cell; a paragraph that merely ends in a bar does not count."""
    if "|" not in line and "\t" not in line:
        return False
    cells = [c for c in re.split(r"[|\t]", line) if c.strip()]
    return len(cells) > 1 or not (_is_prose(line) or (cells and "|" not in line and line.count("\t") < 2))


def _may_stand_between(line: str) -> bool:
    """A cell that lost its bar: short, no sentence, no heading, no note, no caption."""
    return bool(line) and len(line) <= 40 and not _SENTENCE.search(line) and not _HEADING.match(line) and not _is_beside(line)


def _is_beside(line: str) -> bool:
    squeezed = word(line)
    return bool(NOTE_LINE.match(squeezed) or (CAPTION_LINE.search(squeezed) and not is_header_word(squeezed))) and not CONTINUED.match(
        squeezed
    )


def _barred(lines: Sequence[str], at: int) -> Found:
    """A run of barred lines that starts here."""
    if not _has_bar(lines[at]):
        return at, at
    end, i = at + 1, at + 1
    while i < len(lines):
        if _has_bar(lines[i]) or _RULE_LINE.match(lines[i] or "x"):
            end = i + 1
        elif lines[i] and not _goes_on(lines, i):
            break
        i += 1
    cells = [c.strip() for line in lines[at:end] for c in re.split(r"[|\t]", line) if c.strip()]
    return (end if _is_tabular(cells, end - at) else at), end


def _goes_on(lines: Sequence[str], i: int) -> bool:
    """Whether a line without a bar stands within a table: a lone word, 续表, a section's row."""
    if _may_stand_between(lines[i]) and _bar_follows(lines, i):
        return True
    return CONTINUED.match(word(lines[i])) is not None or _is_band(lines, i, _BARS)


def _is_band(lines: Sequence[str], i: int, parts: re.Pattern[str]) -> bool:
    """Whether a line is a section row (一、产业发展) between two rows: short, a row right below it, which is no header of another table."""
    row = [cell for cell in parts.split(lines[i + 1]) if cell.strip()] if i + 1 < len(lines) else []
    is_short = len(lines[i]) <= _LONGEST_BAND and bool(lines[i - 1]) and not _SENTENCE.search(lines[i]) and not _is_beside(lines[i])
    return is_short and len(row) >= 3 and any(map(_is_value, row)) and not any(is_header_word(word(cell)) for cell in row[:2])


def _bar_follows(lines: Sequence[str], i: int) -> bool:
    """Whether the table goes on: with at most one more bare line before the next bar, or two where a page ends between."""
    following = [line for line in lines[i + 1 : i + 8] if line]
    reach = 3 if PAGE_NUMBER.match(word(lines[i])) or PAGE_NUMBER.match(word(lines[max(0, i - 1)])) else 2
    return any(_has_bar(line) for line in following[:reach])


def _is_tabular(cells: Sequence[str], n_lines: int) -> bool:
    """Enough cells, with figures or over several lines: a navigation line (首页 | 要闻 | 政务公开) is no table."""
    figures = sum(_is_value(cell) for cell in cells)
    if n_lines == 1:
        return len(cells) >= 8 and figures >= 3
    return len(cells) >= 4 and (figures >= 1 or n_lines >= 3)


def _is_value(cell: str) -> bool:
    """Whether a cell holds a figure, or says that there is none."""
    if is_not_set(cell):
        return True
    if not has_digit(cell) or len(cell) > 30:
        return False
    try:
        return read_quantity(cell).value is not None
    except UnreadableQuantityError:
        return False


def _with_header_above(lines: Sequence[str], start: int, floor: int) -> int:
    """The start moved up over header words printed without bars above the first barred line."""
    i = start
    if (
        any(is_header_word(word(cell)) for cell in re.split(r"[|\t]", lines[start]) if len(lines[start]) > 1)
        and len(re.split(r"[|\t]", lines[start])) > 3
    ):
        return start
    while i > floor and (not lines[i - 1] or is_header_word(word(lines[i - 1]))):
        i -= 1
    while i < start and not lines[i]:
        i += 1
    return i


def _spaced(lines: Sequence[str], at: int) -> Found:
    """A run of lines whose cells are held apart by wide gaps: at least three lines of at least three cells."""
    end, rows = at, 0
    for i in range(at, len(lines)):
        if not lines[i] or (rows and _RULE_LINE.match(lines[i])):
            if rows == 0 or i - end > 1:
                break
            continue
        if not _is_spaced_row(lines[i], least=2 if rows else 3):
            if rows and _is_band(lines, i, _GAP):
                continue
            break
        end, rows = i + 1, rows + 1
    cells = [c for line in lines[at:end] for c in _GAP.split(line) if c]
    return (end if rows >= 3 and sum(_is_value(c) for c in cells) >= 3 else at), end


def _semicolons(lines: Sequence[str], at: int) -> Found:
    """A run of lines whose cells semicolons part: 指标；2020年；2025年, then 研发投入强度（%）；0.99；1.4."""
    end, rows, figures = at, 0, 0
    for i in range(at, len(lines)):
        cells = [cell.strip() for cell in lines[i].split(";")]
        if not lines[i] and i - end <= 1:
            continue
        if len(cells) < 3 or len(lines[i]) > 120 or any(len(cell) > 30 for cell in cells):
            break
        end, rows, figures = i + 1, rows + 1, figures + sum(_is_value(cell) for cell in cells)
    return (end if rows >= 3 and figures >= rows else at), end


def _flat(lines: Sequence[str], at: int) -> Found:
    """One line that holds a whole table, its cells parted by single blanks: header words in a row, then many figures."""
    words = lines[at].split()
    if len(words) < 16:
        return at, at
    heads = [is_header_word(w) for w in words]
    opens = any(all(heads[i : i + 3]) for i in range(len(heads) - 2))
    return (at + 1 if opens and sum(_is_value(w) for w in words) >= 6 else at), at


def _blank_parted(lines: Sequence[str], at: int) -> Found:
    """A header of bare words and rows of as many, all but the first of them figures: 责任单位 出口目标 外资目标, then 青禾县 1900 300."""
    heads = lines[at].split(" ")
    if not 3 <= len(heads) <= 12 or has_digit(lines[at]) or not all(heads) or not any(is_header_word(head) for head in heads):
        return at, at
    end = at + 1
    while end < len(lines) and _is_even_row(lines[end].split(" "), len(heads)):
        end += 1
    return (end if end - at > _LEAST_EVEN_ROWS else at), at


def _is_even_row(words: Sequence[str], width: int) -> bool:
    return len(words) == width and not has_digit(words[0]) and all(map(_is_value, words[1:]))


def _is_spaced_row(line: str, least: int) -> bool:
    is_gapped = "  " in line or "\t" in line  # most lines have no gap, which is soon seen
    return is_gapped and len(_GAP.split(line)) >= least and not _is_prose(line) and not (least == 2 and _SENTENCE.search(line))


def _dated(lines: Sequence[str], at: int) -> Found:
    """A run of names with “2020年 99” lines under them: at least two names."""
    end, i, names = at, at, 0
    while i < len(lines):
        j = _skip_blank(lines, i)
        if j >= len(lines) or not _may_be_name(lines[j]):
            break
        k = _skip_blank(lines, j + 1)
        if k >= len(lines) or not _is_dated_value(lines[k]):
            break
        while k < len(lines) and (_is_dated_value(lines[k]) or not lines[k]):
            k += 1
        while not lines[k - 1]:
            k -= 1
        names, end, i = names + 1, k, k
    return (end if names >= 2 and lines[at] else at), at


def _may_be_name(line: str) -> bool:
    """A name with dated lines under it may be numbered like a heading: (一)研发经费投入强度(%)."""
    return len(line) <= 40 and not _SENTENCE.search(line) and not _is_dated_value(line) and not is_header_word(word(line))


def _skip_blank(lines: Sequence[str], i: int) -> int:
    while i < len(lines) and not lines[i]:
        i += 1
    return i


def _is_dated_value(line: str) -> bool:
    match = DATED_VALUE.match(line)
    return match is not None and _is_value(match["value"])


def _stacked(lines: Sequence[str], at: int) -> Found:
    """A run of bare short lines that are cells."""
    return stacked_run(lines, at), at


def _cards(lines: Sequence[str], at: int) -> Found:
    """A run of cards, each with the labels and values of one indicator."""
    return cards_run(lines, at), at


_FINDERS = (_cards, _barred, _spaced, _semicolons, _flat, _blank_parted, _dated, _stacked)
