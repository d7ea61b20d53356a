"""Lines beside a table: its caption and unit line above, its notes below."""

from __future__ import annotations

import re

from assets.documents.document import BlockKind
from assets.documents.outline.numbering import heading_at
from assets.documents.rendition import Line, Rendition
from assets.language.fold import fold, squeeze
from assets.language.tablewords import CAPTION_LINE, CONTINUED, NOTE_LINE, UNIT_LINE

_LONGEST_CAPTION = 60  # characters
_LONGEST_UNIT_LINE = 40
_LONGEST_BARE = 6  # 附表1, 表 2 on a line of its own
_LONGEST_NOTE = 400
_CAPTION_REACH = 4  # lines above a table that may be its caption and unit line
_TAGGED = {"caption": BlockKind.CAPTION, "note": BlockKind.NOTE}  # where the format itself says it: <caption>, a Word file's footnotes
_NAMED = re.compile(r"^\(?(?:附表|图表|专表|续表|表)[\d一二三四五六七八九十]*|^专栏")
_MORE_NOTE = re.compile(
    r"^(?:表中|上表|本表|以上(?:指标|数据|数值)|[*※#★△▲]|[①-⑳]|[¹²³]|\[\d{1,2}\]|〔\d{0,2}〕|\[\]|\(\d{1,2}\)|\d{1,2}[.、](?=\D))|^(?:带|标|加)[*※#〔\[“\"]"
)
_OWN_NOTE = re.compile(r"^(?:表中|上表|本表|以上(?:指标|数据|数值)|(?:带|标|加)[*※#〔\[“\"]|〔〕|\[\])")
_ENUMERATED = re.compile(r"^[\[(〔]?\d{1,2}[\])〕.、]")


def mark_beside_tables(page: Rendition, kinds: dict[int, BlockKind]) -> None:
    """Add CAPTION and NOTE to the kinds of the lines around each table; lines that have a kind keep it."""
    floor = 0
    tables = sorted(page.tables)
    for at, table in enumerate(tables):
        ceiling = tables[at + 1].first if at + 1 < len(tables) else len(page.lines)
        _mark_captions(page, table.first, floor, kinds)
        floor = _mark_notes(page.lines, table.last, ceiling, kinds)
    for i, tag in page.tags.items():
        if tag in _TAGGED:
            kinds[i] = _TAGGED[tag]


def _mark_captions(page: Rendition, table: int, floor: int, kinds: dict[int, BlockKind]) -> None:
    """Walk up from a table over unit line and caption; above the caption only a unit line or a bare 附表1 may go with it."""
    captioned = False
    above = [i for i in range(table - 1, floor - 1, -1) if page.lines[i].text]
    for i in above[:_CAPTION_REACH]:
        text = page.lines[i].text
        if i in kinds or not (is_unit_line(text) or (_is_bare_number(text) if captioned else is_caption(text))):
            return
        kinds[i] = BlockKind.CAPTION
        captioned = captioned or not is_unit_line(text)


def is_unit_line(text: str) -> bool:
    """Whether a line states the unit of a table: 单位:亿元."""
    folded = squeeze(fold(text))
    return len(folded) <= _LONGEST_UNIT_LINE and UNIT_LINE.search(folded) is not None and "。" not in folded


def _is_bare_number(text: str) -> bool:
    return len(text) <= _LONGEST_BARE and _NAMED.match(squeeze(fold(text))) is not None


def is_caption(text: str) -> bool:
    """Whether a line right above a table names it: 表1 …, 专栏2 …指标, or a short line ending in 指标, 目标, 情况表 and the like."""
    folded = squeeze(fold(text))
    if len(folded) > _LONGEST_CAPTION or folded.endswith(("。", ";", ":", ",")) or "。" in folded:
        return False
    if _NAMED.match(folded) or CONTINUED.match(folded):
        return True
    mark = heading_at(text)
    return mark is None and CAPTION_LINE.search(folded) is not None


def _mark_notes(lines: list[Line], start: int, ceiling: int, kinds: dict[int, BlockKind]) -> int:
    """Mark the notes below a table; gives the first line behind them."""
    behind = start
    enumerated = False
    for i in range(start, ceiling):
        text = lines[i].text
        if not text:
            continue
        folded = squeeze(fold(text))
        if i in kinds or len(folded) > _LONGEST_NOTE or not _is_note(folded, first=behind == start, enumerated=enumerated):
            break
        kinds[i] = BlockKind.NOTE
        behind = i + 1
        # 注:1.带*的为… / 2.〔〕内为…: a number below goes on with the note only where the note itself is numbered.
        enumerated = enumerated or bool(_ENUMERATED.match(re.sub(r"^\(?[^:]{1,4}\)?:", "", folded)))
    return behind


def _is_note(folded: str, *, first: bool, enumerated: bool) -> bool:
    if NOTE_LINE.match(folded) or _OWN_NOTE.match(folded):
        return True
    if first or not _MORE_NOTE.match(folded):
        return False
    return enumerated or not _ENUMERATED.match(folded)
