"""Tables printed one cell a line: where such a run of lines begins and ends.

A run opens with header words. It goes on over prose (a remarks column, a target in words), over section rows (一、发展水平) and over
cells that end like captions (完成市下达目标), as long as cells of a table follow; it ends at a heading, a note or a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assets.language.fold import word
from assets.language.quantity import UnreadableQuantityError, has_digit, is_not_set, read_quantity
from assets.language.tablewords import (
    ATTRIBUTE_CELL,
    CAPTION_LINE,
    CATEGORY_HEAD,
    CONTINUED,
    INDICATOR_HEAD,
    ITEM_HEAD,
    NOTE_LINE,
    NUMBER_HEAD,
    PAGE_NUMBER,
    STATUS_CELL,
    is_axis_head,
    is_header_word,
    is_period_head,
)
from assets.language.unitwords import is_unit

LONGEST_RUN = 1200  # lines, blank ones too
LONGEST_PROSE = 300  # characters of a line that may still be a cell
_LONGEST_NAME = 45
_LOOK_AHEAD = 7  # filled lines in which a table that goes on shows it
_WIDE_HEADER = 20  # filled lines in which the years of a header on two levels show themselves
_LEAST_CELLS = 7
_LONGEST_UPRIGHT = 4  # characters of a head printed one a line
_FIRST = 9  # filled lines in which the header's words are looked for
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|第[一二三四五六七八九十百\d]+[章节篇])")
_CHAPTER = re.compile(r"^第[一二三四五六七八九十百\d]+[章节篇]")
_NAMED_CAPTION = re.compile(r"^(?:附?表|专栏|附件|图表|图)[\d一二三四五六七八九十]+(?![\d.]*年)")
_ROW_NUMBER = re.compile(r"^(?:\d{1,3}[.、]?|[A-Z]\d{1,2})$")
_ARROW = re.compile(r"[→⇒➔➜➡⟶]|[-—=]+>")
_SENTENCE = re.compile(r"[。;；!?？!]")


def stacked_run(lines: Sequence[str], at: int) -> int:
    """Where the table that begins at a line ends (exclusive, 0-based); ``at`` itself where none begins there.

    Lines are folded and stripped.
    """
    if not _opens(lines, at):
        return at
    run, is_cut = _run(lines, at)
    if not is_cut:
        while run and not _closes_row(lines[run[-1]]):
            run.pop()
    if len(run) < _LEAST_CELLS:
        return at
    heads = sum(_is_head(word(lines[i])) for i in run[: _WIDE_HEADER if is_axis_head(word(lines[at])) else _FIRST])
    body = [lines[i] for i in run[2:]]
    figures = sum(_is_value(line) for line in body)
    cells = figures + sum(_is_cell(line) for line in body)
    return run[-1] + 1 if heads >= 2 and figures >= 1 and cells >= 3 and (6 if heads >= 3 else 4) * cells >= len(run) else at


def _opens(lines: Sequence[str], at: int) -> bool:
    first, at = _upright(lines, at)
    if not _is_head(first):
        return False
    if is_axis_head(first):
        return _is_over_years(lines, at)
    following = [word(line) for line in _next(lines, at)]
    if not following or not any(map(_is_head, following[: 1 if is_period_head(first) else None])):
        return False
    # 主要指标 above 类别 and 指标, “十四五”指标完成情况 above 序号 are captions: no table begins with a column of figures.
    if (is_period_head(first) or INDICATOR_HEAD.match(first)) and not _repeats([first, *following]):
        heads = (NUMBER_HEAD, CATEGORY_HEAD, INDICATOR_HEAD) if is_period_head(first) else (NUMBER_HEAD, INDICATOR_HEAD)
        return not any(head.match(one) for head in heads for one in following[: 1 if is_period_head(first) else 3])
    return True


def _upright(lines: Sequence[str], at: int) -> tuple[str, int]:
    """The word that a line begins, and its last line: 类 and 别 stand one below the other."""
    first, end = word(lines[at]), at
    while len(first) == end - at + 1 < _LONGEST_UPRIGHT and end + 1 < len(lines) and len(word(lines[end + 1])) == 1:
        end += 1
        first += word(lines[end])
        if _is_head(first):
            return first, end
    return word(lines[at]), at


def _is_over_years(lines: Sequence[str], at: int) -> bool:
    """Whether a header follows the head of places or years: heads soon, or names of indicators and then their years."""
    near = [word(line) for line in _next(lines, at)]
    if any(map(_is_head, near)):
        return True
    far = [word(line) for line in _next(lines, at, _WIDE_HEADER)]
    years = next((i for i, one in enumerate(far) if is_period_head(one)), len(far))
    return all(is_period_head(one) for one in far[years : years + 2]) and years < len(far) - 2 and not any(map(_is_prose, far[:years]))


def _repeats(words: Sequence[str]) -> bool:
    """Whether a header says itself twice: two records stand side by side (指标, 2025年, 指标, 2025年)."""
    return any(words[:n] == words[n : 2 * n] for n in range(2, len(words) // 2 + 1))


def _is_head(printed: str) -> bool:
    return is_header_word(printed) or is_axis_head(printed) or bool(ITEM_HEAD.match(printed))


def _run(lines: Sequence[str], at: int) -> tuple[list[int], bool]:
    """The filled lines of the run, and whether a heading, a note or a caption cuts it off."""
    run: list[int] = []
    prose = 0
    for i in range(at, min(at + LONGEST_RUN, len(lines))):
        line = lines[i]
        if not line:
            continue
        if _ends_table(lines, i) or (len(run) >= _LEAST_CELLS and _is_other_header(lines, i, at)):
            return run, True
        if _is_prose(line):
            prose += 1
            if len(line) > LONGEST_PROSE or 3 * prose > len(run):
                return run, False
            if not _goes_on(lines, i):  # the last row's remarks, where rows before have such, with a heading or note behind them
                return ([*run, i], True) if prose > 2 and _is_cut_behind(lines, i) else (run, False)
        run.append(i)
    return run, True


def _is_cut_behind(lines: Sequence[str], i: int) -> bool:
    behind = next((at for at in range(i + 1, len(lines)) if lines[at]), None)
    return behind is None or _ends_table(lines, behind)


def _is_prose(line: str) -> bool:
    return len(line) > _LONGEST_NAME or bool(_SENTENCE.search(line))


def _ends_table(lines: Sequence[str], i: int) -> bool:
    """Whether a line is no cell of any table: a note, a caption, a heading that no rows follow."""
    line, printed = lines[i], word(lines[i])
    if CONTINUED.match(printed) or PAGE_NUMBER.match(printed):
        return False
    if NOTE_LINE.match(printed) or _CHAPTER.match(printed) or _NAMED_CAPTION.match(printed):
        return True
    if _HEADING.match(line):
        return not _goes_on(lines, i, least=3)
    if CAPTION_LINE.search(printed) and not _is_head(printed):
        return _header_follows(lines, i)
    return False


def _goes_on(lines: Sequence[str], i: int, least: int = 2) -> bool:
    """Whether cells of a table come soon after a line: the next row's number, figures, attributes, units.

    A heading or a note ends the look.
    """
    cells = 0
    for n, line in enumerate(_next(lines, i)):
        if n == 0 and least <= 2 and _ROW_NUMBER.match(line):
            return True
        if NOTE_LINE.match(word(line)) or _CHAPTER.match(line) or len(line) > LONGEST_PROSE:
            break
        cells += _is_cell(line) or _is_value(line) or bool(_ROW_NUMBER.match(line))
    return cells >= least


def _header_follows(lines: Sequence[str], i: int) -> bool:
    following = [word(line) for line in _next(lines, i)][:2]
    return all(_is_head(one) and not ATTRIBUTE_CELL.match(one) for one in following)


def _is_other_header(lines: Sequence[str], i: int, at: int) -> bool:
    """Whether another table's header begins at line ``i`` of the run from ``at``: other words than the first, which new pages repeat."""
    printed = word(lines[i])
    if not (NUMBER_HEAD.match(printed) or INDICATOR_HEAD.match(printed)):
        return False
    before = next((word(lines[k]) for k in range(i - 1, at, -1) if lines[k]), "")
    if NUMBER_HEAD.match(before) or CATEGORY_HEAD.match(before):
        return False  # the header began before: 序号, 指标
    words, first = ([printed_at, *map(word, list(_next(lines, start))[:3])] for start, printed_at in ((i, printed), (at, word(lines[at]))))
    if printed in first[1:] and _before(lines, i, first.index(printed)) == first[: first.index(printed)]:
        return False  # 指标 behind 序号 and 分类, where a new page prints the first header again
    return words != first and all(map(_is_head, words)) and any(map(is_period_head, words)) and any(map(is_period_head, first))


def _before(lines: Sequence[str], i: int, count: int) -> list[str]:
    """The last filled lines before line ``i``, as words."""
    return [word(line) for line in lines[max(0, i - 3 * count) : i] if line][-count:]


def _next(lines: Sequence[str], i: int, most: int = _LOOK_AHEAD) -> Iterator[str]:
    found = 0
    for line in lines[i + 1 : i + 1 + 3 * most]:
        if line and found < most:
            found += 1
            yield line


def _is_value(line: str) -> bool:
    if is_not_set(line):
        return True
    if not has_digit(line) or len(line) > 30:
        return False
    return any(map(_is_quantity, _ARROW.split(line)))  # 78.5岁→80岁


def _is_quantity(printed: str) -> bool:
    try:
        return read_quantity(printed).value is not None
    except UnreadableQuantityError:
        return False


def _is_cell(line: str) -> bool:
    printed = word(line)
    return bool(ATTRIBUTE_CELL.match(printed) or STATUS_CELL.match(printed)) or is_unit(printed)


def _closes_row(line: str) -> bool:
    """A row ends in a figure, an attribute or a word such as 已完成, not in a name that belongs to the text below."""
    return _is_value(line) or bool(ATTRIBUTE_CELL.match(word(line)) or STATUS_CELL.match(word(line)))
