"""The plan's title, chosen among what head, notice, page, table and opening sentence say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from assets.documents.about.hypothesis import Candidate, Choice, choose
from assets.documents.document import Block, BlockKind
from assets.documents.outline import titles
from assets.documents.outline.beside_tables import is_unit_line
from assets.documents.outline.front import Front
from assets.language.fold import fold, squeeze

_PAGE = ("articletitle", "og:title", "title")  # names under which pages and files state it, the most telling first
_NUMBERED_TABLE = re.compile(r"(?:附?表|专栏|附件|图表|续表)\s*[\d一二三四五六七八九十]")
# A congress accepts the plan printed above the remark; what stands above both is another text's end.
_PASSED = re.compile(r"^\(.{4,60}(?:通过|批准|审议)\)$")
_LEAST_SHARED = 0.6  # of the letters of the shorter title
_PARAGRAPHS_LOOKED_AT = 3
_LINES_LOOKED_AT = 80
_CONTENT = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.BOX, BlockKind.CAPTION, BlockKind.TABLE})


def find_title(text: str, blocks: Sequence[Block], front: Front, stated: Mapping[str, str]) -> Choice[str]:
    """The title and what speaks for it. ``stated`` is what the page or file says of itself, by lower-case name."""
    return choose("title", list(_candidates(text, blocks, front, stated)))


def _candidates(text: str, blocks: Sequence[Block], front: Front, stated: Mapping[str, str]) -> Iterator[Candidate[str]]:
    opening = [text[block.start : block.end] for block in blocks if block.kind is BlockKind.PARAGRAPH][:_PARAGRAPHS_LOOKED_AT]
    headed = titles.plan_title(front.headline) if front.headline else None
    for kind, title in (
        ("own" if _agree(front.title, headed) else "own_apart", front.title),
        ("headline", headed),
        ("announced", front.announced),
        ("page", next((title for name in _PAGE if name in stated and (title := titles.title_of_page(stated[name]))), None)),
        ("passed", None if front.title else _passed(text)),
        ("table", _of_table(text, blocks)),
        ("opening", next((title for paragraph in opening if (title := titles.made_by_opening(paragraph))), None)),
    ):
        if title:
            yield Candidate(title, kind)


def _agree(own: str | None, headed: str | None) -> bool:
    """Whether a title and the one that the notice names can be the same; 开发边界外不符合规划, a table's cell, is not the notice's plan."""
    if own is None or headed is None:
        return True
    letters = set(squeeze(fold(headed)))
    return len(letters & set(fold(own))) >= _LEAST_SHARED * min(len(letters), len(set(squeeze(fold(own)))))


def _passed(text: str) -> str | None:
    """A title below another text's end, told by the remark below it: (第七届全国人民代表大会第四次会议1991年4月9日批准)."""
    lines = [line.strip() for line in text[: 200 * _LINES_LOOKED_AT].split("\n") if line.strip()][:_LINES_LOOKED_AT]
    return next(
        (titles.unquoted(above) for above, below in pairwise(lines) if _PASSED.match(fold(below)) and titles.is_own_title(above)), None
    )


def _of_table(text: str, blocks: Sequence[Block]) -> str | None:
    """Of a file that is a table and nothing else above it, the table's caption or its first row: 盐城市2022年科技创新目标任务分解表."""
    first = next((block for block in blocks if block.kind in _CONTENT), None)
    if first is None or first.kind not in (BlockKind.CAPTION, BlockKind.TABLE):
        return None
    if first.kind is BlockKind.TABLE:
        return _first_row(text, first)
    caption = text[first.start : first.end]
    return None if is_unit_line(caption) or _NUMBERED_TABLE.match(fold(caption)) else caption


def _first_row(text: str, table: Block) -> str | None:
    """What the first row of a table says where it is one cell over all columns."""
    cells = [text[cell.start : cell.end].strip() for cell in table.cells or () if cell.row == 0 and cell.end > cell.start]
    if not table.cells:
        lines = ([part.strip() for part in line.split("|") if part.strip()] for line in text[table.start : table.end].split("\n", 3))
        cells = next((line for line in lines if line), [])  # the first line with words, behind lone bars
    if len(cells) != 1 or not 6 <= len(squeeze(cells[0])) <= titles.LONGEST or _NUMBERED_TABLE.match(fold(cells[0])):
        return None
    return titles.unquoted(cells[0]) if titles.is_table_title(cells[0]) else None
