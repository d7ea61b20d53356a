"""What is printed around a table: its caption, the unit line above it, the notes below it that define its marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assets.documents.model import Block, BlockKind, Document
from assets.language.fold import fold, squeeze
from assets.language.tablewords import CONTINUED, UNIT_LINE
from assets.language.unitwords import is_unit
from assets.language.years import find_periods

_MARK = r"[*#※†‡]+|[①-⑳]|\[\d{1,2}\]|[¹²³]"
_DEFINITION = re.compile(
    rf"(?:带|标(?:有|注)?|注)?[“\"'(]?(?P<mark>{_MARK})[”\"')]?(?:号|标记)?(?:的|者|为|指|表示|:|,|、|是|数据|数值|项)*(?P<text>[^。;；*①-⑳]*)"
)
_TOTALS = re.compile(r"[〔\[(]\s*[〕\])](?:内|中|里)?.*?(?P<word>累计|总数|总量|合计|年均)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Caption and notes of a table, with what they say of its figures."""

    caption: str | None
    note: str | None
    unit: str | None  # 单位:亿元
    mark_years: dict[str, int]  # * → 2019, where the note says *为2019年数据
    brackets: str | None  # what 〔 〕 mean here: cumulative or per_year
    continued: bool  # the caption says 续表


def surroundings(document: Document, at: int) -> Surroundings:
    """What stands around the table that is block number ``at`` of the document."""
    blocks = document.blocks
    above = _run(blocks, range(at - 1, -1, -1), (BlockKind.CAPTION, BlockKind.BOX))[::-1]
    below = _run(blocks, range(at + 1, len(blocks)), (BlockKind.NOTE,))
    texts = [document.text[b.start : b.end].strip() for b in above]
    notes = [document.text[b.start : b.end].strip() for b in below]
    captions = [t for t in texts if not UNIT_LINE.search(squeeze(fold(t)).strip("()")) or len(t) > 20]
    units = [t for t in texts if t not in captions]
    folded = squeeze(fold("\n".join(notes)))
    return Surroundings(
        caption=captions[-1] if captions else None,
        note="\n".join([*units, *notes]) or None,
        unit=_unit_line([*texts, *notes]),
        mark_years=_mark_years(folded),
        brackets={"年均": "per_year"}.get(found["word"], "cumulative") if (found := _TOTALS.search(folded)) else None,
        continued=any(CONTINUED.match(squeeze(fold(t))) for t in texts),
    )


def _run(blocks: Sequence[Block], order: range, kinds: tuple[BlockKind, ...]) -> list[Block]:
    out: list[Block] = []
    for i in order:
        if blocks[i].kind not in kinds:
            break
        out.append(blocks[i])
    return out


def _unit_line(texts: Sequence[str]) -> str | None:
    """The unit of 单位:亿元; several units at once (单位:家、亿元、%) say nothing of one row."""
    for text in texts:
        found = UNIT_LINE.search(squeeze(fold(text)))
        if found and is_unit(found["unit"]):
            return found["unit"]
    return None


def _mark_years(note: str) -> dict[str, int]:
    years = {}
    for found in _DEFINITION.finditer(note):
        periods = find_periods(found["text"])
        if len(periods) == 1 and periods[0].start is None:
            years[found["mark"]] = periods[0].end
    return years
