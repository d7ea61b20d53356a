"""Tables of contents: lines that repeat the headings, with dotted leaders and page numbers or without."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from assets.documents.outline.numbering import heading_at, number_end
from assets.documents.rendition import Line
from assets.language.fold import fold, squeeze

_WORD = re.compile(r"^[【\[]?目\s*[录錄次][】\]]?$")
_LEADER = re.compile(r"^\S.{0,80}?(?:\.{3,}|…+|·{3,}|-{4,}|_{4,}|。{3,}|．{3,})\s*[-—(（]?\s*\d{0,3}\s*[)）\-—]?$")
_PAGE_NUMBER = re.compile(r"(?:\t|\s{1,}|(?<=\D))[-—(（]?\s*\d{1,3}\s*[)）\-—]?$")
_LONGEST = 90  # characters of a line of contents
_TRAILING_PAGE = re.compile(r"[\s.…·_。．-]*\d{0,3}$")


def find_contents(lines: Sequence[Line], in_table: Set[int]) -> set[int]:
    """Indices of the lines that are a table of contents; such lines do not stand inside tables."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        if i in in_table or i in found or not line.text or len(line.text) > _LONGEST:
            continue
        if _WORD.match(line.text):
            found.add(i)
            found.update(_listed_below(lines, i + 1, in_table))
        elif _LEADER.match(line.text) and number_end(line.text):
            found.add(i)
    return found


def _listed_below(lines: Sequence[Line], start: int, in_table: Set[int]) -> set[int]:
    """Lines below the word 目录: up to the first that repeats the first listed heading, or that is no heading with a page."""
    listed: list[int] = []
    first: str | None = None
    for i in range(start, len(lines)):
        text = lines[i].text
        if not text:
            continue
        if i in in_table or len(text) > _LONGEST or "。" in text.rstrip("。"):
            break
        key = squeeze(fold(_TRAILING_PAGE.sub("", text)))
        if key == first:
            return set(listed)
        if not (_PAGE_NUMBER.search(text) or _LEADER.match(text) or heading_at(text)):
            break
        first = first or key
        listed.append(i)
    # The list never came round to its first heading: only lines with page numbers are surely contents.
    return {i for i in listed if _PAGE_NUMBER.search(lines[i].text) or _LEADER.match(lines[i].text)}
