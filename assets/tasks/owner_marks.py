"""Where running text names the bodies that answer for it: brackets, lines with a label, and closing sentences with one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from assets.language.fold import fold
from assets.tasks.duties import Owner, deadline_in
from assets.tasks.owners import OWNER_LABEL, bodies_in, completed, duties_in, names_owners, owners_in

# What printed text must hold to be looked at more closely, in either script; a bracket behind a full stop may list bodies alone.
_CUE = re.compile(r"[责責职職][任责責]|[牵牽][头頭]|[负負][责責]|配合|[单單]位\s*[:：]|部[门門]\s*[:：]|[。；;]\s*[(（【\[]")
_BRACKET = re.compile(r"[()\[\]]")
_LABELLED = re.compile(rf"\s*{OWNER_LABEL}")
_LABEL_IN_LINE = re.compile(rf"(?:^|(?<=[。;!?)\]\s]))\s*{OWNER_LABEL}(?:\s*:|(?=[ \t\u3000]))")
_SENTENCE_END = re.compile(r"[。!?]")
_GOES_ON = re.compile(r"[、,;]\s*$")
_CLOSE = re.compile(r"[)\]]")
_BEHIND_SENTENCE = ("。", ";", "!", "?", ")", "]")
REACH = 200  # characters behind a block's end in which a bracket that a line break cut may still be closed
LONGEST_LIST = 600  # characters in a bracket of owners; keeps the work near each bracket, however a broken page nests them
LONGEST_LINE = 120  # characters of a line that assigns duties as a whole


@dataclass(frozen=True, slots=True)
class OwnerMark:
    """A stretch of text that names owners, with its brackets or label, as offsets into the plan's text."""

    start: int
    end: int
    owners: tuple[Owner, ...]
    deadline: str | None = None  # by when, where the words that name the owners say it


def owner_marks(text: str, start: int, end: int) -> list[OwnerMark]:
    """The marks in ``text[start:end]`` (a line, paragraph, heading or cell), in order; one that a break cuts reaches on behind ``end``."""
    if not _CUE.search(text, start, end):
        return []
    whole = fold(text[start : end + REACH])
    folded, behind = whole[: end - start], whole[end - start :]
    if len(folded) <= LONGEST_LINE and (owners := duties_in(folded)):
        return [OwnerMark(start, end, owners, deadline_in(folded))]
    marks: list[OwnerMark] = []
    for found in (*sorted((*_bracketed(folded), *_cut_brackets(folded, behind))), *_labelled_lines(folded, behind)):
        said = deadline_in(whole[found.start : found.end].strip("()[]"))
        mark = OwnerMark(start + found.start, start + found.end, found.owners, said)
        if mark.owners and not any(other.start < mark.end and mark.start < other.end for other in marks):
            marks.append(mark)
    return sorted(marks, key=lambda mark: mark.start)


def joined(before: OwnerMark, after: OwnerMark) -> OwnerMark:
    """Two marks of one task as one; the area that the first prints holds for the second too (牵头单位:市科技局, 配合单位:财政局)."""
    return OwnerMark(before.start, after.end, completed((*before.owners, *after.owners)), before.deadline or after.deadline)


class _Found(NamedTuple):
    """A mark with offsets into the line."""

    start: int
    end: int
    owners: tuple[Owner, ...]


def _bracketed(folded: str) -> Iterator[_Found]:
    """Closed brackets that name owners: (责任单位:市科技局), (市科技局牵头,市财政局配合), and bodies alone behind a sentence."""
    for first, last in _pairs(folded)[0]:
        if last - first > LONGEST_LIST:
            continue
        inside = folded[first + 1 : last - 1]
        if names_owners(inside) or _LABELLED.match(inside):
            yield _Found(first, last, _labelled(inside, has_colon=names_owners(inside)))
        elif owners := duties_in(inside):
            yield _Found(first, last, owners)
        elif folded[max(0, first - 3) : first].rstrip().endswith(_BEHIND_SENTENCE):
            yield _Found(first, last, bodies_in(inside) or ())


def _cut_brackets(folded: str, behind: str) -> Iterator[_Found]:
    """Labelled brackets that the line leaves open: they go on to the next line's bracket, or lost theirs and end with the sentence."""
    for first in _pairs(folded)[1]:
        if not _LABELLED.match(folded, first + 1):
            continue
        line_end = min(len(folded), first + LONGEST_LIST)
        close = _CLOSE.search(behind) if line_end == len(folded) else None
        if close and not _SENTENCE_END.search(behind, 0, close.start()):
            words, last = folded[first + 1 :] + behind[: close.start()], len(folded) + close.end()
        else:
            stop = _SENTENCE_END.search(folded, first, line_end)
            words, last = folded[first + 1 : stop.start() if stop else line_end], stop.end() if stop else line_end
        yield _Found(first, last, owners_in(words))


def _labelled_lines(folded: str, behind: str) -> Iterator[_Found]:
    """Labels that open a line or a sentence, up to its end; a list that ends in a sign goes on in the next line."""
    last = 0
    for label in _LABEL_IN_LINE.finditer(folded):
        if label.start() < last:
            continue
        stop = _SENTENCE_END.search(folded, label.end())
        last = stop.end() if stop else len(folded)
        words = folded[label.start() : stop.start() if stop else last]
        if not stop and _GOES_ON.search(words):
            line = behind.lstrip().partition("\n")[0]
            words, last = words + line, last + behind.index(line) + len(line)
        first = label.start() + len(label[0]) - len(label[0].lstrip())
        yield _Found(first, last, _labelled(words.strip(), has_colon=label[0].rstrip().endswith(":")))


def _labelled(words: str, *, has_colon: bool) -> tuple[Owner, ...]:
    """The owners behind a label; where its colon is lost, only a list of bodies counts (责任单位和个人要… is a sentence)."""
    return owners_in(words) if has_colon else bodies_in(words) or ()


def _pairs(folded: str) -> tuple[list[tuple[int, int]], list[int]]:
    """Spans of closed brackets, the outer before the inner, and where brackets open that are never closed."""
    open_at: list[int] = []
    spans = []
    for sign in _BRACKET.finditer(folded):
        if sign[0] in "([":
            open_at.append(sign.start())
        elif open_at:
            spans.append((open_at.pop(), sign.end()))
    return sorted(spans), open_at
